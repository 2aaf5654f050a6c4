use super::band::Band;
use crate::matmul::{Product, MAX_COLUMNS};
use crate::Real;

pub(super) const LANES: usize = 4;

/// Which vectors of a band make a strip of positions: each goes to its lane, and where it is longer than what is left of
/// a row, the next one overwrites the rest.
#[derive(Default)]
pub(super) struct Vectors {
    lanes: [usize; MAX_COLUMNS],
    bases: [usize; MAX_COLUMNS],
    count: usize,
    /// The largest base and the largest lane.
    farthest: usize,
    last: usize,
    /// Some vector is not used as a whole.
    broken: bool,
}

impl Vectors {
    /// Takes `length` positions that lie side by side; those of a strip are taken from left to right.
    pub fn add(&mut self, mut lane: usize, mut base: usize, length: usize) {
        let end = lane + length;
        while lane < end {
            self.lanes[self.count] = lane;
            self.bases[self.count] = base;
            self.broken |= lane != self.count * LANES;
            self.farthest = self.farthest.max(base);
            self.last = lane;
            self.count += 1;
            lane += LANES;
            base += LANES;
        }
    }
}

/// `strip[p · width + lane]` for the taps of the band; what stands in lanes without a position does not matter.
#[inline(never)]
pub(super) fn pack_vectors<R: Product>(values: &[R], band: &Band<R>, vectors: &Vectors, width: usize, strip: &mut [R]) {
    let Vectors {
        lanes, bases, count, ..
    } = vectors;
    let offsets = band.offsets();
    assert!(band.reach() + vectors.farthest + LANES <= values.len() && *count <= MAX_COLUMNS);
    assert!(vectors.last < width && offsets.len() * width + LANES <= strip.len());
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
pub(super) unsafe fn load<R: Copy>(from: *const R) -> [R; LANES] {
    from.cast::<[R; LANES]>().read_unaligned()
}

#[inline(always)]
pub(super) unsafe fn copy_vector<R: Copy>(from: *const R, to: *mut R) {
    to.cast::<[R; LANES]>().write_unaligned(load(from));
}

/// A mask of the lanes `from <= lane < to`.
pub(super) fn lanes_within(from: usize, to: usize) -> [i32; LANES] {
    core::array::from_fn(|lane| if (from..to).contains(&lane) { -1 } else { 0 })
}

/// How far apart vectors lie, which the compiler is not told: it would make short loops calls of memory.copy and
/// memory.fill, which take longer than a row of an image.
#[inline(always)]
pub(super) fn distance() -> usize {
    core::hint::black_box(LANES)
}

/// Copies `length` elements in whole vectors: up to three more are written.
fn copy_vectors<R: Copy>(values: &[R], length: usize, target: &mut [R]) {
    let whole = length.next_multiple_of(LANES);
    assert!(whole <= values.len() && whole <= target.len());
    let distance = distance();
    let mut k = 0;
    while k < length {
        // SAFETY: both slices hold the whole vectors, as just asserted.
        unsafe { copy_vector(values.as_ptr().add(k), target.as_mut_ptr().add(k)) };
        k += distance;
    }
}

/// Copies a whole line. The last vector overlaps the one before.
pub(super) fn copy_line<R: Copy>(values: &[R], target: &mut [R]) {
    let length = target.len();
    let values = &values[..length];
    if length < LANES {
        let step = distance() / LANES;
        let mut k = 0;
        while k < length {
            target[k] = values[k];
            k += step;
        }
        return;
    }
    copy_vectors(values, length - length % LANES, target);
    let last = length - LANES;
    // SAFETY: both slices have `length` elements.
    unsafe { copy_vector(values.as_ptr().add(last), target.as_mut_ptr().add(last)) };
}

/// Clears a few elements.
pub(super) fn clear<R: Real>(elements: &mut [R]) {
    let step = distance() / LANES;
    let mut k = 0;
    while k < elements.len() {
        elements[k] = R::ZERO;
        k += step;
    }
}
