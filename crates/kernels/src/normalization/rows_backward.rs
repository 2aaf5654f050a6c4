use super::gradient_sums::{gradient_sums, round_into, Correction, Gradients};
use super::rows::RowLayout;
use super::statistics::{Mean, Statistics};
use super::BLOCK;
use crate::Real;

/// Gradients of [`normalize_rows`](super::normalize_rows): with `g = dy · weight` and `x̂ = (x − mean) / deviation`,
/// `dx = (g − mean(g) − x̂ · mean(g · x̂)) / deviation`, `dweight = Σ dy · x̂`, `dbias = Σ dy`; not centered, mean(g)
/// counts as 0. `totals` `[2, groups, channels]` is room to sum in.
pub fn normalize_rows_backward<R: Real>(
    x: &[R],
    dy: &[R],
    weight: Option<&[R]>,
    statistics: &[R],
    gradients: Gradients<R>,
    totals: &mut [f64],
    layout: RowLayout,
    centered: bool,
) {
    totals.fill(0.0);
    let totals = totals.split_at_mut(layout.parameters());
    let operands = Operands {
        x,
        dy,
        weight,
        statistics: Statistics::read(statistics),
        layout,
        centered,
    };
    if layout.inner == 1 {
        elements(operands, gradients, totals);
    } else {
        planes(operands, gradients, totals);
    }
}

struct Operands<'a, R> {
    x: &'a [R],
    dy: &'a [R],
    weight: Option<&'a [R]>,
    statistics: Statistics<'a, R>,
    layout: RowLayout,
    centered: bool,
}

/// Σ dy · x̂ and Σ dy of each parameter.
type Totals<'a> = (&'a mut [f64], &'a mut [f64]);

impl<'a, R: Real> Operands<'a, R> {
    /// Each row's number, x and dy.
    fn rows(&self) -> impl Iterator<Item = (usize, &'a [R], &'a [R])> + use<'a, R> {
        let length = self.layout.length().max(1);
        let pairs = self.x.chunks_exact(length).zip(self.dy.chunks_exact(length));
        pairs.enumerate().map(|(row, (x, dy))| (row, x, dy))
    }

    fn correction(&self, sums: (f64, f64), inverse: R) -> Correction<R> {
        Correction::of(sums, self.layout.length(), inverse, self.centered)
    }
}

/// Every element of a row has parameters of its own.
fn elements<R: Real>(operands: Operands<R>, gradients: Gradients<R>, totals: Totals) {
    let layout = operands.layout;
    let length = layout.length();
    let Gradients {
        mut dx,
        mut dweight,
        mut dbias,
    } = gradients;
    round_into(dweight.as_deref_mut(), totals.0);
    round_into(dbias.as_deref_mut(), totals.1);
    for (row, x, dy) in operands.rows() {
        let (mean, inverse) = operands.statistics.of(row);
        let first = layout.first_parameter(row);
        let own = first..first + length;
        if let Some(dx) = &mut dx {
            let dx = &mut dx[row * length..][..length];
            match operands.weight {
                None => dx.copy_from_slice(dy),
                Some(weight) => {
                    for (dx, (&dy, &weight)) in dx.iter_mut().zip(dy.iter().zip(&weight[own.clone()])) {
                        *dx = dy * weight;
                    }
                }
            }
            let correction = operands.correction(gradient_sums(dx, x, mean), inverse);
            for (dx, &x) in dx.iter_mut().zip(x) {
                *dx = correction.apply(*dx, mean.deviation(x)) * inverse;
            }
        }
        if let Some(dweight) = &mut dweight {
            add_products(&mut dweight[own.clone()], dy, x, mean, inverse);
        }
        if let Some(dbias) = &mut dbias {
            for (dbias, &dy) in dbias[own].iter_mut().zip(dy) {
                *dbias += dy;
            }
        }
        if (row + 1) % (BLOCK * layout.groups) == 0 {
            empty_into(dweight.as_deref_mut(), totals.0);
            empty_into(dbias.as_deref_mut(), totals.1);
        }
    }
    empty_into(dweight.as_deref_mut(), totals.0);
    empty_into(dbias.as_deref_mut(), totals.1);
    round_into(dweight, totals.0);
    round_into(dbias, totals.1);
}

/// `sums += dy · x̂`
fn add_products<R: Real>(sums: &mut [R], dy: &[R], x: &[R], mean: Mean<R>, inverse: R) {
    for (sum, (&dy, &x)) in sums.iter_mut().zip(dy.iter().zip(x)) {
        *sum += dy * (mean.deviation(x) * inverse);
    }
}

