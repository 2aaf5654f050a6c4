//! Exports of `convolution`, described by 16 words: batch, groups, channels within a group of the large side (which is
//! padded and strided over) and of the small one; then for rows and for columns the large and the small size, kernel,
//! stride, padding before and dilation. The weight is `[groups · small, large, kernel rows, kernel columns]`.

use grad128_kernels::convolution::{self, Dimension, Geometry};
use wasm_bindgen::prelude::wasm_bindgen;

use crate::matmul::{tile, with_workspace};
use crate::memory::{checked, product, Checked, Operands, Status};
use crate::Real;

const WORDS: usize = 16;

/// The convolution, and how many elements the large side, the small one and the weight have.
fn geometry(m: &mut Operands, address: u32) -> Checked<(Geometry, [usize; 3])> {
    let words = m.read::<u32>(address, WORDS)?;
    let &[batch, groups, large, small, ref axes @ ..] = words else {
        return Err(Status::BadLayout);
    };
    let (y, x) = axes.split_at(axes.len() / 2);
    let sizes = [
        product(&[batch, groups, large, y[0], x[0]])?,
        product(&[batch, groups, small, y[1], x[1]])?,
        product(&[groups, small, large, y[2], x[2]])?,
    ];
    let geometry = Geometry {
        batch: batch as usize,
        groups: groups as usize,
        large: large as usize,
        small: small as usize,
        y: dimension(y)?,
        x: dimension(x)?,
    };
    Ok((geometry, sizes))
}

fn dimension(words: &[u32]) -> Checked<Dimension> {
    let &[large, small, kernel, stride, padding, dilation] = words else {
        return Err(Status::BadLayout);
    };
    if [large, small, kernel, stride, dilation].contains(&0) {
        return Err(Status::BadLayout);
    }
    let [last, reach] = [(small, stride), (kernel, dilation)].map(|(n, step)| u64::from(n - 1) * u64::from(step));
    // One more place behind than before is what `same` padding of an even kernel needs. Positions fit 31 bits.
    let room = u64::from(large) + 2 * u64::from(padding) + 1;
    if last.saturating_add(reach) >= room || room > i32::MAX as u64 {
        return Err(Status::BadLayout);
    }
    let [large, small, kernel, stride, padding, dilation] =
        [large, small, kernel, stride, padding, dilation].map(|word| word as usize);
    Ok(Dimension {
        large,
        small,
        kernel,
        stride,
        padding,
        dilation,
    })
}

/// target = the convolution of source, the large side, with weight, or the transposed one of the small side, plus bias
/// for each channel unless that is 0
#[wasm_bindgen]
pub fn convolve(source: u32, weight: u32, bias: u32, target: u32, layout: u32, transposed: bool) -> i32 {
    checked(|m| {
        let (geometry, [large, small, weights]) = geometry(m, layout)?;
        let (from, to, channels) = match transposed {
            false => (large, small, geometry.small),
            true => (small, large, geometry.large),
        };
        let source = m.read::<Real>(source, from)?;
        let weight = m.read::<Real>(weight, weights)?;
        let bias = m.read_optional::<Real>(bias, geometry.groups * channels)?;
        let target = m.write::<Real>(target, to)?;
        with_workspace(|workspace| {
            convolution::convolve(&geometry, transposed, source, weight, bias, target, tile(), workspace);
        });
        Ok(())
    })
}

/// dweight = Σ small·large over batch and positions
#[wasm_bindgen]
pub fn convolution_weight_gradient(large: u32, small: u32, dweight: u32, layout: u32) -> i32 {
    checked(|m| {
        let (geometry, [larges, smalls, weights]) = geometry(m, layout)?;
        let large = m.read::<Real>(large, larges)?;
        let small = m.read::<Real>(small, smalls)?;
        let dweight = m.write::<Real>(dweight, weights)?;
        with_workspace(|workspace| {
            convolution::weight_gradient(&geometry, large, small, dweight, tile(), workspace);
        });
        Ok(())
    })
}
