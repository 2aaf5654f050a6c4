use super::lanes::{Lanes, LANES};
use super::windows::{Span, Windows};
use crate::reduce::sum_row;
use crate::Real;

/// What the sum of a window is divided by.
#[derive(Clone, Copy, Debug)]
pub struct Divisor {
    /// The same for every window, whatever it covers.
    pub fixed: Option<f64>,
    /// Whether places of the padding count.
    pub counts_padding: bool,
}

impl Divisor {
    #[inline(always)]
    fn of(&self, rows: Span, columns: Span) -> f64 {
        match self.fixed {
            Some(fixed) => fixed,
            None if self.counts_padding => (rows.padded * columns.padded) as f64,
            None => ((rows.end - rows.start) * (columns.end - columns.start)) as f64,
        }
    }
}

/// y = Σ x over each window / its divisor; 0 where a window covers nothing. Sums are kept in double precision.
pub fn average_pool<R: Real>(x: &[R], y: &mut [R], windows: &Windows, divisor: Divisor) {
    debug_assert!(x.len() == windows.inputs() && y.len() == windows.outputs());
    let (plane, results, width) = (windows.plane(), windows.results(), windows.columns.input);
    if y.is_empty() {
        return;
    }
    for (p, y) in y.chunks_exact_mut(results).enumerate() {
        let x = &x[p * plane..][..plane];
        if windows.are_blocks() {
            add_blocks(x, y, windows, 1.0 / divisor.fixed.unwrap_or(4.0));
            continue;
        }
        windows.for_each(|k, rows, columns| {
            let lines = &x[rows.start * width..rows.end * width];
            let sum: f64 = if columns.end - columns.start == width {
                sum_row(lines)
            } else {
                let inside = |row: &[R]| row[columns.start..columns.end].iter().map(|v| v.to_f64()).sum::<f64>();
                lines.chunks_exact(width).map(inside).sum()
            };
            y[k] = if covers(rows, columns) {
                R::from_f64(sum / divisor.of(rows, columns))
            } else {
                R::ZERO
            };
        });
    }
}

fn covers(rows: Span, columns: Span) -> bool {
    rows.start < rows.end && columns.start < columns.end
}

/// The same for blocks of 2 × 2, in the working precision.
fn add_blocks<R: Real>(x: &[R], y: &mut [R], windows: &Windows, scale: f64) {
    let (width, results, scale) = (windows.columns.input, windows.columns.output, R::from_f64(scale));
    for (rows, y) in x.chunks_exact(2 * width).zip(y.chunks_exact_mut(results)) {
        let (a, b) = rows.split_at(width);
        for ((y, a), b) in y.iter_mut().zip(a.chunks_exact(2)).zip(b.chunks_exact(2)) {
            *y = (a[0] + a[1] + b[0] + b[1]) * scale;
        }
    }
}

/// dx = Σ dy / divisor over the windows that cover it.
pub fn average_pool_backward<R: Lanes>(dy: &[R], dx: &mut [R], windows: &Windows, divisor: Divisor) {
    debug_assert!(dy.len() == windows.outputs() && dx.len() == windows.inputs());
    let (plane, results, width) = (windows.plane(), windows.results(), windows.columns.input);
    if dy.is_empty() {
        dx.fill(R::ZERO);
        return;
    }
    for (dx, dy) in dx.chunks_exact_mut(plane).zip(dy.chunks_exact(results)) {
        if windows.are_blocks() {
            spread_blocks(dy, dx, windows, 1.0 / divisor.fixed.unwrap_or(4.0));
            continue;
        }
        if let [dy] = dy {
            let (rows, columns) = (windows.rows.span(0), windows.columns.span(0));
            if rows.end - rows.start == windows.rows.input && columns.end - columns.start == width {
                dx.fill(R::from_f64(dy.to_f64() / divisor.of(rows, columns)));
                continue;
            }
        }
        dx.fill(R::ZERO);
        windows.for_each(|k, rows, columns| {
            if !covers(rows, columns) {
                return;
            }
            let share = R::from_f64(dy[k].to_f64() / divisor.of(rows, columns));
            for row in dx[rows.start * width..rows.end * width].chunks_exact_mut(width) {
                for dx in &mut row[columns.start..columns.end] {
                    *dx += share;
                }
            }
        });
    }
}

