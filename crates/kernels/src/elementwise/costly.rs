use super::{map2, strided_block, Second, BLOCK};
use crate::Real;

/// As [`zip`](super::zip), for a function that takes so much code that there should be one loop over it: what is not
/// contiguous is copied out, block by block.
pub fn zip_costly<T: Real>(a: &[T], b: Second<T>, y: &mut [T], f: impl Fn(T, T) -> T) {
    match b {
        Second::Same(b) => one_loop(a, b, y, &f),
        Second::Scalar(b) => {
            for (a, y) in a.chunks(BLOCK).zip(y.chunks_mut(BLOCK)) {
                one_loop(a, &[b; BLOCK][..a.len()], y, &f);
            }
        }
        Second::Strided(b, layout) => {
            let length = layout.row_length();
            let [step_a, step_b] = layout.row_strides().map(|stride| stride as usize);
            let mut rest = y;
            layout.for_each_row(&mut |[at_a, at_b]| {
                let (row, after) = core::mem::take(&mut rest).split_at_mut(length);
                rest = after;
                for (block, y) in row.chunks_mut(BLOCK).enumerate() {
                    let a = strided_block(a, at_a, step_a, block * BLOCK, y.len());
                    let b = strided_block(b, at_b, step_b, block * BLOCK, y.len());
                    one_loop(&a[..y.len()], &b[..y.len()], y, &f);
                }
            });
        }
    }
}

#[inline(never)]
fn one_loop<T: Real>(a: &[T], b: &[T], y: &mut [T], f: &impl Fn(T, T) -> T) {
    map2(a, b, y, f);
}

#[cfg(test)]
mod tests {
    use super::super::zip;
    use super::*;
    use crate::layout::Layout;
    use std::vec;
    use std::vec::Vec;

    #[test]
    fn agrees_with_zip_in_every_layout() {
        let f = |a: f32, b: f32| a - 3.0 * b;
        let x: Vec<f32> = (0..5 * 130).map(|i| (i * i % 1009) as f32).collect();
        for (rows, columns) in [(1, 1), (3, 5), (5, 63), (4, 64), (2, 65), (5, 130), (0, 3), (3, 0)] {
            let n = rows * columns;
            let (mut got, mut expected) = (vec![-1.0; n], vec![-2.0; n]);
            for b in [Second::Scalar(7.0), Second::Same(&x[650 - n..])] {
                zip_costly(&x[..n], b, &mut got, f);
                zip(&x[..n], b, &mut expected, f);
                assert_eq!(got, expected);
            }
            for a_strides in [[columns, 1], [0, 1], [1, 0], [1, rows]] {
                for b_strides in [[columns, 1], [0, 1], [1, 0], [1, rows]] {
                    let strides = [a_strides[0], a_strides[1], b_strides[0], b_strides[1]];
                    let words: Vec<u32> = [2, rows, columns]
                        .iter()
                        .chain(&strides)
                        .map(|&word| word as u32)
                        .collect();
                    let layout = Layout::<2>::broadcast(&words, n).unwrap();
                    zip_costly(&x, Second::Strided(&x, &layout), &mut got, f);
                    zip(&x, Second::Strided(&x, &layout), &mut expected, f);
                    assert_eq!(got, expected);
                }
            }
        }
    }
}
