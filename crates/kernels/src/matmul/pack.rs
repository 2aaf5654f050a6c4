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

/// Packs a strip of at most `width` lanes: `target[p · width + lane] = source[lane, p]`, missing lanes are zero.
#[inline(never)]
pub fn pack<R: Product>(source: Panel<R>, width: usize, target: &mut [R]) {
    let target = &mut target[..source.depth * width];
    if source.lanes < width {
        target.fill(R::ZERO);
        scatter_lanes(source, width, target);
    } else if source.lane_stride == 1 {
        copy_groups(source, width, target);
    } else if source.depth_stride == 1 {
        R::pack_transposed(source, width, target);
    } else {
        scatter_lanes(source, width, target);
    }
}

/// Lanes that lie side by side; with a length known to the compiler, a group is a load and a store or two.
fn copy_groups<R: Copy>(source: Panel<R>, width: usize, target: &mut [R]) {
    match width {
        2 => copy_groups_of::<R, 2>(source, target),
        3 => copy_groups_of::<R, 3>(source, target),
        4 => copy_groups_of::<R, 4>(source, target),
        6 => copy_groups_of::<R, 6>(source, target),
        8 => copy_groups_of::<R, 8>(source, target),
        12 => copy_groups_of::<R, 12>(source, target),
        16 => copy_groups_of::<R, 16>(source, target),
        _ => unreachable!("no tile has this width"),
    }
}

fn copy_groups_of<R: Copy, const WIDTH: usize>(source: Panel<R>, target: &mut [R]) {
    for (p, group) in target.chunks_exact_mut(WIDTH).enumerate() {
        group.copy_from_slice(&source.data[p * source.depth_stride..][..WIDTH]);
    }
}

/// Packs four lanes that lie side by side into two strips, one behind the other, of two lanes each: so narrow, a strip
/// alone would take as many loads and stores for half as much.
#[inline(never)]
pub fn pack_two_pairs<R: Copy>(data: &[R], depth: usize, depth_stride: usize, target: &mut [R]) {
    let (first, second) = target[..4 * depth].split_at_mut(2 * depth);
    let mut pairs = first.chunks_exact_mut(4).zip(second.chunks_exact_mut(4)).enumerate();
    for (p, (first, second)) in &mut pairs {
        let lanes = |p: usize| -> [R; 4] { core::array::from_fn(|lane| data[p * depth_stride..][..4][lane]) };
        let ([a, b, c, d], [e, f, g, h]) = (lanes(2 * p), lanes(2 * p + 1));
        first.copy_from_slice(&[a, b, e, f]);
        second.copy_from_slice(&[c, d, g, h]);
    }
    if depth % 2 == 1 {
        let last = &data[(depth - 1) * depth_stride..][..4];
        first[2 * depth - 2..].copy_from_slice(&last[..2]);
        second[2 * depth - 2..].copy_from_slice(&last[2..]);
    }
}

fn scatter_lanes<R: Real>(source: Panel<R>, width: usize, target: &mut [R]) {
    for lane in 0..source.lanes {
        let lane_start = lane * source.lane_stride;
        for (p, group) in target.chunks_exact_mut(width).enumerate() {
            group[lane] = source.data[lane_start + p * source.depth_stride];
        }
    }
}

/// The part of a full panel from depth `first` on, where every lane is contiguous in the source.
pub fn transpose_panel<R: Real>(source: Panel<R>, width: usize, target: &mut [R], first: usize) {
    for lane in 0..source.lanes {
        let line = &source.data[lane * source.lane_stride..][first..source.depth];
        for (group, &value) in target[first * width..].chunks_exact_mut(width).zip(line) {
            group[lane] = value;
        }
    }
}
