const SIGN: u32 = 0x8000_0000;

/// The sign of x alone, as a bit.
#[inline(always)]
pub fn sign_bit(x: f32) -> u32 {
    x.to_bits() & SIGN
}

/// |x|
#[inline(always)]
pub fn magnitude(x: f32) -> f32 {
    f32::from_bits(x.to_bits() & !SIGN)
}

/// y with the sign of x, for y ≥ 0 or of that sign already.
#[inline(always)]
pub fn with_sign_of(x: f32, y: f32) -> f32 {
    f32::from_bits(y.to_bits() | sign_bit(x))
}
