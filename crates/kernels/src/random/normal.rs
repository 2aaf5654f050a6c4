use super::philox::{Stream, GROUP};
use super::words::BLOCKS;
use crate::math::polynomial;
use crate::Real;
use core::f64::consts::{LN_2, TAU};

/// Of a word, the 24 bits that make a number in [0, 1).
const BITS: u32 = 24;

/// `y_j = mean + std · z_j` with standard normal z: of each pair of words, u₁ in (0, 1] and u₂ in [0, 1),
/// `z = √(−2 ln u₁) · (cos 2πu₂, sin 2πu₂)` (Box and Muller), computed in double precision.
pub fn normal<R: Real>(y: &mut [R], stream: Stream, mean: f64, std: f64) {
    for (index, group) in y.chunks_mut(GROUP).enumerate() {
        let mut z = [0.0; GROUP];
        for (z, words) in z.chunks_exact_mut(2).zip(stream.words(index * BLOCKS).chunks_exact(2)) {
            let complement = (1 << BITS) - (words[0] >> (32 - BITS));
            let radius = libm::sqrt(-2.0 * log(f64::from(complement) / f64::from(1 << BITS)));
            let [cos, sin] = direction(words[1] >> (32 - BITS));
            z[0] = radius * cos;
            z[1] = radius * sin;
        }
        for (y, z) in group.iter_mut().zip(z) {
            *y = R::from_f64(mean + std * z);
        }
    }
}

/// √½ as bits: below it the mantissa is doubled.
const ROOT_OF_HALF: u64 = 0x3fe6_a09e_667f_3bcd;
/// 2⁵² as bits: whole numbers below it become its lowest bits.
const TWO_TO_52: u64 = 0x4330_0000_0000_0000;
/// (ln((1 + s)/(1 − s)) − 2s)/s in powers of s² (FreeBSD's msun, `e_log.c`).
const LOG: [f64; 7] = [
    1.479_819_860_511_658_6e-1,
    1.531_383_769_920_937_3e-1,
    1.818_357_216_161_805e-1,
    2.222_219_843_214_978_4e-1,
    2.857_142_874_366_239e-1,
    3.999_999_999_940_942e-1,
    6.666_666_666_666_735e-1,
];

/// `ln x` of a positive normal number, without branches.
#[inline(always)]
fn log(x: f64) -> f64 {
    // 1 more than the exponent for a mantissa above √½, with 1023 as in the bits of a number, as whole bits.
    let bits = x.to_bits() + (0x3ff0_0000_0000_0000 - ROOT_OF_HALF);
    let exponent = f64::from_bits(TWO_TO_52 | (bits >> 52)) - (f64::from_bits(TWO_TO_52) + 1023.0);
    let f = f64::from_bits((bits & 0x000f_ffff_ffff_ffff) + ROOT_OF_HALF) - 1.0;
    let s = f / (2.0 + f);
    let square = s * s;
    let rest = polynomial(square, LOG) * square;
    let half_square = 0.5 * f * f;
    exponent * LN_2 + (f - (half_square - s * (half_square + rest)))
}

/// (sin r − r)/r³ and (cos r − 1 + r²/2)/r⁴ in powers of r² on |r| ≤ π/4 (FreeBSD's msun, `k_sin.c` and `k_cos.c`).
const SINE: [f64; 6] = [
    1.589_690_995_211_55e-10,
    -2.505_076_025_340_686_3e-8,
    2.755_731_370_707_007e-6,
    -1.984_126_982_985_795e-4,
    8.333_333_333_322_49e-3,
    -1.666_666_666_666_663_2e-1,
];
const COSINE: [f64; 6] = [
    -1.135_964_755_778_819_5e-11,
    2.087_572_321_298_175e-9,
    -2.755_731_435_139_066_3e-7,
    2.480_158_728_947_673e-5,
    -1.388_888_888_887_411e-3,
    4.166_666_666_666_66e-2,
];

