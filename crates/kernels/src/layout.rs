//! Layouts: how a flat index of a contiguous result maps to positions in strided operands.
//!
//! The one parser of the words that describe a layout, shared by every kernel that takes strides.

/// The largest rank a layout may have.
pub const MAX_RANK: usize = 8;

/// Why words do not describe a layout: a bad rank, sizes that contradict the count, or positions that overflow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BadLayout;

/// `K` strided operands walked in the row-major order of one shape.
///
/// Neighbouring axes that can be walked as one are merged and axes of size 1 dropped, so that rows are long.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Layout<const K: usize> {
    rank: usize,
    sizes: [usize; MAX_RANK],
    strides: [[isize; K]; MAX_RANK],
    offset: isize,
}

impl<const K: usize> Layout<K> {
    /// How many words describe a layout of this rank, without an offset.
    pub const fn words(rank: usize) -> usize {
        1 + (1 + K) * rank
    }

    /// Reads `[rank, sizes.., strides of operand 0.., strides of operand 1.., …]`; strides may be 0, not negative.
    pub fn broadcast(words: &[u32], n: usize) -> Result<Self, BadLayout> {
        let layout = Self::parse(words, n, 0)?;
        let rows = &layout.strides[..layout.rank];
        if words[0] == 0 || rows.iter().flatten().any(|&stride| stride < 0) {
            return Err(BadLayout);
        }
        Ok(layout)
    }

    /// Reads `[rank, sizes.., strides.., offset]`; strides (two's complement) may be negative.
    pub fn view(words: &[u32], n: usize) -> Result<Self, BadLayout> {
        let (&offset, words) = words.split_last().ok_or(BadLayout)?;
        Self::parse(words, n, isize::try_from(offset).map_err(|_| BadLayout)?)
    }

    fn parse(words: &[u32], n: usize, offset: isize) -> Result<Self, BadLayout> {
        let rank = *words.first().ok_or(BadLayout)? as usize;
        if rank > MAX_RANK || words.len() != Self::words(rank) {
            return Err(BadLayout);
        }
        let sizes = &words[1..1 + rank];
        if sizes.contains(&0) {
            // Nothing is walked; the other sizes and the strides need not even fit.
            let nothing = Self {
                rank: 1,
                sizes: [0; MAX_RANK],
                strides: [[0; K]; MAX_RANK],
                offset,
            };
            return if n == 0 { Ok(nothing) } else { Err(BadLayout) };
        }
        let mut layout = Self {
            rank: 0,
            sizes: [1; MAX_RANK],
            strides: [[0; K]; MAX_RANK],
            offset,
        };
        let mut total = 1_usize;
        for (axis, &size) in sizes.iter().enumerate() {
            // The bits of a stride are a signed word.
            let strides = core::array::from_fn(|k| words[1 + (1 + k) * rank + axis] as i32 as isize);
            total = total.checked_mul(size as usize).ok_or(BadLayout)?;
            layout.push(size as usize, strides);
        }
        if total == n {
            Ok(layout)
        } else {
            Err(BadLayout)
        }
    }

    /// Appends an axis, merged with the one before it where every operand allows that.
    fn push(&mut self, size: usize, strides: [isize; K]) {
        if size == 1 {
            return;
        }
        if let Some(last) = self.rank.checked_sub(1) {
            let merges = |k: usize| {
                let span = isize::try_from(size).ok().and_then(|size| strides[k].checked_mul(size));
                span == Some(self.strides[last][k])
            };
            if (0..K).all(merges) {
                self.sizes[last] *= size;
                self.strides[last] = strides;
                return;
            }
        }
        self.sizes[self.rank] = size;
        self.strides[self.rank] = strides;
        self.rank += 1;
    }

    /// The number of positions.
    pub fn count(&self) -> usize {
        self.sizes[..self.rank].iter().product()
    }

    /// The lowest and the highest position that operand `k` is touched at, both inclusive; `None` when there is none.
    pub fn extent(&self, k: usize) -> Result<Option<(usize, usize)>, BadLayout> {
        if self.count() == 0 {
            return Ok(None);
        }
        let (mut low, mut high) = (self.offset, self.offset);
        for axis in 0..self.rank {
            let steps = isize::try_from(self.sizes[axis] - 1).map_err(|_| BadLayout)?;
            let span = self.strides[axis][k].checked_mul(steps).ok_or(BadLayout)?;
            let end = if span < 0 { &mut low } else { &mut high };
            *end = end.checked_add(span).ok_or(BadLayout)?;
        }
        Ok(Some((usize::try_from(low).map_err(|_| BadLayout)?, high as usize)))
    }

    /// The shortest array that holds every position of operand `k`.
    pub fn length(&self, k: usize) -> Result<usize, BadLayout> {
        match self.extent(k)? {
            Some((_, high)) => high.checked_add(1).ok_or(BadLayout),
            None => Ok(0),
        }
    }

    /// The size of a row: of the innermost axis that is left.
    pub fn row_length(&self) -> usize {
        self.rank.checked_sub(1).map_or(1, |last| self.sizes[last])
    }

