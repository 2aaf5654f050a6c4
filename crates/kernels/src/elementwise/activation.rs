//! Activation functions with their parameters, exactly torch's formulas. NaN gives NaN.

use super::unary::sigmoid;
use crate::Real;
use core::f64::consts::{FRAC_1_SQRT_2, FRAC_2_SQRT_PI, SQRT_2};

/// √(2/π), the slope inside the tanh form of GELU.
pub(super) const GELU_SLOPE: f64 = SQRT_2 * FRAC_2_SQRT_PI * 0.5;
/// The weight of x³ inside the tanh form of GELU.
pub(super) const GELU_CUBIC: f64 = 0.044715;

/// max(x, low), of which `low` = 0 is the rectifier: against a number that the compiler does not know to be 0 it is one
/// instruction instead of three.
#[inline(always)]
pub fn relu<T: Real>(x: T, low: T) -> T {
    if x < low {
        low
    } else {
        x
    }
}

/// x above 0, slope·x elsewhere.
#[inline(always)]
pub fn leaky_relu<T: Real>(x: T, slope: T) -> T {
    if x > T::ZERO {
        x
    } else {
        x * slope
    }
}

/// min(max(x, low), high); `high` where the bounds are crossed.
#[inline(always)]
pub fn clamp<T: Real>(x: T, low: T, high: T) -> T {
    let x = relu(x, low);
    if x > high {
        high
    } else {
        x
    }
}

/// x above 0, α·(eˣ − 1) elsewhere.
#[inline(always)]
pub fn elu<T: Real>(x: T, alpha: T) -> T {
    if x > T::ZERO {
        x
    } else {
        alpha * x.expm1()
    }
}

/// x·sigmoid(x), as x/(1 + e^(−x)).
#[inline(always)]
pub fn silu<T: Real>(x: T) -> T {
    x / (T::ONE + (-x).exp())
}

/// x·Φ(x) = x/2·(1 + erf(x/√2))
#[inline(always)]
pub fn gelu<T: Real>(x: T) -> T {
    let half = T::from_f64(0.5);
    x * half * (T::ONE + (x * T::from_f64(FRAC_1_SQRT_2)).erf())
}

/// x/2·(1 + tanh(√(2/π)·(x + 0.044715·x³)))
#[inline(always)]
pub fn gelu_tanh<T: Real>(x: T) -> T {
    let half = T::from_f64(0.5);
    let inner = T::from_f64(GELU_SLOPE) * (x + T::from_f64(GELU_CUBIC) * (x * x * x));
    half * x * (T::ONE + inner.tanh())
}

/// ln(1 + e^(β·x))/β, and x itself where β·x is above the threshold.
///
/// max(z, 0) + ln(1 + e^(−|z|)) is the same number without overflow, whatever the threshold.
#[inline(always)]
pub fn softplus<T: Real>(x: T, beta: T, threshold: T) -> T {
    let z = x * beta;
    if z > threshold {
        x
    } else {
        (relu(z, T::ZERO) + z.softplus_tail()) / beta
    }
}

/// The derivative of [`softplus`]: sigmoid(β·x), and 1 above the threshold.
#[inline(always)]
pub(super) fn softplus_slope<T: Real>(x: T, beta: T, threshold: T) -> T {
    let z = x * beta;
    if z > threshold {
        T::ONE
    } else {
        sigmoid(z)
    }
}

#[cfg(test)]
mod tests {
    use super::super::near::near;
    use super::*;
    use core::f64::consts::LN_2;

    const INF: f64 = f64::INFINITY;
    const NAN: f64 = f64::NAN;

    /// Values in both precisions, then NaN.
    macro_rules! values {
        ($($name:ident $parameters:tt: $($x:expr => $y:expr),*;)*) => {$(
            #[test]
            fn $name() {
                $(values!(@call $name $parameters $x, $y);)*
                values!(@call $name $parameters NAN, NAN);
            }
        )*};
        (@call $name:ident ($($p:expr),*) $x:expr, $y:expr) => {
            near(super::$name::<f64>($x $(, $p)*), $y, 8.0);
            near(super::$name::<f32>($x as f32 $(, $p as f32)*), $y, 8.0);
        };
    }

    values! {
        relu(0.0): -2.0 => 0.0, 0.0 => 0.0, 3.5 => 3.5, -INF => 0.0, INF => INF;
        leaky_relu(0.25): -2.0 => -0.5, 0.0 => 0.0, 3.5 => 3.5, -INF => -INF, INF => INF;
        clamp(-INF, 0.5): -3.0 => -3.0, 0.25 => 0.25, 2.0 => 0.5, -INF => -INF, INF => 0.5;
        elu(0.5): -1.0 => -0.316_060_279_414_278_84, 0.0 => 0.0, 2.0 => 2.0, -1e4 => -0.5, -INF => -0.5, INF => INF;
        silu(): 1.0 => 0.731_058_578_630_004_9, -1.0 => -0.268_941_421_369_995_1, 0.0 => 0.0, 1e4 => 1e4, -1e4 => 0.0;
        gelu(): 1.0 => 0.841_344_746_068_542_9, -1.0 => -0.158_655_253_931_457_05, 0.0 => 0.0, 1e4 => 1e4, -1e4 => 0.0;
        gelu_tanh(): 1.0 => 0.841_191_990_608_276_8, -1.0 => -0.158_808_009_391_723_24, 0.0 => 0.0, 1e4 => 1e4,
            -1e4 => 0.0;
        softplus(1.0, 20.0): 0.0 => LN_2, 1.0 => 1.313_261_687_518_222_8, -1.0 => 0.313_261_687_518_222_8,
            1e4 => 1e4, -1e4 => 0.0, -INF => 0.0, INF => INF;
    }

    #[test]
    fn crossed_bounds_give_the_upper_one() {
        assert_eq!([-2.0, 0.0, 2.0].map(|x| super::clamp(x, 1.0, -1.0)), [-1.0; 3]);
    }

    #[test]
    fn softplus_is_scaled_and_switches_at_the_threshold() {
        near(super::softplus(0.5_f64, 2.0, 20.0), 1.313_261_687_518_222_8 / 2.0, 4.0);
        // β·x equal to the threshold is still on the curve, above it the line begins.
        assert!(super::softplus(1.5_f64, 2.0, 3.0) > 1.5);
        assert_eq!(super::softplus(1.6_f64, 2.0, 3.0), 1.6);
        // Without a threshold in the way nothing overflows.
        assert_eq!(super::softplus(1e4_f32, 1.0, f32::INFINITY), 1e4);
        assert_eq!(super::softplus(-1e4_f32, 1.0, f32::INFINITY), 0.0);
    }

    #[test]
    fn identities() {
        for i in -300..=300 {
            let x = f64::from(i) * 0.03;
            near(super::softplus(x, 1.0, 50.0) - super::softplus(-x, 1.0, 50.0), x, 64.0);
            near(super::gelu(x) - super::gelu(-x), x, 8.0);
            near(super::gelu_tanh(x) - super::gelu_tanh(-x), x, 8.0);
            near(super::silu(x), x * sigmoid(x), 8.0);
            near(super::relu(x, 0.0) - super::relu(-x, 0.0), x, 0.0);
        }
    }
}
