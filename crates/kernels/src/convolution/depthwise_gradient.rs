use super::geometry::{Axis, Correlation};
use super::DEPTH;
use crate::matmul::Product;

const LANES: usize = 4;
/// Vectors of sums, so that none waits for the one before.
const WIDE: usize = 4;

/// The gradient of weights that see one channel each: dot products of rows where they lie, plane by plane; planes are
/// added up in double precision.
#[inline(never)]
pub(super) fn depthwise_gradient<R: Product>(c: &Correlation, large: &[R], small: &[R], gradient: &mut [R]) {
    let taps = c.taps();
    for (filter, gradient) in gradient.chunks_exact_mut(taps).enumerate() {
        let (group, row) = (filter / c.rows, filter % c.rows);
        let mut totals = [0.0; DEPTH];
        for image in 0..c.batch {
            let source = &large[(image * c.groups + group) * c.source_plane()..][..c.source_plane()];
            let upstream = &small[c.target_rows(image, group) + row * c.target_plane()..][..c.target_plane()];
            for (tap, total) in totals[..taps].iter_mut().enumerate() {
                let [_, ty, tx] = c.tap(tap);
                *total += plane_dot([&c.y, &c.x], [ty, tx], source, upstream);
            }
        }
        for (gradient, total) in gradient.iter_mut().zip(totals) {
            *gradient = R::from_f64(total);
        }
    }
}

/// Whether [`depthwise_gradient`] can: each channel has a filter of its own, and a row of positions meets a row of the source
/// that lies side by side.
pub(super) fn is_depthwise(c: &Correlation) -> bool {
    c.channels == 1 && c.rows == 1 && c.x.stride == 1 && c.taps() <= DEPTH
}

/// `Σ upstream[i, j] · source[y(i), x(j)]` over the positions that a tap meets something at.
fn plane_dot<R: Product>([y, x]: [&Axis; 2], [ty, tx]: [usize; 2], source: &[R], upstream: &[R]) -> f64 {
    let mut sums = [[R::ZERO; LANES]; WIDE];
    let (from, to) = x.inside(tx);
    let (first, last) = y.inside(ty);
    if from < to {
        for i in first..last {
            let start = y.met(i, ty) * x.source + x.met(from, tx);
            let source = &source[start..][..to - from];
            row_dot(&mut sums, &upstream[i * x.count..][from..to], source);
        }
    }
    sums.as_flattened().iter().map(|sum| sum.to_f64()).sum()
}

#[inline(never)]
fn row_dot<R: Product>(sums: &mut [[R; LANES]; WIDE], a: &[R], b: &[R]) {
    let (a, a_rest) = a.as_chunks::<LANES>();
    let (b, b_rest) = b.as_chunks::<LANES>();
    let (a_wide, a_narrow) = a.as_chunks::<WIDE>();
    let (b_wide, b_narrow) = b.as_chunks::<WIDE>();
    let mut local = *sums;
    for (a, b) in a_wide.iter().zip(b_wide) {
        for v in 0..WIDE {
            local[v] = R::multiply_add(local[v], a[v], b[v]);
        }
    }
    for (&a, &b) in a_narrow.iter().zip(b_narrow) {
        local[0] = R::multiply_add(local[0], a, b);
    }
    for (lane, (&a, &b)) in a_rest.iter().zip(b_rest).enumerate() {
        local[1][lane] = R::multiply_add(local[1], [a; LANES], [b; LANES])[lane];
    }
    *sums = local;
}
