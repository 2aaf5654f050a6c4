//! Constant and evenly spaced arrays.

use crate::Real;

/// y_i = value; [n].
pub fn fill<T: Copy>(y: &mut [T], value: T) {
    y.fill(value);
}

/// y_i = start + i·step, computed in double precision and rounded once; [n].
pub fn arange<T: Real>(y: &mut [T], start: f64, step: f64) {
    for (i, y) in y.iter_mut().enumerate() {
        *y = T::from_f64(start + i as f64 * step);
    }
}

/// y_i = start + i·step without its fraction; [n]. Saturates at the ends of the integers.
pub fn arange_i32(y: &mut [i32], start: f64, step: f64) {
    for (i, y) in y.iter_mut().enumerate() {
        *y = (start + i as f64 * step) as i32;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::vec;

    #[test]
    fn fill_at_every_size() {
        for n in [0, 1, 3, 5, 63, 65, 127, 509] {
            let mut reals = vec![0.0_f32; n];
            fill(&mut reals, 0.1);
            assert!(reals.iter().all(|&y| y == 0.1));
            let mut bytes = vec![0_u8; n];
            fill(&mut bytes, 1);
            assert!(bytes.iter().all(|&y| y == 1));
        }
    }

    #[test]
    fn arange_is_rounded_once() {
        let mut y = vec![0.0_f32; 509];
        arange(&mut y, -3.0, 0.1);
        assert!(y.iter().enumerate().all(|(i, &y)| y == (-3.0 + i as f64 * 0.1) as f32));
        let mut doubles = [0.0_f64; 4];
        arange(&mut doubles, 10.0, -2.5);
        assert_eq!(doubles, [10.0, 7.5, 5.0, 2.5]);
    }

    #[test]
    fn arange_of_integers() {
        let mut y = [0; 4];
        arange_i32(&mut y, 5.0, -3.0);
        assert_eq!(y, [5, 2, -1, -4]);
        arange_i32(&mut y, 2_147_483_645.0, 1.0);
        assert_eq!(y, [i32::MAX - 2, i32::MAX - 1, i32::MAX, i32::MAX]);
    }
}
