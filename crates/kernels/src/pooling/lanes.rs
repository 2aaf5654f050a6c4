use crate::Real;

/// How many windows are looked at in one vector.
pub(super) const LANES: usize = 4;

/// Calls `panel` with the first of `LANES` windows side by side, until all of a range had their turn. The last panel
/// goes over some once more rather than that they are looked at one by one; a range of fewer than `LANES` has none.
#[inline(always)]
pub(super) fn for_each_panel(windows: core::ops::Range<usize>, panel: &mut impl FnMut(usize)) {
    let Some(last) = windows.end.checked_sub(LANES).filter(|&last| last >= windows.start) else {
        return;
    };
    for j in (windows.start..last).step_by(LANES) {
        panel(j);
    }
    panel(last);
}

/// The largest elements so far of windows side by side.
#[derive(Clone, Copy)]
pub struct Largest<R> {
    /// Not to be trusted where NaN came by.
    pub best: [R; LANES],
    pub at: [i32; LANES],
    /// The sum of all, which is NaN where one of them is, or where −∞ and ∞ meet.
    sum: [R; LANES],
}

impl<R: Lanes> Largest<R> {
    pub const NOTHING: Self = Self {
        best: [R::NEG_INFINITY; LANES],
        at: [0; LANES],
        sum: [R::ZERO; LANES],
    };

    /// Looks at an element of each window; a later one has a higher place.
    #[inline(always)]
    pub fn take<const INDEXED: bool>(&mut self, values: [R; LANES], place: i32) {
        if INDEXED {
            self.at = R::place_where_larger(self.at, values, self.best, place);
        }
        self.best = R::larger(self.best, values);
        self.sum = R::plus(self.sum, values);
    }

    /// Whether elements must be looked at one by one: in some window one is NaN, or all are −∞.
    #[inline(always)]
    pub fn is_doubtful(&self) -> bool {
        R::any_nan(self.sum, R::plus(self.best, [R::INFINITY; LANES]))
    }
}

/// Steps on several windows at once. Written out, because scalar choices become branches that random data mispredict.
pub trait Lanes: Real {
    /// The values where they are larger.
    #[inline(always)]
    fn larger(best: [Self; LANES], values: [Self; LANES]) -> [Self; LANES] {
        core::array::from_fn(|lane| {
            if values[lane] > best[lane] {
                values[lane]
            } else {
                best[lane]
            }
        })
    }

    /// The limits where the values are larger.
    #[inline(always)]
    fn at_most(values: [Self; LANES], limits: [Self; LANES]) -> [Self; LANES] {
        core::array::from_fn(|lane| {
            if limits[lane] < values[lane] {
                limits[lane]
            } else {
                values[lane]
            }
        })
    }

    /// A place, which is higher than those before, where values are larger.
    #[inline(always)]
    fn place_where_larger(at: [i32; LANES], values: [Self; LANES], best: [Self; LANES], place: i32) -> [i32; LANES] {
        core::array::from_fn(|lane| if values[lane] > best[lane] { place } else { at[lane] })
    }

    #[inline(always)]
    fn plus(a: [Self; LANES], b: [Self; LANES]) -> [Self; LANES] {
        core::array::from_fn(|lane| a[lane] + b[lane])
    }

    #[inline(always)]
    fn any_nan(a: [Self; LANES], b: [Self; LANES]) -> bool {
        a.iter().chain(&b).any(|value| value.is_nan())
    }

    /// Every `STRIDE`-th of what begins there; with 0 every `stride`-th.
    ///
    /// # Safety
    /// They can be read.
    #[inline(always)]
    unsafe fn spaced<const STRIDE: usize>(from: *const Self, stride: usize) -> [Self; LANES] {
        match STRIDE {
            1 => from.cast::<[Self; LANES]>().read_unaligned(),
            _ => core::array::from_fn(|lane| from.add(lane * stride).read()),
        }
    }

    /// The largest of each 2 × 2 block of two rows, and where it stands: the first block at `start`, the second row
    /// `width` behind the first.
    #[inline(always)]
    fn largest_of_blocks(
        above: &[[Self; LANES]; 2],
        below: &[[Self; LANES]; 2],
        start: i32,
        width: i32,
    ) -> ([Self; LANES], [i32; LANES]) {
        let mut best = [Self::ZERO; LANES];
        let mut at = [0; LANES];
        for lane in 0..LANES {
            let first = start + 2 * lane as i32;
            let [above, below] = [above, below].map(|row| &row.as_flattened()[2 * lane..]);
            (best[lane], at[lane]) = (above[0], first);
            for (value, place) in [(above[1], 1), (below[0], width), (below[1], width + 1)] {
                if value > best[lane] || value.is_nan() {
                    (best[lane], at[lane]) = (value, first + place);
                }
            }
        }
        (best, at)
    }

    /// The left and the right ones of pairs.
    #[inline(always)]
    fn split_pairs(pairs: [[Self; LANES]; 2]) -> [[Self; LANES]; 2] {
        [0, 1].map(|side| core::array::from_fn(|lane| pairs.as_flattened()[2 * lane + side]))
    }

