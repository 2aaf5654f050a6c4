use super::statistics::Mean;
use crate::Real;

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

impl<R: Real> Affine<R> {
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
        for (y, &x) in y.iter_mut().zip(x) {
            *y = (x - self.high) * self.scale + self.offset;
        }
    }

    #[inline(never)]
    pub fn map_gradient(self, x: &[R], dy: &[R], dx: &mut [R]) {
        for (dx, (&x, &dy)) in dx.iter_mut().zip(x.iter().zip(dy)) {
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
