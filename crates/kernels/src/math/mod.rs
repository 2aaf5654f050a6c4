//! Transcendental functions in single precision, without branches or tables, so that loops over them vectorise.

mod exp;
mod tanh;

pub use exp::exp;
pub use tanh::tanh;
