//! Sixteen numbers side by side: what sums that matter are written in. Of two sums in one loop over arrays the compiler
//! makes vectors of two, a lane for each; of these it makes what is written.

use core::array::from_fn;
use core::ops::{Add, Mul, Sub};

use crate::Real;

/// Numbers of a line.
pub(crate) const LINE: usize = 4 * WIDTH;
const WIDTH: usize = 4;

/// Numbers of which a vector is made.
pub trait Vector: Real {
    fn plus(a: [Self; WIDTH], b: [Self; WIDTH]) -> [Self; WIDTH] {
        from_fn(|i| a[i] + b[i])
    }
    fn minus(a: [Self; WIDTH], b: [Self; WIDTH]) -> [Self; WIDTH] {
        from_fn(|i| a[i] - b[i])
    }
    fn times(a: [Self; WIDTH], b: [Self; WIDTH]) -> [Self; WIDTH] {
        from_fn(|i| a[i] * b[i])
    }
}

impl Vector for f64 {}

#[cfg(not(target_arch = "wasm32"))]
impl Vector for f32 {}

#[cfg(target_arch = "wasm32")]
mod simd128 {
    use super::{Vector, WIDTH};
    use core::arch::wasm32::{f32x4_add, f32x4_mul, f32x4_sub, v128};
    use core::mem::transmute;

    type Numbers = [f32; WIDTH];

    #[inline(always)]
    fn with(operation: impl Fn(v128, v128) -> v128, a: Numbers, b: Numbers) -> Numbers {
        // SAFETY: four floats and a vector are the same 16 bytes.
        unsafe { transmute::<v128, Numbers>(operation(transmute::<Numbers, v128>(a), transmute::<Numbers, v128>(b))) }
    }

    impl Vector for f32 {
        #[inline(always)]
        fn plus(a: Numbers, b: Numbers) -> Numbers {
            with(|a, b| f32x4_add(a, b), a, b)
        }
        #[inline(always)]
        fn minus(a: Numbers, b: Numbers) -> Numbers {
            with(|a, b| f32x4_sub(a, b), a, b)
        }
        #[inline(always)]
        fn times(a: Numbers, b: Numbers) -> Numbers {
            with(|a, b| f32x4_mul(a, b), a, b)
        }
    }
}

/// `LINE` numbers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Line<R>([[R; WIDTH]; 4]);

impl<R: Vector> Line<R> {
    /// The same number `LINE` times.
    #[inline(always)]
    pub fn of(number: R) -> Self {
        Self([[number; WIDTH]; 4])
    }

    #[inline(always)]
    pub fn read(numbers: &[R; LINE]) -> Self {
        Self(from_fn(|vector| from_fn(|lane| numbers[vector * WIDTH + lane])))
    }

    #[inline(always)]
    pub fn write(self, numbers: &mut [R; LINE]) {
        *numbers = from_fn(|i| self.0[i / WIDTH][i % WIDTH]);
    }

    /// Every number in double precision.
    #[inline(always)]
    pub fn to_f64(self) -> [f64; LINE] {
        from_fn(|i| self.0[i / WIDTH][i % WIDTH].to_f64())
    }

    /// The sums of every fourth number, in double precision.
    #[inline(always)]
    pub fn fold(self) -> [f64; WIDTH] {
        let [a, b, c, d] = self.0;
        R::plus(R::plus(a, b), R::plus(c, d)).map(R::to_f64)
    }

    #[inline(always)]
    fn with(self, other: Self, operation: impl Fn([R; WIDTH], [R; WIDTH]) -> [R; WIDTH]) -> Self {
        Self(from_fn(|vector| operation(self.0[vector], other.0[vector])))
    }
}

impl<R: Vector> Add for Line<R> {
    type Output = Self;
    #[inline(always)]
    fn add(self, other: Self) -> Self {
        self.with(other, R::plus)
    }
}

impl<R: Vector> Sub for Line<R> {
    type Output = Self;
    #[inline(always)]
    fn sub(self, other: Self) -> Self {
        self.with(other, R::minus)
    }
}

impl<R: Vector> Mul for Line<R> {
    type Output = Self;
    #[inline(always)]
    fn mul(self, other: Self) -> Self {
        self.with(other, R::times)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_read_computed_with_and_added_up() {
        let number = |i: usize| i as f64 - 3.0;
        let line = Line::read(&from_fn(|i| number(i) as f32));
        assert_eq!(line.to_f64(), from_fn(number));
        let mut written = [0.0; LINE];
        line.write(&mut written);
        assert_eq!(written, from_fn(|i| number(i) as f32));
        let result = (line * line - Line::of(1.0)) + line;
        assert_eq!(result.to_f64(), from_fn(|i| number(i) * number(i) - 1.0 + number(i)));
        assert_eq!(
            line.fold(),
            [0, 1, 2, 3].map(|i| (0..4).map(|j| number(i + 4 * j)).sum())
        );
    }
}
