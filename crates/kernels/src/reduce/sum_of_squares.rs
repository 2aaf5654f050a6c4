use crate::Real;

const LANES: usize = 8;

/// `Σ x²` in double precision: neither the squares nor their sum overflow or lose small values.
pub fn sum_of_squares<R: Real>(x: &[R]) -> f64 {
    let mut lanes = [0.0; LANES];
    let mut blocks = x.chunks_exact(LANES);
    for block in &mut blocks {
        for (lane, value) in lanes.iter_mut().zip(block) {
            let value = value.to_f64();
            *lane += value * value;
        }
    }
    let tail: f64 = blocks
        .remainder()
        .iter()
        .map(|value| value.to_f64() * value.to_f64())
        .sum();
    lanes.iter().sum::<f64>() + tail
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::vec::Vec;

    #[test]
    fn squares_are_summed_without_overflow() {
        let x: Vec<f32> = (1..=100).map(|i| i as f32).collect();
        assert_eq!(sum_of_squares(&x), 338_350.0);
        let large = sum_of_squares(&[1e30_f32, 1e30, 1e-30]);
        assert!((large / 2e60 - 1.0).abs() < 1e-6);
        assert_eq!(sum_of_squares::<f64>(&[]), 0.0);
        assert!(sum_of_squares(&[1.0, f32::NAN]).is_nan());
    }
}
