use super::extremum::{larger_of, largest};
use crate::softmax::{log_of_sum, sum_exp_row};
use crate::Real;

/// Columns whose running maximum and sum are held on the stack at a time.
const TILE: usize = 64;

/// Of a line with this maximum and this sum of the exponentials of what is left when the maximum is taken away; an
/// infinite maximum leaves nothing that could be summed.
fn finish<R: Real>(maximum: R, total: f64) -> R {
    if maximum.abs() == R::INFINITY {
        maximum
    } else {
        R::from_f64(log_of_sum(total)) + maximum
    }
}

/// `y[o, i] = ln Σ_l exp(x[o, l, i])`, computed as `m + ln Σ exp(x − m)` with the line's maximum `m`.
/// x `[outer, length, inner]`, y `[outer, inner]`.
pub fn logsumexp<R: Real>(x: &[R], y: &mut [R], outer: usize, length: usize, inner: usize) {
    debug_assert_eq!(x.len(), outer * length * inner);
    debug_assert_eq!(y.len(), outer * inner);
    y.fill(R::NEG_INFINITY);
    if length == 0 || inner == 0 {
        return;
    }
    if inner == 1 {
        for (result, row) in y.iter_mut().zip(x.chunks_exact(length)) {
            let maximum = largest(row);
            *result = finish(maximum, sum_exp_row(row, maximum));
        }
        return;
    }
    for (results, slab) in y.chunks_exact_mut(inner).zip(x.chunks_exact(length * inner)) {
        for (tile, results) in results.chunks_mut(TILE).enumerate() {
            let columns = tile * TILE..tile * TILE + results.len();
            let mut maxima = [R::NEG_INFINITY; TILE];
            for row in slab.chunks_exact(inner) {
                larger_of(&mut maxima, &row[columns.clone()]);
            }
            let mut totals = [0.0; TILE];
            for row in slab.chunks_exact(inner) {
                for ((total, &maximum), &value) in totals.iter_mut().zip(&maxima).zip(&row[columns.clone()]) {
                    *total += (value - maximum).exp_of_negative().to_f64();
                }
            }
            for ((result, total), &maximum) in results.iter_mut().zip(totals).zip(&maxima) {
                *result = finish(maximum, total);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::vec;
    use std::vec::Vec;

    #[test]
    fn agrees_with_double_precision_in_both_layouts() {
        let x: Vec<f32> = (0..2 * 5 * 70).map(|i| ((i * 37) % 41) as f32 / 4.0 + 90.0).collect();
        for (outer, length, inner) in [(140, 5, 1), (2, 5, 70), (1, 350, 2)] {
            let mut y = vec![0.0; outer * inner];
            logsumexp(&x, &mut y, outer, length, inner);
            for o in 0..outer {
                for i in 0..inner {
                    let total: f64 = (0..length)
                        .map(|l| f64::from(x[(o * length + l) * inner + i]).exp())
                        .sum();
                    assert!((f64::from(y[o * inner + i]) - total.ln()).abs() < 2e-5);
                }
            }
        }
    }

    #[test]
    fn infinities_and_nan() {
        let low = f32::NEG_INFINITY;
        let mut y = [0.0; 4];
        let x = [low, low, low, 2.0, f32::INFINITY, 1.0, f32::NAN, 1.0];
        logsumexp(&x, &mut y, 4, 2, 1);
        assert_eq!(y[..3], [low, 2.0, f32::INFINITY]);
        assert!(y[3].is_nan());
        let mut columns = [0.0; 4];
        let transposed = [low, low, f32::INFINITY, f32::NAN, low, 2.0, 1.0, 1.0];
        logsumexp(&transposed, &mut columns, 1, 2, 4);
        assert_eq!(columns[..3], [low, 2.0, f32::INFINITY]);
        assert!(columns[3].is_nan());
        logsumexp(&[], &mut y, 4, 0, 1);
        assert_eq!(y, [low; 4]);
    }
}
