const BLOCK: usize = 64;

/// `y_i = near(x_i)` where x_i is within reach, which vectorises, and `anywhere(x_i)` where it is not: computed only in
/// blocks that hold such a number.
#[inline(always)]
pub fn map_blocks<T: Copy>(
    x: &[T],
    y: &mut [T],
    reaches: impl Fn(T) -> bool,
    near: impl Fn(T) -> T,
    anywhere: impl Fn(T) -> T,
) {
    debug_assert_eq!(x.len(), y.len());
    for (x, y) in x.chunks(BLOCK).zip(y.chunks_mut(BLOCK)) {
        // In one loop, as both wait for the same numbers.
        let mut all_reach = true;
        for (y, &x) in y.iter_mut().zip(x) {
            all_reach &= reaches(x);
            *y = near(x);
        }
        if !all_reach {
            for (y, &x) in y.iter_mut().zip(x) {
                *y = if reaches(x) { *y } else { anywhere(x) };
            }
        }
    }
}
