use super::band::Band;
use super::block::{for_each_block, Block};
use super::depthwise::Depthwise;
use super::geometry::{Correlation, Geometry};
use super::line_dots::line_dots;
use super::lines::{copy_lines, Lines};
use super::vectors::copy_line;
use super::{Workspace, DEPTH, FACTOR_SIZE, POSITIONS, WORKSPACE};
use crate::matmul::{pack, Panel, Product, Tile};

/// Up to this many rows, or this many taps, the gradient is made of dot products, for which nothing is transposed.
const DOT_ROWS: usize = 8;
const DOT_TAPS: usize = 32;
/// Of lines of this length at least, as each is filled up to whole vectors.
const DOT_COLUMNS: usize = 8;
/// Rows and taps whose products are summed at once: eight sums and the six vectors that they are made of, all of which are
/// read first, are what registers hold beside a product. With nine sums one of them waits for memory at every step.
const ROWS: usize = 2;
const TAPS: usize = 4;
/// From so many filters for a plane on, what is read of it serves several.
const FILTERS: usize = 3;

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
    if let Some(depthwise) = Depthwise::new(c).filter(|_| c.rows < FILTERS) {
        return depthwise.gradient(large, small, gradient, workspace.band);
    }
    let dots = (c.rows <= DOT_ROWS || c.depth() <= DOT_TAPS) && c.x.count >= DOT_COLUMNS;
    let width = if dots { 1 } else { tile.rows };
    let room = FACTOR_SIZE / (POSITIONS + POSITIONS / 2);
    let step = c.rows.min(room - room % width);
    for group in 0..c.groups {
        for first in (0..c.rows).step_by(step) {
            let count = step.min(c.rows - first);
            let part = &mut gradient[(group * c.rows + first) * c.depth()..][..count * c.depth()];
            let mut accumulate = false;
            for_each_block(c, POSITIONS, &mut |block| {
                let mut band = Band::new(c, large, group, block);
                let upstream = Upstream {
                    c,
                    block,
                    small: &small[c.output(block.image, group, block.row, block.column) + first * c.target_plane()..],
                    rows: count,
                };
                let lines = Lines::of(&band);
                if dots {
                    upstream.pack_lines(&lines, workspace.factor);
                } else {
                    upstream.pack_tiles(width, workspace.factor);
                }
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
                        sums.dots(&lines, workspace);
                    } else {
                        sums.tiles(&lines, workspace, tile);
                    }
                }
                accumulate = true;
            });
        }
    }
}

/// What a block takes of the upstream gradient.
struct Upstream<'a, R> {
    c: &'a Correlation,
    block: Block,
    /// From the first position of the first row on.
    small: &'a [R],
    rows: usize,
}

impl<R: Product> Upstream<'_, R> {
    /// Where the first row stands of an image of the block.
    fn image(&self, image: usize) -> usize {
        image * self.c.groups * self.c.rows * self.c.target_plane()
    }

    /// `packed[row · positions + q · width + lane]`: strips of rows, in each of which the block's positions follow each
    /// other.
    #[inline(never)]
    fn pack_tiles(&self, width: usize, packed: &mut [R]) {
        let (plane, positions) = (self.c.target_plane(), self.block.positions());
        let each = self.block.rows * self.block.columns;
        for row in (0..self.rows).step_by(width) {
            for image in 0..self.block.images {
                let source = Panel {
                    data: &self.small[self.image(image) + row * plane..],
                    lanes: width.min(self.rows - row),
                    lane_stride: plane,
                    depth: each,
                    depth_stride: 1,
                };
                pack(source, width, &mut packed[row * positions + image * each * width..]);
            }
        }
    }

    /// `packed[row · length + line · pitch + j]`, 0 behind the end of a line.
    #[inline(never)]
    fn pack_lines(&self, lines: &Lines, packed: &mut [R]) {
        let (plane, columns) = (self.c.target_plane(), self.block.columns);
        let mut targets = packed.chunks_exact_mut(lines.pitch());
        for row in 0..self.rows {
            for image in 0..self.block.images {
                let from = &self.small[self.image(image) + row * plane..];
                for (i, target) in (0..self.block.rows).zip(targets.by_ref()) {
                    copy_line(&from[i * self.c.x.target..], &mut target[..columns]);
                    target[columns..].fill(R::ZERO);
                }
            }
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
    fn tiles(&mut self, starts: &Lines, workspace: &mut Workspace<R>, tile: &Tile<R>) {
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
            copy_lines(starts, band, &self.band.offsets()[tap..tap + width], lines);
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
    fn dots(&mut self, lines: &Lines, workspace: &Workspace<R>) {
        let length = lines.length();
        let offsets = self.band.offsets();
        // A row or a tap short of the block is computed twice rather than in code of its own.
        for row in (0..self.rows).step_by(ROWS) {
            let upstream: [&[R]; ROWS] =
                core::array::from_fn(|r| &workspace.factor[(row + r).min(self.rows - 1) * length..][..length]);
            for tap in (0..self.taps).step_by(TAPS) {
                let width = TAPS.min(self.taps - tap);
                let taps: [usize; TAPS] = core::array::from_fn(|t| offsets[(tap + t).min(self.taps - 1)] as usize);
                let sums = line_dots(lines, upstream, workspace.band, taps);
                for (r, sums) in sums.iter().enumerate().take(self.rows - row) {
                    self.store(row + r, tap, &sums[..width]);
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
