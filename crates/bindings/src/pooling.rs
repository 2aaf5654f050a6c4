//! Exports of `pooling`: windows of the planes of `[planes, rows, columns]`, described by 13 words: planes, then for rows
//! and for columns the sizes before and after, kernel (0: adaptive), stride, padding, dilation.

use grad128_kernels::pooling::{self, Axis, Divisor, Windows};
use wasm_bindgen::prelude::wasm_bindgen;

use crate::memory::{checked, product, Checked, Operands, Status};
use crate::Real;

const WORDS: usize = 13;

/// The windows, and how many elements they have before and after.
fn windows(m: &mut Operands, address: u32) -> Checked<(Windows, usize, usize)> {
    let words = m.read::<u32>(address, WORDS)?;
    let [planes, rows @ .., _, _, _, _, _, _] = words else {
        return Err(Status::BadLayout);
    };
    let columns = &words[1 + rows.len()..];
    let inputs = product(&[*planes, rows[0], columns[0]])?;
    let outputs = product(&[*planes, rows[1], columns[1]])?;
    let windows = Windows {
        planes: *planes as usize,
        rows: axis(rows)?,
        columns: axis(columns)?,
    };
    Ok((windows, inputs, outputs))
}

fn axis(words: &[u32]) -> Checked<Axis> {
    let &[input, output, kernel, stride, padding, dilation] = words else {
        return Err(Status::BadLayout);
    };
    // A kernel below 2³¹ keeps every sum of positions within 64 bits.
    if input == 0 || stride == 0 || dilation == 0 || kernel > i32::MAX as u32 {
        return Err(Status::BadLayout);
    }
    Ok(Axis {
        input: input as usize,
        output: output as usize,
        kernel: kernel as usize,
        stride: stride as usize,
        padding: padding as usize,
        dilation: dilation as usize,
    })
}

/// A fixed divisor of 0 says that there is none.
fn divisor(counts_padding: bool, fixed: f64) -> Divisor {
    Divisor {
        fixed: (fixed != 0.0).then_some(fixed),
        counts_padding,
    }
}

/// y = the largest x of each window; index, unless 0, is where in its plane it stands
#[wasm_bindgen]
pub fn max_pool(x: u32, y: u32, index: u32, layout: u32) -> i32 {
    checked(|m| {
        let (windows, inputs, outputs) = windows(m, layout)?;
        let x = m.read::<Real>(x, inputs)?;
        let y = m.write::<Real>(y, outputs)?;
        let index = m.write_optional::<i32>(index, outputs)?;
        pooling::max_pool(x, y, index, &windows);
        Ok(())
    })
}

/// dx = Σ dy over the windows whose largest element it was
#[wasm_bindgen]
pub fn max_pool_backward(dy: u32, index: u32, dx: u32, layout: u32) -> i32 {
    checked(|m| {
        let (windows, inputs, outputs) = windows(m, layout)?;
        let dy = m.read::<Real>(dy, outputs)?;
        let index = m.read::<i32>(index, outputs)?;
        let dx = m.write::<Real>(dx, inputs)?;
        pooling::max_pool_backward(dy, index, dx, &windows);
        Ok(())
    })
}

/// y = Σ x over each window / divisor, which is the window's size when 0 is given
#[wasm_bindgen]
pub fn average_pool(x: u32, y: u32, layout: u32, counts_padding: bool, fixed_divisor: f64) -> i32 {
    checked(|m| {
        let (windows, inputs, outputs) = windows(m, layout)?;
        let x = m.read::<Real>(x, inputs)?;
        let y = m.write::<Real>(y, outputs)?;
        pooling::average_pool(x, y, &windows, divisor(counts_padding, fixed_divisor));
        Ok(())
    })
}

/// dx = Σ dy / divisor over the windows that cover it
#[wasm_bindgen]
pub fn average_pool_backward(dy: u32, dx: u32, layout: u32, counts_padding: bool, fixed_divisor: f64) -> i32 {
    checked(|m| {
        let (windows, inputs, outputs) = windows(m, layout)?;
        let dy = m.read::<Real>(dy, outputs)?;
        let dx = m.write::<Real>(dx, inputs)?;
        pooling::average_pool_backward(dy, dx, &windows, divisor(counts_padding, fixed_divisor));
        Ok(())
    })
}
