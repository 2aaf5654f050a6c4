use crate::Real;

/// What the rows of a `[batch, classes, inner]` array of log-probabilities should have been.
///
/// Row `(b, i)` belongs to the class `indices[b · inner + i]`, which is below `classes` or equal to `ignore_index`.
#[derive(Clone, Copy, Debug)]
pub struct Targets<'a, R> {
    pub indices: &'a [i32],
    /// The weight of each class; absent, every class weighs 1.
    pub weight: Option<&'a [R]>,
    pub classes: usize,
    pub inner: usize,
    /// Rows of this class have neither loss nor gradient.
    pub ignore_index: i32,
    /// The part ε of each row's probability that is spread evenly over all classes.
    pub smoothing: f64,
}

impl<R: Real> Targets<'_, R> {
    fn weight_of(&self, class: usize) -> f64 {
        self.weight.map_or(1.0, |weight| weight[class].to_f64())
    }

    fn total_weight(&self) -> f64 {
        (0..self.classes).map(|class| self.weight_of(class)).sum()
    }

    /// `ε / C`.
    fn spread(&self) -> f64 {
        self.smoothing / self.classes as f64
    }

    /// Of each row: its number, its class (absent when ignored), and where its first class stands in the array.
    fn rows(&self) -> impl Iterator<Item = (usize, Option<usize>, usize)> + '_ {
        self.indices.iter().enumerate().map(|(row, &index)| {
            let class = if index == self.ignore_index {
                None
            } else {
                Some(index as usize)
            };
            (
                row,
                class,
                row / self.inner * self.classes * self.inner + row % self.inner,
            )
        })
    }
}

/// Position of the first index that is below 0 or at least `limit`, and is not `ignore_index`.
pub fn find_outside(indices: &[i32], limit: u32, ignore_index: Option<i32>) -> Option<usize> {
    // A negative index becomes a large one.
    indices
        .iter()
        .position(|&index| index as u32 >= limit && Some(index) != ignore_index)
}

/// Negative log-likelihood of each row with target t and weights w:
/// `row_loss = (1 − ε) · w_t · (−logp_t) + ε / C · Σ_c w_c · (−logp_c)`, `row_weight = w_t`; both 0 when ignored.
/// logp `[batch, classes, inner]`; indices, row_loss, row_weight `[batch, inner]`.
pub fn nll_rows<R: Real>(logp: &[R], targets: Targets<R>, row_loss: &mut [R], row_weight: &mut [R]) {
    for (row, class, start) in targets.rows() {
        let Some(class) = class else {
            row_loss[row] = R::ZERO;
            row_weight[row] = R::ZERO;
            continue;
        };
        let weight = targets.weight_of(class);
        let mut loss = -(1.0 - targets.smoothing) * weight * logp[start + class * targets.inner].to_f64();
        if targets.smoothing > 0.0 {
            let every = (0..targets.classes).map(|c| targets.weight_of(c) * logp[start + c * targets.inner].to_f64());
            loss -= targets.spread() * every.sum::<f64>();
        }
        row_loss[row] = R::from_f64(loss);
        row_weight[row] = R::from_f64(weight);
    }
}

/// Gradient of [`nll_rows`] by the log-probabilities:
/// `dlogp_c = −row_scale · ((1 − ε) · w_t · [c = t] + ε / C · w_c)`; 0 in ignored rows.
/// row_scale `[batch, inner]` is the gradient of each row's loss; dlogp `[batch, classes, inner]`.
pub fn nll_backward<R: Real>(targets: Targets<R>, row_scale: &[R], dlogp: &mut [R]) {
    dlogp.fill(R::ZERO);
    subtract_gradient(targets, row_scale, dlogp);
}

