//! Exponentials of whole rows, and their sums.

use crate::reduce::sum_row;
use crate::Real;

/// Exponentials that are held on the stack at a time when only their sum is wanted.
const BUFFER: usize = 128;
/// `y_j = exp(x_j − shift)` in y, none of them above 1; returns the sum of them in double precision.
pub(crate) fn exp_row<R: Real>(x: &[R], y: &mut [R], shift: R) -> f64 {
    for (y, &x) in y.iter_mut().zip(x) {
        *y = (x - shift).exp_of_negative();
    }
    sum_row(y)
}

/// `Σ_j exp(x_j − shift)` in double precision.
pub(crate) fn sum_exp_row<R: Real>(x: &[R], shift: R) -> f64 {
    let mut buffer = [R::ZERO; BUFFER];
    x.chunks(BUFFER)
        .map(|x| exp_row(x, &mut buffer[..x.len()], shift))
        .sum()
}

/// The logarithm of such a sum; one copy of libm's for all who take it.
#[inline(never)]
pub(crate) fn log_of_sum(total: f64) -> f64 {
    libm::log(total)
}
