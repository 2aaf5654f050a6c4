//! Running sums and products along the middle axis of a row-major `[outer, length, inner]` array.

use crate::Real;

/// y[o, l, i] = x[o, 0, i] ∘ … ∘ x[o, l, i], or from the other end when reversed.
pub fn cumulative<T: Copy>(
    x: &[T],
    y: &mut [T],
    length: usize,
    inner: usize,
    reversed: bool,
    combine: impl Fn(T, T) -> T,
) {
    debug_assert!(x.len() == y.len());
    let block = length * inner;
    if block == 0 {
        return;
    }
    for (x, y) in x.chunks_exact(block).zip(y.chunks_exact_mut(block)) {
        match (inner, reversed) {
            (1, false) => run(x.iter().zip(y), &combine),
            (1, true) => run(x.iter().zip(y).rev(), &combine),
            _ => run_rows(x, y, inner, reversed, &combine),
        }
    }
}

/// The running value of one line stays in a register.
fn run<'a, T: Copy + 'a>(mut line: impl Iterator<Item = (&'a T, &'a mut T)>, combine: impl Fn(T, T) -> T) {
    let Some((&first, y)) = line.next() else { return };
    let mut so_far = first;
    *y = so_far;
    for (&x, y) in line {
        so_far = combine(so_far, x);
        *y = so_far;
    }
}

/// The running values of `inner` lines side by side are the previous row of y.
fn run_rows<T: Copy>(x: &[T], y: &mut [T], inner: usize, reversed: bool, combine: impl Fn(T, T) -> T) {
    let length = x.len() / inner;
    let row_at = |step: usize| if reversed { length - 1 - step } else { step };
    let start = row_at(0) * inner;
    y[start..start + inner].copy_from_slice(&x[start..start + inner]);
    for step in 1..length {
        let (before, row) = (row_at(step - 1) * inner, row_at(step) * inner);
        let (low, high) = y.split_at_mut(before.max(row));
        let (previous, current) = if reversed {
            (&high[..inner], &mut low[row..])
        } else {
            (&low[before..], &mut high[..inner])
        };
        for ((y, &previous), &x) in current.iter_mut().zip(previous).zip(&x[row..]) {
            *y = combine(previous, x);
        }
    }
}

/// The derivative of the running product: `dx_i = Σ_{k ≥ i} dy_k · Π_{j ≤ k, j ≠ i} x_j`.
///
/// Without dividing by x, so that zeros need no special case: what lies behind i, `r_i = dy_i + x_{i+1} · r_{i+1}`, is
/// carried backwards, and the product before i forwards.
pub fn cumulative_product_backward<R: Real>(x: &[R], dy: &[R], dx: &mut [R], length: usize, inner: usize) {
    debug_assert!(x.len() == dy.len() && dy.len() == dx.len());
    let block = length * inner;
    if block == 0 {
        return;
    }
    let lines = x.chunks_exact(block).zip(dy.chunks_exact(block));
    for ((x, dy), dx) in lines.zip(dx.chunks_exact_mut(block)) {
        for i in 0..inner {
            let line = (i..block).step_by(inner);
            let (mut behind, mut next) = (R::ZERO, R::ZERO);
            for at in line.clone().rev() {
                behind = dy[at] + next * behind;
                dx[at] = behind;
                next = x[at];
            }
            let mut before = R::ONE;
            for at in line {
                dx[at] *= before;
                before *= x[at];
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
        cumulative(&x, &mut y, 3, 2, false, |a, b| a + b);
        assert_eq!(y, [1, 10, 3, 30, 6, 60, 4, 40, 9, 90, 15, 150]);
        cumulative(&x, &mut y, 3, 2, true, |a, b| a + b);
        assert_eq!(y, [6, 60, 5, 50, 3, 30, 15, 150, 11, 110, 6, 60]);
    }

    #[test]
    fn lines_and_rows_agree_in_both_directions() {
        let x: std::vec::Vec<i64> = (0..30).map(|i| (i * 7) % 11 - 5).collect();
        for reversed in [false, true] {
            let mut line = [0; 30];
            cumulative(&x, &mut line, 30, 1, reversed, |a, b| a + 2 * b);
            let doubled: std::vec::Vec<i64> = x.iter().flat_map(|&v| [v, -v]).collect();
            let mut rows = [0; 60];
            cumulative(&doubled, &mut rows, 30, 2, reversed, |a, b| a + 2 * b);
            for i in 0..30 {
                assert_eq!([rows[2 * i], rows[2 * i + 1]], [line[i], -line[i]]);
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
        cumulative(&[2.0, 3.0, 0.5, 4.0], &mut y, 4, 1, false, |a, b| a * b);
        assert_eq!(y, [2.0, 6.0, 3.0, 12.0]);
        cumulative::<f32>(&[], &mut [], 0, 3, false, |a, b| a * b);
    }
}
