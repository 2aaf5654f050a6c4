//! Words of eight blocks side by side: two vectors on WebAssembly, an array elsewhere.

/// Blocks that are computed at once: fewer, and their chains of products would be waited for.
pub const BLOCKS: usize = 8;

#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
mod vectors {
    use super::BLOCKS;
    use core::arch::wasm32::{
        i32x4_shuffle, u32x4, u32x4_splat, u64x2_extmul_high_u32x4, u64x2_extmul_low_u32x4, v128, v128_store, v128_xor,
    };
    use core::hint::black_box;

    #[derive(Clone, Copy)]
    pub struct Words([v128; 2]);

    impl Words {
        #[inline(always)]
        pub fn new([a, b, c, d, e, f, g, h]: [u32; BLOCKS]) -> Self {
            Self([u32x4(a, b, c, d), u32x4(e, f, g, h)])
        }

        #[inline(always)]
        pub fn splat(word: u32) -> Self {
            Self([u32x4_splat(word); 2])
        }

        /// A multiplier that the compiler knows nothing of: from a constant, or from one extended outside of a loop, LLVM
        /// makes products of 64 × 64 bits, which take three times as long.
        #[inline(always)]
        pub fn multiplier(word: u32) -> Self {
            Self([black_box(u32x4_splat(word)); 2])
        }

        #[inline(always)]
        pub fn xor(self, other: Self) -> Self {
            Self([v128_xor(self.0[0], other.0[0]), v128_xor(self.0[1], other.0[1])])
        }

        /// The high and the low words of 64-bit products.
        #[inline(always)]
        pub fn product(self, other: Self) -> [Self; 2] {
            let products = [0, 1].map(|half| {
                let low = u64x2_extmul_low_u32x4(self.0[half], other.0[half]);
                let high = u64x2_extmul_high_u32x4(self.0[half], other.0[half]);
                [
                    i32x4_shuffle::<1, 3, 5, 7>(low, high),
                    i32x4_shuffle::<0, 2, 4, 6>(low, high),
                ]
            });
            [
                Self([products[0][0], products[1][0]]),
                Self([products[0][1], products[1][1]]),
            ]
        }
    }

    /// Block by block.
    #[inline(always)]
    pub fn in_order([a, b, c, d]: [Words; 4]) -> [u32; 4 * BLOCKS] {
        let mut words = [0; 4 * BLOCKS];
        for (half, words) in words.chunks_exact_mut(16).enumerate() {
            let [a, b, c, d] = [a, b, c, d].map(|words| words.0[half]);
            let first = [i32x4_shuffle::<0, 4, 1, 5>(a, b), i32x4_shuffle::<0, 4, 1, 5>(c, d)];
            let last = [i32x4_shuffle::<2, 6, 3, 7>(a, b), i32x4_shuffle::<2, 6, 3, 7>(c, d)];
            let blocks = [
                i32x4_shuffle::<0, 1, 4, 5>(first[0], first[1]),
                i32x4_shuffle::<2, 3, 6, 7>(first[0], first[1]),
                i32x4_shuffle::<0, 1, 4, 5>(last[0], last[1]),
                i32x4_shuffle::<2, 3, 6, 7>(last[0], last[1]),
            ];
            for (block, words) in blocks.iter().zip(words.chunks_exact_mut(4)) {
                // SAFETY: four words are the 16 bytes of a vector.
                unsafe { v128_store(words.as_mut_ptr().cast(), *block) };
            }
        }
        words
    }
}

#[cfg(not(all(target_arch = "wasm32", target_feature = "simd128")))]
mod array {
    use super::BLOCKS;

    #[derive(Clone, Copy)]
    pub struct Words([u32; BLOCKS]);

    impl Words {
        pub fn new(words: [u32; BLOCKS]) -> Self {
            Self(words)
        }

        pub fn splat(word: u32) -> Self {
            Self([word; BLOCKS])
        }

        pub fn multiplier(word: u32) -> Self {
            Self::splat(word)
        }

        pub fn xor(self, other: Self) -> Self {
            Self(core::array::from_fn(|block| self.0[block] ^ other.0[block]))
        }

        /// The high and the low words of 64-bit products.
        pub fn product(self, other: Self) -> [Self; 2] {
            let product = |block: usize| u64::from(self.0[block]) * u64::from(other.0[block]);
            [
                Self(core::array::from_fn(|block| (product(block) >> 32) as u32)),
                Self(core::array::from_fn(|block| product(block) as u32)),
            ]
        }
    }

    /// Block by block.
    pub fn in_order(words: [Words; 4]) -> [u32; 4 * BLOCKS] {
        core::array::from_fn(|j| words[j % 4].0[j / 4])
    }
}

#[cfg(not(all(target_arch = "wasm32", target_feature = "simd128")))]
pub use array::{in_order, Words};
#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
pub use vectors::{in_order, Words};
