use super::philox::{Stream, GROUP};
use super::words::BLOCKS;
use crate::Real;

/// `y_j = f(word_j)` over a stream.
#[inline(always)]
pub(super) fn map_words<Y>(y: &mut [Y], stream: Stream, f: impl Fn(u32) -> Y) {
    for (index, group) in y.chunks_mut(GROUP).enumerate() {
        let words = stream.words(index * BLOCKS);
        for (y, &word) in group.iter_mut().zip(&words) {
            *y = f(word);
        }
    }
}

/// A number in [0, 1) of 24 bits, the same in every precision.
#[inline(always)]
fn unit(word: u32) -> f64 {
    f64::from(word >> 8) / f64::from(1 << 24)
}

/// The words of the stream themselves.
pub fn bits(y: &mut [i32], stream: Stream) {
    map_words(y, stream, |word| word as i32);
}

/// `y_j = low + u_j · (high − low)` with u_j in [0, 1) of 24 bits. A value that rounds up to `high` becomes `low`.
pub fn uniform<R: Real>(y: &mut [R], stream: Stream, low: f64, high: f64) {
    let (least, end) = (R::from_f64(low), R::from_f64(high));
    map_words(y, stream, |word| {
        let value = R::from_f64(low + unit(word) * (high - low));
        if value < end {
            value
        } else {
            least
        }
    });
}

/// `y_j = value` where u_j < probability, else 0.
pub fn bernoulli<R: Real>(y: &mut [R], stream: Stream, probability: f64, value: f64) {
    // u < probability in whole numbers of 2⁻²⁴.
    let threshold = libm::ceil(probability * f64::from(1 << 24)) as u32;
    let value = R::from_f64(value);
    let hit = |word: u32| (word >> 8) < threshold;
    if value * R::ZERO == R::ZERO {
        // A product instead of a branch, which no processor could predict.
        map_words(y, stream, |word| R::from_i32(i32::from(hit(word))) * value);
    } else {
        map_words(y, stream, |word| if hit(word) { value } else { R::ZERO });
    }
}

/// `y_j = low + ⌊word_j · range / 2³²⌋`: evenly among `range` integers from `low` on.
pub fn integers(y: &mut [i32], stream: Stream, low: i32, range: u32) {
    map_words(y, stream, |word| {
        low.wrapping_add(((u64::from(word) * u64::from(range)) >> 32) as i32)
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::vec;

    const STREAM: Stream = Stream {
        key: 0x0123_4567_89ab_cdef,
        counter: 1000,
    };
    const COUNT: usize = 200_000;

    #[test]
    fn words_are_numbered_through_the_blocks() {
        let mut y = [0; 41];
        bits(&mut y, STREAM);
        let words = [STREAM.words(0), STREAM.words(BLOCKS)];
        assert!(y.iter().zip(words.iter().flatten()).all(|(&y, &word)| y as u32 == word));
        assert_eq!(STREAM.words(1)[..GROUP - 4], words[0][4..]);
        let mut later = [0; 3];
        bits(
            &mut later,
            Stream {
                counter: 1002,
                ..STREAM
            },
        );
        assert_eq!(later, y[8..11]);
    }

    #[test]
    fn uniform_numbers_fill_their_interval() {
        let mut y = vec![0.0_f32; COUNT];
        uniform(&mut y, STREAM, -3.0, 5.0);
        assert!(y.iter().all(|&y| (-3.0..5.0).contains(&y)));
        let mean = y.iter().map(|&y| f64::from(y)).sum::<f64>() / COUNT as f64;
        let variance = y.iter().map(|&y| (f64::from(y) - mean).powi(2)).sum::<f64>() / COUNT as f64;
        assert!((mean - 1.0).abs() < 0.03 && (variance - 64.0 / 12.0).abs() < 0.06);
        let mut words = [0; 4];
        bits(&mut words, STREAM);
        let mut exact = [0.0_f64; 4];
        uniform(&mut exact, STREAM, 0.0, 1.0);
        assert_eq!(exact, words.map(|word| f64::from(word as u32 >> 8) / 16_777_216.0));
    }

    #[test]
    fn uniform_numbers_stay_below_the_end_of_a_narrow_interval() {
        let high = 1.0 + 2.0_f64.powi(-23);
        let mut y = vec![0.0_f32; 1000];
        uniform(&mut y, STREAM, 1.0, high);
        assert!(y.iter().all(|&y| y == 1.0));
    }

    #[test]
    fn both_precisions_draw_the_same_numbers() {
        let (mut single, mut double) = ([0.0_f32; 9], [0.0_f64; 9]);
        uniform(&mut single, STREAM, 0.0, 1.0);
        uniform(&mut double, STREAM, 0.0, 1.0);
        assert_eq!(single.map(f64::from), double);
    }

    #[test]
    fn bernoulli_keeps_its_probability() {
        let mut y = vec![9.0_f32; COUNT];
        bernoulli(&mut y, STREAM, 0.3, 2.5);
        assert!(y.iter().all(|&y| y == 0.0 || y == 2.5));
        let share = y.iter().filter(|&&y| y != 0.0).count() as f64 / COUNT as f64;
        assert!((share - 0.3).abs() < 0.005);
        let mut units = [0.0_f64; 32];
        uniform(&mut units, STREAM, 0.0, 1.0);
        // Exactly at a number of the stream: it is not below itself.
        bernoulli(&mut y, STREAM, units[5], 1.0);
        assert!(units
            .iter()
            .zip(&y)
            .all(|(unit, &y)| y == f32::from(u8::from(*unit < units[5]))));
        bernoulli(&mut y, STREAM, 0.0, 1.0);
        assert!(y.iter().all(|&y| y == 0.0));
        bernoulli(&mut y, STREAM, 1.0, 1.0);
        assert!(y.iter().all(|&y| y == 1.0));
        bernoulli(&mut y, STREAM, 0.5, f64::INFINITY);
        assert!(y.iter().all(|&y| y == 0.0 || y == f32::INFINITY));
    }

    #[test]
    fn integers_are_even_over_their_range() {
        let mut y = vec![0; COUNT];
        integers(&mut y, STREAM, -2, 5);
        for value in -2..3 {
            let share = y.iter().filter(|&&y| y == value).count() as f64 / COUNT as f64;
            assert!((share - 0.2).abs() < 0.005, "{value}: {share}");
        }
        assert!(y.iter().all(|y| (-2..3).contains(y)));
        integers(&mut y, STREAM, i32::MIN, u32::MAX);
        assert!(y.iter().any(|&y| y > 0) && y.iter().any(|&y| y < 0));
    }
}
