/// One dimension of a convolution: `large` is the side that is padded and strided over, `small` the other one.
#[derive(Clone, Copy, Debug)]
pub struct Dimension {
    pub large: usize,
    pub small: usize,
    pub kernel: usize,
    pub stride: usize,
    /// Zeros before the first element.
    pub padding: usize,
    pub dilation: usize,
}

/// The sizes of a convolution; a transposed one goes from the small side to the large one.
#[derive(Clone, Copy, Debug)]
pub struct Geometry {
    pub batch: usize,
    pub groups: usize,
    /// Channels of the large and of the small side within a group.
    pub large: usize,
    pub small: usize,
    pub y: Dimension,
    pub x: Dimension,
}

impl Geometry {
    /// The convolution itself.
    #[inline(never)]
    pub(super) fn forward(&self) -> Correlation {
        let kernel = self.y.kernel * self.x.kernel;
        Correlation {
            batch: self.batch,
            groups: self.groups,
            channels: self.large,
            rows: self.small,
            row_stride: self.large * kernel,
            channel_stride: kernel,
            kernel_columns: self.x.kernel,
            y: self.y.forward(),
            x: self.x.forward(),
        }
    }

    /// The transposed one, on the lattice of the large side that begins at `(y, x)` and has the strides' spacing.
    #[inline(never)]
    pub(super) fn transposed(&self, y: usize, x: usize) -> Correlation {
        let kernel = self.y.kernel * self.x.kernel;
        Correlation {
            batch: self.batch,
            groups: self.groups,
            channels: self.small,
            rows: self.large,
            row_stride: kernel,
            channel_stride: self.large * kernel,
            kernel_columns: self.x.kernel,
            y: self.y.transposed(y),
            x: self.x.transposed(x),
        }
    }
}

impl Dimension {
    fn forward(&self) -> Axis {
        Axis {
            source: self.large,
            target: self.small,
            count: self.small,
            start: 0,
            spacing: 1,
            stride: self.stride,
            taps: self.kernel,
            first: -(self.padding as isize),
            step: self.dilation as isize,
            kernel_first: 0,
            kernel_step: 1,
        }
    }

    /// Position `start + i · stride` of the large side takes tap k from position `i + (start + padding − k · dilation) /
    /// stride` of the small one, where that is a whole number: every so manieth tap hits.
    fn transposed(&self, start: usize) -> Axis {
        let common = greatest_common_divisor(self.stride, self.dilation);
        let period = self.stride / common;
        let shift = |k: usize| (start + self.padding) as isize - (k * self.dilation) as isize;
        let hit = (0..self.kernel.min(period)).find(|&k| shift(k) % self.stride as isize == 0);
        Axis {
            source: self.small,
            target: self.large,
            count: self.large.saturating_sub(start).div_ceil(self.stride),
            start,
            spacing: self.stride,
            stride: 1,
            taps: hit.map_or(0, |k| (self.kernel - k).div_ceil(period)),
            first: hit.map_or(0, |k| shift(k) / self.stride as isize),
            step: -((self.dilation / common) as isize),
            kernel_first: hit.unwrap_or(0),
            kernel_step: period,
        }
    }
}

fn greatest_common_divisor(a: usize, b: usize) -> usize {
    if b == 0 {
        a
    } else {
        greatest_common_divisor(b, a % b)
    }
}

/// One dimension of a correlation: position i, which is `start + i · spacing` of the target, meets tap t at
/// `i · stride + first + t · step` of the source, which is 0 outside.
#[derive(Clone, Copy, Debug)]
pub(super) struct Axis {
    pub source: usize,
    pub target: usize,
    pub count: usize,
    pub start: usize,
    pub spacing: usize,
    pub stride: usize,
    pub taps: usize,
    pub first: isize,
    pub step: isize,
    /// Where tap t stands in the kernel: `kernel_first + t · kernel_step`.
    pub kernel_first: usize,
    pub kernel_step: usize,
}

impl Axis {
    /// How far the taps reach beside the first one in reading order.
    pub fn span(&self) -> usize {
        self.taps.saturating_sub(1) * self.step.unsigned_abs()
    }

    /// The first position of the source that position i meets; it may lie before the source.
    pub fn lowest(&self, i: usize) -> isize {
        let reach = if self.step < 0 { self.span() as isize } else { 0 };
        (i * self.stride) as isize + self.first - reach
    }

    /// How far behind the lowest one tap t lies.
    pub fn offset(&self, t: usize) -> usize {
        let reach = if self.step < 0 { self.span() as isize } else { 0 };
        (reach + t as isize * self.step) as usize
    }
}

/// `target[n, g, r, i, j] = Σ weight[g, r, c, ty, tx] · source[n, g, c, y(i, ty), x(j, tx)]` over channels and taps.
#[derive(Clone, Copy, Debug)]
pub(super) struct Correlation {
    pub batch: usize,
    pub groups: usize,
    pub channels: usize,
    pub rows: usize,
    pub row_stride: usize,
    pub channel_stride: usize,
    pub kernel_columns: usize,
    pub y: Axis,
    pub x: Axis,
}

impl Correlation {
    pub fn taps(&self) -> usize {
        self.y.taps * self.x.taps
    }

    /// How many products an output is the sum of.
    pub fn depth(&self) -> usize {
        self.channels * self.taps()
    }

    /// Channel, row and column of the p-th tap of all.
    #[inline(never)]
    pub fn tap(&self, p: usize) -> [usize; 3] {
        let (channel, tap) = (p / self.taps(), p % self.taps());
        [channel, tap / self.x.taps, tap % self.x.taps]
    }

    /// Where the weight of the p-th tap stands behind the first one of its row.
    pub fn weight_of(&self, p: usize) -> usize {
        let [channel, ty, tx] = self.tap(p);
        let row = self.y.kernel_first + ty * self.y.kernel_step;
        let column = self.x.kernel_first + tx * self.x.kernel_step;
        channel * self.channel_stride + row * self.kernel_columns + column
    }

    pub fn source_plane(&self) -> usize {
        self.y.source * self.x.source
    }

    pub fn target_plane(&self) -> usize {
        self.y.target * self.x.target
    }

    /// The first row of the target of an image in a group.
    pub fn target_rows(&self, image: usize, group: usize) -> usize {
        (image * self.groups + group) * self.rows * self.target_plane()
    }

    /// Where the first row's output of a position stands.
    #[inline(never)]
    pub fn output(&self, image: usize, group: usize, i: usize, j: usize) -> usize {
        let (y, x) = (self.y.start + i * self.y.spacing, self.x.start + j * self.x.spacing);
        self.target_rows(image, group) + y * self.x.target + x
    }
}
