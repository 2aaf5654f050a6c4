use super::quarter_turns::{in_reach, quarter_turns, quarter_turns_beyond_reach, sine, sine_beyond_reach};
use super::sign::{magnitude, sign_bit};

/// `sin x` where [`in_reach`].
#[inline(always)]
pub fn sin_in_reach(x: f32) -> f32 {
    let (turns, [r, _]) = quarter_turns(magnitude(x));
    f32::from_bits(sine(turns, r).to_bits() ^ sign_bit(x))
}

/// `sin x`
#[inline(always)]
pub fn sin(x: f32) -> f32 {
    if in_reach(x) {
        sin_in_reach(x)
    } else {
        sin_beyond_reach(x)
    }
}

#[cold]
#[inline(never)]
fn sin_beyond_reach(x: f32) -> f32 {
    let value = sine_beyond_reach(quarter_turns_beyond_reach(magnitude(x)));
    f32::from_bits(value.to_bits() ^ sign_bit(x))
}