/// Cosine and sine of so many of 2²⁴ parts of a turn, without branches.
#[inline(always)]
fn direction(part: u32) -> [f64; 2] {
    // Whole quarter turns, and the rest between −⅛ and ⅛ of a turn, exactly.
    let quarters = (part + (1 << (BITS - 3))) >> (BITS - 2);
    let rest = part.wrapping_sub(quarters << (BITS - 2)) as i32;
    let r = f64::from(rest) * (TAU / f64::from(1 << BITS));
    let square = r * r;
    let sine = r + polynomial(square, SINE) * (square * r);
    let cosine = 1.0 - (0.5 * square - polynomial(square, COSINE) * (square * square));
    let odd = u64::from(quarters & 1).wrapping_neg();
    let choose = |even: f64, other: f64| (even.to_bits() & !odd) | (other.to_bits() & odd);
    let sign = |quarters: u32| u64::from(quarters & 2) << 62;
    [
        f64::from_bits(choose(cosine, sine) ^ sign(quarters + 1)),
        f64::from_bits(choose(sine, cosine) ^ sign(quarters)),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::vec;

    const STREAM: Stream = Stream {
        key: 0x0123_4567_89ab_cdef,
        counter: 1000,
    };

    /// The formula with libm's functions; a unit of double precision is 2.2·10⁻¹⁶.
    #[test]
    fn follows_the_formula_to_the_last_digits() {
        let mut words = [0; 4096];
        super::super::bits(&mut words, STREAM);
        let mut y = [0.0; 4096];
        normal(&mut y, STREAM, 0.0, 1.0);
        for (y, words) in y.chunks_exact(2).zip(words.chunks_exact(2)) {
            let unit = |word: i32| f64::from(word as u32 >> 8) / 16_777_216.0;
            let radius = (-2.0 * (1.0 - unit(words[0])).ln()).sqrt();
            let (sin, cos) = (TAU * unit(words[1])).sin_cos();
            assert!((y[0] - radius * cos).abs() <= 1e-15 * radius);
            assert!((y[1] - radius * sin).abs() <= 1e-15 * radius);
        }
    }

    #[test]
    fn edges_of_the_functions() {
        assert_eq!(log(1.0), 0.0);
        assert!((log(2.0_f64.powi(-24)) + 24.0 * LN_2).abs() < 4e-15);
        let half = core::f64::consts::FRAC_1_SQRT_2;
        for (part, expected) in [
            (0, [1.0, 0.0]),
            (1 << 21, [half, half]),
            (1 << 22, [0.0, 1.0]),
            (3 << 21, [-half, half]),
            (1 << 23, [-1.0, 0.0]),
            (3 << 22, [0.0, -1.0]),
            (7 << 21, [half, -half]),
        ] {
            let off = |i: usize| (direction(part)[i] - expected[i]).abs();
            assert!(off(0) < 2e-16 && off(1) < 2e-16, "{part}");
        }
    }

    #[test]
    fn numbers_have_their_moments() {
        const COUNT: usize = 200_001;
        let mut y = vec![0.0_f32; COUNT];
        normal(&mut y, STREAM, 2.0, 3.0);
        let z = || y.iter().map(|&y| (f64::from(y) - 2.0) / 3.0);
        let moment = |power: i32| z().map(|z| z.powi(power)).sum::<f64>() / COUNT as f64;
        assert!(moment(1).abs() < 0.01);
        assert!((moment(2) - 1.0).abs() < 0.02);
        assert!(moment(3).abs() < 0.05);
        assert!((moment(4) - 3.0).abs() < 0.15);
        let neighbours: f64 = z().zip(z().skip(1)).map(|(a, b)| a * b).sum::<f64>() / COUNT as f64;
        assert!(neighbours.abs() < 0.01);
        assert!(y.iter().all(|y| y.is_finite()));
    }

    #[test]
    fn both_precisions_draw_the_same_numbers() {
        let (mut single, mut double) = ([0.0_f32; 41], [0.0_f64; 41]);
        normal(&mut single, STREAM, 0.0, 1.0);
        normal(&mut double, STREAM, 0.0, 1.0);
        assert_eq!(single, double.map(|value| value as f32));
    }
}
