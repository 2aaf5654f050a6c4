//! `x · Wᵀ` for few rows or columns: both factors run contiguously along the sum, so nothing is packed.

use super::matrix::Matrix;
use super::tile::Product;

const LANES: usize = 4;
/// Rows of bᵀ that one or two rows of a are multiplied with at once: up to eight sums in registers.
const COLUMNS: usize = 4;

/// `c (+)= a · b` with a's columns and b's rows contiguous.
///
/// Each output is the sum of four lanes, in which every fourth product is added in order, and of the last products. Its
/// bits depend on k alone, but are others than those of a packed product.
pub fn dot_product<R: Product>(a: Matrix<R>, b: Matrix<R>, c: &mut [R], [m, n, k]: [usize; 3], accumulate: bool) {
    let pairs = m - m % 2;
    for i in (0..pairs).step_by(2) {
        rows::<R, 2>(
            [i, i + 1].map(|i| line(a.data, i, a.row_stride, k)),
            b,
            &mut c[i * n..(i + 2) * n],
            accumulate,
        );
    }
    if pairs < m {
        rows::<R, 1>(
            [line(a.data, pairs, a.row_stride, k)],
            b,
            &mut c[pairs * n..],
            accumulate,
        );
    }
}

fn line<R>(data: &[R], i: usize, stride: usize, k: usize) -> &[R] {
    &data[i * stride..][..k]
}

/// Rows of a times all columns of b.
fn rows<R: Product, const ROWS: usize>(a: [&[R]; ROWS], b: Matrix<R>, c: &mut [R], accumulate: bool) {
    let (n, k) = (c.len() / ROWS, a[0].len());
    for j in (0..n).step_by(COLUMNS) {
        let columns = COLUMNS.min(n - j);
        // A column short of the block is computed twice rather than in code of its own.
        let b_columns = core::array::from_fn(|s| line(b.data, j + s.min(columns - 1), b.column_stride, k));
        let sums = block::<R, ROWS>(a, b_columns, k);
        for (c, sums) in c.chunks_exact_mut(n).zip(sums) {
            for (c, sum) in c[j..j + columns].iter_mut().zip(sums) {
                *c = if accumulate { *c + sum } else { sum };
            }
        }
    }
}

/// `sums[r][s] = Σ_p a[r][p] · b[s][p]`.
#[inline(never)]
fn block<R: Product, const ROWS: usize>(a: [&[R]; ROWS], b: [&[R]; COLUMNS], k: usize) -> [[R; COLUMNS]; ROWS] {
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
