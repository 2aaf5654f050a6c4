/// Above this `eˣ` overflows to ∞, and so does what is computed for it.
const HIGHEST: f32 = 89.0;
/// Below this `eˣ` rounds to 0, and so does what is computed for it.
const LOWEST: f32 = -104.0;
/// Added and subtracted again, rounds to a whole number; in between that number stands in the low bits.
const ROUNDER: f32 = 12_582_912.0;
/// ln 2 in two parts, the first with so few bits that its multiples are exact.
const LN_2: [f32; 2] = [0.693_359_4, -2.121_944_4e-4];
/// Coefficients of r⁷ to r² of a minimax polynomial on |r| ≤ ln 2 / 2 (Cephes, `expf`).
const COEFFICIENTS: [f32; 6] = [
    1.987_569_1e-4,
    1.398_199_9e-3,
    8.333_452e-3,
    4.166_579_6e-2,
    1.666_666_5e-1,
    0.5,
];

/// `eˣ` as `2ⁿ · eʳ` with `n` the whole number nearest to `x / ln 2`; at most 1.1 units in the last place off.
#[inline(always)]
pub fn exp(x: f32) -> f32 {
    let bounded = if x > HIGHEST { HIGHEST } else { x };
    let bounded = if bounded < LOWEST { LOWEST } else { bounded };
    let shifted = bounded * core::f32::consts::LOG2_E + ROUNDER;
    let whole = shifted - ROUNDER;
    let r = bounded - whole * LN_2[0] - whole * LN_2[1];
    let polynomial = COEFFICIENTS[1..]
        .iter()
        .fold(COEFFICIENTS[0], |sum, coefficient| sum * r + coefficient);
    let power = polynomial * (r * r) + r + 1.0;
    // 2ⁿ in two factors: n may lie outside the exponents of normal numbers.
    let n = (shifted.to_bits() as i32).wrapping_sub(ROUNDER.to_bits() as i32);
    let half = n >> 1;
    power * power_of_two(half) * power_of_two(n.wrapping_sub(half))
}

#[inline(always)]
fn power_of_two(exponent: i32) -> f32 {
    f32::from_bits((exponent.wrapping_add(127) as u32) << 23)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_within_little_more_than_one_unit_in_the_last_place() {
        let mut worst: f64 = 0.0;
        let mut x = -103.0_f32;
        while x < 88.7 {
            let exact = f64::from(x).exp();
            // The spacing of results; that of the smallest normal number below it.
            let unit = 2.0_f64.powi((exact.log2().floor() as i32).max(-126) - 23);
            worst = worst.max((f64::from(exp(x)) - exact).abs() / unit);
            x += 0.000_37;
        }
        assert!(worst < 1.1, "{worst}");
    }

    #[test]
    fn special_values() {
        assert_eq!(exp(0.0), 1.0);
        assert_eq!(exp(-0.0), 1.0);
        assert_eq!(exp(f32::NEG_INFINITY), 0.0);
        assert_eq!(exp(f32::INFINITY), f32::INFINITY);
        assert_eq!(exp(1e4), f32::INFINITY);
        assert_eq!(exp(88.73), f32::INFINITY);
        assert!(exp(88.72).is_finite());
        assert_eq!(exp(-1e4), 0.0);
        assert!(exp(-103.0) > 0.0);
        assert!(exp(f32::NAN).is_nan());
    }
}
