//! Exports of `optim`: one step over a table of parameters. Every entry is checked before any parameter changes.

use grad128_kernels::optim::{self, Adam, AdamState, Rmsprop, RmspropState, Sgd, SgdBuffer};
use wasm_bindgen::prelude::wasm_bindgen;

use crate::memory::{Checked, Operands, Status};
use crate::table::for_each_entry;
use crate::Real;

/// Takes the operands of every entry once to check them, and again to `apply` the step.
fn step<const WIDTH: usize, T>(
    table: u32,
    count: u32,
    take: impl Fn(&mut Operands, &[u32; WIDTH]) -> Checked<T>,
    apply: impl Fn(T),
) -> i32 {
    let status = for_each_entry(table, count, |m, entry| take(m, entry).map(|_| ()));
    if status != Status::Success as i32 {
        return status;
    }
    for_each_entry(table, count, |m, entry| {
        apply(take(m, entry)?);
        Ok(())
    })
}

/// Stochastic gradient descent; entries [n, param, grad, buffer (0 without momentum), first (1: buffer = grad)]
#[wasm_bindgen]
pub fn sgd_step(
    table: u32,
    count: u32,
    lr: f64,
    momentum: f64,
    dampening: f64,
    weight_decay: f64,
    nesterov: bool,
    maximize: bool,
) -> i32 {
    let options = Sgd {
        lr,
        momentum,
        dampening,
        weight_decay,
        nesterov,
        maximize,
    };
    let take = |m: &mut Operands, &[n, parameter, gradient, buffer, first]: &[u32; 5]| {
        let n = n as usize;
        let parameter = m.write::<Real>(parameter, n)?;
        let gradient = m.read::<Real>(gradient, n)?;
        let buffer = m.write_optional::<Real>(buffer, n)?;
        if momentum != 0.0 && buffer.is_none() {
            return Err(Status::BadLayout);
        }
        let buffer = buffer.filter(|_| momentum != 0.0).map(|values| SgdBuffer {
            values,
            first: first != 0,
        });
        Ok((parameter, gradient, buffer))
    };
    step(table, count, take, |(parameter, gradient, buffer)| {
        optim::sgd(parameter, gradient, buffer, options)
    })
}

/// Adam, or AdamW when `decoupled`; entries [n, param, grad, exp_avg, exp_avg_sq, max_exp_avg_sq (0 without amsgrad),
/// step (this one included)]
#[wasm_bindgen]
pub fn adam_step(
    table: u32,
    count: u32,
    lr: f64,
    beta1: f64,
    beta2: f64,
    eps: f64,
    weight_decay: f64,
    decoupled: bool,
    amsgrad: bool,
    maximize: bool,
) -> i32 {
    let options = Adam {
        lr,
        beta1,
        beta2,
        eps,
        weight_decay,
        decoupled,
        maximize,
    };
    let take = |m: &mut Operands, &[n, parameter, gradient, first, second, largest, step]: &[u32; 7]| {
        let n = n as usize;
        let parameter = m.write::<Real>(parameter, n)?;
        let gradient = m.read::<Real>(gradient, n)?;
        let state = AdamState {
            exp_avg: m.write::<Real>(first, n)?,
            exp_avg_sq: m.write::<Real>(second, n)?,
            max_exp_avg_sq: if amsgrad {
                Some(m.write::<Real>(largest, n)?)
            } else {
                None
            },
            step,
        };
        Ok((parameter, gradient, state))
    };
    step(table, count, take, |(parameter, gradient, state)| {
        optim::adam(parameter, gradient, state, options)
    })
}

/// RMSprop; entries [n, param, grad, square_avg, grad_avg (0 unless centered), momentum_buffer (0 without momentum)]
#[wasm_bindgen]
pub fn rmsprop_step(
    table: u32,
    count: u32,
    lr: f64,
    alpha: f64,
    eps: f64,
    weight_decay: f64,
    momentum: f64,
    centered: bool,
    maximize: bool,
) -> i32 {
    let options = Rmsprop {
        lr,
        alpha,
        eps,
        weight_decay,
        momentum,
        maximize,
    };
    let take = |m: &mut Operands, &[n, parameter, gradient, square, average, buffer]: &[u32; 6]| {
        let n = n as usize;
        let parameter = m.write::<Real>(parameter, n)?;
        let gradient = m.read::<Real>(gradient, n)?;
        let state = RmspropState {
            square_avg: m.write::<Real>(square, n)?,
            grad_avg: if centered {
                Some(m.write::<Real>(average, n)?)
            } else {
                None
            },
            momentum_buffer: if momentum > 0.0 {
                Some(m.write::<Real>(buffer, n)?)
            } else {
                None
            },
        };
        Ok((parameter, gradient, state))
    };
    step(table, count, take, |(parameter, gradient, state)| {
        optim::rmsprop(parameter, gradient, state, options)
    })
}
