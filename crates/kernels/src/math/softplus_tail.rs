use super::exp::exp;
use super::polynomial::polynomial_in_one_chain;
use super::sign::magnitude;

/// (ln(1 + t) − t)/t² on 0 ≤ t ≤ 1.
const COEFFICIENTS: [f32; 10] = [
    2.084_607_7e-3,
    -1.369_191_7e-2,
    4.211_52e-2,
    -8.323_923_5e-2,
    1.247_954e-1,
    -1.613_517_3e-1,
    1.989_962_3e-1,
    -2.498_886_4e-1,
    3.333_271_4e-1,
    -4.999_998_8e-1,
];

/// `ln(1 + e^(−|x|))`: what a softplus has beyond max(x, 0).
#[inline(always)]
pub fn softplus_tail(x: f32) -> f32 {
    let t = exp(-magnitude(x));
    polynomial_in_one_chain(t, COEFFICIENTS) * (t * t) + t
}
