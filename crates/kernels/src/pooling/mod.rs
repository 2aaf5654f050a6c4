//! Pooling: one number for each window of a plane. x `[planes, rows, columns]`, y `[planes, windows down, windows along]`.
//!
//! One dimension is a plane of one row. Forward and backward of a kind stand in one file; planes are independent.

mod average;
mod lanes;
mod max;
mod max_blocks;
mod max_panel;
mod max_squares;
mod windows;

pub use average::{average_pool, average_pool_backward, Divisor};
pub use lanes::Lanes;
pub use max::{max_pool, max_pool_backward};
pub use windows::{Axis, Windows};
