use super::fold::{combine, fold};
use crate::Real;

/// Chains in which a contiguous row is added up side by side.
const LANES: usize = 16;
/// Numbers of two chains that are added in the working precision before a partial sum moves to double precision: few
/// enough that its rounding error, with that of adding the chains up, stays below 9 half-ulps, however long the whole sum.
const BLOCK: usize = 12;
/// Rows of a slab that are added at a time: as many streams as the processor can fetch ahead, and as a cache holds
/// although they lie a power of two apart.
const ROWS: usize = 8;
/// Rows whose sums move to double precision together, after six additions one after the other; a last block, whose
/// remaining rows are added one by one, after at most thirteen.
const ROW_BLOCK: usize = 4 * ROWS;
/// Columns of a slab that are summed together, so that memory is read in long runs: 8 KiB of totals.
const PANEL: usize = 1024;

/// Adds up the lanes of a contiguous row.
#[inline(always)]
fn add_lanes<R: Real>(row: &[R]) -> [R; LANES] {
    let mut sum = [R::ZERO; LANES];
    for values in row.chunks_exact(LANES) {
        for lane in 0..LANES {
            sum[lane] += values[lane];
        }
    }
    sum
}

/// The sum of a contiguous row, in double precision.
pub(crate) fn sum_row<R: Real>(row: &[R]) -> f64 {
    let (body, tail) = row.split_at(row.len() - row.len() % LANES);
    let mut total = [0.0; LANES / 4];
    for block in body.chunks(BLOCK * LANES) {
        let (first, second) = block.split_at(block.len().min(BLOCK / 2 * LANES));
        let sums = [add_lanes(first), add_lanes(second)];
        for (lane, total) in total.iter_mut().enumerate() {
            let [a, b, c, d] = [0, 4, 8, 12].map(|place| sums[0][lane + place] + sums[1][lane + place]);
            *total += ((a + b) + (c + d)).to_f64();
        }
    }
    total.iter().sum::<f64>() + tail.iter().map(|value| value.to_f64()).sum::<f64>()
}

/// `y[o, i] = scale · Σ_l x[o, l, i]`; x `[outer, length, inner]`, y `[outer, inner]`.
///
/// Partial sums are kept in double precision, so that the error does not grow with the length.
pub fn sum<R: Real>(x: &[R], y: &mut [R], outer: usize, length: usize, inner: usize, scale: f64) {
    debug_assert_eq!(x.len(), outer * length * inner);
    debug_assert_eq!(y.len(), outer * inner);
    y.fill(R::from_f64(0.0 * scale));
    if length == 0 || inner == 0 {
        return;
    }
    if inner == 1 {
        for (result, row) in y.iter_mut().zip(x.chunks_exact(length)) {
            *result = R::from_f64(sum_row(row) * scale);
        }
        return;
    }
    for (results, slab) in y.chunks_exact_mut(inner).zip(x.chunks_exact(length * inner)) {
        for (i, panel) in results.chunks_mut(PANEL).enumerate() {
            sum_columns(slab, i * PANEL, inner, panel, scale);
        }
    }
}

/// The columns of a slab from `first` on, at most `PANEL` of them.
fn sum_columns<R: Real>(slab: &[R], first: usize, inner: usize, results: &mut [R], scale: f64) {
    let width = results.len();
    let mut total = [0.0; PANEL];
    let mut partial = [R::ZERO; PANEL];
    let partial = &mut partial[..width];
    for block in slab.chunks(ROW_BLOCK * inner) {
        let mut groups = block.chunks_exact(ROWS * inner);
        for group in &mut groups {
            let rows: [_; ROWS] = core::array::from_fn(|row| &group[row * inner + first..][..width]);
            let [a, b, c, d, e, f, g, h] = rows;
            for i in 0..width {
                partial[i] += ((a[i] + b[i]) + (c[i] + d[i])) + ((e[i] + f[i]) + (g[i] + h[i]));
            }
        }
        for row in groups.remainder().chunks_exact(inner) {
            for (sum, &value) in partial.iter_mut().zip(&row[first..]) {
                *sum += value;
            }
        }
        for (total, partial) in total.iter_mut().zip(&mut *partial) {
            *total += core::mem::replace(partial, R::ZERO).to_f64();
        }
    }
    for (result, total) in results.iter_mut().zip(total) {
        *result = R::from_f64(total * scale);
    }
}

