use super::*;
use crate::Real;
use std::boxed::Box;
use std::vec;
use std::vec::Vec;

const SIZES: [usize; 8] = [0, 1, 3, 5, 63, 65, 127, 509];

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

/// A `rows × columns` matrix over `data`, contiguous or the transpose of a contiguous one.
fn matrix<R>(data: &[R], rows: usize, columns: usize, transposed: bool) -> Matrix<'_, R> {
    let (row_stride, column_stride) = if transposed { (1, rows) } else { (columns, 1) };
    Matrix {
        data,
        row_stride,
        column_stride,
    }
}

fn check<R: Product>([m, n, k]: [usize; 3], tolerance: f64) {
    let (a, b, start) = (values::<R>(m * k, 1), values::<R>(k * n, 2), values::<R>(m * n, 3));
    let mut workspace = workspace();
    for case in 0..8 {
        let (a_transposed, b_transposed, accumulate) = (case & 1 != 0, case & 2 != 0, case & 4 != 0);
        let (a, b) = (matrix(&a, m, k, a_transposed), matrix(&b, k, n, b_transposed));
        let mut c = if accumulate { start.clone() } else { vec![R::NAN; m * n] };
        let tile = &R::TILES[(m + n + k + case) % R::TILES.len()];
        gemm(a, b, &mut c, [m, n, k], accumulate, tile, &mut workspace);
        for i in 0..m {
            for j in 0..n {
                let mut expected = if accumulate { start[i * n + j].to_f64() } else { 0.0 };
                for p in 0..k {
                    expected += a.data[i * a.row_stride + p * a.column_stride].to_f64()
                        * b.data[p * b.row_stride + j * b.column_stride].to_f64();
                }
                let error = (c[i * n + j].to_f64() - expected).abs();
                assert!(
                    error <= tolerance * (k as f64 + 1.0),
                    "{m} {n} {k} case {case} at {i} {j}: off by {error}"
                );
            }
        }
    }
}

#[test]
fn agrees_with_a_double_precision_product_for_every_shape_and_transposition() {
    for m in SIZES {
        for n in SIZES {
            for k in SIZES {
                if m * n * k <= 63 * 65 * 127 {
                    check::<f32>([m, n, k], 1e-7);
                    check::<f64>([m, n, k], 2e-16);
                }
            }
        }
    }
}

#[test]
fn agrees_across_block_borders() {
    for shape in [
        [97, 8, 257],
        [4, 521, 256],
        [101, 515, 40],
        [3, 1030, 5],
        [193, 9, 513],
        [127, 65, 509],
    ] {
        check::<f32>(shape, 1e-7);
        check::<f64>(shape, 2e-16);
    }
}

#[test]
fn general_strides_and_repeated_elements() {
    let (m, n, k) = (9, 17, 21);
    let data = values::<f32>(5000, 7);
    let a = Matrix {
        data: &data,
        row_stride: 3,
        column_stride: 40,
    };
    for (row_stride, column_stride) in [(0, 2), (0, 1), (1, 1), (5, 1), (1, 0), (30, 1)] {
        let b = Matrix {
            data: &data[11..],
            row_stride,
            column_stride,
        };
        assert!(a.holds(m, k) && b.holds(k, n));
        let mut c = vec![0.0; m * n];
        gemm(a, b, &mut c, [m, n, k], false, &f32::TILES[0], &mut workspace());
        for i in 0..m {
            for j in 0..n {
                let b_at = |p: usize| f64::from(b.data[p * row_stride + j * column_stride]);
                let expected: f64 = (0..k).map(|p| f64::from(data[i * 3 + p * 40]) * b_at(p)).sum();
                assert!((f64::from(c[i * n + j]) - expected).abs() < 1e-5);
            }
        }
    }
}

fn assert_same_bits(a: &[f32], b: &[f32]) {
    assert!(a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.to_bits() == b.to_bits()));
}

fn product(a: Matrix<f32>, b: Matrix<f32>, shape: [usize; 3], tile: &Tile<f32>) -> Vec<f32> {
    let mut c = vec![0.0; shape[0] * shape[1]];
    gemm(a, b, &mut c, shape, false, tile, &mut workspace());
    c
}