/// Gradient of [`nll_rows`] by the scores whose log-softmax is `logp`: with
/// `g_c = row_scale · ((1 − ε) · w_t · [c = t] + ε / C · w_c)`, `dx_c = exp(logp_c) · Σ_c g_c − g_c`; 0 in ignored rows.
/// logp and dx `[batch, classes, inner]`, row_scale `[batch, inner]`.
pub fn cross_entropy_backward<R: Real>(logp: &[R], targets: Targets<R>, row_scale: &[R], dx: &mut [R]) {
    let all_spread = targets.spread() * targets.total_weight();
    let (classes, inner) = (targets.classes, targets.inner);
    // Σg of a row, none where it is ignored.
    let total_of = |row: usize, index: i32| {
        if index == targets.ignore_index {
            return None;
        }
        let own = (1.0 - targets.smoothing) * targets.weight_of(index as usize);
        Some(R::from_f64(row_scale[row].to_f64() * (own + all_spread)))
    };
    let rows = logp
        .chunks_exact((classes * inner).max(1))
        .zip(dx.chunks_exact_mut((classes * inner).max(1)));
    for ((indices, (logp, dx)), batch) in targets.indices.chunks_exact(inner.max(1)).zip(rows).zip(0..) {
        if inner == 1 {
            exp_times(logp, dx, total_of(batch, indices[0]));
        } else {
            for (i, &index) in indices.iter().enumerate() {
                let total = total_of(batch * inner + i, index);
                for place in (i..classes * inner).step_by(inner) {
                    exp_times(&logp[place..=place], &mut dx[place..=place], total);
                }
            }
        }
    }
    subtract_gradient(targets, row_scale, dx);
}

/// `y = exp(x) · factor` for logarithms of shares, and 0 without a factor, whatever x is.
#[inline(always)]
fn exp_times<R: Real>(x: &[R], y: &mut [R], factor: Option<R>) {
    let Some(factor) = factor else {
        y.fill(R::ZERO);
        return;
    };
    for (y, &x) in y.iter_mut().zip(x) {
        *y = x.exp_of_negative() * factor;
    }
}

