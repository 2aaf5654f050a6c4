use super::band::Band;
use super::block::{for_each_block, Block};
use super::geometry::{Correlation, Geometry};
use super::multiplication::{Multiplication, Rows};
use super::{Workspace, DEPTH, FACTOR_SIZE, WORKSPACE};
use crate::matmul::{Product, Tile};

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
    let room = FACTOR_SIZE / (c.depth().min(DEPTH) + 1);
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

fn multiply_rows<R: Product>(c: &Correlation, rows: &Rows, operands: &mut Operands<R>, workspace: &mut Workspace<R>) {
    let depth = c.depth();
    let padded = rows.count.next_multiple_of(rows.width);
    // The bias goes before the first tap, as the weight of an input that is 1 everywhere.
    let bias = operands
        .bias
        .map(|bias| &bias[rows.group * c.rows + rows.first..][..rows.count]);
    let leading = usize::from(bias.is_some());
    let once = padded * (leading + depth) <= FACTOR_SIZE;
    let pack = |first: usize, packed: &mut [R]| {
        let bias = if first == 0 { bias } else { None };
        pack_weights(c, rows, operands.weight, bias, first, DEPTH.min(depth - first), packed);
    };
    let place = |first: usize| {
        if !once || first == 0 {
            0
        } else {
            padded * (leading + first)
        }
    };
    if once {
        for first in (0..depth).step_by(DEPTH) {
            pack(first, &mut workspace.factor[place(first)..]);
        }
    }
    for_each_block(c, |block| {
        let mut band = Band::new(c, operands.source, rows.group, block);
        for first in (0..depth).step_by(DEPTH) {
            let count = DEPTH.min(depth - first);
            if !once {
                pack(first, workspace.factor);
            }
            band.fill(first, count, workspace.band);
            let mut multiplication = Multiplication {
                c,
                rows,
                weights: &workspace.factor[place(first)..],
                band: &band,
                values: workspace.band,
                leading: if first == 0 { leading } else { 0 },
                accumulate: first > 0,
                target: operands.target,
            };
            if rows.width == 1 {
                multiplication.direct(workspace.strip);
            } else {
                multiplication.tiles(workspace.strip, workspace.scratch, operands.tile);
            }
        }
    });
}

/// `packed[row · depth + p · width + lane]`, where p = 0 is the bias if there is one; missing rows of a strip are zero.
#[inline(never)]
fn pack_weights<R: Product>(
    c: &Correlation,
    rows: &Rows,
    weight: &[R],
    bias: Option<&[R]>,
    first: usize,
    count: usize,
    packed: &mut [R],
) {
    let group = rows.group * (weight.len() / c.groups);
    let mut places = [0; DEPTH];
    for (p, place) in places[..count].iter_mut().enumerate() {
        *place = c.weight_of(first + p);
    }
    let leading = usize::from(bias.is_some());
    let strips = packed.chunks_exact_mut(rows.width * (leading + count));
    for (s, strip) in strips.take(rows.count.div_ceil(rows.width)).enumerate() {
        for lane in 0..rows.width {
            let row = s * rows.width + lane;
            let elements = strip[lane..].iter_mut().step_by(rows.width);
            if row >= rows.count {
                elements.for_each(|element| *element = R::ZERO);
                continue;
            }
            let line = &weight[group + (rows.first + row) * c.row_stride..];
            let bias = bias.map(|bias| bias[row]);
            for (element, value) in elements.zip(bias.into_iter().chain(places[..count].iter().map(|&at| line[at]))) {
                *element = value;
            }
        }
    }
}

/// The block's outputs where no tap hits.
fn bias_alone<R: Product>(c: &Correlation, operands: &mut Operands<R>, block: Block) {
    for group in 0..c.groups {
        for row in 0..c.rows {
            let value = operands.bias.map_or(R::ZERO, |bias| bias[group * c.rows + row]);
            for image in block.image..block.image + block.images {
                for i in block.row..block.row + block.rows {
                    let output = c.output(image, group, i, block.column) + row * c.target_plane();
                    let outputs = operands.target[output..].iter_mut().step_by(c.x.spacing);
                    outputs.take(block.columns).for_each(|output| *output = value);
                }
            }
        }
    }
}
