use crate::Real;

/// The polynomial whose first coefficient belongs to the highest power and whose last one to x⁰.
///
/// Horner's scheme for even and odd powers apart: as many operations as for all in one, in chains half as long. Vector
/// loops wait for their chains, not for their operations.
#[inline(always)]
pub fn polynomial<R: Real, const N: usize>(x: R, coefficients: [R; N]) -> R {
    let square = x * x;
    let mut sums = [coefficients[0], coefficients[1]];
    for (i, &coefficient) in coefficients.iter().enumerate().skip(2) {
        sums[i % 2] = sums[i % 2] * square + coefficient;
    }
    let [even, odd] = if N % 2 == 1 { sums } else { [sums[1], sums[0]] };
    odd * x + even
}

/// As [`polynomial`] in one chain: slower, and more exact where even and odd powers would cancel each other.
#[inline(always)]
pub fn polynomial_in_one_chain<const N: usize>(x: f32, coefficients: [f32; N]) -> f32 {
    let mut sum = coefficients[0];
    for coefficient in &coefficients[1..] {
        sum = sum * x + coefficient;
    }
    sum
}
