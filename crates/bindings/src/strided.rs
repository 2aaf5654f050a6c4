//! Exports of `strided`, and how every export reads a layout from memory.

use grad128_kernels::elementwise::Second;
use grad128_kernels::layout::{Layout, MAX_RANK};
use grad128_kernels::{strided, Real as _};
use wasm_bindgen::prelude::wasm_bindgen;

use crate::memory::{checked, product, Checked, Operands, Plain, Status};
use crate::Real;

/// The words of a layout of `K` operands at an address, with or without an offset behind them.
fn layout_words<'a, const K: usize>(m: &mut Operands, pointer: u32, extra: usize) -> Checked<&'a [u32]> {
    let rank = m.read::<u32>(pointer, 1)?[0] as usize;
    if rank > MAX_RANK {
        return Err(Status::BadLayout);
    }
    m.read::<u32>(pointer, Layout::<K>::words(rank) + extra)
}

/// Element types that a number of JavaScript becomes.
pub trait FromScalar: Plain {
    fn from_scalar(scalar: f64) -> Self;
}

impl FromScalar for Real {
    fn from_scalar(scalar: f64) -> Self {
        Real::from_f64(scalar)
    }
}

impl FromScalar for i32 {
    fn from_scalar(scalar: f64) -> Self {
        scalar as i32
    }
}

impl FromScalar for u8 {
    fn from_scalar(scalar: f64) -> Self {
        u8::from(scalar != 0.0)
    }
}

/// The operands of a kernel of two: `b = 0` makes the second one `scalar`; `layout = 0` says contiguous, otherwise it
/// is the address of `[rank, sizes.., strides of a.., strides of b..]`, which `slot` keeps for the call.
pub fn zip_operands<'a, T: FromScalar>(
    m: &mut Operands,
    a: u32,
    b: u32,
    n: u32,
    layout: u32,
    scalar: f64,
    slot: &'a mut Option<Layout<2>>,
) -> Checked<(&'a [T], Second<'a, T>)> {
    let n = n as usize;
    if layout == 0 {
        let first = m.read::<T>(a, n)?;
        let second = if b == 0 {
            Second::Scalar(T::from_scalar(scalar))
        } else {
            Second::Same(m.read::<T>(b, n)?)
        };
        return Ok((first, second));
    }
    if b == 0 {
        return Err(Status::BadLayout);
    }
    let words = layout_words::<2>(m, layout, 0)?;
    let layout = slot.insert(Layout::broadcast(words, n).map_err(|_| Status::BadLayout)?);
    let length_a = layout.length(0).map_err(|_| Status::BadLayout)?;
    let length_b = layout.length(1).map_err(|_| Status::BadLayout)?;
    Ok((
        m.read::<T>(a, length_a)?,
        Second::Strided(m.read::<T>(b, length_b)?, layout),
    ))
}

/// A view into an array of `len` elements, all of whose positions lie inside.
fn view(m: &mut Operands, pointer: u32, n: usize, len: usize) -> Checked<Layout<1>> {
    let words = layout_words::<1>(m, pointer, 1)?;
    let layout = Layout::view(words, n).map_err(|_| Status::BadLayout)?;
    match layout.length(0) {
        Ok(needed) if needed <= len => Ok(layout),
        _ => Err(Status::BadLayout),
    }
}

fn gather<T: Plain>(m: &mut Operands, x: u32, x_len: u32, y: u32, n: u32, layout: u32) -> Checked<()> {
    let layout = view(m, layout, n as usize, x_len as usize)?;
    let x = m.read::<T>(x, x_len as usize)?;
    let y = m.write::<T>(y, n as usize)?;
    strided::gather(x, y, &layout);
    Ok(())
}

fn scatter<T: Plain>(m: &mut Operands, x: u32, y: u32, y_len: u32, n: u32, layout: u32) -> Checked<()> {
    let layout = view(m, layout, n as usize, y_len as usize)?;
    let x = m.read::<T>(x, n as usize)?;
    let y = m.write::<T>(y, y_len as usize)?;
    strided::scatter(x, y, &layout);
    Ok(())
}

/// y = x read at the positions of the layout `[rank, sizes.., strides.., offset]`; elements of 1, 4 or 8 bytes
#[wasm_bindgen]
pub fn strided_gather(x: u32, x_len: u32, y: u32, n: u32, layout: u32, bytes: u32) -> i32 {
    checked(|m| match bytes {
        1 => gather::<u8>(m, x, x_len, y, n, layout),
        4 => gather::<u32>(m, x, x_len, y, n, layout),
        8 => gather::<u64>(m, x, x_len, y, n, layout),
        _ => Err(Status::BadLayout),
    })
}

/// x written into y at the positions of the layout `[rank, sizes.., strides.., offset]`; elements of 1, 4 or 8 bytes
#[wasm_bindgen]
pub fn strided_scatter(x: u32, y: u32, y_len: u32, n: u32, layout: u32, bytes: u32) -> i32 {
    checked(|m| match bytes {
        1 => scatter::<u8>(m, x, y, y_len, n, layout),
        4 => scatter::<u32>(m, x, y, y_len, n, layout),
        8 => scatter::<u64>(m, x, y, y_len, n, layout),
        _ => Err(Status::BadLayout),
    })
}

fn transpose_of<T: Plain>(m: &mut Operands, x: u32, y: u32, batch: u32, rows: u32, cols: u32) -> Checked<()> {
    let n = product(&[batch, rows, cols])?;
    let x = m.read::<T>(x, n)?;
    let y = m.write::<T>(y, n)?;
    strided::transpose(x, y, rows as usize, cols as usize);
    Ok(())
}

/// y[b, c, r] = x[b, r, c]; elements of 1, 4 or 8 bytes
#[wasm_bindgen]
pub fn transpose(x: u32, y: u32, batch: u32, rows: u32, cols: u32, bytes: u32) -> i32 {
    checked(|m| match bytes {
        1 => transpose_of::<u8>(m, x, y, batch, rows, cols),
        4 => transpose_of::<u32>(m, x, y, batch, rows, cols),
        8 => transpose_of::<u64>(m, x, y, batch, rows, cols),
        _ => Err(Status::BadLayout),
    })
}

fn select_of<T: Plain>(m: &mut Operands, condition: u32, a: u32, b: u32, y: u32, n: u32) -> Checked<()> {
    let n = n as usize;
    let condition = m.read::<u8>(condition, n)?;
    let a = m.read::<T>(a, n)?;
    let b = m.read::<T>(b, n)?;
    let y = m.write::<T>(y, n)?;
    strided::select(condition, a, b, y);
    Ok(())
}

/// y = a where the condition holds, b elsewhere
#[wasm_bindgen]
pub fn select(condition: u32, a: u32, b: u32, y: u32, n: u32) -> i32 {
    checked(|m| select_of::<Real>(m, condition, a, b, y, n))
}

/// y = a where the condition holds, b elsewhere
#[wasm_bindgen]
pub fn select_i32(condition: u32, a: u32, b: u32, y: u32, n: u32) -> i32 {
    checked(|m| select_of::<i32>(m, condition, a, b, y, n))
}

/// y = x, so many bytes
#[wasm_bindgen]
pub fn copy(x: u32, y: u32, bytes: u32) -> i32 {
    checked(|m| {
        let x = m.read::<u8>(x, bytes as usize)?;
        let y = m.write::<u8>(y, bytes as usize)?;
        y.copy_from_slice(x);
        Ok(())
    })
}
