use super::dot::dot_product;
use super::matrix::Matrix;
use super::pack::{pack, pack_two_pairs, Panel};
use super::row::row_product;
use super::small::small_product;
use super::strips::Strips;
pub use super::tile::{Product, Tile};
use super::tile::{MAX_COLUMNS, MAX_ROWS};

/// Rows of a packed at a time: with `DEPTH`, what stays in the second-level cache. Every tile's rows divide it.
const BLOCK_ROWS: usize = 96;
/// Depth of a block. Part of the result: each output is the sum of its blocks of this depth, in order.
const DEPTH: usize = 256;
/// Columns of b packed at a time: with `DEPTH`, what stays in the last-level cache. Every tile's columns divide it.
const BLOCK_COLUMNS: usize = 528;
/// Up to this many tiles one below the other read b where it is, if its rows are contiguous: packing it would take
/// longer than it saves.
const IN_PLACE_TILES: usize = 2;
/// Up to this many multiplications nothing is packed.
const SMALL: usize = 1024;
/// Up to this many rows or columns, a product of two matrices that run along the sum is one of dot products.
const DOT_LINES: usize = 3;

const A_SIZE: usize = BLOCK_ROWS * DEPTH;
const B_SIZE: usize = BLOCK_COLUMNS * DEPTH;
/// Elements of the workspace that [`gemm`] needs.
pub const WORKSPACE: usize = A_SIZE + B_SIZE + MAX_ROWS * MAX_COLUMNS;

/// `c = a · b`, or `c += a · b` when `accumulate`; a `m × k`, b `k × n`, c `m × n` contiguous.
///
/// Each output is a sum in one order, that of k in blocks of `DEPTH`, whatever m, n and the tile: a row computed alone
/// has the same bits as within a larger matrix. (Few rows or columns along the sum: see [`dot_product`].) The contents
/// of `workspace` do not matter.
pub fn gemm<R: Product>(
    a: Matrix<R>,
    b: Matrix<R>,
    c: &mut [R],
    [m, n, k]: [usize; 3],
    accumulate: bool,
    tile: &Tile<R>,
    workspace: &mut [R; WORKSPACE],
) {
    assert!(a.holds(m, k) && b.holds(k, n) && c.len() == m * n);
    if k == 0 && !accumulate {
        c.fill(R::ZERO);
    }
    if m == 0 || n == 0 || k == 0 {
        return;
    }
    if n == 1 && m > 1 {
        // One column is the row of the transposed product.
        let (a, b) = (b.transposed(), a.transposed());
        return gemm(a, b, c, [n, m, k], accumulate, tile, workspace);
    }
    if (m <= DOT_LINES || n <= DOT_LINES) && a.column_stride == 1 && b.row_stride == 1 && k > 1 {
        return dot_product(a, b, c, [m, n, k], accumulate);
    }
    if m * n * k <= SMALL && k <= DEPTH {
        return small_product(a, b, c, [m, n, k], accumulate);
    }
    if m == 1 && b.column_stride == 1 {
        for p in (0..k).step_by(DEPTH) {
            row_product(a.from(0, p), b.from(p, 0), c, DEPTH.min(k - p), accumulate || p > 0);
        }
        return;
    }
    multiply_blocks(a, Right::Strided(b), c, [m, n, k], accumulate, tile, workspace);
}

/// As [`gemm`], for a b that [`pack_columns`] packed for the same tile.
pub fn gemm_packed<R: Product>(
    a: Matrix<R>,
    b: &[R],
    c: &mut [R],
    [m, n, k]: [usize; 3],
    accumulate: bool,
    tile: &Tile<R>,
    workspace: &mut [R; WORKSPACE],
) {
    assert!(a.holds(m, k) && b.len() == packed_length(n, k, tile) && c.len() == m * n && k > 0);
    if m > 0 && n > 0 {
        multiply_blocks(a, Right::Packed(b), c, [m, n, k], accumulate, tile, workspace);
    }
}

/// Elements of a `k × n` matrix when it is packed.
pub fn packed_length<R>(n: usize, k: usize, tile: &Tile<R>) -> usize {
    n.next_multiple_of(tile.columns) * k
}

/// Packs the whole of a `k × n` matrix, for the products of many small matrices with it: blocks of columns, within them
/// blocks of the depth, within them strips.
pub fn pack_columns<R: Product>(b: Matrix<R>, target: &mut [R], [n, k]: [usize; 2], tile: &Tile<R>) {
    assert!(b.holds(k, n) && target.len() == packed_length(n, k, tile));
    if k == 0 {
        return;
    }
    for column in (0..n).step_by(BLOCK_COLUMNS) {
        let columns = BLOCK_COLUMNS.min(n - column);
        for p in (0..k).step_by(DEPTH) {
            let at = packed_block(column, columns, p, k, tile);
            let source = b.from(p, column);
            Strips::new(source, columns, DEPTH.min(k - p), tile.columns, &mut target[at..]).pack_all();
        }
    }
}

