use crate::Real;

/// How many windows are looked at side by side.
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

/// Steps on several windows at once. Written out, because scalar choices become branches that random data mispredict.
pub trait Lanes: Real {
    /// Where a value is larger than the best so far, or NaN, it takes its place.
    #[inline(always)]
    fn take_larger(best: &mut [Self; LANES], at: &mut [i32; LANES], value: [Self; LANES], place: [i32; LANES]) {
        for lane in 0..LANES {
            if value[lane] > best[lane] || value[lane].is_nan() {
                (best[lane], at[lane]) = (value[lane], place[lane]);
            }
        }
    }

    /// The largest of each 2 × 2 block of two rows, and where it stands: the first block at `start`, the second row
    /// `width` behind the first.
    #[inline(always)]
    fn largest_of_blocks(
        above: &[Self; 2 * LANES],
        below: &[Self; 2 * LANES],
        start: i32,
        width: i32,
    ) -> ([Self; LANES], [i32; LANES]) {
        let [[mut best, right], lower] = [above, below].map(Self::split_pairs);
        let places = |offset: i32| core::array::from_fn(|lane| start + offset + 2 * lane as i32);
        let mut at = places(0);
        for (value, offset) in [(right, 1), (lower[0], width), (lower[1], width + 1)] {
            Self::take_larger(&mut best, &mut at, value, places(offset));
        }
        (best, at)
    }

    /// Every `stride`-th of a row, which may go on behind them.
    #[inline(always)]
    fn spaced(row: &[Self], stride: usize) -> [Self; LANES] {
        match (stride, row.first_chunk(), row.first_chunk()) {
            (1, Some(&side_by_side), _) => side_by_side,
            (2, _, Some(pairs)) => Self::split_pairs(pairs)[0],
            _ => core::array::from_fn(|lane| row[lane * stride]),
        }
    }

    /// The values where `at` is `place`, 0 elsewhere.
    #[inline(always)]
    fn where_equal(at: [i32; LANES], place: [i32; LANES], value: [Self; LANES]) -> [Self; LANES] {
        core::array::from_fn(|lane| {
            if at[lane] == place[lane] {
                value[lane]
            } else {
                Self::ZERO
            }
        })
    }

    /// The left and the right ones of pairs.
    #[inline(always)]
    fn split_pairs(pairs: &[Self; 2 * LANES]) -> [[Self; LANES]; 2] {
        [0, 1].map(|side| core::array::from_fn(|lane| pairs[2 * lane + side]))
    }

    /// The inverse of `split_pairs`.
    #[inline(always)]
    fn join_pairs([left, right]: [[Self; LANES]; 2]) -> [Self; 2 * LANES] {
        core::array::from_fn(|i| if i % 2 == 0 { left[i / 2] } else { right[i / 2] })
    }
}

impl Lanes for f64 {}

#[cfg(not(target_feature = "simd128"))]
impl Lanes for f32 {}

#[cfg(target_feature = "simd128")]
mod simd128 {
    use core::arch::wasm32::{
        f32x4_gt, f32x4_ne, i32x4, i32x4_add, i32x4_eq, i32x4_shuffle, i32x4_splat, i32x4_sub, v128, v128_and,
        v128_bitselect, v128_or,
    };
    use core::mem::transmute;

    use super::{Lanes, LANES};

    #[inline(always)]
    fn reals(lanes: [f32; LANES]) -> v128 {
        // SAFETY: both are 16 bytes, and every bit pattern is a value.
        unsafe { transmute::<[f32; LANES], v128>(lanes) }
    }

    #[inline(always)]
    fn words(lanes: [i32; LANES]) -> v128 {
        // SAFETY: both are 16 bytes, and every bit pattern is a value.
        unsafe { transmute::<[i32; LANES], v128>(lanes) }
    }

    #[inline(always)]
    fn to_reals(vector: v128) -> [f32; LANES] {
        // SAFETY: both are 16 bytes, and every bit pattern is a value.
        unsafe { transmute::<v128, [f32; LANES]>(vector) }
    }

    #[inline(always)]
    fn to_words(vector: v128) -> [i32; LANES] {
        // SAFETY: both are 16 bytes, and every bit pattern is a value.
        unsafe { transmute::<v128, [i32; LANES]>(vector) }
    }

    impl Lanes for f32 {
        #[inline(always)]
        fn take_larger(best: &mut [f32; LANES], at: &mut [i32; LANES], value: [f32; LANES], place: [i32; LANES]) {
            let (new, old) = (reals(value), reals(*best));
            let taken = beats(new, old);
            *best = to_reals(v128_bitselect(new, old, taken));
            *at = to_words(v128_bitselect(words(place), words(*at), taken));
        }

        #[inline(always)]
        fn largest_of_blocks(
            above: &[f32; 2 * LANES],
            below: &[f32; 2 * LANES],
            start: i32,
            width: i32,
        ) -> ([f32; LANES], [i32; LANES]) {
            let [[a, b], [c, d]] = [above, below].map(|row| Self::split_pairs(row).map(reals));
            // Each row by itself, so that neither waits for the other. A mask is −1 where it is set.
            let (right, right_below) = (beats(b, a), beats(d, c));
            let (top, bottom) = (v128_bitselect(b, a, right), v128_bitselect(d, c, right_below));
            let lower = beats(bottom, top);
            let first = i32x4_add(i32x4_splat(start), i32x4(0, 2, 4, 6));
            let upper_place = i32x4_sub(first, right);
            let lower_place = i32x4_sub(i32x4_add(first, i32x4_splat(width)), right_below);
            let best = v128_bitselect(bottom, top, lower);
            (
                to_reals(best),
                to_words(v128_bitselect(lower_place, upper_place, lower)),
            )
        }

        #[inline(always)]
        fn where_equal(at: [i32; LANES], place: [i32; LANES], value: [f32; LANES]) -> [f32; LANES] {
            to_reals(v128_and(i32x4_eq(words(at), words(place)), reals(value)))
        }

        #[inline(always)]
        fn split_pairs(pairs: &[f32; 2 * LANES]) -> [[f32; LANES]; 2] {
            let [low, high] = halves(*pairs);
            let left = i32x4_shuffle::<0, 2, 4, 6>(low, high);
            let right = i32x4_shuffle::<1, 3, 5, 7>(low, high);
            [to_reals(left), to_reals(right)]
        }

        #[inline(always)]
        fn join_pairs([left, right]: [[f32; LANES]; 2]) -> [f32; 2 * LANES] {
            let (left, right) = (reals(left), reals(right));
            let low = i32x4_shuffle::<0, 4, 1, 5>(left, right);
            let high = i32x4_shuffle::<2, 6, 3, 7>(left, right);
            // SAFETY: both are 32 bytes, and every bit pattern is a value.
            unsafe { transmute::<[v128; 2], [f32; 2 * LANES]>([low, high]) }
        }
    }

    /// Where a value takes the place of the largest one so far: where it is larger, or NaN.
    #[inline(always)]
    fn beats(new: v128, old: v128) -> v128 {
        v128_or(f32x4_gt(new, old), f32x4_ne(new, new))
    }

    #[inline(always)]
    fn halves(pairs: [f32; 2 * LANES]) -> [v128; 2] {
        // SAFETY: both are 32 bytes, and every bit pattern is a value.
        unsafe { transmute::<[f32; 2 * LANES], [v128; 2]>(pairs) }
    }
}
