use super::sums::shifted_sums;
use crate::line::{Vector, LINE};

/// By how much more numbers may follow than those that tell where about their mean is.
pub(super) const GROWTH: usize = 4;

/// Mean of some numbers, and the sum of their squared deviations from it, in double precision.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Moments {
    pub count: f64,
    pub mean: f64,
    pub squares: f64,
}

impl Moments {
    /// From the sums of `x − shift` and of its square. The shift has to be near the mean.
    ///
    /// The first sum repairs what rounding did to the shift. Source: Chan, Golub and LeVeque, "Algorithms for computing
    /// the sample variance", 1983.
    #[inline(always)]
    pub fn shifted(count: f64, shift: f64, [sum, sum_of_squares]: [f64; 2]) -> Self {
        let rest = sum / count;
        let squares = sum_of_squares - sum * rest;
        Self {
            count,
            mean: shift + rest,
            // Rounding may not make it negative; NaN passes through.
            squares: if squares < 0.0 { 0.0 } else { squares },
        }
    }

    /// The moments of both sets of numbers together.
    #[inline(always)]
    pub fn join(self, other: Self) -> Self {
        if self.count == 0.0 {
            return other;
        }
        let count = self.count + other.count;
        let share = other.count / count;
        let apart = other.mean - self.mean;
        Self {
            count,
            mean: self.mean + apart * share,
            squares: self.squares + other.squares + apart * apart * self.count * share,
        }
    }

    /// These and those of a contiguous row together, which is read once.
    ///
    /// Deviations are taken from the mean of the numbers before, of blocks at most [`GROWTH`] times as long as what came
    /// before: a block whose own mean is far from it makes the joint sum of squares larger by as much as its rounding
    /// errors grow.
    #[inline(never)]
    pub fn with_row<R: Vector>(self, mut row: &[R]) -> Self {
        let mut all = self;
        while !row.is_empty() {
            let mut known = all.count as usize;
            if known == 0 {
                known = row.len().min(LINE);
                all.mean = row[..known].iter().map(|x| x.to_f64()).sum::<f64>() / known as f64;
            }
            let (block, behind) = row.split_at(row.len().min(GROWTH * known));
            let shift = R::from_f64(all.mean);
            let sums = shifted_sums(block, shift);
            all = all.join(Self::shifted(block.len() as f64, shift.to_f64(), sums));
            row = behind;
        }
        all
    }

    /// Those of a row that counts as having a mean of 0.
    pub fn around_zero<R: Vector>(row: &[R]) -> Self {
        Self {
            count: row.len() as f64,
            mean: 0.0,
            squares: shifted_sums(row, R::ZERO)[1],
        }
    }

    /// The mean squared deviation.
    pub fn variance(self) -> f64 {
        self.squares / self.count
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::vec::Vec;

    fn of_row<R: Vector>(row: &[R]) -> Moments {
        Moments::default().with_row(row)
    }

    fn expected(x: &[f32]) -> (f64, f64) {
        let count = x.len() as f64;
        let mean = x.iter().map(|&x| f64::from(x)).sum::<f64>() / count;
        let squares = x.iter().map(|&x| (f64::from(x) - mean).powi(2)).sum::<f64>();
        (mean, squares / count)
    }

    #[test]
    fn small_deviations_from_a_large_mean_are_exact() {
        for length in [1, 2, 15, 16, 17, 255, 256, 300, 4096, 4097, 10_001] {
            let x: Vec<f32> = (0..length)
                .map(|i| 1e4 + ((i * 37) % 41) as f32 / 512.0 + (i / 5000) as f32)
                .collect();
            let (mean, variance) = expected(&x);
            let moments = of_row(&x);
            assert!((moments.mean - mean).abs() < 1e-9, "{length}: {} {mean}", moments.mean);
            assert!((moments.variance() - variance).abs() <= 1e-6 * variance, "{length}");
        }
    }

    #[test]
    fn an_outlier_at_the_start_does_no_harm() {
        let mut x: Vec<f32> = (0..9000).map(|i| ((i * 37) % 41) as f32).collect();
        x[0] = 1e6;
        let (mean, variance) = expected(&x);
        let moments = of_row(&x);
        assert!((moments.mean / mean - 1.0).abs() < 1e-6);
        assert!((moments.variance() / variance - 1.0).abs() < 1e-6);
    }

    #[test]
    fn edges() {
        assert_eq!(of_row(&[7.0_f32; 99]).squares, 0.0);
        assert!(of_row(&[1.0_f32, f32::NAN]).squares.is_nan());
        assert!(of_row(&[1.0_f32, f32::INFINITY]).squares.is_nan());
        assert_eq!(of_row::<f32>(&[]).count, 0.0);
        assert_eq!(Moments::around_zero(&[3.0_f32, 4.0]).variance(), 12.5);
    }
}