/// Where a block begins in a packed matrix.
fn packed_block<R>(column: usize, columns: usize, p: usize, k: usize, tile: &Tile<R>) -> usize {
    column * k + columns.next_multiple_of(tile.columns) * p
}

/// The right factor of a product.
#[derive(Clone, Copy)]
enum Right<'a, R> {
    Strided(Matrix<'a, R>),
    Packed(&'a [R]),
}

#[inline(never)]
fn multiply_blocks<R: Product>(
    a: Matrix<R>,
    b: Right<R>,
    c: &mut [R],
    [m, n, k]: [usize; 3],
    accumulate: bool,
    tile: &Tile<R>,
    workspace: &mut [R; WORKSPACE],
) {
    let (a_packed, rest) = workspace.split_at_mut(A_SIZE);
    let (b_packed, scratch) = rest.split_at_mut(B_SIZE);
    for column in (0..n).step_by(BLOCK_COLUMNS) {
        let columns = BLOCK_COLUMNS.min(n - column);
        for p in (0..k).step_by(DEPTH) {
            let depth = DEPTH.min(k - p);
            let mut strips = match b {
                Right::Strided(b) => {
                    let mut strips = Strips::new(b.from(p, column), columns, depth, tile.columns, b_packed);
                    if m > BLOCK_ROWS {
                        strips.pack_all();
                    }
                    strips.in_place &= m <= IN_PLACE_TILES * tile.rows;
                    strips
                }
                Right::Packed(b) => Strips::packed(
                    &b[packed_block(column, columns, p, k, tile)..],
                    columns,
                    depth,
                    tile.columns,
                ),
            };
            for row in (0..m).step_by(BLOCK_ROWS) {
                let rows = BLOCK_ROWS.min(m - row);
                pack_a(a.from(row, p), rows, depth, tile.rows, a_packed);
                let mut target = Target {
                    block: &mut c[row * n + column..],
                    stride: n,
                    accumulate: accumulate || p > 0,
                    scratch,
                };
                multiply_block(a_packed, &mut strips, &mut target, rows, tile);
            }
        }
    }
}

fn pack_a<R: Product>(a: Matrix<R>, rows: usize, depth: usize, width: usize, packed: &mut [R]) {
    let in_pairs = if width == 2 && a.row_stride == 1 {
        rows - rows % 4
    } else {
        0
    };
    for row in (0..in_pairs).step_by(4) {
        pack_two_pairs(a.from(row, 0).data, depth, a.column_stride, &mut packed[row * depth..]);
    }
    for row in (in_pairs..rows).step_by(width) {
        let source = Panel {
            data: a.from(row, 0).data,
            lanes: width.min(rows - row),
            lane_stride: a.row_stride,
            depth,
            depth_stride: a.column_stride,
        };
        pack(source, width, &mut packed[row * depth..]);
    }
}

/// The corner of c that a block of products goes to.
struct Target<'a, R> {
    block: &'a mut [R],
    stride: usize,
    accumulate: bool,
    /// Room for a tile that c has no room for.
    scratch: &'a mut [R],
}

/// One packed block of a times one block of b.
fn multiply_block<R: Product>(a: &[R], b: &mut Strips<R>, c: &mut Target<R>, rows: usize, tile: &Tile<R>) {
    let (columns, depth) = (b.columns, b.depth);
    for column in (0..columns).step_by(tile.columns) {
        let width = tile.columns.min(columns - column);
        let (b, b_stride) = b.strip(column);
        for row in (0..rows).step_by(tile.rows) {
            let height = tile.rows.min(rows - row);
            let a = &a[row * depth..];
            let corner = &mut c.block[row * c.stride + column..];
            if height == tile.rows && width == tile.columns {
                (tile.kernel)(depth, a, b, b_stride, corner, c.stride, c.accumulate);
                continue;
            }
            (tile.kernel)(depth, a, b, b_stride, c.scratch, tile.columns, false);
            for (target, sums) in corner
                .chunks_mut(c.stride)
                .zip(c.scratch.chunks_exact(tile.columns))
                .take(height)
            {
                for (target, &sum) in target.iter_mut().zip(&sums[..width]) {
                    *target = if c.accumulate { *target + sum } else { sum };
                }
            }
        }
    }
}
