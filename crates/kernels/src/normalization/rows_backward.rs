use super::affine::Affine;
use super::batch_layout::PANEL;
use super::columns::Columns;
use super::rows::RowLayout;
use super::statistics::Statistics;
use super::sums::gradient_sums;
use super::{Gradients, BLOCK};
use crate::line::Vector;
use crate::Real;

/// Gradients of [`normalize_rows`](super::normalize_rows): with `g = dy · weight` and `x̂ = (x − mean) / deviation`,
/// `dx = (g − mean(g) − x̂ · mean(g · x̂)) / deviation`, `dweight = Σ dy · x̂`, `dbias = Σ dy`; not centered, mean(g)
/// counts as 0. `totals` `[2, groups, channels]` is room to sum in.
pub fn normalize_rows_backward<R: Vector>(
    x: &[R],
    dy: &[R],
    weight: Option<&[R]>,
    statistics: &[R],
    mut gradients: Gradients<R>,
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
    let dx = gradients.dx.take();
    if layout.inner == 1 {
        operands.elements(dx, [totals.0, totals.1]);
    } else {
        operands.planes(dx, [totals.0, totals.1]);
    }
    round_into(gradients.dweight, totals.0);
    round_into(gradients.dbias, totals.1);
}

fn round_into<R: Real>(gradient: Option<&mut [R]>, totals: &[f64]) {
    for (gradient, &total) in gradient.into_iter().flatten().zip(totals) {
        *gradient = R::from_f64(total);
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

impl<R: Vector> Operands<'_, R> {
    /// The map of a row's gradient, from `Σ g` and `Σ g · (x − mean)` over it.
    fn map(&self, row: usize, weight: R, [sum, product]: [f64; 2]) -> Affine<R> {
        let count = self.layout.length() as f64;
        let (mean, inverse) = self.statistics.of(row);
        let means = [if self.centered { sum / count } else { 0.0 }, product / count];
        Affine::of_gradient(mean, inverse, inverse * weight, means)
    }

    /// The `inner` elements of a channel share its parameters. totals are Σ dy · x̂ and Σ dy of each parameter.
    #[inline(never)]
    fn planes(&self, mut dx: Option<&mut [R]>, totals: [&mut [f64]; 2]) {
        let RowLayout { channels, inner, .. } = self.layout;
        for row in 0..self.layout.rows() {
            let (mean, inverse) = self.statistics.of(row);
            let first = self.layout.first_parameter(row);
            let planes = (first..first + channels).map(|parameter| {
                let start = (row * channels + parameter - first) * inner;
                let weight = self.weight.map_or(R::ONE, |weight| weight[parameter]);
                (parameter, weight, start..start + inner)
            });
            let mut sums = [0.0; 2];
            for (parameter, weight, own) in planes.clone() {
                let [sum, product] = gradient_sums(&self.x[own.clone()], &self.dy[own], mean);
                totals[0][parameter] += product * inverse.to_f64();
                totals[1][parameter] += sum;
                let weight = weight.to_f64();
                sums = [sums[0] + weight * sum, sums[1] + weight * product];
            }
            let Some(dx) = &mut dx else { continue };
            for (_, weight, own) in planes {
                let map = self.map(row, weight, sums);
                map.map_gradient(&self.x[own.clone()], &self.dy[own.clone()], &mut dx[own]);
            }
        }
    }

    /// Every element of a row has parameters of its own: as `planes`, by blocks of the rows that share them.
    #[inline(never)]
    fn elements(&self, mut dx: Option<&mut [R]>, totals: [&mut [f64]; 2]) {
        let RowLayout { batch, groups, .. } = self.layout;
        let length = self.layout.length();
        let [products, sums] = totals;
        let mut maps = [[R::ZERO; 3]; BLOCK];
        for first in (0..batch).step_by(BLOCK) {
            let samples = first..batch.min(first + BLOCK);
            for group in 0..groups {
                let rows = samples.clone().map(|sample| sample * groups + group);
                for (row, map) in rows.zip(&mut maps) {
                    let (mean, inverse) = self.statistics.of(row);
                    let Affine {
                        high, scale, offset, ..
                    } = Affine::of(mean, inverse, R::ZERO);
                    *map = [high, scale, offset];
                    if let Some(dx) = &mut dx {
                        self.row(row, group * length, dx);
                    }
                }
                let own = samples.start * groups * length..samples.end * groups * length;
                let last = (group + 1) * length;
                for start in (group * length..last).step_by(PANEL) {
                    let columns = Columns {
                        x: &self.x[own.clone()],
                        other: &self.dy[own.clone()],
                        stride: groups * length,
                        start,
                        width: PANEL.min(last - start),
                    };
                    let block = columns.normalized_products(&maps);
                    for i in 0..columns.width {
                        sums[start + i] += block[0][i];
                        products[start + i] += block[1][i];
                    }
                }
            }
        }
    }

    /// dx of a row whose parameters begin at `first`.
    fn row(&self, row: usize, first: usize, dx: &mut [R]) {
        let length = self.layout.length();
        let own = row * length..(row + 1) * length;
        let (x, dy, dx) = (&self.x[own.clone()], &self.dy[own.clone()], &mut dx[own]);
        let mean = self.statistics.of(row).0;
        let Some(weight) = self.weight else {
            return self
                .map(row, R::ONE, gradient_sums(x, dy, mean))
                .map_gradient(x, dy, dx);
        };
        let weight = &weight[first..first + length];
        multiply(dy, weight, dx);
        let map = self.map(row, R::ONE, gradient_sums(x, dx, mean));
        map.map_weighted_gradient(x, dy, weight, dx);
    }
}

#[inline(never)]
fn multiply<R: Real>(a: &[R], b: &[R], y: &mut [R]) {
    for (y, (&a, &b)) in y.iter_mut().zip(a.iter().zip(b)) {
        *y = a * b;
    }
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
