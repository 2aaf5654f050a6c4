use core::ops::Range;

use super::lanes::{Lanes, LANES};
use super::max_blocks::max_blocks;
use super::max_panel::{panel, EDGE, PANEL};
use super::max_squares::squares;
use super::windows::{Axis, Span, Windows};
use crate::Real;

/// The index of a window that covers nothing.
const NOWHERE: i32 = -1;

/// y = the largest x of each window, the first of equals; NaN wins. −∞ where a window covers nothing.
///
/// `index`, if wanted, is where in its plane each came from, −1 for nothing.
pub fn max_pool<R: Lanes>(x: &[R], y: &mut [R], index: Option<&mut [i32]>, windows: &Windows) {
    debug_assert!(x.len() == windows.inputs() && y.len() == windows.outputs());
    if y.is_empty() {
        return;
    }
    match index {
        Some(index) => rows_of_windows::<R, true>(x, y, index, windows),
        None => rows_of_windows::<R, false>(x, y, &mut [], windows),
    }
}

/// Blocks and squares first. What is left row by row in panels, of which the last goes over some windows once more; where there are
/// too few windows, or they do not lie evenly, and where a panel may be wrong, one by one.
#[inline(never)]
fn rows_of_windows<R: Lanes, const INDEXED: bool>(x: &[R], y: &mut [R], index: &mut [i32], windows: &Windows) {
    let Windows {
        rows: down, columns, ..
    } = windows;
    let (width, results) = (columns.output, windows.results());
    let reach = columns.reach(PANEL);
    let in_panels = !windows.are_adaptive() && width >= LANES && reach < EDGE - LANES;
    let mut edge = [R::ZERO; EDGE];
    for (p, y) in y.chunks_exact_mut(results).enumerate() {
        let all = &x[p * windows.plane()..];
        let index = if INDEXED {
            &mut index[p * results..][..results]
        } else {
            &mut []
        };
        if windows.are_blocks() {
            max_blocks::<R, INDEXED>(&all[..windows.plane()], y, index, windows);
            continue;
        }
        let (squares, done) = squares::<R, INDEXED>(all, windows, y, index);
        let x = &all[..windows.plane()];
        for i in 0..down.output {
            let mut j = if squares.contains(&i) { done } else { 0 };
            if j == width {
                continue;
            }
            let rows = down.span(i);
            let y = &mut y[i * width..][..width];
            let index = if INDEXED {
                &mut index[i * width..][..width]
            } else {
                &mut []
            };
            while j < width {
                j = j.min(width.saturating_sub(PANEL));
                let end = width.min(j + PANEL);
                let mut doubtful = true;
                if in_panels {
                    // Of a row that has no room for both, the second vector begins within the first.
                    let starts = [j, end - LANES];
                    let largest = match columns.stride {
                        1 => panel::<R, 1>(x, columns, rows, starts, reach, &mut edge),
                        _ => panel::<R, 0>(x, columns, rows, starts, reach, &mut edge),
                    };
                    doubtful = false;
                    for (j, largest) in starts.into_iter().zip(&largest) {
                        doubtful |= largest.is_doubtful();
                        *y[j..].first_chunk_mut().expect("a vector of results") = largest.best;
                        if INDEXED {
                            let first =
                                (rows.start * columns.input + j * columns.stride) as i32 - columns.padding as i32;
                            *index[j..].first_chunk_mut::<LANES>().expect("a vector of results") =
                                core::array::from_fn(|lane| first + (lane * columns.stride) as i32 + largest.at[lane]);
                        }
                    }
                }
                if doubtful {
                    one_by_one::<R, INDEXED>(x, columns, rows, j..end, y, index);
                }
                j = end;
            }
        }
    }
}

/// Looks at some windows of a row one by one.
#[inline(never)]
pub(super) fn one_by_one<R: Lanes, const INDEXED: bool>(
    x: &[R],
    columns: &Axis,
    rows: Span,
    windows: Range<usize>,
    y: &mut [R],
    index: &mut [i32],
) {
    for j in windows {
        let (best, at) = largest(x, columns.input, rows, columns.span(j));
        y[j] = best;
        if INDEXED {
            index[j] = at;
        }
    }
}

