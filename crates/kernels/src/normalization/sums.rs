use super::statistics::Mean;
use super::BLOCK;
use crate::line::{Line, Vector, LINE};

/// `Σ (x − shift)` and `Σ (x − shift)²` over a contiguous row, in double precision.
pub(super) fn shifted_sums<R: Vector>(x: &[R], shift: R) -> [f64; 2] {
    pair_of_sums(x, x, [shift; 2], |totals, x, other, shift| {
        add(totals, x, other, shift, |deviation, _| deviation);
    })
}

/// `Σ dy` and `Σ dy · (x − mean)` over a contiguous row, in double precision.
pub(super) fn gradient_sums<R: Vector>(x: &[R], dy: &[R], mean: Mean<R>) -> [f64; 2] {
    let sums = pair_of_sums(x, dy, [mean.high, R::ZERO], |totals, x, other, shift| {
        add(totals, x, other, shift, |_, dy| dy);
    });
    about(mean, sums)
}

/// What `Σ dy` and `Σ dy · (x − high)` make of `Σ dy · (x − mean)`.
pub(super) fn about<R: Vector>(mean: Mean<R>, [sum, product]: [f64; 2]) -> [f64; 2] {
    [sum, product - mean.low.to_f64() * sum]
}

type Totals = [[f64; 4]; 2];
/// Adds to totals what two rows of whole lines and a shift make.
type Add<R> = fn(&mut Totals, &[[R; LINE]], &[[R; LINE]], R);

/// `Σ a` and `Σ a · (x − shift)`, a being `other − other_shift`, as `add` adds them up over whole lines.
#[inline(never)]
fn pair_of_sums<R: Vector>(x: &[R], other: &[R], [shift, other_shift]: [R; 2], add: Add<R>) -> [f64; 2] {
    let ((x, x_tail), (other, other_tail)) = (x.as_chunks(), other.as_chunks());
    let mut totals = [[0.0; 4]; 2];
    add(&mut totals, x, other, shift);
    let mut sums = totals.map(|[a, b, c, d]| (a + b) + (c + d));
    for (&x, &other) in x_tail.iter().zip(other_tail) {
        let a = other - other_shift;
        sums = [sums[0] + a.to_f64(), sums[1] + (a * (x - shift)).to_f64()];
    }
    sums
}

/// Adds `Σ a` and `Σ a · (x − shift)`, a being what `term` makes of `x − shift` and the number in its place in another
/// row.
#[inline(always)]
fn add<R: Vector>(
    totals: &mut Totals,
    x: &[[R; LINE]],
    other: &[[R; LINE]],
    shift: R,
    term: impl Fn(Line<R>, Line<R>) -> Line<R>,
) {
    for (x, other) in x.chunks(BLOCK).zip(other.chunks(BLOCK)) {
        let mut sums = [Line::of(R::ZERO); 2];
        for (x, other) in x.iter().zip(other) {
            let deviation = Line::read(x) - Line::of(shift);
            let a = term(deviation, Line::read(other));
            sums = [sums[0] + a, sums[1] + a * deviation];
        }
        for (total, sum) in totals.iter_mut().zip(sums) {
            let sum = sum.fold();
            for lane in 0..4 {
                total[lane] += sum[lane];
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::vec::Vec;

    #[test]
    fn sums_of_every_length_are_exact_far_from_zero() {
        for length in [0, 1, 15, 16, 17, 257, 1000] {
            let x: Vec<f32> = (0..length).map(|i| 1e4 + ((i * 37) % 41) as f32 / 64.0).collect();
            let dy: Vec<f32> = (0..length).map(|i| ((i * 53) % 29) as f32 / 8.0 - 2.0).collect();
            let exact = 10_000.312_34;
            let [sum, product] = gradient_sums(&x, &dy, Mean::of(exact));
            let expected: f64 = dy.iter().map(|&dy| f64::from(dy)).sum();
            assert!((sum - expected).abs() < 1e-9);
            let pairs = x.iter().zip(&dy);
            let expected: f64 = pairs.map(|(&x, &dy)| f64::from(dy) * (f64::from(x) - exact)).sum();
            assert!((product - expected).abs() < 1e-4, "{length}: {product} {expected}");
            let [sum, squares] = shifted_sums(&x, 1e4);
            assert_eq!(sum, x.iter().map(|&x| f64::from(x) - 1e4).sum::<f64>());
            let expected: f64 = x.iter().map(|&x| (f64::from(x) - 1e4).powi(2)).sum();
            assert!((squares - expected).abs() <= 1e-6 * expected);
        }
    }
}
