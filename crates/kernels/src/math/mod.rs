//! Transcendental functions in single precision, without branches or tables, so that loops over them vectorise.
//!
//! Coefficients are those of minimax polynomials, rounded to single precision one after the other; `scripts/minimax.py`
//! computes them. docs/accuracy.md tells how exact every function is.

mod atan;
mod cos;
mod erf;
mod exp;
mod expm1;
mod log;
mod log1p;
mod polynomial;
mod pow;
mod quarter_turns;
mod sign;
mod sin;
mod softplus_tail;
mod tan;
mod tanh;

pub use atan::atan;
pub use cos::{cos, cos_in_reach};
pub use erf::erf;
pub use exp::{exp, exp_in_reach, exp_of_negative, exp_reaches};
pub use expm1::expm1;
pub use log::log;
pub use log1p::log1p;
pub use polynomial::polynomial;
pub use pow::pow;
pub use quarter_turns::in_reach;
pub use sin::{sin, sin_in_reach};
pub use softplus_tail::softplus_tail;
pub use tan::{tan, tan_in_reach};
pub use tanh::tanh;
