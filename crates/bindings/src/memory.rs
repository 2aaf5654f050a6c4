//! The door to linear memory: a kernel gets slices only after their addresses were checked.

use core::mem::{align_of, size_of, MaybeUninit};
use core::slice;

use wasm_bindgen::prelude::wasm_bindgen;

use crate::Real;

/// Why a call was refused before its kernel ran. `0` is success; the numbers are part of the interface.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(i32)]
pub enum Status {
    Success = 0,
    /// A region reaches beyond the end of linear memory, or its size overflows.
    OutOfBounds = 1,
    /// An address is not a multiple of its element's size.
    Misaligned = 2,
    /// A region that is written overlaps another operand.
    Overlap = 3,
    /// Sizes or strides contradict each other.
    BadLayout = 4,
    /// More operands than a call can hold.
    TooManyOperands = 5,
}

pub type Checked<T> = Result<T, Status>;

/// Types of which every bit pattern is a value, so that any memory may be read as them.
///
/// # Safety
/// Implement it for such types only.
pub unsafe trait Plain: Copy {}

macro_rules! plain {
    ($($type:ty),*) => {$(
        // SAFETY: numbers have no invalid bit patterns.
        unsafe impl Plain for $type {}
    )*};
}

plain!(u8, i32, u32, u64, f32, f64, [u64; 2]);

const CAPACITY: usize = 16;

/// The operands of one call, checked as they are taken: inside memory, aligned, writes apart from everything else.
pub struct Operands {
    /// Start, end (exclusive) and whether it is written, of the first `count`. The rest is never set: clearing it would
    /// cost more than a small kernel.
    regions: [MaybeUninit<(usize, usize, bool)>; CAPACITY],
    count: usize,
    limit: usize,
}

impl Operands {
    fn new() -> Self {
        Self {
            regions: [const { MaybeUninit::uninit() }; CAPACITY],
            count: 0,
            limit: memory_bytes(),
        }
    }

    /// `len` elements that the kernel only reads.
    pub fn read<'a, T: Plain>(&mut self, pointer: u32, len: usize) -> Checked<&'a [T]> {
        let start = self.claim::<T>(pointer, len, false)?;
        // SAFETY: inside linear memory, aligned, apart from every region taken for writing.
        Ok(unsafe { slice::from_raw_parts(start as *const T, len) })
    }

    /// `len` elements that the kernel writes (and may read before).
    pub fn write<'a, T: Plain>(&mut self, pointer: u32, len: usize) -> Checked<&'a mut [T]> {
        let start = self.claim::<T>(pointer, len, true)?;
        // SAFETY: inside linear memory, aligned, apart from every other region of this call.
        Ok(unsafe { slice::from_raw_parts_mut(start as *mut T, len) })
    }

    /// As [`read`](Self::read), where an address of 0 says that the operand is absent.
    pub fn read_optional<'a, T: Plain>(&mut self, pointer: u32, len: usize) -> Checked<Option<&'a [T]>> {
        if pointer == 0 {
            return Ok(None);
        }
        self.read(pointer, len).map(Some)
    }

    /// As [`write`](Self::write), where an address of 0 says that the operand is absent.
    pub fn write_optional<'a, T: Plain>(&mut self, pointer: u32, len: usize) -> Checked<Option<&'a mut [T]>> {
        if pointer == 0 {
            return Ok(None);
        }
        self.write(pointer, len).map(Some)
    }

    fn claim<T>(&mut self, pointer: u32, len: usize, written: bool) -> Checked<usize> {
        let bytes = len.checked_mul(size_of::<T>()).ok_or(Status::OutOfBounds)?;
        self.claim_bytes(pointer as usize, bytes, align_of::<T>(), written)
    }

    /// Not generic and not inlined: one copy serves every export.
    #[inline(never)]
    fn claim_bytes(&mut self, start: usize, bytes: usize, alignment: usize, written: bool) -> Checked<usize> {
        if bytes == 0 {
            return Ok(alignment);
        }
        if start == 0 || !start.is_multiple_of(alignment) {
            return Err(Status::Misaligned);
        }
        let end = start.checked_add(bytes).ok_or(Status::OutOfBounds)?;
        // A slice longer than `isize::MAX` bytes is not allowed to exist.
        if end > self.limit || bytes > isize::MAX as usize {
            return Err(Status::OutOfBounds);
        }
        if self.count == CAPACITY {
            return Err(Status::TooManyOperands);
        }
        for region in &self.regions[..self.count] {
            // SAFETY: the first `count` regions were set.
            let (other_start, other_end, other_written) = unsafe { region.assume_init() };
            if (written || other_written) && start < other_end && other_start < end {
                return Err(Status::Overlap);
            }
        }
        self.regions[self.count].write((start, end, written));
        self.count += 1;
        Ok(start)
    }
}

/// Runs a kernel on checked operands and turns the outcome into the status that JavaScript sees.
#[inline(always)]
pub fn checked(run: impl FnOnce(&mut Operands) -> Checked<()>) -> i32 {
    match run(&mut Operands::new()) {
        Ok(()) => Status::Success as i32,
        Err(status) => status as i32,
    }
}

/// The product of sizes, refused when it does not fit an address.
pub fn product(sizes: &[u32]) -> Checked<usize> {
    sizes
        .iter()
        .try_fold(1_usize, |total, &size| total.checked_mul(size as usize))
        .ok_or(Status::BadLayout)
}

