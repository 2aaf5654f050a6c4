use super::{add_upstream, apply_sigmoid, apply_tanh, Step};
use crate::Real;

/// From the input's part of the gates, in the order r, z, n, and that of the previous state, biases included:
///
/// ```text
/// r = σ(r + r_h)   z = σ(z + z_h)   n = tanh(n + r·n_h)      in place
/// h = n + z·(h_prev − n)
/// ```
///
/// The reset gate acts after the product with the recurrent weights, as in cuDNN and torch; n_h is kept in `reset` where
/// somebody will ask for it.
pub fn gru_step<T: Real>(
    gates: &mut [T],
    recurrent: &[T],
    mut reset: Option<&mut [T]>,
    h_prev: &[T],
    h: &mut [T],
    step: Step,
    hidden: usize,
) {
    let rows = gates
        .chunks_exact_mut(3 * hidden)
        .zip(recurrent.chunks_exact(3 * hidden));
    for (row, (gates, recurrent)) in rows.enumerate() {
        let at = row * hidden..(row + 1) * hidden;
        let (h_prev, h) = (&h_prev[at.clone()], &mut h[at.clone()]);
        if !step.reaches(row) {
            gates.fill(T::ZERO);
            h.copy_from_slice(h_prev);
            continue;
        }
        let (rz, n) = gates.split_at_mut(2 * hidden);
        let (rz_h, n_h) = recurrent.split_at(2 * hidden);
        for (gate, &part) in rz.iter_mut().zip(rz_h) {
            *gate += part;
        }
        apply_sigmoid(rz);
        let (r, z) = rz.split_at(hidden);
        let (n, n_h, z) = (&mut n[..hidden], &n_h[..hidden], &z[..hidden]);
        for j in 0..hidden {
            n[j] += r[j] * n_h[j];
        }
        apply_tanh(n);
        for j in 0..hidden {
            h[j] = n[j] + z[j] * (h_prev[j] - n[j]);
        }
        if let Some(reset) = &mut reset {
            reset[at].copy_from_slice(n_h);
        }
    }
}

/// From what [`gru_step`] left, the gradient `dy` of this step's output and that which flows back from the next, `dh`:
///
/// ```text
/// dh = dh + dy     dn = dh·(1 − z)·(1 − n²)    dn_h = dn·r
/// dr = dn·n_h·r·(1 − r)    dz = dh·(h_prev − n)·z·(1 − z)
/// ```
///
/// `d` has four blocks, dn, dr, dz, dn_h: the last three are the gradient of what the previous state was multiplied to.
/// Leaves in `dh` the previous step's, but for what flows through the gates: dh·z.
pub fn gru_step_backward<T: Real>(
    gates: &[T],
    reset: &[T],
    h_prev: &[T],
    dy: Option<&[T]>,
    dh: &mut [T],
    d: &mut [T],
    step: Step,
    hidden: usize,
) {
    let rows = gates.chunks_exact(3 * hidden).zip(d.chunks_exact_mut(4 * hidden));
    for (row, (gates, d)) in rows.enumerate() {
        if !step.reaches(row) {
            d.fill(T::ZERO);
            continue;
        }
        let at = row * hidden..(row + 1) * hidden;
        let (h_prev, n_h, dh) = (&h_prev[at.clone()], &reset[at.clone()], &mut dh[at]);
        add_upstream(dh, dy, row);
        let (r, rest) = gates.split_at(hidden);
        let (z, n) = rest.split_at(hidden);
        let (dn, rest) = d.split_at_mut(hidden);
        let (dr, rest) = rest.split_at_mut(hidden);
        let (dz, dn_h) = rest.split_at_mut(hidden);
        let (n, dn_h) = (&n[..hidden], &mut dn_h[..hidden]);
        for j in 0..hidden {
            let new = dh[j] * (T::ONE - z[j]) * (T::ONE - n[j] * n[j]);
            dn[j] = new;
            dn_h[j] = new * r[j];
            dr[j] = new * n_h[j] * r[j] * (T::ONE - r[j]);
            dz[j] = dh[j] * (h_prev[j] - n[j]) * z[j] * (T::ONE - z[j]);
            dh[j] *= z[j];
        }
    }
}
