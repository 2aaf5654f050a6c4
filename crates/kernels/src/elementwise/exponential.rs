//! The kernel of eˣ. Its fast form holds for arguments within reach; results of others are computed again.

use super::reach::map_blocks;
use super::unary;
use crate::Real;

/// y = eˣ
pub fn exp<T: Real>(x: &[T], y: &mut [T]) {
    map_blocks(x, y, T::exp_reaches, T::exp_in_reach, unary::exp);
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::vec;
    use std::vec::Vec;

    #[test]
    fn a_result_does_not_depend_on_its_neighbours() {
        let mut x: Vec<f32> = (0..509).map(|i| (i as f32 - 250.0) * 0.3).collect();
        let far = [
            87.5,
            -87.5,
            88.9,
            -103.0,
            -104.5,
            f32::INFINITY,
            f32::NEG_INFINITY,
            f32::NAN,
            -0.0,
        ];
        for (k, &far) in far.iter().enumerate() {
            x[k * 50 + k] = far;
        }
        for n in [0, 1, 63, 64, 65, 509] {
            let mut y = vec![9.0; n];
            exp(&x[..n], &mut y);
            for (&x, &y) in x.iter().zip(&y) {
                let mut alone = [9.0];
                exp(&[x], &mut alone);
                assert!(y.to_bits() == alone[0].to_bits() || (y.is_nan() && x.is_nan()), "{x}");
                let expected = f64::from(x).exp();
                // Subnormal results have a spacing of their own.
                let room = 1.2e-7 * expected + 1.5e-45;
                assert!(
                    !expected.is_finite() || (f64::from(y) - expected).abs() <= room || y == f32::INFINITY,
                    "{x}: {y}"
                );
            }
        }
    }

    #[test]
    fn beyond_the_largest_and_the_smallest_number() {
        let mut y = [9.0_f32; 5];
        exp(&[88.8, -104.0, f32::INFINITY, f32::NEG_INFINITY, f32::NAN], &mut y);
        assert_eq!(&y[..4], &[f32::INFINITY, 0.0, f32::INFINITY, 0.0]);
        assert!(y[4].is_nan());
    }
}
