//! Random numbers that are functions of a key and a counter: any part of a stream can be computed on its own.

mod distributions;
mod normal;
mod normal_quantile;
mod philox;
mod truncated_normal;
mod words;

pub use distributions::{bernoulli, bits, integers, uniform};
pub use normal::normal;
pub use philox::Stream;
pub use truncated_normal::truncated_normal;
