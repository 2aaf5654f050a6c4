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
}
