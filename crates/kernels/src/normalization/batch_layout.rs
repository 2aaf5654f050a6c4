/// Columns of a `[channels · inner]` sample that are worked on together, so that memory is read in long runs.
pub(super) const PANEL: usize = 512;
/// From this many elements on, those of one channel and sample are always summed as a row of their own.
const LONG_PLANE: usize = 256;
/// From this many on they are in small batches, where columns are short.
const PLANE: usize = 32;
const SMALL_BATCH: usize = 8;

/// `[batch, channels, inner]`, normalized over batch and inner.
#[derive(Clone, Copy, Debug)]
pub struct BatchLayout {
    pub batch: usize,
    pub channels: usize,
    pub inner: usize,
}

impl BatchLayout {
    pub fn size(self) -> usize {
        self.batch * self.channels * self.inner
    }

    /// Elements of a channel.
    pub(super) fn count(self) -> usize {
        self.batch * self.inner
    }

    /// Elements of a sample.
    pub(super) fn sample(self) -> usize {
        self.channels * self.inner
    }

    /// Whether elements that lie side by side are summed as columns, not each channel's as a row.
    fn by_columns(self) -> bool {
        let longest = if self.batch < SMALL_BATCH { PLANE } else { LONG_PLANE };
        self.inner < longest
    }

    /// Channels that are worked on together: as many as fill a panel's columns, or one whose elements of a sample are a
    /// row.
    pub(super) fn panels(self) -> impl Iterator<Item = Panel> {
        let by_columns = self.by_columns();
        let most = if by_columns { PANEL / self.inner.max(1) } else { 1 };
        (0..self.channels).step_by(most).map(move |first| Panel {
            layout: self,
            first,
            channels: most.min(self.channels - first),
            by_columns,
        })
    }
}

/// Neighbouring channels.
#[derive(Clone, Copy, Debug)]
pub(super) struct Panel {
    pub layout: BatchLayout,
    pub first: usize,
    pub channels: usize,
    pub by_columns: bool,
}

impl Panel {
    /// Elements of a sample.
    pub fn width(self) -> usize {
        self.channels * self.layout.inner
    }

    /// The panel's part of each sample.
    pub fn samples<R>(self, x: &[R]) -> impl Iterator<Item = &[R]> {
        let start = self.first * self.layout.inner;
        x.chunks_exact(self.layout.sample())
            .map(move |sample| &sample[start..][..self.width()])
    }

    pub fn samples_mut<R>(self, x: &mut [R]) -> impl Iterator<Item = &mut [R]> {
        let start = self.first * self.layout.inner;
        x.chunks_exact_mut(self.layout.sample())
            .map(move |sample| &mut sample[start..][..self.width()])
    }

    /// Where the elements of the panel's n-th channel are in a sample.
    pub fn columns(self, channel: usize) -> core::ops::Range<usize> {
        channel * self.layout.inner..(channel + 1) * self.layout.inner
    }
}
