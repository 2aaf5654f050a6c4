use crate::Real;

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

    /// Channels that are worked on together, a panel at a time.
    pub(super) fn panels(self) -> impl Iterator<Item = Panel> {
        let most = (PANEL / self.inner.max(1)).max(1);
        (0..self.channels).step_by(most).map(move |first| Panel {
            layout: self,
            first,
            channels: most.min(self.channels - first),
        })
    }
}

/// Neighbouring channels.
#[derive(Clone, Copy, Debug)]
pub(super) struct Panel {
    pub layout: BatchLayout,
    pub first: usize,
    pub channels: usize,
}

impl Panel {
    /// Elements of a sample.
    pub fn width(self) -> usize {
        self.channels * self.layout.inner
    }

    /// Whether elements that lie side by side are summed as columns, not each channel's as a row.
    pub fn by_columns(self) -> bool {
        let longest = if self.layout.batch < SMALL_BATCH {
            PLANE
        } else {
            LONG_PLANE
        };
        self.layout.inner < longest
    }

    /// The panel's part of a sample.
    pub fn of<R>(self, sample: &[R]) -> &[R] {
        &sample[self.first * self.layout.inner..][..self.width()]
    }

    pub fn of_mut<R>(self, sample: &mut [R]) -> &mut [R] {
        &mut sample[self.first * self.layout.inner..][..self.width()]
    }

    /// Each sample's part.
    pub fn samples<R>(self, x: &[R]) -> impl Iterator<Item = &[R]> {
        x.chunks_exact(self.layout.channels * self.layout.inner)
            .map(move |sample| self.of(sample))
    }

    pub fn samples_mut<R>(self, x: &mut [R]) -> impl Iterator<Item = &mut [R]> {
        x.chunks_exact_mut(self.layout.channels * self.layout.inner)
            .map(move |sample| self.of_mut(sample))
    }

    /// A number for each channel, repeated for its elements of a sample.
    pub fn spread<R: Real>(self, value: impl Fn(usize) -> R) -> [R; PANEL] {
        let mut values = [R::ZERO; PANEL];
        if self.layout.inner == 1 {
            for (element, channel) in values[..self.channels].iter_mut().zip(self.first..) {
                *element = value(channel);
            }
            return values;
        }
        let channels = values[..self.width()].chunks_exact_mut(self.layout.inner);
        for (values, channel) in channels.zip(self.first..) {
            values.fill(value(channel));
        }
        values
    }
}
