//! Asking every tool for its version.

use std::fs;
use std::path::Path;

use super::finding::{Finding, Status};
use crate::child;
use crate::setup::{
    BINARYEN, Browser, CARGO_LEPTOS, LinkState, MINIMUM_CHROMIUM, MINIMUM_NODE, MINIMUM_POSTGRES,
    Place, WASM_BINDGEN, apt_by_hand, installed_playwright, is_debian, link_state, npm,
    postgres_version,
};
use crate::toolchain::{DEBIAN, Toolchain, WASM, WasmStd};
use crate::version::Version;

const SETUP: &str = "cargo sunup setup";
const SETUP_ALL: &str = "cargo sunup setup --all";

/// Looks at everything the site relies on.
pub(crate) fn examine(place: &Place) -> Vec<Finding> {
    vec![
        rustc(place),
        wasm_std(place),
        toolchain(place),
        any(
            "cc",
            child::answer(child::command("cc").arg("--version")),
            c_compiler(),
        ),
        component(place, "rustfmt", "rustfmt"),
        component(place, "clippy", "cargo-clippy"),
        cargo_leptos(place),
        plain_cargo_leptos(place),
        wasm_bindgen(place),
        wasm_opt(place),
        at_least(
            "node",
            version(Path::new("node")),
            MINIMUM_NODE,
            "install Node 20.19 or newer",
        ),
        at_least(
            "npm",
            Version::find(&child::answer(npm().arg("--version")).unwrap_or_default()),
            "9.0.0",
            SETUP,
        ),
        playwright(place),
        chromium(place),
        at_least(
            "PostgreSQL",
            postgres_version(),
            MINIMUM_POSTGRES,
            SETUP_ALL,
        ),
    ]
}

fn rustc(place: &Place) -> Finding {
    let wanted = place.manifest.rust_version();
    let wanted = wanted
        .map(|version| version.to_string())
        .unwrap_or_default();
    at_least(
        "rustc",
        place.toolchain.rustc(),
        &wanted,
        "rustup update stable",
    )
}

fn wasm_std(place: &Place) -> Finding {
    let there = WasmStd::of(&place.toolchain).is_some();
    Finding {
        tool: "std for wasm",
        found: if there { "yes" } else { "no" }.to_owned(),
        wanted: WASM.to_owned(),
        status: if there { Status::Good } else { Status::Wrong },
        fix: if there {
            Vec::new()
        } else {
            vec![SETUP.to_owned()]
        },
    }
}

/// The override, where Debian's toolchain is what builds for the browser.
fn toolchain(place: &Place) -> Finding {
    let found = place
        .toolchain
        .short_name()
        .unwrap_or("that of PATH")
        .to_owned();
    let has_std = WasmStd::of(&place.toolchain).is_some();
    let prepared = !has_std && Toolchain::named(DEBIAN).is_installed();
    let (wanted, status, fix) = match (has_std, prepared) {
        (true, _) => (found.clone(), Status::Good, Vec::new()),
        (false, true) => (
            DEBIAN.to_owned(),
            Status::Wrong,
            vec![format!("rustup override set {DEBIAN}")],
        ),
        (false, false) => (
            "one with wasm".to_owned(),
            Status::Wrong,
            vec![SETUP.to_owned()],
        ),
    };
    Finding {
        tool: "toolchain",
        found,
        wanted,
        status,
        fix,
    }
}

/// SQLite is C, and rustc links with `cc`.
fn c_compiler() -> String {
    if cfg!(target_os = "macos") {
        return "xcode-select --install".to_owned();
    }
    if is_debian() {
        return apt_by_hand("gcc libc6-dev");
    }
    "install a C compiler that is called cc: gcc or clang".to_owned()
}

/// A part of the toolchain that the checks want: `cargo sunup test`.
fn component(place: &Place, tool: &'static str, program: &str) -> Finding {
    let toolchain = &place.toolchain;
    let answer = child::answer(toolchain.command(program).arg("--version"));
    let has_components = toolchain.name().is_some() && toolchain.short_name() != Some(DEBIAN);
    let fix = if has_components || !is_debian() {
        "rustup component add rustfmt clippy".to_owned()
    } else {
        apt_by_hand("rustfmt rust-clippy")
    };
    any(tool, answer, fix)
}

fn cargo_leptos(place: &Place) -> Finding {
    let found = version(&place.tool("cargo-leptos"));
    let found = found.map_or("none".to_owned(), |version| version.to_string());
    equal("cargo-leptos", &found, CARGO_LEPTOS)
}

fn plain_cargo_leptos(place: &Place) -> Finding {
    let (found, status, fix) = match link_state(place) {
        LinkState::Ours => ("the pinned one", Status::Good, Vec::new()),
        LinkState::Absent => ("none", Status::Wrong, vec![SETUP.to_owned()]),
        LinkState::Foreign(path) => (
            "another one",
            Status::Warning,
            vec![
                "Plain `cargo leptos` uses one with other versions of wasm-bindgen.".to_owned(),
                format!("mv {0} {0}.old && {SETUP}", path.display()),
            ],
        ),
    };
    Finding {
        tool: "plain cargo leptos",
        found: found.to_owned(),
        wanted: "the pinned one".to_owned(),
        status,
        fix,
    }
}

