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

/// Above this `sigmoid` rounds to 1 in either precision.
const SIGMOID_IS_ONE: f64 = 40.0;

/// 1/(1 + e^(−x)) as eˣ/(1 + eˣ), which is exact on both sides as long as eˣ is finite.
#[inline(always)]
pub fn sigmoid<T: Real>(x: T) -> T {
    let limit = T::from_f64(SIGMOID_IS_ONE);
    let power = (if x > limit { limit } else { x }).exp();
    power / (T::ONE + power)
}

#[cfg(test)]
mod tests {
    use super::super::{near::near, unary};
    use core::f64::consts::{E, FRAC_1_SQRT_2, FRAC_PI_4, LN_2, SQRT_2};

    const INF: f64 = f64::INFINITY;
    const NAN: f64 = f64::NAN;

    /// Published values, and what the standards say about zeros, infinities and NaN; in both precisions.
    macro_rules! values {
        ($($name:ident: $($x:expr => $y:expr),*;)*) => {$(
            #[test]
            fn $name() {
                $(
                    near(unary::$name::<f64>($x), $y, 4.0);
                    near(unary::$name::<f32>($x as f32), $y, 4.0);
                )*
                near(unary::$name::<f64>(NAN), if stringify!($name) == "sign" { 0.0 } else { NAN }, 0.0);
            }
        )*};
    }

    values! {
        abs: -2.5 => 2.5, -0.0 => 0.0, -INF => INF;
        neg: 2.5 => -2.5, INF => -INF;
        sign: -0.25 => -1.0, 0.0 => 0.0, -0.0 => 0.0, 7.0 => 1.0, INF => 1.0, -INF => -1.0;
        square: -3.0 => 9.0, -INF => INF;
        sqrt: 2.0 => SQRT_2, 0.0 => 0.0, INF => INF, -1.0 => NAN;
        rsqrt: 2.0 => FRAC_1_SQRT_2, 0.0 => INF, INF => 0.0, -1.0 => NAN;
        reciprocal: 8.0 => 0.125, 0.0 => INF, -0.0 => -INF, -INF => 0.0;
        exp: 1.0 => E, 0.0 => 1.0, -INF => 0.0, INF => INF, 1e4 => INF, -1e4 => 0.0;
        expm1: 1.0 => E - 1.0, -INF => -1.0, 0.0 => 0.0, 1e4 => INF;
        log: 2.0 => LN_2, 1.0 => 0.0, 0.0 => -INF, INF => INF, -1.0 => NAN;
        log1p: 1.0 => LN_2, 0.0 => 0.0, -1.0 => -INF, -2.0 => NAN;
        sin: 1.0 => 0.841_470_984_807_896_5, 0.0 => 0.0, INF => NAN;
        cos: 1.0 => 0.540_302_305_868_139_8, 0.0 => 1.0, -INF => NAN;
        tan: 1.0 => 1.557_407_724_654_902_3, 0.0 => 0.0, INF => NAN;
        atan: 1.0 => FRAC_PI_4, -1.0 => -FRAC_PI_4, INF => 2.0 * FRAC_PI_4;
        tanh: 1.0 => 0.761_594_155_955_764_9, 1e4 => 1.0, -1e4 => -1.0, INF => 1.0;
        sigmoid: 1.0 => 0.731_058_578_630_004_9, -1.0 => 0.268_941_421_369_995_1, 0.0 => 0.5,
            1e4 => 1.0, -1e4 => 0.0, INF => 1.0, -INF => 0.0;
        erf: 0.5 => 0.520_499_877_813_046_5, 1.0 => 0.842_700_792_949_714_9, -1.0 => -0.842_700_792_949_714_9,
            INF => 1.0, -INF => -1.0;
        floor: 1.5 => 1.0, -1.5 => -2.0, -INF => -INF;
        ceil: 1.5 => 2.0, -1.5 => -1.0, INF => INF;
        round: 0.5 => 0.0, 1.5 => 2.0, 2.5 => 2.0, -2.5 => -2.0, -1.2 => -1.0;
        trunc: 1.9 => 1.0, -1.9 => -1.0, INF => INF;
    }

    #[test]
    fn small_arguments_keep_their_digits() {
        near(unary::expm1::<f64>(1e-10), 1.000_000_000_05e-10, 4.0);
        near(unary::log1p::<f64>(1e-10), 9.999_999_999_5e-11, 4.0);
        near(unary::sigmoid::<f64>(-700.0), (-700.0_f64).exp(), 4.0);
    }

    /// Single precision against double precision, densely and far out.
    #[test]
    fn single_precision_follows_double_precision() {
        for i in -4000..=4000 {
            let x = i as f32 * 0.0217;
            let wide = f64::from(x);
            near(unary::exp(x), unary::exp(wide), 4.0);
            near(unary::expm1(x), unary::expm1(wide), 4.0);
            near(unary::sin(x), unary::sin(wide), 4.0);
            near(unary::cos(x), unary::cos(wide), 4.0);
            near(unary::tan(x), unary::tan(wide), 4.0);
            near(unary::atan(x), unary::atan(wide), 4.0);
            near(unary::tanh(x), unary::tanh(wide), 4.0);
            near(unary::erf(x), unary::erf(wide), 4.0);
            near(unary::sigmoid(x), unary::sigmoid(wide), 8.0);
            near(unary::log(x.abs()), unary::log(wide.abs()), 4.0);
            near(unary::log1p(x.abs()), unary::log1p(wide.abs()), 4.0);
        }
    }
}
