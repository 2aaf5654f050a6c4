use super::batch_layout::{BatchLayout, Panel, PANEL};
use super::gradient_sums::{gradient_sums, Correction};
use super::statistics::{Mean, Statistics};
use super::{Gradients, BLOCK};
use crate::Real;

/// Gradients of [`batch_norm`](super::batch_norm): with `x̂ = (x − mean) / deviation`,
/// `dx = weight / deviation · (dy − mean(dy) − x̂ · mean(dy · x̂))`, `dweight = Σ dy · x̂`, `dbias = Σ dy`. Where mean and
/// variance were given (`of_batch` false), `dx = weight / deviation · dy`.
pub fn batch_norm_backward<R: Real>(
    x: &[R],
    dy: &[R],
    weight: Option<&[R]>,
    statistics: &[R],
    mut gradients: Gradients<R>,
    layout: BatchLayout,
    of_batch: bool,
) {
    debug_assert!(x.len() == layout.size() && dy.len() == x.len());
    let statistics = Statistics::read(statistics);
    for panel in layout.panels() {
        let mut sums = [(0.0, 0.0); PANEL];
        let sums = &mut sums[..panel.channels];
        if x.is_empty() {
            // Nothing adds up to 0.
        } else if panel.by_columns() {
            column_sums(panel, x, dy, &statistics, sums);
        } else {
            for (x, dy) in panel.samples(x).zip(panel.samples(dy)) {
                let planes = x.chunks_exact(layout.inner).zip(dy.chunks_exact(layout.inner));
                for ((channel, (x, dy)), total) in (panel.first..).zip(planes).zip(sums.iter_mut()) {
                    let (sum, product) = gradient_sums(dy, x, statistics.of(channel).0);
                    *total = (total.0 + sum, total.1 + product);
                }
            }
        }
        for (channel, &(sum, product)) in (panel.first..).zip(sums.iter()) {
            if let Some(dweight) = &mut gradients.dweight {
                dweight[channel] = R::from_f64(product * statistics.of(channel).1.to_f64());
            }
            if let Some(dbias) = &mut gradients.dbias {
                dbias[channel] = R::from_f64(sum);
            }
        }
        let Some(dx) = gradients.dx.as_deref_mut().filter(|dx| !dx.is_empty()) else {
            continue;
        };
        let line = |channel: usize| {
            let (mean, inverse) = statistics.of(channel);
            let correction = if of_batch {
                Correction::of(sums[channel - panel.first], layout.count(), inverse, true)
            } else {
                Correction::NONE
            };
            let scale = weight.map_or(inverse, |weight| inverse * weight[channel]);
            (mean, correction, scale)
        };
        input_gradient(panel, x, dy, dx, line);
    }
}

/// `Σ dy` and `Σ dy · (x − mean)` of each channel of a panel, from those of its columns.
fn column_sums<R: Real>(panel: Panel, x: &[R], dy: &[R], statistics: &Statistics<R>, sums: &mut [(f64, f64)]) {
    let Panel { layout, .. } = panel;
    let width = panel.width();
    let high = panel.spread(|channel| statistics.of(channel).0.high);
    let low = panel.spread(|channel| statistics.of(channel).0.low);
    let (high, low) = (&high[..width], &low[..width]);
    let mut totals = [(0.0, 0.0); PANEL];
    let block = BLOCK * layout.channels * layout.inner;
    for (x, dy) in x.chunks(block).zip(dy.chunks(block)) {
        let (mut sum, mut product) = ([R::ZERO; PANEL], [R::ZERO; PANEL]);
        let (sum, product) = (&mut sum[..width], &mut product[..width]);
        for (x, dy) in panel.samples(x).zip(panel.samples(dy)) {
            let (x, dy) = (&x[..width], &dy[..width]);
            for i in 0..width {
                let mean = Mean {
                    high: high[i],
                    low: low[i],
                };
                sum[i] += dy[i];
                product[i] += dy[i] * mean.deviation(x[i]);
            }
        }
        for (total, (sum, product)) in totals[..width].iter_mut().zip(sum.iter().zip(product.iter())) {
            *total = (total.0 + sum.to_f64(), total.1 + product.to_f64());
        }
    }
    for (channel, columns) in sums.iter_mut().zip(totals.chunks(layout.inner)) {
        for column in columns {
            *channel = (channel.0 + column.0, channel.1 + column.1);
        }
    }
}

