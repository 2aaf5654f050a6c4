//! Exports of `reduce`: over the middle axis of a row-major `[outer, length, inner]` array.

use grad128_kernels::reduce;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::memory::{checked, product, Status};
use crate::table::for_each_entry;
use crate::Real;

/// Exports `name(x, y, outer, length, inner)` with x of one element type and y of another.
macro_rules! reduction {
    ($($(#[$doc:meta])* $export:ident($x:ty) -> $y:ty = $name:ident;)*) => {$(
        $(#[$doc])*
        #[wasm_bindgen]
        pub fn $export(x: u32, y: u32, outer: u32, length: u32, inner: u32) -> i32 {
            checked(|m| {
                let x = m.read::<$x>(x, product(&[outer, length, inner])?)?;
                let y = m.write::<$y>(y, product(&[outer, inner])?)?;
                reduce::$name(x, y, outer as usize, length as usize, inner as usize);
                Ok(())
            })
        }
    )*};
}

reduction! {
    /// y[o, i] = Π_l x[o, l, i]
    prod(Real) -> Real = prod;
    /// y[o, i] = max_l x[o, l, i]; NaN when any is
    maximum_reduce(Real) -> Real = maximum;
    /// y[o, i] = min_l x[o, l, i]; NaN when any is
    minimum_reduce(Real) -> Real = minimum;
    /// y[o, i] = argmax_l x[o, l, i], the first of equals; the first NaN if there is one
    maximum_index(Real) -> i32 = maximum_index;
    /// y[o, i] = argmin_l x[o, l, i], the first of equals; the first NaN if there is one
    minimum_index(Real) -> i32 = minimum_index;
    /// y[o, i] = ln Σ_l exp x[o, l, i]
    logsumexp(Real) -> Real = logsumexp;
    /// y[o, i] = Σ_l x[o, l, i], wrapping around
    sum_i32(i32) -> i32 = sum_i32;
    /// y[o, i] = Π_l x[o, l, i], wrapping around
    prod_i32(i32) -> i32 = prod_i32;
    /// y[o, i] = max_l x[o, l, i]
    maximum_reduce_i32(i32) -> i32 = maximum_i32;
    /// y[o, i] = min_l x[o, l, i]
    minimum_reduce_i32(i32) -> i32 = minimum_i32;
    /// y[o, i] = argmax_l x[o, l, i], the first of equals
    maximum_index_i32(i32) -> i32 = maximum_index_i32;
    /// y[o, i] = argmin_l x[o, l, i], the first of equals
    minimum_index_i32(i32) -> i32 = minimum_index_i32;
    /// y[o, i] = whether any x[o, l, i] is true
    any(u8) -> u8 = any;
    /// y[o, i] = whether every x[o, l, i] is true
    all(u8) -> u8 = all;
}

/// y[o, i] = scale · Σ_l x[o, l, i]
#[wasm_bindgen]
pub fn sum(x: u32, y: u32, outer: u32, length: u32, inner: u32, scale: f64) -> i32 {
    checked(|m| {
        let x = m.read::<Real>(x, product(&[outer, length, inner])?)?;
        let y = m.write::<Real>(y, product(&[outer, inner])?)?;
        reduce::sum(x, y, outer as usize, length as usize, inner as usize, scale);
        Ok(())
    })
}

/// y = Σ x² over all arrays of a table of [n, x] pairs, in double precision
#[wasm_bindgen]
pub fn sum_of_squares(table: u32, count: u32, y: u32) -> i32 {
    let mut total = 0.0;
    let status = for_each_entry(table, count, |m, &[n, x]| {
        total += reduce::sum_of_squares(m.read::<Real>(x, n as usize)?);
        Ok(())
    });
    if status != Status::Success as i32 {
        return status;
    }
    checked(|m| {
        m.write::<f64>(y, 1)?[0] = total;
        Ok(())
    })
}