    /// Each twice.
    #[inline(always)]
    fn twice(values: [Self; LANES]) -> [[Self; LANES]; 2] {
        [0, LANES].map(|half| core::array::from_fn(|lane| values[(half + lane) / 2]))
    }
}

impl Lanes for f64 {}

#[cfg(not(target_feature = "simd128"))]
impl Lanes for f32 {}

#[cfg(target_feature = "simd128")]
mod simd128 {
    use core::arch::wasm32::{
        f32x4_add, f32x4_gt, f32x4_ne, f32x4_pmax, f32x4_pmin, i32x4, i32x4_add, i32x4_max, i32x4_shuffle, i32x4_splat,
        i32x4_sub, v128, v128_and, v128_any_true, v128_bitselect, v128_or,
    };
    use core::mem::transmute;

    use super::{Lanes, LANES};

    #[inline(always)]
    fn reals(lanes: [f32; LANES]) -> v128 {
        // SAFETY: both are 16 bytes, and every bit pattern is a value.
        unsafe { transmute::<[f32; LANES], v128>(lanes) }
    }

    #[inline(always)]
    fn to_reals(vector: v128) -> [f32; LANES] {
        // SAFETY: both are 16 bytes, and every bit pattern is a value.
        unsafe { transmute::<v128, [f32; LANES]>(vector) }
    }

    /// Where a value takes the place of the largest one so far: where it is larger, or NaN.
    #[inline(always)]
    fn beats(new: v128, old: v128) -> v128 {
        v128_or(f32x4_gt(new, old), f32x4_ne(new, new))
    }

    impl Lanes for f32 {
        #[inline(always)]
        fn larger(best: [f32; LANES], values: [f32; LANES]) -> [f32; LANES] {
            to_reals(f32x4_pmax(reals(best), reals(values)))
        }

        #[inline(always)]
        fn at_most(values: [f32; LANES], limits: [f32; LANES]) -> [f32; LANES] {
            to_reals(f32x4_pmin(reals(values), reals(limits)))
        }

        #[inline(always)]
        fn place_where_larger(at: [i32; LANES], values: [f32; LANES], best: [f32; LANES], place: i32) -> [i32; LANES] {
            let larger = f32x4_gt(reals(values), reals(best));
            // SAFETY: both are 16 bytes, and every bit pattern is a value.
            unsafe {
                let at = transmute::<[i32; LANES], v128>(at);
                transmute::<v128, [i32; LANES]>(i32x4_max(at, v128_and(larger, i32x4_splat(place))))
            }
        }

        #[inline(always)]
        fn plus(a: [f32; LANES], b: [f32; LANES]) -> [f32; LANES] {
            to_reals(f32x4_add(reals(a), reals(b)))
        }

        #[inline(always)]
        fn any_nan(a: [f32; LANES], b: [f32; LANES]) -> bool {
            let (a, b) = (reals(a), reals(b));
            v128_any_true(v128_or(f32x4_ne(a, a), f32x4_ne(b, b)))
        }

        #[inline(always)]
        fn largest_of_blocks(
            above: &[[f32; LANES]; 2],
            below: &[[f32; LANES]; 2],
            start: i32,
            width: i32,
        ) -> ([f32; LANES], [i32; LANES]) {
            let split = |&[low, high]: &[[f32; LANES]; 2]| {
                let (low, high) = (reals(low), reals(high));
                [
                    i32x4_shuffle::<0, 2, 4, 6>(low, high),
                    i32x4_shuffle::<1, 3, 5, 7>(low, high),
                ]
            };
            let ([a, b], [c, d]) = (split(above), split(below));
            // Each row by itself, so that neither waits for the other. A mask is −1 where it is set.
            let (right, right_below) = (beats(b, a), beats(d, c));
            let (top, bottom) = (v128_bitselect(b, a, right), v128_bitselect(d, c, right_below));
            let lower = beats(bottom, top);
            let first = i32x4_add(i32x4_splat(start), i32x4(0, 2, 4, 6));
            let upper_place = i32x4_sub(first, right);
            let lower_place = i32x4_sub(i32x4_add(first, i32x4_splat(width)), right_below);
            let at = v128_bitselect(lower_place, upper_place, lower);
            // SAFETY: both are 16 bytes, and every bit pattern is a value.
            let at = unsafe { transmute::<v128, [i32; LANES]>(at) };
            (to_reals(v128_bitselect(bottom, top, lower)), at)
        }

        #[inline(always)]
        fn split_pairs([low, high]: [[f32; LANES]; 2]) -> [[f32; LANES]; 2] {
            let (low, high) = (reals(low), reals(high));
            let right = i32x4_shuffle::<1, 3, 5, 7>(low, high);
            [i32x4_shuffle::<0, 2, 4, 6>(low, high), right].map(to_reals)
        }

        #[inline(always)]
        fn twice(values: [f32; LANES]) -> [[f32; LANES]; 2] {
            let values = reals(values);
            let low = i32x4_shuffle::<0, 0, 1, 1>(values, values);
            [low, i32x4_shuffle::<2, 2, 3, 3>(values, values)].map(to_reals)
        }
    }
}
