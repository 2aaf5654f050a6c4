//! Scalar functions of a prediction `a` and a target `b`, for the broadcasting drivers of `elementwise`.

use crate::Real;

/// (a − b)²
#[inline(always)]
pub fn squared_error<R: Real>(a: R, b: R) -> R {
    let difference = a - b;
    difference * difference
}

/// Gradient of [`squared_error`] by a: dy·2·(a − b).
#[inline(always)]
pub fn squared_error_backward<R: Real>(a: R, b: R, dy: R) -> R {
    let difference = a - b;
    dy * (difference + difference)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn follows_the_formula() {
        assert_eq!(squared_error(1.5, -2.0), 12.25);
        assert_eq!(squared_error_backward(1.5_f32, -2.0, 0.5), 3.5);
        assert!(squared_error(f32::NAN, 1.0).is_nan());
    }
}
