use super::fold::{combine, fold};
use crate::Real;

/// `y[o, i] = Π_l x[o, l, i]`; 1 over an empty axis. x `[outer, length, inner]`, y `[outer, inner]`.
pub fn prod<R: Real>(x: &[R], y: &mut [R], outer: usize, length: usize, inner: usize) {
    fold(x, y, [outer, length, inner], R::ONE, |y, x| combine(y, x, |a, b| a * b));
}

/// As [`prod`], wrapping around on overflow.
pub fn prod_i32(x: &[i32], y: &mut [i32], outer: usize, length: usize, inner: usize) {
    fold(x, y, [outer, length, inner], 1, |y, x| combine(y, x, i32::wrapping_mul));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn multiplies_along_each_axis() {
        let x = [1.0_f32, 2.0, 3.0, 4.0, 5.0, 6.0];
        let mut rows = [0.0; 2];
        prod(&x, &mut rows, 2, 3, 1);
        assert_eq!(rows, [6.0, 120.0]);
        let mut columns = [0.0; 3];
        prod(&x, &mut columns, 1, 2, 3);
        assert_eq!(columns, [4.0, 10.0, 18.0]);
    }

    #[test]
    fn an_empty_axis_gives_one_and_integers_wrap() {
        let mut y = [0.0_f64; 2];
        prod(&[], &mut y, 1, 0, 2);
        assert_eq!(y, [1.0, 1.0]);
        let mut wrapped = [0];
        prod_i32(&[1 << 30, 8, 3], &mut wrapped, 1, 3, 1);
        assert_eq!(wrapped, [0]);
    }
}
