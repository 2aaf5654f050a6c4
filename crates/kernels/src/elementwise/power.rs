use super::{binary, map, unary, zip, Second};
use crate::Real;

/// y_i = a_i^b_i. Numbers for which torch has a shorter way get the same one, and its values at zeros and infinities:
/// (−0)^½ is −0 and (−∞)^½ is NaN, as √x has it and C's `pow` has not.
pub fn pow<T: Real>(a: &[T], b: Second<T>, y: &mut [T]) {
    let Second::Scalar(exponent) = b else {
        return zip(a, b, y, binary::pow);
    };
    let number = exponent.to_f64();
    if number == 1.0 {
        y.copy_from_slice(a);
    } else if number == 2.0 {
        map(a, y, unary::square);
    } else if number == 3.0 {
        map(a, y, |a| a * a * a);
    } else if number == 0.5 {
        map(a, y, unary::sqrt);
    } else if number == -0.5 {
        map(a, y, unary::rsqrt);
    } else if number == -1.0 {
        map(a, y, unary::reciprocal);
    } else if number == -2.0 {
        map(a, y, |a| unary::reciprocal(a * a));
    } else {
        map(a, y, |a| binary::pow(a, exponent));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::format;
    use std::vec;
    use std::vec::Vec;

    const INF: f64 = f64::INFINITY;

    /// What torch 2.15 gives for ±0, ±∞, NaN, ±2 and 9 raised to a number; by digits, so that NaN equals NaN.
    #[test]
    fn numbers_have_torchs_values() {
        let a = [0.0, -0.0, INF, -INF, f64::NAN, -2.0, 2.0, 9.0];
        let nan = f64::NAN;
        let expected = [
            (0.0, [1.0; 8]),
            (1.0, a),
            (2.0, [0.0, 0.0, INF, INF, nan, 4.0, 4.0, 81.0]),
            (3.0, [0.0, -0.0, INF, -INF, nan, -8.0, 8.0, 729.0]),
            (4.0, [0.0, 0.0, INF, INF, nan, 16.0, 16.0, 6561.0]),
            (0.5, [0.0, -0.0, INF, nan, nan, nan, 2.0_f64.sqrt(), 3.0]),
            (-0.5, [INF, -INF, 0.0, nan, nan, nan, 0.5_f64.sqrt(), 1.0 / 3.0]),
            (1.5, [0.0, 0.0, INF, INF, nan, nan, 8.0_f64.sqrt(), 27.0]),
            (-1.0, [INF, -INF, 0.0, -0.0, nan, -0.5, 0.5, 1.0 / 9.0]),
            (-2.0, [INF, INF, 0.0, 0.0, nan, 0.25, 0.25, 1.0 / 81.0]),
            (-3.0, [INF, -INF, 0.0, -0.0, nan, -0.125, 0.125, 1.0 / 729.0]),
        ];
        for (exponent, expected) in expected {
            let single: Vec<f32> = a.iter().map(|&a| a as f32).collect();
            let mut y = vec![7.0; 8];
            pow(&single, Second::Scalar(exponent as f32), &mut y);
            for (y, expected) in y.iter().zip(expected) {
                let off = (f64::from(*y) - expected).abs() / expected.abs();
                let same = format!("{y:?}") == format!("{:?}", expected as f32);
                assert!(same || off < 1.5e-7, "{y} for {expected} with {exponent}");
            }
        }
    }

    #[test]
    fn exponents_of_a_tensor_follow_c() {
        let (a, b) = ([-0.0, f64::NEG_INFINITY, 9.0], [0.5, 0.5, 0.5]);
        let mut y = [7.0; 3];
        pow(&a, Second::Same(&b), &mut y);
        assert_eq!(y.map(f64::to_bits), [0.0, INF, 3.0].map(f64::to_bits));
    }
}
