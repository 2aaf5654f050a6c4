use super::{decayed, lerp};
use crate::Real;

/// The options of `torch.optim.Adam` and, `decoupled`, `AdamW`.
#[derive(Clone, Copy, Debug)]
pub struct Adam {
    pub lr: f64,
    pub beta1: f64,
    pub beta2: f64,
    pub eps: f64,
    pub weight_decay: f64,
    /// Weight decay shrinks the parameter instead of entering its gradient.
    pub decoupled: bool,
    pub maximize: bool,
}

/// What Adam remembers of one parameter; `max_exp_avg_sq` is there for AMSGrad only.
#[derive(Debug)]
pub struct AdamState<'a, R> {
    pub exp_avg: &'a mut [R],
    pub exp_avg_sq: &'a mut [R],
    pub max_exp_avg_sq: Option<&'a mut [R]>,
    /// How many steps were taken, this one included.
    pub step: u32,
}

/// `baseᵉˣᵖᵒⁿᵉⁿᵗ` by squaring: its error, of as many half-ulps as the exponent, is far below what `1 − βᵗ` keeps.
fn power(mut base: f64, mut exponent: u32) -> f64 {
    let mut result = 1.0;
    while exponent > 0 {
        if exponent & 1 == 1 {
            result *= base;
        }
        base *= base;
        exponent >>= 1;
    }
    result
}

/// `g = ±grad + weight_decay · p` (decoupled: `p ·= 1 − lr · weight_decay`); `m = β₁ m + (1 − β₁) g`,
/// `v = β₂ v + (1 − β₂) g²`; `p −= lr / (1 − β₁ᵗ) · m / (√v / √(1 − β₂ᵗ) + ε)`, AMSGrad with the largest v so far.
/// All `[n]`.
pub fn adam<R: Real>(parameter: &mut [R], gradient: &[R], state: AdamState<R>, options: Adam) {
    let n = parameter.len();
    debug_assert!(gradient.len() == n && state.exp_avg.len() == n && state.exp_avg_sq.len() == n);
    let step_size = R::from_f64(-options.lr / (1.0 - power(options.beta1, state.step)));
    let root_correction = R::from_f64(libm::sqrt(1.0 - power(options.beta2, state.step)));
    let eps = R::from_f64(options.eps);
    let (beta2, rest2) = (R::from_f64(options.beta2), R::from_f64(1.0 - options.beta2));
    let shrink = options.decoupled && options.weight_decay != 0.0;
    let factor = R::from_f64(if shrink {
        1.0 - options.lr * options.weight_decay
    } else {
        1.0
    });
    let decay = R::from_f64(if options.decoupled { 0.0 } else { options.weight_decay });
    let moments = state.exp_avg.iter_mut().zip(state.exp_avg_sq.iter_mut());
    let elements = parameter.iter_mut().zip(gradient).zip(moments);
    let advance = |p: &mut R, g: R, m: &mut R, v: &mut R| {
        let g = decayed(g, *p, options.maximize, decay);
        *p *= factor;
        *m = lerp(*m, g, 1.0 - options.beta1);
        *v = *v * beta2 + rest2 * g * g;
    };
    let finish = |p: &mut R, m: R, v: R| *p += step_size * m / (v.sqrt() / root_correction + eps);
    match state.max_exp_avg_sq {
        None => {
            for ((p, &g), (m, v)) in elements {
                advance(p, g, m, v);
                finish(p, *m, *v);
            }
        }
        Some(maxima) => {
            debug_assert_eq!(maxima.len(), n);
            for (((p, &g), (m, v)), maximum) in elements.zip(maxima) {
                advance(p, g, m, v);
                if *v > *maximum || v.is_nan() {
                    *maximum = *v;
                }
                finish(p, *m, *maximum);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAIN: Adam = Adam {
        lr: 0.01,
        beta1: 0.9,
        beta2: 0.999,
        eps: 1e-8,
        weight_decay: 0.0,
        decoupled: false,
        maximize: false,
    };

    #[derive(Default)]
    struct One {
        m: [f64; 1],
        v: [f64; 1],
        max: Option<[f64; 1]>,
        step: u32,
    }

    impl One {
        fn step(&mut self, p: f64, g: f64, options: Adam) -> f64 {
            self.step += 1;
            let state = AdamState {
                exp_avg: &mut self.m,
                exp_avg_sq: &mut self.v,
                max_exp_avg_sq: self.max.as_mut().map(|max| &mut max[..]),
                step: self.step,
            };
            let mut p = [p];
            adam(&mut p, &[g], state, options);
            p[0]
        }
    }

    #[test]
    fn the_first_step_has_the_length_of_the_learning_rate() {
        for g in [3.0, -0.02] {
            let p = One::default().step(1.0, g, PLAIN);
            assert!((p - (1.0 - 0.01 * g / (g.abs() + 1e-8))).abs() < 1e-12);
            let p = One::default().step(
                1.0,
                g,
                Adam {
                    maximize: true,
                    ..PLAIN
                },
            );
            assert!((p - (1.0 + 0.01 * g / (g.abs() + 1e-8))).abs() < 1e-12);
        }
    }

    #[test]
    fn the_second_step_follows_the_formula() {
        let mut one = One::default();
        let p = one.step(1.0, 3.0, PLAIN);
        let q = one.step(p, -1.0, PLAIN);
        let m = 0.9 * 0.3 - 0.1;
        let v = 0.999 * 0.009 + 0.001;
        let expected = p - 0.01 / (1.0 - 0.81) * m / ((v / (1.0 - 0.998_001_f64)).sqrt() + 1e-8);
        assert!((one.m[0] - m).abs() < 1e-14 && (one.v[0] - v).abs() < 1e-14);
        assert!((q - expected).abs() < 1e-12);
    }

    #[test]
    fn decay_enters_the_gradient_or_shrinks_the_parameter() {
        let coupled = One::default().step(
            2.0,
            -0.5,
            Adam {
                weight_decay: 0.5,
                ..PLAIN
            },
        );
        assert!((coupled - (2.0 - 0.01 * 0.5 / (0.5 + 1e-8))).abs() < 1e-12);
        let decoupled = One::default().step(
            2.0,
            -0.5,
            Adam {
                weight_decay: 0.5,
                decoupled: true,
                ..PLAIN
            },
        );
        assert!((decoupled - (2.0 * 0.995 + 0.01 * 0.5 / (0.5 + 1e-8))).abs() < 1e-12);
    }

    #[test]
    fn amsgrad_keeps_the_largest_second_moment() {
        let mut one = One {
            max: Some([0.0]),
            ..One::default()
        };
        let p = one.step(1.0, 5.0, PLAIN);
        let largest = one.v[0];
        let q = one.step(p, 0.0, PLAIN);
        assert!(one.v[0] < largest);
        assert_eq!(one.max, Some([largest]));
        let expected = p - 0.01 / 0.19 * 0.45 / ((largest / (1.0 - 0.998_001_f64)).sqrt() + 1e-8);
        assert!((q - expected).abs() < 1e-12);
        assert!(one.step(q, f64::NAN, PLAIN).is_nan());
    }
}
