/// The windows along one axis. A kernel of 0 says that they divide the axis as evenly as they can (adaptive pooling).
#[derive(Clone, Copy, Debug)]
pub struct Axis {
    pub input: usize,
    pub output: usize,
    pub kernel: usize,
    pub stride: usize,
    pub padding: usize,
    pub dilation: usize,
}

/// The windows of every plane.
#[derive(Clone, Copy, Debug)]
pub struct Windows {
    pub planes: usize,
    pub rows: Axis,
    pub columns: Axis,
}

/// What one window covers of an axis: `start, start + step, …` below `end`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Span {
    pub start: usize,
    pub end: usize,
    pub step: usize,
    /// How many places it covers when padding counts, but not what lies beyond the padding.
    pub padded: usize,
}

impl Axis {
    /// The window at a place of the output.
    #[inline(never)]
    pub(super) fn span(&self, place: usize) -> Span {
        // 64 bits hold every product of two sizes.
        let (input, place) = (self.input as u64, place as u64);
        if self.kernel == 0 {
            let output = self.output as u64;
            let start = (place * input / output) as usize;
            let end = ((place + 1) * input).div_ceil(output) as usize;
            let padded = end - start;
            return Span {
                start,
                end,
                step: 1,
                padded,
            };
        }
        let (kernel, padding, step) = (self.kernel as u64, self.padding as u64, self.dilation as u64);
        // All positions are counted from the first place of the padding, so that none is negative.
        let first = place * self.stride as u64;
        let skipped = match padding.checked_sub(first) {
            Some(missing) if step > 1 => missing.div_ceil(step) * step,
            missing => missing.unwrap_or(0),
        };
        let last = first + (kernel - 1) * step;
        // A window that begins behind the last place, as a dilation can make it, covers nothing.
        let start = (first + skipped - padding).min(input) as usize;
        let end = ((last + 1).saturating_sub(padding).min(input) as usize).max(start);
        let padded = (first + kernel).min(input + 2 * padding).saturating_sub(first) as usize;
        Span {
            start,
            end,
            step: self.dilation,
            padded,
        }
    }

    /// How many places so many windows side by side cover, from the first to the last.
    pub(super) fn reach(&self, windows: usize) -> usize {
        let between = ((windows - 1) as u64).saturating_mul(self.stride as u64);
        let window = (self.kernel as u64)
            .saturating_sub(1)
            .saturating_mul(self.dilation as u64);
        usize::try_from(between.saturating_add(window).saturating_add(1)).unwrap_or(usize::MAX)
    }

    /// Whether the windows are neighbouring pairs, none of which reaches over the end.
    fn is_of_pairs(&self) -> bool {
        let plain = self.padding == 0 && self.dilation == 1;
        plain && self.kernel == 2 && self.stride == 2 && self.output <= self.input / 2
    }
}

impl Windows {
    pub fn inputs(&self) -> usize {
        self.planes * self.plane()
    }

    pub fn outputs(&self) -> usize {
        self.planes * self.results()
    }

    /// The size of a plane of the input.
    pub(super) fn plane(&self) -> usize {
        self.rows.input * self.columns.input
    }

    /// The size of a plane of the output.
    pub(super) fn results(&self) -> usize {
        self.rows.output * self.columns.output
    }

    /// Whether the windows are the 2 × 2 blocks of the plane, which is so common that it has loops of its own.
    pub(super) fn are_blocks(&self) -> bool {
        self.rows.is_of_pairs() && self.columns.is_of_pairs()
    }

    pub(super) fn are_adaptive(&self) -> bool {
        self.columns.kernel == 0
    }

    /// Calls `visit` with the number of every window of a plane and what it covers.
    #[inline(always)]
    pub(super) fn for_each(&self, mut visit: impl FnMut(usize, Span, Span)) {
        for i in 0..self.rows.output {
            let rows = self.rows.span(i);
            for j in 0..self.columns.output {
                visit(i * self.columns.output + j, rows, self.columns.span(j));
            }
        }
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    pub fn axis(input: usize, output: usize, [kernel, stride, padding, dilation]: [usize; 4]) -> Axis {
        Axis {
            input,
            output,
            kernel,
            stride,
            padding,
            dilation,
        }
    }

    fn covered(axis: Axis, place: usize) -> (std::vec::Vec<usize>, usize) {
        let Span {
            start,
            end,
            step,
            padded,
        } = axis.span(place);
        ((start..end).step_by(step).collect(), padded)
    }

    #[test]
    fn a_window_covers_what_lies_inside() {
        let padded = axis(5, 4, [3, 2, 1, 1]);
        assert_eq!(covered(padded, 0), (std::vec![0, 1], 3));
        assert_eq!(covered(padded, 1), (std::vec![1, 2, 3], 3));
        assert_eq!(covered(padded, 2), (std::vec![3, 4], 3));
        // The last one begins behind the padding: nothing of it counts.
        assert_eq!(covered(padded, 3), (std::vec![], 1));
        let dilated = axis(7, 3, [3, 1, 1, 2]);
        assert_eq!(covered(dilated, 0).0, [1, 3]);
        assert_eq!(covered(dilated, 1).0, [0, 2, 4]);
        assert_eq!(covered(axis(4, 1, [2, 1, 1, 5]), 0).0, []);
        assert_eq!(axis(2, 1, [2, 1, 1, 9]).span(0).start, 2);
    }

    #[test]
    fn adaptive_windows_cover_the_axis_and_may_overlap() {
        let adaptive = axis(7, 3, [0, 1, 0, 1]);
        assert_eq!(covered(adaptive, 0), (std::vec![0, 1, 2], 3));
        assert_eq!(covered(adaptive, 1), (std::vec![2, 3, 4], 3));
        assert_eq!(covered(adaptive, 2), (std::vec![4, 5, 6], 3));
        assert_eq!(covered(axis(2, 3, [0, 1, 0, 1]), 1).0, [0, 1]);
        let vast = axis(u32::MAX as usize, u32::MAX as usize - 1, [0, 1, 0, 1]);
        assert_eq!(vast.span(u32::MAX as usize - 2).end, u32::MAX as usize);
    }
}
