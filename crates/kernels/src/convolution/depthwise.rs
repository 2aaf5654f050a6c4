use core::ops::Range;

use super::geometry::{Axis, Correlation};
use super::vectors::{copy_line, load, LANES};
use super::BAND_SIZE;
use crate::matmul::Product;

/// Taps are taken nine at a time, as a square of so many rows and columns, whose sums or weights stay in registers.
pub(super) const SIDE: usize = 3;
/// Elements of a strip, unless fewer hold no row: what stays in the nearest cache.
const STRIP: usize = 8 * 1024;

/// Planes that meet nothing but one plane each, and move by one column: a strip of rows is copied between zeros, where
/// every tap of a row of positions finds them side by side.
pub(super) struct Depthwise<'a> {
    pub c: &'a Correlation,
    /// From one row of a strip to the next.
    pub pitch: usize,
    /// Rows and columns of the kernel that are taken at a time: of a single row nine.
    pub square: [usize; 2],
    /// Rows that whole squares of taps reach over.
    reach: usize,
    /// Rows of positions in a strip.
    rows: usize,
}

impl<'a> Depthwise<'a> {
    /// None where others have to do it.
    pub fn new(c: &'a Correlation) -> Option<Self> {
        let square = if c.y.taps == 1 { [1, SIDE * SIDE] } else { [SIDE, SIDE] };
        let pitch = c.x.count.next_multiple_of(LANES) + c.x.taps.next_multiple_of(square[1]) - 1;
        let reach = c.y.taps.next_multiple_of(square[0]);
        let dense = |axis: &Axis| axis.span() + 1 == axis.taps && axis.spacing == 1;
        let plain = c.channels == 1 && c.x.stride == 1 && dense(&c.y) && dense(&c.x);
        if !plain || reach.saturating_mul(pitch) > BAND_SIZE {
            return None;
        }
        let rows = (STRIP / pitch).saturating_sub(reach) / c.y.stride + 1;
        Some(Self {
            c,
            pitch,
            square,
            reach,
            rows,
        })
    }

    /// Whether [`convolve`](Self::convolve) can.
    pub fn is_square(&self) -> bool {
        self.c.y.taps == SIDE && self.c.x.taps == SIDE && self.c.x.count >= LANES
    }

    /// The part of `room` for a strip, with zeros beside what will be copied there.
    pub fn strip<'r, R: Product>(&self, room: &'r mut [R]) -> &'r mut [R] {
        let rows = (self.rows - 1) * self.c.y.stride + self.reach;
        let strip = &mut room[..rows * self.pitch];
        strip.fill(R::ZERO);
        strip
    }

    /// The rows of positions of each strip of a plane.
    pub fn strips(&self) -> impl Iterator<Item = Range<usize>> {
        let (count, rows) = (self.c.y.count, self.rows);
        (0..count)
            .step_by(rows)
            .map(move |first| first..count.min(first + rows))
    }

    /// Copies what some rows of positions meet.
    #[inline(never)]
    pub fn fill<R: Product>(&self, positions: &Range<usize>, source: &[R], strip: &mut [R]) {
        let Correlation { y, x, .. } = self.c;
        let left = x.lowest(0);
        let before = left.min(0).unsigned_abs();
        let skipped = left.max(0).unsigned_abs();
        let length = x.source.saturating_sub(skipped).min(self.pitch.saturating_sub(before));
        let top = y.lowest(positions.start);
        let rows = (positions.len() - 1) * y.stride + self.reach;
        for (at, line) in (top..).zip(strip.chunks_exact_mut(self.pitch).take(rows)) {
            if at < 0 || at >= y.source as isize || length == 0 {
                line.fill(R::ZERO);
                continue;
            }
            let row = &source[at.unsigned_abs() * x.source + skipped..][..length];
            copy_line(row, &mut line[before..][..length]);
        }
    }

    /// target = bias + the correlation with 3 × 3 taps, which are summed in the order in which they lie in memory.
    #[inline(never)]
    pub fn convolve<R: Product>(
        &self,
        source: &[R],
        weight: &[R],
        bias: Option<&[R]>,
        target: &mut [R],
        room: &mut [R],
    ) {
        let c = self.c;
        let strip = self.strip(room);
        for (k, target) in target.chunks_exact_mut(c.target_plane()).enumerate() {
            let (plane, row) = (k / c.rows, k % c.rows);
            let source = &source[plane * c.source_plane()..][..c.source_plane()];
            let weight = &weight[plane % c.groups * (weight.len() / c.groups) + row * c.row_stride..];
            let mut taps = [[R::ZERO; SIDE]; SIDE];
            for p in 0..c.taps() {
                let [_, ty, tx] = c.tap(p);
                taps[c.y.offset(ty)][c.x.offset(tx)] = weight[c.weight_of(p)];
            }
            let bias = bias.map_or(R::ZERO, |bias| bias[k % bias.len()]);
            for positions in self.strips() {
                self.fill(&positions, source, strip);
                let mut values = &*strip;
                for i in positions {
                    let outputs = &mut target[i * c.x.count..][..c.x.count];
                    // SAFETY: a row of the strip holds a vector for each of the outputs' and what the last one meets.
                    unsafe { sum_row(bias, &taps, values.as_ptr(), self.pitch, outputs) };
                    values = &values[(c.y.stride * self.pitch).min(values.len())..];
                }
            }
        }
    }
}

/// At least a vector of outputs; the last one overlaps the one before.
#[inline(always)]
unsafe fn sum_row<R: Product>(bias: R, taps: &[[R; SIDE]; SIDE], values: *const R, pitch: usize, outputs: &mut [R]) {
    let last = outputs.len() - LANES;
    let mut at = 0;
    loop {
        let mut sum = [bias; LANES];
        for (ty, taps) in taps.iter().enumerate() {
            for (tx, &tap) in taps.iter().enumerate() {
                let values = load(values.add(at + ty * pitch).add(tx));
                sum = R::multiply_add(sum, [tap; LANES], values);
            }
        }
        outputs.as_mut_ptr().add(at).cast::<[R; LANES]>().write_unaligned(sum);
        if at == last {
            return;
        }
        at = (at + LANES).min(last);
    }
}
