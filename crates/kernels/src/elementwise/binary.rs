//! Scalar functions of two numbers.

use crate::Real;

/// a + b
#[inline(always)]
pub fn add<T: Real>(a: T, b: T) -> T {
    a + b
}

/// a − b
#[inline(always)]
pub fn sub<T: Real>(a: T, b: T) -> T {
    a - b
}

/// a·b
#[inline(always)]
pub fn mul<T: Real>(a: T, b: T) -> T {
    a * b
}

/// a/b
#[inline(always)]
pub fn div<T: Real>(a: T, b: T) -> T {
    a / b
}

/// aᵇ, C's `pow`.
#[inline(always)]
pub fn pow<T: Real>(a: T, b: T) -> T {
    a.pow(b)
}

/// The larger of a and b; NaN when either is.
#[inline(always)]
pub fn maximum<T: Real>(a: T, b: T) -> T {
    let ordered = if a > b { a } else { b };
    if a.is_nan() {
        a
    } else {
        ordered
    }
}

/// The smaller of a and b; NaN when either is.
#[inline(always)]
pub fn minimum<T: Real>(a: T, b: T) -> T {
    let ordered = if a < b { a } else { b };
    if a.is_nan() {
        a
    } else {
        ordered
    }
}

/// The remainder of a/b with the sign of a, C's `fmod`.
#[inline(always)]
pub fn fmod<T: Real>(a: T, b: T) -> T {
    a.fmod(b)
}

/// The remainder of a/b with the sign of b, Python's `%`.
#[inline(always)]
pub fn remainder<T: Real>(a: T, b: T) -> T {
    let rest = a.fmod(b);
    if rest != T::ZERO && (rest < T::ZERO) != (b < T::ZERO) {
        rest + b
    } else {
        rest
    }
}

#[cfg(test)]
mod tests {
    use std::format;

    const INF: f64 = f64::INFINITY;
    const NAN: f64 = f64::NAN;

    /// f(a, b) in both precisions; equality by digits, so that NaN equals NaN and −0 differs from 0.
    macro_rules! values {
        ($($name:ident: $(($a:expr, $b:expr) => $y:expr),*;)*) => {$(
            #[test]
            fn $name() {$(
                assert_eq!(format!("{:?}", super::$name::<f64>($a, $b)), format!("{:?}", $y as f64));
                assert_eq!(format!("{:?}", super::$name::<f32>($a as f32, $b as f32)), format!("{:?}", $y as f32));
            )*}
        )*};
    }

    values! {
        add: (1.5, -4.0) => -2.5, (INF, -INF) => NAN, (NAN, 1.0) => NAN;
        sub: (1.5, -4.0) => 5.5, (INF, INF) => NAN, (1.0, NAN) => NAN;
        mul: (1.5, -4.0) => -6.0, (0.0, INF) => NAN, (-1.0, 0.0) => -0.0;
        div: (1.5, -4.0) => -0.375, (1.0, 0.0) => INF, (1.0, -0.0) => -INF, (0.0, 0.0) => NAN;
        pow: (2.0, 10.0) => 1024.0, (9.0, 0.5) => 3.0, (-2.0, 3.0) => -8.0, (-8.0, 0.5) => NAN, (0.0, 0.0) => 1.0,
            (NAN, 0.0) => 1.0, (1.0, NAN) => 1.0, (0.0, -1.0) => INF, (-0.0, -3.0) => -INF, (0.5, INF) => 0.0,
            (-1.0, INF) => 1.0, (-INF, 3.0) => -INF, (2.0, -2.0) => 0.25;
        maximum: (1.0, 2.0) => 2.0, (2.0, 1.0) => 2.0, (NAN, 1.0) => NAN, (1.0, NAN) => NAN, (-INF, 0.5) => 0.5,
            (NAN, NAN) => NAN;
        minimum: (1.0, 2.0) => 1.0, (2.0, 1.0) => 1.0, (NAN, 1.0) => NAN, (1.0, NAN) => NAN, (INF, 0.5) => 0.5,
            (NAN, NAN) => NAN;
        fmod: (5.0, 3.0) => 2.0, (-5.0, 3.0) => -2.0, (5.0, -3.0) => 2.0, (-5.0, -3.0) => -2.0, (1.0, INF) => 1.0,
            (1.0, 0.0) => NAN, (INF, 2.0) => NAN, (-0.0, 3.0) => -0.0, (5.5, 1.75) => 0.25;
        remainder: (5.0, 3.0) => 2.0, (-5.0, 3.0) => 1.0, (5.0, -3.0) => -1.0, (-5.0, -3.0) => -2.0,
            (-1.0, INF) => INF, (1.0, INF) => 1.0, (1.0, 0.0) => NAN, (-6.0, 3.0) => -0.0, (-0.25, 1.0) => 0.75;
    }
}
