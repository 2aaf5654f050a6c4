mod geometries;

use super::*;
use crate::matmul::Product;
use crate::Real;
use geometries::{dimension, geometries, geometry};
use std::boxed::Box;
use std::vec;
use std::vec::Vec;

fn workspace<R: Real>() -> Box<[R; WORKSPACE]> {
    // Whatever is left in the workspace must not matter: NaN would show.
    vec![R::NAN; WORKSPACE]
        .into_boxed_slice()
        .try_into()
        .expect("the length is right")
}

fn values<R: Real>(count: usize, seed: u32) -> Vec<R> {
    let mut state = seed;
    let next = |_| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        R::from_f64(f64::from(state >> 8) / f64::from(1 << 23) - 1.0)
    };
    (0..count).map(next).collect()
}

impl Geometry {
    /// Elements of the large side, of the small one, and of the weight.
    fn sizes(&self) -> [usize; 3] {
        let planes = self.batch * self.groups;
        [
            planes * self.large * self.y.large * self.x.large,
            planes * self.small * self.y.small * self.x.small,
            self.groups * self.small * self.large * self.y.kernel * self.x.kernel,
        ]
    }
}

/// Calls `visit` with the elements of the large side, the small side and the weight that meet.
fn for_each_product(g: &Geometry, mut visit: impl FnMut(usize, usize, usize)) {
    let meet = |d: &Dimension, i: usize, k: usize| {
        let at = (i * d.stride + k * d.dilation).wrapping_sub(d.padding);
        (at < d.large).then_some(at)
    };
    for plane in 0..g.batch * g.groups {
        for small in 0..g.small {
            for large in 0..g.large {
                for (i, j) in (0..g.y.small).flat_map(|i| (0..g.x.small).map(move |j| (i, j))) {
                    for (ky, kx) in (0..g.y.kernel).flat_map(|ky| (0..g.x.kernel).map(move |kx| (ky, kx))) {
                        let (Some(y), Some(x)) = (meet(&g.y, i, ky), meet(&g.x, j, kx)) else {
                            continue;
                        };
                        let weight = (plane % g.groups * g.small + small) * g.large + large;
                        visit(
                            ((plane * g.large + large) * g.y.large + y) * g.x.large + x,
                            ((plane * g.small + small) * g.y.small + i) * g.x.small + j,
                            (weight * g.y.kernel + ky) * g.x.kernel + kx,
                        );
                    }
                }
            }
        }
    }
}

fn check<R: Product>(g: &Geometry, tolerance: f64) {
    let [large_size, small_size, weight_size] = g.sizes();
    let (large, small) = (values::<R>(large_size, 1), values::<R>(small_size, 2));
    let (weight, bias) = (
        values::<R>(weight_size, 3),
        values::<R>(g.groups * g.small.max(g.large), 4),
    );
    let mut workspace = workspace();
    for (i, tile) in R::TILES.iter().enumerate() {
        let close = |what: &str, actual: &[R], expected: &[f64], depth: usize| {
            for (k, (a, e)) in actual.iter().zip(expected).enumerate() {
                let error = (a.to_f64() - e).abs();
                assert!(
                    error <= tolerance * (depth as f64 + 1.0),
                    "{what} of {g:?}, tile {i}, at {k}: {a:?} for {e}"
                );
            }
        };
        for with_bias in [false, true] {
            let biased = |k: usize, plane: usize, channels: usize| {
                if with_bias {
                    bias[k / plane % channels].to_f64()
                } else {
                    0.0
                }
            };
            let given = |channels: usize| with_bias.then_some(&bias[..channels]);
            let channels = g.groups * g.small;
            let mut expected: Vec<f64> = (0..small_size)
                .map(|k| biased(k, g.y.small * g.x.small, channels))
                .collect();
            for_each_product(g, |l, s, w| expected[s] += large[l].to_f64() * weight[w].to_f64());
            let mut actual = vec![R::NAN; small_size];
            convolve(
                g,
                false,
                &large,
                &weight,
                given(channels),
                &mut actual,
                tile,
                &mut workspace,
            );
            close("forward", &actual, &expected, g.large * g.y.kernel * g.x.kernel);

            let channels = g.groups * g.large;
            let mut expected: Vec<f64> = (0..large_size)
                .map(|k| biased(k, g.y.large * g.x.large, channels))
                .collect();
            for_each_product(g, |l, s, w| expected[l] += small[s].to_f64() * weight[w].to_f64());
            let mut actual = vec![R::NAN; large_size];
            convolve(
                g,
                true,
                &small,
                &weight,
                given(channels),
                &mut actual,
                tile,
                &mut workspace,
            );
            close("transposed", &actual, &expected, g.small * g.y.kernel * g.x.kernel);
        }
        let mut expected = vec![0.0; weight_size];
        for_each_product(g, |l, s, w| expected[w] += large[l].to_f64() * small[s].to_f64());
        let mut actual = vec![R::NAN; weight_size];
        weight_gradient(g, &large, &small, &mut actual, tile, &mut workspace);
        close("weight", &actual, &expected, g.batch * g.y.small * g.x.small);
    }
}

