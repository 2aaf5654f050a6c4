//! Element-by-element kernels: a few drivers, and lists of scalar functions for them to apply.

pub mod activation;
pub mod activation_backward;
pub mod binary;
mod costly;
pub mod in_place;
pub mod integer;
#[cfg(test)]
mod near;
mod power;
pub mod trigonometric;
pub mod unary;
pub mod unary_backward;

pub use costly::zip_costly;
pub use power::pow;

use crate::layout::Layout;

/// y_i = f(x_i); both [n].
#[inline(always)]
pub fn map<X: Copy, Y>(x: &[X], y: &mut [Y], f: impl Fn(X) -> Y) {
    debug_assert_eq!(x.len(), y.len());
    for (y, &x) in y.iter_mut().zip(x) {
        *y = f(x);
    }
}

/// y_i = f(a_i, b_i); all [n].
#[inline(always)]
pub fn map2<A: Copy, B: Copy, Y>(a: &[A], b: &[B], y: &mut [Y], f: impl Fn(A, B) -> Y) {
    debug_assert!(a.len() == y.len() && b.len() == y.len());
    for ((y, &a), &b) in y.iter_mut().zip(a).zip(b) {
        *y = f(a, b);
    }
}

/// The second operand of a binary kernel.
#[derive(Clone, Copy)]
pub enum Second<'a, T> {
    /// One number for every element.
    Scalar(T),
    /// The same shape as the result, contiguous.
    Same(&'a [T]),
    /// Both operands are read by strides.
    Strided(&'a [T], &'a Layout<2>),
}

/// y_i = f(a_i, b_i) with b a number, a contiguous array, or both operands broadcast to the shape of y.
#[inline(always)]
pub fn zip<T: Copy, Y>(a: &[T], b: Second<T>, y: &mut [Y], f: impl Fn(T, T) -> Y) {
    match b {
        Second::Scalar(b) => map(a, y, |a| f(a, b)),
        Second::Same(b) => map2(a, b, y, f),
        Second::Strided(b, layout) => zip_strided(a, b, y, layout, f),
    }
}

/// Row by row; broadcast rows (a stride of 0) and contiguous ones get loops that vectorise.
#[inline(always)]
fn zip_strided<T: Copy, Y>(a: &[T], b: &[T], y: &mut [Y], layout: &Layout<2>, f: impl Fn(T, T) -> Y) {
    let length = layout.row_length();
    let strides = layout.row_strides();
    let mut rest = y;
    layout.for_each_row(|[at_a, at_b]| {
        let (row, after) = core::mem::take(&mut rest).split_at_mut(length);
        rest = after;
        match strides {
            [1, 1] => map2(&a[at_a..at_a + length], &b[at_b..at_b + length], row, &f),
            [1, 0] => {
                let b = b[at_b];
                map(&a[at_a..at_a + length], row, |a| f(a, b));
            }
            [0, 1] => {
                let a = a[at_a];
                map(&b[at_b..at_b + length], row, |b| f(a, b));
            }
            [step_a, step_b] => {
                for (i, y) in row.iter_mut().enumerate() {
                    *y = f(a[at_a + i * step_a as usize], b[at_b + i * step_b as usize]);
                }
            }
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::vec;
    use std::vec::Vec;

    /// Around the widths of vectors and of unrolled loops.
    const SIZES: [usize; 8] = [0, 1, 3, 5, 63, 65, 127, 509];

    #[test]
    fn every_element_is_visited_once_at_every_size() {
        for n in SIZES {
            let a: Vec<f32> = (0..n).map(|i| i as f32).collect();
            let b: Vec<f32> = (0..n).map(|i| (i * i % 97) as f32).collect();
            let mut y = vec![f32::NAN; n];
            map(&a, &mut y, |a| a + 0.5);
            assert!(y.iter().enumerate().all(|(i, &y)| y == i as f32 + 0.5));
            zip(&a, Second::Same(&b), &mut y, |a, b| a - b);
            assert!(y.iter().enumerate().all(|(i, &y)| y == i as f32 - (i * i % 97) as f32));
            zip(&a, Second::Scalar(3.0), &mut y, |a, b| a - b);
            assert!(y.iter().enumerate().all(|(i, &y)| y == i as f32 - 3.0));
        }
    }

    /// a − b of [rows, columns] with every combination of full, row, column and transposed operands.
    #[test]
    fn layouts_agree_with_indexing() {
        for (rows, columns) in [(1, 1), (1, 5), (3, 1), (3, 5), (4, 63), (5, 127), (0, 3), (3, 0)] {
            let n = rows * columns;
            let x: Vec<i64> = (0..n as i64).map(|i| i * i).collect();
            let kinds = [(columns, 1), (0, 1), (1, 0), (1, rows), (0, 0)];
            for (a_row, a_column) in kinds {
                for (b_row, b_column) in kinds {
                    let words = [2, rows, columns, a_row, a_column, b_row, b_column].map(|word| word as u32);
                    let layout = Layout::<2>::broadcast(&words, n).unwrap();
                    let a = &x[..layout.length(0).unwrap()];
                    let b = &x[..layout.length(1).unwrap()];
                    let mut y = vec![i64::MIN; n];
                    zip(a, Second::Strided(b, &layout), &mut y, |a, b| a - 3 * b);
                    let expected: Vec<i64> = (0..n)
                        .map(|i| (i / columns, i % columns))
                        .map(|(r, c)| x[r * a_row + c * a_column] - 3 * x[r * b_row + c * b_column])
                        .collect();
                    assert_eq!(y, expected);
                }
            }
        }
    }
}
