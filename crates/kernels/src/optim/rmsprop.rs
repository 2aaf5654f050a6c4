use super::{decayed, lerp};
use crate::Real;

/// The options of `torch.optim.RMSprop`.
#[derive(Clone, Copy, Debug)]
pub struct Rmsprop {
    pub lr: f64,
    pub alpha: f64,
    pub eps: f64,
    pub weight_decay: f64,
    pub momentum: f64,
    pub maximize: bool,
}

/// What RMSprop remembers of one parameter: `grad_avg` if centered, `momentum_buffer` if there is momentum.
#[derive(Debug)]
pub struct RmspropState<'a, R> {
    pub square_avg: &'a mut [R],
    pub grad_avg: Option<&'a mut [R]>,
    pub momentum_buffer: Option<&'a mut [R]>,
}

/// `g = ±grad + weight_decay · p`; `v = α v + (1 − α) g²`; centered `a = α a + (1 − α) g` and `v' = v − a²`, else
/// `v' = v`; `d = √v' + ε`; with momentum `b = momentum · b + g / d`, `p −= lr · b`, else `p −= lr · g / d`. All `[n]`.
pub fn rmsprop<R: Real>(parameter: &mut [R], gradient: &[R], state: RmspropState<R>, options: Rmsprop) {
    let n = parameter.len();
    debug_assert!(gradient.len() == n && state.square_avg.len() == n);
    let RmspropState {
        square_avg,
        mut grad_avg,
        mut momentum_buffer,
    } = state;
    let decay = R::from_f64(options.weight_decay);
    let (alpha, rest) = (R::from_f64(options.alpha), R::from_f64(1.0 - options.alpha));
    let (eps, rate) = (R::from_f64(options.eps), R::from_f64(-options.lr));
    let momentum = R::from_f64(options.momentum);
    for (i, ((p, &g), v)) in parameter.iter_mut().zip(gradient).zip(square_avg).enumerate() {
        let g = decayed(g, *p, options.maximize, decay);
        *v = *v * alpha + rest * g * g;
        let spread = match &mut grad_avg {
            None => *v,
            Some(averages) => {
                let average = lerp(averages[i], g, 1.0 - options.alpha);
                averages[i] = average;
                *v - average * average
            }
        };
        let denominator = spread.sqrt() + eps;
        match &mut momentum_buffer {
            None => *p += rate * g / denominator,
            Some(buffer) => {
                buffer[i] = buffer[i] * momentum + g / denominator;
                *p += rate * buffer[i];
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAIN: Rmsprop = Rmsprop {
        lr: 0.1,
        alpha: 0.99,
        eps: 1e-8,
        weight_decay: 0.0,
        momentum: 0.0,
        maximize: false,
    };

    #[test]
    fn the_first_plain_step() {
        for (g, maximize) in [(4.0, false), (-4.0, true)] {
            let (mut p, mut v) = ([1.0_f64], [0.0]);
            let state = RmspropState {
                square_avg: &mut v,
                grad_avg: None,
                momentum_buffer: None,
            };
            rmsprop(&mut p, &[g], state, Rmsprop { maximize, ..PLAIN });
            assert!((v[0] - 0.16).abs() < 1e-14);
            assert!((p[0] - (1.0 - 0.1 * 4.0 / (0.4 + 1e-8))).abs() < 1e-12);
        }
    }

    #[test]
    fn centered_with_momentum_and_decay_over_two_steps() {
        let (mut p, mut v, mut a, mut b) = ([2.0_f64], [0.0], [0.0], [0.0]);
        let options = Rmsprop {
            momentum: 0.9,
            weight_decay: 0.5,
            ..PLAIN
        };
        let (mut x, mut square, mut average, mut buffer) = (2.0_f64, 0.0, 0.0, 0.0);
        for g in [3.0, -1.0] {
            let state = RmspropState {
                square_avg: &mut v,
                grad_avg: Some(&mut a),
                momentum_buffer: Some(&mut b),
            };
            rmsprop(&mut p, &[g], state, options);
            let g = g + 0.5 * x;
            square = 0.99 * square + 0.01 * g * g;
            average = 0.99 * average + 0.01 * g;
            buffer = 0.9 * buffer + g / ((square - average * average).sqrt() + 1e-8);
            x -= 0.1 * buffer;
            assert!((p[0] - x).abs() < 1e-12 && (b[0] - buffer).abs() < 1e-12);
            assert!((v[0] - square).abs() < 1e-14 && (a[0] - average).abs() < 1e-14);
        }
    }

    #[test]
    fn nan_reaches_only_its_element() {
        let (mut p, mut v) = ([1.0_f32, 1.0], [0.0; 2]);
        let state = RmspropState {
            square_avg: &mut v,
            grad_avg: None,
            momentum_buffer: None,
        };
        rmsprop(&mut p, &[f32::NAN, 1.0], state, PLAIN);
        assert!(p[0].is_nan() && p[1].is_finite());
    }
}
