//! Derivatives of the functions in `activation`, times dy, with torch's values at the kinks.

use super::activation::{softplus_slope, GELU_CUBIC, GELU_SLOPE};
use super::unary;
use crate::Real;
use core::f64::consts::{FRAC_1_SQRT_2, FRAC_2_SQRT_PI};

/// From y: 0 where y ≤ 0, dy elsewhere.
#[inline(always)]
pub fn relu<T: Real>(y: T, dy: T) -> T {
    if y <= T::ZERO {
        T::ZERO
    } else {
        dy
    }
}

/// From x: dy above 0, slope·dy elsewhere.
#[inline(always)]
pub fn leaky_relu<T: Real>(x: T, dy: T, slope: T) -> T {
    if x > T::ZERO {
        dy
    } else {
        dy * slope
    }
}

/// From x: 0 where x ≤ low or x ≥ high, dy elsewhere: for NaN too.
#[inline(always)]
pub fn hardtanh<T: Real>(x: T, dy: T, low: T, high: T) -> T {
    if x <= low || x >= high {
        T::ZERO
    } else {
        dy
    }
}

/// From x: dy where low < x < high, 0 elsewhere: on the bounds and for NaN too.
#[inline(always)]
pub fn clamp<T: Real>(x: T, dy: T, low: T, high: T) -> T {
    if x > low && x < high {
        dy
    } else {
        T::ZERO
    }
}

/// From x: dy above 0, α·eˣ·dy elsewhere.
#[inline(always)]
pub fn elu<T: Real>(x: T, dy: T, alpha: T) -> T {
    if x > T::ZERO {
        dy
    } else {
        dy * alpha * x.exp()
    }
}

/// From x: dy·s·(1 + x·(1 − s)) with s = sigmoid(x).
#[inline(always)]
pub fn silu<T: Real>(x: T, dy: T) -> T {
    let s = unary::sigmoid(x);
    dy * s * (T::ONE + x * (T::ONE - s))
}

/// From x: dy·(Φ(x) + x·φ(x)).
#[inline(always)]
pub fn gelu<T: Real>(x: T, dy: T) -> T {
    let half = T::from_f64(0.5);
    let cdf = half * (T::ONE + (x * T::from_f64(FRAC_1_SQRT_2)).erf());
    let pdf = (-half * x * x).exp() * T::from_f64(FRAC_2_SQRT_PI * FRAC_1_SQRT_2 * 0.5);
    dy * (cdf + x * pdf)
}

/// From x: dy·(½(1 + t) + ½x·(1 − t²)·√(2/π)·(1 + 3·0.044715·x²)) with t the tanh of the forward pass.
#[inline(always)]
pub fn gelu_tanh<T: Real>(x: T, dy: T) -> T {
    let half = T::from_f64(0.5);
    let inner = T::from_f64(GELU_SLOPE) * (x + T::from_f64(GELU_CUBIC) * (x * x * x));
    let t = inner.tanh();
    let inner_slope = T::from_f64(GELU_SLOPE) * (T::ONE + T::from_f64(3.0 * GELU_CUBIC) * (x * x));
    dy * (half * (T::ONE + t) + half * x * ((T::ONE - t * t) * inner_slope))
}

/// From x: dy·sigmoid(β·x), and dy where β·x is above the threshold.
#[inline(always)]
pub fn softplus<T: Real>(x: T, dy: T, beta: T, threshold: T) -> T {
    dy * softplus_slope(x, beta, threshold)
}
