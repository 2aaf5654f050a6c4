//! Exports of `cast`: conversions between the number types of tensors.

use grad128_kernels::{cast, elementwise::map};
use wasm_bindgen::prelude::wasm_bindgen;

use crate::memory::checked;
use crate::Real;

/// Exports `name(x, y, n)`: y_i = x_i in another type.
macro_rules! cast {
    ($($(#[$doc:meta])* $name:ident: $from:ty => $to:ty;)*) => {$(
        $(#[$doc])*
        #[wasm_bindgen]
        pub fn $name(x: u32, y: u32, n: u32) -> i32 {
            checked(|m| {
                let x = m.read::<$from>(x, n as usize)?;
                let y = m.write::<$to>(y, n as usize)?;
                map(x, y, cast::$name);
                Ok(())
            })
        }
    )*};
}

cast! {
    /// y = x without its fraction; NaN gives 0, what does not fit the nearest end of the integers
    real_to_i32: Real => i32;
    /// y = (x ≠ 0); NaN is true
    real_to_bool: Real => u8;
    /// y = the real number nearest to x
    i32_to_real: i32 => Real;
    /// y = (x ≠ 0)
    i32_to_bool: i32 => u8;
    /// y = 1 for true, 0 for false
    bool_to_real: u8 => Real;
    /// y = 1 for true, 0 for false
    bool_to_i32: u8 => i32;
}
