//! The `f32` tiles and the transposing packer in 128-bit WebAssembly vectors.

#[cfg(target_feature = "relaxed-simd")]
use core::arch::wasm32::f32x4_relaxed_madd;
#[cfg(not(target_feature = "relaxed-simd"))]
use core::arch::wasm32::{f32x4_add as add, f32x4_mul};
use core::arch::wasm32::{
    f32x4_add, f32x4_splat, i32x4_shuffle, v128, v128_and, v128_load, v128_load32_splat, v128_store, v128_store64_lane,
};

use super::pack::{transpose_panel, Panel};
use super::tile::{Product, Tile};

const LANES: usize = 4;

impl Product for f32 {
    const TILES: &'static [Tile<f32>] = &[
        simd::<4, 2>(),
        simd::<2, 4>(),
        simd::<3, 3>(),
        simd::<6, 2>(),
        simd::<4, 4>(),
        simd::<6, 4>(),
    ];

    fn pack_transposed(source: Panel<f32>, width: usize, target: &mut [f32]) {
        let whole = source.depth - source.depth % LANES;
        assert!(target.len() >= source.depth * width);
        assert!(source.data.len() >= (width - 1) * source.lane_stride + source.depth);
        let fours = width - width % LANES;
        for lane in (0..fours).step_by(LANES) {
            for p in (0..whole).step_by(LANES) {
                // SAFETY: lanes lane..lane+4 and depths p..p+4 lie inside both slices, as asserted above.
                unsafe {
                    transpose_4x4(
                        source.data.as_ptr().add(lane * source.lane_stride + p),
                        source.lane_stride,
                        target.as_mut_ptr().add(p * width + lane),
                        width,
                    );
                }
            }
        }
        if width - fours >= 2 {
            for p in (0..whole).step_by(LANES) {
                // SAFETY: lanes fours..fours+2 and depths p..p+4 lie inside both slices, as asserted above.
                unsafe {
                    transpose_2x4(
                        source.data.as_ptr().add(fours * source.lane_stride + p),
                        source.lane_stride,
                        target.as_mut_ptr().add(p * width + fours),
                        width,
                    );
                }
            }
        }
        if width % 2 == 1 {
            let line = &source.data[(width - 1) * source.lane_stride..][..whole];
            for (group, &value) in target.chunks_exact_mut(width).zip(line) {
                group[width - 1] = value;
            }
        }
        transpose_panel(source, width, target, whole);
    }

    #[inline(always)]
    fn multiply_add(sum: [f32; 4], a: [f32; 4], b: [f32; 4]) -> [f32; 4] {
        // SAFETY: four floats and a vector are the same 16 bytes.
        unsafe {
            let [sum, a, b]: [v128; 3] = [sum, a, b].map(|lanes| core::mem::transmute::<[f32; 4], v128>(lanes));
            core::mem::transmute::<v128, [f32; 4]>(madd(a, b, sum))
        }
    }

    #[inline(always)]
    fn plus(a: [f32; 4], b: [f32; 4]) -> [f32; 4] {
        // SAFETY: four floats and a vector are the same 16 bytes.
        unsafe {
            let [a, b]: [v128; 2] = [a, b].map(|lanes| core::mem::transmute::<[f32; 4], v128>(lanes));
            core::mem::transmute::<v128, [f32; 4]>(f32x4_add(a, b))
        }
    }

    #[inline(always)]
    fn keep(values: [f32; 4], mask: [i32; 4]) -> [f32; 4] {
        // SAFETY: four numbers of 32 bits and a vector are the same 16 bytes.
        unsafe {
            let values = core::mem::transmute::<[f32; 4], v128>(values);
            let mask = core::mem::transmute::<[i32; 4], v128>(mask);
            core::mem::transmute::<v128, [f32; 4]>(v128_and(values, mask))
        }
    }
}

/// a · b + sum, rounded once where the engine may and the processor can.
#[cfg(target_feature = "relaxed-simd")]
#[inline(always)]
fn madd(a: v128, b: v128, sum: v128) -> v128 {
    f32x4_relaxed_madd(a, b, sum)
}

/// a · b + sum, rounded after each.
#[cfg(not(target_feature = "relaxed-simd"))]
#[inline(always)]
fn madd(a: v128, b: v128, sum: v128) -> v128 {
    add(sum, f32x4_mul(a, b))
}

const fn simd<const ROWS: usize, const VECTORS: usize>() -> Tile<f32> {
    Tile {
        rows: ROWS,
        columns: VECTORS * LANES,
        kernel: checked_tile::<ROWS, VECTORS>,
    }
}

