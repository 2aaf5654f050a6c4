use super::pair_sums::pair_sums;
use super::statistics::Mean;

use crate::Real;

/// Where a backward pass writes; absent is what nobody asked for.
pub struct Gradients<'a, R> {
    pub dx: Option<&'a mut [R]>,
    pub dweight: Option<&'a mut [R]>,
    pub dbias: Option<&'a mut [R]>,
}

/// `Σ dy` and `Σ dy · (x − mean)` over a contiguous row, in double precision.
pub(super) fn gradient_sums<R: Real>(dy: &[R], x: &[R], mean: Mean<R>) -> (f64, f64) {
    pair_sums(dy, x, |dy, _| dy, |dy, x| dy * mean.deviation(x))
}

/// The line that is taken away from the upstream gradient because mean and deviation depend on x as well:
/// `dx = scale · (gradient − offset − slope · (x − mean))`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Correction<R> {
    pub offset: R,
    pub slope: R,
}

impl<R: Real> Correction<R> {
    pub const NONE: Self = Self {
        offset: R::ZERO,
        slope: R::ZERO,
    };

    /// From the sums that [`gradient_sums`] gives for the whole group of `count` elements.
    pub fn of((sum, product): (f64, f64), count: usize, inverse: R, centered: bool) -> Self {
        let (count, inverse) = (count as f64, inverse.to_f64());
        Self {
            offset: R::from_f64(if centered { sum / count } else { 0.0 }),
            slope: R::from_f64(product * inverse * inverse / count),
        }
    }

    #[inline(always)]
    pub fn apply(self, gradient: R, deviation: R) -> R {
        gradient - self.offset - self.slope * deviation
    }
}

/// Totals in double precision, rounded into a gradient that somebody asked for.
pub(super) fn round_into<R: Real>(gradient: Option<&mut [R]>, totals: &[f64]) {
    for (gradient, &total) in gradient.into_iter().flatten().zip(totals) {
        *gradient = R::from_f64(total);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::vec::Vec;

    #[test]
    fn sums_of_every_length_are_exact_far_from_zero() {
        for length in [0, 1, 15, 16, 17, 257, 1000] {
            let x: Vec<f32> = (0..length).map(|i| 1e4 + ((i * 37) % 41) as f32 / 64.0).collect();
            let dy: Vec<f32> = (0..length).map(|i| ((i * 53) % 29) as f32 / 8.0 - 2.0).collect();
            let exact = 10_000.312_34;
            let (sum, product) = gradient_sums(&dy, &x, Mean::of(exact));
            let expected: f64 = dy.iter().map(|&dy| f64::from(dy)).sum();
            assert!((sum - expected).abs() < 1e-9);
            let pairs = x.iter().zip(&dy);
            let expected: f64 = pairs.map(|(&x, &dy)| f64::from(dy) * (f64::from(x) - exact)).sum();
            assert!((product - expected).abs() < 1e-4, "{length}: {product} {expected}");
        }
    }
}
