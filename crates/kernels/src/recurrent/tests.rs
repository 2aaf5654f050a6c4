use super::*;
use std::vec;
use std::vec::Vec;

const HIDDEN: usize = 5;
const BATCH: usize = 3;

fn values(count: usize, seed: usize) -> Vec<f64> {
    (0..count)
        .map(|i| ((i * 7919 + seed * 104_729) % 1009) as f64 / 504.5 - 1.0)
        .collect()
}

/// dL/dx by differences, of L = Σ weight · f(x).
fn differences(x: &[f64], weight: &[f64], f: &dyn Fn(&[f64]) -> Vec<f64>) -> Vec<f64> {
    let loss = |x: &[f64]| f(x).iter().zip(weight).map(|(y, w)| y * w).sum::<f64>();
    (0..x.len())
        .map(|i| {
            let (mut above, mut below) = (x.to_vec(), x.to_vec());
            above[i] += 1e-6;
            below[i] -= 1e-6;
            (loss(&above) - loss(&below)) / 2e-6
        })
        .collect()
}

fn assert_near(actual: &[f64], expected: &[f64]) {
    assert_eq!(actual.len(), expected.len());
    for (a, e) in actual.iter().zip(expected) {
        assert!((a - e).abs() < 1e-7, "{actual:?} instead of {expected:?}");
    }
}

/// The middle row's sequence does not have the step.
const STEP: Step = Step {
    time: 1,
    lengths: Some(&[2, 1, 4]),
};

#[test]
fn lstm_gradients_agree_with_differences() {
    let n = BATCH * HIDDEN;
    let (gates, c_prev, h_prev) = (values(4 * n, 1), values(n, 2), values(n, 3));
    let (dy, dh, dc) = (values(n, 4), values(n, 5), values(n, 6));
    let run = |gates: &[f64], c_prev: &[f64], h_prev: &[f64]| {
        let (mut gates, mut c, mut t, mut h) = (gates.to_vec(), vec![9.0; n], vec![9.0; n], vec![9.0; n]);
        lstm_step(&mut gates, c_prev, &mut c, Some(&mut t), h_prev, &mut h, STEP, HIDDEN);
        (gates, c, t, h)
    };
    let (active, c, t, h) = run(&gates, &c_prev, &h_prev);
    assert_eq!(c[HIDDEN..2 * HIDDEN], c_prev[HIDDEN..2 * HIDDEN]);
    assert_eq!(h[HIDDEN..2 * HIDDEN], h_prev[HIDDEN..2 * HIDDEN]);
    let (mut dh_prev, mut dc_prev, mut d) = (dh.clone(), dc.clone(), vec![9.0; 4 * n]);
    lstm_step_backward(
        &active,
        &c_prev,
        &t,
        Some(&dy),
        &mut dh_prev,
        &mut dc_prev,
        &mut d,
        STEP,
        HIDDEN,
    );
    // The output of a row without the step is none, so dy does not count there.
    let upstream = |i: usize| dh[i] + if i / HIDDEN == 1 { 0.0 } else { dy[i] };
    let weight: Vec<f64> = (0..n).map(upstream).chain(dc.iter().copied()).collect();
    let both = |(_, c, _, h): (Vec<f64>, Vec<f64>, Vec<f64>, Vec<f64>)| [h, c].concat();
    assert_near(&d, &differences(&gates, &weight, &|x| both(run(x, &c_prev, &h_prev))));
    assert_near(
        &dc_prev,
        &differences(&c_prev, &weight, &|x| both(run(&gates, x, &h_prev))),
    );
    assert_near(
        &dh_prev,
        &differences(&h_prev, &weight, &|x| both(run(&gates, &c_prev, x))),
    );
}

#[test]
fn gru_gradients_agree_with_differences() {
    let n = BATCH * HIDDEN;
    let (gates, recurrent, h_prev) = (values(3 * n, 1), values(3 * n, 2), values(n, 3));
    let (dy, dh) = (values(n, 4), values(n, 5));
    let run = |gates: &[f64], recurrent: &[f64], h_prev: &[f64]| {
        let (mut gates, mut reset, mut h) = (gates.to_vec(), vec![9.0; n], vec![9.0; n]);
        gru_step(&mut gates, recurrent, Some(&mut reset), h_prev, &mut h, STEP, HIDDEN);
        (gates, reset, h)
    };
    let (active, reset, _) = run(&gates, &recurrent, &h_prev);
    let (mut dh_prev, mut d) = (dh.clone(), vec![9.0; 4 * n]);
    gru_step_backward(&active, &reset, &h_prev, Some(&dy), &mut dh_prev, &mut d, STEP, HIDDEN);
    let weight: Vec<f64> = (0..n)
        .map(|i| dh[i] + if i / HIDDEN == 1 { 0.0 } else { dy[i] })
        .collect();
    let of_input: Vec<f64> = d
        .chunks(4 * HIDDEN)
        .flat_map(|row| [&row[HIDDEN..3 * HIDDEN], &row[..HIDDEN]].concat())
        .collect();
    let of_state: Vec<f64> = d.chunks(4 * HIDDEN).flat_map(|row| row[HIDDEN..].to_vec()).collect();
    assert_near(
        &of_input,
        &differences(&gates, &weight, &|x| run(x, &recurrent, &h_prev).2),
    );
    assert_near(
        &of_state,
        &differences(&recurrent, &weight, &|x| run(&gates, x, &h_prev).2),
    );
    assert_near(
        &dh_prev,
        &differences(&h_prev, &weight, &|x| run(&gates, &recurrent, x).2),
    );
}

#[test]
fn rnn_gradients_agree_with_differences() {
    let n = BATCH * HIDDEN;
    let (pre, h_prev, dy, dh) = (values(n, 1), values(n, 3), values(n, 4), values(n, 5));
    for rectified in [false, true] {
        let run = |pre: &[f64], h_prev: &[f64]| {
            let mut h = pre.to_vec();
            rnn_step(h_prev, &mut h, rectified, STEP, HIDDEN);
            h
        };
        let (mut dh_prev, mut d) = (dh.clone(), vec![9.0; n]);
        rnn_step_backward(
            &run(&pre, &h_prev),
            Some(&dy),
            &mut dh_prev,
            &mut d,
            rectified,
            STEP,
            HIDDEN,
        );
        let weight: Vec<f64> = (0..n)
            .map(|i| dh[i] + if i / HIDDEN == 1 { 0.0 } else { dy[i] })
            .collect();
        assert_near(&d, &differences(&pre, &weight, &|x| run(x, &h_prev)));
        assert_near(&dh_prev, &differences(&h_prev, &weight, &|x| run(&pre, x)));
    }
}

#[test]
fn without_upstream_or_lengths_every_row_has_the_step() {
    let step = Step { time: 7, lengths: None };
    let (mut h, mut dh, mut d) = (vec![0.5_f32; 4], vec![2.0; 4], vec![0.0; 4]);
    rnn_step(&[0.0; 4], &mut h, true, step, 2);
    rnn_step_backward(&h, None, &mut dh, &mut d, true, step, 2);
    assert_eq!((h, dh, d), (vec![0.5; 4], vec![0.0; 4], vec![2.0; 4]));
}
