//! Exports of `cumulative`: running sums and products along the middle axis of `[outer, length, inner]`.

use grad128_kernels::cumulative::{self, cumulative};
use grad128_kernels::Real as _;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::memory::{checked, product};
use crate::Real;

/// Exports `name(x, y, outer, length, inner, reversed)`, whose running value begins with `$start`.
macro_rules! running {
    ($($(#[$doc:meta])* $name:ident($type:ty) = $start:expr, $combine:expr, $finish:expr;)*) => {$(
        $(#[$doc])*
        #[wasm_bindgen]
        pub fn $name(x: u32, y: u32, outer: u32, length: u32, inner: u32, reversed: bool) -> i32 {
            checked(|m| {
                let n = product(&[outer, length, inner])?;
                let x = m.read::<$type>(x, n)?;
                let y = m.write::<$type>(y, n)?;
                cumulative(x, y, length as usize, inner as usize, reversed, $start, $combine, $finish);
                Ok(())
            })
        }
    )*};
}

running! {
    /// y[o, l, i] = Σ_{k ≤ l} x[o, k, i], or over k ≥ l, in double precision
    cumulative_sum(Real) = 0.0, |sum, x| sum + x.to_f64(), Real::from_f64;
    /// y[o, l, i] = Π_{k ≤ l} x[o, k, i], or over k ≥ l, in double precision
    cumulative_product(Real) = 1.0, |product, x| product * x.to_f64(), Real::from_f64;
    /// y[o, l, i] = Σ_{k ≤ l} x[o, k, i], or over k ≥ l, wrapping around
    cumulative_sum_i32(i32) = 0, i32::wrapping_add, |sum| sum;
    /// y[o, l, i] = Π_{k ≤ l} x[o, k, i], or over k ≥ l, wrapping around
    cumulative_product_i32(i32) = 1, i32::wrapping_mul, |product| product;
}

/// dx[o, l, i] = Σ_{k ≥ l} dy[o, k, i] · Π_{j ≤ k, j ≠ l} x[o, j, i], the derivative of the running product
#[wasm_bindgen]
pub fn cumulative_product_backward(x: u32, dy: u32, dx: u32, outer: u32, length: u32, inner: u32) -> i32 {
    checked(|m| {
        let n = product(&[outer, length, inner])?;
        let x = m.read::<Real>(x, n)?;
        let dy = m.read::<Real>(dy, n)?;
        let dx = m.write::<Real>(dx, n)?;
        cumulative::cumulative_product_backward(x, dy, dx, length as usize, inner as usize);
        Ok(())
    })
}
