/// The side of the squares that are moved at once: two of them stay in the first-level cache.
const BLOCK: usize = 32;

/// y[b, c, r] = x[b, r, c]; x [batch, rows, columns], y [batch, columns, rows], both contiguous.
pub fn transpose<T: Copy>(x: &[T], y: &mut [T], rows: usize, columns: usize) {
    debug_assert_eq!(x.len(), y.len());
    let size = rows * columns;
    if size == 0 {
        return;
    }
    for (x, y) in x.chunks_exact(size).zip(y.chunks_exact_mut(size)) {
        for row in (0..rows).step_by(BLOCK) {
            let height = BLOCK.min(rows - row);
            for column in (0..columns).step_by(BLOCK) {
                for c in column..columns.min(column + BLOCK) {
                    let line = &mut y[c * rows + row..][..height];
                    let source = &x[row * columns + c..];
                    for (y, &x) in line.iter_mut().zip(source.iter().step_by(columns)) {
                        *y = x;
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::vec;
    use std::vec::Vec;

    #[test]
    fn every_element_lands_mirrored() {
        for (batch, rows, columns) in [
            (1, 1, 1),
            (2, 3, 5),
            (3, 1, 65),
            (1, 63, 127),
            (2, 64, 32),
            (0, 4, 4),
            (2, 0, 3),
        ] {
            let x: Vec<u32> = (0..(batch * rows * columns) as u32).collect();
            let mut y = vec![u32::MAX; x.len()];
            transpose(&x, &mut y, rows, columns);
            for (i, &value) in y.iter().enumerate() {
                let (b, c, r) = (i / (rows * columns), i / rows % columns, i % rows);
                assert_eq!(value as usize, (b * rows + r) * columns + c);
            }
        }
    }
}
