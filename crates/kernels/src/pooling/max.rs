use super::lanes::{for_each_panel, Lanes, LANES};
use super::max_blocks::{max_blocks, max_blocks_backward};
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
        Some(index) => planes::<R, true>(x, y, index, windows),
        None => planes::<R, false>(x, y, &mut [], windows),
    }
}

fn planes<R: Lanes, const INDEXED: bool>(x: &[R], y: &mut [R], index: &mut [i32], windows: &Windows) {
    let (plane, results) = (windows.plane(), windows.results());
    for (p, y) in y.chunks_exact_mut(results).enumerate() {
        let x = &x[p * plane..][..plane];
        let index = if INDEXED {
            &mut index[p * results..][..results]
        } else {
            &mut []
        };
        if windows.are_blocks() {
            max_blocks::<R, INDEXED>(x, y, index, windows);
        } else {
            any_windows::<R, INDEXED>(x, y, index, windows);
        }
    }
}

/// Those inside several side by side; those over an end, where places are missing, and adaptive ones one by one.
fn any_windows<R: Lanes, const INDEXED: bool>(x: &[R], y: &mut [R], index: &mut [i32], windows: &Windows) {
    let results = windows.columns.output;
    let (from, to) = if windows.are_adaptive() {
        (0, 0)
    } else {
        windows.columns.inside()
    };
    let whole = if to - from < LANES { from..from } else { from..to };
    for (i, y) in y.chunks_exact_mut(results).enumerate() {
        let rows = windows.rows.span(i);
        let index = if INDEXED {
            &mut index[i * results..][..results]
        } else {
            &mut []
        };
        for_each_panel(whole.clone(), &mut |j| {
            let (best, at) = largest_of_lanes(x, windows, rows, j);
            y[j..][..LANES].copy_from_slice(&best);
            if INDEXED {
                index[j..][..LANES].copy_from_slice(&at);
            }
        });
        for j in (0..whole.start).chain(whole.end..results) {
            let (best, at) = largest(x, windows.columns.input, rows, windows.columns.span(j));
            y[j] = best;
            if INDEXED {
                index[j] = at;
            }
        }
    }
}

/// The largest of one window, and where it stands.
#[inline(always)]
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

/// The same of `LANES` windows side by side, from the j-th on.
#[inline(always)]
fn largest_of_lanes<R: Lanes>(x: &[R], windows: &Windows, rows: Span, j: usize) -> ([R; LANES], [i32; LANES]) {
    let Axis {
        input,
        kernel,
        stride,
        padding,
        dilation,
        ..
    } = windows.columns;
    let spacing: [i32; LANES] = core::array::from_fn(|lane| (lane * stride) as i32);
    let places = |start: usize| spacing.map(|offset| start as i32 + offset);
    let first = j * stride - padding;
    let mut best = [R::NEG_INFINITY; LANES];
    let mut at = if rows.start < rows.end {
        places(rows.start * input + first)
    } else {
        [NOWHERE; LANES]
    };
    for h in (rows.start..rows.end).step_by(rows.step) {
        for tap in 0..kernel {
            let start = h * input + first + tap * dilation;
            R::take_larger(&mut best, &mut at, R::spaced(&x[start..], stride), places(start));
        }
    }
    (best, at)
}

/// dx = Σ dy over the windows whose largest element it was.
pub fn max_pool_backward<R: Lanes>(dy: &[R], index: &[i32], dx: &mut [R], windows: &Windows) {
    debug_assert!(dy.len() == windows.outputs() && index.len() == dy.len() && dx.len() == windows.inputs());
    let (plane, results) = (windows.plane(), windows.results());
    if dx.is_empty() {
        return;
    }
    if windows.are_blocks() {
        // Blocks do not overlap: each is written whole, and only the rest of an odd plane is left.
        for (p, dx) in dx.chunks_exact_mut(plane).enumerate() {
            max_blocks_backward(
                &dy[p * results..][..results],
                &index[p * results..][..results],
                dx,
                windows,
            );
        }
        return;
    }
    dx.fill(R::ZERO);
    for (p, dx) in dx.chunks_exact_mut(plane).enumerate() {
        let from = p * results..(p + 1) * results;
        for (&dy, &at) in dy[from.clone()].iter().zip(&index[from]) {
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
        for settings in [[3, 2, 1, 1], [3, 1, 1, 2], [2, 3, 0, 1], [5, 1, 2, 1], [2, 2, 0, 1]] {
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
