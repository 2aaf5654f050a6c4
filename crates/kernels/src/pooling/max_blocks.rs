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
            let [a, b] = [a, b].map(|row| {
                row[2 * j..]
                    .as_chunks()
                    .0
                    .first_chunk()
                    .expect("the row holds the blocks")
            });
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
