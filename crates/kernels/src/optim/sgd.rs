use super::decayed;
use crate::Real;

/// The options of `torch.optim.SGD`.
#[derive(Clone, Copy, Debug)]
pub struct Sgd {
    pub lr: f64,
    pub momentum: f64,
    pub dampening: f64,
    pub weight_decay: f64,
    pub nesterov: bool,
    pub maximize: bool,
}

/// The momentum buffer; in the `first` step it takes over the gradient.
#[derive(Debug)]
pub struct SgdBuffer<'a, R> {
    pub values: &'a mut [R],
    pub first: bool,
}

/// `g = ±grad + weight_decay · p`; with momentum `b = momentum · b + (1 − dampening) · g` (b = g at first) and
/// `g = b`, or `g + momentum · b` with Nesterov; `p −= lr · g`. All `[n]`. Without `buffer` there is no momentum.
pub fn sgd<R: Real>(parameter: &mut [R], gradient: &[R], buffer: Option<SgdBuffer<R>>, options: Sgd) {
    debug_assert_eq!(parameter.len(), gradient.len());
    let rate = R::from_f64(options.lr);
    let decay = R::from_f64(options.weight_decay);
    let maximize = options.maximize;
    let Some(buffer) = buffer else {
        for (p, &g) in parameter.iter_mut().zip(gradient) {
            *p -= rate * decayed(g, *p, maximize, decay);
        }
        return;
    };
    debug_assert_eq!(parameter.len(), buffer.values.len());
    let momentum = R::from_f64(options.momentum);
    let damped = R::from_f64(1.0 - options.dampening);
    for ((p, &g), b) in parameter.iter_mut().zip(gradient).zip(buffer.values) {
        let g = decayed(g, *p, maximize, decay);
        *b = if buffer.first { g } else { momentum * *b + damped * g };
        *p -= rate * if options.nesterov { g + momentum * *b } else { *b };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAIN: Sgd = Sgd {
        lr: 0.1,
        momentum: 0.0,
        dampening: 0.0,
        weight_decay: 0.0,
        nesterov: false,
        maximize: false,
    };

    fn step(p: &mut [f64; 2], g: [f64; 2], buffer: Option<(&mut [f64; 2], bool)>, options: Sgd) {
        let buffer = buffer.map(|(values, first)| SgdBuffer { values, first });
        sgd(p, &g, buffer, options);
    }

    fn assert_close(got: [f64; 2], expected: [f64; 2]) {
        assert!(
            got.iter().zip(expected).all(|(a, b)| (a - b).abs() < 1e-12),
            "{got:?} instead of {expected:?}"
        );
    }

    #[test]
    fn plain_decayed_and_maximizing_steps() {
        let mut p = [1.0, -2.0];
        step(&mut p, [3.0, 4.0], None, PLAIN);
        assert_close(p, [0.7, -2.4]);
        step(
            &mut p,
            [3.0, 4.0],
            None,
            Sgd {
                maximize: true,
                ..PLAIN
            },
        );
        assert_close(p, [1.0, -2.0]);
        step(
            &mut p,
            [3.0, 4.0],
            None,
            Sgd {
                weight_decay: 0.5,
                ..PLAIN
            },
        );
        assert_close(p, [1.0 - 0.35, -2.0 - 0.3]);
    }

    #[test]
    fn momentum_over_two_steps() {
        let (mut p, mut b) = ([1.0, -2.0], [f64::NAN; 2]);
        let options = Sgd {
            momentum: 0.9,
            dampening: 0.5,
            ..PLAIN
        };
        step(&mut p, [3.0, 4.0], Some((&mut b, true)), options);
        assert_close(b, [3.0, 4.0]);
        assert_close(p, [0.7, -2.4]);
        step(&mut p, [1.0, 2.0], Some((&mut b, false)), options);
        assert_close(b, [2.7 + 0.5, 3.6 + 1.0]);
        assert_close(p, [0.7 - 0.32, -2.4 - 0.46]);
    }

    #[test]
    fn nesterov_looks_ahead() {
        let (mut p, mut b) = ([1.0, -2.0], [f64::NAN; 2]);
        step(
            &mut p,
            [3.0, 4.0],
            Some((&mut b, true)),
            Sgd {
                momentum: 0.9,
                nesterov: true,
                ..PLAIN
            },
        );
        assert_close(p, [1.0 - 0.1 * 5.7, -2.0 - 0.1 * 7.6]);
    }

    #[test]
    fn without_decay_an_infinite_parameter_spoils_nothing() {
        let mut p = [f64::INFINITY, 1.0];
        step(&mut p, [1.0, f64::NAN], None, PLAIN);
        assert_eq!(p[0], f64::INFINITY);
        assert!(p[1].is_nan());
    }
}
