//! Exports of `sorting`.

use grad128_kernels::sorting::{self, Entry, Sortable};
use wasm_bindgen::prelude::wasm_bindgen;

use crate::memory::{checked, product, Plain, Status};
use crate::Real;

/// y[o, :, i] = where the first `count` of x[o, :, i] in order stand; the workspace holds 32 · length bytes
#[wasm_bindgen]
#[expect(clippy::too_many_arguments, reason = "the interface is flat numbers")]
pub fn sort_indices(
    x: u32,
    y: u32,
    workspace: u32,
    outer: u32,
    length: u32,
    inner: u32,
    count: u32,
    descending: bool,
) -> i32 {
    sorted::<Real>([x, y, workspace], [outer, length, inner], count, descending)
}

/// The same for whole numbers
#[wasm_bindgen]
#[expect(clippy::too_many_arguments, reason = "the interface is flat numbers")]
pub fn sort_indices_i32(
    x: u32,
    y: u32,
    workspace: u32,
    outer: u32,
    length: u32,
    inner: u32,
    count: u32,
    descending: bool,
) -> i32 {
    sorted::<i32>([x, y, workspace], [outer, length, inner], count, descending)
}

fn sorted<T: Plain + Sortable>(
    [x, y, workspace]: [u32; 3],
    [outer, length, inner]: [u32; 3],
    count: u32,
    descending: bool,
) -> i32 {
    checked(|m| {
        if count > length {
            return Err(Status::BadLayout);
        }
        let x = m.read::<T>(x, product(&[outer, length, inner])?)?;
        let y = m.write::<i32>(y, product(&[outer, count, inner])?)?;
        let workspace = m.write::<Entry>(workspace, product(&[2, length])?)?;
        let sizes = [outer as usize, length as usize, inner as usize];
        sorting::sort_indices(x, y, workspace, sizes, count as usize, descending);
        Ok(())
    })
}
