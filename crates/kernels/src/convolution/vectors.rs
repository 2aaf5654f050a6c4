use super::band::Band;
use crate::matmul::{Product, MAX_COLUMNS};

pub(super) const LANES: usize = 4;

/// Which vectors of a band make a strip of positions: each goes to its lane, and where it is longer than what is left of
/// a row, the next one overwrites the rest.
#[derive(Default)]
pub(super) struct Vectors {
    lanes: [usize; MAX_COLUMNS],
    bases: [usize; MAX_COLUMNS],
    count: usize,
}

impl Vectors {
    /// Takes `length` positions that lie side by side.
    pub fn add(&mut self, lane: usize, base: usize, length: usize) {
        for k in (0..length).step_by(LANES) {
            self.lanes[self.count] = lane + k;
            self.bases[self.count] = base + k;
            self.count += 1;
        }
    }
}

/// `strip[p · width + lane]` for the taps of the band; what stands in lanes without a position does not matter.
pub(super) fn pack_vectors<R: Product>(values: &[R], band: &Band<R>, vectors: &Vectors, width: usize, strip: &mut [R]) {
    let Vectors { lanes, bases, count } = vectors;
    let offsets = band.offsets();
    let farthest = bases[..*count].iter().fold(0, |most, &base| most.max(base));
    assert!(band.reach() + farthest + LANES <= values.len() && *count <= MAX_COLUMNS);
    assert!(lanes[..*count].iter().all(|&lane| lane < width) && offsets.len() * width + LANES <= strip.len());
    // SAFETY: the farthest vector lies within the values, and the last lane's within the strip, as just asserted.
    unsafe {
        let (from, to) = (values.as_ptr(), strip.as_mut_ptr());
        let side_by_side = lanes[..*count].iter().enumerate().all(|(v, &lane)| lane == v * LANES);
        if !side_by_side || count * LANES != width {
            for (p, &offset) in offsets.iter().enumerate() {
                for v in 0..*count {
                    copy_vector(from.add(offset as usize + bases[v]), to.add(p * width + lanes[v]));
                }
            }
            return;
        }
        // Every lane from one vector: as many as the compiler knows.
        match count {
            2 => pack_whole::<R, 2>(from, offsets, bases, to),
            3 => pack_whole::<R, 3>(from, offsets, bases, to),
            4 => pack_whole::<R, 4>(from, offsets, bases, to),
            _ => unreachable!("no tile has this width"),
        }
    }
}

#[inline(never)]
unsafe fn pack_whole<R: Copy, const COUNT: usize>(
    from: *const R,
    offsets: &[u32],
    bases: &[usize; MAX_COLUMNS],
    mut to: *mut R,
) {
    let from: [*const R; COUNT] = core::array::from_fn(|v| from.add(bases[v]));
    for &offset in offsets {
        for (v, from) in from.iter().enumerate() {
            copy_vector(from.add(offset as usize), to.add(v * LANES));
        }
        to = to.add(COUNT * LANES);
    }
}

#[inline(always)]
unsafe fn copy_vector<R: Copy>(from: *const R, to: *mut R) {
    to.cast::<[R; LANES]>()
        .write_unaligned(from.cast::<[R; LANES]>().read_unaligned());
}

/// Copies `length` elements from `from` on in whole vectors: up to three more are written.
pub(super) fn copy_vectors<R: Copy>(values: &[R], length: usize, target: &mut [R]) {
    let whole = length.next_multiple_of(LANES);
    assert!(whole <= values.len() && whole <= target.len());
    for k in (0..length).step_by(LANES) {
        // SAFETY: both slices hold the whole vectors, as just asserted.
        unsafe { copy_vector(values.as_ptr().add(k), target.as_mut_ptr().add(k)) };
    }
}
