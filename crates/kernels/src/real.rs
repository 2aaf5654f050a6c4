//! The one thing a kernel may know about its number type.

use core::fmt::Debug;
use core::ops::{Add, AddAssign, Div, Mul, MulAssign, Neg, Sub, SubAssign};

/// A floating-point type that kernels compute in: `f32`, or `f64` in the double-precision build.
pub trait Real:
    Copy
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
    fn expm1(self) -> Self;
    fn ln(self) -> Self;
    fn ln_1p(self) -> Self;
    fn sin(self) -> Self;
    fn cos(self) -> Self;
    fn tan(self) -> Self;
    fn atan(self) -> Self;
    fn tanh(self) -> Self;
    fn erf(self) -> Self;
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
    ($type:ident, $exp:path, $expm1:ident, $ln:ident, $ln_1p:ident, $sin:ident, $cos:ident, $tan:ident,
     $atan:ident, $tanh:path, $erf:ident, $pow:ident, $floor:ident, $ceil:ident, $rint:ident, $trunc:ident,
     $sqrt:ident, $fabs:ident, $fmod:ident) => {
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
            fn abs(self) -> Self {
                libm::$fabs(self)
            }
            #[inline(always)]
            fn sqrt(self) -> Self {
                libm::$sqrt(self)
            }
            #[inline(always)]
            fn exp(self) -> Self {
                $exp(self)
            }
            #[inline(always)]
            fn expm1(self) -> Self {
                libm::$expm1(self)
            }
            #[inline(always)]
            fn ln(self) -> Self {
                libm::$ln(self)
            }
            #[inline(always)]
            fn ln_1p(self) -> Self {
                libm::$ln_1p(self)
            }
            #[inline(always)]
            fn sin(self) -> Self {
                libm::$sin(self)
            }
            #[inline(always)]
            fn cos(self) -> Self {
                libm::$cos(self)
            }
            #[inline(always)]
            fn tan(self) -> Self {
                libm::$tan(self)
            }
            #[inline(always)]
            fn atan(self) -> Self {
                libm::$atan(self)
            }
            #[inline(always)]
            fn tanh(self) -> Self {
                $tanh(self)
            }
            #[inline(always)]
            fn erf(self) -> Self {
                libm::$erf(self)
            }
            #[inline(always)]
            fn pow(self, exponent: Self) -> Self {
                libm::$pow(self, exponent)
            }
            #[inline(always)]
            fn floor(self) -> Self {
                libm::$floor(self)
            }
            #[inline(always)]
            fn ceil(self) -> Self {
                libm::$ceil(self)
            }
            #[inline(always)]
            fn round_ties_even(self) -> Self {
                libm::$rint(self)
            }
            #[inline(always)]
            fn trunc(self) -> Self {
                libm::$trunc(self)
            }
            #[inline(always)]
            fn fmod(self, divisor: Self) -> Self {
                libm::$fmod(self, divisor)
            }
        }
    };
}

real!(
    f32,
    crate::math::exp,
    expm1f,
    logf,
    log1pf,
    sinf,
    cosf,
    tanf,
    atanf,
    crate::math::tanh,
    erff,
    powf,
    floorf,
    ceilf,
    rintf,
    truncf,
    sqrtf,
    fabsf,
    fmodf
);
real!(
    f64,
    libm::exp,
    expm1,
    log,
    log1p,
    sin,
    cos,
    tan,
    atan,
    libm::tanh,
    erf,
    pow,
    floor,
    ceil,
    rint,
    trunc,
    sqrt,
    fabs,
    fmod
);
