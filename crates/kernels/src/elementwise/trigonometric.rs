//! Kernels of sin, cos and tan. Their fast forms, which vectorise, hold for arguments within reach; results of others are
//! computed again, one by one.

use super::reach::map_blocks;
use super::{map2, unary, unary_backward};
use crate::Real;

const BLOCK: usize = 64;

fn all_in_reach<T: Real>(x: &[T]) -> bool {
    x.iter().fold(true, |all, x| all & x.in_reach())
}

#[inline(always)]
fn map2_blocks<T: Real>(x: &[T], dy: &[T], dx: &mut [T], in_reach: impl Fn(T, T) -> T, anywhere: impl Fn(T, T) -> T) {
    debug_assert!(x.len() == dx.len() && dy.len() == dx.len());
    for ((x, dy), dx) in x.chunks(BLOCK).zip(dy.chunks(BLOCK)).zip(dx.chunks_mut(BLOCK)) {
        map2(x, dy, dx, &in_reach);
        if !all_in_reach(x) {
            for ((dx, &x), &dy) in dx.iter_mut().zip(x).zip(dy) {
                if !x.in_reach() {
                    *dx = anywhere(x, dy);
                }
            }
        }
    }
}

/// y = sin x
pub fn sin<T: Real>(x: &[T], y: &mut [T]) {
    map_blocks(x, y, T::in_reach, T::sin_in_reach, unary::sin);
}

/// y = cos x
pub fn cos<T: Real>(x: &[T], y: &mut [T]) {
    map_blocks(x, y, T::in_reach, T::cos_in_reach, unary::cos);
}

/// y = tan x
pub fn tan<T: Real>(x: &[T], y: &mut [T]) {
    map_blocks(x, y, T::in_reach, T::tan_in_reach, unary::tan);
}

/// dx = dy·cos x
pub fn sin_backward<T: Real>(x: &[T], dy: &[T], dx: &mut [T]) {
    map2_blocks(x, dy, dx, |x, dy| dy * x.cos_in_reach(), unary_backward::sin);
}

/// dx = −dy·sin x
pub fn cos_backward<T: Real>(x: &[T], dy: &[T], dx: &mut [T]) {
    map2_blocks(x, dy, dx, |x, dy| dy * -x.sin_in_reach(), unary_backward::cos);
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::vec;
    use std::vec::Vec;

    /// Some within reach, some beyond, in blocks of either kind and of both; −0, ∞ and NaN among them.
    fn arguments() -> Vec<f32> {
        let mut x: Vec<f32> = (0..509).map(|i| (i as f32 - 200.0) * 1.7).collect();
        x[70] = 1e30;
        x[333] = -12_868.0;
        (x[3], x[80], x[140]) = (-0.0, f32::NEG_INFINITY, f32::NAN);
        x
    }

    fn same(a: f32, b: f32) -> bool {
        a.to_bits() == b.to_bits() || (a.is_nan() && b.is_nan())
    }

    #[test]
    fn a_result_does_not_depend_on_its_neighbours() {
        let x = arguments();
        let check = |kernel: fn(&[f32], &mut [f32]), function: fn(f32) -> f32| {
            for n in [0, 1, 63, 64, 65, 509] {
                let mut y = vec![9.0; n];
                kernel(&x[..n], &mut y);
                assert!(x.iter().zip(&y).all(|(&x, &y)| same(y, function(x))));
            }
        };
        check(sin, unary::sin);
        check(cos, unary::cos);
        check(tan, unary::tan);
    }

    #[test]
    fn derivatives_are_those_of_single_numbers() {
        let x = arguments();
        let dy: Vec<f32> = x.iter().map(|x| 1.0 - x * 0.25).collect();
        let mut dx = vec![9.0; x.len()];
        let all = |dx: &[f32], f: fn(f32, f32) -> f32| (0..x.len()).all(|i| same(dx[i], f(x[i], dy[i])));
        sin_backward(&x, &dy, &mut dx);
        assert!(all(&dx, unary_backward::sin));
        cos_backward(&x, &dy, &mut dx);
        assert!(all(&dx, unary_backward::cos));
    }

    /// Correctly rounded sines, by arithmetic of 80 digits.
    #[test]
    fn huge_arguments_keep_their_digits() {
        // 2¹²⁰ is far beyond what any sum of parts of π/2 could reduce.
        let mut y = [0.0_f32; 2];
        sin(&[2.0_f32.powi(120), 1e22], &mut y);
        assert_eq!(y, [0.377_820_1, -0.734_081_5]);
    }
}