/// `y[o, i] = Σ_l x[o, l, i]`, wrapping around on overflow.
pub fn sum_i32(x: &[i32], y: &mut [i32], outer: usize, length: usize, inner: usize) {
    fold(x, y, [outer, length, inner], 0, |y, x| combine(y, x, i32::wrapping_add));
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::vec;
    use std::vec::Vec;

    #[test]
    fn agrees_with_a_double_precision_loop_for_every_shape() {
        for (outer, length, inner) in [
            (1, 1, 1),
            (3, 17, 1),
            (2, 129, 1),
            (1, 9, 16),
            (2, 33, 17),
            (3, 5, 47),
            (1, 100, 3),
            (2, 8, 64),
            (2, 35, 300),
            (1, 16, 528),
        ] {
            let x: Vec<f32> = (0..outer * length * inner)
                .map(|i| ((i * 7919) % 1009) as f32 / 97.0 - 5.0)
                .collect();
            let mut y = vec![0.0; outer * inner];
            sum(&x, &mut y, outer, length, inner, 0.5);
            for o in 0..outer {
                for i in 0..inner {
                    let line = (0..length).map(|l| f64::from(x[(o * length + l) * inner + i]));
                    let expected: f64 = line.clone().sum::<f64>() * 0.5;
                    let size: f64 = line.map(f64::abs).sum::<f64>() + 1.0;
                    assert!(
                        (f64::from(y[o * inner + i]) - expected).abs() < 5e-7 * size,
                        "{outer} {length} {inner}"
                    );
                }
            }
        }
    }

    #[test]
    fn ten_million_equal_values_have_that_mean() {
        let count = 10_000_000;
        let x = vec![0.1_f32; count];
        let mut row = [0.0];
        sum(&x, &mut row, 1, count, 1, 1.0 / count as f64);
        assert!((row[0] / 0.1 - 1.0).abs() < 1e-6);
        let mut columns = [0.0; 20];
        sum(&x, &mut columns, 1, count / 20, 20, 20.0 / count as f64);
        assert!(columns.iter().all(|mean| (mean / 0.1 - 1.0).abs() < 1e-6));
        let mut pair = [0.0; 2];
        sum(&x, &mut pair, 1, count / 2, 2, 2.0 / count as f64);
        assert!(pair.iter().all(|mean| (mean / 0.1 - 1.0).abs() < 1e-6));
    }

    #[test]
    fn nothing_sums_to_zero_and_nan_and_infinity_pass_through() {
        let mut y = [7.0_f64; 3];
        sum(&[], &mut y, 1, 0, 3, 1.0);
        assert_eq!(y, [0.0; 3]);
        let mut x = vec![1.0_f32; 40];
        x[21] = f32::INFINITY;
        let mut total = [0.0];
        sum(&x, &mut total, 1, 40, 1, 1.0);
        assert_eq!(total, [f32::INFINITY]);
        x[22] = f32::NEG_INFINITY;
        sum(&x, &mut total, 1, 40, 1, 1.0);
        assert!(total[0].is_nan());
        // The mean over an empty axis is 0 · ∞.
        sum(&[], &mut total, 1, 0, 1, f64::INFINITY);
        assert!(total[0].is_nan());
    }

    #[test]
    fn integers_wrap() {
        let mut y = [0];
        sum_i32(&[i32::MAX, 1, 5], &mut y, 1, 3, 1);
        assert_eq!(y, [i32::MIN + 5]);
    }
}
