//! Numbers that stand below each other in the samples of a panel.

use super::affine::Affine;
use super::batch_layout::{Panel, PANEL};
use super::BLOCK;
use crate::line::{Line, Vector, LINE};
use crate::Real;

/// At most `PANEL` neighbouring columns of two arrays of rows: `width` of them from `start` on, in rows of `stride`
/// numbers.
#[derive(Clone, Copy)]
pub(super) struct Columns<'a, R> {
    pub x: &'a [R],
    pub other: &'a [R],
    pub stride: usize,
    pub start: usize,
    pub width: usize,
}

/// A pair of sums for each column, in double precision.
pub(super) type ColumnSums = [[f64; PANEL]; 2];

impl<'a, R: Vector> Columns<'a, R> {
    pub fn of_panel(panel: Panel, x: &'a [R], other: &'a [R]) -> Self {
        Self {
            x,
            other,
            stride: panel.layout.sample(),
            start: panel.columns(panel.first).start,
            width: panel.width(),
        }
    }

    /// `Σ (x − shift)` and `Σ (x − shift)²`.
    pub fn shifted_sums(&self, shift: &[R; PANEL]) -> ColumnSums {
        self.sums(shift, 1, |rows, shift| {
            let shift = first_line(shift);
            rows.sums(|_, x, _| [x - shift; 2])
        })
    }

    /// `Σ other` and `Σ other · (x − shift)`.
    pub fn products(&self, shift: &[R; PANEL]) -> ColumnSums {
        self.sums(shift, 1, |rows, shift| {
            let shift = first_line(shift);
            rows.sums(|_, x, other| [other, x - shift])
        })
    }

    /// `Σ other` and `Σ other · x̂` of a block, where a row has `x̂ = (x − high) · scale + offset` by three numbers.
    pub fn normalized_products(&self, maps: &[[R; 3]; BLOCK]) -> ColumnSums {
        self.sums(maps.as_flattened(), 0, |rows, maps| {
            let maps = maps.as_chunks().0;
            rows.sums(|row, x, other| {
                let [high, scale, offset] = maps[row].map(Line::of);
                [other, (x - high) * scale + offset]
            })
        })
    }

    /// What `sums` makes of each line of columns in a block of rows, and of numbers that go along with it at `step` times
    /// its place.
    #[inline(never)]
    fn sums(&self, along: &[R], step: usize, sums: fn(Block<R>, &[R]) -> [Line<R>; 2]) -> ColumnSums {
        let mut totals = [[0.0; PANEL]; 2];
        let mut copies = [[R::ZERO; LINE * BLOCK]; 2];
        for first in (0..self.x.len()).step_by(BLOCK * self.stride) {
            for at in (0..self.width).step_by(LINE) {
                let mut block = Block {
                    rows: [self.x, self.other].map(|all| &all[first + self.start + at..]),
                    stride: self.stride,
                };
                if at + LINE > self.width {
                    block = block.copied(self.width - at, &mut copies);
                }
                for (totals, sums) in totals.iter_mut().zip(sums(block, &along[at * step..])) {
                    if let Some(totals) = totals[at..].first_chunk_mut() {
                        add(totals, &sums);
                    }
                }
            }
        }
        totals
    }
}

#[inline(always)]
fn first_line<R: Vector>(numbers: &[R]) -> Line<R> {
    numbers.first_chunk().map_or(Line::of(R::ZERO), Line::read)
}

#[inline(never)]
fn add<R: Vector>(totals: &mut [f64; LINE], sums: &Line<R>) {
    for (total, sum) in totals.iter_mut().zip(sums.to_f64()) {
        *total += sum;
    }
}

/// Up to `BLOCK` rows of two arrays, of which a line each is looked at; behind them there may be more.
struct Block<'a, R> {
    rows: [&'a [R]; 2],
    stride: usize,
}

impl<'a, R: Vector> Block<'a, R> {
    /// `Σ a` and `Σ a · b`, of what `pair` makes of the number of a row and both its lines.
    #[inline(always)]
    fn sums(&self, pair: impl Fn(usize, Line<R>, Line<R>) -> [Line<R>; 2]) -> [Line<R>; 2] {
        let mut sums = [Line::of(R::ZERO); 2];
        let [x, other] = self.rows.map(|rows| rows.chunks(self.stride));
        for (row, (x, other)) in x.zip(other).take(BLOCK).enumerate() {
            let (Some(x), Some(other)) = (x.first_chunk(), other.first_chunk()) else {
                break;
            };
            let [a, b] = pair(row, Line::read(x), Line::read(other));
            sums = [sums[0] + a, sums[1] + a * b];
        }
        sums
    }

    /// The same rows, of which there are `width` numbers each, with as many behind them as a line lacks.
    #[inline(never)]
    fn copied<'b>(self, width: usize, copies: &'b mut [[R; LINE * BLOCK]; 2]) -> Block<'b, R> {
        let mut count = 0;
        for (lines, rows) in copies.iter_mut().zip(self.rows) {
            count = 0;
            for (line, row) in lines.chunks_exact_mut(LINE).zip(rows.chunks(self.stride)) {
                for (number, &value) in line.iter_mut().zip(&row[..width]) {
                    *number = value;
                }
                count += LINE;
            }
        }
        Block {
            rows: copies.each_ref().map(|lines| &lines[..count]),
            stride: LINE,
        }
    }
}

/// [`Affine`] maps, one for each column: what is high of all, their scales, offsets and slopes.
pub(super) struct Spread<R>([[R; PANEL]; 4]);

impl<R: Vector> Spread<R> {
    /// Repeats each channel's map for its columns.
    #[inline(never)]
    pub fn new(panel: Panel, of: &mut dyn FnMut(usize) -> Affine<R>) -> Self {
        let mut all = [[R::ZERO; PANEL]; 4];
        for channel in 0..panel.channels {
            let Affine {
                high,
                scale,
                offset,
                slope,
            } = of(channel);
            for (all, value) in all.iter_mut().zip([high, scale, offset, slope]) {
                fill(&mut all[panel.columns(channel)], value);
            }
        }
        Self(all)
    }

    pub fn high(&self) -> &[R; PANEL] {
        &self.0[0]
    }

    #[inline(never)]
    pub fn map(&self, x: &[R], y: &mut [R]) {
        let width = x.len();
        let [high, scale, offset, _] = self.0.each_ref().map(|all| &all[..width]);
        let y = &mut y[..width];
        for i in 0..width {
            y[i] = (x[i] - high[i]) * scale[i] + offset[i];
        }
    }

    #[inline(never)]
    pub fn map_gradient(&self, x: &[R], dy: &[R], dx: &mut [R]) {
        let width = x.len();
        let [high, scale, offset, slope] = self.0.each_ref().map(|all| &all[..width]);
        let (dy, dx) = (&dy[..width], &mut dx[..width]);
        for i in 0..width {
            dx[i] = dy[i] * scale[i] + ((x[i] - high[i]) * slope[i] + offset[i]);
        }
    }
}

/// One copy for all who fill.
#[inline(never)]
pub(super) fn fill<R: Real>(numbers: &mut [R], value: R) {
    numbers.fill(value);
}
