use super::exp::{COEFFICIENTS, ROUNDER};
use super::polynomial::polynomial;
use super::sign::{magnitude, with_sign_of};
use core::f32::consts::{LN_2, LOG2_E};

/// Below this magnitude a polynomial is more exact than the quotient of exponentials.
const SMALL: f32 = 0.55;
/// Beyond this `tanh x` rounds to 1, and so does what is computed for it.
const HIGHEST: f32 = 10.0;
/// (tanh x − x)/x³ in powers of x² on |x| ≤ SMALL.
const NEAR: [f32; 4] = [1.643_787_9e-2, -5.267_201e-2, 1.332_072_9e-1, -3.333_294_7e-1];
/// (e²ʳ − 1 − 2r)/r² on |r| ≤ ln 2 / 4.
const FAR: [f32; 5] = [
    64.0 * COEFFICIENTS[0],
    32.0 * COEFFICIENTS[1],
    16.0 * COEFFICIENTS[2],
    8.0 * COEFFICIENTS[3],
    4.0 * COEFFICIENTS[4],
];

/// `tanh x`: a polynomial near 0, else 1 − 2/(e^(2|x|) + 1) with the sign of x.
#[inline(always)]
pub fn tanh(x: f32) -> f32 {
    let x_abs = magnitude(x);
    let square = x_abs * x_abs;
    let near = polynomial(square, NEAR) * square * x_abs + x_abs;
    // e^(2|x|) as in `exp`, but with ln 2 in one part: where the multiple is large, the exponential hardly matters.
    let bounded = if x_abs > HIGHEST { HIGHEST } else { x_abs };
    let rounder = ROUNDER + 127.0;
    let shifted = bounded * (2.0 * LOG2_E) + rounder;
    let r = bounded - (shifted - rounder) * (0.5 * LN_2);
    let rest = (polynomial(r, FAR) * r + 2.0) * r;
    let power = f32::from_bits(shifted.to_bits() << 23);
    let far = 1.0 - 2.0 / (power * rest + (power + 1.0));
    with_sign_of(x, if x_abs < SMALL { near } else { far })
}
