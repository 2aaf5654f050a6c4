//! The `f32` tile and the transposing packer in 128-bit WebAssembly vectors.

use core::arch::wasm32::{
    f32x4_add, f32x4_mul, f32x4_splat, i32x4_shuffle, v128, v128_load, v128_load32_splat, v128_store,
};

use super::pack::{transpose_panel, Panel};
use super::tile::{Product, COLUMNS, ROWS};

const LANES: usize = 4;
const VECTORS: usize = COLUMNS / LANES;

impl Product for f32 {
    fn tile(depth: usize, a: &[f32], b: &[f32], b_stride: usize, c: &mut [f32], c_stride: usize, accumulate: bool) {
        assert!(depth > 0 && a.len() >= depth * ROWS && b_stride >= COLUMNS && c_stride >= COLUMNS);
        assert!(b.len() >= (depth - 1) * b_stride + COLUMNS && c.len() >= (ROWS - 1) * c_stride + COLUMNS);
        // SAFETY: the slices hold everything that the tile reads and writes, as just asserted.
        unsafe {
            tile(
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

    fn pack_transposed<const WIDTH: usize>(source: Panel<f32>, target: &mut [f32]) {
        let whole = source.depth - source.depth % LANES;
        assert!(WIDTH % LANES == 0 && target.len() >= source.depth * WIDTH);
        assert!(source.data.len() >= (WIDTH - 1) * source.lane_stride + source.depth);
        for lane in (0..WIDTH).step_by(LANES) {
            for p in (0..whole).step_by(LANES) {
                // SAFETY: lanes lane..lane+4 and depths p..p+4 lie inside both slices, as asserted above.
                unsafe {
                    transpose_4x4(
                        source.data.as_ptr().add(lane * source.lane_stride + p),
                        source.lane_stride,
                        target.as_mut_ptr().add(p * WIDTH + lane),
                        WIDTH,
                    );
                }
            }
        }
        transpose_panel::<f32, WIDTH>(source, target, whole);
    }
}

// A function of its own: inlined into the loops around it, V8 would spill the accumulators. The loop is not unrolled
// for the same reason: V8 hoists all loads of a basic block to its top.
#[inline(never)]
unsafe fn tile(
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
        let b0 = v128_load(b.cast());
        let b1 = v128_load(b.add(LANES).cast());
        let mut row = 0;
        while row < ROWS {
            let factor = v128_load32_splat(a.add(row).cast());
            sums[row][0] = f32x4_add(sums[row][0], f32x4_mul(factor, b0));
            sums[row][1] = f32x4_add(sums[row][1], f32x4_mul(factor, b1));
            row += 1;
        }
        a = a.add(ROWS);
        b = b.add(b_stride);
        left -= 1;
    }
    let mut row = 0;
    while row < ROWS {
        let mut vector = 0;
        while vector < VECTORS {
            let place: *mut v128 = c.add(row * c_stride + vector * LANES).cast();
            let sum = sums[row][vector];
            v128_store(
                place,
                if accumulate {
                    f32x4_add(v128_load(place), sum)
                } else {
                    sum
                },
            );
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
