use super::band::Band;
use crate::matmul::Product;

const LANES: usize = 4;
/// Vectors of outputs that are summed at once.
const WIDE: usize = 4;

/// `outputs[j] (+)= bias + Σ_p weights[p] · values[offset of p + j]` in the order of p, as a tile adds: the same bits.
pub(super) fn direct_row<R: Product>(
    bias: R,
    weights: &[R],
    band: &Band<R>,
    values: &[R],
    outputs: &mut [R],
    accumulate: bool,
) {
    assert!(band.reach() + outputs.len().next_multiple_of(LANES) <= values.len());
    assert!(weights.len() == band.offsets().len());
    let mut wide = outputs.chunks_exact_mut(WIDE * LANES);
    let mut values = values;
    for outputs in wide.by_ref() {
        direct_vectors::<R, WIDE>(bias, weights, band.offsets(), values, outputs, accumulate);
        values = &values[WIDE * LANES..];
    }
    for outputs in wide.into_remainder().chunks_mut(LANES) {
        direct_vectors::<R, 1>(bias, weights, band.offsets(), values, outputs, accumulate);
        values = &values[outputs.len()..];
    }
}

#[inline(never)]
fn direct_vectors<R: Product, const VECTORS: usize>(
    bias: R,
    weights: &[R],
    offsets: &[u32],
    values: &[R],
    outputs: &mut [R],
    accumulate: bool,
) {
    let mut sums = [[bias; LANES]; VECTORS];
    for (&weight, &offset) in weights.iter().zip(offsets) {
        for (v, sum) in sums.iter_mut().enumerate() {
            // SAFETY: the farthest tap of the last vector lies within the values, as `direct_row` asserts.
            let values = unsafe {
                values
                    .as_ptr()
                    .add(offset as usize + v * LANES)
                    .cast::<[R; LANES]>()
                    .read_unaligned()
            };
            *sum = R::multiply_add(*sum, [weight; LANES], values);
        }
    }
    for (output, &sum) in outputs.iter_mut().zip(sums.as_flattened()) {
        *output = if accumulate { *output + sum } else { sum };
    }
}
