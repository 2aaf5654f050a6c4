use super::fold::{combine, fold};
use crate::Real;
use core::array;
use core::mem::MaybeUninit;
use core::ops::Range;

/// Chains in which a contiguous row is added up side by side.
const LANES: usize = 16;
/// Numbers of two chains that are added in the working precision before a partial sum moves to double precision: few
/// enough that its rounding error, with that of adding the chains up, stays below 9 half-ulps, however long the whole sum.
const BLOCK: usize = 12;
/// Rows of a slab that are added at a time: as many streams as the processor can fetch ahead, and as a cache holds
/// although they lie a power of two apart.
const ROWS: usize = 4;
/// Columns of them that are added at a time.
const WIDE: usize = 8;
/// Several rows of fewer columns than these are summed as if they were one, and what comes of it is folded.
const MANY_COLUMNS: usize = 48;
/// Rows whose sums move to double precision together, after nine additions one after the other; a last block, whose
/// remaining rows are added one by one, after at most eleven.
const ROW_BLOCK: usize = 8 * ROWS;
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
    let lines = MANY_COLUMNS.div_ceil(inner);
    let wide = lines * inner;
    let mut columns = Columns::new();
    for (results, slab) in y.chunks_exact_mut(inner).zip(x.chunks_exact(length * inner)) {
        let (whole, rest) = slab.split_at(slab.len() - slab.len() % wide);
        for (i, results) in results.chunks_mut(PANEL).enumerate() {
            let totals = columns.sum(whole, wide, i * PANEL..wide.min((i + 1) * PANEL));
            for (j, result) in results.iter_mut().enumerate() {
                let of_lines: f64 = totals[j..].iter().step_by(inner).sum();
                let of_rest: f64 = rest.iter().skip(j).step_by(inner).map(|value| value.to_f64()).sum();
                *result = R::from_f64((of_lines + of_rest) * scale);
            }
        }
    }
}

/// Room for the sums of neighbouring columns. Only what is needed of it is ever written: clearing 12 KiB would take longer
/// than to add up the gradient of a small layer's bias.
struct Columns<R> {
    partial: [MaybeUninit<R>; PANEL],
    total: [MaybeUninit<f64>; PANEL],
}

/// So much of the room, filled with a number.
fn filled<T: Copy>(room: &mut [MaybeUninit<T>], length: usize, value: T) -> &mut [T] {
    let room = &mut room[..length];
    room.fill(MaybeUninit::new(value));
    // SAFETY: all of it has just been written.
    unsafe { &mut *(core::ptr::from_mut(room) as *mut [T]) }
}

impl<R: Real> Columns<R> {
    fn new() -> Self {
        Self {
            partial: [MaybeUninit::uninit(); PANEL],
            total: [MaybeUninit::uninit(); PANEL],
        }
    }

    /// The sums of some columns of rows that lie one behind the other.
    fn sum(&mut self, rows: &[R], length: usize, columns: Range<usize>) -> &[f64] {
        let total = filled(&mut self.total, columns.len(), 0.0);
        for block in rows.chunks(ROW_BLOCK * length) {
            let partial = filled(&mut self.partial, columns.len(), R::ZERO);
            let groups = block.chunks_exact(ROWS * length);
            let rest = groups.remainder();
            for group in groups {
                add_rows(array::from_fn(|row| &group[row * length..][columns.clone()]), partial);
            }
            for row in rest.chunks_exact(length) {
                for (sum, &value) in partial.iter_mut().zip(&row[columns.clone()]) {
                    *sum += value;
                }
            }
            for (total, partial) in total.iter_mut().zip(&*partial) {
                *total += partial.to_f64();
            }
        }
        total
    }
}

/// Adds rows to `sums`, in blocks that are read before they are written: otherwise the compiler, which cannot know that
/// one is not the other, makes single numbers of them.
#[inline(always)]
fn add_rows<R: Real>(rows: [&[R]; ROWS], sums: &mut [R]) {
    let of_four = |[a, b, c, d]: [R; ROWS]| (a + b) + (c + d);
    let (blocks, rest) = sums.as_chunks_mut::<WIDE>();
    let behind = WIDE * blocks.len();
    for (i, sums) in blocks.iter_mut().enumerate() {
        let rows = rows.map(|row| row.as_chunks::<WIDE>().0[i]);
        *sums = array::from_fn(|j| sums[j] + of_four(rows.map(|row| row[j])));
    }
    for (j, sum) in rest.iter_mut().enumerate() {
        *sum += of_four(rows.map(|row| row[behind + j]));
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
