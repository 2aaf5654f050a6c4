//! Exports of `softmax`: over the middle axis of a row-major `[outer, length, inner]` array.

use grad128_kernels::softmax;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::memory::{checked, product};
use crate::Real;

macro_rules! forward {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[wasm_bindgen]
        pub fn $name(x: u32, y: u32, outer: u32, length: u32, inner: u32) -> i32 {
            checked(|m| {
                let count = product(&[outer, length, inner])?;
                let x = m.read::<Real>(x, count)?;
                let y = m.write::<Real>(y, count)?;
                softmax::$name(x, y, outer as usize, length as usize, inner as usize);
                Ok(())
            })
        }
    )*};
}

forward! {
    /// y = exp(x) / Σ_l exp(x[o, l, i])
    softmax;
    /// y = x − ln Σ_l exp(x[o, l, i])
    log_softmax;
}

macro_rules! backward {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[wasm_bindgen]
        pub fn $name(y: u32, dy: u32, dx: u32, outer: u32, length: u32, inner: u32) -> i32 {
            checked(|m| {
                let count = product(&[outer, length, inner])?;
                let y = m.read::<Real>(y, count)?;
                let dy = m.read::<Real>(dy, count)?;
                let dx = m.write::<Real>(dx, count)?;
                softmax::$name(y, dy, dx, outer as usize, length as usize, inner as usize);
                Ok(())
            })
        }
    )*};
}

backward! {
    /// dx = y·(dy − Σ_l dy·y), y being the softmax
    softmax_backward;
    /// dx = dy − exp(y)·Σ_l dy, y being the logarithm of the softmax
    log_softmax_backward;
}
