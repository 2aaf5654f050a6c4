use super::band::Band;
use super::block::{for_each_block, Block};
use super::depthwise::Depthwise;
use super::geometry::{Correlation, Geometry};
use super::vectors::copy_vectors;
use super::{Workspace, DEPTH, FACTOR_SIZE, POSITIONS, WORKSPACE};
use crate::matmul::{dot_block, pack, Panel, Product, Tile, DOT_COLUMNS};

/// Up to this many rows of the gradient are dot products, for which nothing is transposed.
const DOT_ROWS: usize = 8;

/// `gradient[g, r, c, ty, tx] = Σ small[n, g, r, i, j] · large[n, g, c, y(i, ty), x(j, tx)]` over images and positions of
/// the small side, in one order, block by block. The contents of `workspace` do not matter.
#[inline(never)]
pub fn weight_gradient<R: Product>(
    geometry: &Geometry,
    large: &[R],
    small: &[R],
    gradient: &mut [R],
    tile: &Tile<R>,
    workspace: &mut [R; WORKSPACE],
) {
    let c = &geometry.forward();
    if c.batch * c.y.count * c.x.count == 0 {
        return gradient.fill(R::ZERO);
    }
    if gradient.is_empty() {
        return;
    }
    let workspace = &mut Workspace::new(workspace);
    if let Some(depthwise) = Depthwise::new(c) {
        return depthwise.gradient(large, small, gradient, workspace.band);
    }
    let dots = c.rows <= DOT_ROWS;
    let width = if dots { 1 } else { tile.rows };
    let room = FACTOR_SIZE / POSITIONS;
    let step = c.rows.min(room - room % width);
    for group in 0..c.groups {
        for first in (0..c.rows).step_by(step) {
            let count = step.min(c.rows - first);
            let part = &mut gradient[(group * c.rows + first) * c.depth()..][..count * c.depth()];
            let mut accumulate = false;
            for_each_block(c, POSITIONS, &mut |block| {
                let mut band = Band::new(c, large, group, block);
                pack_upstream(c, block, group, first..first + count, small, width, workspace.factor);
                for tap in (0..c.depth()).step_by(DEPTH) {
                    let taps = DEPTH.min(c.depth() - tap);
                    band.fill(tap, taps, workspace.band);
                    let mut sums = Sums {
                        band: &band,
                        taps,
                        rows: count,
                        stride: c.depth(),
                        accumulate,
                        gradient: &mut part[tap..],
                    };
                    if dots {
                        sums.dots(workspace);
                    } else {
                        sums.tiles(workspace, tile);
                    }
                }
                accumulate = true;
            });
        }
    }
}

/// `packed[row · positions + q · width + lane]`: strips of rows, in each of which the block's positions follow each other.
#[inline(never)]
fn pack_upstream<R: Product>(
    c: &Correlation,
    block: Block,
    group: usize,
    rows: core::ops::Range<usize>,
    small: &[R],
    width: usize,
    packed: &mut [R],
) {
    let (plane, positions) = (c.target_plane(), block.positions());
    let each = block.rows * block.columns;
    for row in rows.clone().step_by(width) {
        for image in 0..block.images {
            let start = c.output(block.image + image, group, block.row, block.column) + row * plane;
            let place = (row - rows.start) * positions + image * each * width;
            if width == 1 {
                packed[place..place + each].copy_from_slice(&small[start..start + each]);
                continue;
            }
            let source = Panel {
                data: &small[start..],
                lanes: width.min(rows.end - row),
                lane_stride: plane,
                depth: each,
                depth_stride: 1,
            };
            pack(source, width, &mut packed[place..]);
        }
    }
}

/// What a block adds to the gradient of some taps.
struct Sums<'a, R> {
    band: &'a Band<'a, R>,
    taps: usize,
    rows: usize,
    /// From one row of the gradient to the next.
    stride: usize,
    accumulate: bool,
    gradient: &'a mut [R],
}

impl<R: Product> Sums<'_, R> {
    #[inline(never)]
    fn tiles(&mut self, workspace: &mut Workspace<R>, tile: &Tile<R>) {
        let positions = self.band.block.positions();
        let Workspace {
            factor,
            band,
            lines,
            strip,
            scratch,
        } = workspace;
        for tap in (0..self.taps).step_by(tile.columns) {
            let width = tile.columns.min(self.taps - tap);
            self.take_lines(tap, width, band, lines);
            let source = Panel {
                data: lines,
                // Lines without a tap hold something or other, which is computed with and dropped.
                lanes: tile.columns,
                lane_stride: positions,
                depth: positions,
                depth_stride: 1,
            };
            pack(source, tile.columns, strip);
            for row in (0..self.rows).step_by(tile.rows) {
                let height = tile.rows.min(self.rows - row);
                let upstream = &factor[row * positions..];
                let corner = &mut self.gradient[row * self.stride + tap..];
                if height == tile.rows && width == tile.columns {
                    (tile.kernel)(positions, upstream, strip, width, corner, self.stride, self.accumulate);
                    continue;
                }
                (tile.kernel)(positions, upstream, strip, tile.columns, scratch, tile.columns, false);
                for (r, sums) in scratch.chunks_exact(tile.columns).take(height).enumerate() {
                    self.store(row + r, tap, &sums[..width]);
                }
            }
        }
    }

    #[inline(never)]
    fn dots(&mut self, workspace: &mut Workspace<R>) {
        let positions = self.band.block.positions();
        let Workspace {
            factor, band, lines, ..
        } = workspace;
        for tap in (0..self.taps).step_by(DOT_COLUMNS) {
            let width = DOT_COLUMNS.min(self.taps - tap);
            self.take_lines(tap, width, band, lines);
            let columns: [&[R]; DOT_COLUMNS] =
                core::array::from_fn(|s| &lines[s.min(width - 1) * positions..][..positions]);
            let upstream = |row: usize| &factor[row * positions..][..positions];
            let mut row = 0;
            while row < self.rows {
                if row + 1 < self.rows {
                    let [low, high] = dot_block([upstream(row), upstream(row + 1)], columns, positions);
                    self.store(row, tap, &low[..width]);
                    self.store(row + 1, tap, &high[..width]);
                    row += 2;
                } else {
                    let [sums] = dot_block([upstream(row)], columns, positions);
                    self.store(row, tap, &sums[..width]);
                    row += 1;
                }
            }
        }
    }

    /// `lines[t · positions + q]`: what each of `width` taps meets, position by position. In vectors of four, of which the
    /// next line, the next tap or nobody overwrites what is too much.
    #[inline(never)]
    fn take_lines(&self, first: usize, width: usize, band: &[R], lines: &mut [R]) {
        let block = self.band.block;
        let mut to = 0;
        for &offset in &self.band.offsets()[first..first + width] {
            for image in 0..block.images {
                for row in 0..block.rows {
                    let from = offset as usize + self.band.line(image, row);
                    copy_vectors(&band[from..], block.columns, &mut lines[to..]);
                    to += block.columns;
                }
            }
        }
    }

    fn store(&mut self, row: usize, tap: usize, sums: &[R]) {
        for (target, &sum) in self.gradient[row * self.stride + tap..].iter_mut().zip(sums) {
            *target = if self.accumulate { *target + sum } else { sum };
        }
    }
}
