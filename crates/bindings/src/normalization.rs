//! Exports of `normalization`. Weights, biases, running statistics and gradients at address 0 are absent.

use grad128_kernels::normalization::{self, BatchLayout, Gradients, LocalResponse, RowLayout, Running, STATISTICS};
use wasm_bindgen::prelude::wasm_bindgen;

use crate::memory::{checked, product, Checked, Operands, Status};
use crate::Real;

/// The addresses of what a backward pass writes.
fn gradients<'a>(
    m: &mut Operands,
    [dx, dweight, dbias]: [u32; 3],
    [size, parameters]: [usize; 2],
) -> Checked<Gradients<'a, Real>> {
    Ok(Gradients {
        dx: m.write_optional(dx, size)?,
        dweight: m.write_optional(dweight, parameters)?,
        dbias: m.write_optional(dbias, parameters)?,
    })
}

/// The sizes of `[batch, groups, channels, inner]`: the layout, its elements, parameters and statistics.
fn rows([batch, groups, channels, inner]: [u32; 4]) -> Checked<(RowLayout, usize, usize, usize)> {
    let size = product(&[batch, groups, channels, inner])?;
    let layout = RowLayout {
        batch: batch as usize,
        groups: groups as usize,
        channels: channels as usize,
        inner: inner as usize,
    };
    let statistics = product(&[STATISTICS as u32, batch, groups])?;
    Ok((layout, size, product(&[groups, channels])?, statistics))
}

/// y = (x − mean)/√(variance + eps)·weight + bias, for each [channels, inner] of x [batch, groups, channels, inner];
/// not centered, the mean counts as 0. statistics [3, batch, groups] is for the backward pass
#[wasm_bindgen]
pub fn normalize_rows(
    x: u32,
    weight: u32,
    bias: u32,
    y: u32,
    statistics: u32,
    batch: u32,
    groups: u32,
    channels: u32,
    inner: u32,
    eps: f64,
    centered: bool,
) -> i32 {
    checked(|m| {
        let (layout, size, parameters, kept) = rows([batch, groups, channels, inner])?;
        let x = m.read::<Real>(x, size)?;
        let weight = m.read_optional::<Real>(weight, parameters)?;
        let bias = m.read_optional::<Real>(bias, parameters)?;
        let y = m.write::<Real>(y, size)?;
        let statistics = m.write::<Real>(statistics, kept)?;
        normalization::normalize_rows(x, weight, bias, y, statistics, layout, eps, centered);
        Ok(())
    })
}

/// The gradients of normalize_rows. totals [2, groups, channels] is room for double-precision numbers
#[wasm_bindgen]
pub fn normalize_rows_backward(
    x: u32,
    dy: u32,
    weight: u32,
    statistics: u32,
    dx: u32,
    dweight: u32,
    dbias: u32,
    totals: u32,
    batch: u32,
    groups: u32,
    channels: u32,
    inner: u32,
    centered: bool,
) -> i32 {
    checked(|m| {
        let (layout, size, parameters, kept) = rows([batch, groups, channels, inner])?;
        let x = m.read::<Real>(x, size)?;
        let dy = m.read::<Real>(dy, size)?;
        let weight = m.read_optional::<Real>(weight, parameters)?;
        let statistics = m.read::<Real>(statistics, kept)?;
        let gradients = gradients(m, [dx, dweight, dbias], [size, parameters])?;
        let totals = m.write::<f64>(totals, product(&[2, groups, channels])?)?;
        normalization::normalize_rows_backward(x, dy, weight, statistics, gradients, totals, layout, centered);
        Ok(())
    })
}

fn batch_layout([batch, channels, inner]: [u32; 3]) -> Checked<(BatchLayout, usize)> {
    let size = product(&[batch, channels, inner])?;
    let layout = BatchLayout {
        batch: batch as usize,
        channels: channels as usize,
        inner: inner as usize,
    };
    Ok((layout, size))
}

/// y = (x − mean)/√(variance + eps)·weight + bias, for each channel of x [batch, channels, inner]. The running
/// statistics move by the share momentum towards the mean and the variance with the divisor n − 1.
/// statistics [3, channels] is for the backward pass
#[wasm_bindgen]
pub fn batch_norm(
    x: u32,
    weight: u32,
    bias: u32,
    y: u32,
    statistics: u32,
    running_mean: u32,
    running_variance: u32,
    batch: u32,
    channels: u32,
    inner: u32,
    eps: f64,
    momentum: f64,
) -> i32 {
    checked(|m| {
        let (layout, size) = batch_layout([batch, channels, inner])?;
        let x = m.read::<Real>(x, size)?;
        let weight = m.read_optional::<Real>(weight, layout.channels)?;
        let bias = m.read_optional::<Real>(bias, layout.channels)?;
        let y = m.write::<Real>(y, size)?;
        let statistics = m.write::<Real>(statistics, product(&[STATISTICS as u32, channels])?)?;
        let mean = m.write_optional::<Real>(running_mean, layout.channels)?;
        let variance = m.write_optional::<Real>(running_variance, layout.channels)?;
        let running = match (mean, variance) {
            (Some(mean), Some(variance)) => Some(Running {
                mean,
                variance,
                momentum,
            }),
            (None, None) => None,
            _ => return Err(Status::BadLayout),
        };
        normalization::batch_norm(x, weight, bias, y, statistics, running, layout, eps);
        Ok(())
    })
}

