use super::batch_layout::{BatchLayout, Panel, PANEL};
use super::moments::Moments;
use super::rows::scale_plane;
use super::statistics::{inverse_deviation, write_statistics, Mean, Statistics};
use super::BLOCK;
use crate::Real;

/// Running statistics of a channel, which move towards those of each batch by the share `momentum`.
pub struct Running<'a, R> {
    pub mean: &'a mut [R],
    pub variance: &'a mut [R],
    pub momentum: f64,
}

impl<R: Real> Running<'_, R> {
    /// The variance with the divisor n − 1, as torch keeps it.
    fn update(&mut self, channel: usize, moments: Moments) {
        let toward = |old: R, new: f64| R::from_f64((1.0 - self.momentum) * old.to_f64() + self.momentum * new);
        self.mean[channel] = toward(self.mean[channel], moments.mean);
        self.variance[channel] = toward(self.variance[channel], moments.squares / (moments.count - 1.0));
    }
}

/// `y = (x − mean) / √(variance + eps) · weight + bias`, mean and variance over batch and inner, which also move the
/// running ones. x and y `[batch, channels, inner]`, weight and bias `[channels]`, statistics `[3, channels]`.
pub fn batch_norm<R: Real>(
    x: &[R],
    weight: Option<&[R]>,
    bias: Option<&[R]>,
    y: &mut [R],
    statistics: &mut [R],
    mut running: Option<Running<R>>,
    layout: BatchLayout,
    eps: f64,
) {
    debug_assert!(x.len() == layout.size() && y.len() == x.len());
    if x.is_empty() {
        statistics.fill(R::ZERO);
        return;
    }
    for panel in layout.panels() {
        let mut all = [Moments::default(); PANEL];
        let all = &mut all[..panel.channels];
        if panel.by_columns() {
            column_moments(panel, x, all);
        } else {
            for sample in panel.samples(x) {
                for (channel, plane) in all.iter_mut().zip(sample.chunks_exact(layout.inner)) {
                    *channel = channel.join(Moments::of_row(plane));
                }
            }
        }
        for (channel, &moments) in (panel.first..).zip(all.iter()) {
            if let Some(running) = &mut running {
                running.update(channel, moments);
            }
            let inverse = inverse_deviation(moments.variance(), eps);
            write_statistics(statistics, channel, Mean::of(moments.mean), inverse);
        }
        scale_panel(panel, x, weight, bias, y, &Statistics::read(statistics));
    }
}

/// As [`batch_norm`] with the given mean and variance of each channel, `[channels]`.
pub fn batch_norm_inference<R: Real>(
    x: &[R],
    [mean, variance]: [&[R]; 2],
    weight: Option<&[R]>,
    bias: Option<&[R]>,
    y: &mut [R],
    statistics: &mut [R],
    layout: BatchLayout,
    eps: f64,
) {
    for (channel, (mean, variance)) in mean.iter().zip(variance).enumerate() {
        let inverse = inverse_deviation(variance.to_f64(), eps);
        write_statistics(statistics, channel, Mean::of(mean.to_f64()), inverse);
    }
    if x.is_empty() {
        return;
    }
    for panel in layout.panels() {
        scale_panel(panel, x, weight, bias, y, &Statistics::read(statistics));
    }
}

/// The moments of each channel of a panel, from those of its columns.
fn column_moments<R: Real>(panel: Panel, x: &[R], all: &mut [Moments]) {
    let Panel { layout, .. } = panel;
    let width = panel.width();
    let (mut means, mut totals) = ([0.0; PANEL], [0.0; PANEL]);
    let mut before = 0.0;
    for block in x.chunks(BLOCK * layout.channels * layout.inner) {
        let mut sum = [R::ZERO; PANEL];
        let sum = &mut sum[..width];
        let mut rows = 0.0;
        for sample in panel.samples(block) {
            rows += 1.0;
            for (sum, &x) in sum.iter_mut().zip(sample) {
                *sum += x;
            }
        }
        // In the working precision: the shift need not be exact.
        let share = R::from_f64(1.0 / rows);
        let mut shift = [R::ZERO; PANEL];
        let shift = &mut shift[..width];
        for (shift, sum) in shift.iter_mut().zip(sum.iter_mut()) {
            *shift = *sum * share;
            *sum = R::ZERO;
        }
        let mut square = [R::ZERO; PANEL];
        let square = &mut square[..width];
        for sample in panel.samples(block) {
            let sample = &sample[..width];
            for i in 0..width {
                let deviation = sample[i] - shift[i];
                sum[i] += deviation;
                square[i] += deviation * deviation;
            }
        }
        for i in 0..width {
            let moments = Moments::shifted(rows, shift[i].to_f64(), sum[i].to_f64(), square[i].to_f64());
            let column = Moments {
                count: before,
                mean: means[i],
                squares: totals[i],
            };
            let joint = column.join(moments);
            (means[i], totals[i]) = (joint.mean, joint.squares);
        }
        before += rows;
    }
    for (i, channel) in all.iter_mut().enumerate() {
        for column in i * layout.inner..(i + 1) * layout.inner {
            *channel = channel.join(Moments {
                count: before,
                mean: means[column],
                squares: totals[column],
            });
        }
    }
}