fn checked_tile<const ROWS: usize, const VECTORS: usize>(
    depth: usize,
    a: &[f32],
    b: &[f32],
    b_stride: usize,
    c: &mut [f32],
    c_stride: usize,
    accumulate: bool,
) {
    let columns = VECTORS * LANES;
    assert!(depth > 0 && a.len() >= depth * ROWS && b_stride >= columns && c_stride >= columns);
    assert!(b.len() >= (depth - 1) * b_stride + columns && c.len() >= (ROWS - 1) * c_stride + columns);
    // SAFETY: the slices hold everything that the tile reads and writes, as just asserted.
    unsafe {
        tile::<ROWS, VECTORS>(
            depth,
            a.as_ptr(),
            b.as_ptr(),
            b_stride,
            c.as_mut_ptr(),
            c_stride,
            accumulate,
        )
    }
}

// A function of its own: inlined into the loops around it, V8 would spill the accumulators. The loop is not unrolled
// for the same reason: V8 hoists all loads of a basic block to its top.
#[inline(never)]
unsafe fn tile<const ROWS: usize, const VECTORS: usize>(
    depth: usize,
    mut a: *const f32,
    mut b: *const f32,
    b_stride: usize,
    c: *mut f32,
    c_stride: usize,
    accumulate: bool,
) {
    let mut sums = [[f32x4_splat(0.0); VECTORS]; ROWS];
    let mut left = depth;
    while left != 0 {
        let mut row_of_b = [f32x4_splat(0.0); VECTORS];
        let mut vector = 0;
        while vector < VECTORS {
            row_of_b[vector] = v128_load(b.add(vector * LANES).cast());
            vector += 1;
        }
        let mut row = 0;
        while row < ROWS {
            let factor = v128_load32_splat(a.add(row).cast());
            let mut vector = 0;
            while vector < VECTORS {
                sums[row][vector] = madd(factor, row_of_b[vector], sums[row][vector]);
                vector += 1;
            }
            row += 1;
        }
        a = a.add(ROWS);
        b = b.add(b_stride);
        left -= 1;
    }
    // Not in the loop below: V8 makes 256-bit vectors only of stores between which there is no branch.
    if accumulate {
        let mut row = 0;
        while row < ROWS {
            let mut vector = 0;
            while vector < VECTORS {
                let before = v128_load(c.add(row * c_stride + vector * LANES).cast());
                sums[row][vector] = f32x4_add(before, sums[row][vector]);
                vector += 1;
            }
            row += 1;
        }
    }
    let mut row = 0;
    while row < ROWS {
        let mut vector = 0;
        while vector < VECTORS {
            v128_store(c.add(row * c_stride + vector * LANES).cast(), sums[row][vector]);
            vector += 1;
        }
        row += 1;
    }
}

/// Writes the transpose of the 4 × 4 block at `source` to `target`, rows `source_stride` and `target_stride` apart.
#[inline(always)]
unsafe fn transpose_4x4(source: *const f32, source_stride: usize, target: *mut f32, target_stride: usize) {
    let r0 = v128_load(source.cast());
    let r1 = v128_load(source.add(source_stride).cast());
    let r2 = v128_load(source.add(2 * source_stride).cast());
    let r3 = v128_load(source.add(3 * source_stride).cast());
    let low01 = i32x4_shuffle::<0, 4, 1, 5>(r0, r1);
    let high01 = i32x4_shuffle::<2, 6, 3, 7>(r0, r1);
    let low23 = i32x4_shuffle::<0, 4, 1, 5>(r2, r3);
    let high23 = i32x4_shuffle::<2, 6, 3, 7>(r2, r3);
    v128_store(target.cast(), i32x4_shuffle::<0, 1, 4, 5>(low01, low23));
    v128_store(
        target.add(target_stride).cast(),
        i32x4_shuffle::<2, 3, 6, 7>(low01, low23),
    );
    v128_store(
        target.add(2 * target_stride).cast(),
        i32x4_shuffle::<0, 1, 4, 5>(high01, high23),
    );
    v128_store(
        target.add(3 * target_stride).cast(),
        i32x4_shuffle::<2, 3, 6, 7>(high01, high23),
    );
}

/// The same for two rows of four: four pairs.
#[inline(always)]
unsafe fn transpose_2x4(source: *const f32, source_stride: usize, target: *mut f32, target_stride: usize) {
    let r0 = v128_load(source.cast());
    let r1 = v128_load(source.add(source_stride).cast());
    let low = i32x4_shuffle::<0, 4, 1, 5>(r0, r1);
    let high = i32x4_shuffle::<2, 6, 3, 7>(r0, r1);
    v128_store64_lane::<0>(low, target.cast());
    v128_store64_lane::<1>(low, target.add(target_stride).cast());
    v128_store64_lane::<0>(high, target.add(2 * target_stride).cast());
    v128_store64_lane::<1>(high, target.add(3 * target_stride).cast());
}
