use super::quarter_turns::{in_reach, quarter_turns, quarter_turns_beyond_reach, sine, sine_beyond_reach};
use super::sign::magnitude;

/// `cos x` where [`in_reach`].
#[inline(always)]
pub fn cos_in_reach(x: f32) -> f32 {
    let (turns, [r, _]) = quarter_turns(magnitude(x));
    sine(turns + 1, r)
}

/// `cos x`
#[inline(always)]
pub fn cos(x: f32) -> f32 {
    if in_reach(x) {
        cos_in_reach(x)
    } else {
        cos_beyond_reach(x)
    }
}

#[cold]
#[inline(never)]
fn cos_beyond_reach(x: f32) -> f32 {
    let (turns, r) = quarter_turns_beyond_reach(magnitude(x));
    sine_beyond_reach((turns + 1, r))
}
