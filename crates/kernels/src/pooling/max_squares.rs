use core::ops::Range;

use super::lanes::{Lanes, Largest, LANES};
use super::max::one_by_one;
use super::windows::{Axis, Windows};

/// Rows and columns of a window.
const SIDE: usize = 3;

/// Windows of 3 × 3 with a stride of 2, of which at most the first column is missing.
/// Returns which rows of windows were looked at, and how many of each.
#[inline(always)]
pub(super) fn squares<R: Lanes, const INDEXED: bool>(
    x: &[R],
    windows: &Windows,
    y: &mut [R],
    index: &mut [i32],
) -> (Range<usize>, usize) {
    let Windows { rows, columns, .. } = windows;
    let fits = |axis: &Axis| axis.kernel == SIDE && axis.stride == 2 && axis.dilation == 1 && axis.padding < 2;
    let inside = |axis: &Axis| ((axis.input + axis.padding + 2).saturating_sub(SIDE) / 2).min(axis.output);
    let (width, padding, count) = (columns.input, columns.padding, inside(columns));
    // Before the first row there may be nothing to read, and behind the last one.
    let top = rows.padding.max(padding);
    let bottom = inside(rows) - usize::from(windows.plane() == x.len()).min(inside(rows));
    if !fits(rows) || !fits(columns) || count < LANES || top >= bottom {
        return (0..0, 0);
    }
    for i in top..bottom {
        let first = (2 * i - rows.padding) * width - padding;
        let y = &mut y[i * columns.output..][..count];
        let mut j = 0;
        loop {
            let mut first_column = [R::INFINITY; LANES];
            if j < padding {
                first_column[0] = R::NEG_INFINITY;
            }
            let mut largest = Largest::NOTHING;
            for row in 0..SIDE {
                for column in (0..SIDE).step_by(2) {
                    let place = row * width + column;
                    // SAFETY: the last of these, and one element more, lie within x, in the rows of which is none missing.
                    let pairs = unsafe {
                        x.as_ptr()
                            .add(first + 2 * j + place)
                            .cast::<[[R; LANES]; 2]>()
                            .read_unaligned()
                    };
                    let [mut left, right] = R::split_pairs(pairs);
                    if column == 0 {
                        left = R::at_most(left, first_column);
                    }
                    largest.take::<INDEXED>(left, place as i32);
                    if column + 1 < SIDE {
                        largest.take::<INDEXED>(right, place as i32 + 1);
                    }
                }
            }
            *y[j..].first_chunk_mut().expect("a vector of results") = largest.best;
            if INDEXED {
                let first = (first + 2 * j) as i32;
                *index[i * columns.output + j..]
                    .first_chunk_mut::<LANES>()
                    .expect("a vector of results") =
                    core::array::from_fn(|lane| first + 2 * lane as i32 + largest.at[lane]);
            }
            if largest.is_doubtful() {
                let index = if INDEXED {
                    &mut index[i * columns.output..]
                } else {
                    &mut []
                };
                one_by_one::<R, INDEXED>(x, columns, rows.span(i), j..j + LANES, y, index);
            }
            if j + LANES == count {
                break;
            }
            j = (j + LANES).min(count - LANES);
        }
    }
    (top..bottom, count)
}
