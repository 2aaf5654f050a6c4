//! The one loop behind every reduction that combines equals: product, extrema, any, all, integer sums.

/// `y_i = y_i ∘ x_i` as far as both go, for a ∘ that does not care about order; into one y alone goes every x.
pub(crate) type Combine<T> = fn(&mut [T], &[T]);

use crate::line::LINE;

/// Numbers that are combined side by side, so that loops vectorise.
const WIDTH: usize = 256;
/// Contiguous rows of fewer numbers are not worth loops of their own.
pub(super) const SHORT: usize = 32;

/// `y[i] = x[0, i] ∘ x[1, i] ∘ …`; x `[length, inner]` with at least one row, y `[inner]`.
///
/// Of narrow rows as many as fill `WIDTH` are combined as one, and their parts at the end.
#[inline(never)]
fn fold_slab<T: Copy>(x: &[T], y: &mut [T], combine: Combine<T>) {
    let inner = y.len();
    if WIDTH < 2 * inner || x.len() < 2 * WIDTH {
        return fold_rows(x, y, combine);
    }
    let mut room = [x[0]; WIDTH];
    let width = WIDTH / inner * inner;
    let (first, rest) = x.split_at(width);
    room[..width].copy_from_slice(first);
    for row in rest.chunks(width) {
        combine(&mut room[..width], row);
    }
    let mut rows = width / inner;
    while rows > 4 && rows * inner > LINE {
        let half = rows.div_ceil(2);
        let (low, high) = room[..rows * inner].split_at_mut(half * inner);
        combine(low, high);
        rows = half;
    }
    fold_rows(&room[..rows * inner], y, combine);
}

#[inline(never)]
fn fold_rows<T: Copy>(x: &[T], y: &mut [T], combine: Combine<T>) {
    let inner = y.len();
    let (first, rest) = x.split_at(inner);
    y.copy_from_slice(first);
    // Into a single result all goes at once.
    for row in rest.chunks(if inner == 1 { x.len() } else { inner }) {
        combine(y, row);
    }
}

/// Rows so short that as many of them are combined side by side as `WIDTH` holds.
#[inline(never)]
fn fold_short_rows<T: Copy>(x: &[T], y: &mut [T], length: usize, combine: Combine<T>) {
    let mut room = [x[0]; WIDTH];
    for (results, rows) in y.chunks_mut(WIDTH).zip(x.chunks(WIDTH * length)) {
        for place in 0..length {
            let column = &mut room[..results.len()];
            for (number, &value) in column.iter_mut().zip(rows[place..].iter().step_by(length)) {
                *number = value;
            }
            if place == 0 {
                results.copy_from_slice(column);
            } else {
                combine(results, column);
            }
        }
    }
}

/// `x[0] ∘ x[1] ∘ …` of a contiguous row that is not empty.
pub(super) fn fold_row<T: Copy>(row: &[T], combine: Combine<T>) -> T {
    let mut result = [row[0]];
    fold_slab(row, &mut result, combine);
    result[0]
}

/// `y[o, i] = x[o, 0, i] ∘ x[o, 1, i] ∘ …`, `start` over an empty axis; x `[outer, length, inner]`, y `[outer, inner]`.
#[inline(never)]
pub(super) fn fold<T: Copy>(x: &[T], y: &mut [T], [outer, length, inner]: [usize; 3], start: T, combine: Combine<T>) {
    debug_assert_eq!(x.len(), outer * length * inner);
    debug_assert_eq!(y.len(), outer * inner);
    if x.is_empty() {
        return y.fill(start);
    }
    if inner == 1 && length < SHORT {
        return fold_short_rows(x, y, length, combine);
    }
    for (results, slab) in y.chunks_exact_mut(inner).zip(x.chunks_exact(length * inner)) {
        fold_slab(slab, results, combine);
    }
}

/// The body of a [`Combine`], by a function of two numbers.
#[inline(always)]
pub(crate) fn combine<T: Copy>(y: &mut [T], x: &[T], operation: impl Fn(T, T) -> T) {
    if let [y] = y {
        *y = x.iter().fold(*y, |y, &x| operation(y, x));
        return;
    }
    let count = y.len().min(x.len());
    let (y, y_rest) = y[..count].as_chunks_mut::<LINE>();
    let (x, x_rest) = x[..count].as_chunks::<LINE>();
    for (y, x) in y.iter_mut().zip(x) {
        for lane in 0..LINE {
            y[lane] = operation(y[lane], x[lane]);
        }
    }
    for (y, &x) in y_rest.iter_mut().zip(x_rest) {
        *y = operation(*y, x);
    }
}
