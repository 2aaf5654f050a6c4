//! The one loop behind every reduction that combines equals: product, extrema, any, all, integer sums.

const LANES: usize = 16;

/// Combines a contiguous row in `LANES` interleaved chains, so that the loop vectorises; `combine` must not care
/// about order.
pub(crate) fn fold_row<T: Copy>(row: &[T], start: T, combine: impl Fn(T, T) -> T) -> T {
    let mut lanes = [start; LANES];
    let mut blocks = row.chunks_exact(LANES);
    for block in &mut blocks {
        for (lane, &value) in lanes.iter_mut().zip(block) {
            *lane = combine(*lane, value);
        }
    }
    let mut width = LANES;
    while width > 1 {
        width /= 2;
        for lane in 0..width {
            lanes[lane] = combine(lanes[lane], lanes[lane + width]);
        }
    }
    blocks
        .remainder()
        .iter()
        .fold(lanes[0], |total, &value| combine(total, value))
}

/// `y[o, i] = combine over l of x[o, l, i]`, beginning with `start`; x `[outer, length, inner]`, y `[outer, inner]`.
pub(super) fn fold<T: Copy>(
    x: &[T],
    y: &mut [T],
    outer: usize,
    length: usize,
    inner: usize,
    start: T,
    combine: impl Fn(T, T) -> T + Copy,
) {
    debug_assert_eq!(x.len(), outer * length * inner);
    debug_assert_eq!(y.len(), outer * inner);
    y.fill(start);
    if length == 0 || inner == 0 {
        return;
    }
    if inner == 1 {
        for (result, row) in y.iter_mut().zip(x.chunks_exact(length)) {
            *result = fold_row(row, start, combine);
        }
        return;
    }
    for (results, slab) in y.chunks_exact_mut(inner).zip(x.chunks_exact(length * inner)) {
        for row in slab.chunks_exact(inner) {
            for (result, &value) in results.iter_mut().zip(row) {
                *result = combine(*result, value);
            }
        }
    }
}
