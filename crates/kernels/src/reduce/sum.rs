use super::fold::{combine, fold};
use crate::line::Vector;
use crate::Real;
use core::array;
use core::mem::MaybeUninit;
use core::ops::Range;

/// Chains in which a contiguous row is added up side by side.
const LANES: usize = 16;
/// Numbers of two chains that are added in the working precision before a partial sum moves to double precision: few
/// enough that its rounding error, with that of adding the chains up, stays below 9 half-ulps, however long the whole sum.
const BLOCK: usize = 12;
/// Rows of a slab that are added in the working precision, one after the other, before their sums move to double
/// precision: as many streams as the processor can fetch ahead.
const ROWS: usize = 8;
/// Columns of them whose sums stay in registers meanwhile: of each row a whole line of the cache.
const STRIP: usize = 16;
/// Several rows of fewer columns than these are summed as if they were one, and what comes of it is folded.
const MANY_COLUMNS: usize = 48;
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
pub fn sum<R: Vector>(x: &[R], y: &mut [R], outer: usize, length: usize, inner: usize, scale: f64) {
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
    let mut room = [MaybeUninit::uninit(); PANEL];
    for (results, slab) in y.chunks_exact_mut(inner).zip(x.chunks_exact(length * inner)) {
        let (whole, rest) = slab.split_at(slab.len() - slab.len() % wide);
        for (i, results) in results.chunks_mut(PANEL).enumerate() {
            let totals = sum_columns(whole, wide, i * PANEL..wide.min((i + 1) * PANEL), &mut room);
            for (j, result) in results.iter_mut().enumerate() {
                let of_lines: f64 = totals[j..].iter().step_by(inner).sum();
                let of_rest: f64 = rest.iter().skip(j).step_by(inner).map(|value| value.to_f64()).sum();
                *result = R::from_f64((of_lines + of_rest) * scale);
            }
        }
    }
}

/// The sums of some columns of rows that lie one behind the other. Only what is needed of the room is ever written:
/// clearing all of it would take longer than to add up the gradient of a small layer's bias.
fn sum_columns<'a, R: Vector>(
    rows: &[R],
    length: usize,
    columns: Range<usize>,
    room: &'a mut [MaybeUninit<f64>; PANEL],
) -> &'a [f64] {
    let room = &mut room[..columns.len()];
    room.fill(MaybeUninit::new(0.0));
    // SAFETY: all of it has just been written.
    let totals = unsafe { &mut *(core::ptr::from_mut(room) as *mut [f64]) };
    for block in rows.chunks(ROWS * length) {
        add_block(block, length, columns.start, totals);
    }
    totals
}

// A function of its own: among all that the loops around it keep, V8 would find no registers for its addresses.
#[inline(never)]
fn add_block<R: Vector>(rows: &[R], length: usize, column: usize, totals: &mut [f64]) {
    assert!(rows.len().is_multiple_of(length) && column + totals.len() <= length);
    let (strips, rest) = totals.as_chunks_mut::<STRIP>();
    let mut column = column;
    for totals in strips {
        // SAFETY: all columns for which there are totals lie within the rows, as just asserted.
        unsafe { add_strip::<R, { STRIP / 4 }>(rows, length, column, totals) };
        column += STRIP;
    }
    let (fours, rest) = rest.as_chunks_mut::<4>();
    for totals in fours {
        // SAFETY: as above.
        unsafe { add_strip::<R, 1>(rows, length, column, totals) };
        column += 4;
    }
    for (i, total) in rest.iter_mut().enumerate() {
        *total += rows[column + i..]
            .iter()
            .step_by(length)
            .fold(R::ZERO, |sum, &value| sum + value)
            .to_f64();
    }
}

/// Adds a few columns of some rows, side by side, to what other rows have given. All of them must lie within the rows:
/// with a check of each, half as many instructions again would come between the additions.
#[inline(always)]
unsafe fn add_strip<R: Vector, const VECTORS: usize>(rows: &[R], length: usize, column: usize, totals: &mut [f64]) {
    let mut sums = [[R::ZERO; 4]; VECTORS];
    let mut row = rows.as_ptr().wrapping_add(column);
    for _ in 0..rows.len() / length {
        let values: &[[R; 4]; VECTORS] = &*row.cast();
        sums = array::from_fn(|i| R::plus(sums[i], values[i]));
        row = row.wrapping_add(length);
    }
    for (totals, sums) in totals.as_chunks_mut::<4>().0.iter_mut().zip(sums) {
        for lane in 0..4 {
            totals[lane] += sums[lane].to_f64();
        }
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