fn wasm_bindgen(place: &Place) -> Finding {
    let found = version(&place.tool("wasm-bindgen"))
        .map_or("none".to_owned(), |version| version.to_string());
    let locked = place
        .manifest
        .locked("wasm-bindgen")
        .map(|version| version.to_string());
    let mut finding = equal(
        "wasm-bindgen",
        &found,
        locked.as_deref().unwrap_or(WASM_BINDGEN),
    );
    if locked
        .as_deref()
        .is_some_and(|locked| locked != WASM_BINDGEN)
    {
        finding.fix = vec![
            format!("Cargo.lock has another version than the tools ({WASM_BINDGEN}):"),
            format!("cargo update -p wasm-bindgen --precise {WASM_BINDGEN}"),
        ];
    }
    finding
}

fn wasm_opt(place: &Place) -> Finding {
    let package = place.tools().join("npm/node_modules/binaryen/package.json");
    let text = fs::read_to_string(package).unwrap_or_default();
    let json: serde_json::Value = serde_json::from_str(&text).unwrap_or_default();
    let found = json["version"]
        .as_str()
        .filter(|_| place.tool("wasm-opt").exists());
    equal("wasm-opt", found.unwrap_or("none"), BINARYEN)
}

fn playwright(place: &Place) -> Finding {
    let package = fs::read_to_string(place.end2end().join("package-lock.json")).unwrap_or_default();
    let lock: serde_json::Value = serde_json::from_str(&package).unwrap_or_default();
    let wanted = lock["packages"]["node_modules/@playwright/test"]["version"]
        .as_str()
        .unwrap_or("its lock file");
    let found =
        installed_playwright(place).map_or("none".to_owned(), |version| version.to_string());
    let mut finding = equal("Playwright", &found, wanted);
    if finding.is_wrong() {
        finding.fix = vec![SETUP_ALL.to_owned()];
    }
    finding
}

fn chromium(place: &Place) -> Finding {
    match Browser::find(place) {
        Some(browser) => at_least("Chromium", browser.version(), MINIMUM_CHROMIUM, SETUP_ALL),
        None => at_least("Chromium", None, MINIMUM_CHROMIUM, SETUP_ALL),
    }
}

fn equal(tool: &'static str, found: &str, wanted: &str) -> Finding {
    let good = found == wanted;
    Finding {
        tool,
        found: found.to_owned(),
        wanted: wanted.to_owned(),
        status: if good { Status::Good } else { Status::Wrong },
        fix: if good {
            Vec::new()
        } else {
            vec![SETUP.to_owned()]
        },
    }
}

fn at_least(tool: &'static str, found: Option<Version>, wanted: &str, fix: &str) -> Finding {
    let good = found.is_some() && found >= Version::find(wanted);
    Finding {
        tool,
        found: found.map_or("none".to_owned(), |version| version.to_string()),
        wanted: format!("{wanted} or newer"),
        status: if good { Status::Good } else { Status::Wrong },
        fix: if good {
            Vec::new()
        } else {
            vec![fix.to_owned()]
        },
    }
}

/// A tool of which every version will do.
fn any(tool: &'static str, answer: Option<String>, fix: String) -> Finding {
    let version = answer.as_deref().and_then(Version::find);
    let found = match (&answer, version) {
        (Some(_), Some(version)) => version.to_string(),
        (Some(_), None) => "yes".to_owned(),
        (None, _) => "none".to_owned(),
    };
    let good = answer.is_some();
    Finding {
        tool,
        found,
        wanted: "any".to_owned(),
        status: if good { Status::Good } else { Status::Wrong },
        fix: if good { Vec::new() } else { vec![fix] },
    }
}

fn version(program: &Path) -> Option<Version> {
    Version::find(&child::answer(child::command(program).arg("--version"))?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tool_that_is_too_old_or_missing_is_wrong_and_says_what_to_do() {
        let old = at_least("node", Version::find("v16.1.0"), "18.19.0", "install Node");
        assert!(old.is_wrong());
        assert_eq!(old.fix, ["install Node"]);
        assert!(at_least("node", None, "18.19.0", "install Node").is_wrong());
        assert!(!at_least("node", Version::find("v20.0.0"), "18.19.0", "").is_wrong());
    }

    #[test]
    fn a_tool_of_any_version_is_wrong_only_when_it_does_not_answer() {
        let fix = || "apt-get install gcc".to_owned();
        let found = any("cc", Some("cc (Debian 14.2.0-19) 14.2.0".to_owned()), fix());
        assert_eq!((found.found.as_str(), found.is_wrong()), ("14.2.0", false));
        let found = any("cc", Some("a compiler".to_owned()), fix());
        assert_eq!((found.found.as_str(), found.is_wrong()), ("yes", false));
        let missing = any("cc", None, fix());
        assert!(missing.is_wrong());
        assert_eq!(missing.fix, [fix()]);
    }

    #[test]
    fn a_pinned_tool_must_be_equal() {
        assert!(equal("wasm-opt", "131.0.0", "132.0.0").is_wrong());
        assert!(!equal("wasm-opt", "132.0.0", "132.0.0").is_wrong());
    }
}
