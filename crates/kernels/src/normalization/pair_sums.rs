use super::BLOCK;
use crate::Real;

/// Side-by-side sums in which a contiguous row is added up.
const LANES: usize = 16;

/// The sums of two terms of each pair of a and b, in double precision.
///
/// Each term has a loop of its own over a block that the first one has brought into the first-level cache: of two sums
/// in one loop the compiler makes vectors of two, one lane for each, at a quarter of the speed.
#[inline(always)]
pub(super) fn pair_sums<R: Real>(
    a: &[R],
    b: &[R],
    first: impl Fn(R, R) -> R,
    second: impl Fn(R, R) -> R,
) -> (f64, f64) {
    let split = a.len() - a.len() % LANES;
    let ((a, a_tail), (b, b_tail)) = (a.split_at(split), b.split_at(split));
    let (mut one, mut two) = ([0.0; LANES], [0.0; LANES]);
    for (a, b) in a.chunks(BLOCK * LANES).zip(b.chunks(BLOCK * LANES)) {
        add_block(&mut one, a, b, &first);
        add_block(&mut two, a, b, &second);
    }
    let mut sums = (one.iter().sum::<f64>(), two.iter().sum::<f64>());
    for (&a, &b) in a_tail.iter().zip(b_tail) {
        sums = (sums.0 + first(a, b).to_f64(), sums.1 + second(a, b).to_f64());
    }
    sums
}

#[inline(always)]
fn add_block<R: Real>(totals: &mut [f64; LANES], a: &[R], b: &[R], term: impl Fn(R, R) -> R) {
    let mut sum = [R::ZERO; LANES];
    for (a, b) in a.chunks_exact(LANES).zip(b.chunks_exact(LANES)) {
        for lane in 0..LANES {
            sum[lane] += term(a[lane], b[lane]);
        }
    }
    for (total, sum) in totals.iter_mut().zip(sum) {
        *total += sum.to_f64();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::vec::Vec;

    #[test]
    fn adds_up_pairs_of_every_length() {
        for length in [0, 1, 15, 16, 17, 255, 256, 257, 700] {
            let a: Vec<f32> = (0..length).map(|i| ((i * 37) % 41) as f32).collect();
            let b: Vec<f32> = (0..length).map(|i| ((i * 53) % 29) as f32 - 9.0).collect();
            let (sum, product) = pair_sums(&a, &b, |a, _| a + 1.0, |a, b| a * b);
            assert_eq!(sum, a.iter().map(|&a| f64::from(a) + 1.0).sum::<f64>());
            assert_eq!(product, a.iter().zip(&b).map(|(a, b)| f64::from(a * b)).sum::<f64>());
        }
    }
}
