//! Exports of `indexing`: elements and rows by number along the middle axis of `[outer, length, inner]`.

use grad128_kernels::indexing::{self, Axes};
use wasm_bindgen::prelude::wasm_bindgen;

use crate::memory::{checked, product, Checked, Plain, Status};
use crate::Real;

pub fn axes(outer: u32, length: u32, inner: u32, count: u32) -> Axes {
    Axes {
        outer: outer as usize,
        length: length as usize,
        inner: inner as usize,
        count: count as usize,
    }
}

/// Indices are checked in JavaScript; one that is wrong all the same is refused, not followed.
pub fn all_inside(inside: bool) -> Checked<()> {
    if inside {
        Ok(())
    } else {
        Err(Status::BadLayout)
    }
}

/// How many elements x, index and y have.
type Sizes = [Checked<usize>; 3];
/// A kernel that moves elements and says whether all indices lay inside.
type Move<T> = fn(&[T], &[i32], &mut [T], Axes) -> bool;

fn run<T: Plain>(x: u32, index: u32, y: u32, [x_len, index_len, y_len]: Sizes, axes: Axes, kernel: Move<T>) -> i32 {
    checked(|m| {
        let x = m.read::<T>(x, x_len?)?;
        let index = m.read::<i32>(index, index_len?)?;
        let y = m.write::<T>(y, y_len?)?;
        all_inside(kernel(x, index, y, axes))
    })
}

/// Picks the element type of so many bytes for a kernel that only moves elements.
macro_rules! by_width {
    ($bytes:expr, $kernel:path, $x:expr, $index:expr, $y:expr, $sizes:expr, $axes:expr) => {
        match $bytes {
            1 => run::<u8>($x, $index, $y, $sizes, $axes, $kernel),
            4 => run::<u32>($x, $index, $y, $sizes, $axes, $kernel),
            8 => run::<u64>($x, $index, $y, $sizes, $axes, $kernel),
            _ => Status::BadLayout as i32,
        }
    };
}

/// y[o, j, i] = x[o, index[o, j, i], i]; elements of 1, 4 or 8 bytes
#[wasm_bindgen]
pub fn gather(x: u32, index: u32, y: u32, outer: u32, length: u32, inner: u32, count: u32, bytes: u32) -> i32 {
    let (long, short) = (product(&[outer, length, inner]), product(&[outer, count, inner]));
    let axes = axes(outer, length, inner, count);
    by_width!(bytes, indexing::gather, x, index, y, [long, short, short], axes)
}

/// y[o, index[o, j, i], i] = x[o, j, i]; elements of 1, 4 or 8 bytes
#[wasm_bindgen]
pub fn scatter(x: u32, index: u32, y: u32, outer: u32, length: u32, inner: u32, count: u32, bytes: u32) -> i32 {
    let (long, short) = (product(&[outer, length, inner]), product(&[outer, count, inner]));
    let axes = axes(outer, length, inner, count);
    by_width!(bytes, indexing::scatter, x, index, y, [short, short, long], axes)
}

/// y[o, j, :] = x[o, index[j], :]; elements of 1, 4 or 8 bytes
#[wasm_bindgen]
pub fn index_select(x: u32, index: u32, y: u32, outer: u32, length: u32, inner: u32, count: u32, bytes: u32) -> i32 {
    let (long, short) = (product(&[outer, length, inner]), product(&[outer, count, inner]));
    let axes = axes(outer, length, inner, count);
    by_width!(
        bytes,
        indexing::index_select,
        x,
        index,
        y,
        [long, Ok(count as usize), short],
        axes
    )
}

/// y[o, index[o, j, i], i] += x[o, j, i]
#[wasm_bindgen]
pub fn scatter_add(x: u32, index: u32, y: u32, outer: u32, length: u32, inner: u32, count: u32) -> i32 {
    let (long, short) = (product(&[outer, length, inner]), product(&[outer, count, inner]));
    let axes = axes(outer, length, inner, count);
    run::<Real>(x, index, y, [short, short, long], axes, indexing::scatter_add)
}

/// y[o, index[o, j, i], i] += x[o, j, i]
#[wasm_bindgen]
pub fn scatter_add_i32(x: u32, index: u32, y: u32, outer: u32, length: u32, inner: u32, count: u32) -> i32 {
    let (long, short) = (product(&[outer, length, inner]), product(&[outer, count, inner]));
    let axes = axes(outer, length, inner, count);
    run::<i32>(x, index, y, [short, short, long], axes, indexing::scatter_add)
}

/// y[o, index[j], :] += x[o, j, :]
#[wasm_bindgen]
pub fn index_add(x: u32, index: u32, y: u32, outer: u32, length: u32, inner: u32, count: u32) -> i32 {
    let (long, short) = (product(&[outer, length, inner]), product(&[outer, count, inner]));
    let axes = axes(outer, length, inner, count);
    run::<Real>(
        x,
        index,
        y,
        [short, Ok(count as usize), long],
        axes,
        indexing::index_add,
    )
}