/// As batch_norm, with a given mean and variance of each channel
#[wasm_bindgen]
pub fn batch_norm_inference(
    x: u32,
    mean: u32,
    variance: u32,
    weight: u32,
    bias: u32,
    y: u32,
    statistics: u32,
    batch: u32,
    channels: u32,
    inner: u32,
    eps: f64,
) -> i32 {
    checked(|m| {
        let (layout, size) = batch_layout([batch, channels, inner])?;
        let x = m.read::<Real>(x, size)?;
        let given = [
            m.read::<Real>(mean, layout.channels)?,
            m.read::<Real>(variance, layout.channels)?,
        ];
        let weight = m.read_optional::<Real>(weight, layout.channels)?;
        let bias = m.read_optional::<Real>(bias, layout.channels)?;
        let y = m.write::<Real>(y, size)?;
        let statistics = m.write::<Real>(statistics, product(&[STATISTICS as u32, channels])?)?;
        normalization::batch_norm_inference(x, given, weight, bias, y, statistics, layout, eps);
        Ok(())
    })
}

/// The gradients of batch_norm, or with of_batch false of batch_norm_inference
#[wasm_bindgen]
pub fn batch_norm_backward(
    x: u32,
    dy: u32,
    weight: u32,
    statistics: u32,
    dx: u32,
    dweight: u32,
    dbias: u32,
    batch: u32,
    channels: u32,
    inner: u32,
    of_batch: bool,
) -> i32 {
    checked(|m| {
        let (layout, size) = batch_layout([batch, channels, inner])?;
        let x = m.read::<Real>(x, size)?;
        let dy = m.read::<Real>(dy, size)?;
        let weight = m.read_optional::<Real>(weight, layout.channels)?;
        let statistics = m.read::<Real>(statistics, product(&[STATISTICS as u32, channels])?)?;
        let gradients = gradients(m, [dx, dweight, dbias], [size, layout.channels])?;
        normalization::batch_norm_backward(x, dy, weight, statistics, gradients, layout, of_batch);
        Ok(())
    })
}

fn neighbourhood(
    [batch, channels, inner, size]: [u32; 4],
    [alpha, beta, k]: [f64; 3],
) -> Checked<(LocalResponse, usize)> {
    if size == 0 {
        return Err(Status::BadLayout);
    }
    let options = LocalResponse {
        channels: channels as usize,
        inner: inner as usize,
        size: size as usize,
        alpha,
        beta,
        k,
    };
    Ok((options, product(&[batch, channels, inner])?))
}

/// y = x·d^(−beta), d = k + alpha/size·Σx² over size neighbouring channels of x [batch, channels, inner]
#[wasm_bindgen]
pub fn local_response(
    x: u32,
    y: u32,
    d: u32,
    batch: u32,
    channels: u32,
    inner: u32,
    size: u32,
    alpha: f64,
    beta: f64,
    k: f64,
) -> i32 {
    checked(|m| {
        let (options, count) = neighbourhood([batch, channels, inner, size], [alpha, beta, k])?;
        let x = m.read::<Real>(x, count)?;
        let y = m.write::<Real>(y, count)?;
        let d = m.write::<Real>(d, count)?;
        normalization::local_response(x, y, d, options);
        Ok(())
    })
}

/// dx_c = dy_c·d_c^(−beta) − 2·alpha·beta/size·x_c·Σ dy·y/d over the channels in whose neighbourhood c is
#[wasm_bindgen]
pub fn local_response_backward(
    x: u32,
    y: u32,
    d: u32,
    dy: u32,
    dx: u32,
    batch: u32,
    channels: u32,
    inner: u32,
    size: u32,
    alpha: f64,
    beta: f64,
    k: f64,
) -> i32 {
    checked(|m| {
        let (options, count) = neighbourhood([batch, channels, inner, size], [alpha, beta, k])?;
        let x = m.read::<Real>(x, count)?;
        let y = m.read::<Real>(y, count)?;
        let d = m.read::<Real>(d, count)?;
        let dy = m.read::<Real>(dy, count)?;
        let dx = m.write::<Real>(dx, count)?;
        normalization::local_response_backward(x, y, d, dy, dx, options);
        Ok(())
    })
}
