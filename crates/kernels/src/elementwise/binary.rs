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
