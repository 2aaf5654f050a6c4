//! Kernels over many arrays at once: their operands come as a table of `u32` words, `WIDTH` words an entry.

use crate::memory::{checked, product, Checked, Operands, Status};

/// Calls `visit` with each entry of the table and operands of its own, as there may be more arrays than one call can
/// hold. Nothing that is written may overlap the table. Stops at the first refusal and returns its status.
pub fn for_each_entry<const WIDTH: usize>(
    table: u32,
    count: u32,
    mut visit: impl FnMut(&mut Operands, &[u32; WIDTH]) -> Checked<()>,
) -> i32 {
    for index in 0..count as usize {
        let status = checked(|m| {
            let words = m.read::<u32>(table, product(&[count, WIDTH as u32])?)?;
            let entry = words[index * WIDTH..].first_chunk().ok_or(Status::BadLayout)?;
            visit(m, entry)
        });
        if status != Status::Success as i32 {
            return status;
        }
    }
    Status::Success as i32
}
