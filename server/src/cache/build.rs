//! What rendered a page: the browser's code that it names, for which site, by which program.
//!
//! A page that another program rendered, or the same with other settings, may differ; it is served
//! while its browser's code is there. One that was rendered under another origin is not: it names
//! that.

use crate::config;
use sha2::{Digest, Sha256};
use std::{fs, io};

/// The name of the build that this process is: `package-origin-program`, of which none has a dash.
///
/// # Errors
/// When the running program cannot be read.
pub(super) fn name(package: &str, config: &config::Config) -> io::Result<String> {
    let origin = Sha256::digest(config.listen.url.to_string());
    let (origin, program) = (short(&origin), program(config)?);
    Ok(format!("{package}-{origin}-{program}"))
}

/// A hash of the program's bytes, and of settings that pages show.
fn program(config: &config::Config) -> io::Result<String> {
    let mut hasher = Sha256::new();
    let mut file = fs::File::open(std::env::current_exe()?)?;
    if cfg!(debug_assertions) {
        // Half a gigabyte, hashed by code that is not optimised, takes a minute. Where such a
        // program comes from, each has a time of its own.
        let about = file.metadata()?;
        hasher.update(format!("{} {:?}", about.len(), about.modified()?));
    } else {
        io::copy(&mut file, &mut Hashing(&mut hasher))?;
    }
    let settings = (
        &config.routes,
        &config.site.inline_stylesheet,
        config.faults,
    );
    hasher.update(format!("{settings:?}"));
    Ok(short(&hasher.finalize()))
}

/// The part of a build's name that its pages have in the addresses of the browser's code.
pub(super) fn package(build: &str) -> &str {
    build.split('-').next().unwrap_or(build)
}

/// Whether pages of an earlier build may be served by the `running` one, which has the browser's
/// code of some packages.
pub(super) fn is_servable(
    earlier: &str,
    running: &str,
    has_package: impl Fn(&str) -> bool,
) -> bool {
    let parts = |name| {
        let mut parts = str::split(name, '-');
        Some((parts.next()?, parts.next()?))
    };
    match (parts(earlier), parts(running)) {
        (Some((package, origin)), Some((_, own))) => origin == own && has_package(package),
        _ => false,
    }
}

fn short(digest: &[u8]) -> String {
    let digest = digest.iter().take(8);
    digest.map(|byte| format!("{byte:02x}")).collect()
}

struct Hashing<'a>(&'a mut Sha256);

impl io::Write for Hashing<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_served_while_its_browser_code_is_there_and_the_origin_is_the_same() {
        let has = |package: &str| package == "old" || package == "new";
        assert!(is_servable("old-same-one", "new-same-two", has));
        assert!(is_servable("new-same-one", "new-same-two", has));
        assert!(!is_servable("gone-same-one", "new-same-two", has));
        assert!(!is_servable("old-other-one", "new-same-two", has));
        assert!(!is_servable("", "new-same-two", has));
        assert!(!is_servable("old", "new-same-two", has));
    }
}