fn spread_blocks<R: Lanes>(dy: &[R], dx: &mut [R], windows: &Windows, scale: f64) {
    let (width, results, scale) = (windows.columns.input, windows.columns.output, R::from_f64(scale));
    let (blocks, rest) = dx.split_at_mut(2 * windows.rows.output * width);
    rest.fill(R::ZERO);
    for (rows, dy) in blocks.chunks_exact_mut(2 * width).zip(dy.chunks_exact(results)) {
        for row in rows.chunks_exact_mut(width) {
            let (pairs, rest) = row.split_at_mut(2 * results);
            rest.fill(R::ZERO);
            let (fours, single) = pairs.as_chunks_mut::<{ 2 * LANES }>();
            let (shares, last) = dy.as_chunks::<LANES>();
            for (fours, shares) in fours.iter_mut().zip(shares) {
                let shares = shares.map(|dy| dy * scale);
                fours.copy_from_slice(R::twice(shares).as_flattened());
            }
            for (pair, &dy) in single.chunks_exact_mut(2).zip(last) {
                pair.fill(dy * scale);
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

    const AREA: Divisor = Divisor {
        fixed: None,
        counts_padding: true,
    };

    fn run(x: &[f64], windows: &Windows, divisor: Divisor) -> (Vec<f64>, Vec<f64>) {
        let (mut y, mut dx) = (vec![9.0; windows.outputs()], vec![9.0; x.len()]);
        average_pool(x, &mut y, windows, divisor);
        average_pool_backward(&vec![1.0; y.len()], &mut dx, windows, divisor);
        (y, dx)
    }

    #[test]
    fn padding_counts_as_asked() {
        let one = axis(1, 1, [1, 1, 0, 1]);
        let windows = Windows {
            planes: 1,
            rows: one,
            columns: axis(3, 2, [2, 2, 1, 1]),
        };
        let inside = Divisor {
            counts_padding: false,
            ..AREA
        };
        let fixed = Divisor {
            fixed: Some(4.0),
            ..AREA
        };
        let x = [2.0, 4.0, 8.0];
        assert_eq!(run(&x, &windows, AREA), (vec![1.0, 6.0], vec![0.5; 3]));
        assert_eq!(run(&x, &windows, inside), (vec![2.0, 6.0], vec![1.0, 0.5, 0.5]));
        assert_eq!(run(&x, &windows, fixed), (vec![0.5, 3.0], vec![0.25; 3]));
    }

    #[test]
    fn blocks_leave_the_rest_of_an_odd_plane_out() {
        for width in [2, 3, 9, 34] {
            let windows = Windows {
                planes: 2,
                rows: axis(3, 1, [2, 2, 0, 1]),
                columns: axis(width, width / 2, [2, 2, 0, 1]),
            };
            let x: Vec<f64> = (0..6 * width).map(|i| (i * i % 23) as f64).collect();
            let (y, dx) = run(&x, &windows, AREA);
            for (k, y) in y.iter().enumerate() {
                let at = k / (width / 2) * 3 * width + 2 * (k % (width / 2));
                assert_eq!(*y, (x[at] + x[at + 1] + x[at + width] + x[at + width + 1]) / 4.0);
            }
            let inside = |i: usize| i / width % 3 < 2 && i % width < width / 2 * 2;
            assert!(dx
                .iter()
                .enumerate()
                .all(|(i, &dx)| dx == if inside(i) { 0.25 } else { 0.0 }));
        }
    }

    #[test]
    fn a_whole_plane_gives_its_mean() {
        let windows = Windows {
            planes: 3,
            rows: axis(5, 1, [0, 1, 0, 1]),
            columns: axis(7, 1, [0, 1, 0, 1]),
        };
        let x: Vec<f64> = (0..105).map(f64::from).collect();
        let (y, dx) = run(&x, &windows, AREA);
        assert_eq!(y, [17.0, 52.0, 87.0]);
        assert!(dx.iter().all(|dx| *dx == 1.0 / 35.0));
    }
}
