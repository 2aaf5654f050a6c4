use crate::Real;

/// `[batch, channels, inner]` and the neighbourhood of a channel: `size` channels, of which `size / 2` come before it.
#[derive(Clone, Copy, Debug)]
pub struct LocalResponse {
    pub channels: usize,
    pub inner: usize,
    pub size: usize,
    pub alpha: f64,
    pub beta: f64,
    pub k: f64,
}

impl LocalResponse {
    /// `y = combine(d^(−β), x, y)`; for the usual β of ¾ and ½ in square roots, which are exact and fast.
    #[inline(always)]
    fn combine_powers<R: Real, X: Copy>(
        self,
        d: &[R],
        x: impl Iterator<Item = X>,
        y: &mut [R],
        combine: impl Fn(R, X, R) -> R,
    ) {
        let rows = y.iter_mut().zip(d.iter().zip(x));
        if self.beta == 0.75 {
            rows.for_each(|(y, (d, x))| {
                let root = d.sqrt();
                *y = combine(R::ONE / (root * root.sqrt()), x, *y);
            });
        } else if self.beta == 0.5 {
            rows.for_each(|(y, (d, x))| *y = combine(R::ONE / d.sqrt(), x, *y));
        } else {
            let exponent = R::from_f64(-self.beta);
            rows.for_each(|(y, (d, x))| *y = combine(d.pow(exponent), x, *y));
        }
    }

    /// The channels from `before` ones before a channel to `behind` ones after it, as far as they exist.
    fn around(self, channel: usize, before: usize, behind: usize) -> core::ops::Range<usize> {
        let end = channel.saturating_add(behind).saturating_add(1);
        channel.saturating_sub(before)..end.min(self.channels)
    }
}

/// `y = x · d^(−β)` with `d = k + α / size · Σ x²` over neighbouring channels; x, y and d `[batch, channels, inner]`.
pub fn local_response<R: Real>(x: &[R], y: &mut [R], d: &mut [R], options: LocalResponse) {
    let LocalResponse { inner, size, .. } = options;
    if x.is_empty() {
        return;
    }
    let sample = options.channels * inner;
    let factor = R::from_f64(options.alpha / size as f64);
    let k = R::from_f64(options.k);
    for (x, (y, d)) in x
        .chunks_exact(sample)
        .zip(y.chunks_exact_mut(sample).zip(d.chunks_exact_mut(sample)))
    {
        for channel in 0..options.channels {
            let own = channel * inner..(channel + 1) * inner;
            let d = &mut d[own.clone()];
            d.fill(R::ZERO);
            for other in options.around(channel, size / 2, (size - 1) / 2) {
                for (d, &x) in d.iter_mut().zip(&x[other * inner..]) {
                    *d += x * x;
                }
            }
            for d in d.iter_mut() {
                *d = k + factor * *d;
            }
            options.combine_powers(d, x[own.clone()].iter(), &mut y[own], |power, &x, _| x * power);
        }
    }
}

/// Gradient of [`local_response`]: `dx_c = dy_c · d_c^(−β) − 2αβ / size · x_c · Σ dy · y / d` over the channels in whose
/// neighbourhood c is.
pub fn local_response_backward<R: Real>(x: &[R], y: &[R], d: &[R], dy: &[R], dx: &mut [R], options: LocalResponse) {
    let LocalResponse { inner, size, .. } = options;
    if x.is_empty() {
        return;
    }
    let sample = options.channels * inner;
    let factor = R::from_f64(2.0 * options.alpha * options.beta / size as f64);
    for (start, dx) in (0..).step_by(sample).zip(dx.chunks_exact_mut(sample)) {
        for channel in 0..options.channels {
            let dx = &mut dx[channel * inner..][..inner];
            dx.fill(R::ZERO);
            for other in options.around(channel, (size - 1) / 2, size / 2) {
                let own = start + other * inner..start + (other + 1) * inner;
                let rest = y[own.clone()].iter().zip(&d[own.clone()]);
                for (dx, (&dy, (&y, &d))) in dx.iter_mut().zip(dy[own].iter().zip(rest)) {
                    *dx += dy * y / d;
                }
            }
            let own = start + channel * inner..start + (channel + 1) * inner;
            let rows = dy[own.clone()].iter().zip(&x[own.clone()]);
            options.combine_powers(&d[own], rows, dx, |power, (&dy, &x), sum| dy * power - factor * x * sum);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::vec;
    use std::vec::Vec;

    #[test]
    fn follows_the_formula_and_its_derivative() {
        for (size, beta) in [(1, 0.75), (2, 0.5), (3, 0.75), (4, 1.3), (5, 0.75), (20, 1.0)] {
            let options = LocalResponse {
                channels: 7,
                inner: 3,
                size,
                alpha: 0.3,
                beta,
                k: 1.2,
            };
            let x: Vec<f64> = (0..42).map(|i| ((i * 37) % 41) as f64 / 10.0 - 2.0).collect();
            let dy: Vec<f64> = (0..42).map(|i| ((i * 53) % 29) as f64 / 7.0 - 2.0).collect();
            let run = |x: &[f64]| {
                let (mut y, mut d) = (vec![0.0; 42], vec![0.0; 42]);
                local_response(x, &mut y, &mut d, options);
                (y, d)
            };
            let (y, d) = run(&x);
            for (i, &got) in y.iter().enumerate() {
                let (n, c, j) = (i / 21, i / 3 % 7, i % 3);
                // The window of a padded array begins size / 2 places before the channel.
                let window = (0..size).filter_map(|o| (c + o).checked_sub(size / 2).filter(|&c| c < 7));
                let total: f64 = window.map(|c| x[n * 21 + c * 3 + j].powi(2)).sum();
                let expected = x[i] / (1.2 + 0.3 / size as f64 * total).powf(beta);
                assert!((got - expected).abs() < 1e-12);
            }
            let mut dx = vec![0.0; 42];
            local_response_backward(&x, &y, &d, &dy, &mut dx, options);
            let objective = |x: &[f64]| run(x).0.iter().zip(&dy).map(|(y, dy)| y * dy).sum::<f64>();
            for i in 0..42 {
                let (mut above, mut below) = (x.clone(), x.clone());
                above[i] += 1e-5;
                below[i] -= 1e-5;
                let expected = (objective(&above) - objective(&below)) / 2e-5;
                assert!((dx[i] - expected).abs() < 1e-8, "{size} {i}: {} {expected}", dx[i]);
            }
        }
    }
}
