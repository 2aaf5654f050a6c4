//! Running sums and products along the middle axis of a row-major `[outer, length, inner]` array.

/// y[o, l, i] = x[o, 0, i] ∘ … ∘ x[o, l, i], or from the other end when reversed.
///
/// The running value is kept in y itself: one pass, rows of `inner` side by side.
pub fn cumulative<T: Copy>(
    x: &[T],
    y: &mut [T],
    length: usize,
    inner: usize,
    reversed: bool,
    combine: impl Fn(T, T) -> T,
) {
    debug_assert!(x.len() == y.len());
    let block = length * inner;
    if block == 0 {
        return;
    }
    for (x, y) in x.chunks_exact(block).zip(y.chunks_exact_mut(block)) {
        for step in 0..length {
            let row = if reversed { length - 1 - step } else { step };
            let start = row * inner;
            for i in start..start + inner {
                y[i] = match (step, reversed) {
                    (0, _) => x[i],
                    (_, false) => combine(y[i - inner], x[i]),
                    (_, true) => combine(y[i + inner], x[i]),
                };
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_run_along_the_middle() {
        let x = [1, 10, 2, 20, 3, 30, 4, 40, 5, 50, 6, 60];
        let mut y = [0; 12];
        cumulative(&x, &mut y, 3, 2, false, |a, b| a + b);
        assert_eq!(y, [1, 10, 3, 30, 6, 60, 4, 40, 9, 90, 15, 150]);
        cumulative(&x, &mut y, 3, 2, true, |a, b| a + b);
        assert_eq!(y, [6, 60, 5, 50, 3, 30, 15, 150, 11, 110, 6, 60]);
    }

    #[test]
    fn products_and_empty_axes() {
        let mut y = [0.0; 4];
        cumulative(&[2.0, 3.0, 0.5, 4.0], &mut y, 4, 1, false, |a, b| a * b);
        assert_eq!(y, [2.0, 6.0, 3.0, 12.0]);
        cumulative::<f32>(&[], &mut [], 0, 3, false, |a, b| a * b);
    }
}
