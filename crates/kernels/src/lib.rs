//! The arithmetic of grad128: pure functions from slices to slices.
//!
//! No allocation, no globals, no knowledge of WebAssembly. Every kernel is generic over [`Real`], so that the
//! double-precision build is the same code; hot ones are specialised for `f32` behind that trait.
//! Layouts are contiguous and row-major unless a kernel takes strides. Sizes are checked where memory is
//! checked, in the bindings; here they are stated by `debug_assert!`.
#![no_std]

#[cfg(test)]
extern crate std;

pub mod cast;
pub mod compare;
pub mod convolution;
pub mod cumulative;
pub mod elementwise;
pub mod fill;
pub mod indexing;
pub mod interpolation;
pub mod layout;
mod line;
pub mod loss;
mod math;
pub mod matmul;
pub mod normalization;
pub mod optim;
pub mod pooling;
pub mod random;
pub mod real;
pub mod recurrent;
pub mod reduce;
pub mod softmax;
pub mod sorting;
pub mod strided;

pub use line::Vector;
pub use real::Real;