    /// The strides inside a row.
    pub fn row_strides(&self) -> [isize; K] {
        self.rank.checked_sub(1).map_or([1; K], |last| self.strides[last])
    }

    /// Calls `row` with the position each operand's row starts at, in the order of the contiguous result.
    ///
    /// One copy of the walk serves all kernels: inlined, it would be the larger part of many.
    #[inline(never)]
    pub fn for_each_row(&self, row: &mut dyn FnMut([usize; K])) {
        let rows = self.count().checked_div(self.row_length()).unwrap_or(0);
        let outer = self.rank.saturating_sub(1);
        let mut index = [0_usize; MAX_RANK];
        let mut start = [self.offset; K];
        for _ in 0..rows {
            row(start.map(|position| position as usize));
            for axis in (0..outer).rev() {
                index[axis] += 1;
                let done = index[axis] == self.sizes[axis];
                let steps = if done { 1 - self.sizes[axis] as isize } else { 1 };
                for (position, stride) in start.iter_mut().zip(self.strides[axis]) {
                    *position += steps * stride;
                }
                if !done {
                    break;
                }
                index[axis] = 0;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::vec;
    use std::vec::Vec;

    fn positions<const K: usize>(layout: &Layout<K>) -> Vec<[usize; K]> {
        let mut all = Vec::new();
        layout.for_each_row(&mut |start| {
            for i in 0..layout.row_length() as isize {
                let strides = layout.row_strides();
                all.push(core::array::from_fn(|k| (start[k] as isize + i * strides[k]) as usize));
            }
        });
        all
    }

    #[test]
    fn a_contiguous_shape_is_one_row() {
        let layout = Layout::<2>::broadcast(&[3, 2, 3, 4, 12, 4, 1, 12, 4, 1], 24).unwrap();
        assert_eq!((layout.row_length(), layout.row_strides()), (24, [1, 1]));
        assert_eq!(positions(&layout), (0..24).map(|i| [i, i]).collect::<Vec<_>>());
    }

    #[test]
    fn a_broadcast_operand_repeats() {
        // [2, 3] with a column and a row.
        let layout = Layout::<2>::broadcast(&[2, 2, 3, 1, 0, 0, 1], 6).unwrap();
        assert_eq!(positions(&layout), [[0, 0], [0, 1], [0, 2], [1, 0], [1, 1], [1, 2]]);
        assert_eq!((layout.length(0), layout.length(1)), (Ok(2), Ok(3)));
    }

    #[test]
    fn axes_of_size_one_and_rank_zero_are_a_single_position() {
        let ones = Layout::<2>::broadcast(&[2, 1, 1, 9, 9, 9, 9], 1).unwrap();
        assert_eq!((positions(&ones), ones.length(0)), (vec![[0, 0]], Ok(1)));
        let scalar = Layout::<1>::view(&[0, 7], 1).unwrap();
        assert_eq!((positions(&scalar), scalar.length(0)), (vec![[7]], Ok(8)));
        assert_eq!(Layout::<2>::broadcast(&[0], 1), Err(BadLayout));
    }

    #[test]
    fn a_permuted_and_flipped_view() {
        // x[::-1].T of a [2, 3] array.
        let layout = Layout::<1>::view(&[2, 3, 2, 1, -3_i32 as u32, 3], 6).unwrap();
        assert_eq!(positions(&layout), [[3], [0], [4], [1], [5], [2]]);
        assert_eq!(layout.extent(0), Ok(Some((0, 5))));
    }

    #[test]
    fn rows_are_visited_in_order_at_full_rank() {
        let words = [8, 2, 1, 2, 2, 1, 2, 2, 2, 32, 9, 16, 0, 9, 4, 2, 1];
        let expected: Vec<_> = (0..64).map(|i| [(i & 0x07) + (i & 0x30)]).collect();
        let layout = Layout::<1>::broadcast(&words, 64).unwrap();
        assert_eq!(positions(&layout), expected);
    }

    #[test]
    fn an_empty_shape_has_no_rows_and_no_extent() {
        let layout = Layout::<2>::broadcast(&[3, u32::MAX, u32::MAX, 0, 0, 0, 0, 0, 0, 0], 0).unwrap();
        assert_eq!((positions(&layout), layout.length(0)), (vec![], Ok(0)));
        assert_eq!(Layout::<2>::broadcast(&[1, 0, 1, 1], 1), Err(BadLayout));
    }

    #[test]
    fn contradictions_are_refused() {
        assert_eq!(Layout::<2>::broadcast(&[1, 3, 1, 1], 4), Err(BadLayout));
        assert_eq!(Layout::<2>::broadcast(&[1, 3, 1], 3), Err(BadLayout));
        assert_eq!(Layout::<2>::broadcast(&[9], 1), Err(BadLayout));
        assert_eq!(Layout::<2>::broadcast(&[], 1), Err(BadLayout));
        assert_eq!(Layout::<2>::broadcast(&[1, 3, 1, u32::MAX], 3), Err(BadLayout));
        let below_zero = Layout::<1>::view(&[1, 3, u32::MAX, 1], 3).unwrap();
        assert_eq!(below_zero.extent(0), Err(BadLayout));
    }
}
