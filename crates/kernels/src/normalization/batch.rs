use super::affine::Affine;
use super::batch_layout::{BatchLayout, Panel, PANEL};
use super::columns::{Columns, Spread};
use super::moments::{Moments, GROWTH};
use super::statistics::{inverse_deviation, write_statistics, Mean, Statistics};
use super::BLOCK;
use crate::line::Vector;
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
pub fn batch_norm<R: Vector>(
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
        let mut keep = |channel: usize, moments: Moments| {
            if let Some(running) = &mut running {
                running.update(channel, moments);
            }
            let inverse = inverse_deviation(moments.variance(), eps);
            write_statistics(statistics, channel, Mean::of(moments.mean), inverse);
        };
        if panel.by_columns {
            column_moments(panel, x, &mut keep);
        } else {
            let moments = panel.samples(x).fold(Moments::default(), Moments::with_row);
            keep(panel.first, moments);
        }
        map_panel(panel, x, weight, bias, y, statistics);
    }
}

/// As [`batch_norm`] with the given mean and variance of each channel, `[channels]`.
pub fn batch_norm_inference<R: Vector>(
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
        map_panel(panel, x, weight, bias, y, statistics);
    }
}

/// Finds the moments of each channel of a panel, from those of its columns; in blocks as in [`Moments::with_row`].
#[inline(never)]
fn column_moments<R: Vector>(panel: Panel, x: &[R], keep: &mut dyn FnMut(usize, Moments)) {
    let layout = panel.layout;
    let mut columns = [Moments::default(); PANEL];
    let columns = &mut columns[..panel.width()];
    let mut shift = [R::ZERO; PANEL];
    let mut done = 0;
    while done < layout.batch {
        let end = layout.batch.min(if done == 0 { BLOCK } else { done + GROWTH * done });
        let count = (end - done) as f64;
        let samples = &x[done * layout.sample()..end * layout.sample()];
        // The first block is read twice: nothing before it tells where about the mean is.
        let mut rounds = if done == 0 { 2 } else { 1 };
        while rounds > 0 {
            rounds -= 1;
            let [sums, squares] = Columns::of_panel(panel, samples, samples).shifted_sums(&shift);
            for (i, column) in columns.iter_mut().enumerate() {
                let moments = Moments::shifted(count, shift[i].to_f64(), [sums[i], squares[i]]);
                let joint = if done == 0 { moments } else { column.join(moments) };
                *column = joint;
                shift[i] = R::from_f64(joint.mean);
            }
        }
        done = end;
    }
    for channel in 0..panel.channels {
        let own = columns[panel.columns(channel)].iter();
        keep(
            panel.first + channel,
            own.fold(Moments::default(), |all, &column| all.join(column)),
        );
    }
}

#[inline(never)]
fn map_panel<R: Vector>(
    panel: Panel,
    x: &[R],
    weight: Option<&[R]>,
    bias: Option<&[R]>,
    y: &mut [R],
    statistics: &[R],
) {
    let statistics = Statistics::read(statistics);
    let mut map_of = |channel: usize| {
        let channel = panel.first + channel;
        let (mean, inverse) = statistics.of(channel);
        let scale = weight.map_or(inverse, |weight| inverse * weight[channel]);
        Affine::of(mean, scale, bias.map_or(R::ZERO, |bias| bias[channel]))
    };
    let samples = panel.samples(x).zip(panel.samples_mut(y));
    if panel.by_columns {
        let maps = Spread::new(panel, &mut map_of);
        samples.for_each(|(x, y)| maps.map(x, y));
    } else {
        let map = map_of(0);
        samples.for_each(|(x, y)| map.map(x, y));
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