#[cfg(target_arch = "wasm32")]
fn memory_bytes() -> usize {
    // 65536 pages are 2³² bytes, one more than an address can say; the last byte is never part of a block.
    core::arch::wasm32::memory_size(0).saturating_mul(65536)
}

/// Natively only the checks themselves are tested; addresses are those of the test.
#[cfg(not(target_arch = "wasm32"))]
fn memory_bytes() -> usize {
    usize::MAX
}

/// The first address that is free for tensors: behind the module's own data and stack.
#[wasm_bindgen]
pub fn heap_base() -> u32 {
    memory_start() as u32
}

/// The bytes of a real number in this build: 4, or 8 in double precision.
#[wasm_bindgen]
pub fn real_bytes() -> u32 {
    size_of::<Real>() as u32
}

#[cfg(target_arch = "wasm32")]
fn memory_start() -> usize {
    extern "C" {
        /// Placed by the linker; only its address means anything.
        static __heap_base: u8;
    }
    &raw const __heap_base as usize
}

/// Natively there is no linear memory, so nothing of it is taken.
#[cfg(not(target_arch = "wasm32"))]
fn memory_start() -> usize {
    0
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A memory of one page. Claims are only numbers: nothing is read or written through them.
    fn page() -> Operands {
        Operands {
            limit: 65536,
            ..Operands::new()
        }
    }

    #[test]
    fn a_region_may_end_where_memory_ends_and_no_further() {
        assert_eq!(page().claim::<f32>(65532, 1, true), Ok(65532));
        assert_eq!(page().claim::<f32>(65532, 2, false), Err(Status::OutOfBounds));
        assert_eq!(page().claim::<u8>(65536, 1, false), Err(Status::OutOfBounds));
        assert_eq!(page().claim::<f64>(8, 8191, false), Ok(8));
    }

    #[test]
    fn addresses_are_multiples_of_the_element_and_not_null() {
        for pointer in [0, 1, 2, 3, 6] {
            assert_eq!(page().claim::<f32>(pointer, 1, false), Err(Status::Misaligned));
        }
        assert_eq!(page().claim::<f64>(4, 1, false), Err(Status::Misaligned));
        assert_eq!(page().claim::<u8>(3, 1, false), Ok(3));
    }

    #[test]
    fn sizes_that_overflow_are_out_of_bounds() {
        let mut all = Operands {
            limit: usize::MAX,
            ..Operands::new()
        };
        assert_eq!(all.claim::<f64>(8, usize::MAX / 4, false), Err(Status::OutOfBounds));
        assert_eq!(all.claim::<u8>(8, usize::MAX, false), Err(Status::OutOfBounds));
        assert_eq!(
            all.claim::<u8>(8, isize::MAX as usize + 1, false),
            Err(Status::OutOfBounds)
        );
        assert_eq!(all.claim::<u8>(8, isize::MAX as usize, false), Ok(8));
    }

    #[test]
    fn what_is_written_overlaps_nothing_and_reads_may_share() {
        let mut operands = page();
        assert_eq!(operands.claim::<f32>(64, 16, false), Ok(64));
        assert_eq!(operands.claim::<f32>(64, 16, false), Ok(64));
        assert_eq!(operands.claim::<f32>(96, 16, false), Ok(96));
        assert_eq!(operands.claim::<f32>(124, 8, true), Err(Status::Overlap));
        assert_eq!(operands.claim::<f32>(0x20, 9, true), Err(Status::Overlap));
        assert_eq!(operands.claim::<f32>(160, 4, true), Ok(160));
        assert_eq!(operands.claim::<f32>(0x20, 8, true), Ok(0x20));
        assert_eq!(operands.claim::<u8>(163, 1, false), Err(Status::Overlap));
        assert_eq!(operands.claim::<u8>(160, 1, true), Err(Status::Overlap));
    }

    #[test]
    fn nothing_is_asked_of_an_empty_region() {
        let mut operands = page();
        assert_eq!(operands.read::<f64>(3, 0), Ok(&[][..]));
        assert_eq!(operands.write::<f32>(u32::MAX, 0).map(|y| y.len()), Ok(0));
        assert_eq!(operands.count, 0);
    }

    #[test]
    fn an_absent_operand_is_not_claimed() {
        let mut operands = page();
        assert_eq!(operands.read_optional::<f32>(0, 5), Ok(None));
        assert!(matches!(operands.write_optional::<f32>(0, 5), Ok(None)));
        assert_eq!(operands.write_optional::<f32>(2, 5), Err(Status::Misaligned));
        assert_eq!(operands.read_optional::<f32>(65536, 1), Err(Status::OutOfBounds));
        assert_eq!(operands.count, 0);
    }

    #[test]
    fn a_call_holds_so_many_operands() {
        let mut operands = page();
        for _ in 0..CAPACITY {
            assert_eq!(operands.claim::<u8>(1, 1, false), Ok(1));
        }
        assert_eq!(operands.claim::<u8>(1, 1, false), Err(Status::TooManyOperands));
    }

    #[test]
    fn products_and_statuses() {
        assert_eq!(
            (product(&[]), product(&[2, 3, 4]), product(&[7, 0])),
            (Ok(1), Ok(24), Ok(0))
        );
        assert_eq!(product(&[u32::MAX; 3]), Err(Status::BadLayout));
        assert_eq!(checked(|_| Ok(())), 0);
        assert_eq!(checked(|_| Err(Status::Overlap)), 3);
        assert_eq!(real_bytes() as usize, size_of::<Real>());
    }
}
