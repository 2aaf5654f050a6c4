//! grad128's kernels as WebAssembly exports.
//!
//! The only crate that knows wasm-bindgen. Each export takes addresses and sizes, has them checked by
//! [`memory::Operands`], calls one kernel, and returns a [`memory::Status`]; no export panics on data.
//! What the exports are called, and with what, is the single source of the TypeScript types.
#![cfg_attr(target_arch = "wasm32", no_std)]

#[cfg(feature = "whole")]
mod cast;
#[cfg(feature = "whole")]
mod compare;
mod convolution;
#[cfg(feature = "whole")]
mod cumulative;
#[cfg(feature = "whole")]
mod elementwise;
#[cfg(feature = "whole")]
mod exponential;
#[cfg(feature = "whole")]
mod fill;
#[cfg(feature = "whole")]
mod indexing;
#[cfg(feature = "whole")]
mod interpolation;
#[cfg(feature = "whole")]
mod loss;
mod matmul;
// The small module uses a part of it.
#[cfg_attr(not(feature = "whole"), allow(dead_code))]
mod memory;
#[cfg(feature = "whole")]
mod normalization;
#[cfg(feature = "whole")]
mod optim;
#[cfg(feature = "whole")]
mod pooling;
#[cfg(feature = "whole")]
mod power;
#[cfg(feature = "whole")]
mod random;
#[cfg(feature = "whole")]
mod recurrent;
#[cfg(feature = "whole")]
mod reduce;
#[cfg(feature = "whole")]
mod softmax;
#[cfg(feature = "whole")]
mod sorting;
#[cfg(feature = "whole")]
mod strided;
#[cfg(feature = "whole")]
mod table;
#[cfg(feature = "whole")]
mod trigonometric;

/// The number type of this build.
#[cfg(not(feature = "float64"))]
pub type Real = f32;
/// The number type of this build.
#[cfg(feature = "float64")]
pub type Real = f64;

/// Kernels never allocate: a heap would be a second owner of linear memory.
#[cfg(target_arch = "wasm32")]
mod no_heap {
    use core::alloc::{GlobalAlloc, Layout};

    struct NoHeap;

    // SAFETY: a null pointer is what an allocator returns when it has nothing to give.
    unsafe impl GlobalAlloc for NoHeap {
        unsafe fn alloc(&self, _: Layout) -> *mut u8 {
            core::ptr::null_mut()
        }
        unsafe fn dealloc(&self, _: *mut u8, _: Layout) {}
    }

    #[global_allocator]
    static HEAP: NoHeap = NoHeap;

    #[panic_handler]
    fn panic(_: &core::panic::PanicInfo) -> ! {
        core::arch::wasm32::unreachable()
    }
}
