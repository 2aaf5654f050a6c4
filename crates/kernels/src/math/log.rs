use super::exp::LN_2;
use super::polynomial::polynomial;

/// √½, below which the mantissa is doubled.
const ROOT_OF_HALF: u32 = 0x3f35_04f3;
/// (ln(1 + f) − f + f²/2)/f³ on √½ − 1 ≤ f ≤ √2 − 1.
const COEFFICIENTS: [f32; 8] = [
    -7.641_193e-2,
    1.276_573_8e-1,
    -1.315_955e-1,
    1.420_107_2e-1,
    -1.662_334_5e-1,
    2.000_126e-1,
    -2.500_082_3e-1,
    3.333_333e-1,
];

/// The exponent e of x = 2ᵉ·m with √½ ≤ m < √2, times 2²³ and with the bits of m above √½.
#[inline(always)]
pub(super) fn exponent_and_rest(x: f32) -> i32 {
    x.to_bits().wrapping_sub(ROOT_OF_HALF) as i32
}

/// `ln(2ᵉ·(1 + f))`
#[inline(always)]
pub(super) fn log_of_parts(e: f32, f: f32) -> f32 {
    let square = f * f;
    let small = polynomial(f, COEFFICIENTS) * (square * f) + e * LN_2[1];
    (small - 0.5 * square) + f + e * LN_2[0]
}

/// y where 0 < x < ∞; elsewhere what a logarithm of x has to be. With bits and sums: LLVM makes tests of the class of a
/// number of the obvious comparisons, which cost more than the polynomial.
#[inline(always)]
pub(super) fn with_edges(x: f32, y: f32) -> f32 {
    // Less than y for every finite x; ∞ and NaN stay what they are.
    let endless = x - f32::MAX;
    let y = if endless < y { y } else { endless };
    let of_zero = if x == 0.0 { f32::NEG_INFINITY } else { 0.0 };
    let of_negative = if x < 0.0 { u32::MAX } else { 0 };
    f32::from_bits((y + of_zero).to_bits() | of_negative)
}

/// `ln x`
#[inline(always)]
pub fn log(x: f32) -> f32 {
    // Numbers without a leading one in their mantissa get one.
    let tiny = if x < f32::MIN_POSITIVE { u32::MAX } else { 0 };
    let normal = x * f32::from_bits(0x3f80_0000 + (tiny & 0x0c00_0000));
    let bits = exponent_and_rest(normal);
    let e = (bits >> 23) - (tiny & 24) as i32;
    let m = f32::from_bits((bits as u32 & 0x007f_ffff) + ROOT_OF_HALF);
    with_edges(x, log_of_parts(e as f32, m - 1.0))
}
