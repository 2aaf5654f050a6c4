use super::{add_upstream, apply_sigmoid, apply_tanh, Step};
use crate::Real;

/// From `gates` before their activations, in the order i, f, g, o, and the cell state before:
///
/// ```text
/// i = σ(i)   f = σ(f)   g = tanh(g)   o = σ(o)      in place
/// c = f·c_prev + i·g    h = o·tanh(c)
/// ```
///
/// tanh(c) is kept in `tanh_c` where somebody will ask for it.
pub fn lstm_step<T: Real>(
    gates: &mut [T],
    c_prev: &[T],
    c: &mut [T],
    mut tanh_c: Option<&mut [T]>,
    h_prev: &[T],
    h: &mut [T],
    step: Step,
    hidden: usize,
) {
    let rows = gates.chunks_exact_mut(4 * hidden).zip(c_prev.chunks_exact(hidden));
    for (row, (gates, c_prev)) in rows.enumerate() {
        let at = row * hidden..(row + 1) * hidden;
        let (c, h) = (&mut c[at.clone()], &mut h[at.clone()]);
        if !step.reaches(row) {
            gates.fill(T::ZERO);
            c.copy_from_slice(c_prev);
            h.copy_from_slice(&h_prev[at]);
            continue;
        }
        apply_sigmoid(&mut gates[..2 * hidden]);
        apply_tanh(&mut gates[2 * hidden..3 * hidden]);
        apply_sigmoid(&mut gates[3 * hidden..]);
        let [i, f, g, o] = quarters(gates);
        for j in 0..hidden {
            c[j] = f[j] * c_prev[j] + i[j] * g[j];
        }
        h.copy_from_slice(c);
        apply_tanh(h);
        if let Some(tanh_c) = &mut tanh_c {
            tanh_c[at].copy_from_slice(h);
        }
        for (h, o) in h.iter_mut().zip(o) {
            *h *= *o;
        }
    }
}

/// From the activated gates of [`lstm_step`], the gradient `dy` of this step's output and those that flow back from the
/// next step, `dh` and `dc`:
///
/// ```text
/// dh = dh + dy    dc = dc + dh·o·(1 − tanh²(c))
/// di = dc·g·i·(1 − i)    df = dc·c_prev·f·(1 − f)    dg = dc·i·(1 − g²)    do = dh·tanh(c)·o·(1 − o)
/// ```
///
/// Leaves in `dc` the previous step's, and in `dh` the previous step's but for what flows through the gates.
pub fn lstm_step_backward<T: Real>(
    gates: &[T],
    c_prev: &[T],
    tanh_c: &[T],
    dy: Option<&[T]>,
    dh: &mut [T],
    dc: &mut [T],
    d: &mut [T],
    step: Step,
    hidden: usize,
) {
    let rows = gates.chunks_exact(4 * hidden).zip(d.chunks_exact_mut(4 * hidden));
    for (row, (gates, d)) in rows.enumerate() {
        if !step.reaches(row) {
            d.fill(T::ZERO);
            continue;
        }
        let at = row * hidden..(row + 1) * hidden;
        let (dh, dc) = (&mut dh[at.clone()], &mut dc[at.clone()]);
        let (c_prev, tanh_c) = (&c_prev[at.clone()], &tanh_c[at]);
        add_upstream(dh, dy, row);
        let (i, rest) = gates.split_at(hidden);
        let (f, rest) = rest.split_at(hidden);
        let (g, o) = rest.split_at(hidden);
        let [di, df, dg, d_o] = quarters(d);
        let o = &o[..hidden];
        for j in 0..hidden {
            let through = dc[j] + dh[j] * o[j] * (T::ONE - tanh_c[j] * tanh_c[j]);
            di[j] = through * g[j] * i[j] * (T::ONE - i[j]);
            df[j] = through * c_prev[j] * f[j] * (T::ONE - f[j]);
            dg[j] = through * i[j] * (T::ONE - g[j] * g[j]);
            d_o[j] = dh[j] * tanh_c[j] * o[j] * (T::ONE - o[j]);
            dc[j] = through * f[j];
        }
        dh.fill(T::ZERO);
    }
}

fn quarters<T>(row: &mut [T]) -> [&mut [T]; 4] {
    let hidden = row.len() / 4;
    let (i, rest) = row.split_at_mut(hidden);
    let (f, rest) = rest.split_at_mut(hidden);
    let (g, rest) = rest.split_at_mut(hidden);
    [i, f, g, &mut rest[..hidden]]
}
