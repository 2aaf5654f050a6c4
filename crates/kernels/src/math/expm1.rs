use super::exp::{beyond_linear, reduce, HIGHEST};
use super::sign::with_sign_of;

/// Below this `eˣ − 1` rounds to −1.
const LOWEST: f32 = -18.0;

/// `eˣ − 1` as `2ⁿ·(eʳ − 1) + (2ⁿ − 1)`.
#[inline(always)]
pub fn expm1(x: f32) -> f32 {
    let bounded = if x > HIGHEST { HIGHEST } else { x };
    let bounded = if bounded < LOWEST { LOWEST } else { bounded };
    // Half of 2ⁿ, which itself may be beyond the largest number.
    let (n, r) = reduce::<126>(bounded);
    let rest = beyond_linear(r) + r;
    let half = f32::from_bits(n << 23);
    let step = half - 0.5;
    with_sign_of(x, half * (rest + rest) + step + step)
}
