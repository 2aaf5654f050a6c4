//! Exports of `random`: functions of a 64-bit key and the 64-bit counter of their first block of four words.

use grad128_kernels::random::{self, Stream};
use wasm_bindgen::prelude::wasm_bindgen;

use crate::memory::checked;
use crate::Real;

fn stream(key_lo: u32, key_hi: u32, counter_lo: u32, counter_hi: u32) -> Stream {
    let join = |lo, hi| u64::from(hi) << 32 | u64::from(lo);
    Stream {
        key: join(key_lo, key_hi),
        counter: join(counter_lo, counter_hi),
    }
}

/// Exports `name(y, n, key_lo, key_hi, counter_lo, counter_hi, parameters…)`.
macro_rules! distribution {
    ($($(#[$doc:meta])* $export:ident($($parameter:ident: $type:ty),*) -> $y:ty = $name:ident;)*) => {$(
        $(#[$doc])*
        #[wasm_bindgen]
        pub fn $export(
            y: u32,
            n: u32,
            key_lo: u32,
            key_hi: u32,
            counter_lo: u32,
            counter_hi: u32,
            $($parameter: $type),*
        ) -> i32 {
            checked(|m| {
                let y = m.write::<$y>(y, n as usize)?;
                random::$name(y, stream(key_lo, key_hi, counter_lo, counter_hi) $(, $parameter)*);
                Ok(())
            })
        }
    )*};
}

distribution! {
    /// y = the words of Philox4x32-10
    random_bits() -> i32 = bits;
    /// y = low + u·(high − low), u evenly in [0, 1) with 24 bits
    random_uniform(low: f64, high: f64) -> Real = uniform;
    /// y = mean + std·z, z normal
    random_normal(mean: f64, std: f64) -> Real = normal;
    /// y = mean + std·z, z normal, given that it lies between low and high
    random_trunc_normal(mean: f64, std: f64, low: f64, high: f64) -> Real = truncated_normal;
    /// y = value with the given probability, else 0
    random_bernoulli(probability: f64, value: f64) -> Real = bernoulli;
    /// y = low + ⌊word·range/2³²⌋
    random_integers(low: i32, range: u32) -> i32 = integers;
}
