//! Softmax over the middle axis of a row-major `[outer, length, inner]` array, and its logarithm.

mod backward;
mod exp;
mod forward;

pub use backward::{log_softmax_backward, softmax_backward};
pub(crate) use exp::{log_of_sum, sum_exp_row};
pub use forward::{log_softmax, softmax};

/// Columns whose statistics are held on the stack at a time when `inner > 1`.
const TILE: usize = 64;
