use super::affine::Affine;
use super::columns::fill;
use super::moments::Moments;
use super::statistics::{inverse_deviation, write_statistics, Mean};
use crate::line::Vector;
use crate::Real;

/// `[batch, groups, channels, inner]`, of which each `[channels, inner]` is normalized for itself.
///
/// Layer normalization has one group, and a channel for each element.
#[derive(Clone, Copy, Debug)]
pub struct RowLayout {
    pub batch: usize,
    pub groups: usize,
    /// Channels of one group.
    pub channels: usize,
    pub inner: usize,
}

impl RowLayout {
    pub fn length(self) -> usize {
        self.channels * self.inner
    }

    pub fn rows(self) -> usize {
        self.batch * self.groups
    }

    pub fn parameters(self) -> usize {
        self.groups * self.channels
    }

    /// Where in the parameters a row's own begin.
    pub(super) fn first_parameter(self, row: usize) -> usize {
        row % self.groups * self.channels
    }
}

/// Elements that are mapped together where each has a weight and a bias of its own.
const CHUNK: usize = 256;

/// `y = (x − mean) / √(variance + eps) · weight + bias`, mean and variance over a row; with `centered` false the mean
/// counts as 0. x and y `[batch, groups, channels, inner]`, weight and bias `[groups, channels]`, statistics `[3, rows]`.
pub fn normalize_rows<R: Vector>(
    x: &[R],
    weight: Option<&[R]>,
    bias: Option<&[R]>,
    y: &mut [R],
    statistics: &mut [R],
    layout: RowLayout,
    eps: f64,
    centered: bool,
) {
    let length = layout.length();
    debug_assert!(x.len() == layout.rows() * length && y.len() == x.len());
    if x.is_empty() {
        statistics.fill(R::ZERO);
        return;
    }
    let (mut ones, zeros) = ([R::ZERO; CHUNK], [R::ZERO; CHUNK]);
    fill(&mut ones, R::ONE);
    for (row, (x, y)) in x.chunks_exact(length).zip(y.chunks_exact_mut(length)).enumerate() {
        let moments = if centered {
            Moments::default().with_row(x)
        } else {
            Moments::around_zero(x)
        };
        let mean = Mean::of(moments.mean);
        let inverse = inverse_deviation(moments.variance(), eps);
        write_statistics(statistics, row, mean, inverse);
        let first = layout.first_parameter(row);
        if layout.inner == 1 {
            let line = Affine::of(mean, inverse, R::ZERO);
            for (i, (x, y)) in x.chunks(CHUNK).zip(y.chunks_mut(CHUNK)).enumerate() {
                let own = first + i * CHUNK..first + i * CHUNK + x.len();
                let weight = weight.map_or(&ones[..x.len()], |weight| &weight[own.clone()]);
                let bias = bias.map_or(&zeros[..x.len()], |bias| &bias[own]);
                map_elements(line, x, y, weight, bias);
            }
        } else {
            let planes = x.chunks_exact(layout.inner).zip(y.chunks_exact_mut(layout.inner));
            for (channel, (x, y)) in (first..).zip(planes) {
                let scale = weight.map_or(inverse, |weight| inverse * weight[channel]);
                Affine::of(mean, scale, bias.map_or(R::ZERO, |bias| bias[channel])).map(x, y);
            }
        }
    }
}

#[inline(never)]
fn map_elements<R: Real>(line: Affine<R>, x: &[R], y: &mut [R], weight: &[R], bias: &[R]) {
    for (y, (&x, (&weight, &bias))) in y.iter_mut().zip(x.iter().zip(weight.iter().zip(bias))) {
        *y = ((x - line.high) * line.scale + line.offset) * weight + bias;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::vec;
    use std::vec::Vec;

    #[test]
    fn agrees_with_double_precision_far_from_zero_in_every_layout() {
        for (batch, groups, channels, inner) in [(3, 1, 37, 1), (2, 3, 2, 11), (2, 3, 4, 1), (1, 2, 1, 70)] {
            let layout = RowLayout {
                batch,
                groups,
                channels,
                inner,
            };
            let length = layout.length();
            let x: Vec<f32> = (0..layout.rows() * length)
                .map(|i| 1e4 + ((i * 37) % 101) as f32 / 64.0)
                .collect();
            let weight: Vec<f32> = (0..layout.parameters()).map(|i| 0.5 + i as f32).collect();
            let bias: Vec<f32> = (0..layout.parameters()).map(|i| 0.25 * i as f32).collect();
            for (weight, bias) in [
                (None, None),
                (Some(&weight[..]), None),
                (None, Some(&bias[..])),
                (Some(&weight[..]), Some(&bias[..])),
            ] {
                let mut y = vec![0.0; x.len()];
                let mut statistics = vec![0.0; 3 * layout.rows()];
                normalize_rows(&x, weight, bias, &mut y, &mut statistics, layout, 1e-5, true);
                for (row, line) in x.chunks_exact(length).enumerate() {
                    let mean = line.iter().map(|&x| f64::from(x)).sum::<f64>() / length as f64;
                    let variance = line.iter().map(|&x| (f64::from(x) - mean).powi(2)).sum::<f64>() / length as f64;
                    for (i, &x) in line.iter().enumerate() {
                        let own = row % groups * channels + i / inner;
                        let expected = (f64::from(x) - mean) / (variance + 1e-5).sqrt()
                            * weight.map_or(1.0, |w| f64::from(w[own]))
                            + bias.map_or(0.0, |b| f64::from(b[own]));
                        let got = f64::from(y[row * length + i]);
                        assert!(
                            (got - expected).abs() <= 1e-6 * (1.0 + expected.abs()),
                            "{got} {expected}"
                        );
                    }
                }
            }
        }
    }

    #[test]
    fn without_centering_rows_are_divided_by_their_root_mean_square() {
        let layout = RowLayout {
            batch: 1,
            groups: 1,
            channels: 2,
            inner: 1,
        };
        let (mut y, mut statistics) = ([0.0_f64; 2], [0.0; 3]);
        normalize_rows(&[3.0, 4.0], None, None, &mut y, &mut statistics, layout, 0.0, false);
        assert_eq!(y, [3.0 / 12.5_f64.sqrt(), 4.0 / 12.5_f64.sqrt()]);
        assert_eq!(statistics[..2], [0.0, 0.0]);
    }
}
