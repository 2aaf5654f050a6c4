//! Comparisons, logic on booleans (bytes 0 and 1), and classes of numbers. The drivers are those of `elementwise`.

use crate::Real;

/// Comparisons of two numbers of any type; all but `ne` are false when either is NaN.
macro_rules! comparisons {
    ($($(#[$doc:meta])* $name:ident = $operator:tt;)*) => {$(
        $(#[$doc])*
        #[inline(always)]
        pub fn $name<T: PartialOrd>(a: T, b: T) -> u8 {
            u8::from(a $operator b)
        }
    )*};
}

comparisons! {
    /// a = b
    eq = ==;
    /// a ≠ b
    ne = !=;
    /// a < b
    lt = <;
    /// a ≤ b
    le = <=;
    /// a > b
    gt = >;
    /// a ≥ b
    ge = >=;
}

/// a ∧ b
#[inline(always)]
pub fn logical_and(a: u8, b: u8) -> u8 {
    u8::from(a != 0) & u8::from(b != 0)
}

/// a ∨ b
#[inline(always)]
pub fn logical_or(a: u8, b: u8) -> u8 {
    u8::from(a | b != 0)
}

/// a ⊻ b
#[inline(always)]
pub fn logical_xor(a: u8, b: u8) -> u8 {
    u8::from(a != 0) ^ u8::from(b != 0)
}

/// ¬x
#[inline(always)]
pub fn logical_not(x: u8) -> u8 {
    u8::from(x == 0)
}

/// Whether x is not a number.
#[inline(always)]
pub fn isnan<T: Real>(x: T) -> u8 {
    u8::from(x.is_nan())
}

/// Whether x is ∞ or −∞.
#[inline(always)]
pub fn isinf<T: Real>(x: T) -> u8 {
    u8::from(x.abs() == T::INFINITY)
}

/// Whether x is neither NaN nor infinite.
#[inline(always)]
pub fn isfinite<T: Real>(x: T) -> u8 {
    u8::from(x.abs() < T::INFINITY)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NUMBERS: [f64; 6] = [f64::NEG_INFINITY, -1.5, 0.0, 2.0, f64::INFINITY, f64::NAN];

    #[test]
    fn order_and_equality() {
        let all = |a: f64, b: f64| [eq(a, b), ne(a, b), lt(a, b), le(a, b), gt(a, b), ge(a, b)];
        assert_eq!(all(1.0, 2.0), [0, 1, 1, 1, 0, 0]);
        assert_eq!(all(2.0, 2.0), [1, 0, 0, 1, 0, 1]);
        assert_eq!(all(3.0, 2.0), [0, 1, 0, 0, 1, 1]);
        assert_eq!(all(-0.0, 0.0), [1, 0, 0, 1, 0, 1]);
        assert_eq!(all(f64::NAN, f64::NAN), [0, 1, 0, 0, 0, 0]);
        assert_eq!([lt(-1, 1), gt(i32::MIN, i32::MAX), ge(4, 4)], [1, 0, 1]);
    }

    #[test]
    fn truth_tables() {
        let pairs = [(0, 0), (0, 1), (1, 0), (1, 1)];
        assert_eq!(pairs.map(|(a, b)| logical_and(a, b)), [0, 0, 0, 1]);
        assert_eq!(pairs.map(|(a, b)| logical_or(a, b)), [0, 1, 1, 1]);
        assert_eq!(pairs.map(|(a, b)| logical_xor(a, b)), [0, 1, 1, 0]);
        assert_eq!([0, 1].map(logical_not), [1, 0]);
    }

    #[test]
    fn any_byte_but_zero_is_true() {
        assert_eq!(
            (logical_and(2, 1), logical_or(0, 4), logical_xor(2, 1), logical_not(8)),
            (1, 1, 0, 0)
        );
    }

    #[test]
    fn classes_of_numbers() {
        assert_eq!(NUMBERS.map(isnan), [0, 0, 0, 0, 0, 1]);
        assert_eq!(NUMBERS.map(isinf), [1, 0, 0, 0, 1, 0]);
        assert_eq!(NUMBERS.map(isfinite), [0, 1, 1, 1, 0, 0]);
        assert_eq!(NUMBERS.map(|x| isfinite(x as f32)), [0, 1, 1, 1, 0, 0]);
        assert_eq!([f32::MAX, f32::MIN_POSITIVE / 4.0].map(isfinite), [1, 1]);
    }
}
