use super::band::Band;
use super::vectors::{copy_vector, distance, LANES};
use super::POSITIONS;
use crate::matmul::Product;

/// The lines of a block, one for each of its rows: where each begins in the band, before the offset of a tap.
pub(super) struct Lines {
    starts: [u32; POSITIONS],
    count: usize,
    farthest: usize,
    /// Positions of a line.
    width: usize,
}

impl Lines {
    #[inline(never)]
    pub fn of<R: Product>(band: &Band<R>) -> Self {
        let block = band.block;
        let mut lines = Self {
            starts: [0; POSITIONS],
            count: 0,
            farthest: 0,
            width: block.columns,
        };
        for image in 0..block.images {
            for row in 0..block.rows {
                let start = band.line(image, row);
                lines.starts[lines.count] = start as u32;
                lines.count += 1;
                lines.farthest = lines.farthest.max(start);
            }
        }
        lines
    }

    pub fn starts(&self) -> &[u32] {
        &self.starts[..self.count]
    }

    pub fn farthest(&self) -> usize {
        self.farthest
    }

    pub fn width(&self) -> usize {
        self.width
    }

    /// From one line of the upstream gradient to the next: whole vectors.
    pub fn pitch(&self) -> usize {
        self.width.next_multiple_of(LANES)
    }

    /// Elements of a row of the upstream gradient.
    pub fn length(&self) -> usize {
        self.count * self.pitch()
    }
}

/// `target[t · positions + q]`: what each tap meets, position by position. In vectors of four, of which the next line, the
/// next tap or nobody overwrites what is too much.
#[inline(never)]
pub(super) fn copy_lines<R: Product>(lines: &Lines, values: &[R], offsets: &[u32], target: &mut [R]) {
    let (width, distance) = (lines.width, distance());
    let reach = offsets.iter().max().map_or(0, |&offset| offset as usize);
    assert!(reach + lines.farthest + lines.pitch() <= values.len());
    assert!(offsets.len() * lines.count * width + LANES <= target.len());
    let mut to = target.as_mut_ptr();
    for &offset in offsets {
        for &start in lines.starts() {
            let mut k = 0;
            while k < width {
                // SAFETY: the farthest line of the farthest tap lies within the values, and all of them, with the rest
                // of a vector, within the target, as just asserted.
                unsafe { copy_vector(values.as_ptr().add((offset + start) as usize + k), to.add(k)) };
                k += distance;
            }
            // SAFETY: within the target, as asserted.
            to = unsafe { to.add(width) };
        }
    }
}
