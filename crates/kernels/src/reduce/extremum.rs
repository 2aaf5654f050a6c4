use super::fold::{combine, fold, Combine};
use crate::line::LINE;
use crate::Real;

/// The larger of two values; NaN if either is NaN.
#[inline(always)]
fn larger<R: Real>(a: R, b: R) -> R {
    if a > b || a.is_nan() {
        a
    } else {
        b
    }
}

/// The smaller of two values; NaN if either is NaN.
#[inline(always)]
fn smaller<R: Real>(a: R, b: R) -> R {
    if a < b || a.is_nan() {
        a
    } else {
        b
    }
}

/// `y_i = larger(y_i, x_i)`
#[inline(never)]
pub(crate) fn larger_of<R: Real>(y: &mut [R], x: &[R]) {
    combine(y, x, larger);
}

/// The largest number of a row, NaN if any is; −∞ of none.
#[inline(never)]
pub(crate) fn largest<R: Real>(row: &[R]) -> R {
    let (lines, rest) = row.as_chunks::<LINE>();
    let mut best = [R::NEG_INFINITY; LINE];
    for line in lines {
        for lane in 0..LINE {
            best[lane] = larger(best[lane], line[lane]);
        }
    }
    let best = if lines.is_empty() { &[] } else { &best[..] };
    best.iter()
        .chain(rest)
        .fold(R::NEG_INFINITY, |best, &x| larger(best, x))
}

/// `y_i = smaller(y_i, x_i)`
#[inline(never)]
pub(super) fn smaller_of<R: Real>(y: &mut [R], x: &[R]) {
    combine(y, x, smaller);
}

pub(super) const LARGER_I32: Combine<i32> = |y, x| combine(y, x, i32::max);
pub(super) const SMALLER_I32: Combine<i32> = |y, x| combine(y, x, i32::min);

/// 1 where a flag is not 0.
fn to_flags(flags: &mut [u8]) {
    for flag in flags {
        *flag = u8::from(*flag != 0);
    }
}

/// `y[o, i] = max_l x[o, l, i]`, NaN if any is NaN; −∞ over an empty axis. x `[outer, length, inner]`, y `[outer, inner]`.
pub fn maximum<R: Real>(x: &[R], y: &mut [R], outer: usize, length: usize, inner: usize) {
    fold(x, y, [outer, length, inner], R::NEG_INFINITY, larger_of);
}

/// `y[o, i] = min_l x[o, l, i]`, NaN if any is NaN; ∞ over an empty axis. x `[outer, length, inner]`, y `[outer, inner]`.
pub fn minimum<R: Real>(x: &[R], y: &mut [R], outer: usize, length: usize, inner: usize) {
    fold(x, y, [outer, length, inner], R::INFINITY, smaller_of);
}

/// `y[o, i] = max_l x[o, l, i]`; the smallest integer over an empty axis.
pub fn maximum_i32(x: &[i32], y: &mut [i32], outer: usize, length: usize, inner: usize) {
    fold(x, y, [outer, length, inner], i32::MIN, LARGER_I32);
}

/// `y[o, i] = min_l x[o, l, i]`; the largest integer over an empty axis.
pub fn minimum_i32(x: &[i32], y: &mut [i32], outer: usize, length: usize, inner: usize) {
    fold(x, y, [outer, length, inner], i32::MAX, SMALLER_I32);
}

/// `y[o, i] = 1` if any `x[o, l, i] ≠ 0`, else 0.
pub fn any(x: &[u8], y: &mut [u8], outer: usize, length: usize, inner: usize) {
    fold(x, y, [outer, length, inner], 0, |y, x| combine(y, x, u8::max));
    to_flags(y);
}

/// `y[o, i] = 1` if every `x[o, l, i] ≠ 0`, else 0.
pub fn all(x: &[u8], y: &mut [u8], outer: usize, length: usize, inner: usize) {
    fold(x, y, [outer, length, inner], 1, |y, x| combine(y, x, u8::min));
    to_flags(y);
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::vec::Vec;

    #[test]
    fn finds_the_extrema_of_rows_and_columns() {
        let x: Vec<f32> = (0..3 * 37).map(|i| ((i * 29) % 111) as f32).collect();
        for (outer, length, inner) in [(3, 37, 1), (1, 37, 3), (1, 3, 37), (37, 3, 1)] {
            let mut top = std::vec![0.0; outer * inner];
            let mut bottom = top.clone();
            maximum(&x, &mut top, outer, length, inner);
            minimum(&x, &mut bottom, outer, length, inner);
            for o in 0..outer {
                for i in 0..inner {
                    let line = || (0..length).map(|l| x[(o * length + l) * inner + i]);
                    assert_eq!(top[o * inner + i], line().fold(f32::MIN, f32::max));
                    assert_eq!(bottom[o * inner + i], line().fold(f32::MAX, f32::min));
                }
            }
        }
    }

    #[test]
    fn nan_propagates_from_every_position() {
        for length in [1, 15, 16, 17, 40] {
            for position in 0..length {
                let mut x = std::vec![1.0_f32; length];
                x[position] = f32::NAN;
                for (outer, inner) in [(1, 1), (1, 2)] {
                    let wide: Vec<f32> = x.iter().flat_map(|&v| std::vec![v; inner]).collect();
                    let mut y = std::vec![0.0; inner];
                    maximum(&wide, &mut y, outer, length, inner);
                    assert!(y.iter().all(|v| v.is_nan()));
                    minimum(&wide, &mut y, outer, length, inner);
                    assert!(y.iter().all(|v| v.is_nan()));
                }
            }
        }
    }

    #[test]
    fn integers_and_booleans() {
        let mut y = [0; 2];
        maximum_i32(&[3, -4, i32::MIN, 9], &mut y, 2, 2, 1);
        assert_eq!(y, [3, 9]);
        minimum_i32(&[3, -4, i32::MIN, 9], &mut y, 1, 2, 2);
        assert_eq!(y, [i32::MIN, -4]);
        let mut flags = [9; 2];
        any(&[0, 0, 0, 2], &mut flags, 2, 2, 1);
        assert_eq!(flags, [0, 1]);
        all(&[1, 2, 0, 1], &mut flags, 2, 2, 1);
        assert_eq!(flags, [1, 0]);
        all(&[], &mut flags, 2, 0, 1);
        assert_eq!(flags, [1, 1]);
    }
}
