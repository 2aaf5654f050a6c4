use super::depthwise::{Depthwise, SIDE};
use super::vectors::{lanes_within, load, LANES};
use crate::matmul::Product;

/// Vectors of products that are added up before the sums move to double precision.
const RUN: usize = 256;

type Sums<R> = [[[R; LANES]; SIDE]; SIDE];

impl Depthwise<'_> {
    /// The gradient of the weight, nine taps at a time, which each vector of the upstream gradient meets.
    #[inline(never)]
    pub fn gradient<R: Product>(&self, large: &[R], small: &[R], gradient: &mut [R], room: &mut [R]) {
        let c = self.c;
        let strip = self.strip(room);
        let [height, width] = self.square;
        for (filter, gradient) in gradient.chunks_exact_mut(c.taps()).enumerate() {
            for top in (0..c.y.taps).step_by(height) {
                for left in (0..c.x.taps).step_by(width) {
                    let totals = self.square_of(filter, [top, left], large, small, strip);
                    for (k, &total) in totals.as_flattened().iter().enumerate() {
                        let (ty, tx) = (top + k / width, left + k % width);
                        if ty < c.y.taps && tx < c.x.taps {
                            gradient[ty * c.x.taps + tx] = R::from_f64(total);
                        }
                    }
                }
            }
        }
    }

    /// The gradient of a filter's taps from `top` and `left` on. Planes and runs of their rows are added up in double
    /// precision.
    #[inline(never)]
    fn square_of<R: Product>(
        &self,
        filter: usize,
        [top, left]: [usize; 2],
        large: &[R],
        small: &[R],
        strip: &mut [R],
    ) -> [[f64; SIDE]; SIDE] {
        let c = self.c;
        let (group, row) = (filter / c.rows, filter % c.rows);
        let (step, width) = (c.y.stride * self.pitch, c.x.count);
        let distance = if self.square[0] == 1 { SIDE } else { self.pitch };
        let run = (RUN * LANES / width).max(1);
        let mut totals = [[0.0; SIDE]; SIDE];
        for image in 0..c.batch {
            let source = &large[(image * c.groups + group) * c.source_plane()..][..c.source_plane()];
            let upstream = &small[c.target_rows(image, group) + row * c.target_plane()..];
            for positions in self.strips() {
                self.fill(&positions, source, strip);
                let values = strip[top * self.pitch + left..].chunks(run * step);
                let upstream = upstream[positions.start * width..positions.end * width].chunks(run * width);
                for (values, upstream) in values.zip(upstream) {
                    let mut sums = [[[R::ZERO; LANES]; SIDE]; SIDE];
                    let mut values = values.as_ptr();
                    for upstream in upstream.chunks_exact(width) {
                        // SAFETY: a row of the strip holds a vector for each of the gradient's and what it meets.
                        unsafe {
                            add_row(&mut sums, upstream, values, distance);
                            values = values.add(step);
                        }
                    }
                    for (total, sum) in totals.as_flattened_mut().iter_mut().zip(sums.as_flattened()) {
                        *total += sum.iter().map(|sum| sum.to_f64()).sum::<f64>();
                    }
                }
            }
        }
        totals
    }
}

#[inline(always)]
unsafe fn add_row<R: Product>(sums: &mut Sums<R>, upstream: &[R], mut values: *const R, distance: usize) {
    let (vectors, rest) = upstream.as_chunks();
    for &vector in vectors {
        add_products(sums, vector, values, distance, |values| values);
        values = values.add(LANES);
    }
    if !rest.is_empty() {
        // Nothing is copied as a slice: a call here would make all sums leave their registers.
        let vector = core::array::from_fn(|lane| rest.get(lane).copied().unwrap_or(R::ZERO));
        // Behind the end anything may stand, infinite as well, which no zero takes away.
        let mask = lanes_within(0, rest.len());
        add_products(sums, vector, values, distance, |values| R::keep(values, mask));
    }
}

#[inline(always)]
unsafe fn add_products<R: Product>(
    sums: &mut Sums<R>,
    upstream: [R; LANES],
    values: *const R,
    distance: usize,
    meant: impl Fn([R; LANES]) -> [R; LANES],
) {
    for (ty, sums) in sums.iter_mut().enumerate() {
        for (tx, sum) in sums.iter_mut().enumerate() {
            let values = meant(load(values.add(ty * distance).add(tx)));
            *sum = R::multiply_add(*sum, upstream, values);
        }
    }
}
