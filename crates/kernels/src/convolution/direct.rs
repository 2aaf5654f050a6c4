//! Few rows of weights: nothing is packed, every tap is read where it lies in the band.

use crate::matmul::Product;

const LANES: usize = 4;
/// Vectors of outputs that are summed at once.
const WIDE: usize = 4;

/// `outputs[j] = Σ_p weights[p] · band[offsets[p] + base + j]` in the order of p, as a tile adds: the same bits.
/// Writes up to a vector more than `count`.
pub(super) fn direct_row<R: Product>(
    weights: &[R],
    offsets: &[u32],
    band: &[R],
    base: usize,
    count: usize,
    outputs: &mut [R],
) {
    let mut j = 0;
    while j + WIDE * LANES <= count {
        direct_vectors::<R, WIDE>(weights, offsets, &band[base + j..], &mut outputs[j..]);
        j += WIDE * LANES;
    }
    while j < count {
        direct_vectors::<R, 1>(weights, offsets, &band[base + j..], &mut outputs[j..]);
        j += LANES;
    }
}

#[inline(never)]
fn direct_vectors<R: Product, const VECTORS: usize>(weights: &[R], offsets: &[u32], band: &[R], outputs: &mut [R]) {
    let mut sums = [[R::ZERO; LANES]; VECTORS];
    for (&weight, &offset) in weights.iter().zip(offsets) {
        let values = &band[offset as usize..][..VECTORS * LANES];
        for (sum, values) in sums.iter_mut().zip(values.chunks_exact(LANES)) {
            *sum = R::multiply_add(*sum, [weight; LANES], values.try_into().expect("four lanes"));
        }
    }
    outputs[..VECTORS * LANES].copy_from_slice(sums.as_flattened());
}
