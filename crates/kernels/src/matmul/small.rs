//! Products so small that packing them would take longer than multiplying.

use super::matrix::Matrix;
use super::tile::Product;

const LANES: usize = 4;

/// `c (+)= a · b` with the additions of a tile, in its order: the same bits.
pub fn small_product<R: Product>(a: Matrix<R>, b: Matrix<R>, c: &mut [R], [m, n, k]: [usize; 3], accumulate: bool) {
    for j in (0..n).step_by(LANES) {
        let columns = LANES.min(n - j);
        for i in 0..m {
            let mut sums = [R::ZERO; LANES];
            for p in 0..k {
                let factor = a.data[i * a.row_stride + p * a.column_stride];
                let row = p * b.row_stride + j * b.column_stride;
                // Columns past the last are computed as copies of it, and dropped.
                let values = core::array::from_fn(|l| b.data[row + l.min(columns - 1) * b.column_stride]);
                sums = R::multiply_add(sums, [factor; LANES], values);
            }
            let target = &mut c[i * n + j..][..columns];
            for (target, sum) in target.iter_mut().zip(sums) {
                *target = if accumulate { *target + sum } else { sum };
            }
        }
    }
}
