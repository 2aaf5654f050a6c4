#!/usr/bin/env bash
# Sets up what `npm run wasm` and the Rust tests need; quick when all of it is there.
#
#   scripts/setup-rust.sh            rustup's compiler where rustup can add the wasm32 target, else Debian's packages
#   scripts/setup-rust.sh --debian   Debian's packages, whatever rustup could do
#
# Tools go into ${XDG_CACHE_HOME:-$HOME/.cache}/grad128/bin, where scripts/rust-toolchain.mjs finds them.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
: "${HOME:=$(getent passwd "$(id -u)" | cut -d: -f6)}"
export HOME
cache=${XDG_CACHE_HOME:-$HOME/.cache}/grad128
bin=$cache/bin
target=wasm32-unknown-unknown
wasm_pack_version=0.15.1
debian_compiler=(ca-certificates rustc-web cargo-web rust-web-src lld-22)
debian_lints=(rustfmt-web rust-web-clippy)

say() { printf 'setup-rust: %s\n' "$*"; }
fail() {
  printf 'setup-rust: %s\n' "$*" >&2
  exit 1
}
has() { command -v "$1" >/dev/null 2>&1; }

as_root() {
  if [ "$(id -u)" = 0 ]; then
    "$@"
  elif has sudo; then
    sudo "$@"
  else
    fail "'$*' needs root and there is no sudo: run it as root, then run this again"
  fi
}

install_debian() {
  has apt-get || fail "cannot install $*: there is no apt-get here. Install Rust with rustup and its target $target, then run this again"
  say "installing Debian packages: $*"
  local apt=(env DEBIAN_FRONTEND=noninteractive apt-get)
  as_root "${apt[@]}" update -qq || fail 'apt-get update failed: is there a network?'
  # --no-remove: a rustup or rustc that Debian installed stays; the user decides.
  as_root "${apt[@]}" install -y -qq --no-install-recommends --no-remove "$@" >/dev/null ||
    fail "apt-get could not install $*. Install Rust with rustup and its target $target instead, then run this again"
}

# The target and the standard library's sources, which are compiled with the kernels (-Z build-std).
has_target() {
  has rustc && compgen -G "$(rustc --print sysroot)/lib/rustlib/$target/lib/libcore-*.rlib" >/dev/null &&
    [ -d "$(rustc --print sysroot)/lib/rustlib/src/rust/library/core" ]
}

use_rustup() {
  has rustup || return 1
  say "rustup target add $target, rustup component add rust-src"
  timeout 300 rustup target add "$target" && timeout 300 rustup component add rust-src || {
    say "rustup cannot add $target and the standard library's sources here"
    return 1
  }
  has_target
}

# Debian's compiler comes without the target's standard library, but with its sources.
use_debian() {
  if ! [ -x /usr/bin/rustc ] || ! [ -x /usr/bin/cargo ] || ! [ -x /usr/bin/wasm-ld-22 ] ||
    ! [ -d "$(/usr/bin/rustc --print sysroot)/lib/rustlib/src/rust/library/core" ]; then
    install_debian "${debian_compiler[@]}"
  fi
  [ -x /usr/bin/cargo-fmt ] && [ -x /usr/bin/cargo-clippy ] || install_debian "${debian_lints[@]}"
  # Links, so that these come before rustup's of the same names; a mixture of the two cannot work.
  ln -sf /usr/bin/{rustc,rustdoc,cargo,cargo-fmt,rustfmt,cargo-clippy,clippy-driver} "$bin/"
  ln -sf /usr/bin/wasm-ld-22 "$bin/wasm-ld"
}

set_up_compiler() {
  if [ "${1:-}" = --debian ] || [ -L "$bin/rustc" ]; then
    use_debian
  elif ! has_target && ! use_rustup; then
    use_debian
  fi
  # Not `-q`: a wrapper that cannot run its compiler must be heard.
  say "compiler: $(rustc --version), $(cargo --version)"
}

set_up_lints() {
  if ! cargo fmt --version >/dev/null 2>&1 || ! cargo clippy --version >/dev/null 2>&1; then
    has rustup || fail 'cargo fmt and cargo clippy are missing: install rustfmt and clippy for your compiler'
    rustup component add rustfmt clippy
  fi
  say "lints: $(cargo fmt --version), $(cargo clippy --version)"
}

# install_tool NAME CRATE VERSION: from PATH (which has our folder first) when the version is right, else compiled.
install_tool() {
  local name=$1 crate=$2 version=$3
  if ! has "$name" || [ "$("$name" --version)" != "$name $version" ]; then
    say "compiling $name $version (a few minutes, once)"
    local install=(env -u RUSTFLAGS CARGO_TARGET_DIR="$cache/build"
      cargo install --quiet --force --root "$cache" "$crate" --version "=$version")
    # The locked packages first; a mirror may lack one of them, then the newest that fit.
    "${install[@]}" --locked || "${install[@]}"
    rm -rf "$cache/build"
  fi
  say "$("$name" --version)"
}

mkdir -p "$bin"
export PATH="$bin:$PATH"
set_up_compiler "$@"
set_up_lints
wasm_bindgen_version=$(sed -n '/^name = "wasm-bindgen"$/{n;s/^version = "\(.*\)"$/\1/p;}' "$root/crates/Cargo.lock")
[ -n "$wasm_bindgen_version" ] || fail 'crates/Cargo.lock does not name a version of wasm-bindgen'
install_tool wasm-bindgen wasm-bindgen-cli "$wasm_bindgen_version"
install_tool wasm-pack wasm-pack "$wasm_pack_version"
[ -x "$root/node_modules/.bin/wasm-opt" ] || say 'wasm-opt is missing: `npm ci` brings it (package binaryen)'
say 'ready; build with `npm run wasm`'
