use core::ops::AddAssign;

use super::Axes;

/// y[o, j, i] = x[o, index[o, j, i], i]
#[must_use]
pub fn gather<T: Copy>(x: &[T], index: &[i32], y: &mut [T], axes: Axes) -> bool {
    each(index, axes, |k, at| y[k] = x[at])
}

/// y[o, index[o, j, i], i] = x[o, j, i]; of several writers the last one stays.
#[must_use]
pub fn scatter<T: Copy>(x: &[T], index: &[i32], y: &mut [T], axes: Axes) -> bool {
    each(index, axes, |k, at| y[at] = x[k])
}

/// y[o, index[o, j, i], i] += x[o, j, i], in ascending order of j.
#[must_use]
pub fn scatter_add<T: Copy + AddAssign>(x: &[T], index: &[i32], y: &mut [T], axes: Axes) -> bool {
    each(index, axes, |k, at| y[at] += x[k])
}

/// Calls `visit` with the place of every index and the place it points to.
#[inline(always)]
fn each(index: &[i32], axes: Axes, mut visit: impl FnMut(usize, usize)) -> bool {
    let Axes {
        outer,
        length,
        inner,
        count,
    } = axes;
    debug_assert!(index.len() == outer * count * inner);
    for o in 0..outer {
        for j in 0..count {
            for i in 0..inner {
                let k = (o * count + j) * inner + i;
                let Some(position) = axes.position(index[k]) else {
                    return false;
                };
                visit(k, (o * length + position) * inner + i);
            }
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
        count: 2,
    };
    const X: [i32; 12] = [0, 1, 2, 3, 4, 5, 10, 11, 12, 13, 14, 15];
    const INDEX: [i32; 8] = [2, 0, 0, 1, 1, 2, 2, 2];

    #[test]
    fn gathers_what_the_formula_says() {
        let mut y = [-1; 8];
        assert!(gather(&X, &INDEX, &mut y, AXES));
        assert_eq!(y, [4, 1, 0, 3, 12, 15, 14, 15]);
    }

    #[test]
    fn scatters_to_where_it_was_gathered_from() {
        let mut y = [0; 12];
        assert!(scatter(&[1, 2, 3, 4, 5, 6, 7, 8], &INDEX, &mut y, AXES));
        assert_eq!(y, [3, 2, 0, 4, 1, 0, 0, 0, 5, 0, 7, 8]);
        let mut sums = [100; 12];
        assert!(scatter_add(&[1, 2, 3, 4, 5, 6, 7, 8], &INDEX, &mut sums, AXES));
        assert_eq!(sums, [103, 102, 100, 104, 101, 100, 100, 100, 105, 100, 107, 114]);
    }

    #[test]
    fn refuses_indices_outside() {
        let mut y = [0; 8];
        for wrong in [-1, 3, i32::MIN, i32::MAX] {
            let mut index = INDEX;
            index[5] = wrong;
            assert!(!gather(&X, &index, &mut y, AXES));
        }
    }
}
