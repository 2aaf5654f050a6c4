//! Export of `elementwise::exponential`, with the arguments of every elementwise function.

use grad128_kernels::elementwise::exponential;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::memory::checked;
use crate::Real;

/// y = eˣ; p and q are not used
#[wasm_bindgen]
pub fn exp(x: u32, y: u32, n: u32, p: f64, q: f64) -> i32 {
    let _ = (p, q);
    checked(|m| {
        let x = m.read::<Real>(x, n as usize)?;
        let y = m.write::<Real>(y, n as usize)?;
        exponential::exp(x, y);
        Ok(())
    })
}
