use core::ops::AddAssign;

use super::Axes;

/// y[o, j, :] = x[o, index[j], :]; x [outer, length, inner], index [count], y [outer, count, inner].
#[must_use]
pub fn index_select<T: Copy>(x: &[T], index: &[i32], y: &mut [T], axes: Axes) -> bool {
    let inner = axes.inner;
    debug_assert!(x.len() == axes.outer * axes.length * inner && y.len() == axes.outer * axes.count * inner);
    // A call to copy memory costs many times one element.
    if inner == 1 {
        return each(index, axes, |to, from| y[to] = x[from]);
    }
    each(index, axes, |to, from| {
        y[to..to + inner].copy_from_slice(&x[from..from + inner])
    })
}

/// y[o, index[j], :] += x[o, j, :], in ascending order of j; y [outer, length, inner], x [outer, count, inner].
#[must_use]
pub fn index_add<T: Copy + AddAssign>(x: &[T], index: &[i32], y: &mut [T], axes: Axes) -> bool {
    let inner = axes.inner;
    debug_assert!(y.len() == axes.outer * axes.length * inner && x.len() == axes.outer * axes.count * inner);
    if inner == 1 {
        return each(index, axes, |from, to| y[to] += x[from]);
    }
    each(index, axes, |from, to| {
        for (y, &x) in y[to..to + inner].iter_mut().zip(&x[from..from + inner]) {
            *y += x;
        }
    })
}

/// Calls `visit` with where each row of `[outer, count, inner]` begins, and where the one of `[outer, length, inner]`
/// that its index names.
#[inline(always)]
fn each(index: &[i32], axes: Axes, mut visit: impl FnMut(usize, usize)) -> bool {
    debug_assert!(index.len() == axes.count);
    for o in 0..axes.outer {
        for (j, &index) in index.iter().enumerate() {
            let Some(position) = axes.position(index) else {
                return false;
            };
            visit(
                (o * axes.count + j) * axes.inner,
                (o * axes.length + position) * axes.inner,
            );
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    const AXES: Axes = Axes {
        outer: 2,
        length: 3,
        inner: 2,
        count: 4,
    };

    #[test]
    fn selects_rows_and_adds_them_back() {
        let x = [0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 10.0, 11.0, 12.0, 13.0, 14.0, 15.0_f32];
        let index = [2, 0, 2, 1];
        let mut y = [0.0; 16];
        assert!(index_select(&x, &index, &mut y, AXES));
        assert_eq!(y[..8], [4.0, 5.0, 0.0, 1.0, 4.0, 5.0, 2.0, 3.0]);
        assert_eq!(y[8..], [14.0, 15.0, 10.0, 11.0, 14.0, 15.0, 12.0, 13.0]);
        let mut sums = [0.0; 12];
        assert!(index_add(&y, &index, &mut sums, AXES));
        assert_eq!(
            sums,
            [0.0, 1.0, 2.0, 3.0, 8.0, 10.0, 10.0, 11.0, 12.0, 13.0, 28.0, 30.0]
        );
    }

    #[test]
    fn refuses_indices_outside() {
        let mut y = [0.0; 16];
        assert!(!index_select(&[0.0_f32; 12], &[0, 3, 0, 0], &mut y, AXES));
        assert!(!index_add(&[0.0_f32; 16], &[0, -1, 0, 0], &mut y[..12], AXES));
    }
}