fn scale_panel<R: Real>(
    panel: Panel,
    x: &[R],
    weight: Option<&[R]>,
    bias: Option<&[R]>,
    y: &mut [R],
    statistics: &Statistics<R>,
) {
    let Panel { layout, first, .. } = panel;
    let mean_of = |channel: usize| statistics.of(channel).0;
    let scale_of = |channel: usize| {
        let inverse = statistics.of(channel).1;
        weight.map_or(inverse, |weight| inverse * weight[channel])
    };
    let shift_of = |channel: usize| bias.map_or(R::ZERO, |bias| bias[channel]);
    let samples = panel.samples(x).zip(panel.samples_mut(y));
    if !panel.by_columns() {
        for (x, y) in samples {
            let planes = x.chunks_exact(layout.inner).zip(y.chunks_exact_mut(layout.inner));
            for (channel, (x, y)) in (first..).zip(planes) {
                scale_plane(x, y, mean_of(channel), scale_of(channel), shift_of(channel));
            }
        }
        return;
    }
    let width = panel.width();
    let high = panel.spread(|channel| mean_of(channel).high);
    let low = panel.spread(|channel| mean_of(channel).low);
    let (scale, shift) = (panel.spread(scale_of), panel.spread(shift_of));
    let [high, low, scale, shift] = [&high, &low, &scale, &shift].map(|values| &values[..width]);
    for (x, y) in samples {
        let (x, y) = (&x[..width], &mut y[..width]);
        for i in 0..width {
            let mean = Mean {
                high: high[i],
                low: low[i],
            };
            y[i] = mean.deviation(x[i]) * scale[i] + shift[i];
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::vec;
    use std::vec::Vec;

    #[test]
    fn agrees_with_double_precision_far_from_zero_in_every_layout() {
        for (batch, channels, inner) in [
            (37, 5, 1),
            (3, 600, 1),
            (5, 3, 7),
            (9, 3, 65),
            (2, 3, 300),
            (35, 40, 31),
            (2, 3, 65),
            (2, 20, 49),
        ] {
            let layout = BatchLayout { batch, channels, inner };
            let x: Vec<f32> = (0..layout.size())
                .map(|i| 1e4 + ((i * 37) % 101) as f32 / 64.0)
                .collect();
            let weight: Vec<f32> = (0..channels).map(|i| 0.5 + i as f32).collect();
            let bias: Vec<f32> = (0..channels).map(|i| 0.25 * i as f32).collect();
            let (mut y, mut statistics) = (vec![0.0; x.len()], vec![0.0; 3 * channels]);
            let (mut mean, mut variance) = (vec![8.0; channels], vec![4.0; channels]);
            let running = Running {
                mean: &mut mean,
                variance: &mut variance,
                momentum: 0.25,
            };
            batch_norm(
                &x,
                Some(&weight),
                Some(&bias),
                &mut y,
                &mut statistics,
                Some(running),
                layout,
                1e-5,
            );
            for c in 0..channels {
                let places = || (0..batch).flat_map(|n| (0..inner).map(move |i| (n * channels + c) * inner + i));
                let count = layout.count() as f64;
                let centre = places().map(|i| f64::from(x[i])).sum::<f64>() / count;
                let squares = places().map(|i| (f64::from(x[i]) - centre).powi(2)).sum::<f64>();
                for i in places() {
                    let expected = (f64::from(x[i]) - centre) / (squares / count + 1e-5).sqrt() * f64::from(weight[c])
                        + f64::from(bias[c]);
                    let got = f64::from(y[i]);
                    assert!(
                        (got - expected).abs() <= 1e-6 * (1.0 + weight[c] as f64 * 2.0),
                        "{got} {expected}"
                    );
                }
                assert!((f64::from(mean[c]) / (6.0 + 0.25 * centre) - 1.0).abs() < 1e-7);
                let unbiased = squares / (count - 1.0);
                assert!((f64::from(variance[c]) / (3.0 + 0.25 * unbiased) - 1.0).abs() < 1e-6);
            }
        }
    }

    #[test]
    fn given_statistics_are_used_as_they_are() {
        for (channels, inner) in [(2, 1), (2, 40)] {
            let layout = BatchLayout {
                batch: 1,
                channels,
                inner,
            };
            let x = vec![5.0_f32; 2 * inner];
            let (mut y, mut statistics) = (x.clone(), vec![0.0; 6]);
            let given: [&[f32]; 2] = [&[1.0, 3.0], &[3.0, 15.0]];
            batch_norm_inference(&x, given, None, None, &mut y, &mut statistics, layout, 1.0);
            assert!(y[..inner].iter().all(|&y| y == 2.0) && y[inner..].iter().all(|&y| y == 0.5));
            assert_eq!(statistics, [1.0, 3.0, 0.0, 0.0, 0.5, 0.25]);
        }
    }
}
