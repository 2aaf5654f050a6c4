use super::lanes::{Lanes, Largest, LANES};
use super::windows::{Axis, Span};

/// Windows of a row whose elements are compared at once.
pub(super) const PANEL: usize = 2 * LANES;
/// Room for what a panel covers of a row, where that is not read in place.
pub(super) const EDGE: usize = 128;

/// The largest of each window of a panel, of which the vectors begin at `starts`, and where it stands behind the window's
/// first place.
#[inline(never)]
pub(super) fn panel<R: Lanes, const STRIDE: usize>(
    x: &[R],
    columns: &Axis,
    rows: Span,
    starts: [usize; 2],
    reach: usize,
    edge: &mut [R; EDGE],
) -> [Largest<R>; 2] {
    let width = columns.input;
    let mut largest = [Largest::NOTHING; 2];
    let first = (starts[0] * columns.stride) as isize - columns.padding as isize;
    let inside = first >= 0 && first as usize + reach <= width;
    let second = (starts[1] - starts[0]) * columns.stride;
    let mut h = rows.start;
    while h < rows.end {
        let row = &x[h * width..];
        let mut from = row.as_ptr().wrapping_offset(first);
        // What is read of a row in vectors may be one more than what is needed.
        if !inside || first as usize + reach >= row.len() {
            copy_edge(&row[..width], first, reach, edge);
            from = edge.as_ptr();
        }
        let mut place = ((h - rows.start) * width) as i32;
        for _ in 0..columns.kernel {
            // SAFETY: the panel, and one element more, lie within the row, or were copied.
            unsafe {
                let values = R::spaced::<STRIDE>(from, columns.stride);
                largest[0].take::<true>(values, place);
                let values = R::spaced::<STRIDE>(from.add(second), columns.stride);
                largest[1].take::<true>(values, place);
            }
            from = from.wrapping_add(columns.dilation);
            place += columns.dilation as i32;
        }
        h += rows.step;
    }
    largest
}

/// `edge[k] = row[first + k]`, −∞ outside, for one more than `reach` places.
#[inline(never)]
fn copy_edge<R: Lanes>(row: &[R], first: isize, reach: usize, edge: &mut [R; EDGE]) {
    let (edge, _) = edge.as_chunks_mut::<LANES>();
    for (edge, start) in edge.iter_mut().zip((first..=first + reach as isize).step_by(LANES)) {
        let inside = usize::try_from(start).ok().and_then(|start| row.get(start..));
        match inside.and_then(|row| row.first_chunk()) {
            Some(&whole) => *edge = whole,
            None => {
                for (edge, at) in edge.iter_mut().zip(start..) {
                    let value = usize::try_from(at).ok().and_then(|at| row.get(at));
                    *edge = value.copied().unwrap_or(R::NEG_INFINITY);
                }
            }
        }
    }
}
