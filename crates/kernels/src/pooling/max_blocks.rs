use super::lanes::{Lanes, LANES};
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
        let (above, _) = a.as_chunks::<{ 2 * LANES }>();
        let (below, _) = b.as_chunks::<{ 2 * LANES }>();
        let (panels, _) = y.as_chunks_mut::<LANES>();
        for (panel, (y, (a, b))) in panels.iter_mut().zip(above.iter().zip(below)).enumerate() {
            let start = (first + 2 * LANES * panel) as i32;
            let (best, at) = R::largest_of_blocks(a, b, start, width as i32);
            *y = best;
            if INDEXED {
                index[panel * LANES..][..LANES].copy_from_slice(&at);
            }
        }
        let rows = windows.rows.span(i);
        for j in results / LANES * LANES..results {
            let (best, at) = largest(x, width, rows, windows.columns.span(j));
            y[j] = best;
            if INDEXED {
                index[j] = at;
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
            let (fours, single) = pairs.as_chunks_mut::<{ 2 * LANES }>();
            let ((shares, last), (places, last_places)) = (dy.as_chunks::<LANES>(), index.as_chunks::<LANES>());
            for (panel, (fours, (&dy, &at))) in fours.iter_mut().zip(shares.iter().zip(places)).enumerate() {
                let start = offset + (2 * LANES * panel) as i32;
                let side =
                    |right: i32| R::where_equal(at, core::array::from_fn(|lane| start + 2 * lane as i32 + right), dy);
                *fours = R::join_pairs([side(0), side(1)]);
            }
            let start = offset + 2 * (results - last.len()) as i32;
            for (j, (pair, (&dy, &at))) in single.chunks_exact_mut(2).zip(last.iter().zip(last_places)).enumerate() {
                for (place, dx) in (start + 2 * j as i32..).zip(pair) {
                    *dx = if at == place { dy } else { R::ZERO };
                }
            }
        }
    }
}
