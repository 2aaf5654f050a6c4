//! Exports of `elementwise::trigonometric`, with the arguments of every elementwise function.

use grad128_kernels::elementwise::trigonometric;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::memory::checked;
use crate::Real;

/// Exports `name(x, y, n, p, q)`; p and q are not used.
macro_rules! unary {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[wasm_bindgen]
        pub fn $name(x: u32, y: u32, n: u32, p: f64, q: f64) -> i32 {
            let _ = (p, q);
            checked(|m| {
                let x = m.read::<Real>(x, n as usize)?;
                let y = m.write::<Real>(y, n as usize)?;
                trigonometric::$name(x, y);
                Ok(())
            })
        }
    )*};
}

unary! {
    /// y = sin x
    sin;
    /// y = cos x
    cos;
    /// y = tan x
    tan;
}

/// Exports `name(x, dy, dx, n, p, q)`; p and q are not used.
macro_rules! backward {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[wasm_bindgen]
        pub fn $name(x: u32, dy: u32, dx: u32, n: u32, p: f64, q: f64) -> i32 {
            let _ = (p, q);
            checked(|m| {
                let x = m.read::<Real>(x, n as usize)?;
                let dy = m.read::<Real>(dy, n as usize)?;
                let dx = m.write::<Real>(dx, n as usize)?;
                trigonometric::$name(x, dy, dx);
                Ok(())
            })
        }
    )*};
}

backward! {
    /// dx = dy·cos x
    sin_backward;
    /// dx = −dy·sin x
    cos_backward;
}
