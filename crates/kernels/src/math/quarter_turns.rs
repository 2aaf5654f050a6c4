use super::exp::ROUNDER;
use super::polynomial::polynomial;
use super::sign::magnitude;

/// Up to this magnitude [`quarter_turns`] is exact to single precision.
const REACH: f32 = 12_867.0;
/// π/2 in parts, of which all but the last have so few bits that their multiples are exact.
const PARTS: [f32; 4] = [1.570_312_5, 4.837_513e-4, 7.549_533_6e-8, 2.563_344e-12];

/// For 0 ≤ x ≤ REACH: a number whose two lowest bits are those of n, and r, with x = n·π/2 + r and |r| ≤ π/4; r in two
/// parts, of which the second is what the first leaves out.
///
/// Source of the method: Cody & Waite, "Software Manual for the Elementary Functions", 1980.
#[inline(always)]
pub fn quarter_turns(x: f32) -> (u32, [f32; 2]) {
    let shifted = x * core::f32::consts::FRAC_2_PI + ROUNDER;
    let whole = shifted - ROUNDER;
    let exact = x - whole * PARTS[0] - whole * PARTS[1];
    let step = whole * PARTS[2];
    let rounded = exact - step;
    let rest = ((exact - rounded) - step) - whole * PARTS[3];
    let r = rounded + rest;
    (shifted.to_bits(), [r, (rounded - r) + rest])
}

/// Whether the fast forms of sin, cos and tan hold: for NaN too.
#[inline(always)]
pub fn in_reach(x: f32) -> bool {
    magnitude(x) <= REACH || x.is_nan()
}

/// (sin r − r)/r³ in powers of r² on |r| ≤ π/4.
const SINE: [f32; 3] = [-1.951_828_5e-4, 8.332_189e-3, -1.666_665_5e-1];
/// (cos r − 1 + r²/2)/r⁴ in powers of r² on |r| ≤ π/4.
const COSINE: [f32; 3] = [2.443_232_7e-5, -1.388_731e-3, 4.166_664_6e-2];

/// sin(r + turns·π/2) for |r| ≤ π/4.
#[inline(always)]
pub fn sine(turns: u32, r: f32) -> f32 {
    let square = r * r;
    let sine = polynomial(square, SINE) * (square * r) + r;
    let cosine = polynomial(square, COSINE) * (square * square) + (1.0 - 0.5 * square);
    let value = if turns & 1 == 0 { sine } else { cosine };
    f32::from_bits(value.to_bits() ^ ((turns & 2) << 30))
}
