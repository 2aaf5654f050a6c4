//! Scalar conversions between number types; the driver is `elementwise::map`.

use crate::Real;

/// x without its fraction. NaN gives 0, what does not fit the nearest end of the integers.
#[inline(always)]
pub fn real_to_i32<T: Real>(x: T) -> i32 {
    x.to_i32()
}

/// x ≠ 0; NaN is true.
#[inline(always)]
pub fn real_to_bool<T: Real>(x: T) -> u8 {
    u8::from(x != T::ZERO)
}

/// The real number nearest to x.
#[inline(always)]
pub fn i32_to_real<T: Real>(x: i32) -> T {
    T::from_i32(x)
}

/// x ≠ 0
#[inline(always)]
pub fn i32_to_bool(x: i32) -> u8 {
    u8::from(x != 0)
}

/// 1 for true, 0 for false.
#[inline(always)]
pub fn bool_to_real<T: Real>(x: u8) -> T {
    if x != 0 {
        T::ONE
    } else {
        T::ZERO
    }
}

/// 1 for true, 0 for false.
#[inline(always)]
pub fn bool_to_i32(x: u8) -> i32 {
    i32::from(x != 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reals_are_truncated_and_saturate() {
        assert_eq!([2.9_f32, -2.9, 0.0, -0.5].map(real_to_i32), [2, -2, 0, 0]);
        assert_eq!(
            [3e9_f64, f64::NEG_INFINITY, f64::NAN].map(real_to_i32),
            [i32::MAX, i32::MIN, 0]
        );
    }

    #[test]
    fn only_zero_is_false() {
        assert_eq!(
            [0.0_f32, -0.0, 1e-45, -3.0, f32::NAN, f32::INFINITY].map(real_to_bool),
            [0, 0, 1, 1, 1, 1]
        );
        assert_eq!([0, 1, -256].map(i32_to_bool), [0, 1, 1]);
    }

    #[test]
    fn integers_and_booleans_become_numbers() {
        assert_eq!([16_777_217, -3].map(i32_to_real::<f32>), [16_777_216.0, -3.0]);
        assert_eq!(
            [16_777_217, i32::MIN].map(i32_to_real::<f64>),
            [16_777_217.0, -2_147_483_648.0]
        );
        assert_eq!([0, 1, 255].map(bool_to_real::<f32>), [0.0, 1.0, 1.0]);
        assert_eq!([0, 1, 255].map(bool_to_i32), [0, 1, 1]);
    }
}
