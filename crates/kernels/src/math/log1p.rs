use super::log::{exponent_and_rest, log_of_parts, with_edges};
use super::sign::with_sign_of;

/// `ln(1 + x)`
///
/// Only the exponent e of 1 + x is taken from the rounded sum; f in 1 + x = 2ᵉ·(1 + f) is 2⁻ᵉ·x + (2⁻ᵉ − 1).
#[inline(always)]
pub fn log1p(x: f32) -> f32 {
    let sum = 1.0 + x;
    let bits = exponent_and_rest(sum);
    // 4·2⁻ᵉ, as 2⁻¹²⁸ is no normal number.
    let scale = f32::from_bits(0x4080_0000_u32.wrapping_sub(bits as u32 & 0xff80_0000));
    let f = 0.25 * (x * scale) + (0.25 * scale - 1.0);
    with_sign_of(x, with_edges(sum, log_of_parts((bits >> 23) as f32, f)))
}
