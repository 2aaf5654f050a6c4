use super::band::Band;
use super::block::{for_each_block, Block};
use super::direct::direct_row;
use super::geometry::{Correlation, Geometry};
use super::{Workspace, DEPTH, FACTOR_SIZE, POSITIONS, WORKSPACE};
use crate::matmul::{Product, Tile, MAX_COLUMNS};

/// Up to this many rows of weights are multiplied without packing.
const DIRECT_ROWS: usize = 2;

/// The convolution of the large side into the small one, or with `transposed` the transposed one of the small side into
/// the large one (and with it the gradient of the convolution's input), plus a bias for each channel of the target.
///
/// Each output is a sum in one order, that of channels and taps in blocks of `DEPTH`, whatever is around it and whatever
/// the tile. The contents of `workspace` do not matter.
#[inline(never)]
pub fn convolve<R: Product>(
    geometry: &Geometry,
    transposed: bool,
    source: &[R],
    weight: &[R],
    bias: Option<&[R]>,
    target: &mut [R],
    tile: &Tile<R>,
    workspace: &mut [R; WORKSPACE],
) {
    let Geometry { y, x, .. } = geometry;
    let workspace = &mut Workspace::new(workspace);
    let operands = &mut Operands {
        source,
        weight,
        bias,
        target,
        tile,
    };
    if !transposed {
        return correlate(&geometry.forward(), operands, workspace);
    }
    for first_y in 0..y.stride.min(y.large) {
        for first_x in 0..x.stride.min(x.large) {
            correlate(&geometry.transposed(first_y, first_x), operands, workspace);
        }
    }
}

struct Operands<'a, R: 'static> {
    source: &'a [R],
    weight: &'a [R],
    bias: Option<&'a [R]>,
    target: &'a mut [R],
    tile: &'a Tile<R>,
}

fn correlate<R: Product>(c: &Correlation, operands: &mut Operands<R>, workspace: &mut Workspace<R>) {
    if c.batch * c.rows * c.y.count * c.x.count == 0 {
        return;
    }
    if c.depth() == 0 {
        return for_each_block(c, |block| bias_alone(c, operands, block));
    }
    let width = if c.rows <= DIRECT_ROWS { 1 } else { operands.tile.rows };
    let room = FACTOR_SIZE / c.depth().min(DEPTH);
    let step = c.rows.min(room - room % width);
    for group in 0..c.groups {
        for first in (0..c.rows).step_by(step) {
            let rows = Rows {
                group,
                first,
                count: step.min(c.rows - first),
                width,
            };
            multiply_rows(c, &rows, operands, workspace);
        }
    }
}

/// Some rows of the weight of a group, packed in strips of `width`.
struct Rows {
    group: usize,
    first: usize,
    count: usize,
    width: usize,
}

fn multiply_rows<R: Product>(c: &Correlation, rows: &Rows, operands: &mut Operands<R>, workspace: &mut Workspace<R>) {
    let depth = c.depth();
    let padded = rows.count.next_multiple_of(rows.width);
    let once = padded * depth <= FACTOR_SIZE;
    if once {
        for first in (0..depth).step_by(DEPTH) {
            let packed = &mut workspace.factor[padded * first..];
            pack_weights(c, rows, operands.weight, first, DEPTH.min(depth - first), packed);
        }
    }
    for_each_block(c, |block| {
        let mut band = Band::new(c, operands.source, rows.group, block);
        for first in (0..depth).step_by(DEPTH) {
            let count = DEPTH.min(depth - first);
            let place = if once { padded * first } else { 0 };
            if !once {
                pack_weights(c, rows, operands.weight, first, count, workspace.factor);
            }
            band.fill(first, count, workspace.band);
            let mut product = Multiplication {
                c,
                rows,
                band: &band,
                count,
                bias: operands.bias.map(|bias| &bias[rows.group * c.rows + rows.first..]),
                first: first == 0,
                target: operands.target,
            };
            let factor = &workspace.factor[place..];
            if rows.width == 1 {
                product.direct(factor, workspace.band, workspace.strip);
            } else {
                product.tiles(
                    factor,
                    workspace.band,
                    workspace.strip,
                    workspace.scratch,
                    operands.tile,
                );
            }
        }
    });
}

