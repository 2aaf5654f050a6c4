//! The export of `elementwise::pow`.

use grad128_kernels::elementwise;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::memory::checked;
use crate::strided::zip_operands;
use crate::Real;

/// y = aᵇ; the operands are those of every function of two numbers, see `zip_operands`
#[wasm_bindgen]
pub fn pow(a: u32, b: u32, y: u32, n: u32, layout: u32, scalar: f64) -> i32 {
    checked(|m| {
        let mut slot = None;
        let (a, b) = zip_operands::<Real>(m, a, b, n, layout, scalar, &mut slot)?;
        elementwise::pow(a, b, m.write::<Real>(y, n as usize)?);
        Ok(())
    })
}
