//! One step of each optimizer over one parameter, in the order of operations of `torch.optim`.

mod adam;
mod rmsprop;
mod sgd;

pub use adam::{adam, Adam, AdamState};
pub use rmsprop::{rmsprop, Rmsprop, RmspropState};
pub use sgd::{sgd, Sgd, SgdBuffer};

use crate::Real;

/// The gradient that a step follows: reversed to maximize, with weight decay added.
#[inline(always)]
fn decayed<R: Real>(gradient: R, parameter: R, maximize: bool, weight_decay: R) -> R {
    let gradient = if maximize { -gradient } else { gradient };
    if weight_decay == R::ZERO {
        // Not merely quicker: 0 · ∞ would be NaN.
        gradient
    } else {
        gradient + weight_decay * parameter
    }
}

/// `start + weight · (end − start)`, from the nearer end, as `torch.lerp` rounds it.
#[inline(always)]
fn lerp<R: Real>(start: R, end: R, weight: f64) -> R {
    if weight < 0.5 {
        start + R::from_f64(weight) * (end - start)
    } else {
        end - (end - start) * (R::ONE - R::from_f64(weight))
    }
}
