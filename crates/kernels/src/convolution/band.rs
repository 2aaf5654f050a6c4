use super::block::Block;
use super::geometry::{Axis, Correlation};
use super::{BAND_SIZE, DEPTH};
use crate::Real;

/// What a block of positions needs of the source for some taps, padded with zeros, in an order in which each tap finds
/// neighbouring positions side by side: `band[offset of the tap + base of the position]`.
///
/// As a rule these are the rows as they are, each with its columns sorted by their remainder to the stride. Where taps
/// share little (one tap, wide dilations), each has a line of its own.
pub(super) struct Band<'a, R> {
    c: &'a Correlation,
    source: &'a [R],
    group: usize,
    pub block: Block,
    /// Every tap has a line of its own.
    unfolded: bool,
    /// Rows of a channel and image.
    height: usize,
    /// Columns of one remainder.
    lane: usize,
    offsets: [u32; DEPTH],
    /// Taps that were taken last, and the largest of their offsets.
    count: usize,
    reach: usize,
}

impl<'a, R: Real> Band<'a, R> {
    pub fn new(c: &'a Correlation, source: &'a [R], group: usize, block: Block) -> Self {
        let extent = |axis: &Axis, count: usize| (count - 1) * axis.stride + axis.span() + 1;
        let height = extent(&c.y, block.rows);
        let lane = extent(&c.x, block.columns).div_ceil(c.x.stride);
        let depth = c.depth().min(DEPTH);
        // So many channels can have one of `DEPTH` taps.
        let channels = c.channels.min(DEPTH / c.taps() + 2);
        let shared = [channels, block.images, height, lane, c.x.stride]
            .iter()
            .try_fold(1_usize, |product, &size| product.checked_mul(size));
        let unfolded = shared.is_none_or(|size| size > BAND_SIZE || size > depth * block.positions());
        Self {
            c,
            source,
            group,
            block,
            unfolded,
            height,
            lane,
            offsets: [0; DEPTH],
            count: 0,
            reach: 0,
        }
    }

    /// Takes what `count` taps from the `first` on need.
    #[inline(never)]
    pub fn fill(&mut self, first: usize, count: usize, band: &mut [R]) {
        if self.unfolded {
            self.unfold(first, count, band);
        } else {
            self.take_rows(first, count, band);
        }
        self.count = count;
        self.reach = self.offsets().iter().fold(0, |most, &offset| most.max(offset as usize));
    }

    /// Of the taps that were taken last.
    pub fn offsets(&self) -> &[u32] {
        &self.offsets[..self.count]
    }

    /// The largest of the offsets.
    pub fn reach(&self) -> usize {
        self.reach
    }

    fn take_rows(&mut self, first: usize, count: usize, band: &mut [R]) {
        let (c, block) = (self.c, self.block);
        let stride = c.x.stride;
        let row_length = self.lane * stride;
        let channel = first / c.taps();
        let last = (first + count - 1) / c.taps();
        let (top, left) = (c.y.lowest(block.row), c.x.lowest(block.column));
        let mut lanes = band.chunks_exact_mut(self.lane);
        for channel in channel..=last {
            for image in 0..block.images {
                for y in 0..self.height {
                    let row = self.row(image, channel, top + y as isize);
                    for (remainder, lane) in lanes.by_ref().take(stride).enumerate() {
                        take_line(row, left + remainder as isize, stride, lane);
                    }
                }
            }
        }
        for (p, offset) in self.offsets[..count].iter_mut().enumerate() {
            let [of, ty, tx] = c.tap(first + p);
            let row = (of - channel) * block.images * self.height + c.y.offset(ty);
            let column = c.x.offset(tx);
            *offset = (row * row_length + column % stride * self.lane + column / stride) as u32;
        }
    }

    fn unfold(&mut self, first: usize, count: usize, band: &mut [R]) {
        let (c, block) = (self.c, self.block);
        let mut lines = band.chunks_exact_mut(block.columns);
        for p in 0..count {
            self.offsets[p] = (p * block.positions()) as u32;
            let [channel, ty, tx] = c.tap(first + p);
            let x = c.x.lowest(block.column) + c.x.offset(tx) as isize;
            for image in 0..block.images {
                for (i, line) in lines.by_ref().take(block.rows).enumerate() {
                    let y = c.y.lowest(block.row + i) + c.y.offset(ty) as isize;
                    take_line(self.row(image, channel, y), x, c.x.stride, line);
                }
            }
        }
    }

    /// A row of the source; nothing where it lies outside.
    fn row(&self, image: usize, channel: usize, y: isize) -> &'a [R] {
        let c = self.c;
        if y < 0 || y >= c.y.source as isize {
            return &[];
        }
        let plane = ((self.block.image + image) * c.groups + self.group) * c.channels + channel;
        &self.source[plane * c.source_plane() + y as usize * c.x.source..][..c.x.source]
    }

    /// Where the first position of a row lies, before the offset of a tap.
    pub fn line(&self, image: usize, row: usize) -> usize {
        if self.unfolded {
            return (image * self.block.rows + row) * self.block.columns;
        }
        (image * self.height + row * self.c.y.stride) * self.lane * self.c.x.stride
    }
}

/// `line[k] = row[start + k · stride]`, 0 outside the row.
fn take_line<R: Real>(row: &[R], start: isize, stride: usize, line: &mut [R]) {
    let first = ((-start).max(0) as usize).div_ceil(stride).min(line.len());
    let end = (row.len() as isize - start).max(0) as usize;
    let end = end.div_ceil(stride).clamp(first, line.len());
    line[..first].fill(R::ZERO);
    line[end..].fill(R::ZERO);
    if first == end {
        return;
    }
    let row = &row[(start + (first * stride) as isize) as usize..];
    let line = &mut line[first..end];
    if stride == 1 {
        line.copy_from_slice(&row[..line.len()]);
    } else {
        for (element, &value) in line.iter_mut().zip(row.iter().step_by(stride)) {
            *element = value;
        }
    }
}