#[test]
fn bits_depend_neither_on_the_tile_nor_on_the_rows_and_columns_around() {
    let (m, n, k) = (107, 531, 600);
    let (a, b) = (values::<f32>(m * k, 1), values::<f32>(k * n, 2));
    for (a_transposed, b_transposed) in [(false, false), (false, true), (true, false), (true, true)] {
        let (a, b) = (matrix(&a, m, k, a_transposed), matrix(&b, k, n, b_transposed));
        let whole = product(a, b, [m, n, k], &f32::TILES[0]);
        // Few rows or columns, where both run along the sum, are dot products, which add in another order.
        let few = if !a_transposed && b_transposed { 3 } else { 0 };
        for tile in f32::TILES {
            assert_same_bits(&product(a, b, [m, n, k], tile), &whole);
            for (first, rows) in [(0, 1), (5, 4), (50, 57), (106, 1)] {
                if rows > few {
                    let part = product(a.from(first, 0), b, [rows, n, k], tile);
                    assert_same_bits(&part, &whole[first * n..(first + rows) * n]);
                }
            }
            // A product of two rows is small and computed without a tile, one of fifty is not.
            let (low, tall) = (product(a, b, [2, 3, 100], tile), product(a, b, [50, 3, 100], tile));
            assert_same_bits(&low, &tall[..6]);
            for (first, columns) in [(0, 1), (7, 9), (512, 19)] {
                if columns > few {
                    let part = product(a, b.from(0, first), [m, columns, k], tile);
                    for (part, whole) in part.chunks(columns).zip(whole.chunks(n)) {
                        assert_same_bits(part, &whole[first..first + columns]);
                    }
                }
            }
        }
    }
}

#[test]
fn bits_of_dot_products_do_not_depend_on_what_is_around_either() {
    let k = 301;
    // Few rows, and few columns.
    for [m, n] in [[3, 37], [37, 3]] {
        let (a, b) = (values::<f32>(m * k, 1), values::<f32>(k * n, 2));
        let (a, b) = (matrix(&a, m, k, false), matrix(&b, k, n, true));
        let whole = product(a, b, [m, n, k], &f32::TILES[0]);
        for (row, rows) in [(0, 1), (1, 2), (2, 1), (0, 2), (0, m)] {
            for (column, columns) in [(0, 1), (1, 2), (2, 1), (0, 2), (0, n)] {
                let part = product(a.from(row, 0), b.from(0, column), [rows, columns, k], &f32::TILES[1]);
                for (part, whole) in part.chunks(columns).zip(whole[row * n..].chunks(n)) {
                    assert_same_bits(part, &whole[column..column + columns]);
                }
            }
        }
    }
}

#[test]
fn nan_and_infinity_stay_in_their_rows_and_columns() {
    let (m, n, k) = (6, 11, 5);
    let (mut a, mut b) = (values::<f32>(m * k, 1), values::<f32>(k * n, 2));
    a[2 * k + 3] = f32::NAN;
    b[4 * n + 9] = f32::INFINITY;
    let mut c = vec![0.0; m * n];
    gemm(
        matrix(&a, m, k, false),
        matrix(&b, k, n, false),
        &mut c,
        [m, n, k],
        false,
        &f32::TILES[0],
        &mut workspace(),
    );
    for i in 0..m {
        for j in 0..n {
            let value = c[i * n + j];
            match (i == 2, j == 9) {
                (true, _) => assert!(value.is_nan()),
                (false, true) => assert!(value.is_infinite()),
                (false, false) => assert!(value.is_finite()),
            }
        }
    }
}

#[test]
fn a_matrix_knows_whether_its_data_suffice() {
    let data = [0.0_f32; 12];
    assert!(Matrix {
        data: &data,
        row_stride: 4,
        column_stride: 1
    }
    .holds(3, 4));
    assert!(!Matrix {
        data: &data,
        row_stride: 4,
        column_stride: 1
    }
    .holds(3, 5));
    assert!(!Matrix {
        data: &data,
        row_stride: usize::MAX,
        column_stride: 1
    }
    .holds(3, 4));
    assert!(Matrix {
        data: &data[..0],
        row_stride: 4,
        column_stride: 1
    }
    .holds(0, 5));
}

/// The bits of a product do not depend on whether b was packed beforehand.
#[test]
fn packed_beforehand_or_not() {
    for [m, n, k] in [
        [4, 5, 3],
        [33, 512, 128],
        [7, 529, 257],
        [97, 65, 509],
        [5, 1057, 513],
        [1, 65, 127],
    ] {
        let (a, b, start) = (
            values::<f32>(m * k, 1),
            values::<f32>(k * n, 2),
            values::<f32>(m * n, 3),
        );
        let mut workspace = workspace();
        for transposed in [false, true] {
            let (a, b) = (matrix(&a, m, k, false), matrix(&b, k, n, transposed));
            for tile in f32::TILES {
                let mut packed = vec![f32::NAN; packed_length(n, k, tile)];
                pack_columns(b, &mut packed, [n, k], tile);
                for accumulate in [false, true] {
                    let (mut expected, mut c) = (start.clone(), start.clone());
                    gemm_packed(a, &packed, &mut c, [m, n, k], accumulate, tile, &mut workspace);
                    // Four rows or more go through the same tiles; one row has their order of additions.
                    if m == 1 && transposed {
                        continue;
                    }
                    gemm(a, b, &mut expected, [m, n, k], accumulate, tile, &mut workspace);
                    assert_eq!(c, expected, "{m} {n} {k} {transposed} {} × {}", tile.rows, tile.columns);
                }
            }
        }
    }
}
