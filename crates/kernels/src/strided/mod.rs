//! Kernels that move elements: between strided views and contiguous arrays, transposed, or by a condition.

mod select;
mod transpose;

pub use select::select;
pub use transpose::transpose;

use crate::layout::Layout;

/// y_i = x[position i of the layout]; y contiguous, [n].
pub fn gather<T: Copy>(x: &[T], y: &mut [T], layout: &Layout<1>) {
    let length = layout.row_length();
    let [stride] = layout.row_strides();
    let mut rest = y;
    layout.for_each_row(&mut |[start]| {
        let (row, after) = core::mem::take(&mut rest).split_at_mut(length);
        rest = after;
        match stride {
            0 => row.fill(x[start]),
            1 => copy_row(&x[start..start + length], row),
            2.. => {
                for (y, &x) in row.iter_mut().zip(x[start..].iter().step_by(stride as usize)) {
                    *y = x;
                }
            }
            _ => {
                for (y, &x) in row
                    .iter_mut()
                    .zip(x[..=start].iter().rev().step_by(stride.unsigned_abs()))
                {
                    *y = x;
                }
            }
        }
    });
}

/// Short rows of usual lengths by a load and a store or two: to call for a copy of any length takes longer than they do.
#[inline(always)]
fn copy_row<T: Copy>(x: &[T], y: &mut [T]) {
    fn of<T: Copy, const LENGTH: usize>(x: &[T], y: &mut [T]) {
        y[..LENGTH].copy_from_slice(&x[..LENGTH]);
    }
    match x.len() {
        4 => of::<T, 4>(x, y),
        8 => of::<T, 8>(x, y),
        16 => of::<T, 16>(x, y),
        _ => y.copy_from_slice(x),
    }
}

/// y[position i of the layout] = x_i; x contiguous, [n]. Where positions repeat, the last element stays.
pub fn scatter<T: Copy>(x: &[T], y: &mut [T], layout: &Layout<1>) {
    let length = layout.row_length();
    let [stride] = layout.row_strides();
    let mut rest = x;
    layout.for_each_row(&mut |[start]| {
        let (row, after) = rest.split_at(length);
        rest = after;
        match stride {
            0 => {
                if let Some(&last) = row.last() {
                    y[start] = last;
                }
            }
            1 => y[start..start + length].copy_from_slice(row),
            2.. => {
                for (&x, y) in row.iter().zip(y[start..].iter_mut().step_by(stride as usize)) {
                    *y = x;
                }
            }
            _ => {
                for (&x, y) in row
                    .iter()
                    .zip(y[..=start].iter_mut().rev().step_by(stride.unsigned_abs()))
                {
                    *y = x;
                }
            }
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::vec;
    use std::vec::Vec;

    const SIZES: [usize; 8] = [0, 1, 3, 5, 63, 65, 127, 509];

    /// Every stride of a row, forwards and backwards: what gather takes, scatter puts back, and nothing else moves.
    #[test]
    fn gather_and_scatter_are_inverse_for_every_stride() {
        for n in SIZES {
            for stride in [1_i32, 2, 3, -1, -2] {
                let span = stride.unsigned_abs() as usize * n;
                let offset = if stride < 0 { span } else { 0 };
                let words = [1, n as u32, stride as u32, offset as u32];
                let layout = Layout::<1>::view(&words, n).unwrap();
                let x: Vec<u32> = (0..=span as u32).collect();
                let mut y = vec![u32::MAX; n];
                gather(&x, &mut y, &layout);
                let position = |i: usize| (offset as i32 + i as i32 * stride) as u32;
                assert!(y.iter().enumerate().all(|(i, &y)| y == position(i)));
                let mut back = vec![u32::MAX; x.len()];
                scatter(&y, &mut back, &layout);
                let touched = back.iter().filter(|&&value| value != u32::MAX).count();
                assert_eq!(touched, n);
                assert!(y.iter().all(|&at| back[at as usize] == at));
            }
        }
    }

    #[test]
    fn gather_permutes_slices_and_broadcasts() {
        let x: Vec<u8> = (0..24).collect();
        // x[2, 3, 4] permuted to [4, 2, 3].
        let mut y = [0; 24];
        gather(&x, &mut y, &Layout::view(&[3, 4, 2, 3, 1, 12, 4, 0], 24).unwrap());
        assert_eq!(y[..7], [0, 4, 8, 12, 16, 20, 1]);
        // x[1, 1:3, 1:3].
        let mut block = [0; 4];
        gather(&x, &mut block, &Layout::view(&[2, 2, 2, 4, 1, 17], 4).unwrap());
        assert_eq!(block, [17, 18, 21, 22]);
        // A column repeated.
        let mut wide = [0; 6];
        gather(&x, &mut wide, &Layout::view(&[2, 2, 3, 4, 0, 0], 6).unwrap());
        assert_eq!(wide, [0, 0, 0, 4, 4, 4]);
    }

    /// x[3, 5, n] permuted to [5, 3, n]: rows of every length that is copied in a way of its own, and of others.
    #[test]
    fn gather_moves_whole_rows() {
        for n in [2, 3, 4, 5, 8, 15, 16, 17] {
            let x: Vec<u32> = (0..15 * n).collect();
            let mut y = vec![u32::MAX; x.len()];
            gather(
                &x,
                &mut y,
                &Layout::view(&[3, 5, 3, n, n, 5 * n, 1, 0], x.len()).unwrap(),
            );
            for (row, y) in y.chunks(n as usize).enumerate() {
                let from = (row % 3 * 5 + row / 3) * n as usize;
                assert_eq!(y, &x[from..from + n as usize]);
            }
        }
    }

    #[test]
    fn the_last_of_repeated_positions_stays() {
        let mut y = [0_u64; 3];
        scatter(
            &[1, 2, 3, 4, 5, 6],
            &mut y,
            &Layout::view(&[2, 2, 3, 1, 0, 1], 6).unwrap(),
        );
        assert_eq!(y, [0, 3, 6]);
    }
}
