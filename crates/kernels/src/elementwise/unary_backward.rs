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
    erf(x, dy) = T::from_f64(FRAC_2_SQRT_PI) * (-(x * x)).exp_of_negative() * dy;
}

#[cfg(test)]
mod tests {
    use super::super::near::near;
    use super::super::unary;

    const DY: f64 = -1.75;

    /// dy times the central difference of the forward function, which saves x or y.
    macro_rules! derivatives {
        ($($name:ident saves $saved:ident: $($x:expr),*;)*) => {$(
            #[test]
            fn $name() {
                for x in [$($x),*] {
                    let step = 1e-5;
                    let y: f64 = unary::$name(x);
                    let difference = (unary::$name::<f64>(x + step) - unary::$name::<f64>(x - step)) / (2.0 * step);
                    let saved = derivatives!(@$saved x, y);
                    let exact = super::$name(saved, DY);
                    assert!((exact - DY * difference).abs() <= 1e-8 * (1.0 + exact.abs()), "{exact} at {x}");
                    near(super::$name(saved as f32, DY as f32), exact, 32.0);
                }
                assert!(super::$name(f64::NAN, DY).is_nan() || stringify!($name) == "abs");
                assert!(super::$name(0.5, f64::NAN).is_nan());
            }
        )*};
        (@x $x:ident, $y:ident) => {{ let _ = $y; $x }};
        (@y $x:ident, $y:ident) => { $y };
    }

    derivatives! {
        abs saves x: -2.0, 0.5;
        square saves x: -2.0, 0.0, 1.5;
        sqrt saves y: 0.25, 1.0, 9.0;
        rsqrt saves y: 0.25, 1.0, 9.0;
        reciprocal saves y: -2.0, 0.5, 4.0;
        expm1 saves y: -2.0, 0.0, 1.0;
        log saves x: 0.25, 1.0, 9.0;
        log1p saves x: -0.5, 0.0, 3.0;
        sin saves x: -2.0, 0.0, 1.0;
        cos saves x: -2.0, 0.0, 1.0;
        tan saves y: -1.0, 0.0, 1.0;
        atan saves x: -2.0, 0.0, 1.0;
        tanh saves y: -1.0, 0.0, 0.5;
        sigmoid saves y: -3.0, 0.0, 2.0;
        erf saves x: -2.0, 0.0, 1.0;
    }

    /// What torch gives where the derivative is not a finite number, with dy = 1.
    #[test]
    fn edges() {
        assert_eq!([-0.0, 0.0, f64::NAN].map(|x| super::abs(x, 1.0)), [0.0; 3]);
        assert_eq!(super::sqrt(0.0, 1.0), f64::INFINITY);
        assert_eq!(super::rsqrt(f64::INFINITY, 1.0), f64::NEG_INFINITY);
        assert_eq!(
            [0.0, -0.0].map(|x| super::log(x, 1.0)),
            [f64::INFINITY, f64::NEG_INFINITY]
        );
        assert_eq!(super::log1p(-1.0, 1.0), f64::INFINITY);
        assert_eq!([1.0, -1.0].map(|y| super::tanh(y, 1.0)), [0.0; 2]);
        assert_eq!([0.0, 1.0].map(|y| super::sigmoid(y, 1.0)), [0.0; 2]);
        assert_eq!(super::atan(1e30_f32, 1.0), 0.0);
    }
}
