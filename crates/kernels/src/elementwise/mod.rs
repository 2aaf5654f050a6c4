//! Element-by-element kernels: a few drivers, and lists of scalar functions for them to apply.

pub mod activation;
pub mod activation_backward;
pub mod binary;
mod costly;
pub mod exponential;
pub mod in_place;
pub mod integer;
#[cfg(test)]
mod near;
mod power;
mod reach;
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

/// Elements that [`map_wide`] computes at a time.
const WIDE: usize = 16;

/// As [`map`], for functions of so little work that counting the vectors would take longer. All of a block are read
/// before the first is written: otherwise the compiler, which cannot know that x is not y, makes single numbers of them.
#[inline(always)]
pub fn map_wide<X: Copy, Y>(x: &[X], y: &mut [Y], f: impl Fn(X) -> Y) {
    debug_assert_eq!(x.len(), y.len());
    let (blocks, rest) = x.as_chunks::<WIDE>();
    let (y_blocks, y_rest) = y.as_chunks_mut::<WIDE>();
    for (y, x) in y_blocks.iter_mut().zip(blocks) {
        *y = x.map(&f);
    }
    map(rest, y_rest, f);
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
///
/// Each f has three loops, which are functions of their own: one walk over rows then serves numbers and broadcast rows.
#[inline(always)]
pub fn zip<T: Copy + Default, Y>(a: &[T], b: Second<T>, y: &mut [Y], f: impl Fn(T, T) -> Y + Copy) {
    match b {
        Second::Scalar(b) => with_number(a, b, y, f),
        Second::Same(b) => with_array(a, b, y, f),
        Second::Strided(b, layout) => zip_strided(a, b, y, layout, f),
    }
}

#[inline(never)]
fn with_number<T: Copy, Y>(a: &[T], b: T, y: &mut [Y], f: impl Fn(T, T) -> Y) {
    map(a, y, |a| f(a, b));
}

#[inline(never)]
fn number_with<T: Copy, Y>(a: T, b: &[T], y: &mut [Y], f: impl Fn(T, T) -> Y) {
    map(b, y, |b| f(a, b));
}

#[inline(never)]
fn with_array<T: Copy, Y>(a: &[T], b: &[T], y: &mut [Y], f: impl Fn(T, T) -> Y) {
    map2(a, b, y, f);
}

/// Elements of a row with other strides that are copied out at a time.
const BLOCK: usize = 64;

/// Row by row; broadcast rows (a stride of 0) and contiguous ones are read where they are.
#[inline(always)]
fn zip_strided<T: Copy + Default, Y>(a: &[T], b: &[T], y: &mut [Y], layout: &Layout<2>, f: impl Fn(T, T) -> Y + Copy) {
    let length = layout.row_length();
    let strides = layout.row_strides();
    let mut rest = y;
    layout.for_each_row(&mut |[at_a, at_b]| {
        let (row, after) = core::mem::take(&mut rest).split_at_mut(length);
        rest = after;
        match strides {
            [1, 1] => with_array(&a[at_a..at_a + length], &b[at_b..at_b + length], row, f),
            [1, 0] => with_number(&a[at_a..at_a + length], b[at_b], row, f),
            [0, 1] => number_with(a[at_a], &b[at_b..at_b + length], row, f),
            [step_a, step_b] => {
                for (block, y) in row.chunks_mut(BLOCK).enumerate() {
                    let first = block * BLOCK;
                    let a = strided_block(a, at_a, step_a as usize, first, y.len());
                    let b = strided_block(b, at_b, step_b as usize, first, y.len());
                    with_array(&a[..y.len()], &b[..y.len()], y, f);
                }
            }
        }
    });
}

/// Elements `first` to `first + count` of a row that begins at `start`.
#[inline(never)]
fn strided_block<T: Copy + Default>(x: &[T], start: usize, step: usize, first: usize, count: usize) -> [T; BLOCK] {
    let mut values = [T::default(); BLOCK];
    for (i, value) in values[..count].iter_mut().enumerate() {
        *value = x[start + (first + i) * step];
    }
    values
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
            map_wide(&a, &mut y, |a| a + 0.25);
            assert!(y.iter().enumerate().all(|(i, &y)| y == i as f32 + 0.25));
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