/// `y_c −= row_scale · ((1 − ε) · w_t · [c = t] + ε / C · w_c)` in the rows that are not ignored.
fn subtract_gradient<R: Real>(targets: Targets<R>, row_scale: &[R], y: &mut [R]) {
    for (row, class, start) in targets.rows() {
        let Some(class) = class else { continue };
        let scale = row_scale[row].to_f64();
        if targets.smoothing > 0.0 {
            for c in 0..targets.classes {
                y[start + c * targets.inner] -= R::from_f64(scale * targets.spread() * targets.weight_of(c));
            }
        }
        y[start + class * targets.inner] -= R::from_f64(scale * (1.0 - targets.smoothing) * targets.weight_of(class));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::softmax::log_softmax;
    use std::vec;
    use std::vec::Vec;

    const BATCH: usize = 3;
    const CLASSES: usize = 4;
    const INNER: usize = 2;
    const COUNT: usize = BATCH * CLASSES * INNER;
    const INDICES: [i32; BATCH * INNER] = [0, 3, -100, 1, 2, 2];
    const WEIGHT: [f64; CLASSES] = [0.5, 1.0, 2.0, 0.25];
    const ROW_SCALE: [f64; BATCH * INNER] = [1.0, -2.0, 7.0, 0.5, 3.0, 0.1];

    fn cases() -> Vec<Targets<'static, f64>> {
        let of = |weight, smoothing| Targets {
            indices: &INDICES,
            weight,
            classes: CLASSES,
            inner: INNER,
            ignore_index: -100,
            smoothing,
        };
        vec![
            of(None, 0.0),
            of(Some(&WEIGHT), 0.0),
            of(None, 0.3),
            of(Some(&WEIGHT), 0.3),
        ]
    }

    fn scores() -> Vec<f64> {
        (0..COUNT).map(|i| ((i * 37) % 23) as f64 / 5.0).collect()
    }

    fn objective(logp: &[f64], targets: Targets<f64>) -> f64 {
        let (mut loss, mut weight) = ([0.0; BATCH * INNER], [0.0; BATCH * INNER]);
        nll_rows(logp, targets, &mut loss, &mut weight);
        loss.iter().zip(ROW_SCALE).map(|(loss, scale)| loss * scale).sum()
    }

    fn assert_is_gradient(gradient: &[f64], at: &[f64], objective: impl Fn(&[f64]) -> f64) {
        for i in 0..at.len() {
            let (mut above, mut below) = (at.to_vec(), at.to_vec());
            above[i] += 1e-5;
            below[i] -= 1e-5;
            let expected = (objective(&above) - objective(&below)) / 2e-5;
            assert!(
                (gradient[i] - expected).abs() < 1e-8,
                "{i}: {} instead of {expected}",
                gradient[i]
            );
        }
    }

    #[test]
    fn rows_follow_the_formula() {
        let mut logp = scores();
        // The ignored row must not be read.
        for c in 0..CLASSES {
            logp[(CLASSES + c) * INNER] = f64::NAN;
        }
        for targets in cases() {
            let (mut loss, mut weight) = ([9.0; BATCH * INNER], [9.0; BATCH * INNER]);
            nll_rows(&logp, targets, &mut loss, &mut weight);
            for (row, &index) in INDICES.iter().enumerate() {
                if index == -100 {
                    assert_eq!((loss[row], weight[row]), (0.0, 0.0));
                    continue;
                }
                let w = |c: usize| targets.weight.map_or(1.0, |weight| weight[c]);
                let p = |c: usize| logp[(row / INNER * CLASSES + c) * INNER + row % INNER];
                let t = index as usize;
                let even: f64 = (0..CLASSES).map(|c| -w(c) * p(c)).sum();
                let epsilon = targets.smoothing;
                let expected = (1.0 - epsilon) * w(t) * -p(t) + epsilon / CLASSES as f64 * even;
                assert!((loss[row] - expected).abs() < 1e-12);
                assert_eq!(weight[row], w(t));
            }
        }
    }

    #[test]
    fn gradients_agree_with_central_differences() {
        let x = scores();
        let log_softmax_of = |x: &[f64]| {
            let mut logp = vec![0.0; COUNT];
            log_softmax(x, &mut logp, BATCH, CLASSES, INNER);
            logp
        };
        for targets in cases() {
            let mut gradient = vec![f64::NAN; COUNT];
            nll_backward(targets, &ROW_SCALE, &mut gradient);
            assert_is_gradient(&gradient, &x, |logp| objective(logp, targets));
            cross_entropy_backward(&log_softmax_of(&x), targets, &ROW_SCALE, &mut gradient);
            assert_is_gradient(&gradient, &x, |x| objective(&log_softmax_of(x), targets));
        }
    }

    #[test]
    fn an_impossible_other_class_does_not_spoil_the_loss() {
        let targets = Targets {
            indices: &[1],
            weight: None,
            classes: 2,
            inner: 1,
            ignore_index: -100,
            smoothing: 0.0,
        };
        let (mut loss, mut weight, mut dx) = ([0.0_f32], [0.0], [9.0; 2]);
        nll_rows(&[f32::NEG_INFINITY, 0.0], targets, &mut loss, &mut weight);
        assert_eq!((loss, weight), ([0.0], [1.0]));
        cross_entropy_backward(&[f32::NEG_INFINITY, 0.0], targets, &[1.0], &mut dx);
        assert_eq!(dx, [0.0, 0.0]);
        cross_entropy_backward(&[f32::NAN; 2], targets, &[0.0], &mut dx);
        assert!(dx.iter().all(|dx| dx.is_nan()));
        let ignored = Targets {
            ignore_index: 1,
            ..targets
        };
        cross_entropy_backward(&[f32::NAN; 2], ignored, &[f32::NAN], &mut dx);
        assert_eq!(dx, [0.0, 0.0]);
    }

    #[test]
    fn indices_outside_are_found() {
        assert_eq!(find_outside(&[0, 4, 2], 5, None), None);
        assert_eq!(find_outside(&[0, 5, -1], 5, None), Some(1));
        assert_eq!(find_outside(&[0, -1, 5], 5, None), Some(1));
        assert_eq!(find_outside(&[-100, 0, -99], 5, Some(-100)), Some(2));
        assert_eq!(find_outside(&[7, 0, 7], 5, Some(7)), None);
    }
}
