//! Packed weights times a block of positions, for some taps.

use super::band::Band;
use super::direct::direct_row;
use super::geometry::Correlation;
use super::vectors::{pack_vectors, Vectors};
use crate::matmul::{Product, Tile, MAX_COLUMNS};

/// Some rows of the weight of a group, packed in strips of `width`.
pub(super) struct Rows {
    pub group: usize,
    pub first: usize,
    pub count: usize,
    pub width: usize,
}

pub(super) struct Multiplication<'a, R> {
    pub c: &'a Correlation,
    pub rows: &'a Rows,
    pub weights: &'a [R],
    pub band: &'a Band<'a, R>,
    /// What the band holds.
    pub values: &'a [R],
    /// 1 when the bias comes before the taps, else 0.
    pub leading: usize,
    pub accumulate: bool,
    pub target: &'a mut [R],
}

/// Neighbouring positions of a strip whose outputs lie side by side.
#[derive(Clone, Copy, Default)]
struct Run {
    lane: usize,
    length: usize,
    /// Where the first row's output stands.
    output: usize,
}

impl<R: Product> Multiplication<'_, R> {
    /// Few rows: nothing is packed, every tap is read where it lies in the band.
    #[inline(never)]
    pub fn direct(&mut self, line: &mut [R]) {
        let (block, plane) = (self.band.block, self.c.target_plane());
        let depth = self.leading + self.band.offsets().len();
        for image in 0..block.images {
            for i in 0..block.rows {
                let values = &self.values[self.band.line(image, i)..];
                for row in 0..self.rows.count {
                    let weights = &self.weights[row * depth..][..depth];
                    let (bias, weights) = weights.split_at(self.leading);
                    let bias = bias.first().copied().unwrap_or(R::ZERO);
                    let output = self.output(image, i, 0) + row * plane;
                    if self.c.x.spacing == 1 && !self.accumulate {
                        let outputs = &mut self.target[output..][..block.columns];
                        direct_row(bias, weights, self.band, values, outputs);
                    } else {
                        let line = &mut line[..block.columns];
                        direct_row(bias, weights, self.band, values, line);
                        self.store(line, output);
                    }
                }
            }
        }
    }

    /// Strips of positions times tiles of rows.
    #[inline(never)]
    pub fn tiles(&mut self, strip: &mut [R], scratch: &mut [R], tile: &Tile<R>) {
        let block = self.band.block;
        let depth = self.leading + self.band.offsets().len();
        let mut runs = [Run::default(); MAX_COLUMNS];
        let [mut image, mut i, mut j] = [0; 3];
        let behind = self.leading * tile.columns;
        strip[..behind].fill(R::ONE);
        for q in (0..block.positions()).step_by(tile.columns) {
            let width = tile.columns.min(block.positions() - q);
            let mut vectors = Vectors::default();
            let (mut lane, mut count) = (0, 0);
            while lane < width {
                let length = (block.columns - j).min(width - lane);
                let output = self.output(image, i, j);
                runs[count] = Run { lane, length, output };
                count += 1;
                vectors.add(lane, self.band.line(image, i) + j, length);
                lane += length;
                j += length;
                if j == block.columns {
                    (j, i) = (0, i + 1);
                }
                if i == block.rows {
                    (i, image) = (0, image + 1);
                }
            }
            pack_vectors(self.values, self.band, &vectors, tile.columns, &mut strip[behind..]);
            let runs = &runs[..count];
            let joined = runs
                .windows(2)
                .all(|pair| pair[0].output + pair[0].length == pair[1].output);
            let whole = width == tile.columns && joined && self.c.x.spacing == 1;
            self.strip(runs, whole, depth, strip, scratch, tile);
        }
    }
    #[inline(never)]
    fn strip(&mut self, runs: &[Run], whole: bool, depth: usize, strip: &[R], scratch: &mut [R], tile: &Tile<R>) {
        let plane = self.c.target_plane();
        for row in (0..self.rows.count).step_by(tile.rows) {
            let height = tile.rows.min(self.rows.count - row);
            let weights = &self.weights[row * depth..];
            if whole && height == tile.rows {
                let corner = &mut self.target[runs[0].output + row * plane..];
                (tile.kernel)(depth, weights, strip, tile.columns, corner, plane, self.accumulate);
                continue;
            }
            (tile.kernel)(depth, weights, strip, tile.columns, scratch, tile.columns, false);
            for (r, sums) in scratch.chunks_exact(tile.columns).take(height).enumerate() {
                for run in runs {
                    self.store(&sums[run.lane..run.lane + run.length], run.output + (row + r) * plane);
                }
            }
        }
    }

    #[inline(never)]
    fn store(&mut self, sums: &[R], output: usize) {
        let spacing = self.c.x.spacing;
        let mut place = output;
        for &sum in sums {
            let output = &mut self.target[place];
            *output = if self.accumulate { *output + sum } else { sum };
            place += spacing;
        }
    }

    /// Where the first row's output of a position of the block stands.
    #[inline(never)]
    fn output(&self, image: usize, i: usize, j: usize) -> usize {
        let (c, block) = (self.c, self.band.block);
        let first = c.output(block.image + image, self.rows.group, block.row + i, block.column + j);
        first + self.rows.first * c.target_plane()
    }
}
