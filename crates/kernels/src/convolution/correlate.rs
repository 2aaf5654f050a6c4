use super::band::Band;
use super::block::for_each_block;
use super::depthwise::Depthwise;
use super::geometry::{Correlation, Geometry};
use super::multiplication::{Multiplication, Rows};
use super::scatter;
use super::{Workspace, BAND_SIZE, DEPTH, FACTOR_SIZE, POSITIONS, WORKSPACE};
use crate::matmul::{Product, Tile};

/// Up to this many rows of weights are multiplied without packing.
const DIRECT_ROWS: usize = 2;
/// Positions of a block then.
const DIRECT_POSITIONS: usize = 4096;

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
    if transposed && !source.is_empty() && !target.is_empty() && scatter::is_faster(geometry) {
        return scatter::scatter(geometry, source, weight, bias, target, tile, workspace);
    }
    let operands = &mut Operands {
        source,
        weight,
        bias,
        target,
        tile,
    };
    let [rows, columns] = if transposed {
        [y.stride.min(y.large), x.stride.min(x.large)]
    } else {
        [1, 1]
    };
    let lattice = |i: usize| match transposed {
        true => geometry.transposed(i / columns, i % columns),
        false => geometry.forward(),
    };
    if (0..rows * columns).any(|i| lattice(i).depth() == 0) {
        let c = lattice(0);
        fill_planes(operands.target, c.target_plane().max(1), bias);
    }
    for i in 0..rows * columns {
        correlate(&lattice(i), operands, workspace);
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
    if c.batch * c.rows * c.y.count * c.x.count * c.depth() == 0 {
        return;
    }
    if let Some(depthwise) = Depthwise::new(c).filter(|depthwise| c.rows <= DIRECT_ROWS && depthwise.is_square()) {
        let Operands {
            source, weight, target, ..
        } = operands;
        return depthwise.convolve(source, weight, operands.bias, target, workspace.band);
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
    // Without strips, what limits a block is that its band fits.
    let most = match rows.width {
        1 => (BAND_SIZE / depth.min(DEPTH)).min(DIRECT_POSITIONS),
        _ => POSITIONS,
    };
    for_each_block(c, most, &mut |block| {
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
    let deep = usize::from(bias.is_some()) + count;
    for row in 0..rows.count.next_multiple_of(rows.width) {
        let mut at = row / rows.width * rows.width * deep + row % rows.width;
        let mut put = |value: R| {
            packed[at] = value;
            at += rows.width;
        };
        if row >= rows.count {
            for _ in 0..deep {
                put(R::ZERO);
            }
            continue;
        }
        if let Some(bias) = bias {
            put(bias[row]);
        }
        let line = &weight[group + (rows.first + row) * c.row_stride..];
        for &place in &places[..count] {
            put(line[place]);
        }
    }
}

/// The bias in every plane, or 0.
#[inline(never)]
pub(super) fn fill_planes<R: Product>(target: &mut [R], plane: usize, bias: Option<&[R]>) {
    for (p, plane) in target.chunks_exact_mut(plane).enumerate() {
        plane.fill(bias.map_or(R::ZERO, |bias| bias[p % bias.len()]));
    }
}
