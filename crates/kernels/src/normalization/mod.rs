//! Normalization: elements minus the mean of their group, divided by its standard deviation.
//!
//! In [`normalize_rows`] a group is a contiguous row (layer, group, instance and RMS normalization), in [`batch_norm`] a
//! channel of all samples. Both leave behind three numbers a group, which their backward passes read: see
//! [`statistics`].

mod affine;
mod batch;
mod batch_backward;
mod batch_layout;
mod columns;
mod local_response;
mod moments;
mod rows;
mod rows_backward;
mod statistics;
mod sums;

pub use batch::{batch_norm, batch_norm_inference, Running};
pub use batch_backward::batch_norm_backward;
pub use batch_layout::BatchLayout;
pub use local_response::{local_response, local_response_backward, LocalResponse};
pub use rows::{normalize_rows, RowLayout};
pub use rows_backward::normalize_rows_backward;
pub use statistics::STATISTICS;

/// Numbers that are added in the working precision before a partial sum moves to double precision.
const BLOCK: usize = 16;

/// Where a backward pass writes; absent is what nobody asked for.
pub struct Gradients<'a, R> {
    pub dx: Option<&'a mut [R]>,
    pub dweight: Option<&'a mut [R]>,
    pub dbias: Option<&'a mut [R]>,
}
