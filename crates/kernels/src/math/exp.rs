use super::polynomial::polynomial;
use super::sign::magnitude;

/// Above this `eˣ` overflows to ∞, and so does what is computed for it.
pub(super) const HIGHEST: f32 = 89.0;
/// Below this `eˣ` rounds to 0, and so does what is computed for it.
const LOWEST: f32 = -104.0;
/// Added to a number below 2²², leaves the whole number nearest to it in the low bits of the sum.
pub(super) const ROUNDER: f32 = 12_582_912.0;
/// ln 2 in two parts, the first with so few bits that its multiples are exact.
pub(super) const LN_2: [f32; 2] = [0.693_359_4, -2.121_944_4e-4];
/// (eʳ − 1 − r)/r² on |r| ≤ ln 2 / 2.
pub(super) const COEFFICIENTS: [f32; 5] = [
    1.383_582_4e-3,
    8.367_118e-3,
    4.166_775_6e-2,
    1.666_653_9e-1,
    4.999_999_7e-1,
];

/// With `x = n·ln 2 + r`, whole n and |r| ≤ ln 2 / 2: a number whose lowest bits are n + BIAS, and r.
#[inline(always)]
pub(super) fn reduce<const BIAS: u32>(x: f32) -> (u32, f32) {
    let rounder = ROUNDER + BIAS as f32;
    let shifted = x * core::f32::consts::LOG2_E + rounder;
    let whole = shifted - rounder;
    (shifted.to_bits(), x - whole * LN_2[0] - whole * LN_2[1])
}

/// What lies between r and `eʳ − 1` for |r| ≤ ln 2 / 2.
#[inline(always)]
pub(super) fn beyond_linear(r: f32) -> f32 {
    polynomial(r, COEFFICIENTS) * (r * r)
}

/// `eˣ` as `2ⁿ · eʳ`.
#[inline(always)]
pub fn exp(x: f32) -> f32 {
    let bounded = if x > HIGHEST { HIGHEST } else { x };
    let bounded = if bounded < LOWEST { LOWEST } else { bounded };
    // 2ⁿ in two factors, as n may lie outside the exponents of normal numbers; twice 127 is what both are biased by.
    let (n, r) = reduce::<254>(bounded);
    let half = n >> 1;
    (beyond_linear(r) + r + 1.0) * f32::from_bits(half << 23) * f32::from_bits((n - half) << 23)
}

/// Up to this magnitude eˣ and 2ⁿ are normal numbers.
const REACH: f32 = 87.0;

/// Whether [`exp_in_reach`] may be asked.
#[inline(always)]
pub fn exp_reaches(x: f32) -> bool {
    magnitude(x) <= REACH
}

/// `eˣ` as `2ⁿ · eʳ` where x is within reach: with 2ⁿ in one factor, and without bounds.
#[inline(always)]
pub fn exp_in_reach(x: f32) -> f32 {
    let (n, r) = reduce::<127>(x);
    (beyond_linear(r) + r + 1.0) * f32::from_bits(n << 23)
}

/// Below this 2ⁿ is no normal number any more, and 0 is what its exponent means.
const VANISHING: f32 = -88.0;

/// `eˣ` for x ≤ 0, and 0 where it is below 2⁻¹²⁶: for terms of a sum that has 1 among them, and for derivatives.
#[inline(always)]
pub fn exp_of_negative(x: f32) -> f32 {
    exp_in_reach(if x < VANISHING { VANISHING } else { x })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_negative_numbers_is_exact_and_vanishes() {
        for i in 0..=87_000 {
            let x = i as f32 * -1e-3;
            let expected = f64::from(x).exp();
            assert!((f64::from(exp_of_negative(x)) / expected - 1.0).abs() < 1.2e-7, "{x}");
        }
        for x in [-88.0, -104.0, -1e30, f32::NEG_INFINITY] {
            assert_eq!(exp_of_negative(x), 0.0);
        }
        assert!(exp_of_negative(-87.5) < 2e-38);
        assert!(exp_of_negative(f32::NAN).is_nan());
    }
}
