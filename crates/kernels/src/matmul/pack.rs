//! Copies blocks of a matrix into the order in which tiles read them.

use super::tile::Product;
use crate::Real;

/// A strip of a matrix, `lanes` wide (rows of a, columns of b) and `depth` deep along the dimension summed over.
#[derive(Clone, Copy)]
pub struct Panel<'a, R> {
    pub data: &'a [R],
    pub lanes: usize,
    pub lane_stride: usize,
    pub depth: usize,
    pub depth_stride: usize,
}

/// Packs a strip of at most `WIDTH` lanes: `target[p · WIDTH + lane] = source[lane, p]`, missing lanes are zero.
pub fn pack<R: Product, const WIDTH: usize>(source: Panel<R>, target: &mut [R]) {
    let target = &mut target[..source.depth * WIDTH];
    if source.lanes < WIDTH {
        target.fill(R::ZERO);
        scatter_lanes::<R, WIDTH>(source, target);
    } else if source.lane_stride == 1 {
        for (p, group) in target.chunks_exact_mut(WIDTH).enumerate() {
            group.copy_from_slice(&source.data[p * source.depth_stride..][..WIDTH]);
        }
    } else if source.depth_stride == 1 {
        R::pack_transposed::<WIDTH>(source, target);
    } else {
        scatter_lanes::<R, WIDTH>(source, target);
    }
}

fn scatter_lanes<R: Real, const WIDTH: usize>(source: Panel<R>, target: &mut [R]) {
    for lane in 0..source.lanes {
        let lane_start = lane * source.lane_stride;
        for (p, group) in target.chunks_exact_mut(WIDTH).enumerate() {
            group[lane] = source.data[lane_start + p * source.depth_stride];
        }
    }
}

/// The part of a full panel from depth `first` on, where every lane is contiguous in the source.
pub fn transpose_panel<R: Real, const WIDTH: usize>(source: Panel<R>, target: &mut [R], first: usize) {
    let lanes: [&[R]; WIDTH] =
        core::array::from_fn(|lane| &source.data[lane * source.lane_stride..][first..source.depth]);
    for (p, group) in target[first * WIDTH..].chunks_exact_mut(WIDTH).enumerate() {
        for (value, lane) in group.iter_mut().zip(lanes) {
            *value = lane[p];
        }
    }
}
