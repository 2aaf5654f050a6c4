use super::{add_upstream, apply_tanh, Step};
use crate::elementwise::activation::relu;
use crate::Real;

/// h = tanh(h), or max(h, 0) when `rectified`, in place.
pub fn rnn_step<T: Real>(h_prev: &[T], h: &mut [T], rectified: bool, step: Step, hidden: usize) {
    let rows = h.chunks_exact_mut(hidden).zip(h_prev.chunks_exact(hidden));
    for (row, (h, h_prev)) in rows.enumerate() {
        if !step.reaches(row) {
            h.copy_from_slice(h_prev);
        } else if rectified {
            for h in h {
                *h = relu(*h, T::ZERO);
            }
        } else {
            apply_tanh(h);
        }
    }
}

/// d = (dh + dy)·(1 − h²), or (dh + dy)·[h > 0] when `rectified`; `dh` is used up, it becomes 0.
pub fn rnn_step_backward<T: Real>(
    h: &[T],
    dy: Option<&[T]>,
    dh: &mut [T],
    d: &mut [T],
    rectified: bool,
    step: Step,
    hidden: usize,
) {
    let rows = h.chunks_exact(hidden).zip(d.chunks_exact_mut(hidden));
    for ((row, (h, d)), dh) in rows.enumerate().zip(dh.chunks_exact_mut(hidden)) {
        if !step.reaches(row) {
            d.fill(T::ZERO);
            continue;
        }
        add_upstream(dh, dy, row);
        let row = d.iter_mut().zip(dh.iter().zip(h));
        if rectified {
            row.for_each(|(d, (&dh, &h))| *d = if h > T::ZERO { dh } else { T::ZERO });
        } else {
            row.for_each(|(d, (&dh, &h))| *d = dh * (T::ONE - h * h));
        }
        dh.fill(T::ZERO);
    }
}
