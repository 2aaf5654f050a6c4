//! Exports of `loss`.

use grad128_kernels::elementwise::{zip, zip_costly};
use grad128_kernels::loss::binary_cross_entropy::{bce, bce_backward, bce_with_logits, bce_with_logits_backward};
use grad128_kernels::loss::squared_error::{squared_error, squared_error_backward};
use grad128_kernels::loss::{self, Targets};
use wasm_bindgen::prelude::wasm_bindgen;

use crate::memory::{checked, product, Checked, Operands, Status};
use crate::strided::zip_operands;
use crate::Real;

/// The targets of a `[batch, classes, inner]` array, every index known to be a class or to be ignored.
fn targets<'a>(
    m: &mut Operands,
    target: u32,
    weight: u32,
    [batch, classes, inner]: [u32; 3],
    ignore_index: i32,
    smoothing: f64,
) -> Checked<Targets<'a, Real>> {
    let indices = m.read::<i32>(target, product(&[batch, inner])?)?;
    if loss::find_outside(indices, classes, Some(ignore_index)).is_some() {
        return Err(Status::BadLayout);
    }
    let weight = m.read_optional::<Real>(weight, classes as usize)?;
    Ok(Targets {
        indices,
        weight,
        classes: classes as usize,
        inner: inner as usize,
        ignore_index,
        smoothing,
    })
}

/// row_loss = (1 − ε)·w_t·(−logp_t) + ε/C·Σ_c w_c·(−logp_c), row_weight = w_t; both 0 where the target is ignored
#[wasm_bindgen]
pub fn nll_rows(
    logp: u32,
    target: u32,
    weight: u32,
    row_loss: u32,
    row_weight: u32,
    batch: u32,
    classes: u32,
    inner: u32,
    ignore_index: i32,
    smoothing: f64,
) -> i32 {
    checked(|m| {
        let logp = m.read::<Real>(logp, product(&[batch, classes, inner])?)?;
        let targets = targets(m, target, weight, [batch, classes, inner], ignore_index, smoothing)?;
        let row_loss = m.write::<Real>(row_loss, product(&[batch, inner])?)?;
        let row_weight = m.write::<Real>(row_weight, product(&[batch, inner])?)?;
        loss::nll_rows(logp, targets, row_loss, row_weight);
        Ok(())
    })
}

/// dlogp_c = −row_scale·((1 − ε)·w_t·[c = t] + ε/C·w_c); 0 where the target is ignored
#[wasm_bindgen]
pub fn nll_backward(
    target: u32,
    weight: u32,
    row_scale: u32,
    dlogp: u32,
    batch: u32,
    classes: u32,
    inner: u32,
    ignore_index: i32,
    smoothing: f64,
) -> i32 {
    checked(|m| {
        let targets = targets(m, target, weight, [batch, classes, inner], ignore_index, smoothing)?;
        let row_scale = m.read::<Real>(row_scale, product(&[batch, inner])?)?;
        let dlogp = m.write::<Real>(dlogp, product(&[batch, classes, inner])?)?;
        loss::nll_backward(targets, row_scale, dlogp);
        Ok(())
    })
}

/// dx_c = exp(logp_c)·Σg − g_c with g_c = row_scale·((1 − ε)·w_t·[c = t] + ε/C·w_c); 0 where the target is ignored
#[wasm_bindgen]
pub fn cross_entropy_backward(
    logp: u32,
    target: u32,
    weight: u32,
    row_scale: u32,
    dx: u32,
    batch: u32,
    classes: u32,
    inner: u32,
    ignore_index: i32,
    smoothing: f64,
) -> i32 {
    checked(|m| {
        let logp = m.read::<Real>(logp, product(&[batch, classes, inner])?)?;
        let targets = targets(m, target, weight, [batch, classes, inner], ignore_index, smoothing)?;
        let row_scale = m.read::<Real>(row_scale, product(&[batch, inner])?)?;
        let dx = m.write::<Real>(dx, logp.len())?;
        loss::cross_entropy_backward(logp, targets, row_scale, dx);
        Ok(())
    })
}

/// The first position of index whose value is below 0 or at least `limit` and, with `use_ignore`, not `ignore_index`;
/// −1 if there is none, −2 if the memory check fails
#[wasm_bindgen]
pub fn find_outside(index: u32, n: u32, limit: u32, ignore_index: i32, use_ignore: u32) -> i32 {
    let mut position = None;
    let status = checked(|m| {
        let ignored = if use_ignore == 0 { None } else { Some(ignore_index) };
        position = loss::find_outside(m.read::<i32>(index, n as usize)?, limit, ignored);
        Ok(())
    });
    if status != Status::Success as i32 {
        return -2;
    }
    position.map_or(-1, |position| position as i32)
}

/// Exports `name(a, b, y, n, layout, scalar)`: y_i = f(a_i, b_i) of predictions a and targets b.
macro_rules! forward {
    ($zip:ident: $($(#[$doc:meta])* $export:ident = $name:ident;)*) => {$(
        $(#[$doc])*
        #[wasm_bindgen]
        pub fn $export(a: u32, b: u32, y: u32, n: u32, layout: u32, scalar: f64) -> i32 {
            checked(|m| {
                let mut slot = None;
                let (a, b) = zip_operands::<Real>(m, a, b, n, layout, scalar, &mut slot)?;
                let y = m.write::<Real>(y, n as usize)?;
                $zip(a, b, y, $name);
                Ok(())
            })
        }
    )*};
}

forward! { zip_costly:
    /// y = −(b·max(ln a, −100) + (1 − b)·max(ln(1 − a), −100))
    bce_loss = bce;
    /// y = (1 − b)·a + ln(1 + e^(−a))
    bce_with_logits_loss = bce_with_logits;
}

forward! { zip:
    /// y = (a − b)²
    squared_error_loss = squared_error;
}

/// Exports `name(a, b, dy, da, n)`: da_i = f(a_i, b_i, dy_i), all contiguous.
macro_rules! backward {
    ($($(#[$doc:meta])* $export:ident = $name:ident;)*) => {$(
        $(#[$doc])*
        #[wasm_bindgen]
        pub fn $export(a: u32, b: u32, dy: u32, da: u32, n: u32, p: f64) -> i32 {
            let _ = p;
            checked(|m| {
                let a = m.read::<Real>(a, n as usize)?;
                let b = m.read::<Real>(b, n as usize)?;
                let dy = m.read::<Real>(dy, n as usize)?;
                let da = m.write::<Real>(da, n as usize)?;
                for ((da, &dy), (&a, &b)) in da.iter_mut().zip(dy).zip(a.iter().zip(b)) {
                    *da = $name(a, b, dy);
                }
                Ok(())
            })
        }
    )*};
}

backward! {
    /// da = dy·(a − b)/max(a·(1 − a), 10⁻¹²)
    bce_loss_backward = bce_backward;
    /// da = dy·(sigmoid(a) − b)
    bce_with_logits_loss_backward = bce_with_logits_backward;
    /// da = dy·2·(a − b)
    squared_error_loss_backward = squared_error_backward;
}
