//! Scalar functions of 32-bit integers; arithmetic wraps around, as torch's does.

/// a + b
#[inline(always)]
pub fn add(a: i32, b: i32) -> i32 {
    a.wrapping_add(b)
}

/// a − b
#[inline(always)]
pub fn sub(a: i32, b: i32) -> i32 {
    a.wrapping_sub(b)
}

/// a·b
#[inline(always)]
pub fn mul(a: i32, b: i32) -> i32 {
    a.wrapping_mul(b)
}

/// The larger of a and b.
#[inline(always)]
pub fn maximum(a: i32, b: i32) -> i32 {
    a.max(b)
}

/// The smaller of a and b.
#[inline(always)]
pub fn minimum(a: i32, b: i32) -> i32 {
    a.min(b)
}

/// aᵇ for b ≥ 0, wrapping around; the caller has refused negative exponents, which give 0 here.
#[inline(always)]
pub fn pow(a: i32, b: i32) -> i32 {
    u32::try_from(b).map_or(0, |exponent| a.wrapping_pow(exponent))
}

/// The remainder of a/b with the sign of a; the caller has refused b = 0, which gives 0 here.
#[inline(always)]
pub fn fmod(a: i32, b: i32) -> i32 {
    if b == 0 {
        0
    } else {
        a.wrapping_rem(b)
    }
}

/// The remainder of a/b with the sign of b; the caller has refused b = 0, which gives 0 here.
#[inline(always)]
pub fn remainder(a: i32, b: i32) -> i32 {
    let rest = fmod(a, b);
    if rest != 0 && (rest < 0) != (b < 0) {
        rest + b
    } else {
        rest
    }
}

/// −x
#[inline(always)]
pub fn neg(x: i32) -> i32 {
    x.wrapping_neg()
}

/// |x|
#[inline(always)]
pub fn abs(x: i32) -> i32 {
    x.wrapping_abs()
}

/// −1, 0 or 1
#[inline(always)]
pub fn sign(x: i32) -> i32 {
    x.signum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arithmetic_wraps() {
        assert_eq!(add(i32::MAX, 1), i32::MIN);
        assert_eq!(sub(i32::MIN, 1), i32::MAX);
        assert_eq!(mul(65536, 65537), 65536);
        assert_eq!((neg(i32::MIN), abs(i32::MIN)), (i32::MIN, i32::MIN));
    }

    #[test]
    fn powers_and_remainders() {
        assert_eq!([pow(3, 4), pow(-2, 3), pow(7, 0), pow(2, 31)], [81, -8, 1, i32::MIN]);
        assert_eq!(
            [fmod(7, 3), fmod(-7, 3), fmod(7, -3), fmod(i32::MIN, -1)],
            [1, -1, 1, 0]
        );
        assert_eq!(
            [remainder(7, 3), remainder(-7, 3), remainder(7, -3), remainder(-6, 3)],
            [1, 2, -2, 0]
        );
        assert_eq!([pow(2, -1), fmod(5, 0), remainder(5, 0)], [0, 0, 0]);
    }

    #[test]
    fn signs_and_orders() {
        assert_eq!([-7, 0, 9].map(sign), [-1, 0, 1]);
        assert_eq!([-7, 0, 9].map(abs), [7, 0, 9]);
        assert_eq!([-7, 0, 9].map(neg), [7, 0, -9]);
        assert_eq!((maximum(-3, 2), minimum(-3, 2)), (2, -3));
    }
}
