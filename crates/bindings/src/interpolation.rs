//! Exports of `interpolation`: between neighbours along the middle axis of `[outer, length, inner]`.

use grad128_kernels::indexing::Axes;
use grad128_kernels::interpolation::{self, Places};
use wasm_bindgen::prelude::wasm_bindgen;

use crate::indexing::{all_inside, axes};
use crate::memory::{checked, product, Checked, Operands};
use crate::Real;

/// The places as one table: all lower ones, then all upper ones; the weights apart.
fn places<'a>(m: &mut Operands, table: u32, weight: u32, count: u32) -> Checked<Places<'a, Real>> {
    let (low, high) = m.read::<i32>(table, product(&[2, count])?)?.split_at(count as usize);
    let weight = m.read::<Real>(weight, count as usize)?;
    Ok(Places { low, high, weight })
}

/// From an array of the first size to one of the second.
type Kernel = fn(&[Real], &mut [Real], Places<Real>, Axes) -> bool;

fn run([x, y]: [u32; 2], sizes: [Checked<usize>; 2], [table, weight]: [u32; 2], axes: Axes, kernel: Kernel) -> i32 {
    checked(|m| {
        let [x_len, y_len] = sizes;
        let x = m.read::<Real>(x, x_len?)?;
        let places = places(m, table, weight, axes.count as u32)?;
        let y = m.write::<Real>(y, y_len?)?;
        all_inside(kernel(x, y, places, axes))
    })
}

/// y[o, j, i] = (1 − w_j)·x[o, low_j, i] + w_j·x[o, high_j, i]
#[wasm_bindgen]
pub fn interpolate(x: u32, y: u32, places: u32, w: u32, outer: u32, length: u32, inner: u32, count: u32) -> i32 {
    let sizes = [product(&[outer, length, inner]), product(&[outer, count, inner])];
    let axes = axes(outer, length, inner, count);
    run([x, y], sizes, [places, w], axes, interpolation::interpolate)
}

/// dx = Σ of each dy[o, j, i], shared out to its two places
#[wasm_bindgen]
pub fn interpolate_backward(
    dy: u32,
    dx: u32,
    places: u32,
    w: u32,
    outer: u32,
    length: u32,
    inner: u32,
    count: u32,
) -> i32 {
    let sizes = [product(&[outer, count, inner]), product(&[outer, length, inner])];
    let axes = axes(outer, length, inner, count);
    run([dy, dx], sizes, [places, w], axes, interpolation::interpolate_backward)
}
