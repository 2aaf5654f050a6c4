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

/// The bits of 2/π behind the point, eight at a time, and three bytes of 0 before them.
const TWO_OVER_PI: [u8; 27] = [
    0, 0, 0, 0xa2, 0xf9, 0x83, 0x6e, 0x4e, 0x44, 0x15, 0x29, 0xfc, 0x27, 0x57, 0xd1, 0xf5, 0x34, 0xdd, 0xc0, 0xdb,
    0x62, 0x95, 0x99, 0x3c, 0x43, 0x90, 0x41,
];

/// As [`quarter_turns`] for finite x ≥ 2, however large, with r in double precision; NaN of ∞.
///
/// x · 2/π in whole numbers, of which only the lowest bits before the point and 62 behind it are computed: from those 96
/// bits of 2/π that the exponent of x does not lift out of sight. Source of the method: Payne & Hanek, "Radian reduction
/// for trigonometric functions", 1983; with numbers of 64 bits as in Arm's optimized routines.
pub fn quarter_turns_beyond_reach(x: f32) -> (u32, f64) {
    if x == f32::INFINITY {
        return (0, f64::NAN);
    }
    let bits = x.to_bits();
    let first = (bits >> 26) as usize & 15;
    let mantissa = u64::from((bits & 0x007f_ffff) | 0x0080_0000) << ((bits >> 23) & 7);
    let product = |at: usize| {
        let word = TWO_OVER_PI[first + at..]
            .first_chunk()
            .map_or(0, |bytes| u32::from_be_bytes(*bytes));
        mantissa.wrapping_mul(u64::from(word))
    };
    let turns = (product(0) << 32)
        .wrapping_add(product(4))
        .wrapping_add(product(8) >> 32);
    let whole = turns.wrapping_add(1 << 61) >> 62;
    let rest = turns.wrapping_sub(whole << 62) as i64;
    let r = rest as f64 * (core::f64::consts::FRAC_PI_2 / (1_u64 << 62) as f64);
    (whole as u32, r)
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

/// As [`sine`] for r in double precision, by polynomials of degrees 9 and 8. Source of the coefficients: FreeBSD's
/// k_sinf.c and k_cosf.c.
pub fn sine_beyond_reach((turns, r): (u32, f64)) -> f32 {
    let square = r * r;
    let value = if turns & 1 == 0 {
        let rest = [
            2.718_311_493_989_822e-6,
            -1.983_933_483_609_663e-4,
            8.333_329_385_889_463e-3,
            -1.666_666_664_162_652_4e-1,
        ];
        polynomial(square, rest) * (square * r) + r
    } else {
        let rest = [
            2.439_044_879_627_741e-5,
            -1.388_676_377_460_993e-3,
            4.166_662_332_373_906e-2,
            -4.999_999_972_510_31e-1,
        ];
        polynomial(square, rest) * square + 1.0
    };
    (if turns & 2 == 0 { value } else { -value }) as f32
}
