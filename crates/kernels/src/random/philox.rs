use super::words::{in_order, Words, BLOCKS};

const MULTIPLIERS: [u32; 2] = [0xD251_1F53, 0xCD9E_8D57];
const KEY_STEPS: [u32; 2] = [0x9E37_79B9, 0xBB67_AE85];
const ROUNDS: usize = 10;

/// Philox4x32-10 (Salmon et al., "Parallel random numbers: as easy as 1, 2, 3", 2011): four random words of a counter
/// and a key, for several counters at once.
#[inline(always)]
fn philox4x32(mut counter: [Words; 4], mut key: [u32; 2]) -> [Words; 4] {
    for _ in 0..ROUNDS {
        let multipliers = MULTIPLIERS.map(Words::multiplier);
        let [first_high, first_low] = counter[0].product(multipliers[0]);
        let [second_high, second_low] = counter[2].product(multipliers[1]);
        counter = [
            second_high.xor(counter[1]).xor(Words::splat(key[0])),
            second_low,
            first_high.xor(counter[3]).xor(Words::splat(key[1])),
            first_low,
        ];
        key = [key[0].wrapping_add(KEY_STEPS[0]), key[1].wrapping_add(KEY_STEPS[1])];
    }
    counter
}

/// The words of one key from one counter on: word j is word j mod 4 of block `counter + ⌊j / 4⌋`.
#[derive(Clone, Copy, Debug)]
pub struct Stream {
    pub key: u64,
    pub counter: u64,
}

/// Words that a stream gives out at a time.
pub const GROUP: usize = 4 * BLOCKS;

impl Stream {
    /// The words from block `first` on. One copy for all distributions.
    #[inline(never)]
    pub(super) fn words(&self, first: usize) -> [u32; GROUP] {
        let counters: [u64; BLOCKS] =
            core::array::from_fn(|block| self.counter.wrapping_add(first as u64 + block as u64));
        let counter = [
            Words::new(counters.map(|counter| counter as u32)),
            Words::new(counters.map(|counter| (counter >> 32) as u32)),
            Words::splat(0),
            Words::splat(0),
        ];
        in_order(philox4x32(counter, [self.key as u32, (self.key >> 32) as u32]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Known answers published with Random123, each in a place of its own.
    #[test]
    fn known_answers() {
        let known = [
            ([0; 4], [0; 2], [0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8]),
            (
                [u32::MAX; 4],
                [u32::MAX; 2],
                [0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd],
            ),
            (
                [0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344],
                [0xa409_3822, 0x299f_31d0],
                [0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1],
            ),
        ];
        for (counter, key, words) in known {
            for place in 0..BLOCKS {
                let counters = counter.map(|word| {
                    let mut row = [7; BLOCKS];
                    row[place] = word;
                    Words::new(row)
                });
                assert_eq!(in_order(philox4x32(counters, key))[4 * place..][..4], words);
            }
        }
    }

    #[test]
    fn the_counter_carries_into_its_high_word_and_wraps() {
        let words = |counter, key| Stream { key, counter }.words(0);
        let key = 5 << 32 | 7;
        let all = words(u64::from(u32::MAX) - 1, key);
        let carried = philox4x32([0, 1, 0, 0].map(Words::splat), [7, 5]);
        assert_eq!(all[8..12], in_order(carried)[..4]);
        assert_eq!(words(u64::MAX, 0)[4..8], words(0, 0)[..4]);
        assert_eq!(Stream { key, counter: 3 }.words(2), words(5, key));
    }
}
