//! Exports of `recurrent`: one step of a layer for `batch` sequences, states `[batch, hidden]`. `lengths` are the
//! sequences' (0: all have the step); operands that somebody may not want are 0 as well.

use grad128_kernels::recurrent::{self, Step};
use wasm_bindgen::prelude::wasm_bindgen;

use crate::memory::{checked, product, Checked, Operands};
use crate::Real;

/// The step, and the elements of a state and of a row of it.
fn step<'a>(m: &mut Operands, lengths: u32, time: i32, batch: u32, hidden: u32) -> Checked<(Step<'a>, usize, usize)> {
    let lengths = m.read_optional::<i32>(lengths, batch as usize)?;
    // Four gates are the most there are: their number fits too.
    let count = product(&[4, batch, hidden])? / 4;
    Ok((Step { time, lengths }, count, hidden as usize))
}

/// gates before their activations → after; h and c from the previous ones; tanh(c) where it is wanted
#[wasm_bindgen]
pub fn lstm_step(
    gates: u32,
    c_prev: u32,
    c: u32,
    tanh_c: u32,
    h_prev: u32,
    h: u32,
    lengths: u32,
    time: i32,
    batch: u32,
    hidden: u32,
) -> i32 {
    checked(|m| {
        let (step, n, hidden) = step(m, lengths, time, batch, hidden)?;
        let gates = m.write::<Real>(gates, 4 * n)?;
        let c_prev = m.read::<Real>(c_prev, n)?;
        let c = m.write::<Real>(c, n)?;
        let tanh_c = m.write_optional::<Real>(tanh_c, n)?;
        let h_prev = m.read::<Real>(h_prev, n)?;
        let h = m.write::<Real>(h, n)?;
        recurrent::lstm_step(gates, c_prev, c, tanh_c, h_prev, h, step, hidden);
        Ok(())
    })
}

/// Gradients of the gates into d; dh and dc of this step → of the previous, dh but for the gates' part
#[wasm_bindgen]
pub fn lstm_step_backward(
    gates: u32,
    c_prev: u32,
    tanh_c: u32,
    dy: u32,
    dh: u32,
    dc: u32,
    d: u32,
    lengths: u32,
    time: i32,
    batch: u32,
    hidden: u32,
) -> i32 {
    checked(|m| {
        let (step, n, hidden) = step(m, lengths, time, batch, hidden)?;
        let gates = m.read::<Real>(gates, 4 * n)?;
        let c_prev = m.read::<Real>(c_prev, n)?;
        let tanh_c = m.read::<Real>(tanh_c, n)?;
        let dy = m.read_optional::<Real>(dy, n)?;
        let dh = m.write::<Real>(dh, n)?;
        let dc = m.write::<Real>(dc, n)?;
        let d = m.write::<Real>(d, 4 * n)?;
        recurrent::lstm_step_backward(gates, c_prev, tanh_c, dy, dh, dc, d, step, hidden);
        Ok(())
    })
}

/// The input's part of the gates → the gates, with the previous state's part; n_h where it is wanted; h
#[wasm_bindgen]
pub fn gru_step(
    gates: u32,
    recurrent: u32,
    reset: u32,
    h_prev: u32,
    h: u32,
    lengths: u32,
    time: i32,
    batch: u32,
    hidden: u32,
) -> i32 {
    checked(|m| {
        let (step, n, hidden) = step(m, lengths, time, batch, hidden)?;
        let gates = m.write::<Real>(gates, 3 * n)?;
        let recurrent = m.read::<Real>(recurrent, 3 * n)?;
        let reset = m.write_optional::<Real>(reset, n)?;
        let h_prev = m.read::<Real>(h_prev, n)?;
        let h = m.write::<Real>(h, n)?;
        recurrent::gru_step(gates, recurrent, reset, h_prev, h, step, hidden);
        Ok(())
    })
}

/// Gradients into d, as n, r, z and n_h; dh of this step → of the previous, but for the gates' part
#[wasm_bindgen]
pub fn gru_step_backward(
    gates: u32,
    reset: u32,
    h_prev: u32,
    dy: u32,
    dh: u32,
    d: u32,
    lengths: u32,
    time: i32,
    batch: u32,
    hidden: u32,
) -> i32 {
    checked(|m| {
        let (step, n, hidden) = step(m, lengths, time, batch, hidden)?;
        let gates = m.read::<Real>(gates, 3 * n)?;
        let reset = m.read::<Real>(reset, n)?;
        let h_prev = m.read::<Real>(h_prev, n)?;
        let dy = m.read_optional::<Real>(dy, n)?;
        let dh = m.write::<Real>(dh, n)?;
        let d = m.write::<Real>(d, 4 * n)?;
        recurrent::gru_step_backward(gates, reset, h_prev, dy, dh, d, step, hidden);
        Ok(())
    })
}

/// h before its activation → after: tanh, or max(·, 0) when `rectified`
#[wasm_bindgen]
pub fn rnn_step(h_prev: u32, h: u32, rectified: bool, lengths: u32, time: i32, batch: u32, hidden: u32) -> i32 {
    checked(|m| {
        let (step, n, hidden) = step(m, lengths, time, batch, hidden)?;
        let h_prev = m.read::<Real>(h_prev, n)?;
        let h = m.write::<Real>(h, n)?;
        recurrent::rnn_step(h_prev, h, rectified, step, hidden);
        Ok(())
    })
}

/// The gradient before the activation into d; dh becomes 0
#[wasm_bindgen]
pub fn rnn_step_backward(
    h: u32,
    dy: u32,
    dh: u32,
    d: u32,
    rectified: bool,
    lengths: u32,
    time: i32,
    batch: u32,
    hidden: u32,
) -> i32 {
    checked(|m| {
        let (step, n, hidden) = step(m, lengths, time, batch, hidden)?;
        let h = m.read::<Real>(h, n)?;
        let dy = m.read_optional::<Real>(dy, n)?;
        let dh = m.write::<Real>(dh, n)?;
        let d = m.write::<Real>(d, n)?;
        recurrent::rnn_step_backward(h, dy, dh, d, rectified, step, hidden);
        Ok(())
    })
}
