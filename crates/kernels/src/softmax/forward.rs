use super::exp::{exp_row, log_of_sum, sum_exp_row};
use super::TILE;
use crate::reduce::{larger_of, largest};
use crate::Real;

/// `y[o, l, i] = exp(x[o, l, i] − m) / Σ_l exp(x[o, l, i] − m)` with the line's maximum `m`;
/// x and y `[outer, length, inner]`. A line of −∞ gives NaN.
pub fn softmax<R: Real>(x: &[R], y: &mut [R], outer: usize, length: usize, inner: usize) {
    if inner != 1 {
        let shifted_exp = |x: R, maximum: R| (x - maximum).exp_of_negative();
        return columns(
            x,
            y,
            [outer, length, inner],
            shifted_exp,
            |exp| exp,
            R::from_f64,
            |exp, total| exp / total,
        );
    }
    for (y, x, maximum) in lines(x, y, length) {
        let share = R::from_f64(1.0 / exp_row(x, y, maximum));
        for y in y {
            *y *= share;
        }
    }
}

/// `y[o, l, i] = (x[o, l, i] − m) − ln Σ_l exp(x[o, l, i] − m)` with the line's maximum `m`;
/// x and y `[outer, length, inner]`. A line of −∞ gives NaN.
pub fn log_softmax<R: Real>(x: &[R], y: &mut [R], outer: usize, length: usize, inner: usize) {
    if inner != 1 {
        let logarithm = |total| R::from_f64(log_of_sum(total));
        let shifted = |x: R, maximum: R| x - maximum;
        return columns(
            x,
            y,
            [outer, length, inner],
            shifted,
            R::exp_of_negative,
            logarithm,
            |x, logarithm| x - logarithm,
        );
    }
    for (y, x, maximum) in lines(x, y, length) {
        let logarithm = R::from_f64(log_of_sum(sum_exp_row(x, maximum)));
        for (y, &x) in y.iter_mut().zip(x) {
            *y = x - maximum - logarithm;
        }
    }
}

/// The contiguous lines of y and x, with the maximum of x in each.
fn lines<'a, R: Real>(x: &'a [R], y: &'a mut [R], length: usize) -> impl Iterator<Item = (&'a mut [R], &'a [R], R)> {
    debug_assert_eq!(x.len(), y.len());
    let pairs = y.chunks_exact_mut(length.max(1)).zip(x.chunks_exact(length.max(1)));
    pairs.map(|(y, x)| (y, x, largest(x)))
}

/// For lines that lie side by side: subtracts each one's maximum (`shift`), sums `term` of the outcome in double
/// precision, and applies `finish` to each outcome and the `prepare`d sum.
fn columns<R: Real>(
    x: &[R],
    y: &mut [R],
    [outer, length, inner]: [usize; 3],
    shift: impl Fn(R, R) -> R,
    term: impl Fn(R) -> R,
    prepare: impl Fn(f64) -> R,
    finish: impl Fn(R, R) -> R,
) {
    debug_assert!(x.len() == outer * length * inner && y.len() == x.len());
    if x.is_empty() {
        return;
    }
    for (y, x) in y.chunks_exact_mut(length * inner).zip(x.chunks_exact(length * inner)) {
        for first in (0..inner).step_by(TILE) {
            let columns = first..inner.min(first + TILE);
            let mut maxima = [R::NEG_INFINITY; TILE];
            for row in x.chunks_exact(inner) {
                larger_of(&mut maxima, &row[columns.clone()]);
            }
            let mut totals = [0.0; TILE];
            for (y, x) in y.chunks_exact_mut(inner).zip(x.chunks_exact(inner)) {
                let lines = y[columns.clone()].iter_mut().zip(&x[columns.clone()]);
                for (((y, &x), &maximum), total) in lines.zip(&maxima).zip(&mut totals) {
                    *y = shift(x, maximum);
                    *total += term(*y).to_f64();
                }
            }
            let totals = totals.map(&prepare);
            for y in y.chunks_exact_mut(inner) {
                for (y, &total) in y[columns.clone()].iter_mut().zip(&totals) {
                    *y = finish(*y, total);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::vec;
    use std::vec::Vec;

    #[test]
    fn agrees_with_double_precision_in_both_layouts() {
        let x: Vec<f32> = (0..2 * 5 * 70).map(|i| ((i * 37) % 41) as f32 / 4.0 + 90.0).collect();
        for (outer, length, inner) in [(140, 5, 1), (2, 5, 70), (1, 350, 2), (700, 1, 1)] {
            let mut y = vec![0.0; x.len()];
            let mut logarithm = y.clone();
            softmax(&x, &mut y, outer, length, inner);
            log_softmax(&x, &mut logarithm, outer, length, inner);
            for o in 0..outer {
                for i in 0..inner {
                    let at = |l: usize| (o * length + l) * inner + i;
                    let total: f64 = (0..length).map(|l| f64::from(x[at(l)]).exp()).sum();
                    for l in 0..length {
                        let expected = f64::from(x[at(l)]).exp() / total;
                        assert!((f64::from(y[at(l)]) / expected - 1.0).abs() < 1e-6);
                        assert!((f64::from(logarithm[at(l)]) - expected.ln()).abs() < 2e-6);
                    }
                }
            }
        }
    }

    #[test]
    fn large_inputs_do_not_overflow() {
        let mut y = [0.0_f32; 2];
        softmax(&[1e4, -1e4], &mut y, 1, 2, 1);
        assert_eq!(y, [1.0, 0.0]);
        log_softmax(&[1e4, -1e4], &mut y, 1, 2, 1);
        assert_eq!(y, [0.0, -2e4]);
    }

    #[test]
    fn infinities_and_nan_as_in_torch() {
        let (low, high) = (f32::NEG_INFINITY, f32::INFINITY);
        for (outer, inner) in [(1, 1), (1, 3)] {
            let run = |line: [f32; 2], kernel: fn(&[f32], &mut [f32], usize, usize, usize)| {
                let x: Vec<f32> = line.iter().flat_map(|&value| vec![value; inner]).collect();
                let mut y = vec![0.0; 2 * inner];
                kernel(&x, &mut y, outer, 2, inner);
                [y[inner - 1], y[2 * inner - 1]]
            };
            assert_eq!(run([low, 1.0], softmax), [0.0, 1.0]);
            assert_eq!(run([low, 1.0], log_softmax), [low, 0.0]);
            assert!(run([low, low], softmax).iter().all(|y| y.is_nan()));
            assert!(run([low, low], log_softmax).iter().all(|y| y.is_nan()));
            assert!(run([high, 1.0], softmax)[0].is_nan());
            assert!(run([f32::NAN, 1.0], softmax).iter().all(|y| y.is_nan()));
        }
        softmax::<f32>(&[], &mut [], 3, 0, 1);
    }
}
