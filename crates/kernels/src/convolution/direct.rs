use super::band::Band;
use crate::matmul::Product;

const LANES: usize = 4;

/// `outputs[j] = bias + Σ_p weights[p] · values[offset of p + j]` in the order of p, as a tile adds: the same bits.
#[inline(never)]
pub(super) fn direct_row<R: Product>(bias: R, weights: &[R], band: &Band<R>, values: &[R], outputs: &mut [R]) {
    let offsets = band.offsets();
    assert!(band.reach() + outputs.len().next_multiple_of(LANES) <= values.len());
    assert!(weights.len() == offsets.len());
    let (mut values, mut outputs) = (values.as_ptr(), outputs);
    // SAFETY: the farthest tap of the last vector lies within the values, as just asserted.
    unsafe {
        while outputs.len() >= 8 * LANES {
            direct_vectors::<R, 8>(bias, weights, offsets, &mut values, &mut outputs);
        }
        if outputs.len() >= 4 * LANES {
            direct_vectors::<R, 4>(bias, weights, offsets, &mut values, &mut outputs);
        }
        if outputs.len() >= 2 * LANES {
            direct_vectors::<R, 2>(bias, weights, offsets, &mut values, &mut outputs);
        }
        while !outputs.is_empty() {
            direct_vectors::<R, 1>(bias, weights, offsets, &mut values, &mut outputs);
        }
    }
}

/// As many vectors as the compiler knows, so that their sums stay in registers; goes on to what follows.
#[inline(always)]
unsafe fn direct_vectors<R: Product, const VECTORS: usize>(
    bias: R,
    weights: &[R],
    offsets: &[u32],
    values: &mut *const R,
    outputs: &mut &mut [R],
) {
    let mut sums = [[bias; LANES]; VECTORS];
    for (&weight, &offset) in weights.iter().zip(offsets) {
        let values = values.add(offset as usize).cast::<[R; LANES]>();
        for (v, sum) in sums.iter_mut().enumerate() {
            *sum = R::multiply_add(*sum, [weight; LANES], values.add(v).read_unaligned());
        }
    }
    let count = outputs.len().min(VECTORS * LANES);
    let (done, rest) = core::mem::take(outputs).split_at_mut(count);
    done.copy_from_slice(&sums.as_flattened()[..count]);
    (*values, *outputs) = (values.add(count), rest);
}
