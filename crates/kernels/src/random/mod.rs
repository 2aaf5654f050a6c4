//! Random numbers that are functions of a key and a counter: any part of a stream can be computed on its own.

mod distributions;
mod philox;

pub use distributions::{bernoulli, bits, integers, normal, uniform};
pub use philox::{philox4x32, Stream};
