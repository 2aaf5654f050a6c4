use super::polynomial::polynomial_in_one_chain;
use super::sign::{magnitude, with_sign_of};

/// π/2 and what single precision leaves out of it.
const QUARTER_TURN: [f32; 2] = [core::f32::consts::FRAC_PI_2, -4.371_139e-8];
/// (arctan t − t)/t³ in powers of t² on 0 ≤ t ≤ 1.
const COEFFICIENTS: [f32; 8] = [
    2.919_393_1e-3,
    -1.636_310_3e-2,
    4.320_463_5e-2,
    -7.551_656e-2,
    1.066_576_84e-1,
    -1.421_100_2e-1,
    1.999_376_7e-1,
    -3.333_315_3e-1,
];

/// `arctan x` as a polynomial of |x|, or as π/2 − arctan(1/|x|) above 1.
#[inline(always)]
pub fn atan(x: f32) -> f32 {
    let x_abs = magnitude(x);
    let inverted = x_abs > 1.0;
    let t = if inverted { 1.0 / x_abs } else { x_abs };
    let square = t * t;
    let more = polynomial_in_one_chain(square, COEFFICIENTS) * (square * t);
    let complement = (QUARTER_TURN[0] - t) - (more - QUARTER_TURN[1]);
    with_sign_of(x, if inverted { complement } else { more + t })
}
