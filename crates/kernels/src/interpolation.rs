//! Linear interpolation along the middle axis of a row-major `[outer, length, inner]` array.

use crate::indexing::Axes;
use crate::Real;

/// Between which two places each result lies, and how far from the lower one, 0 … 1; all `[count]`.
#[derive(Clone, Copy, Debug)]
pub struct Places<'a, R> {
    pub low: &'a [i32],
    pub high: &'a [i32],
    pub weight: &'a [R],
}

impl<R: Real> Places<'_, R> {
    /// Calls `visit` with each result's number, its two places and its weight; false when a place lies outside.
    #[inline(always)]
    fn for_each(&self, axes: Axes, mut visit: impl FnMut(usize, [usize; 2], R)) -> bool {
        for (j, ((&low, &high), &weight)) in self.low.iter().zip(self.high).zip(self.weight).enumerate() {
            let (Some(low), Some(high)) = (axes.position(low), axes.position(high)) else {
                return false;
            };
            visit(j, [low, high], weight);
        }
        true
    }
}

/// y[o, j, i] = (1 − w_j)·x[o, low_j, i] + w_j·x[o, high_j, i]; x `[outer, length, inner]`, y `[outer, count, inner]`.
#[must_use]
pub fn interpolate<R: Real>(x: &[R], y: &mut [R], places: Places<R>, axes: Axes) -> bool {
    let (length, count, inner) = (axes.length * axes.inner, axes.count * axes.inner, axes.inner);
    debug_assert!(x.len() == axes.outer * length && y.len() == axes.outer * count);
    (0..axes.outer).all(|o| {
        let (x, y) = (&x[o * length..][..length], &mut y[o * count..][..count]);
        // Single elements: the loop below would cost several times as much.
        if inner == 1 {
            return places.for_each(axes, |j, [low, high], weight| {
                y[j] = (R::ONE - weight) * x[low] + weight * x[high];
            });
        }
        places.for_each(axes, |j, [low, high], weight| {
            let lines = x[low * inner..][..inner].iter().zip(&x[high * inner..][..inner]);
            for (y, (&low, &high)) in y[j * inner..][..inner].iter_mut().zip(lines) {
                *y = (R::ONE - weight) * low + weight * high;
            }
        })
    })
}

/// dx = Σ of each dy, shared out to its two places in proportion; dy `[outer, count, inner]`, dx `[outer, length, inner]`.
#[must_use]
pub fn interpolate_backward<R: Real>(dy: &[R], dx: &mut [R], places: Places<R>, axes: Axes) -> bool {
    let (length, count, inner) = (axes.length * axes.inner, axes.count * axes.inner, axes.inner);
    debug_assert!(dx.len() == axes.outer * length && dy.len() == axes.outer * count);
    dx.fill(R::ZERO);
    (0..axes.outer).all(|o| {
        let (dy, dx) = (&dy[o * count..][..count], &mut dx[o * length..][..length]);
        if inner == 1 {
            return places.for_each(axes, |j, [low, high], weight| {
                dx[low] += (R::ONE - weight) * dy[j];
                dx[high] += weight * dy[j];
            });
        }
        places.for_each(axes, |j, ends, weight| {
            for (end, share) in ends.into_iter().zip([R::ONE - weight, weight]) {
                for (dx, &dy) in dx[end * inner..][..inner].iter_mut().zip(&dy[j * inner..][..inner]) {
                    *dx += share * dy;
                }
            }
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const AXES: Axes = Axes {
        outer: 2,
        length: 2,
        inner: 2,
        count: 3,
    };
    const PLACES: Places<f64> = Places {
        low: &[0, 0, 1],
        high: &[1, 1, 1],
        weight: &[0.0, 0.25, 1.0],
    };

    #[test]
    fn mixes_neighbours_and_shares_gradients_out() {
        let x = [0.0, 10.0, 4.0, 20.0, 1.0, 1.0, 3.0, 5.0];
        let mut y = [9.0; 12];
        assert!(interpolate(&x, &mut y, PLACES, AXES));
        assert_eq!(y, [0.0, 10.0, 1.0, 12.5, 4.0, 20.0, 1.0, 1.0, 1.5, 2.0, 3.0, 5.0]);
        let mut dx = [9.0; 8];
        assert!(interpolate_backward(&[1.0; 12], &mut dx, PLACES, AXES));
        assert_eq!(dx, [1.75, 1.75, 1.25, 1.25, 1.75, 1.75, 1.25, 1.25]);
    }

    #[test]
    fn refuses_places_outside() {
        let outside = Places {
            high: &[1, 2, 1],
            ..PLACES
        };
        assert!(!interpolate(&[0.0; 8], &mut [0.0; 12], outside, AXES));
        assert!(!interpolate_backward(&[0.0; 12], &mut [0.0; 8], outside, AXES));
    }
}
