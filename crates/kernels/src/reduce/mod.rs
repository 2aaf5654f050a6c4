//! Reductions over the middle axis of a row-major `[outer, length, inner]` array to `[outer, inner]`.
//!
//! `inner = 1` (last axis) and `outer = 1` (first axis) both run over contiguous memory.

mod extremum;
mod fold;
mod index;
mod logsumexp;
mod product;
mod sum;
mod sum_of_squares;

pub use extremum::{all, any, maximum, maximum_i32, minimum, minimum_i32};
pub(crate) use extremum::{larger_of, largest};
pub use index::{maximum_index, maximum_index_i32, minimum_index, minimum_index_i32};
pub use logsumexp::logsumexp;
pub use product::{prod, prod_i32};
pub(crate) use sum::sum_row;
pub use sum::{sum, sum_i32};
pub use sum_of_squares::sum_of_squares;
