//! `x · Wᵀ` for few rows: both factors run contiguously along the sum, so nothing is packed.

use super::matrix::Matrix;
use super::tile::Product;

const LANES: usize = 4;
/// Rows of a and of bᵀ that are multiplied with each other at once: eight sums in registers.
const ROWS: usize = 2;
const COLUMNS: usize = 4;

/// `c (+)= a · b` with a's columns and b's rows contiguous.
///
/// Each output is the sum of four lanes, in which every fourth product is added in order, and of the last products. Its
/// bits depend on k alone, but are others than those of a packed product.
pub fn dot_product<R: Product>(a: Matrix<R>, b: Matrix<R>, c: &mut [R], [m, n, k]: [usize; 3], accumulate: bool) {
    let a_row = |i: usize| &a.data[i * a.row_stride..][..k];
    let b_column = |j: usize| &b.data[j * b.column_stride..][..k];
    for i in (0..m).step_by(ROWS) {
        let rows = ROWS.min(m - i);
        // A row short of the block is computed twice rather than in code of its own.
        let a_rows = core::array::from_fn(|r| a_row(i + r.min(rows - 1)));
        for j in (0..n).step_by(COLUMNS) {
            let columns = COLUMNS.min(n - j);
            let b_columns = core::array::from_fn(|s| b_column(j + s.min(columns - 1)));
            let sums = block::<R>(a_rows, b_columns, k);
            for (r, sums) in sums.iter().enumerate().take(rows) {
                let target = &mut c[(i + r) * n + j..][..columns];
                for (target, &sum) in target.iter_mut().zip(sums) {
                    *target = if accumulate { *target + sum } else { sum };
                }
            }
        }
    }
}

#[inline(never)]
fn block<R: Product>(a: [&[R]; ROWS], b: [&[R]; COLUMNS], k: usize) -> [[R; COLUMNS]; ROWS] {
    let whole = k - k % LANES;
    let mut lanes = [[[R::ZERO; LANES]; COLUMNS]; ROWS];
    let four = |line: &[R], p: usize| -> [R; LANES] { line[p..p + LANES].try_into().expect("four lanes") };
    for p in (0..whole).step_by(LANES) {
        let b = b.map(|line| four(line, p));
        for (sums, a) in lanes.iter_mut().zip(a) {
            let a = four(a, p);
            for (sum, b) in sums.iter_mut().zip(b) {
                *sum = R::multiply_add(*sum, a, b);
            }
        }
    }
    let mut sums = [[R::ZERO; COLUMNS]; ROWS];
    for (r, a) in a.iter().enumerate() {
        for (s, b) in b.iter().enumerate() {
            let [l0, l1, l2, l3] = lanes[r][s];
            let tail = a[whole..k].iter().zip(&b[whole..k]);
            sums[r][s] = tail.fold((l0 + l1) + (l2 + l3), |sum, (&a, &b)| sum + a * b);
        }
    }
    sums
}
