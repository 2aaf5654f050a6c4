//! Derivatives of the functions in `unary`, times dy, from x or y: whichever the forward pass keeps.
//!
//! Values where a derivative does not exist (|x| at 0) are torch's.

use super::unary::sign;
use crate::Real;
use core::f64::consts::FRAC_2_SQRT_PI;

/// Every function takes (saved, dy); `saved` is named x or y.
macro_rules! backward {
    ($($(#[$doc:meta])* $name:ident($saved:ident, $dy:ident) = $value:expr;)*) => {$(
        $(#[$doc])*
        #[inline(always)]
        pub fn $name<T: Real>($saved: T, $dy: T) -> T {
            $value
        }
    )*};
}

backward! {
    /// dy·sign(x); 0 at 0.
    abs(x, dy) = dy * sign(x);
    /// dy·2x
    square(x, dy) = dy * (x + x);
    /// dy/(2y)
    sqrt(y, dy) = dy / (y + y);
    /// −dy/2·y³
    rsqrt(y, dy) = T::from_f64(-0.5) * dy * (y * y * y);
    /// −dy·y²
    reciprocal(y, dy) = -dy * (y * y);
    /// dy·(y + 1)
    expm1(y, dy) = dy * (y + T::ONE);
    /// dy/x
    log(x, dy) = dy / x;
    /// dy/(x + 1)
    log1p(x, dy) = dy / (x + T::ONE);
    /// dy·cos x
    sin(x, dy) = dy * x.cos();
    /// −dy·sin x
    cos(x, dy) = dy * -x.sin();
    /// dy·(1 + y²)
    tan(y, dy) = dy * (T::ONE + y * y);
    /// dy/(x² + 1)
    atan(x, dy) = dy / (x * x + T::ONE);
    /// dy·(1 − y²)
    tanh(y, dy) = dy * (T::ONE - y * y);
    /// dy·y·(1 − y)
    sigmoid(y, dy) = dy * (T::ONE - y) * y;
    /// dy·2/√π·e^(−x²)
    erf(x, dy) = T::from_f64(FRAC_2_SQRT_PI) * (-(x * x)).exp() * dy;
}
