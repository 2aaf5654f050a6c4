use super::extremum;
use super::fold::fold_row;
use crate::Real;

/// `y[o, i] =` index of the first of the best `x[o, l, i]`; `beats(a, b)` says that `a` is strictly better than `b`.
///
/// A contiguous row is read twice, once to find its best value and once to find where it is: both loops are faster
/// than one that carries the index along. `best_of` finds that value, `is_best` recognises it.
fn first_index<T: Copy>(
    x: &[T],
    y: &mut [i32],
    [outer, length, inner]: [usize; 3],
    beats: impl Fn(T, T) -> bool,
    best_of: impl Fn(&[T]) -> T,
    is_best: impl Fn(T, T) -> bool,
) {
    debug_assert_eq!(x.len(), outer * length * inner);
    debug_assert_eq!(y.len(), outer * inner);
    y.fill(0);
    if length == 0 || inner == 0 {
        return;
    }
    if inner == 1 {
        for (result, row) in y.iter_mut().zip(x.chunks_exact(length)) {
            let best = best_of(row);
            *result = row.iter().position(|&value| is_best(value, best)).unwrap_or(0) as i32;
        }
        return;
    }
    for (results, slab) in y.chunks_exact_mut(inner).zip(x.chunks_exact(length * inner)) {
        for (l, row) in slab.chunks_exact(inner).enumerate().skip(1) {
            for (i, (result, &value)) in results.iter_mut().zip(row).enumerate() {
                if beats(value, slab[*result as usize * inner + i]) {
                    *result = l as i32;
                }
            }
        }
    }
}

fn same<R: Real>(value: R, best: R) -> bool {
    value == best || (value.is_nan() && best.is_nan())
}

/// `y[o, i] = argmax_l x[o, l, i]`: the first of equals, the first NaN if there is one.
pub fn maximum_index<R: Real>(x: &[R], y: &mut [i32], outer: usize, length: usize, inner: usize) {
    let beats = |a: R, b: R| a > b || (a.is_nan() && !b.is_nan());
    let best_of = |row: &[R]| fold_row(row, R::NEG_INFINITY, extremum::larger);
    first_index(x, y, [outer, length, inner], beats, best_of, same);
}

/// `y[o, i] = argmin_l x[o, l, i]`: the first of equals, the first NaN if there is one.
pub fn minimum_index<R: Real>(x: &[R], y: &mut [i32], outer: usize, length: usize, inner: usize) {
    let beats = |a: R, b: R| a < b || (a.is_nan() && !b.is_nan());
    let best_of = |row: &[R]| fold_row(row, R::INFINITY, extremum::smaller);
    first_index(x, y, [outer, length, inner], beats, best_of, same);
}

/// `y[o, i] = argmax_l x[o, l, i]`: the first of equals.
pub fn maximum_index_i32(x: &[i32], y: &mut [i32], outer: usize, length: usize, inner: usize) {
    let best_of = |row: &[i32]| fold_row(row, i32::MIN, i32::max);
    first_index(x, y, [outer, length, inner], |a, b| a > b, best_of, |a, b| a == b);
}

/// `y[o, i] = argmin_l x[o, l, i]`: the first of equals.
pub fn minimum_index_i32(x: &[i32], y: &mut [i32], outer: usize, length: usize, inner: usize) {
    let best_of = |row: &[i32]| fold_row(row, i32::MAX, i32::min);
    first_index(x, y, [outer, length, inner], |a, b| a < b, best_of, |a, b| a == b);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_of_equals_wins_in_both_layouts() {
        let x = [1.0_f32, 5.0, 5.0, 0.0, 0.0, 7.0];
        let mut rows = [9; 2];
        maximum_index(&x, &mut rows, 2, 3, 1);
        assert_eq!(rows, [1, 2]);
        minimum_index(&x, &mut rows, 2, 3, 1);
        assert_eq!(rows, [0, 0]);
        let columns = [1.0_f32, 0.0, 5.0, 0.0, 5.0, 7.0];
        maximum_index(&columns, &mut rows, 1, 3, 2);
        assert_eq!(rows, [1, 2]);
        minimum_index(&columns, &mut rows, 1, 3, 2);
        assert_eq!(rows, [0, 0]);
    }

    #[test]
    fn the_first_nan_wins() {
        let nan = f32::NAN;
        let mut y = [9];
        maximum_index(&[1.0, nan, f32::INFINITY, nan], &mut y, 1, 4, 1);
        assert_eq!(y, [1]);
        minimum_index(&[1.0, f32::NEG_INFINITY, nan, nan], &mut y, 1, 4, 1);
        assert_eq!(y, [2]);
        let mut pair = [9; 2];
        maximum_index(&[nan, 1.0, nan, nan, 3.0, nan], &mut pair, 1, 3, 2);
        assert_eq!(pair, [0, 1]);
    }

    #[test]
    fn a_row_of_the_starting_value_gives_its_first_index() {
        let mut y = [9];
        maximum_index(&[f64::NEG_INFINITY; 20], &mut y, 1, 20, 1);
        assert_eq!(y, [0]);
        maximum_index_i32(&[i32::MIN, i32::MIN], &mut y, 1, 2, 1);
        assert_eq!(y, [0]);
    }

    #[test]
    fn integers() {
        let mut y = [9; 2];
        maximum_index_i32(&[4, 9, 9, -1, -5, -1], &mut y, 2, 3, 1);
        assert_eq!(y, [1, 0]);
        minimum_index_i32(&[4, 9, 9, -1, -5, -1], &mut y, 1, 3, 2);
        assert_eq!(y, [2, 1]);
    }
}
