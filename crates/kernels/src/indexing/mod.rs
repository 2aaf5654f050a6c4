//! Elements and rows by their numbers, along the middle axis of a row-major `[outer, length, inner]` array.
//!
//! Every kernel answers whether all indices lay within `length`; it touches nothing outside, but what it wrote before
//! it met a wrong index stays written. Callers check indices beforehand.

mod along;
mod rows;

pub use along::{gather, scatter, scatter_add};
pub use rows::{index_add, index_select};

/// Sizes of the indexed array and the number of indices along its middle axis.
#[derive(Clone, Copy, Debug)]
pub struct Axes {
    pub outer: usize,
    pub length: usize,
    pub inner: usize,
    pub count: usize,
}

impl Axes {
    /// An index as a position along the middle axis; None outside of it.
    #[inline(always)]
    pub(crate) fn position(&self, index: i32) -> Option<usize> {
        usize::try_from(index).ok().filter(|&position| position < self.length)
    }
}
