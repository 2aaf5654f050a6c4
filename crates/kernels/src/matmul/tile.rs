//! The innermost product, and what a number type may do better than the portable code here.

use super::pack::{transpose_panel, Panel};
use crate::Real;

/// `c[i, j] = (accumulate ? c[i, j] : 0) + Σ_p a[p, i] · b[p, j]` for a whole tile, as `(depth, a, b, b_stride, c,
/// c_stride, accumulate)`.
///
/// a: `depth` groups of the tile's rows; b: rows of at least its columns, `b_stride` apart; c: rows `c_stride` apart.
/// The products are added in the order of `p`, so that every tile of a number type gives the same bits.
pub type Kernel<R> = fn(usize, &[R], &[R], usize, &mut [R], usize, bool);

/// A microkernel and the shape of what it computes. Which one is fastest depends on the engine and the processor.
pub struct Tile<R: 'static> {
    pub rows: usize,
    pub columns: usize,
    pub kernel: Kernel<R>,
}

/// The largest shape there is; workspaces are made for it.
pub const MAX_ROWS: usize = 6;
pub const MAX_COLUMNS: usize = 16;

/// A number type with its matrix-product primitives.
pub trait Product: Real {
    /// The tiles to choose from. The first is never far from the best.
    const TILES: &'static [Tile<Self>];

    /// Packs whole groups of four lanes of a panel whose source runs contiguously along the depth: a transposition.
    fn pack_transposed(source: Panel<Self>, width: usize, target: &mut [Self]) {
        transpose_panel(source, width, target, 0);
    }

    /// `sum + a · b` in four lanes, rounded as the tiles round.
    #[inline(always)]
    fn multiply_add(sum: [Self; 4], a: [Self; 4], b: [Self; 4]) -> [Self; 4] {
        core::array::from_fn(|lane| sum[lane] + a[lane] * b[lane])
    }

    #[inline(always)]
    fn plus(a: [Self; 4], b: [Self; 4]) -> [Self; 4] {
        core::array::from_fn(|lane| a[lane] + b[lane])
    }

    /// Those of four lanes whose bits in `mask` are set; 0, whatever stands there, where they are not.
    #[inline(always)]
    fn keep(values: [Self; 4], mask: [i32; 4]) -> [Self; 4] {
        core::array::from_fn(|lane| if mask[lane] == 0 { Self::ZERO } else { values[lane] })
    }
}

/// A tile in portable code.
pub const fn portable<R: Real, const ROWS: usize, const COLUMNS: usize>() -> Tile<R> {
    Tile {
        rows: ROWS,
        columns: COLUMNS,
        kernel: portable_tile::<R, ROWS, COLUMNS>,
    }
}

impl Product for f64 {
    const TILES: &'static [Tile<f64>] = &[portable::<f64, 4, 8>()];
}

#[cfg(not(all(target_arch = "wasm32", target_feature = "simd128")))]
impl Product for f32 {
    const TILES: &'static [Tile<f32>] = &[
        portable::<f32, 4, 8>(),
        portable::<f32, 2, 16>(),
        portable::<f32, 3, 12>(),
        portable::<f32, 6, 8>(),
        portable::<f32, 4, 16>(),
        portable::<f32, 6, 16>(),
    ];
}

// A function of its own: inlined into the loops around it, its accumulators would not all stay in registers.
#[inline(never)]
fn portable_tile<R: Real, const ROWS: usize, const COLUMNS: usize>(
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