#[test]
fn agrees_with_plain_loops() {
    for g in geometries() {
        check::<f32>(&g, 1e-7);
        check::<f64>(&g, 3e-16);
    }
}

#[test]
fn bits_do_not_depend_on_the_tile() {
    for g in geometries() {
        let [large_size, small_size, weight_size] = g.sizes();
        let (large, small, weight) = (values(large_size, 1), values(small_size, 2), values(weight_size, 3));
        let mut workspace = workspace();
        let mut results: Vec<Vec<u32>> = Vec::new();
        for tile in f32::TILES {
            let mut all = vec![0.0; small_size + large_size + weight_size];
            let (y, rest) = all.split_at_mut(small_size);
            let (dx, dw) = rest.split_at_mut(large_size);
            convolve(&g, false, &large, &weight, None, y, tile, &mut workspace);
            convolve(&g, true, &small, &weight, None, dx, tile, &mut workspace);
            weight_gradient(&g, &large, &small, dw, tile, &mut workspace);
            results.push(all.iter().map(|value: &f32| value.to_bits()).collect());
        }
        assert!(results.windows(2).all(|pair| pair[0] == pair[1]), "{g:?}");
    }
}

#[test]
fn bits_depend_neither_on_the_images_around_nor_on_the_other_channels() {
    let d = dimension;
    let all = geometry(5, 1, 6, 9, d(12, 3, 1, 1, 1), d(11, 3, 1, 1, 1));
    let one = Geometry {
        batch: 1,
        small: 1,
        ..all
    };
    let [large_size, small_size, weight_size] = all.sizes();
    let (large, weight) = (values::<f32>(large_size, 1), values::<f32>(weight_size, 3));
    let mut workspace = workspace();
    let mut whole = vec![0.0; small_size];
    convolve(
        &all,
        false,
        &large,
        &weight,
        None,
        &mut whole,
        &f32::TILES[0],
        &mut workspace,
    );
    let [image, plane, filter] = one.sizes();
    for (n, channel) in [(0, 0), (2, 8), (4, 3)] {
        let mut part = vec![0.0; plane];
        let (x, w) = (&large[n * image..][..image], &weight[channel * filter..][..filter]);
        convolve(&one, false, x, w, None, &mut part, &f32::TILES[1], &mut workspace);
        assert_eq!(part, whole[(n * 9 + channel) * plane..][..plane]);
    }
}

#[test]
fn the_infinite_is_met_by_its_own_taps_alone() {
    let d = dimension;
    // So many columns that lines end within a vector.
    let width = 15;
    for (channels, filters, kernel) in [(1, 1, 3), (1, 8, 3), (6, 8, 5), (6, 20, 5)] {
        let g = geometry(
            1,
            1,
            channels,
            filters,
            d(9, kernel, 1, 0, 1),
            d(width, kernel, 1, 0, 1),
        );
        let [large_size, small_size, weight_size] = g.sizes();
        let (mut large, mut small) = (values::<f32>(large_size, 1), values::<f32>(small_size, 2));
        // The last column, and what it makes alone.
        large
            .iter_mut()
            .skip(width - 1)
            .step_by(width)
            .for_each(|x| *x = f32::INFINITY);
        let mut workspace = workspace();
        let mut dw = vec![0.0; weight_size];
        weight_gradient(&g, &large, &small, &mut dw, &f32::TILES[0], &mut workspace);
        for (w, gradient) in dw.iter().enumerate() {
            assert_eq!(gradient.is_finite(), w % kernel < kernel - 1, "{w}: {gradient}");
        }
        let columns = g.x.small;
        small.iter_mut().step_by(columns).for_each(|dy| *dy = f32::INFINITY);
        let (weight, mut dx) = (values::<f32>(weight_size, 3), vec![0.0; large_size]);
        convolve(&g, true, &small, &weight, None, &mut dx, &f32::TILES[0], &mut workspace);
        for (x, gradient) in dx.iter().enumerate() {
            assert_eq!(gradient.is_finite(), x % width >= kernel, "{x}: {gradient}");
        }
    }
}

#[test]
fn without_anything_to_sum_there_is_the_bias_or_nothing() {
    let d = |large, small| Dimension {
        large,
        small,
        kernel: 2,
        stride: 3,
        padding: 0,
        dilation: 1,
    };
    let g = geometry(2, 1, 0, 3, d(4, 1), d(5, 2));
    let mut workspace = workspace::<f32>();
    let tile = &f32::TILES[0];
    let mut y = vec![f32::NAN; 12];
    convolve(
        &g,
        false,
        &[],
        &[],
        Some(&[1.0, 2.0, 3.0]),
        &mut y,
        tile,
        &mut workspace,
    );
    assert_eq!(y, [1.0, 1.0, 2.0, 2.0, 3.0, 3.0].repeat(2));
    let empty = Geometry {
        batch: 0,
        large: 1,
        ..g
    };
    let mut dw = vec![f32::NAN; 12];
    weight_gradient(&empty, &[], &[], &mut dw, tile, &mut workspace);
    assert_eq!(dw, [0.0; 12]);
}
