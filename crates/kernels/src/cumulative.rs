//! Running sums and products along the middle axis of a row-major `[outer, length, inner]` array.

use crate::Real;

/// y[o, l, i] = x[o, 0, i] ∘ … ∘ x[o, l, i], or from the other end when reversed.
///
/// The running value is of a type of its own, `A`, so that rounding errors of a long line do not add up.
#[inline(always)]
pub fn cumulative<T: Copy, A: Copy>(
    x: &[T],
    y: &mut [T],
    length: usize,
    inner: usize,
    reversed: bool,
    start: A,
    combine: impl Fn(A, T) -> A + Copy,
    finish: impl Fn(A) -> T + Copy,
) {
    debug_assert!(x.len() == y.len());
    let block = length * inner;
    if block == 0 {
        return;
    }
    for (x, y) in x.chunks_exact(block).zip(y.chunks_exact_mut(block)) {
        if inner == 1 {
            let line = x.iter().zip(y);
            let run = |so_far: A, (&x, y): (&T, &mut T)| {
                let so_far = combine(so_far, x);
                *y = finish(so_far);
                so_far
            };
            if reversed {
                line.rev().fold(start, run);
            } else {
                line.fold(start, run);
            }
        } else if inner >= 16 {
            lines::<16, T, A>(x, y, [length, inner], reversed, start, combine, finish);
        } else if inner >= 4 {
            lines::<4, T, A>(x, y, [length, inner], reversed, start, combine, finish);
        } else {
            lines::<1, T, A>(x, y, [length, inner], reversed, start, combine, finish);
        }
    }
}

/// The lines of a `[length, inner]` array, `N` side by side, whose running values stay in registers; the last ones are
/// computed twice rather than each by itself.
#[inline(always)]
fn lines<const N: usize, T: Copy, A: Copy>(
    x: &[T],
    y: &mut [T],
    [length, inner]: [usize; 2],
    reversed: bool,
    start: A,
    combine: impl Fn(A, T) -> A,
    finish: impl Fn(A) -> T,
) {
    for column in (0..inner).step_by(N) {
        let mut so_far = [start; N];
        for step in 0..length {
            let row = if reversed { length - 1 - step } else { step };
            let at = row * inner + column.min(inner - N);
            if let (Some(x), Some(y)) = (x[at..].first_chunk::<N>(), y[at..].first_chunk_mut::<N>()) {
                for lane in 0..N {
                    so_far[lane] = combine(so_far[lane], x[lane]);
                    y[lane] = finish(so_far[lane]);
                }
            }
        }
    }
}

/// The derivative of the running product, `dx_i = Σ_{k ≥ i} dy_k · Π_{j ≤ k, j ≠ i} x_j`, in torch's order, which decides
/// how far infinities and NaN go: before the first zero of a line `Σ dy_k · y_k / x_i` over the k before that zero, at it
/// `Σ dy_k · Π_{j ≤ k, j ≠ i} x_j` over the k before the second one, behind it 0.
pub fn cumulative_product_backward<R: Real>(x: &[R], dy: &[R], dx: &mut [R], length: usize, inner: usize) {
    debug_assert!(x.len() == dy.len() && dy.len() == dx.len());
    let block = length * inner;
    if block == 0 {
        return;
    }
    let lines = x.chunks_exact(block).zip(dy.chunks_exact(block));
    for ((x, dy), dx) in lines.zip(dx.chunks_exact_mut(block)) {
        for i in 0..inner {
            let mut product = R::ONE;
            let mut zero = i;
            while zero < block && x[zero] != R::ZERO {
                product *= x[zero];
                dx[zero] = dy[zero] * product;
                zero += inner;
            }
            let mut sum = R::ZERO;
            let mut at = zero;
            while at > i {
                at -= inner;
                sum += dx[at];
                dx[at] = sum / x[at];
            }
            if zero < block {
                let (mut behind, mut slope) = (R::ONE, dy[zero]);
                let mut at = zero + inner;
                while at < block && x[at] != R::ZERO {
                    behind *= x[at];
                    slope += dy[at] * behind;
                    dx[at] = R::ZERO;
                    at += inner;
                }
                if at < block {
                    // The second zero's share, which is NaN where the product is not finite.
                    slope += behind * R::ZERO;
                }
                dx[zero] = slope * product;
                while at < block {
                    dx[at] = R::ZERO;
                    at += inner;
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_run_along_the_middle() {
        let x = [1, 10, 2, 20, 3, 30, 4, 40, 5, 50, 6, 60];
        let mut y = [0; 12];
        cumulative(&x, &mut y, 3, 2, false, 0, |a, b| a + b, |a| a);
        assert_eq!(y, [1, 10, 3, 30, 6, 60, 4, 40, 9, 90, 15, 150]);
        cumulative(&x, &mut y, 3, 2, true, 0, |a, b| a + b, |a| a);
        assert_eq!(y, [6, 60, 5, 50, 3, 30, 15, 150, 11, 110, 6, 60]);
    }

    /// In single precision the running sum would stop growing at 2²⁴.
    #[test]
    fn long_sums_keep_growing() {
        let x = std::vec![1.0_f32; (1 << 24) + 1000];
        let mut y = std::vec![0.0; x.len()];
        cumulative(
            &x,
            &mut y,
            x.len(),
            1,
            false,
            0.0,
            |sum, x| sum + f64::from(x),
            |sum| sum as f32,
        );
        assert_eq!(y.last(), Some(&((1 << 24) as f32 + 1000.0)));
    }

    #[test]
    fn lines_and_rows_agree_in_both_directions() {
        let x: std::vec::Vec<i64> = (0..30).map(|i| (i * 7) % 11 - 5).collect();
        for reversed in [false, true] {
            let mut line = [0; 30];
            cumulative(&x, &mut line, 30, 1, reversed, 0, |a, b| a + 2 * b, |a| a);
            let doubled: std::vec::Vec<i64> = x.iter().flat_map(|&v| [v, -v].repeat(9)).collect();
            let mut rows = [0; 540];
            cumulative(&doubled, &mut rows, 30, 18, reversed, 0, |a, b| a + 2 * b, |a| a);
            for i in 0..30 {
                assert_eq!(rows[18 * i..18 * (i + 1)], [line[i], -line[i]].repeat(9));
            }
        }
    }

    /// Against the definition, with one zero and with two.
    #[test]
    fn the_products_derivative_is_right_around_zeros() {
        for x in [[2.0, -3.0, 0.5, 4.0], [2.0, 0.0, 0.5, 4.0], [0.0, -3.0, 0.0, 4.0]] {
            let dy = [1.0, -2.0, 3.0, 0.25];
            let mut dx = [f64::NAN; 4];
            cumulative_product_backward(&x, &dy, &mut dx, 4, 1);
            let expected = [0, 1, 2, 3].map(|i| {
                let term = |k: usize| dy[k] * (0..=k).filter(|&j| j != i).map(|j| x[j]).product::<f64>();
                (i..4).map(term).sum::<f64>()
            });
            assert_eq!(dx, expected);
        }
    }

    #[test]
    fn products_and_empty_axes() {
        let mut y = [0.0; 4];
        cumulative(&[2.0, 3.0, 0.5, 4.0], &mut y, 4, 1, false, 1.0, |a, b| a * b, |a| a);
        assert_eq!(y, [2.0, 6.0, 3.0, 12.0]);
        cumulative::<f32, f32>(&[], &mut [], 0, 3, false, 1.0, |a, b| a * b, |a| a);
    }
}
