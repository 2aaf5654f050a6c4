use super::exp::{beyond_linear, reduce};
use super::polynomial::polynomial;
use super::sign::{magnitude, with_sign_of};

/// Beyond this `erf x` rounds to 1, and so does what is computed for it.
const HIGHEST: f32 = 3.95;
/// −ln(1 − erf t)/t − 1 on 0 ≤ t ≤ HIGHEST.
const COEFFICIENTS: [f32; 9] = [
    -9.387_438e-6,
    1.188_568_06e-4,
    -6.373_501_4e-4,
    1.675_659_3e-3,
    -1.694_946_5e-4,
    -1.914_782_4e-2,
    1.027_763_04e-1,
    6.366_195_7e-1,
    1.283_791_7e-1,
];

/// `erf x = 1 − e^(−q)` with q = −ln(1 − erf |x|) as a polynomial, and the sign of x.
#[inline(always)]
pub fn erf(x: f32) -> f32 {
    let x_abs = magnitude(x);
    let t = if x_abs > HIGHEST { HIGHEST } else { x_abs };
    let more = polynomial(t, COEFFICIENTS) * t;
    let q = more + t;
    // What rounding left out of q.
    let left = more - (q - t);
    let (n, r) = reduce::<127>(-q);
    let power = f32::from_bits(n << 23);
    with_sign_of(x, (1.0 - power) - power * ((beyond_linear(r) - left) + r))
}
