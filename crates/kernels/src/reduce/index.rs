use super::extremum::{largest, smaller_of, LARGER_I32, SMALLER_I32};
use super::fold::{fold_row, SHORT};
use crate::Real;

/// `y[o, i] =` index of the first of the best `x[o, l, i]`; `beats(a, b)` says that `a` is strictly better than `b`.
///
/// A contiguous row is read twice, once to find its best value and once to find where it is: both loops are faster
/// than one that carries the index along. `best_of` finds that value, `place_of` the first that equals it.
fn first_index<T: Copy>(
    x: &[T],
    y: &mut [i32],
    [outer, length, inner]: [usize; 3],
    beats: impl Fn(T, T) -> bool,
    best_of: impl Fn(&[T]) -> T,
    place_of: impl Fn(&[T], T) -> Option<usize>,
) {
    debug_assert_eq!(x.len(), outer * length * inner);
    debug_assert_eq!(y.len(), outer * inner);
    if length == 0 || inner == 0 {
        return y.fill(0);
    }
    if inner == 1 {
        for (result, row) in y.iter_mut().zip(x.chunks_exact(length)) {
            *result = if length < SHORT {
                first_of(row.iter().copied(), &beats)
            } else {
                place_of(row, best_of(row)).unwrap_or(0) as i32
            };
        }
        return;
    }
    for (results, slab) in y.chunks_exact_mut(inner).zip(x.chunks_exact(length * inner)) {
        let wide = inner - inner % LANES;
        for (panel, results) in results[..wide].chunks_exact_mut(LANES).enumerate() {
            first_index_of_lanes(&slab[panel * LANES..], inner, results, &beats);
        }
        for (i, result) in results[wide..].iter_mut().enumerate() {
            *result = first_of(slab[wide + i..].iter().copied().step_by(inner), &beats);
        }
    }
}

/// The same for one line, without branches, which would be guessed wrong wherever the best changes.
#[inline(always)]
fn first_of<T: Copy>(mut values: impl Iterator<Item = T>, beats: impl Fn(T, T) -> bool) -> i32 {
    let mut index = 0;
    if let Some(mut best) = values.next() {
        for (l, value) in values.enumerate() {
            let better = beats(value, best);
            best = if better { value } else { best };
            index = if better { l as i32 + 1 } else { index };
        }
    }
    index
}

const LANES: usize = 16;

/// The same for `LANES` columns side by side, whose best values and indices stay in registers.
fn first_index_of_lanes<T: Copy>(columns: &[T], stride: usize, results: &mut [i32], beats: impl Fn(T, T) -> bool) {
    let mut best: [T; LANES] = columns[..LANES].try_into().expect("a row holds all lanes");
    let mut index = [0; LANES];
    for (l, row) in columns.chunks(stride).enumerate().skip(1) {
        let row: &[T; LANES] = row[..LANES].try_into().expect("a row holds all lanes");
        for lane in 0..LANES {
            let better = beats(row[lane], best[lane]);
            best[lane] = if better { row[lane] } else { best[lane] };
            index[lane] = if better { l as i32 } else { index[lane] };
        }
    }
    results.copy_from_slice(&index);
}

fn first_like<R: Real>(row: &[R], best: R) -> Option<usize> {
    if best.is_nan() {
        row.iter().position(|value| value.is_nan())
    } else {
        first_equal(row, best)
    }
}

fn first_equal<T: PartialEq>(row: &[T], best: T) -> Option<usize> {
    row.iter().position(|value| *value == best)
}

/// `y[o, i] = argmax_l x[o, l, i]`: the first of equals, the first NaN if there is one.
pub fn maximum_index<R: Real>(x: &[R], y: &mut [i32], outer: usize, length: usize, inner: usize) {
    let beats = |a: R, b: R| a > b || (a.is_nan() && !b.is_nan());
    first_index(x, y, [outer, length, inner], beats, largest, first_like);
}

/// `y[o, i] = argmin_l x[o, l, i]`: the first of equals, the first NaN if there is one.
pub fn minimum_index<R: Real>(x: &[R], y: &mut [i32], outer: usize, length: usize, inner: usize) {
    let beats = |a: R, b: R| a < b || (a.is_nan() && !b.is_nan());
    first_index(
        x,
        y,
        [outer, length, inner],
        beats,
        |row| fold_row(row, smaller_of),
        first_like,
    );
}

/// `y[o, i] = argmax_l x[o, l, i]`: the first of equals.
pub fn maximum_index_i32(x: &[i32], y: &mut [i32], outer: usize, length: usize, inner: usize) {
    first_index(
        x,
        y,
        [outer, length, inner],
        |a, b| a > b,
        |row| fold_row(row, LARGER_I32),
        first_equal,
    );
}

/// `y[o, i] = argmin_l x[o, l, i]`: the first of equals.
pub fn minimum_index_i32(x: &[i32], y: &mut [i32], outer: usize, length: usize, inner: usize) {
    first_index(
        x,
        y,
        [outer, length, inner],
        |a, b| a < b,
        |row| fold_row(row, SMALLER_I32),
        first_equal,
    );
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

    /// Wide enough for lanes and a rest; equal values far apart, so that the first has to be found.
    #[test]
    fn wide_rows_agree_with_one_column_at_a_time() {
        let (length, inner) = (23, 37);
        let x: std::vec::Vec<f32> = (0..length * inner).map(|i| ((i * i) % 13) as f32).collect();
        let mut wide = [9; 37];
        maximum_index(&x, &mut wide, 1, length, inner);
        for i in 0..inner {
            let column: std::vec::Vec<f32> = x[i..].iter().step_by(inner).copied().collect();
            let mut single = [9];
            maximum_index(&column, &mut single, 1, length, 1);
            assert_eq!(wide[i], single[0]);
        }
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
