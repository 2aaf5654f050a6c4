//! The innermost product, and what a number type may do better than the portable code here.

use super::pack::{transpose_panel, Panel};
use crate::Real;

/// Rows of `c` that one tile computes.
pub const ROWS: usize = 4;
/// Columns of `c` that one tile computes.
pub const COLUMNS: usize = 8;

/// A number type with its matrix-product primitives.
pub trait Product: Real {
    /// `c[i, j] = (accumulate ? c[i, j] : 0) + Σ_p a[p, i] · b[p, j]` for a whole tile of `ROWS × COLUMNS`.
    ///
    /// a: `depth` groups of `ROWS`; b: rows of at least `COLUMNS`, `b_stride` apart; c: rows `c_stride` apart.
    /// The products are added in the order of `p`, each rounded after its multiplication and after its addition.
    fn tile(depth: usize, a: &[Self], b: &[Self], b_stride: usize, c: &mut [Self], c_stride: usize, accumulate: bool) {
        portable_tile(depth, a, b, b_stride, c, c_stride, accumulate);
    }

    /// Packs a full panel whose source runs contiguously along the depth: a transposition.
    fn pack_transposed<const WIDTH: usize>(source: Panel<Self>, target: &mut [Self]) {
        transpose_panel::<Self, WIDTH>(source, target, 0);
    }
}

impl Product for f64 {}

#[cfg(not(all(target_arch = "wasm32", target_feature = "simd128")))]
impl Product for f32 {}

// A function of its own: inlined into the loops around it, its accumulators would not all stay in registers.
#[inline(never)]
fn portable_tile<R: Real>(
    depth: usize,
    a: &[R],
    b: &[R],
    b_stride: usize,
    c: &mut [R],
    c_stride: usize,
    accumulate: bool,
) {
    let mut sums = [[R::ZERO; COLUMNS]; ROWS];
    for (a, b) in a.chunks_exact(ROWS).take(depth).zip(b.chunks(b_stride)) {
        let b: &[R; COLUMNS] = b[..COLUMNS].try_into().expect("a row of b holds the tile's columns");
        for (sums, &a) in sums.iter_mut().zip(a) {
            for (sum, &b) in sums.iter_mut().zip(b) {
                *sum += a * b;
            }
        }
    }
    for (c, sums) in c.chunks_mut(c_stride).zip(sums) {
        for (c, sum) in c[..COLUMNS].iter_mut().zip(sums) {
            *c = if accumulate { *c + sum } else { sum };
        }
    }
}