/// Moves sums of a few rows to their totals in double precision.
fn empty_into<R: Real>(sums: Option<&mut [R]>, totals: &mut [f64]) {
    for (sum, total) in sums.into_iter().flatten().zip(totals) {
        *total += sum.to_f64();
        *sum = R::ZERO;
    }
}

/// The `inner` elements of a channel share its parameters.
fn planes<R: Real>(operands: Operands<R>, gradients: Gradients<R>, totals: Totals) {
    let RowLayout { inner, .. } = operands.layout;
    let length = operands.layout.length();
    let mut dx = gradients.dx;
    for (row, x, dy) in operands.rows() {
        let (mean, inverse) = operands.statistics.of(row);
        let first = operands.layout.first_parameter(row);
        let weight_of = |channel: usize| operands.weight.map_or(R::ONE, |weight| weight[first + channel]);
        let mut sums = (0.0, 0.0);
        for (channel, (x, dy)) in x.chunks_exact(inner).zip(dy.chunks_exact(inner)).enumerate() {
            let (sum, product) = gradient_sums(dy, x, mean);
            totals.0[first + channel] += product * inverse.to_f64();
            totals.1[first + channel] += sum;
            let weight = weight_of(channel).to_f64();
            sums = (sums.0 + weight * sum, sums.1 + weight * product);
        }
        let Some(dx) = &mut dx else { continue };
        let correction = operands.correction(sums, inverse);
        let planes = dx[row * length..][..length].chunks_exact_mut(inner);
        let pairs = x.chunks_exact(inner).zip(dy.chunks_exact(inner));
        for (channel, (dx, (x, dy))) in planes.zip(pairs).enumerate() {
            let weight = weight_of(channel);
            for (dx, (&x, &dy)) in dx.iter_mut().zip(x.iter().zip(dy)) {
                *dx = correction.apply(dy * weight, mean.deviation(x)) * inverse;
            }
        }
    }
    round_into(gradients.dweight, totals.0);
    round_into(gradients.dbias, totals.1);
}

#[cfg(test)]
mod tests {
    use super::super::normalize_rows;
    use super::*;
    use std::vec;
    use std::vec::Vec;

    /// Compares with central differences of `Σ dy · y`.
    #[test]
    fn agrees_with_central_differences() {
        for (batch, groups, channels, inner) in [(19, 1, 5, 1), (2, 3, 2, 7), (17, 2, 4, 1), (3, 4, 1, 18)] {
            for centered in [true, false] {
                let layout = RowLayout {
                    batch,
                    groups,
                    channels,
                    inner,
                };
                let number = |i: usize| ((i * 37) % 41) as f64 / 10.0;
                let count = layout.rows() * layout.length();
                let x: Vec<f64> = (0..count).map(number).collect();
                let dy: Vec<f64> = (0..count).map(|i| ((i * 53) % 29) as f64 / 7.0 - 2.0).collect();
                let weight: Vec<f64> = (0..layout.parameters()).map(|i| number(i + 3) - 2.0).collect();
                let bias = vec![0.5; weight.len()];
                let mut statistics = vec![0.0; 3 * layout.rows()];
                let run = |x: &[f64], weight: &[f64], bias: &[f64], statistics: &mut [f64]| {
                    let mut y = vec![0.0; count];
                    normalize_rows(x, Some(weight), Some(bias), &mut y, statistics, layout, 1e-3, centered);
                    y.iter().zip(&dy).map(|(y, dy)| y * dy).sum::<f64>()
                };
                run(&x, &weight, &bias, &mut statistics);
                let (mut dx, mut dweight, mut dbias) = (vec![0.0; count], weight.clone(), weight.clone());
                let gradients = Gradients {
                    dx: Some(&mut dx),
                    dweight: Some(&mut dweight),
                    dbias: Some(&mut dbias),
                };
                let mut totals = vec![1.0; 2 * weight.len()];
                normalize_rows_backward(
                    &x,
                    &dy,
                    Some(&weight),
                    &statistics,
                    gradients,
                    &mut totals,
                    layout,
                    centered,
                );
                let mut unused = statistics.clone();
                let mut check = |gradient: &[f64], which: usize| {
                    for i in 0..gradient.len() {
                        let mut values = [-1e-5, 1e-5].map(|step| {
                            let mut operands = [x.clone(), weight.clone(), bias.clone()];
                            operands[which][i] += step;
                            run(&operands[0], &operands[1], &operands[2], &mut unused)
                        });
                        values[1] -= values[0];
                        let expected = values[1] / 2e-5;
                        assert!(
                            (gradient[i] - expected).abs() < 1e-6,
                            "{which} {i}: {} {expected}",
                            gradient[i]
                        );
                    }
                };
                check(&dx, 0);
                check(&dweight, 1);
                check(&dbias, 2);
            }
        }
    }
}
