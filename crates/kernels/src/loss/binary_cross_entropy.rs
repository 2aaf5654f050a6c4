//! Scalar functions of a prediction `a` and a target `b`, for the broadcasting drivers of `elementwise`.

use crate::Real;

/// −(b·max(ln a, −100) + (1 − b)·max(ln(1 − a), −100)); the bounds keep an impossible target's loss finite.
#[inline(always)]
pub fn bce<R: Real>(a: R, b: R) -> R {
    let floor = R::from_f64(-100.0);
    let bounded = |logarithm: R| if logarithm < floor { floor } else { logarithm };
    (b - R::ONE) * bounded((-a).ln_1p()) - b * bounded(a.ln())
}

/// Gradient of [`bce`] by a: dy·(a − b)/max(a·(1 − a), 10⁻¹²).
#[inline(always)]
pub fn bce_backward<R: Real>(a: R, b: R, dy: R) -> R {
    // torch holds this constant in single precision, also where it computes in double.
    let least = R::from_f64(f64::from(1e-12_f32));
    let variance = (R::ONE - a) * a;
    dy * (a - b) / if variance < least { least } else { variance }
}

/// (1 − b)·a + ln(1 + e^(−a)): [`bce`] of sigmoid(a), without its overflow.
#[inline(always)]
pub fn bce_with_logits<R: Real>(a: R, b: R) -> R {
    let positive_part = if a < R::ZERO { -a } else { R::ZERO };
    (R::ONE - b) * a + (positive_part + a.softplus_tail())
}

/// Gradient of [`bce_with_logits`] by a: dy·(sigmoid(a) − b).
#[inline(always)]
pub fn bce_with_logits_backward<R: Real>(a: R, b: R, dy: R) -> R {
    dy * (crate::elementwise::unary::sigmoid(a) - b)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn follows_the_formula() {
        for a in [0.01_f64, 0.3, 0.5, 0.99] {
            for b in [0.0, 0.25, 1.0] {
                let expected = -(b * a.ln() + (1.0 - b) * (1.0 - a).ln());
                assert!((bce(a, b) - expected).abs() < 1e-14);
                let logit = (a / (1.0 - a)).ln();
                assert!((bce_with_logits(logit, b) - expected).abs() < 1e-14);
                let slope = (bce(a + 1e-6, b) - bce(a - 1e-6, b)) / 2e-6;
                assert!((bce_backward(a, b, 2.0) - 2.0 * slope).abs() < 1e-5);
                assert!((bce_with_logits_backward(logit, b, 2.0) - 2.0 * (a - b)).abs() < 1e-14);
            }
        }
    }

    #[test]
    fn certain_predictions_stay_finite() {
        assert_eq!(bce(0.0_f32, 1.0), 100.0);
        assert_eq!(bce(1.0_f32, 0.0), 100.0);
        assert_eq!((bce(0.0_f32, 0.0), bce(1.0_f32, 1.0)), (0.0, 0.0));
        assert_eq!(bce_backward(0.0_f32, 1.0, 1.0), -1e12);
        assert_eq!(bce_with_logits(1e4_f32, 1.0), 0.0);
        assert_eq!(bce_with_logits(-1e4_f32, 1.0), 1e4);
        assert_eq!(bce_with_logits(1e4_f32, 0.0), 1e4);
        assert_eq!(bce_with_logits_backward(-1e4_f32, 1.0, 1.0), -1.0);
    }

    #[test]
    fn nan_propagates() {
        let nan = f32::NAN;
        for (a, b) in [(nan, 0.5), (0.5, nan)] {
            assert!(bce(a, b).is_nan() && bce_with_logits(a, b).is_nan());
            assert!(bce_backward(a, b, 1.0).is_nan() && bce_with_logits_backward(a, b, 1.0).is_nan());
        }
    }
}
