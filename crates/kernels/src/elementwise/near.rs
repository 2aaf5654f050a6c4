use crate::Real;

/// Asserts that `got` is `want` rounded to `T`, up to `ulps` units of its precision; NaN and infinities exactly.
#[track_caller]
pub fn near<T: Real>(got: T, want: f64, ulps: f64) {
    let epsilon = if size_of::<T>() == 4 {
        f64::from(f32::EPSILON)
    } else {
        f64::EPSILON
    };
    let value = got.to_f64();
    let same = value == want || (value.is_nan() && want.is_nan());
    assert!(
        same || (value - want).abs() <= ulps * epsilon * want.abs(),
        "got {value:e}, expected {want:e}"
    );
}
