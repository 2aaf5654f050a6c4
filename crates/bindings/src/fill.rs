//! Exports of `fill`: constant and evenly spaced arrays.

use grad128_kernels::{fill, Real as _};
use wasm_bindgen::prelude::wasm_bindgen;

use crate::memory::checked;
use crate::Real;

/// y = value
#[wasm_bindgen]
pub fn fill(y: u32, n: u32, value: f64) -> i32 {
    checked(|m| {
        fill::fill(m.write::<Real>(y, n as usize)?, Real::from_f64(value));
        Ok(())
    })
}

/// y = value without its fraction
#[wasm_bindgen]
pub fn fill_i32(y: u32, n: u32, value: f64) -> i32 {
    checked(|m| {
        fill::fill(m.write::<i32>(y, n as usize)?, value as i32);
        Ok(())
    })
}

/// y = 1 unless value is 0
#[wasm_bindgen]
pub fn fill_bool(y: u32, n: u32, value: f64) -> i32 {
    checked(|m| {
        fill::fill(m.write::<u8>(y, n as usize)?, u8::from(value != 0.0));
        Ok(())
    })
}

/// y_i = start + i·step
#[wasm_bindgen]
pub fn arange(y: u32, n: u32, start: f64, step: f64) -> i32 {
    checked(|m| {
        fill::arange(m.write::<Real>(y, n as usize)?, start, step);
        Ok(())
    })
}

/// y_i = start + i·step without its fraction
#[wasm_bindgen]
pub fn arange_i32(y: u32, n: u32, start: f64, step: f64) -> i32 {
    checked(|m| {
        fill::arange_i32(m.write::<i32>(y, n as usize)?, start, step);
        Ok(())
    })
}
