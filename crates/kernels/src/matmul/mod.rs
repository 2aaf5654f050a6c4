//! Matrix products: packed, cache-blocked, with one fixed order of additions per output.

mod dot;
mod gemm;
mod matrix;
mod pack;
mod row;
#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
mod simd128;
mod small;
mod strips;
mod tile;

pub use gemm::{gemm, gemm_packed, pack_columns, packed_length, Product, Tile, WORKSPACE};
pub use matrix::Matrix;

// What convolutions are made of as well.
pub(crate) use pack::{pack, Panel};
pub(crate) use tile::{MAX_COLUMNS, MAX_ROWS};

#[cfg(test)]
mod tests;
