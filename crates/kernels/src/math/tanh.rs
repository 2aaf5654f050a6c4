use super::exp;

/// Below this magnitude a polynomial is more exact than the quotient of exponentials.
const SMALL: f32 = 0.625;
/// Coefficients of x⁹ to x¹ of (tanh x − x)/x² in powers of x² (Cephes, `tanhf`).
const COEFFICIENTS: [f32; 5] = [
    -5.704_988_6e-3,
    2.063_908_8e-2,
    -5.373_971_6e-2,
    1.333_144_2e-1,
    -3.333_328e-1,
];

/// `tanh x`: a polynomial near 0, else 1 − 2/(e^(2|x|) + 1) with the sign of x.
#[inline(always)]
pub fn tanh(x: f32) -> f32 {
    let magnitude = f32::from_bits(x.to_bits() & 0x7fff_ffff);
    let square = x * x;
    let polynomial = COEFFICIENTS[1..]
        .iter()
        .fold(COEFFICIENTS[0], |sum, coefficient| sum * square + coefficient);
    let near = polynomial * square * magnitude + magnitude;
    let far = 1.0 - 2.0 / (exp(2.0 * magnitude) + 1.0);
    let positive = if magnitude < SMALL { near } else { far };
    f32::from_bits(positive.to_bits() | (x.to_bits() & 0x8000_0000))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_within_two_units_in_the_last_place() {
        let mut worst: f64 = 0.0;
        let mut x = -12.0_f32;
        while x < 12.0 {
            let exact = f64::from(x).tanh();
            if exact != 0.0 {
                let unit = 2.0_f64.powi(exact.abs().log2().floor() as i32 - 23);
                worst = worst.max((f64::from(tanh(x)) - exact).abs() / unit);
            }
            x += 0.000_037;
        }
        assert!(worst < 2.0, "{worst}");
    }

    #[test]
    fn special_values() {
        assert_eq!(tanh(0.0).to_bits(), 0.0_f32.to_bits());
        assert_eq!(tanh(-0.0).to_bits(), (-0.0_f32).to_bits());
        assert_eq!([tanh(f32::INFINITY), tanh(f32::NEG_INFINITY)], [1.0, -1.0]);
        assert_eq!([tanh(1e4), tanh(-1e4), tanh(1e-30)], [1.0, -1.0, 1e-30]);
        assert!(tanh(f32::NAN).is_nan());
    }
}
