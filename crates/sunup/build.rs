//! Sets `cfg(sunup_split)` when the browser build is being split into chunks.
//!
//! `cargo leptos --split` has no setting a crate could read. It adds `--emit-relocs` to the front
//! end's RUSTFLAGS exactly when it splits, and the splitter needs those relocations, so the flag
//! is as reliable as the split itself. A build of a `wasm_split` function that nobody splits
//! names a module that no browser can resolve, and hydration dies.

fn main() {
    println!("cargo::rustc-check-cfg=cfg(sunup_split)");
    println!("cargo::rerun-if-env-changed=CARGO_ENCODED_RUSTFLAGS");
    let flags = std::env::var("CARGO_ENCODED_RUSTFLAGS").unwrap_or_default();
    let wasm = std::env::var("CARGO_CFG_TARGET_FAMILY").is_ok_and(|family| family == "wasm");
    if wasm && flags.contains("--emit-relocs") {
        println!("cargo::rustc-cfg=sunup_split");
    }
}
