const MULTIPLIERS: [u32; 2] = [0xD251_1F53, 0xCD9E_8D57];
const KEY_STEPS: [u32; 2] = [0x9E37_79B9, 0xBB67_AE85];
const ROUNDS: usize = 10;

/// Philox4x32-10 (Salmon et al., "Parallel random numbers: as easy as 1, 2, 3", 2011): four random words of a counter
/// and a key.
#[inline(always)]
pub fn philox4x32(mut counter: [u32; 4], mut key: [u32; 2]) -> [u32; 4] {
    for _ in 0..ROUNDS {
        let first = u64::from(MULTIPLIERS[0]) * u64::from(counter[0]);
        let second = u64::from(MULTIPLIERS[1]) * u64::from(counter[2]);
        counter = [
            (second >> 32) as u32 ^ counter[1] ^ key[0],
            second as u32,
            (first >> 32) as u32 ^ counter[3] ^ key[1],
            first as u32,
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

impl Stream {
    pub(super) fn block(&self, index: usize) -> [u32; 4] {
        let counter = self.counter.wrapping_add(index as u64);
        philox4x32(
            [counter as u32, (counter >> 32) as u32, 0, 0],
            [self.key as u32, (self.key >> 32) as u32],
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Known answers published with Random123.
    #[test]
    fn known_answers() {
        assert_eq!(
            philox4x32([0; 4], [0; 2]),
            [0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8]
        );
        assert_eq!(
            philox4x32([u32::MAX; 4], [u32::MAX; 2]),
            [0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd]
        );
        assert_eq!(
            philox4x32(
                [0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344],
                [0xa409_3822, 0x299f_31d0]
            ),
            [0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1]
        );
    }

    #[test]
    fn the_counter_carries_into_its_high_word_and_wraps() {
        let stream = Stream {
            key: 5 << 32 | 7,
            counter: u64::from(u32::MAX),
        };
        assert_eq!(stream.block(1), philox4x32([0, 1, 0, 0], [7, 5]));
        let last = Stream {
            key: 0,
            counter: u64::MAX,
        };
        assert_eq!(last.block(1), philox4x32([0; 4], [0; 2]));
    }
}
