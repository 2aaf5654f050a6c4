//! Random numbers that are functions of a key and a counter: any part of a stream can be computed on its own.

mod distributions;
mod normal_quantile;
mod philox;
mod truncated_normal;

pub use distributions::{bernoulli, bits, integers, normal, uniform};
pub use philox::{philox4x32, Stream};
pub use truncated_normal::truncated_normal;
