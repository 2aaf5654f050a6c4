use super::distributions::map_words;
use super::normal_quantile::normal_quantile;
use super::philox::Stream;
use crate::Real;
use core::f64::consts::FRAC_1_SQRT_2;

/// The probability that a standard normal variable is above x, with all its digits however small it is.
fn above(x: f64) -> f64 {
    0.5 * libm::erfc(x * FRAC_1_SQRT_2)
}

/// A normal distribution of which only what lies between `low` and `high` is left:
/// `y_j = Φ⁻¹(Φ(low) + u_j·(Φ(high) − Φ(low)))`, Φ the distribution function of that mean and deviation and
/// `u_j = (word_j + ½)/2³²`; computed in double precision.
///
/// The probability on the smaller side of a number is what its quantile is taken of, so that tails keep their digits:
/// up to 37 deviations from the mean, where probabilities become too small for their type. Bounds are rounded to the
/// type of y.
pub fn truncated_normal<R: Real>(y: &mut [R], stream: Stream, mean: f64, std: f64, low: f64, high: f64) {
    let (alpha, beta) = ((low - mean) / std, (high - mean) / std);
    let (before, after) = (above(-alpha), above(beta));
    let between = if alpha > 0.0 {
        above(alpha) - after
    } else {
        above(-beta) - before
    };
    let (least, greatest) = (R::from_f64(low), R::from_f64(high));
    map_words(y, stream, |word| {
        let u = (f64::from(word) + 0.5) / 4_294_967_296.0;
        let (below, above) = (before + u * between, after + (1.0 - u) * between);
        let z = if below < above {
            normal_quantile(below)
        } else {
            -normal_quantile(above)
        };
        let value = R::from_f64(mean + std * z);
        if value < least {
            least
        } else if value > greatest {
            greatest
        } else {
            value
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::vec;
    use std::vec::Vec;

    const STREAM: Stream = Stream {
        key: 0x0123_4567_89ab_cdef,
        counter: 77,
    };
    const COUNT: usize = 100_000;

    fn sample(mean: f64, std: f64, low: f64, high: f64) -> Vec<f64> {
        let mut y = vec![0.0; COUNT];
        truncated_normal(&mut y, STREAM, mean, std, low, high);
        y
    }

    /// Mean and variance of what the bounds leave (Johnson, Kotz & Balakrishnan, "Continuous Univariate Distributions",
    /// 1994, 13.10), against the sample's, in standard errors.
    #[test]
    fn moments_are_the_published_ones() {
        let density = |x: f64| (-0.5 * x * x).exp() / core::f64::consts::TAU.sqrt();
        for (mean, std, low, high) in [
            (0.0, 1.0, -2.0, 2.0),
            (1.0, 3.0, -2.0, 2.0),
            (0.0, 1.0, 6.0, 8.0),
            (0.0, 1.0, -8.0, -6.0),
            (5.0, 0.5, -5.0, 5.0),
            (0.0, 0.02, -1.0, 1.0),
        ] {
            let (a, b) = ((low - mean) / std, (high - mean) / std);
            let mass = if a > 0.0 {
                above(a) - above(b)
            } else {
                above(-b) - above(-a)
            };
            let shift = (density(a) - density(b)) / mass;
            let variance = std * std * (1.0 + (a * density(a) - b * density(b)) / mass - shift * shift);
            let y = sample(mean, std, low, high);
            let average = y.iter().sum::<f64>() / COUNT as f64;
            let error = (variance / COUNT as f64).sqrt();
            assert!(
                (average - (mean + std * shift)).abs() < 4.0 * error,
                "{average} for {mean}, {std}, {low}, {high}"
            );
            let spread = y.iter().map(|y| (y - average).powi(2)).sum::<f64>() / COUNT as f64;
            assert!(
                (spread / variance - 1.0).abs() < 0.02,
                "{spread} for {mean}, {std}, {low}, {high}"
            );
        }
    }

    /// The largest distance of the two distribution functions, which one sample in a thousand exceeds 1.95/√n with.
    #[test]
    fn tails_have_their_shape() {
        for (low, high) in [
            (-2.0, 2.0),
            (6.0, 8.0),
            (-36.5, -36.0),
            (-1e3, 30.0),
            (f64::NEG_INFINITY, f64::INFINITY),
        ] {
            let mut y = sample(0.0, 1.0, low, high);
            assert!(y.iter().all(|y| (low..=high).contains(y)));
            y.sort_by(f64::total_cmp);
            // On the side where the interval lies, so that nothing is lost.
            let share = |x: f64| {
                if low > 0.0 {
                    (above(low) - above(x)) / (above(low) - above(high))
                } else {
                    (above(-x) - above(-low)) / (above(-high) - above(-low))
                }
            };
            let distance = y.iter().enumerate().fold(0.0_f64, |worst, (i, &x)| {
                let (p, n) = (share(x), COUNT as f64);
                worst.max((p - i as f64 / n).abs()).max((p - (i + 1) as f64 / n).abs())
            });
            assert!(distance < 1.95 / (COUNT as f64).sqrt(), "{distance} for {low}, {high}");
        }
    }

    #[test]
    fn both_precisions_draw_the_same_numbers() {
        for (low, high) in [(-2.0, 2.0), (0.1, 0.3), (6.0, 8.0)] {
            let (mut single, mut double) = ([0.0_f32; 1001], [0.0_f64; 1001]);
            truncated_normal(&mut single, STREAM, 0.05, 1.0, low, high);
            truncated_normal(&mut double, STREAM, 0.05, 1.0, low, high);
            assert_eq!(single, double.map(|value| value as f32));
        }
    }

    #[test]
    fn numbers_grow_with_their_words() {
        let mut words = [0; 500];
        super::super::bits(&mut words, STREAM);
        for (low, high) in [(-1.0, 2.0), (3.0, 4.0)] {
            let mut pairs: Vec<_> = words
                .iter()
                .map(|&word| word as u32)
                .zip(sample(0.0, 1.0, low, high))
                .collect();
            pairs.sort_by_key(|&(word, _)| word);
            assert!(pairs.windows(2).all(|pair| pair[0].1 <= pair[1].1));
        }
    }
}
