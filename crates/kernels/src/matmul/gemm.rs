use super::matrix::Matrix;
use super::pack::{pack, Panel};
pub use super::tile::Product;
use super::tile::{COLUMNS, ROWS};

/// Rows of a packed at a time: with `DEPTH`, what stays in the second-level cache.
const BLOCK_ROWS: usize = 96;
/// Depth of a block. Part of the result: each output is the sum of its blocks of this depth, in order.
const DEPTH: usize = 256;
/// Columns of b packed at a time: with `DEPTH`, what stays in the last-level cache.
const BLOCK_COLUMNS: usize = 512;
/// Up to this many rows b is read where it is, if its rows are contiguous: a packed copy would be used only once.
const DIRECT_ROWS: usize = ROWS;

const A_SIZE: usize = BLOCK_ROWS * DEPTH;
const B_SIZE: usize = BLOCK_COLUMNS * DEPTH;
/// Elements of the workspace that [`gemm`] needs.
pub const WORKSPACE: usize = A_SIZE + B_SIZE + ROWS * COLUMNS;

/// `c = a · b`, or `c += a · b` when `accumulate`; a `m × k`, b `k × n`, c `m × n` contiguous.
///
/// Each output is a sum in one order, that of k in blocks of `DEPTH`, whatever m and n: a row computed alone has the
/// same bits as within a larger matrix. The contents of `workspace` do not matter.
pub fn gemm<R: Product>(
    a: Matrix<R>,
    b: Matrix<R>,
    c: &mut [R],
    [m, n, k]: [usize; 3],
    accumulate: bool,
    workspace: &mut [R; WORKSPACE],
) {
    assert!(a.holds(m, k) && b.holds(k, n) && c.len() == m * n);
    if k == 0 && !accumulate {
        c.fill(R::ZERO);
    }
    if m == 0 || n == 0 || k == 0 {
        return;
    }
    let (a_packed, rest) = workspace.split_at_mut(A_SIZE);
    let (b_packed, scratch) = rest.split_at_mut(B_SIZE);
    let direct = m <= DIRECT_ROWS && b.column_stride == 1 && b.row_stride >= COLUMNS;
    for column in (0..n).step_by(BLOCK_COLUMNS) {
        let columns = BLOCK_COLUMNS.min(n - column);
        for p in (0..k).step_by(DEPTH) {
            let depth = DEPTH.min(k - p);
            let b = b.from(p, column);
            pack_b(b, columns, depth, direct, b_packed);
            for row in (0..m).step_by(BLOCK_ROWS) {
                let rows = BLOCK_ROWS.min(m - row);
                pack_a(a.from(row, p), rows, depth, a_packed);
                let b = Factor {
                    packed: b_packed,
                    in_place: if direct { Some(b) } else { None },
                };
                let block = &mut c[row * n + column..];
                multiply_block(
                    a_packed,
                    b,
                    block,
                    [rows, columns, depth],
                    n,
                    accumulate || p > 0,
                    scratch,
                );
            }
        }
    }
}

/// A block of b: packed, except for the whole strips of a matrix that is read in place.
#[derive(Clone, Copy)]
struct Factor<'a, R> {
    packed: &'a [R],
    in_place: Option<Matrix<'a, R>>,
}

fn pack_a<R: Product>(a: Matrix<R>, rows: usize, depth: usize, packed: &mut [R]) {
    for row in (0..rows).step_by(ROWS) {
        let source = Panel {
            data: a.from(row, 0).data,
            lanes: ROWS.min(rows - row),
            lane_stride: a.row_stride,
            depth,
            depth_stride: a.column_stride,
        };
        pack::<R, ROWS>(source, &mut packed[row * depth..]);
    }
}

fn pack_b<R: Product>(b: Matrix<R>, columns: usize, depth: usize, only_the_last: bool, packed: &mut [R]) {
    let first = if only_the_last { columns - columns % COLUMNS } else { 0 };
    for column in (first..columns).step_by(COLUMNS) {
        let source = Panel {
            data: b.from(0, column).data,
            lanes: COLUMNS.min(columns - column),
            lane_stride: b.column_stride,
            depth,
            depth_stride: b.row_stride,
        };
        pack::<R, COLUMNS>(source, &mut packed[column * depth..]);
    }
}

/// One packed block of a times one block of b, into the `rows × columns` corner of c whose rows are `stride` apart.
fn multiply_block<R: Product>(
    a: &[R],
    b: Factor<R>,
    c: &mut [R],
    [rows, columns, depth]: [usize; 3],
    stride: usize,
    accumulate: bool,
    scratch: &mut [R],
) {
    for column in (0..columns).step_by(COLUMNS) {
        let width = COLUMNS.min(columns - column);
        let (b, b_stride) = match b.in_place {
            Some(matrix) if width == COLUMNS => (matrix.from(0, column).data, matrix.row_stride),
            _ => (&b.packed[column * depth..], COLUMNS),
        };
        for row in (0..rows).step_by(ROWS) {
            let height = ROWS.min(rows - row);
            let a = &a[row * depth..];
            let corner = &mut c[row * stride + column..];
            if height == ROWS && width == COLUMNS {
                R::tile(depth, a, b, b_stride, corner, stride, accumulate);
                continue;
            }
            R::tile(depth, a, b, b_stride, scratch, COLUMNS, false);
            for (target, sums) in corner
                .chunks_mut(stride)
                .zip(scratch.chunks_exact(COLUMNS))
                .take(height)
            {
                for (target, &sum) in target.iter_mut().zip(&sums[..width]) {
                    *target = if accumulate { *target + sum } else { sum };
                }
            }
        }
    }
}