/// `packed[row · count + p · width + lane]`; missing rows of a strip are zero.
#[inline(never)]
fn pack_weights<R: Product>(c: &Correlation, rows: &Rows, weight: &[R], first: usize, count: usize, packed: &mut [R]) {
    let group = rows.group * (weight.len() / c.groups);
    let mut places = [0; DEPTH];
    for (p, place) in places[..count].iter_mut().enumerate() {
        *place = c.weight_of(first + p);
    }
    for (s, strip) in packed.chunks_exact_mut(rows.width * count).enumerate() {
        for lane in 0..rows.width {
            let row = s * rows.width + lane;
            if row >= rows.count {
                if lane == 0 {
                    return;
                }
                strip
                    .iter_mut()
                    .skip(lane)
                    .step_by(rows.width)
                    .for_each(|element| *element = R::ZERO);
                continue;
            }
            let line = &weight[group + (rows.first + row) * c.row_stride..];
            for (group, &place) in strip.chunks_exact_mut(rows.width).zip(&places[..count]) {
                group[lane] = line[place];
            }
        }
    }
}

/// Neighbouring positions of a strip whose inputs and outputs lie side by side.
#[derive(Clone, Copy, Default)]
struct Run {
    lane: usize,
    length: usize,
    /// In the band.
    base: usize,
    /// Of the first row's output.
    output: usize,
}

/// Packed weights times a block, for some taps.
struct Multiplication<'a, R> {
    c: &'a Correlation,
    rows: &'a Rows,
    band: &'a Band<'a, R>,
    count: usize,
    bias: Option<&'a [R]>,
    /// Nothing was summed yet.
    first: bool,
    target: &'a mut [R],
}

impl<R: Product> Multiplication<'_, R> {
    #[inline(never)]
    fn direct(&mut self, weights: &[R], band: &[R], line: &mut [R]) {
        let columns = self.band.block.columns;
        for q in (0..self.band.block.positions()).step_by(columns) {
            let base = self.band.base(q);
            for row in 0..self.rows.count {
                let weights = &weights[row * self.count..][..self.count];
                direct_row(weights, &self.band.offsets, band, base, columns, line);
                let output = self.output(q) + row * self.c.target_plane();
                self.store(&line[..columns], row, output);
            }
        }
    }

    #[inline(never)]
    fn tiles(&mut self, weights: &[R], band: &[R], strip: &mut [R], scratch: &mut [R], tile: &Tile<R>) {
        let positions = self.band.block.positions();
        let plane = self.c.target_plane();
        let mut runs = [Run::default(); MAX_COLUMNS];
        for q in (0..positions).step_by(tile.columns) {
            let width = tile.columns.min(positions - q);
            let found = self.runs(q, width, &mut runs);
            let runs = &runs[..found];
            pack_strip(band, &self.band.offsets[..self.count], runs, tile.columns, strip);
            let joined = runs
                .windows(2)
                .all(|pair| pair[0].output + pair[0].length == pair[1].output);
            let whole = width == tile.columns && joined && self.c.x.spacing == 1;
            for row in (0..self.rows.count).step_by(tile.rows) {
                let height = tile.rows.min(self.rows.count - row);
                let weights = &weights[row * self.count..];
                if whole && height == tile.rows {
                    let corner = &mut self.target[runs[0].output + row * plane..];
                    if let (true, Some(bias)) = (self.first, self.bias) {
                        for (line, &bias) in corner.chunks_mut(plane).zip(&bias[row..row + height]) {
                            line[..width].fill(bias);
                        }
                    }
                    let accumulate = !self.first || self.bias.is_some();
                    (tile.kernel)(self.count, weights, strip, tile.columns, corner, plane, accumulate);
                    continue;
                }
                (tile.kernel)(self.count, weights, strip, tile.columns, scratch, tile.columns, false);
                for (r, sums) in scratch.chunks_exact(tile.columns).take(height).enumerate() {
                    for run in runs {
                        let sums = &sums[run.lane..run.lane + run.length];
                        self.store(sums, row + r, run.output + (row + r) * plane);
                    }
                }
            }
        }
    }

    /// Adds sums to outputs, the first ones to the bias.
    fn store(&mut self, sums: &[R], row: usize, output: usize) {
        let start = self.bias.map_or(R::ZERO, |bias| bias[row]);
        let outputs = self.target[output..].iter_mut().step_by(self.c.x.spacing);
        for (output, &sum) in outputs.zip(sums) {
            *output = match (self.first, self.bias) {
                (false, _) => *output + sum,
                (true, None) => sum,
                (true, Some(_)) => start + sum,
            };
        }
    }

    fn output(&self, q: usize) -> usize {
        let block = self.band.block;
        let [image, i, j] = block.position(q);
        let first = self
            .c
            .output(block.image + image, self.rows.group, block.row + i, block.column + j);
        first + self.rows.first * self.c.target_plane()
    }

    /// The runs of a strip; how many there are.
    fn runs(&self, first: usize, width: usize, runs: &mut [Run; MAX_COLUMNS]) -> usize {
        let columns = self.band.block.columns;
        let (mut lane, mut count) = (0, 0);
        while lane < width {
            let q = first + lane;
            let length = (columns - q % columns).min(width - lane);
            runs[count] = Run {
                lane,
                length,
                base: self.band.base(q),
                output: self.output(q),
            };
            count += 1;
            lane += length;
        }
        count
    }
}

