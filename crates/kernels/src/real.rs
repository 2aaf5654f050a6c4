//! The one thing a kernel may know about its number type.

use core::fmt::Debug;
use core::ops::{Add, AddAssign, Div, Mul, MulAssign, Neg, Sub, SubAssign};

/// A floating-point type that kernels compute in: `f32`, or `f64` in the double-precision build.
pub trait Real:
    Copy
    + Default
    + Debug
    + PartialEq
    + PartialOrd
    + Add<Output = Self>
    + Sub<Output = Self>
    + Mul<Output = Self>
    + Div<Output = Self>
    + Neg<Output = Self>
    + AddAssign
    + SubAssign
    + MulAssign
    + 'static
{
    const ZERO: Self;
    const ONE: Self;
    const INFINITY: Self;
    const NEG_INFINITY: Self;
    const NAN: Self;

    /// Rounds a hyper-parameter or a constant to this type.
    fn from_f64(value: f64) -> Self;
    fn to_f64(self) -> f64;
    fn from_i32(value: i32) -> Self;
    /// Truncates towards zero; saturates, NaN gives 0 (callers check beforehand).
    fn to_i32(self) -> i32;

    fn is_nan(self) -> bool;
    fn abs(self) -> Self;
    fn sqrt(self) -> Self;
    fn exp(self) -> Self;
    /// Whether `exp_in_reach` may be asked.
    fn exp_reaches(self) -> bool;
    /// eˣ in fewer steps, where `exp_reaches`.
    fn exp_in_reach(self) -> Self;
    /// eˣ for x ≤ 0, where what is no normal number may be 0.
    fn exp_of_negative(self) -> Self;
    fn expm1(self) -> Self;
    fn ln(self) -> Self;
    fn ln_1p(self) -> Self;
    fn sin(self) -> Self;
    fn cos(self) -> Self;
    fn tan(self) -> Self;
    fn atan(self) -> Self;
    /// Whether the three functions that follow may be asked.
    fn in_reach(self) -> bool;
    /// sin x without branches, where `in_reach`.
    fn sin_in_reach(self) -> Self;
    fn cos_in_reach(self) -> Self;
    fn tan_in_reach(self) -> Self;
    fn tanh(self) -> Self;
    fn erf(self) -> Self;
    /// ln(1 + e^(−|x|)): what softplus(x) has beyond max(x, 0).
    fn softplus_tail(self) -> Self;
    fn pow(self, exponent: Self) -> Self;
    fn floor(self) -> Self;
    fn ceil(self) -> Self;
    /// Rounds to the nearest whole number, halves to even, as `torch.round` does.
    fn round_ties_even(self) -> Self;
    fn trunc(self) -> Self;
    /// C's `fmod`: the remainder has the sign of the dividend.
    fn fmod(self, divisor: Self) -> Self;
}

macro_rules! real {
    ($type:ident, in_reach: $in_reach:path, exp_reaches: $exp_reaches:path, $($method:ident($($argument:ident),*) = $function:path;)*) => {
        impl Real for $type {
            const ZERO: Self = 0.0;
            const ONE: Self = 1.0;
            const INFINITY: Self = $type::INFINITY;
            const NEG_INFINITY: Self = $type::NEG_INFINITY;
            const NAN: Self = $type::NAN;

            #[inline(always)]
            fn from_f64(value: f64) -> Self {
                value as $type
            }
            #[inline(always)]
            fn to_f64(self) -> f64 {
                f64::from(self)
            }
            #[inline(always)]
            fn from_i32(value: i32) -> Self {
                value as $type
            }
            #[inline(always)]
            fn to_i32(self) -> i32 {
                self as i32
            }
            #[inline(always)]
            fn is_nan(self) -> bool {
                self != self
            }
            #[inline(always)]
            fn in_reach(self) -> bool {
                $in_reach(self)
            }
            #[inline(always)]
            fn exp_reaches(self) -> bool {
                $exp_reaches(self)
            }
            $(
                #[inline(always)]
                fn $method(self $(, $argument: Self)*) -> Self {
                    $function(self $(, $argument)*)
                }
            )*
        }
    };
}

real! {
    f32, in_reach: crate::math::in_reach, exp_reaches: crate::math::exp_reaches,
    abs() = libm::fabsf;
    sqrt() = libm::sqrtf;
    exp() = crate::math::exp;
    exp_in_reach() = crate::math::exp_in_reach;
    exp_of_negative() = crate::math::exp_of_negative;
    expm1() = crate::math::expm1;
    ln() = crate::math::log;
    ln_1p() = crate::math::log1p;
    sin() = crate::math::sin;
    cos() = crate::math::cos;
    tan() = crate::math::tan;
    sin_in_reach() = crate::math::sin_in_reach;
    cos_in_reach() = crate::math::cos_in_reach;
    tan_in_reach() = crate::math::tan_in_reach;
    atan() = crate::math::atan;
    tanh() = crate::math::tanh;
    erf() = crate::math::erf;
    softplus_tail() = crate::math::softplus_tail;
    pow(exponent) = crate::math::pow;
    floor() = libm::floorf;
    ceil() = libm::ceilf;
    round_ties_even() = libm::rintf;
    trunc() = libm::truncf;
    fmod(divisor) = libm::fmodf;
}

real! {
    f64, in_reach: always_in_reach, exp_reaches: always_in_reach,
    abs() = libm::fabs;
    sqrt() = libm::sqrt;
    exp() = libm::exp;
    exp_in_reach() = libm::exp;
    exp_of_negative() = libm::exp;
    expm1() = libm::expm1;
    ln() = libm::log;
    ln_1p() = libm::log1p;
    sin() = libm::sin;
    cos() = libm::cos;
    tan() = libm::tan;
    sin_in_reach() = libm::sin;
    cos_in_reach() = libm::cos;
    tan_in_reach() = libm::tan;
    atan() = libm::atan;
    tanh() = libm::tanh;
    erf() = libm::erf;
    softplus_tail() = softplus_tail;
    pow(exponent) = libm::pow;
    floor() = libm::floor;
    ceil() = libm::ceil;
    round_ties_even() = libm::rint;
    trunc() = libm::trunc;
    fmod(divisor) = libm::fmod;
}

fn always_in_reach(_: f64) -> bool {
    true
}

fn softplus_tail(x: f64) -> f64 {
    libm::log1p(libm::exp(-libm::fabs(x)))
}
