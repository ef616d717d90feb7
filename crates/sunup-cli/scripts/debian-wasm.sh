#!/usr/bin/env bash
# Gives a Debian machine a Rust toolchain for wasm32-unknown-unknown when rustup cannot
# download that target: Debian's rustc-web, with the standard library for wasm compiled
# from Debian's matching sources. One to two minutes on two cores.
#
# Run by `cargo sunup setup`, or by hand:  bash crates/sunup-cli/scripts/debian-wasm.sh
# It ends at once when all is there and builds std again when Debian's rustc was upgraded.
set -euo pipefail

toolchain=debian-wasm
target=wasm32-unknown-unknown
packages=(rustc-web cargo-web rust-web-src rust-web-clippy rustfmt-web lld-22 gcc libc6-dev)
# A test names another folder here; the packages install where they want to.
lib=${SUNUP_DEBIAN_WASM_LIB:-/usr/lib/rustlib/$target/lib}

as_root=()
if [ "$(id -u)" != 0 ]; then as_root=(sudo); fi

if ! dpkg -s "${packages[@]}" >/dev/null 2>&1; then
  echo "installing ${packages[*]}"
  "${as_root[@]}" apt-get update -qq
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y -qq --no-install-recommends "${packages[@]}"
fi

# Whatever started this script may have pointed these at another toolchain.
unset CARGO RUSTC RUSTDOC RUSTUP_TOOLCHAIN RUSTFLAGS CARGO_TARGET_DIR CARGO_ENCODED_RUSTFLAGS LD_LIBRARY_PATH

# Where its bitcode is left out, no site can be optimised together with it (LTO).
version="$(/usr/bin/rustc --version), with bitcode"
# libtest is part of it: the harness of wasm tests links it.
if [ "$(cat "$lib/.built-by" 2>/dev/null || true)" = "$version" ] && ls "$lib"/libtest-*.rlib >/dev/null 2>&1; then
  echo "std for $target is there, built by $version"
else
  echo "building std for $target with $version"
  host=$(/usr/bin/rustc -vV | sed -n 's/^host: //p')
  work=$(mktemp -d)
  trap 'rm -rf "$work"' EXIT
  mkdir "$work/src"
  : > "$work/src/lib.rs"
  printf '[package]\nname = "stdprobe"\nversion = "0.0.0"\nedition = "2021"\n' > "$work/Cargo.toml"
  "${as_root[@]}" mkdir -p "/usr/lib/rustlib/$host/bin" "$lib"
  # rustc calls the linker of wasm by this name.
  "${as_root[@]}" ln -sf /usr/lib/llvm-22/bin/lld "/usr/lib/rustlib/$host/bin/rust-lld"
  # RUSTC_BOOTSTRAP: -Z build-std is the one unstable thing, and only for this build.
  (cd "$work" && RUSTC_BOOTSTRAP=1 RUSTC=/usr/bin/rustc CARGO_PROFILE_RELEASE_DEBUG=0 \
    RUSTFLAGS="-C embed-bitcode=yes" \
    /usr/bin/cargo build --release --target-dir "$work/target" \
    -Z build-std=std,panic_abort,panic_unwind,test --target "$target")
  built=$work/target/$target/release/deps
  rm -f "$built"/libstdprobe-*.rlib
  # The stamp goes first and comes back last: a copy cut short is done again. Files that
  # are equal stay as they are, because builds may be reading them.
  "${as_root[@]}" rm -f "$lib/.built-by"
  for file in "$lib"/*.rlib; do
    if [ ! -e "$built/$(basename "$file")" ]; then "${as_root[@]}" rm -f "$file"; fi
  done
  for file in "$built"/*.rlib; do
    cmp -s "$file" "$lib/$(basename "$file")" || "${as_root[@]}" cp "$file" "$lib/"
  done
  printf '%s' "$version" > "$work/built-by"
  "${as_root[@]}" cp "$work/built-by" "$lib/.built-by"
fi

if command -v rustup >/dev/null; then
  rustup toolchain list | grep -q "^$toolchain\b" || rustup toolchain link "$toolchain" /usr
fi
