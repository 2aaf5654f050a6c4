//! One row times a matrix whose rows are contiguous: nothing is packed, and no row of a tile computes for nothing.

use super::matrix::Matrix;
use super::tile::Product;

const LANES: usize = 4;
/// Vectors of outputs that are summed at once: 32 columns.
const WIDE: usize = 8;

/// `c (+)= a · b` for a depth of at most one block, with the additions of a tile, in its order: the same bits.
pub fn row_product<R: Product>(a: Matrix<R>, b: Matrix<R>, c: &mut [R], depth: usize, accumulate: bool) {
    let n = c.len();
    let fours = n - n % LANES;
    let wide = n - n % (WIDE * LANES);
    let (in_wide, rest) = c.split_at_mut(wide);
    let (in_fours, tail) = rest.split_at_mut(fours - wide);
    for (i, c) in in_wide.chunks_exact_mut(WIDE * LANES).enumerate() {
        columns::<R, WIDE>(a, b.from(0, i * WIDE * LANES), c, depth, accumulate);
    }
    for (i, c) in in_fours.chunks_exact_mut(LANES).enumerate() {
        columns::<R, 1>(a, b.from(0, wide + i * LANES), c, depth, accumulate);
    }
    for (i, c) in tail.iter_mut().enumerate() {
        let mut sum = [R::ZERO; LANES];
        for p in 0..depth {
            let value = b.data[p * b.row_stride + fours + i];
            sum = R::multiply_add(sum, [a.data[p * a.column_stride]; LANES], [value; LANES]);
        }
        *c = if accumulate { *c + sum[0] } else { sum[0] };
    }
}

#[inline(never)]
fn columns<R: Product, const VECTORS: usize>(a: Matrix<R>, b: Matrix<R>, c: &mut [R], depth: usize, accumulate: bool) {
    let mut sums = [[R::ZERO; LANES]; VECTORS];
    for p in 0..depth {
        let factor = [a.data[p * a.column_stride]; LANES];
        let row = &b.data[p * b.row_stride..][..VECTORS * LANES];
        for (sum, values) in sums.iter_mut().zip(row.chunks_exact(LANES)) {
            *sum = R::multiply_add(*sum, factor, values.try_into().expect("four lanes"));
        }
    }
    for (c, sum) in c.iter_mut().zip(sums.as_flattened()) {
        *c = if accumulate { *c + *sum } else { *sum };
    }
}
