use super::statistics::Mean;
use crate::line::{Line, Vector};

/// The two ways in which numbers are mapped; every coefficient may be one for all or one for each.
///
/// `y = (x − high) · scale + offset`: a mean's low part is in the offset.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Affine<R> {
    pub high: R,
    pub scale: R,
    pub offset: R,
    /// Of x in the map of a gradient, `dx = dy · scale + (x − high) · slope + offset`.
    pub slope: R,
}

/// The coefficients, each as often as there are numbers in a line.
struct Lines<R> {
    high: Line<R>,
    scale: Line<R>,
    offset: Line<R>,
    slope: Line<R>,
}

impl<R: Vector> Lines<R> {
    #[inline(always)]
    fn of(
        Affine {
            high,
            scale,
            offset,
            slope,
        }: Affine<R>,
    ) -> Self {
        let [high, scale, offset, slope] = [high, scale, offset, slope].map(Line::of);
        Self {
            high,
            scale,
            offset,
            slope,
        }
    }
}

impl<R: Vector> Affine<R> {
    /// `(x − mean) · scale + bias`
    pub fn of(mean: Mean<R>, scale: R, bias: R) -> Self {
        // An infinite scale times a low part of 0 would be NaN.
        let low = if mean.low == R::ZERO {
            0.0
        } else {
            mean.low.to_f64() * scale.to_f64()
        };
        Self {
            high: mean.high,
            scale,
            offset: R::from_f64(bias.to_f64() - low),
            slope: R::ZERO,
        }
    }

    /// `scale · dy − inverse · (mean(g) + (x − mean) · mean(g · (x − mean)) · inverse²)`: what is taken away is there
    /// because mean and deviation depend on x as well. `means` are those of g and of g · (x − mean).
    pub fn of_gradient(mean: Mean<R>, inverse: R, scale: R, means: [f64; 2]) -> Self {
        let inverse = inverse.to_f64();
        let slope = means[1] * inverse * inverse;
        Self {
            high: mean.high,
            scale,
            offset: R::from_f64(-inverse * (means[0] - slope * mean.low.to_f64())),
            slope: R::from_f64(-inverse * slope),
        }
    }

    #[inline(never)]
    pub fn map(self, x: &[R], y: &mut [R]) {
        let Lines {
            high, scale, offset, ..
        } = Lines::of(self);
        let ((x, x_rest), (y, y_rest)) = (x.as_chunks(), y.as_chunks_mut());
        for (y, x) in y.iter_mut().zip(x) {
            ((Line::read(x) - high) * scale + offset).write(y);
        }
        for (y, &x) in y_rest.iter_mut().zip(x_rest) {
            *y = (x - self.high) * self.scale + self.offset;
        }
    }

    #[inline(never)]
    pub fn map_gradient(self, x: &[R], dy: &[R], dx: &mut [R]) {
        let Lines {
            high,
            scale,
            offset,
            slope,
        } = Lines::of(self);
        let ((x, x_rest), (dy, dy_rest), (dx, dx_rest)) = (x.as_chunks(), dy.as_chunks(), dx.as_chunks_mut());
        for (dx, (x, dy)) in dx.iter_mut().zip(x.iter().zip(dy)) {
            (Line::read(dy) * scale + ((Line::read(x) - high) * slope + offset)).write(dx);
        }
        for (dx, (&x, &dy)) in dx_rest.iter_mut().zip(x_rest.iter().zip(dy_rest)) {
            *dx = dy * self.scale + ((x - self.high) * self.slope + self.offset);
        }
    }

    /// As `map_gradient`, every dy times a weight of its own.
    #[inline(never)]
    pub fn map_weighted_gradient(self, x: &[R], dy: &[R], weight: &[R], dx: &mut [R]) {
        for (dx, (&x, (&dy, &weight))) in dx.iter_mut().zip(x.iter().zip(dy.iter().zip(weight))) {
            *dx = dy * weight * self.scale + ((x - self.high) * self.slope + self.offset);
        }
    }
}