/// `strip[p · width + lane]`; what stands in lanes without a position does not matter.
fn pack_strip<R: Product>(band: &[R], offsets: &[u32], runs: &[Run], width: usize, strip: &mut [R]) {
    if let [run] = runs {
        if run.length == width {
            return match width {
                8 => pack_run::<R, 8>(band, offsets, run.base, strip),
                12 => pack_run::<R, 12>(band, offsets, run.base, strip),
                16 => pack_run::<R, 16>(band, offsets, run.base, strip),
                _ => unreachable!("no tile has this width"),
            };
        }
    }
    pack_runs(band, offsets, runs, width, strip);
}

#[inline(never)]
fn pack_run<R: Copy, const WIDTH: usize>(band: &[R], offsets: &[u32], base: usize, strip: &mut [R]) {
    for (group, &offset) in strip.chunks_exact_mut(WIDTH).zip(offsets) {
        group.copy_from_slice(&band[offset as usize + base..][..WIDTH]);
    }
}

/// In vectors of four, of which the next run, the next tap or nobody overwrites what is too much.
#[inline(never)]
fn pack_runs<R: Copy>(band: &[R], offsets: &[u32], runs: &[Run], width: usize, strip: &mut [R]) {
    for (p, &offset) in offsets.iter().enumerate() {
        for run in runs {
            let (from, to) = (offset as usize + run.base, p * width + run.lane);
            for k in (0..run.length).step_by(4) {
                strip[to + k..to + k + 4].copy_from_slice(&band[from + k..from + k + 4]);
            }
        }
    }
}

/// The block's outputs where no tap hits.
fn bias_alone<R: Product>(c: &Correlation, operands: &mut Operands<R>, block: Block) {
    debug_assert!(block.columns <= POSITIONS);
    for q in (0..block.positions()).step_by(block.columns) {
        let [image, i, _] = block.position(q);
        for group in 0..c.groups {
            for row in 0..c.rows {
                let output = c.output(block.image + image, group, block.row + i, block.column) + row * c.target_plane();
                let value = operands.bias.map_or(R::ZERO, |bias| bias[group * c.rows + row]);
                let outputs = operands.target[output..].iter_mut().step_by(c.x.spacing);
                outputs.take(block.columns).for_each(|output| *output = value);
            }
        }
    }
}
