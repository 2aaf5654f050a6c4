use super::exp::{COEFFICIENTS, ROUNDER};
use super::polynomial::polynomial;
use super::sign::{magnitude, with_sign_of};
use core::f32::consts::{LN_2, LOG2_E};

/// Beyond this `tanh x` rounds to 1, and so does what is computed for it.
const HIGHEST: f32 = 10.0;
/// (e²ʳ − 1 − 2r)/r² on |r| ≤ ln 2 / 4.
const DOUBLED: [f32; 5] = [
    64.0 * COEFFICIENTS[0],
    32.0 * COEFFICIENTS[1],
    16.0 * COEFFICIENTS[2],
    8.0 * COEFFICIENTS[3],
    4.0 * COEFFICIENTS[4],
];

/// `tanh x` as E/(E + 2) with E = e^(2|x|) − 1, and the sign of x.
///
/// E is 2ⁿ·(e²ʳ − 1) + (2ⁿ − 1): near 0, where n is 0, as exact as e²ʳ − 1, which no 1 is taken from.
#[inline(always)]
pub fn tanh(x: f32) -> f32 {
    let x_abs = magnitude(x);
    // As in `exp`, but with ln 2 in one part: where the multiple is large, the exponential hardly matters.
    let bounded = if x_abs > HIGHEST { HIGHEST } else { x_abs };
    let rounder = ROUNDER + 127.0;
    let shifted = bounded * (2.0 * LOG2_E) + rounder;
    let r = bounded - (shifted - rounder) * (0.5 * LN_2);
    let rest = polynomial(r, DOUBLED) * (r * r) + (r + r);
    let power = f32::from_bits(shifted.to_bits() << 23);
    let beyond_one = power * rest + (power - 1.0);
    with_sign_of(x, beyond_one / (beyond_one + 2.0))
}
