use super::lanes::{for_each_panel, Lanes, LANES};
use super::max::largest;
use super::windows::Windows;

// Blocks of 2 × 2 elements, which is what most networks pool by: `LANES` of them at once.

/// y = the largest x of each block of a plane; `index`, if wanted, is where it came from.
pub(super) fn max_blocks<R: Lanes, const INDEXED: bool>(x: &[R], y: &mut [R], index: &mut [i32], windows: &Windows) {
    let (width, results) = (windows.columns.input, windows.columns.output);
    for (i, y) in y.chunks_exact_mut(results).enumerate() {
        let first = 2 * i * width;
        let (a, b) = x[first..][..2 * width].split_at(width);
        let index = if INDEXED {
            &mut index[i * results..][..results]
        } else {
            &mut []
        };
        let mut panel = |j: usize| {
            let [a, b] = [a, b].map(|row| row[2 * j..].first_chunk().expect("the row holds the blocks"));
            let (best, at) = R::largest_of_blocks(a, b, (first + 2 * j) as i32, width as i32);
            y[j..][..LANES].copy_from_slice(&best);
            if INDEXED {
                index[j..][..LANES].copy_from_slice(&at);
            }
        };
        for_each_panel(0..results, &mut panel);
        if results < LANES {
            let rows = windows.rows.span(i);
            for j in 0..results {
                let (best, at) = largest(x, width, rows, windows.columns.span(j));
                y[j] = best;
                if INDEXED {
                    index[j] = at;
                }
            }
        }
    }
}

/// dx = dy where the largest element of a block stood, 0 elsewhere. Blocks do not overlap: each is written whole.
pub(super) fn max_blocks_backward<R: Lanes>(dy: &[R], index: &[i32], dx: &mut [R], windows: &Windows) {
    let (width, results) = (windows.columns.input, windows.columns.output);
    let (blocks, rest) = dx.split_at_mut(2 * windows.rows.output * width);
    rest.fill(R::ZERO);
    for (i, rows) in blocks.chunks_exact_mut(2 * width).enumerate() {
        let first = (2 * i * width) as i32;
        let line = i * results..(i + 1) * results;
        let (dy, index) = (&dy[line.clone()], &index[line]);
        let (a, b) = rows.split_at_mut(width);
        for (row, offset) in [(a, first), (b, first + width as i32)] {
            let (pairs, rest) = row.split_at_mut(2 * results);
            rest.fill(R::ZERO);
            let mut panel = |j: usize| {
                let start = offset + 2 * j as i32;
                let share = *dy[j..].first_chunk().expect("the line holds the panel");
                let at = *index[j..].first_chunk().expect("the line holds the panel");
                let side = |right: i32| {
                    R::where_equal(at, core::array::from_fn(|lane| start + 2 * lane as i32 + right), share)
                };
                pairs[2 * j..][..2 * LANES].copy_from_slice(&R::join_pairs([side(0), side(1)]));
            };
            for_each_panel(0..results, &mut panel);
            if results < LANES {
                for (j, (pair, (&dy, &at))) in pairs.chunks_exact_mut(2).zip(dy.iter().zip(index)).enumerate() {
                    for (place, dx) in (offset + 2 * j as i32..).zip(pair) {
                        *dx = if at == place { dy } else { R::ZERO };
                    }
                }
            }
        }
    }
}
