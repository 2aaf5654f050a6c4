/// y_i = a_i where the condition is not 0, b_i elsewhere; all [n].
pub fn select<T: Copy>(condition: &[u8], a: &[T], b: &[T], y: &mut [T]) {
    debug_assert!(condition.len() == y.len() && a.len() == y.len() && b.len() == y.len());
    for (((y, &condition), &a), &b) in y.iter_mut().zip(condition).zip(a).zip(b) {
        *y = if condition != 0 { a } else { b };
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::vec;
    use std::vec::Vec;

    #[test]
    fn the_condition_chooses_at_every_size() {
        for n in [0, 1, 3, 5, 63, 65, 127, 509] {
            let condition: Vec<u8> = (0..n).map(|i| (i % 3) as u8).collect();
            let a: Vec<i32> = (0..n).collect();
            let b: Vec<i32> = (0..n).map(|i| -1 - i).collect();
            let mut y = vec![i32::MAX; n as usize];
            select(&condition, &a, &b, &mut y);
            assert!((0..n).all(|i| y[i as usize] == if i % 3 != 0 { i } else { -1 - i }));
        }
    }

    #[test]
    fn the_other_side_does_not_leak() {
        let mut y = [0.0_f32; 2];
        select(&[1, 0], &[1.0, f32::NAN], &[f32::NAN, 2.0], &mut y);
        assert_eq!(y, [1.0, 2.0]);
    }
}
