//! How exact the transcendental functions are in single precision, over all exponents and both signs.
//!
//! docs/accuracy.md holds the table that comes of it; `GRAD128_WRITE=1 cargo test --test accuracy` writes it anew. Nothing
//! in it depends on the machine: there is no fused multiplication and addition in either build.

use std::fs;
use std::thread;

use grad128_kernels::elementwise::{activation, unary};
use grad128_kernels::Real;

const DOCUMENT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/accuracy.md");
/// Of all bit patterns, each so manieth is tried; both are prime, so that every exponent and mantissa has its turn.
const STEP: usize = 97;
const CHECKSUM_STEP: usize = 9973;
const INFINITY_BITS: u32 = 0x7f80_0000;
/// Errors above this many units in the last place are refused.
const BOUND: f64 = 2.0;
/// Sums and quotients of several rounded numbers have a little more.
const COMPOSITE_BOUND: f64 = 2.5;

struct Function {
    name: &'static str,
    single: fn(f32) -> f32,
    double: fn(f64) -> f64,
    bound: f64,
    method: &'static str,
}

/// Name, the function in both precisions, the bound and the method.
macro_rules! functions {
    ($($name:literal: $function:expr, $bound:expr, $method:literal;)*) => {
        vec![$(Function { name: $name, single: $function, double: $function, bound: $bound, method: $method }),*]
    };
}

fn functions() -> Vec<Function> {
    functions! {
        "exp": Real::exp, BOUND, "2ⁿ·eʳ, \\|r\\| ≤ ½ ln 2, degree 6";
        "expm1": Real::expm1, BOUND, "2ⁿ·(eʳ − 1) + (2ⁿ − 1), the same polynomial";
        "log": Real::ln, BOUND, "e·ln 2 + ln(1 + f), √½ ≤ 1 + f < √2, degree 10";
        "log1p": Real::ln_1p, BOUND, "the same, with f taken from x itself";
        "sin": Real::sin, BOUND, "quarter turns in four parts up to 12,867, degrees 7 and 6; beyond: 64-bit integers";
        "cos": Real::cos, BOUND, "the same, a quarter turn on";
        "tan": Real::tan, BOUND, "quarter turns with the rest kept, degree 15; beyond: 64-bit integers";
        "atan": Real::atan, BOUND, "degree 17 of \\|x\\| or 1/\\|x\\|";
        "tanh": Real::tanh, COMPOSITE_BOUND, "E/(E + 2), E = e^(2\\|x\\|) − 1 by the polynomial of exp";
        "erf": Real::erf, BOUND, "1 − e^(−q), q of degree 9 on 0 … 3.95";
        "sigmoid": unary::sigmoid, COMPOSITE_BOUND, "eˣ/(1 + eˣ)";
        "softplus": |x| activation::softplus(x, Real::ONE, Real::INFINITY), COMPOSITE_BOUND, "max(x, 0) + ln(1 + t), t = e^(−\\|x\\|), degree 11";
    }
}

/// Every `step`th number from 0 on, then the same ones with the other sign.
fn sweep(step: usize) -> impl Iterator<Item = f32> {
    let positive = move || (0..=INFINITY_BITS).step_by(step).map(f32::from_bits);
    positive().chain(positive().map(|x| -x))
}

/// Zeros, infinities, NaN, and numbers at the ends of the exponents.
const SPECIAL: [f32; 13] = [
    0.0,
    -0.0,
    f32::INFINITY,
    f32::NEG_INFINITY,
    f32::NAN,
    f32::MAX,
    f32::MIN,
    f32::MIN_POSITIVE,
    -f32::MIN_POSITIVE,
    1e-45,
    -1e-45,
    1.0,
    -1.0,
];

/// The distance in spacings of single-precision numbers at `want`. Zeros of the wrong sign, and what is NaN on one side
/// only, are infinitely far off.
fn units_off(got: f32, want: f64) -> f64 {
    if want.is_nan() || got.is_nan() {
        return if want.is_nan() && got.is_nan() {
            0.0
        } else {
            f64::INFINITY
        };
    }
    if want == 0.0 && got == 0.0 {
        return if want.is_sign_negative() == got.is_sign_negative() {
            0.0
        } else {
            f64::INFINITY
        };
    }
    // ∞ is where the next number would be.
    let end = 2.0_f64.powi(128);
    let (got, want) = (f64::from(got).clamp(-end, end), want.clamp(-end, end));
    let exponent = ((want.abs().to_bits() >> 52) as i32 - 1023).clamp(-126, 127);
    (got - want).abs() / 2.0_f64.powi(exponent - 23)
}

/// The largest error and where it is.
fn worst(function: &Function) -> (f64, f32) {
    sweep(STEP).chain(SPECIAL).fold((0.0, 0.0), |worst, x| {
        let off = units_off((function.single)(x), (function.double)(f64::from(x)));
        if off > worst.0 {
            (off, x)
        } else {
            worst
        }
    })
}

/// FNV-1a over the words of the results, all NaN alike.
fn checksum(function: &Function) -> u32 {
    sweep(CHECKSUM_STEP).chain(SPECIAL).fold(0x811c_9dc5, |hash, x| {
        let y = (function.single)(x);
        let word = if y.is_nan() { 0x7fc0_0000 } else { y.to_bits() };
        (hash ^ word).wrapping_mul(0x0100_0193)
    })
}

fn row(function: &Function) -> String {
    let (off, x) = worst(function);
    let &Function {
        name, bound, method, ..
    } = function;
    assert!(off <= bound, "{name} is {off} units off at {x:?}");
    format!(
        "| {name} | {off:.2} | {x:?} | {:08x} | {method} |\n",
        checksum(function)
    )
}

#[test]
fn the_table_of_errors_is_true() {
    let functions = functions();
    let rows: String = thread::scope(|scope| {
        let rows: Vec<_> = functions.iter().map(|function| scope.spawn(|| row(function))).collect();
        rows.into_iter().map(|row| row.join().unwrap()).collect()
    });
    let document = fs::read_to_string(DOCUMENT).unwrap();
    let start = document.find("| function |").unwrap();
    let end = start
        + document[start..]
            .find("\n\n")
            .map_or(document[start..].len(), |end| end + 1);
    let heading = "| function | units | at | checksum | method |\n|---|---|---|---|---|\n";
    let table = format!("{heading}{rows}");
    if std::env::var_os("GRAD128_WRITE").is_some() {
        fs::write(DOCUMENT, format!("{}{table}{}", &document[..start], &document[end..])).unwrap();
    } else {
        assert_eq!(&document[start..end], table);
    }
}
