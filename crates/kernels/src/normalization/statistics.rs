use crate::Real;

/// What is kept of a group: its mean in two parts, and one over its standard deviation.
pub const STATISTICS: usize = 3;

/// A mean whose rounding error is kept beside it. Subtracted in two steps it leaves every digit of a small deviation
/// from a large mean, where a mean in the working precision alone would be wrong by up to its last digit.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mean<R> {
    pub high: R,
    pub low: R,
}

impl<R: Real> Mean<R> {
    pub fn of(mean: f64) -> Self {
        let high = R::from_f64(mean);
        Self {
            high,
            low: R::from_f64(mean - high.to_f64()),
        }
    }
}

/// `1 / √(variance + eps)`
pub(super) fn inverse_deviation<R: Real>(variance: f64, eps: f64) -> R {
    R::from_f64(1.0 / libm::sqrt(variance + eps))
}

/// The statistics of all groups, `[3, groups]`: high parts of the means, low parts, inverse deviations.
pub(super) struct Statistics<'a, R> {
    high: &'a [R],
    low: &'a [R],
    inverse: &'a [R],
}

impl<'a, R: Real> Statistics<'a, R> {
    pub fn read(all: &'a [R]) -> Self {
        let groups = all.len() / STATISTICS;
        let (high, rest) = all.split_at(groups);
        let (low, inverse) = rest.split_at(groups);
        Self { high, low, inverse }
    }

    pub fn of(&self, group: usize) -> (Mean<R>, R) {
        let mean = Mean {
            high: self.high[group],
            low: self.low[group],
        };
        (mean, self.inverse[group])
    }
}

/// Writes the statistics of one group into `[3, groups]`.
pub(super) fn write_statistics<R: Real>(all: &mut [R], group: usize, mean: Mean<R>, inverse: R) {
    let groups = all.len() / STATISTICS;
    all[group] = mean.high;
    all[groups + group] = mean.low;
    all[2 * groups + group] = inverse;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mean_in_two_parts_keeps_the_digits_that_one_part_loses() {
        let mean = Mean::<f32>::of(10_000.000_3);
        assert_eq!(mean.high, 10_000.0);
        assert!((mean.low / 3e-4 - 1.0).abs() < 1e-4);
        assert_eq!(Mean::<f64>::of(0.1).low, 0.0);
    }

    #[test]
    fn what_is_written_is_read_back() {
        let mut all = [0.0_f32; 6];
        write_statistics(&mut all, 1, Mean { high: 1.0, low: 2.0 }, inverse_deviation(0.2, 0.05));
        assert_eq!(all, [0.0, 1.0, 0.0, 2.0, 0.0, 2.0]);
        let (mean, inverse) = Statistics::read(&all).of(1);
        assert_eq!((mean.high, mean.low, inverse), (1.0, 2.0, 2.0));
    }
}
