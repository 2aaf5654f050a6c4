//! Convolutions of planes `[batch, channels, rows, columns]` as implicit matrix products.
//!
//! Everything is a [`Correlation`]: a convolution, each of the lattices into which a transposed one (which is the
//! gradient of the input as well) falls apart, and, with another sum, the gradient of the weight. Its matrix of taps
//! by positions is never stored: blocks of positions take what they need of the planes into a [`band`], from which the
//! tiles' strips are packed. One dimension is two with a height of 1.

mod band;
mod block;
mod correlate;
mod depthwise;
mod depthwise_gradient;
mod direct;
mod fold;
mod geometry;
mod line_dots;
mod lines;
mod multiplication;
mod scatter;
mod vectors;
mod weight_gradient;

pub use correlate::convolve;
pub use geometry::{Dimension, Geometry};
pub use weight_gradient::weight_gradient;

use crate::matmul::{MAX_COLUMNS, MAX_ROWS};

/// Taps summed at a time. Part of the result: each output is the sum of its blocks of this depth, in order.
const DEPTH: usize = 256;
/// Positions of a block, at most. Part of the weight's gradient, which sums them block by block.
const POSITIONS: usize = 528;
/// Packed weights or upstream gradients: what is within this size is packed once in a call.
const FACTOR_SIZE: usize = 256 * 1024;
/// What a block needs of the planes; `DEPTH · POSITIONS` always suffice.
const BAND_SIZE: usize = 160 * 1024;
/// A vector may be read or written beyond the end of what is meant.
const SLACK: usize = MAX_COLUMNS;
const LINES_SIZE: usize = MAX_COLUMNS * POSITIONS + SLACK;
const STRIP_SIZE: usize = MAX_COLUMNS * POSITIONS + SLACK;

/// Elements of the workspace that [`convolve`] and [`weight_gradient`] need: 1.7 MB of `f32`, 3.5 of `f64`.
pub const WORKSPACE: usize = FACTOR_SIZE + BAND_SIZE + SLACK + LINES_SIZE + STRIP_SIZE + MAX_ROWS * MAX_COLUMNS;

/// The workspace in its parts.
struct Workspace<'a, R> {
    factor: &'a mut [R],
    band: &'a mut [R],
    lines: &'a mut [R],
    strip: &'a mut [R],
    /// Room for a tile that the result has no room for.
    scratch: &'a mut [R],
}

impl<'a, R> Workspace<'a, R> {
    fn new(all: &'a mut [R; WORKSPACE]) -> Self {
        let (factor, rest) = all.split_at_mut(FACTOR_SIZE);
        let (band, rest) = rest.split_at_mut(BAND_SIZE + SLACK);
        let (lines, rest) = rest.split_at_mut(LINES_SIZE);
        let (strip, scratch) = rest.split_at_mut(STRIP_SIZE);
        Self {
            factor,
            band,
            lines,
            strip,
            scratch,
        }
    }
}

#[cfg(test)]
mod tests;
