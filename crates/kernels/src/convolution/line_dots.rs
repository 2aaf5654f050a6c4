//! Dot products of rows of planes where they lie: for the gradient of few weights, for which transposing what they meet
//! would take longer than multiplying it.

use super::lines::Lines;
use super::vectors::{lanes_within, load, LANES};
use crate::matmul::Product;

/// `sums[r][t] = Σ upstream[r · length + line · pitch + j] · values[offsets[t] + start of the line + j]` over lines and
/// positions: in four lanes in order, which are added up at the end.
#[inline(never)]
pub(super) fn line_dots<R: Product, const ROWS: usize, const TAPS: usize>(
    lines: &Lines,
    upstream: [&[R]; ROWS],
    values: &[R],
    offsets: [usize; TAPS],
) -> [[R; TAPS]; ROWS] {
    let (width, pitch) = (lines.width(), lines.pitch());
    let whole = width - width % LANES;
    assert!(upstream.iter().all(|row| row.len() >= lines.length()));
    assert!(offsets
        .iter()
        .all(|offset| offset + lines.farthest() + pitch <= values.len()));
    let mask = lanes_within(0, width - whole);
    let mut sums = [[[R::ZERO; LANES]; TAPS]; ROWS];
    let mut row = upstream.map(<[R]>::as_ptr);
    for &start in lines.starts() {
        // SAFETY: every line of the upstream gradient and of every tap lies within its slice, as just asserted.
        unsafe {
            let mut tap = offsets.map(|offset| values.as_ptr().add(offset + start as usize));
            let mut left = whole;
            while left != 0 {
                add_products(&mut sums, &mut row, tap.map(|tap| load(tap)));
                tap = tap.map(|tap| tap.add(LANES));
                left -= LANES;
            }
            if whole < width {
                // The upstream gradient is followed by zeros; what the taps meet may be anything, infinite as well.
                add_products(&mut sums, &mut row, tap.map(|tap| R::keep(load(tap), mask)));
            }
        }
    }
    sums.map(|row| row.map(|[l0, l1, l2, l3]| (l0 + l1) + (l2 + l3)))
}

/// Adds a vector of each row times that of each tap, and moves the rows on.
#[inline(always)]
unsafe fn add_products<R: Product, const ROWS: usize, const TAPS: usize>(
    sums: &mut [[[R; LANES]; TAPS]; ROWS],
    rows: &mut [*const R; ROWS],
    met: [[R; LANES]; TAPS],
) {
    for (sums, row) in sums.iter_mut().zip(rows) {
        let factor = load(*row);
        for (sum, met) in sums.iter_mut().zip(met) {
            *sum = R::multiply_add(*sum, factor, met);
        }
        *row = row.add(LANES);
    }
}
