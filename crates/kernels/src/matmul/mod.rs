//! Matrix products: packed, cache-blocked, with one fixed order of additions per output.

mod gemm;
mod matrix;
mod pack;
#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
mod simd128;
mod tile;

pub use gemm::{gemm, Product, WORKSPACE};
pub use matrix::Matrix;

#[cfg(test)]
mod tests;
