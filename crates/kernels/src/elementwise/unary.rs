//! Scalar functions of one number. NaN gives NaN, except where torch says otherwise.

use crate::Real;

/// A function that [`Real`] already has.
macro_rules! forward {
    ($($(#[$doc:meta])* $name:ident = $method:ident;)*) => {$(
        $(#[$doc])*
        #[inline(always)]
        pub fn $name<T: Real>(x: T) -> T {
            x.$method()
        }
    )*};
}

forward! {
    /// |x|
    abs = abs;
    /// √x
    sqrt = sqrt;
    /// eˣ
    exp = exp;
    /// eˣ − 1, accurate near 0
    expm1 = expm1;
    /// ln x
    log = ln;
    /// ln(1 + x), accurate near 0
    log1p = ln_1p;
    /// sin x
    sin = sin;
    /// cos x
    cos = cos;
    /// tan x
    tan = tan;
    /// arctan x
    atan = atan;
    /// tanh x
    tanh = tanh;
    /// 2/√π · ∫₀ˣ e^(−t²) dt
    erf = erf;
    /// ⌊x⌋
    floor = floor;
    /// ⌈x⌉
    ceil = ceil;
    /// The nearest whole number, halves to even.
    round = round_ties_even;
    /// x without its fraction.
    trunc = trunc;
}

/// −x
#[inline(always)]
pub fn neg<T: Real>(x: T) -> T {
    -x
}

/// −1, 0 or 1 by the sign of x; 0 for NaN, as torch has it.
#[inline(always)]
pub fn sign<T: Real>(x: T) -> T {
    let positive = if x > T::ZERO { T::ONE } else { T::ZERO };
    let negative = if x < T::ZERO { T::ONE } else { T::ZERO };
    positive - negative
}

/// x²
#[inline(always)]
pub fn square<T: Real>(x: T) -> T {
    x * x
}

/// 1/√x
#[inline(always)]
pub fn rsqrt<T: Real>(x: T) -> T {
    T::ONE / x.sqrt()
}

/// 1/x
#[inline(always)]
pub fn reciprocal<T: Real>(x: T) -> T {
    T::ONE / x
}

/// 1/(1 + e^(−x)), from the side where the exponential cannot overflow.
#[inline(always)]
pub fn sigmoid<T: Real>(x: T) -> T {
    let small = (-x.abs()).exp();
    let numerator = if x < T::ZERO { small } else { T::ONE };
    numerator / (T::ONE + small)
}
