//! What the taps of a channel make of an image, summed into a plane whole rows at a time (`torch.nn.Fold`, col2im).

use super::geometry::Correlation;
use super::vectors::{lanes_within, load, LANES};
use super::SLACK;
use crate::matmul::Product;

/// Taps of a kernel, and vectors of a row times columns of a kernel, at most.
const MOST_TAPS: usize = 64;
const MOST_MASKS: usize = 256;
/// Vectors that are summed at once.
const WIDE: usize = 2;

/// How rows of products meet rows of a plane, the same in every plane.
pub(super) struct Fold<'a> {
    c: &'a Correlation,
    /// Where the vectors of a row of the plane begin; the last one may overlap the one before.
    places: usize,
    /// `masks[tx · places + v]`: which lanes of a vector a tap makes something of.
    masks: [[i32; LANES]; MOST_MASKS],
}

/// A row of products that a row of the plane gets something of.
#[derive(Clone, Copy, Default)]
struct Term {
    /// Which product would meet the row's first place.
    start: usize,
    masks: usize,
}

impl<'a> Fold<'a> {
    /// Nothing where rows are short, or the kernel is large or takes steps: there, taps are added one by one.
    #[inline(never)]
    pub fn new(c: &'a Correlation) -> Option<Self> {
        let places = c.x.source.div_ceil(WIDE * LANES) * WIDE;
        let mut fold = Self {
            c,
            places,
            masks: [[0; LANES]; MOST_MASKS],
        };
        let (least, most) = (fold.shift(0), fold.shift(c.x.taps - 1));
        let is_near = most <= SLACK as isize && c.x.source as isize - least <= (c.x.count + SLACK) as isize;
        let fits = c.x.stride == 1 && c.x.source >= LANES && is_near;
        if !fits || c.taps() > MOST_TAPS || places * c.x.taps > MOST_MASKS {
            return None;
        }
        for tx in 0..c.x.taps {
            let shift = fold.shift(tx);
            for v in 0..places {
                let first = fold.place(v) as isize - shift;
                let end = (c.x.count as isize - first).clamp(0, LANES as isize);
                fold.masks[tx * places + v] = lanes_within((-first).max(0) as usize, end as usize);
            }
        }
        Some(fold)
    }

    /// Which place of a row the first product of a tap is added to.
    fn shift(&self, tx: usize) -> isize {
        self.c.x.lowest(0) + self.c.x.offset(tx) as isize
    }

    fn place(&self, vector: usize) -> usize {
        (vector * LANES).min(self.c.x.source - LANES)
    }

    /// The row of products of which a tap adds something to row y of the plane.
    #[inline(always)]
    fn met(&self, y: usize, ty: usize) -> Option<usize> {
        let axis = &self.c.y;
        let i = usize::try_from(y as isize - axis.lowest(0) - axis.offset(ty) as isize).ok()?;
        // Divisions take long, for what most often has a stride of 1.
        let i = match axis.stride {
            1 => i,
            stride if i % stride == 0 => i / stride,
            _ => return None,
        };
        (i < axis.count).then_some(i)
    }

    /// `plane[y, x] = bias + Σ products[SLACK + tap · pitch + i · columns + j]` over the taps and positions that meet
    /// (y, x), in order. What stands around the products does not matter.
    #[inline(never)]
    pub fn plane<R: Product>(&self, products: &[R], pitch: usize, bias: R, plane: &mut [R]) {
        let (c, columns) = (self.c, self.c.x.count);
        assert!(products.len() >= 2 * SLACK + (c.taps() - 1) * pitch + c.y.count * columns);
        let mut terms = [Term::default(); MOST_TAPS];
        for (y, row) in plane.chunks_exact_mut(c.x.source).enumerate() {
            let mut count = 0;
            for ty in 0..c.y.taps {
                let Some(i) = self.met(y, ty) else { continue };
                for tx in 0..c.x.taps {
                    let first = (SLACK + (ty * c.x.taps + tx) * pitch + i * columns) as isize;
                    terms[count] = Term {
                        start: (first - self.shift(tx)) as usize,
                        masks: tx * self.places,
                    };
                    count += 1;
                }
            }
            self.row(&terms[..count], products, bias, row);
        }
    }

    #[inline(never)]
    fn row<R: Product>(&self, terms: &[Term], products: &[R], bias: R, row: &mut [R]) {
        for v in (0..self.places).step_by(WIDE) {
            let places: [usize; WIDE] = core::array::from_fn(|wide| self.place(v + wide));
            let mut sums = [[bias; LANES]; WIDE];
            for term in terms {
                for (wide, sum) in sums.iter_mut().enumerate() {
                    // SAFETY: a row of the plane reaches at most `SLACK` beyond the row of products on either side, as `new`
                    // sees to, and the products are as many as `plane` asserts. There is a mask for each place and tap.
                    let (products, mask) = unsafe {
                        let from = products.as_ptr().add(term.start + places[wide]);
                        (load(from), *self.masks.get_unchecked(term.masks + v + wide))
                    };
                    *sum = R::plus(*sum, R::keep(products, mask));
                }
            }
            for (place, sum) in places.into_iter().zip(sums) {
                row[place..place + LANES].copy_from_slice(&sum);
            }
        }
    }
}
