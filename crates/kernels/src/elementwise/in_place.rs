//! Kernels that change their operand.

use crate::Real;

/// y_i += x_i; both [n].
pub fn accumulate<T: Real>(y: &mut [T], x: &[T]) {
    debug_assert_eq!(y.len(), x.len());
    for (y, &x) in y.iter_mut().zip(x) {
        *y += x;
    }
}

/// y_i *= factor; [n].
pub fn scale<T: Real>(y: &mut [T], factor: T) {
    for y in y {
        *y *= factor;
    }
}

/// y_i = min(max(y_i, −bound), bound), NaN stays; [n].
pub fn clip<T: Real>(y: &mut [T], bound: T) {
    for y in y {
        let above = if *y < -bound { -bound } else { *y };
        *y = if above > bound { bound } else { above };
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::vec::Vec;

    #[test]
    fn accumulate_and_scale_at_every_size() {
        for n in [0, 1, 3, 5, 63, 65, 127, 509] {
            let x: Vec<f32> = (0..n).map(|i| i as f32).collect();
            let mut y: Vec<f32> = (0..n).map(|i| 2.0 * i as f32).collect();
            accumulate(&mut y, &x);
            scale(&mut y, -0.5);
            assert!(y.iter().enumerate().all(|(i, &y)| y == -1.5 * i as f32));
        }
    }

    #[test]
    fn clip_cuts_off_both_ends_and_leaves_nan() {
        let mut y = [-3.0, -2.0, -0.5, 0.0, 2.5, f32::INFINITY, f32::NEG_INFINITY, f32::NAN];
        clip(&mut y, 2.0);
        assert_eq!(y[..7], [-2.0, -2.0, -0.5, 0.0, 2.0, 2.0, -2.0]);
        assert!(y[7].is_nan());
    }
}
