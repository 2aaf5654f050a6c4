use super::TILE;
use crate::Real;

/// `dx = y · (dy − Σ_l dy · y)` from the softmax `y`; all `[outer, length, inner]`.
pub fn softmax_backward<R: Real>(y: &[R], dy: &[R], dx: &mut [R], outer: usize, length: usize, inner: usize) {
    let term = |y: R, dy: R| y.to_f64() * dy.to_f64();
    backward(y, dy, dx, [outer, length, inner], term, |y, dy, total| y * (dy - total));
}

/// `dx = dy − exp(y) · Σ_l dy` from the logarithm `y` of the softmax; all `[outer, length, inner]`.
pub fn log_softmax_backward<R: Real>(y: &[R], dy: &[R], dx: &mut [R], outer: usize, length: usize, inner: usize) {
    backward(
        y,
        dy,
        dx,
        [outer, length, inner],
        |_, dy| dy.to_f64(),
        |y, dy, total| dy - y.exp_of_negative() * total,
    );
}

/// Sums `term` along each line in double precision, then computes each gradient from that total.
fn backward<R: Real>(
    y: &[R],
    dy: &[R],
    dx: &mut [R],
    [outer, length, inner]: [usize; 3],
    term: impl Fn(R, R) -> f64,
    finish: impl Fn(R, R, R) -> R,
) {
    debug_assert!(y.len() == outer * length * inner && dy.len() == y.len() && dx.len() == y.len());
    if y.is_empty() {
        return;
    }
    if inner == 1 {
        let lines = y.chunks_exact(length).zip(dy.chunks_exact(length));
        for (dx, (y, dy)) in dx.chunks_exact_mut(length).zip(lines) {
            let total = R::from_f64(y.iter().zip(dy).map(|(&y, &dy)| term(y, dy)).sum());
            for (dx, (&y, &dy)) in dx.iter_mut().zip(y.iter().zip(dy)) {
                *dx = finish(y, dy, total);
            }
        }
        return;
    }
    let size = length * inner;
    for (dx, (y, dy)) in dx
        .chunks_exact_mut(size)
        .zip(y.chunks_exact(size).zip(dy.chunks_exact(size)))
    {
        for first in (0..inner).step_by(TILE) {
            let columns = first..inner.min(first + TILE);
            let mut totals = [0.0; TILE];
            for (y, dy) in y.chunks_exact(inner).zip(dy.chunks_exact(inner)) {
                let pairs = y[columns.clone()].iter().zip(&dy[columns.clone()]);
                for (total, (&y, &dy)) in totals.iter_mut().zip(pairs) {
                    *total += term(y, dy);
                }
            }
            let totals = totals.map(R::from_f64);
            for (dx, (y, dy)) in dx
                .chunks_exact_mut(inner)
                .zip(y.chunks_exact(inner).zip(dy.chunks_exact(inner)))
            {
                let pairs = y[columns.clone()].iter().zip(&dy[columns.clone()]);
                for ((dx, (&y, &dy)), &total) in dx[columns.clone()].iter_mut().zip(pairs).zip(&totals) {
                    *dx = finish(y, dy, total);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::softmax::{log_softmax, softmax};
    use std::vec;
    use std::vec::Vec;

    type Forward = fn(&[f64], &mut [f64], usize, usize, usize);
    type Backward = fn(&[f64], &[f64], &mut [f64], usize, usize, usize);

    /// Compares with central differences of `Σ dy · forward(x)`.
    fn check(forward: Forward, backward: Backward, outer: usize, length: usize, inner: usize) {
        let count = outer * length * inner;
        let x: Vec<f64> = (0..count).map(|i| ((i * 37) % 41) as f64 / 10.0).collect();
        let dy: Vec<f64> = (0..count).map(|i| ((i * 53) % 29) as f64 / 7.0 - 2.0).collect();
        let mut y = vec![0.0; count];
        forward(&x, &mut y, outer, length, inner);
        let mut dx = vec![0.0; count];
        backward(&y, &dy, &mut dx, outer, length, inner);
        let objective = |x: &[f64]| {
            let mut y = vec![0.0; count];
            forward(x, &mut y, outer, length, inner);
            y.iter().zip(&dy).map(|(y, dy)| y * dy).sum::<f64>()
        };
        for i in (0..count).step_by(7) {
            let (mut above, mut below) = (x.clone(), x.clone());
            above[i] += 1e-5;
            below[i] -= 1e-5;
            let expected = (objective(&above) - objective(&below)) / 2e-5;
            assert!((dx[i] - expected).abs() < 1e-7, "{i}: {} instead of {expected}", dx[i]);
        }
    }

    #[test]
    fn agrees_with_central_differences_in_both_layouts() {
        for (outer, length, inner) in [(4, 5, 1), (2, 3, 70), (1, 40, 2)] {
            check(softmax, softmax_backward, outer, length, inner);
            check(log_softmax, log_softmax_backward, outer, length, inner);
        }
    }

    #[test]
    fn nan_stays_in_its_line() {
        let mut dx = [0.0_f32; 4];
        softmax_backward(&[0.5, 0.5, 0.5, 0.5], &[f32::NAN, 1.0, 1.0, 1.0], &mut dx, 2, 2, 1);
        assert!(dx[0].is_nan() && dx[1].is_nan());
        assert_eq!(dx[2..], [0.0, 0.0]);
    }
}
