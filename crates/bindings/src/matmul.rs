//! Exports of `matmul`.

use core::cell::UnsafeCell;
use core::sync::atomic::{AtomicUsize, Ordering};

use grad128_kernels::convolution;
use grad128_kernels::matmul::{self, Matrix, Product, Tile};
use wasm_bindgen::prelude::wasm_bindgen;

use crate::memory::{checked, product, Checked, Operands, Status};
use crate::Real;

/// Convolutions take more than products of matrices, which use the beginning of it.
const WORKSPACE: usize = convolution::WORKSPACE;
const _: () = assert!(matmul::WORKSPACE <= WORKSPACE);

/// Where blocks of both factors are packed; aligned to a cache line.
#[repr(align(64))]
struct Workspace(UnsafeCell<[Real; WORKSPACE]>);

// SAFETY: this build of WebAssembly has one thread.
#[cfg(target_arch = "wasm32")]
unsafe impl Sync for Workspace {}

/// Which of the tiles multiplies.
static CHOSEN: AtomicUsize = AtomicUsize::new(0);

pub(crate) fn tile() -> &'static Tile<Real> {
    &Real::TILES[CHOSEN.load(Ordering::Relaxed) % Real::TILES.len()]
}

/// How many tiles there are to choose from
#[wasm_bindgen]
pub fn tile_count() -> u32 {
    Real::TILES.len() as u32
}

/// Rows and columns of a tile, as rows · 256 + columns
#[wasm_bindgen]
pub fn tile_shape(index: u32) -> u32 {
    let tile = &Real::TILES[index as usize % Real::TILES.len()];
    (tile.rows * 256 + tile.columns) as u32
}

/// Chooses the tile that multiplies from now on; all give the same bits
#[wasm_bindgen]
pub fn choose_tile(index: u32) {
    CHOSEN.store(index as usize, Ordering::Relaxed);
}

/// Elements of a k × n matrix packed for the chosen tile
#[wasm_bindgen]
pub fn packed_length(n: u32, k: u32) -> u32 {
    matmul::packed_length(n as usize, k as usize, tile()) as u32
}

/// A factor of `length` elements at an address, by element strides.
fn matrix<'a>(
    operands: &mut Operands,
    [address, length, row_stride, column_stride]: [u32; 4],
) -> Checked<Matrix<'a, Real>> {
    Ok(Matrix {
        data: operands.read::<Real>(address, length as usize)?,
        row_stride: row_stride as usize,
        column_stride: column_stride as usize,
    })
}

/// Packs b, k × n by element strides, for products with the tile that is chosen now
#[wasm_bindgen]
pub fn pack_columns(b: u32, b_len: u32, b_rs: u32, b_cs: u32, packed: u32, n: u32, k: u32) -> i32 {
    checked(|operands| {
        let b = matrix(operands, [b, b_len, b_rs, b_cs])?;
        let [n, k] = [n, k].map(|size| size as usize);
        let packed = operands.write::<Real>(packed, matmul::packed_length(n, k, tile()))?;
        if !b.holds(k, n) {
            return Err(Status::BadLayout);
        }
        matmul::pack_columns(b, packed, [n, k], tile());
        Ok(())
    })
}

/// c = a·b, or c += a·b when `accumulate`, or c = a·b + bias in each row unless that is 0: a m × k and b k × n by
/// element strides, c m × n contiguous. With strides of 0, b is what `pack_columns` made for this tile
#[wasm_bindgen]
pub fn gemm(
    a: u32,
    a_len: u32,
    a_rs: u32,
    a_cs: u32,
    b: u32,
    b_len: u32,
    b_rs: u32,
    b_cs: u32,
    c: u32,
    m: u32,
    n: u32,
    k: u32,
    accumulate: bool,
    bias: u32,
) -> i32 {
    checked(|operands| {
        let a = matrix(operands, [a, a_len, a_rs, a_cs])?;
        let b = matrix(operands, [b, b_len, b_rs, b_cs])?;
        let packed = b_rs == 0 && b_cs == 0 && k > 0;
        let bias = operands.read_optional::<Real>(bias, n as usize)?;
        let c = operands.write::<Real>(c, product(&[m, n])?)?;
        let [m, n, k] = [m, n, k].map(|size| size as usize);
        let fits = match packed {
            true => b.data.len() == matmul::packed_length(n, k, tile()),
            false => b.holds(k, n),
        };
        if !fits || !a.holds(m, k) {
            return Err(Status::BadLayout);
        }
        if let Some(bias) = bias {
            for row in c.chunks_exact_mut(n.max(1)) {
                row.copy_from_slice(bias);
            }
        }
        let accumulate = accumulate || bias.is_some();
        with_workspace(|workspace| {
            let workspace = workspace.first_chunk_mut().expect("the workspace is large enough");
            match packed {
                true => matmul::gemm_packed(a, b.data, c, [m, n, k], accumulate, tile(), workspace),
                false => matmul::gemm(a, b, c, [m, n, k], accumulate, tile(), workspace),
            }
        });
        Ok(())
    })
}

#[cfg(target_arch = "wasm32")]
pub(crate) fn with_workspace(run: impl FnOnce(&mut [Real; WORKSPACE])) {
    static SHARED: Workspace = Workspace(UnsafeCell::new([0.0; WORKSPACE]));
    // SAFETY: one thread, and no kernel calls another export: this is the only reference.
    run(unsafe { &mut *SHARED.0.get() });
}

/// Native tests run on several threads.
#[cfg(not(target_arch = "wasm32"))]
pub(crate) fn with_workspace(run: impl FnOnce(&mut [Real; WORKSPACE])) {
    let mut own = Workspace(UnsafeCell::new([0.0; WORKSPACE]));
    run(own.0.get_mut());
}
