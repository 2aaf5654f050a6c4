//! Exports of `elementwise`: numbers to numbers, element by element.

use grad128_kernels::elementwise::{
    activation, activation_backward, binary, in_place, integer, map, map2, map_wide, unary, unary_backward, zip,
};
use grad128_kernels::Real as _;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::memory::checked;
use crate::strided::zip_operands;
use crate::Real;

/// Exports `name(x, y, n, p, q)`: y_i = f(x_i), with those of the parameters p and q that f names, by `map` or `map_wide`.
macro_rules! unary {
    ($map:ident, $p:ident $q:ident in $module:ident: $($(#[$doc:meta])* $name:ident($($parameter:ident),*);)*) => {$(
        $(#[$doc])*
        #[wasm_bindgen]
        pub fn $name(x: u32, y: u32, n: u32, $p: f64, $q: f64) -> i32 {
            let ($p, $q) = (Real::from_f64($p), Real::from_f64($q));
            let _ = ($p, $q);
            checked(|m| {
                let x = m.read::<Real>(x, n as usize)?;
                let y = m.write::<Real>(y, n as usize)?;
                $map(x, y, |x| $module::$name(x $(, $parameter)*));
                Ok(())
            })
        }
    )*};
}

unary! { map, p q in unary:
    /// y = |x|
    abs();
    /// y = −x
    neg();
    /// y = −1, 0 or 1 by the sign of x; 0 for NaN
    sign();
    /// y = x²
    square();
    /// y = √x
    sqrt();
    /// y = 1/√x
    rsqrt();
    /// y = 1/x
    reciprocal();
    /// y = eˣ − 1
    expm1();
    /// y = ln x
    log();
    /// y = ln(1 + x)
    log1p();
    /// y = arctan x
    atan();
    /// y = tanh x
    tanh();
    /// y = 1/(1 + e^(−x))
    sigmoid();
    /// y = 2/√π · ∫₀ˣ e^(−t²) dt
    erf();
    /// y = ⌊x⌋
    floor();
    /// y = ⌈x⌉
    ceil();
    /// y = the whole number nearest to x, halves to even
    round();
    /// y = x without its fraction
    trunc();
}

unary! { map_wide, p q in activation:
    /// y = max(x, p)
    relu(p);
    /// y = x above 0, p·x elsewhere
    leaky_relu(p);
    /// y = min(max(x, p), q)
    clamp(p, q);
}

unary! { map, p q in activation:
    /// y = x above 0, p·(eˣ − 1) elsewhere
    elu(p);
    /// y = x·sigmoid(x)
    silu();
    /// y = x/2·(1 + erf(x/√2))
    gelu();
    /// y = x/2·(1 + tanh(√(2/π)·(x + 0.044715·x³)))
    gelu_tanh();
    /// y = ln(1 + e^(p·x))/p, and x where p·x > q
    softplus(p, q);
}

/// Exports `name_backward(saved, dy, dx, n, p, q)`: dx_i = f′(saved_i)·dy_i.
macro_rules! backward {
    ($p:ident $q:ident in $module:ident: $($(#[$doc:meta])* $export:ident = $name:ident($($parameter:ident),*);)*) => {$(
        $(#[$doc])*
        #[wasm_bindgen]
        pub fn $export(saved: u32, dy: u32, dx: u32, n: u32, $p: f64, $q: f64) -> i32 {
            let ($p, $q) = (Real::from_f64($p), Real::from_f64($q));
            let _ = ($p, $q);
            checked(|m| {
                let saved = m.read::<Real>(saved, n as usize)?;
                let dy = m.read::<Real>(dy, n as usize)?;
                let dx = m.write::<Real>(dx, n as usize)?;
                map2(saved, dy, dx, |saved, dy| $module::$name(saved, dy $(, $parameter)*));
                Ok(())
            })
        }
    )*};
}

backward! { p q in unary_backward:
    /// dx = dy·sign(x); saved is x
    abs_backward = abs();
    /// dx = dy·2x; saved is x
    square_backward = square();
    /// dx = dy/(2y); saved is y
    sqrt_backward = sqrt();
    /// dx = −dy/2·y³; saved is y
    rsqrt_backward = rsqrt();
    /// dx = −dy·y²; saved is y
    reciprocal_backward = reciprocal();
    /// dx = dy·(y + 1); saved is y
    expm1_backward = expm1();
    /// dx = dy/x; saved is x
    log_backward = log();
    /// dx = dy/(x + 1); saved is x
    log1p_backward = log1p();
    /// dx = dy·(1 + y²); saved is y
    tan_backward = tan();
    /// dx = dy/(x² + 1); saved is x
    atan_backward = atan();
    /// dx = dy·(1 − y²); saved is y
    tanh_backward = tanh();
    /// dx = dy·y·(1 − y); saved is y
    sigmoid_backward = sigmoid();
    /// dx = dy·2/√π·e^(−x²); saved is x
    erf_backward = erf();
}

backward! { p q in activation_backward:
    /// dx = 0 where y ≤ 0, dy elsewhere; saved is y
    relu_backward = relu();
    /// dx = dy above 0, p·dy elsewhere; saved is x
    leaky_relu_backward = leaky_relu(p);
    /// dx = 0 where x ≤ p or x ≥ q, dy elsewhere; saved is x
    hardtanh_backward = hardtanh(p, q);
    /// dx = dy where p < x < q, 0 elsewhere; saved is x
    clamp_backward = clamp(p, q);
    /// dx = dy above 0, p·eˣ·dy elsewhere; saved is x
    elu_backward = elu(p);
    /// dx = dy·s·(1 + x·(1 − s)) with s = sigmoid(x); saved is x
    silu_backward = silu();
    /// dx = dy·(Φ(x) + x·φ(x)); saved is x
    gelu_backward = gelu();
    /// dx = dy times the derivative of gelu_tanh; saved is x
    gelu_tanh_backward = gelu_tanh();
    /// dx = dy·sigmoid(p·x), and dy where p·x > q; saved is x
    softplus_backward = softplus(p, q);
}

/// Exports `name(a, b, y, n, layout, scalar)`: y_i = f(a_i, b_i); see `zip_operands`.
macro_rules! binary {
    ($module:ident on $type:ty: $($(#[$doc:meta])* $export:ident = $name:ident;)*) => {$(
        $(#[$doc])*
        #[wasm_bindgen]
        pub fn $export(a: u32, b: u32, y: u32, n: u32, layout: u32, scalar: f64) -> i32 {
            checked(|m| {
                let mut slot = None;
                let (a, b) = zip_operands::<$type>(m, a, b, n, layout, scalar, &mut slot)?;
                let y = m.write::<$type>(y, n as usize)?;
                zip(a, b, y, $module::$name);
                Ok(())
            })
        }
    )*};
}

binary! { binary on Real:
    /// y = a + b
    add = add;
    /// y = a − b
    sub = sub;
    /// y = a·b
    mul = mul;
    /// y = a/b
    div = div;
    /// y = the larger of a and b; NaN when either is
    maximum = maximum;
    /// y = the smaller of a and b; NaN when either is
    minimum = minimum;
    /// y = the remainder of a/b with the sign of a
    fmod = fmod;
    /// y = the remainder of a/b with the sign of b
    remainder = remainder;
}

binary! { integer on i32:
    /// y = a + b, wrapping around
    add_i32 = add;
    /// y = a − b, wrapping around
    sub_i32 = sub;
    /// y = a·b, wrapping around
    mul_i32 = mul;
    /// y = aᵇ for b ≥ 0, wrapping around
    pow_i32 = pow;
    /// y = the remainder of a/b with the sign of a, for b ≠ 0
    fmod_i32 = fmod;
    /// y = the remainder of a/b with the sign of b, for b ≠ 0
    remainder_i32 = remainder;
    /// y = the larger of a and b
    maximum_i32 = maximum;
    /// y = the smaller of a and b
    minimum_i32 = minimum;
}

/// Exports `name(x, y, n)` on integers.
macro_rules! unary_i32 {
    ($($(#[$doc:meta])* $export:ident = $name:ident;)*) => {$(
        $(#[$doc])*
        #[wasm_bindgen]
        pub fn $export(x: u32, y: u32, n: u32) -> i32 {
            checked(|m| {
                let x = m.read::<i32>(x, n as usize)?;
                let y = m.write::<i32>(y, n as usize)?;
                map(x, y, integer::$name);
                Ok(())
            })
        }
    )*};
}

unary_i32! {
    /// y = −x, wrapping around
    neg_i32 = neg;
    /// y = |x|, wrapping around
    abs_i32 = abs;
    /// y = −1, 0 or 1 by the sign of x
    sign_i32 = sign;
}

/// y += x
#[wasm_bindgen]
pub fn accumulate(y: u32, x: u32, n: u32) -> i32 {
    checked(|m| {
        let y = m.write::<Real>(y, n as usize)?;
        let x = m.read::<Real>(x, n as usize)?;
        in_place::accumulate(y, x);
        Ok(())
    })
}

/// y = min(max(y, −bound), bound)
#[wasm_bindgen]
pub fn clip(y: u32, n: u32, bound: f64) -> i32 {
    checked(|m| {
        let y = m.write::<Real>(y, n as usize)?;
        in_place::clip(y, Real::from_f64(bound));
        Ok(())
    })
}

/// y *= factor
#[wasm_bindgen]
pub fn scale(y: u32, n: u32, factor: f64) -> i32 {
    checked(|m| {
        let y = m.write::<Real>(y, n as usize)?;
        in_place::scale(y, Real::from_f64(factor));
        Ok(())
    })
}
