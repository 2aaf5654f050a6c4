use super::polynomial::polynomial;
use super::quarter_turns::{in_reach, quarter_turns, quarter_turns_beyond_reach};
use super::sign::{magnitude, sign_bit};

/// (tan r − r)/r³ in powers of r² on |r| ≤ π/4.
const COEFFICIENTS: [f32; 7] = [
    4.309_381e-3,
    2.408_194_6e-4,
    1.070_028e-2,
    2.134_304e-2,
    5.404_571e-2,
    1.333_282_3e-1,
    3.333_334_3e-1,
];

/// `tan x` where [`in_reach`]: tan r, or −1/tan r an odd number of quarter turns on.
#[inline(always)]
pub fn tan_in_reach(x: f32) -> f32 {
    tangent(x, quarter_turns(magnitude(x)))
}

#[inline(always)]
fn tangent(x: f32, (turns, [r, rest]): (u32, [f32; 2])) -> f32 {
    let square = r * r;
    let tangent = polynomial(square, COEFFICIENTS) * (square * r) + (square * rest + rest) + r;
    let value = if turns & 1 == 0 { tangent } else { -1.0 / tangent };
    f32::from_bits(value.to_bits() ^ sign_bit(x))
}

/// `tan x`
#[inline(always)]
pub fn tan(x: f32) -> f32 {
    if in_reach(x) {
        tan_in_reach(x)
    } else {
        tan_beyond_reach(x)
    }
}

#[cold]
#[inline(never)]
fn tan_beyond_reach(x: f32) -> f32 {
    let (turns, r) = quarter_turns_beyond_reach(magnitude(x));
    let rounded = r as f32;
    tangent(x, (turns, [rounded, (r - f64::from(rounded)) as f32]))
}
