//! Exports of `compare`: comparisons, logic, and classes of numbers; results are bytes 0 and 1.

use grad128_kernels::compare;
use grad128_kernels::elementwise::{map, zip};
use wasm_bindgen::prelude::wasm_bindgen;

use crate::memory::checked;
use crate::strided::zip_operands;
use crate::Real;

/// Exports `name(a, b, y, n, layout, scalar)`: y_i = f(a_i, b_i); see `zip_operands`.
macro_rules! compare {
    ($type:ty: $($(#[$doc:meta])* $export:ident = $name:ident;)*) => {$(
        $(#[$doc])*
        #[wasm_bindgen]
        pub fn $export(a: u32, b: u32, y: u32, n: u32, layout: u32, scalar: f64) -> i32 {
            checked(|m| {
                let mut slot = None;
                let (a, b) = zip_operands::<$type>(m, a, b, n, layout, scalar, &mut slot)?;
                let y = m.write::<u8>(y, n as usize)?;
                zip(a, b, y, compare::$name);
                Ok(())
            })
        }
    )*};
}

compare! { Real:
    /// y = (a = b)
    eq = eq;
    /// y = (a ≠ b)
    ne = ne;
    /// y = (a < b)
    lt = lt;
    /// y = (a ≤ b)
    le = le;
    /// y = (a > b)
    gt = gt;
    /// y = (a ≥ b)
    ge = ge;
}

compare! { i32:
    /// y = (a = b)
    eq_i32 = eq;
    /// y = (a ≠ b)
    ne_i32 = ne;
    /// y = (a < b)
    lt_i32 = lt;
    /// y = (a ≤ b)
    le_i32 = le;
    /// y = (a > b)
    gt_i32 = gt;
    /// y = (a ≥ b)
    ge_i32 = ge;
}

compare! { u8:
    /// y = a ∧ b
    logical_and = logical_and;
    /// y = a ∨ b
    logical_or = logical_or;
    /// y = a ⊻ b
    logical_xor = logical_xor;
}

/// y = ¬x
#[wasm_bindgen]
pub fn logical_not(x: u32, y: u32, n: u32) -> i32 {
    checked(|m| {
        let x = m.read::<u8>(x, n as usize)?;
        let y = m.write::<u8>(y, n as usize)?;
        map(x, y, compare::logical_not);
        Ok(())
    })
}

/// Exports `name(x, y, n)`: whether each number belongs to a class.
macro_rules! class {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[wasm_bindgen]
        pub fn $name(x: u32, y: u32, n: u32) -> i32 {
            checked(|m| {
                let x = m.read::<Real>(x, n as usize)?;
                let y = m.write::<u8>(y, n as usize)?;
                map(x, y, compare::$name);
                Ok(())
            })
        }
    )*};
}

class! {
    /// y = whether x is NaN
    isnan;
    /// y = whether x is ∞ or −∞
    isinf;
    /// y = whether x is neither NaN nor infinite
    isfinite;
}
