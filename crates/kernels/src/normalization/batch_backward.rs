use super::affine::Affine;
use super::batch_layout::BatchLayout;
use super::columns::{Columns, Spread};
use super::statistics::Statistics;
use super::sums::{about, gradient_sums};
use super::Gradients;
use crate::line::Vector;

/// Gradients of [`batch_norm`](super::batch_norm): with `x̂ = (x − mean) / deviation`,
/// `dx = weight / deviation · (dy − mean(dy) − x̂ · mean(dy · x̂))`, `dweight = Σ dy · x̂`, `dbias = Σ dy`. Where mean and
/// variance were given (`of_batch` false), `dx = weight / deviation · dy`.
pub fn batch_norm_backward<R: Vector>(
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
        let mean_of = |channel: usize| statistics.of(panel.first + channel).0;
        // From Σ dy and Σ dy · (x − mean) of a channel: its gradients, and the map to dx.
        let mut finish = |channel: usize, sums: [f64; 2]| {
            let channel = panel.first + channel;
            let (mean, inverse) = statistics.of(channel);
            if let Some(dweight) = &mut gradients.dweight {
                dweight[channel] = R::from_f64(sums[1] * inverse.to_f64());
            }
            if let Some(dbias) = &mut gradients.dbias {
                dbias[channel] = R::from_f64(sums[0]);
            }
            let weight = weight.map_or(R::ONE, |weight| weight[channel]);
            let share = if of_batch {
                weight.to_f64() / layout.count() as f64
            } else {
                0.0
            };
            Affine::of_gradient(mean, inverse, inverse * weight, sums.map(|sum| share * sum))
        };
        let finish: &mut dyn FnMut(usize, [f64; 2]) -> Affine<R> = &mut finish;
        let dx = gradients.dx.as_deref_mut().unwrap_or_default();
        let pairs = || panel.samples(x).zip(panel.samples(dy));
        if x.is_empty() {
            // Nothing adds up to 0.
            for channel in 0..panel.channels {
                finish(channel, [0.0; 2]);
            }
        } else if panel.by_columns {
            let shift = Spread::new(panel, &mut |channel| Affine::of(mean_of(channel), R::ONE, R::ZERO));
            let [sums, products] = Columns::of_panel(panel, x, dy).products(shift.high());
            let maps = Spread::new(panel, &mut |channel| {
                let columns = panel.columns(channel).map(|column| [sums[column], products[column]]);
                finish(channel, about(mean_of(channel), columns.fold([0.0; 2], add)))
            });
            for (dx, (x, dy)) in panel.samples_mut(dx).zip(pairs()) {
                maps.map_gradient(x, dy, dx);
            }
        } else {
            let sums = pairs().map(|(x, dy)| gradient_sums(x, dy, mean_of(0)));
            let map = finish(0, sums.fold([0.0; 2], add));
            for (dx, (x, dy)) in panel.samples_mut(dx).zip(pairs()) {
                map.map_gradient(x, dy, dx);
            }
        }
    }
}

fn add(total: [f64; 2], sums: [f64; 2]) -> [f64; 2] {
    [total[0] + sums[0], total[1] + sums[1]]
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
