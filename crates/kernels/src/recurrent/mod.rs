//! One step of a recurrent layer, for a batch: what stands between two matrix products.
//!
//! States are `[batch, hidden]`, gates `[batch, gates · hidden]`, one gate behind the other in each row. A row whose
//! sequence does not have the step keeps its state, and its gates' gradients are 0.

mod gru;
mod lstm;
mod rnn;

pub use gru::{gru_step, gru_step_backward};
pub use lstm::{lstm_step, lstm_step_backward};
pub use rnn::{rnn_step, rnn_step_backward};

use crate::elementwise::map;
use crate::elementwise::unary::sigmoid;
use crate::Real;

/// A step, and which sequences of the batch have it.
#[derive(Clone, Copy)]
pub struct Step<'a> {
    pub time: i32,
    /// Of each row's sequence; without, all have the step.
    pub lengths: Option<&'a [i32]>,
}

impl Step<'_> {
    fn reaches(&self, row: usize) -> bool {
        self.lengths.is_none_or(|lengths| self.time < lengths[row])
    }
}

/// Elements that are copied out at a time.
const BLOCK: usize = 64;

/// One copy of each transcendental loop serves all layers. A row of gates stays in the first-level cache meanwhile.
#[inline(never)]
fn apply_sigmoid<T: Real>(values: &mut [T]) {
    apply(values, sigmoid);
}

#[inline(never)]
fn apply_tanh<T: Real>(values: &mut [T]) {
    apply(values, T::tanh);
}

/// A loop from one place into another becomes one of vectors; one in place does not.
#[inline(always)]
fn apply<T: Real>(values: &mut [T], f: impl Fn(T) -> T) {
    for values in values.chunks_mut(BLOCK) {
        let mut copy = [T::ZERO; BLOCK];
        let copy = &mut copy[..values.len()];
        copy.copy_from_slice(values);
        map(copy, values, &f);
    }
}

/// The upstream gradient of a row where there is any: of a step whose output nobody used, there is none.
fn add_upstream<T: Real>(dh: &mut [T], dy: Option<&[T]>, row: usize) {
    let n = dh.len();
    if let Some(dy) = dy {
        for (dh, &dy) in dh.iter_mut().zip(&dy[row * n..][..n]) {
            *dh += dy;
        }
    }
}

#[cfg(test)]
mod tests;
