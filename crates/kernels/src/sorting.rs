//! The order of elements along the middle axis of a row-major `[outer, length, inner]` array.

/// A type whose values have an order that bits can express.
pub trait Sortable: Copy {
    /// Bytes of `key` that tell values apart.
    const KEY_BYTES: usize;

    /// Whole numbers in the order of the values: equal values get equal keys, NaN the largest.
    fn key(self) -> u64;
}

macro_rules! sortable_real {
    ($type:ident, $bits:ident) => {
        impl Sortable for $type {
            const KEY_BYTES: usize = size_of::<$type>();

            fn key(self) -> u64 {
                if self.is_nan() {
                    return u64::from($bits::MAX);
                }
                // Adding 0 makes −0 of the same key as 0. Negative numbers order by their bits backwards.
                let bits = (self + 0.0).to_bits();
                let sign = 1 << ($bits::BITS - 1);
                u64::from(if bits & sign != 0 { !bits } else { bits | sign })
            }
        }
    };
}

sortable_real!(f32, u32);
sortable_real!(f64, u64);

impl Sortable for i32 {
    const KEY_BYTES: usize = 4;

    fn key(self) -> u64 {
        u64::from(self as u32 ^ (1 << 31))
    }
}

/// A key, and where its element stands.
pub type Entry = [u64; 2];

const BUCKETS: usize = 256;
/// Where so few are wanted, inserting one by one takes less time than counting: most of a long line are not among them.
const FEW: usize = 48;

/// `y[o, :, i] =` where the first `count` of `x[o, :, i]` in ascending or descending order stand. Equal elements keep
/// their order; NaN is the largest. `workspace` holds twice `length`.
///
/// A radix sort from the lowest byte on, which skips bytes that all keys share; insertion where few are wanted.
pub fn sort_indices<T: Sortable>(
    x: &[T],
    y: &mut [i32],
    workspace: &mut [Entry],
    [outer, length, inner]: [usize; 3],
    count: usize,
    descending: bool,
) {
    debug_assert!(x.len() == outer * length * inner && y.len() == outer * count * inner);
    debug_assert!(workspace.len() == 2 * length && count <= length);
    let turn = if descending { u64::MAX } else { 0 };
    let (entries, spare) = workspace.split_at_mut(length);
    for o in 0..outer {
        for i in 0..inner {
            for (l, entry) in entries.iter_mut().enumerate() {
                let key = x[(o * length + l) * inner + i].key() ^ turn;
                *entry = [key, l as u64];
            }
            let sorted = if count <= FEW {
                insert(entries, count)
            } else {
                radix(entries, spare, T::KEY_BYTES)
            };
            for (l, entry) in sorted[..count].iter().enumerate() {
                y[(o * count + l) * inner + i] = entry[1] as i32;
            }
        }
    }
}

/// Sorts the first `count` to the front; what else stands there afterwards is lost.
fn insert(entries: &mut [Entry], count: usize) -> &[Entry] {
    for end in 1..entries.len() {
        let entry = entries[end];
        // The last of them is the one that makes room.
        let mut at = end.min(count);
        if at == count {
            at = count.wrapping_sub(1);
            if entries.get(at).is_none_or(|last| last[0] <= entry[0]) {
                continue;
            }
        }
        while at > 0 && entries[at - 1][0] > entry[0] {
            entries[at] = entries[at - 1];
            at -= 1;
        }
        entries[at] = entry;
    }
    entries
}

fn radix<'a>(mut entries: &'a mut [Entry], mut spare: &'a mut [Entry], bytes: usize) -> &'a [Entry] {
    for byte in 0..bytes {
        let digit = |entry: &Entry| (entry[0] >> (8 * byte)) as usize % BUCKETS;
        let mut starts = [0usize; BUCKETS];
        for entry in entries.iter() {
            starts[digit(entry)] += 1;
        }
        if starts[digit(&entries[0])] == entries.len() {
            continue;
        }
        let mut start = 0;
        for count in &mut starts {
            start += core::mem::replace(count, start);
        }
        for entry in entries.iter() {
            let at = &mut starts[digit(entry)];
            spare[*at] = *entry;
            *at += 1;
        }
        core::mem::swap(&mut entries, &mut spare);
    }
    entries
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::vec::Vec;

    fn sorted<T: Sortable>(x: &[T], descending: bool) -> Vec<i32> {
        let mut y = std::vec![0; x.len()];
        let mut workspace = std::vec![[0; 2]; 2 * x.len()];
        sort_indices(x, &mut y, &mut workspace, [1, x.len(), 1], x.len(), descending);
        y
    }

    /// Short and long lines, many ties: the same as the standard library's stable sort.
    #[test]
    fn agrees_with_a_stable_sort() {
        for length in [0, 1, 2, 47, 48, 49, 200, 1000] {
            let x: Vec<f32> = (0..length).map(|i| ((i * 7919) % 61) as f32 * 0.5 - 9.0).collect();
            let mut expected: Vec<i32> = (0..length).collect();
            expected.sort_by(|&a, &b| x[a as usize].total_cmp(&x[b as usize]));
            assert_eq!(sorted(&x, false), expected);
            let mut expected: Vec<i32> = (0..length).collect();
            expected.sort_by(|&a, &b| x[b as usize].total_cmp(&x[a as usize]));
            assert_eq!(sorted(&x, true), expected);
            let wide: Vec<f64> = x.iter().map(|&v| f64::from(v)).collect();
            assert_eq!(sorted(&wide, true), expected);
            let whole: Vec<i32> = x.iter().map(|&v| (v * 2.0) as i32).collect();
            assert_eq!(sorted(&whole, true), expected);
        }
    }

    #[test]
    fn zeros_are_equal_and_nan_is_the_largest() {
        let x = [0.0, f32::NAN, -0.0, f32::INFINITY, -f32::NAN, f32::NEG_INFINITY, 0.0];
        assert_eq!(sorted(&x, false), [5, 0, 2, 6, 3, 1, 4]);
        assert_eq!(sorted(&x, true), [1, 4, 3, 0, 2, 6, 5]);
        assert_eq!(sorted(&[i32::MAX, i32::MIN, 0, -1], false), [1, 3, 2, 0]);
    }

    /// Whatever the order in which they come: as many of a stable sort's first as are wanted.
    #[test]
    fn the_first_few_of_a_long_line() {
        for length in [1, 47, 200, 1000] {
            for step in [1, 7919, length - 1] {
                let x: Vec<i32> = (0..length).map(|i| i * step % length / 2).collect();
                let all = sorted(&x, true);
                for count in [0, 1, 2, 47, 48, 49, length as usize] {
                    let count = count.min(x.len());
                    let mut y = std::vec![-1; count];
                    let mut workspace = std::vec![[0; 2]; 2 * x.len()];
                    sort_indices(&x, &mut y, &mut workspace, [1, x.len(), 1], count, true);
                    assert_eq!(y, all[..count]);
                }
            }
        }
    }

    #[test]
    fn the_first_of_each_column() {
        let x = [3, 1, 2, 9, 1, 5, 7, 4, 6];
        let mut y = [9; 6];
        let mut workspace = [[0; 2]; 6];
        sort_indices(&x, &mut y, &mut workspace, [1, 3, 3], 2, true);
        assert_eq!(y, [1, 2, 2, 2, 0, 1]);
    }
}