/// `dx = scale · (dy − offset − slope · (x − mean))`, each channel's mean, correction and scale as `line` gives them.
fn input_gradient<R: Real>(
    panel: Panel,
    x: &[R],
    dy: &[R],
    dx: &mut [R],
    line: impl Fn(usize) -> (Mean<R>, Correction<R>, R),
) {
    let Panel { layout, first, .. } = panel;
    let samples = panel.samples_mut(dx).zip(panel.samples(x).zip(panel.samples(dy)));
    if !panel.by_columns() {
        for (dx, (x, dy)) in samples {
            let pairs = x.chunks_exact(layout.inner).zip(dy.chunks_exact(layout.inner));
            let planes = dx.chunks_exact_mut(layout.inner).zip(pairs);
            for (channel, (dx, (x, dy))) in (first..).zip(planes) {
                let (mean, correction, scale) = line(channel);
                for (dx, (&x, &dy)) in dx.iter_mut().zip(x.iter().zip(dy)) {
                    *dx = correction.apply(dy, mean.deviation(x)) * scale;
                }
            }
        }
        return;
    }
    let width = panel.width();
    let high = panel.spread(|channel| line(channel).0.high);
    let low = panel.spread(|channel| line(channel).0.low);
    let offset = panel.spread(|channel| line(channel).1.offset);
    let slope = panel.spread(|channel| line(channel).1.slope);
    let scale = panel.spread(|channel| line(channel).2);
    let [high, low, offset, slope, scale] = [&high, &low, &offset, &slope, &scale].map(|values| &values[..width]);
    for (dx, (x, dy)) in samples {
        let (dx, x, dy) = (&mut dx[..width], &x[..width], &dy[..width]);
        for i in 0..width {
            let mean = Mean {
                high: high[i],
                low: low[i],
            };
            let correction = Correction {
                offset: offset[i],
                slope: slope[i],
            };
            dx[i] = correction.apply(dy[i], mean.deviation(x[i])) * scale[i];
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{batch_norm, batch_norm_inference};
    use super::*;
    use std::vec;
    use std::vec::Vec;

    /// Compares with central differences of `Σ dy · y`.
    #[test]
    fn agrees_with_central_differences() {
        for (batch, channels, inner) in [(19, 5, 1), (3, 2, 7), (2, 3, 35), (9, 2, 33)] {
            for of_batch in [true, false] {
                let layout = BatchLayout { batch, channels, inner };
                let number = |i: usize| ((i * 37) % 41) as f64 / 10.0;
                let x: Vec<f64> = (0..layout.size()).map(number).collect();
                let dy: Vec<f64> = (0..x.len()).map(|i| ((i * 53) % 29) as f64 / 7.0 - 2.0).collect();
                let weight: Vec<f64> = (0..channels).map(|i| number(i + 3) - 2.0).collect();
                let bias = vec![0.5; channels];
                let given = vec![1.5; channels];
                let mut statistics = vec![0.0; 3 * channels];
                let run = |x: &[f64], weight: &[f64], bias: &[f64], statistics: &mut [f64]| {
                    let mut y = vec![0.0; x.len()];
                    let (weight, bias) = (Some(weight), Some(bias));
                    if of_batch {
                        batch_norm(x, weight, bias, &mut y, statistics, None, layout, 1e-3);
                    } else {
                        batch_norm_inference(x, [&given; 2], weight, bias, &mut y, statistics, layout, 1e-3);
                    }
                    y.iter().zip(&dy).map(|(y, dy)| y * dy).sum::<f64>()
                };
                run(&x, &weight, &bias, &mut statistics);
                let (mut dx, mut dweight, mut dbias) = (x.clone(), weight.clone(), weight.clone());
                let gradients = Gradients {
                    dx: Some(&mut dx),
                    dweight: Some(&mut dweight),
                    dbias: Some(&mut dbias),
                };
                batch_norm_backward(&x, &dy, Some(&weight), &statistics, gradients, layout, of_batch);
                let mut unused = statistics.clone();
                for (which, gradient) in [dx, dweight, dbias].into_iter().enumerate() {
                    for (i, gradient) in gradient.into_iter().enumerate() {
                        let [below, above] = [-1e-5, 1e-5].map(|step| {
                            let mut operands = [x.clone(), weight.clone(), bias.clone()];
                            operands[which][i] += step;
                            run(&operands[0], &operands[1], &operands[2], &mut unused)
                        });
                        let expected = (above - below) / 2e-5;
                        assert!((gradient - expected).abs() < 1e-6, "{which} {i}: {gradient} {expected}");
                    }
                }
            }
        }
    }
}
