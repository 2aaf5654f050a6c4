//! The transposed convolution as a matrix product whose results are added where they belong: fewer multiplications than
//! as a correlation where the large side has many positions that only some taps reach.

use super::correlate::fill_planes;
use super::fold::Fold;
use super::geometry::{Axis, Correlation, Geometry};
use super::{Workspace, BAND_SIZE, SLACK};
use crate::matmul::{gemm, Matrix, Product, Tile};

/// Positions of the small side up to which a chunk of products has enough rows.
const MOST_POSITIONS: usize = 4096;

const LEAST_ROWS: usize = 8;

/// Whether a correlation, which multiplies zeros around the small side, takes so much longer that adding up pays.
pub(super) fn is_faster(g: &Geometry) -> bool {
    let positions = g.y.small * g.x.small;
    let correlated = g.y.large * g.x.large / (g.y.stride * g.x.stride);
    // With few rows the additions take longer than the multiplications that they spare.
    positions <= MOST_POSITIONS && g.small >= LEAST_ROWS && 8 * correlated >= 9 * positions
}

/// `target[n, g, c, y(i, ty), x(j, tx)] = bias + Σ weight[g, r, c, ty, tx] · source[n, g, r, i, j]` over rows r, then over
/// taps in order.
#[inline(never)]
pub(super) fn scatter<R: Product>(
    g: &Geometry,
    source: &[R],
    weight: &[R],
    bias: Option<&[R]>,
    target: &mut [R],
    tile: &Tile<R>,
    workspace: &mut Workspace<R>,
) {
    let c = &g.forward();
    let plane = g.y.large * g.x.large;
    // Planes of one position are columns of one matrix.
    let positions = c.target_plane();
    let images = if positions == 1 { c.batch.min(MOST_POSITIONS) } else { 1 };
    let (depth, taps) = (c.depth(), c.taps());
    let room = (BAND_SIZE - SLACK) / (positions * images);
    let fold = Fold::new(c).filter(|_| taps <= room);
    // Rows are summed when all taps of their channel are there.
    let most = if fold.is_some() { room - room % taps } else { room };
    if fold.is_none() {
        fill_planes(target, plane, bias);
    }
    for group in 0..c.groups {
        let weight = &weight[group * c.rows * depth..][..c.rows * depth];
        for image in (0..c.batch).step_by(images) {
            let columns = positions * images.min(c.batch - image);
            let from = Matrix {
                data: &source[c.target_rows(image, group)..],
                row_stride: positions,
                column_stride: if positions == 1 { c.groups * c.rows } else { 1 },
            };
            for first in (0..depth).step_by(most) {
                let count = most.min(depth - first);
                let weights = Matrix {
                    data: &weight[first..],
                    row_stride: 1,
                    column_stride: depth,
                };
                let products = &mut workspace.band[SLACK..][..count * columns];
                let room = workspace.factor.first_chunk_mut().expect("a product's workspace fits");
                gemm(weights, from, products, [count, columns, c.rows], false, tile, room);
                let at = |image: usize, channel: usize| (image * c.groups + group) * c.channels + channel;
                if let Some(fold) = &fold {
                    for channel in first / taps..(first + count) / taps {
                        let products = &workspace.band[channel * taps * columns - first * columns..];
                        let bias = bias.map_or(R::ZERO, |bias| bias[group * c.channels + channel]);
                        for n in 0..columns / positions {
                            let target = &mut target[at(image + n, channel) * plane..][..plane];
                            fold.plane(&products[n * positions..], columns, bias, target);
                        }
                    }
                    continue;
                }
                for (p, line) in products.chunks_exact(columns).enumerate() {
                    let [channel, ty, tx] = c.tap(first + p);
                    for (n, line) in line.chunks_exact(positions).enumerate() {
                        let target = &mut target[at(image + n, channel) * plane..][..plane];
                        add_plane(c, [ty, tx], line, target);
                    }
                }
            }
        }
    }
}

/// Adds what one tap makes of a plane.
#[inline(never)]
fn add_plane<R: Product>(c: &Correlation, [ty, tx]: [usize; 2], products: &[R], plane: &mut [R]) {
    let (first, last, start) = inside(&c.x, tx);
    for (i, line) in products.chunks_exact(c.x.count).enumerate() {
        let y = c.y.lowest(i) + c.y.offset(ty) as isize;
        if y < 0 || y >= c.y.source as isize || first >= last {
            continue;
        }
        let row = &mut plane[y as usize * c.x.source + start..(y as usize + 1) * c.x.source];
        let line = &line[first..last];
        if c.x.stride == 1 {
            for (target, &value) in row.iter_mut().zip(line) {
                *target += value;
            }
            continue;
        }
        let mut at = 0;
        for &value in line {
            row[at] += value;
            at += c.x.stride;
        }
    }
}

/// Of an axis' positions, the first and the end of those whose tap lies inside, and where the first one's does.
fn inside(x: &Axis, t: usize) -> (usize, usize, usize) {
    let start = x.lowest(0) + x.offset(t) as isize;
    let first = ((-start).max(0) as usize).div_ceil(x.stride);
    let end = ((x.source as isize - start).max(0) as usize)
        .div_ceil(x.stride)
        .min(x.count);
    (first, end, (start + (first * x.stride) as isize).max(0) as usize)
}
