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

/// From x: 0 where x ≤ low or x ≥ high, dy elsewhere: for NaN too, other than [`clamp`].
#[inline(always)]
pub fn hardtanh<T: Real>(x: T, dy: T, low: T, high: T) -> T {
    if x <= low || x >= high {
        T::ZERO
    } else {
        dy
    }
}

/// From x: dy where low < x < high, 0 elsewhere: on the bounds and for NaN too. A bound that is NaN is none.
#[inline(always)]
pub fn clamp<T: Real>(x: T, dy: T, low: T, high: T) -> T {
    let above = (x > low) | low.is_nan();
    let below = (x < high) | high.is_nan();
    if above & below {
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
        dy * alpha * x.exp_of_negative()
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
    let pdf = (-half * x * x).exp_of_negative() * T::from_f64(FRAC_2_SQRT_PI * FRAC_1_SQRT_2 * 0.5);
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

#[cfg(test)]
mod tests {
    use super::super::near::near;
    use super::*;

    const DY: f64 = -1.75;
    const NAN: f64 = f64::NAN;

    mod forward {
        pub use crate::elementwise::activation::{clamp as hardtanh, *};
    }

    /// dy times the central difference of the forward function, away from kinks.
    macro_rules! derivatives {
        ($($name:ident $parameters:tt: $($x:expr),*;)*) => {$(
            #[test]
            fn $name() {
                for x in [$($x),*] {
                    let step = 1e-5;
                    let above: f64 = derivatives!(@forward $name $parameters x + step);
                    let below: f64 = derivatives!(@forward $name $parameters x - step);
                    let difference = (above - below) / (2.0 * step);
                    let exact: f64 = derivatives!(@backward $name $parameters f64, x);
                    assert!((exact - DY * difference).abs() <= 1e-8 * (1.0 + exact.abs()), "{exact} at {x}");
                    let single: f32 = derivatives!(@backward $name $parameters f32, x);
                    near(single, exact, 64.0);
                }
            }
        )*};
        (@forward $name:ident ($($p:expr),*) $x:expr) => { forward::$name($x $(, $p)*) };
        (@backward $name:ident ($($p:expr),*) $type:ty, $x:expr) => {
            super::$name($x as $type, DY as $type $(, $p as $type)*)
        };
    }

    derivatives! {
        leaky_relu(0.25): -2.0, 3.5;
        hardtanh(-1.0, 0.5): -3.0, 0.25, 2.0;
        clamp(-1.0, 0.5): -3.0, 0.25, 2.0;
        elu(0.5): -2.0, -0.25, 2.0;
        silu(): -4.0, -1.0, 0.0, 2.0, 9.0;
        gelu(): -2.5, -1.0, 0.0, 0.5, 4.0;
        gelu_tanh(): -2.5, -1.0, 0.0, 0.5, 4.0;
        softplus(2.0, 3.0): -4.0, 0.0, 1.25, 1.75;
    }

    #[test]
    fn relu_from_its_result() {
        assert_eq!([0.0, -0.0, 1e-30, 2.0].map(|y| super::relu(y, DY)), [0.0, 0.0, DY, DY]);
        assert_eq!(super::relu(NAN, DY), DY);
    }

    /// What torch gives at the kinks.
    #[test]
    fn kinks() {
        assert_eq!(super::leaky_relu(0.0, DY, 0.25), DY * 0.25);
        assert_eq!([-1.0, 0.5].map(|x| super::hardtanh(x, DY, -1.0, 0.5)), [0.0; 2]);
        assert_eq!([-1.0, 0.5].map(|x| super::clamp(x, DY, -1.0, 0.5)), [0.0; 2]);
        let (inf, nan) = (f64::INFINITY, f64::NAN);
        assert_eq!([inf, -inf, nan].map(|x| super::clamp(x, DY, -1.0, nan)), [DY, 0.0, 0.0]);
        assert_eq!([inf, -inf, nan].map(|x| super::clamp(x, DY, nan, 1.0)), [0.0, DY, 0.0]);
        assert_eq!([inf, -inf, nan].map(|x| super::clamp(x, DY, -inf, inf)), [0.0; 3]);
        assert_eq!(super::elu(0.0, DY, 0.5), DY * 0.5);
        // β·x equal to the threshold is still on the curve.
        near(super::softplus(1.5, DY, 2.0, 3.0), DY * unary::sigmoid(3.0), 0.0);
    }

    #[test]
    fn far_out_slopes_are_zero_and_one() {
        for (x, slope) in [(-1e4, 0.0), (1e4, 1.0)] {
            let x = x as f32;
            assert_eq!(super::silu(x, 1.0), slope);
            assert_eq!(super::gelu(x, 1.0), slope);
            assert_eq!(super::gelu_tanh(x, 1.0), slope);
            assert_eq!(super::softplus(x, 1.0, 1.0, f32::INFINITY), slope);
            assert_eq!(super::elu(x, 1.0, 1.0), slope);
        }
    }

    #[test]
    fn nan_in_smooth_functions_stays_nan() {
        let all = [
            super::silu(NAN, DY),
            super::gelu(NAN, DY),
            super::gelu_tanh(NAN, DY),
            super::elu(NAN, DY, 1.0),
        ];
        assert!(all.iter().all(|dx| dx.is_nan()));
        assert!(super::softplus(NAN, DY, 1.0, 20.0).is_nan() && super::leaky_relu(1.0, NAN, 0.1).is_nan());
    }
}
