//! The law of dependencies: arrows point down, nothing points up or sideways.

use cargo_metadata::{DependencyKind, Metadata, MetadataCommand, Package};
use std::{collections::BTreeSet, path::Path};

/// Which of our crates each crate may use, outside its tests. A crate that is not listed here has
/// to be given a place first.
const LAW: &[(&str, &[&str])] = &[
    ("server", &["app", "sunup", "sunup-cache", "sunup-server"]),
    ("frontend", &["app", "sunup"]),
    ("app", &["sunup"]),
    ("sunup", &["sunup-cache", "sunup-i18n", "sunup-server"]),
    ("sunup-cache", &[]),
    ("sunup-i18n", &[]),
    ("sunup-server", &[]),
    ("sunup-cli", &[]),
    ("sunup-test", &[]),
    ("bench-raw", &[]),
    ("bench-ssr", &["app", "sunup"]),
];

/// The only crates that name Leptos. `bench-ssr` is the yardstick of `cargo sunup bench ssr`: the
/// site under bare leptos_axum, without Sunup's renderer.
const LEPTOS: &[&str] = &["app", "sunup", "bench-ssr"];

fn workspace() -> Metadata {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../Cargo.toml");
    let mut command = MetadataCommand::new();
    command.manifest_path(manifest).no_deps();
    command.exec().expect("cargo metadata of the workspace")
}

fn used_by(package: &Package) -> impl Iterator<Item = &str> {
    package
        .dependencies
        .iter()
        .filter(|dependency| dependency.kind == DependencyKind::Normal)
        .map(|dependency| dependency.name.as_str())
}

#[test]
fn every_crate_has_a_place_in_the_law() {
    let metadata = workspace();
    let actual: BTreeSet<&str> = metadata.packages.iter().map(|p| p.name.as_str()).collect();
    let placed: BTreeSet<&str> = LAW.iter().map(|(name, _)| *name).collect();
    assert_eq!(actual, placed);
}

#[test]
fn no_crate_uses_one_above_or_beside_it() {
    let metadata = workspace();
    for package in &metadata.packages {
        let (_, allowed) = LAW
            .iter()
            .find(|(name, _)| *name == package.name.as_str())
            .expect("a place in the law");
        for used in used_by(package) {
            let ours = LAW.iter().any(|(name, _)| *name == used);
            assert!(
                !ours || allowed.contains(&used),
                "{} must not use {used}",
                package.name
            );
        }
    }
}

#[test]
fn only_pages_and_what_they_use_know_leptos() {
    let metadata = workspace();
    for package in &metadata.packages {
        let leptos = used_by(package).find(|name| name.starts_with("leptos"));
        assert!(
            leptos.is_none() || LEPTOS.contains(&package.name.as_str()),
            "{} must not use {leptos:?}",
            package.name
        );
    }
}

#[test]
fn features_are_asked_about_on_mod_and_use_lines_only() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut files = Vec::new();
    for folder in ["app/src", "crates/sunup/src"] {
        rust_files(&root.join(folder), &mut files);
    }
    assert!(files.len() > 20, "the walk found too little: {files:?}");
    for file in files {
        let text = std::fs::read_to_string(&file).expect("a readable source file");
        let mut lines = text.lines().map(str::trim).peekable();
        while let Some(line) = lines.next() {
            if !line.starts_with("#[cfg(") || !line.contains("feature") {
                continue;
            }
            let marked = lines
                .find(|next| !next.starts_with("#["))
                .unwrap_or_default();
            let words: Vec<&str> = marked.split_whitespace().collect();
            let visibility = words.first().is_some_and(|word| word.starts_with("pub"));
            let keyword = words
                .get(usize::from(visibility))
                .copied()
                .unwrap_or_default();
            assert!(
                matches!(keyword, "mod" | "use"),
                "{}: {line} stands on {marked:?}",
                file.display()
            );
        }
    }
}

fn rust_files(folder: &Path, into: &mut Vec<std::path::PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("a readable folder") {
        let path = entry.expect("a readable entry").path();
        if path.is_dir() {
            rust_files(&path, into);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            into.push(path);
        }
    }
}