/// The largest of one window, and where it stands.
#[inline(never)]
pub(super) fn largest<R: Real>(x: &[R], width: usize, rows: Span, columns: Span) -> (R, i32) {
    let covers = rows.start < rows.end && columns.start < columns.end;
    let mut at = if covers {
        (rows.start * width + columns.start) as i32
    } else {
        NOWHERE
    };
    let mut best = R::NEG_INFINITY;
    for h in (rows.start..rows.end).step_by(rows.step) {
        for w in (columns.start..columns.end).step_by(columns.step) {
            let value = x[h * width + w];
            if value > best || value.is_nan() {
                (best, at) = (value, (h * width + w) as i32);
            }
        }
    }
    (best, at)
}

/// dx = Σ dy over the windows whose largest element it was. A plane is cleared when its turn comes: what is added then
/// finds it in the cache.
#[inline(never)]
pub fn max_pool_backward<R: Real>(dy: &[R], index: &[i32], dx: &mut [R], windows: &Windows) {
    debug_assert!(dy.len() == windows.outputs() && index.len() == dy.len() && dx.len() == windows.inputs());
    if dx.is_empty() {
        return;
    }
    for (p, dx) in dx.chunks_exact_mut(windows.plane()).enumerate() {
        dx.fill(R::ZERO);
        let results = p * windows.results()..(p + 1) * windows.results();
        for (&dy, &at) in dy[results.clone()].iter().zip(&index[results]) {
            // A window that covers nothing has no place to send it to.
            if let Some(dx) = usize::try_from(at).ok().and_then(|at| dx.get_mut(at)) {
                *dx += dy;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::windows::tests::axis;
    use super::*;
    use std::vec;
    use std::vec::Vec;

    fn run(x: &[f32], windows: &Windows) -> (Vec<f32>, Vec<i32>, Vec<f32>) {
        let (mut y, mut index) = (vec![9.0; windows.outputs()], vec![9; windows.outputs()]);
        max_pool(x, &mut y, Some(&mut index), windows);
        let mut alone = vec![9.0; windows.outputs()];
        max_pool(x, &mut alone, None, windows);
        assert!(y.iter().zip(&alone).all(|(a, b)| a == b || (a.is_nan() && b.is_nan())));
        let dy: Vec<f32> = (1..=y.len()).map(|k| k as f32).collect();
        let mut dx = vec![9.0; x.len()];
        max_pool_backward(&dy, &index, &mut dx, windows);
        (y, index, dx)
    }

    fn of(planes: usize, rows: Axis, columns: Axis) -> Windows {
        Windows { planes, rows, columns }
    }

    #[test]
    fn blocks_agree_with_single_comparisons_at_every_width() {
        for width in [2, 3, 8, 9, 13, 31, 66] {
            let height = 5;
            let x: Vec<f32> = (0..2 * height * width)
                .map(|i| {
                    if i % 17 == 3 {
                        f32::NAN
                    } else {
                        ((i * 37) % 11) as f32 - 20.0
                    }
                })
                .collect();
            let windows = of(2, axis(height, 2, [2, 2, 0, 1]), axis(width, width / 2, [2, 2, 0, 1]));
            assert!(windows.are_blocks());
            let (y, index, dx) = run(&x, &windows);
            let mut expected = vec![0.0; x.len()];
            for (k, (&y, &at)) in y.iter().zip(&index).enumerate() {
                let (p, i, j) = (k / (2 * (width / 2)), k / (width / 2) % 2, k % (width / 2));
                let places = [0, 1, width, width + 1].map(|offset| 2 * i * width + 2 * j + offset);
                let values = places.map(|place| x[p * height * width + place]);
                let best = values.iter().rposition(|v| v.is_nan()).unwrap_or_else(|| {
                    let top = values.iter().copied().fold(f32::MIN, f32::max);
                    values.iter().position(|&v| v == top).unwrap()
                });
                assert_eq!(at as usize, places[best]);
                assert!(y == values[best] || (y.is_nan() && values[best].is_nan()));
                expected[p * height * width + at as usize] = (k + 1) as f32;
            }
            assert_eq!(dx, expected);
        }
    }

    #[test]
    fn windows_side_by_side_agree_with_single_ones() {
        for settings in [
            [3, 2, 1, 1],
            [3, 1, 1, 2],
            [2, 3, 0, 1],
            [5, 1, 2, 1],
            [2, 2, 0, 1],
            [7, 5, 3, 1],
            [15, 8, 2, 2],
        ] {
            let [kernel, stride, padding, dilation] = settings;
            let (input, output) = (41, (41 + 2 * padding - dilation * (kernel - 1) - 1) / stride + 1);
            let x: Vec<f32> = (0..input)
                .map(|i| if i % 13 == 5 { f32::NAN } else { ((i * 7) % 5) as f32 })
                .collect();
            let (one, columns) = (axis(1, 1, [1, 1, 0, 1]), axis(input, output, settings));
            let (y, index, _) = run(&x, &of(1, one, columns));
            for j in 0..output {
                let (best, at) = largest(&x, input, one.span(0), columns.span(j));
                assert_eq!((y[j].to_bits(), index[j]), (best.to_bits(), at));
            }
        }
    }

    #[test]
    fn squares_agree_with_single_windows() {
        for (height, width, padding) in [
            (9, 9, 1),
            (8, 8, 1),
            (7, 21, 0),
            (12, 41, 1),
            (6, 10, 0),
            (3, 9, 1),
            (9, 5, 1),
        ] {
            let along = |input: usize| axis(input, (input + 2 * padding - 3) / 2 + 1, [3, 2, padding, 1]);
            let windows = of(2, along(height), along(width));
            for kind in 0..4 {
                let x: Vec<f32> = (0..2 * height * width)
                    .map(|i| match kind {
                        0 => ((i * 37) % 11) as f32 - 20.0,
                        1 if i % 23 == 4 => f32::NAN,
                        2 if i % 5 != 0 => f32::NEG_INFINITY,
                        3 => [f32::NEG_INFINITY, f32::INFINITY, 1.0][i / 7 % 3],
                        _ => ((i * 13) % 7) as f32 - 3.0,
                    })
                    .collect();
                let (y, index, _) = run(&x, &windows);
                for (k, (y, at)) in y.iter().zip(index).enumerate() {
                    let (p, window) = (k / windows.results(), k % windows.results());
                    let [i, j] = [window / windows.columns.output, window % windows.columns.output];
                    let plane = &x[p * windows.plane()..][..windows.plane()];
                    let (best, place) = largest(plane, width, windows.rows.span(i), windows.columns.span(j));
                    assert_eq!(
                        (y.to_bits(), at),
                        (best.to_bits(), place),
                        "{height} × {width}, {kind}, {k}"
                    );
                }
            }
        }
    }

    #[test]
    fn overlapping_windows_add_up_and_padding_never_wins() {
        let windows = of(1, axis(1, 1, [1, 1, 0, 1]), axis(4, 4, [3, 1, 1, 1]));
        let (y, index, dx) = run(&[-5.0, -1.0, -2.0, -3.0], &windows);
        assert_eq!(y, [-1.0, -1.0, -1.0, -2.0]);
        assert_eq!(index, [1, 1, 1, 2]);
        assert_eq!(dx, [0.0, 6.0, 4.0, 0.0]);
    }

    #[test]
    fn what_covers_nothing_is_the_least_and_gets_no_gradient() {
        let windows = of(1, axis(1, 1, [1, 1, 0, 1]), axis(4, 1, [2, 1, 1, 5]));
        assert_eq!(
            run(&[1.0; 4], &windows),
            (vec![f32::NEG_INFINITY], vec![-1], vec![0.0; 4])
        );
        let least = of(1, axis(1, 1, [0, 1, 0, 1]), axis(3, 1, [0, 1, 0, 1]));
        assert_eq!(run(&[f32::NEG_INFINITY; 3], &least).1, [0]);
        assert_eq!(run(&[], &of(0, windows.rows, windows.columns)).0, []);
    }
}
