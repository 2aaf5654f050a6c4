//! Activation functions with their parameters, exactly torch's formulas. NaN gives NaN.

use super::unary::sigmoid;
use crate::Real;
use core::f64::consts::{FRAC_1_SQRT_2, FRAC_2_SQRT_PI, SQRT_2};

/// √(2/π), the slope inside the tanh form of GELU.
pub(super) const GELU_SLOPE: f64 = SQRT_2 * FRAC_2_SQRT_PI * 0.5;
/// The weight of x³ inside the tanh form of GELU.
pub(super) const GELU_CUBIC: f64 = 0.044715;

/// max(x, 0)
#[inline(always)]
pub fn relu<T: Real>(x: T) -> T {
    if x < T::ZERO {
        T::ZERO
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
    let x = if x < low { low } else { x };
    if x > high {
        high
    } else {
        x
    }
}

/// As [`clamp`]; the two differ in their derivative at the bounds.
#[inline(always)]
pub fn hardtanh<T: Real>(x: T, low: T, high: T) -> T {
    clamp(x, low, high)
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
        (relu(z) + (-z.abs()).exp().ln_1p()) / beta
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
