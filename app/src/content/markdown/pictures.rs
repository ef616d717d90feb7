//! [`Pictures`]: how large the pictures of the site are, so that a page can leave room for them.

use super::markup::{self, Token};
use std::{
    fs::File,
    io::Read,
    path::{Component, Path, PathBuf},
};

/// Sizes stand at the beginning of a file; more is not read.
const HEADER: u64 = 64 * 1024;

/// The folder of the site's public files, where pictures are looked up by their address.
#[derive(Clone, Debug, Default)]
pub struct Pictures {
    folder: Option<PathBuf>,
}

/// Width and height in CSS pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Size {
    pub(super) width: usize,
    pub(super) height: usize,
}

impl Pictures {
    /// Pictures below `folder`: `/images/a.svg` is `folder/images/a.svg`.
    pub fn of(folder: &Path) -> Self {
        Self {
            folder: Some(folder.to_owned()),
        }
    }

    /// The size of a picture of the site; nothing for other sites, missing files and unknown kinds.
    pub(super) fn size(&self, address: &str) -> Option<Size> {
        let path = address.split(['?', '#']).next()?.strip_prefix('/')?;
        let below = Path::new(path);
        // No way up and no other root: what is read is below the folder.
        if !below
            .components()
            .all(|part| matches!(part, Component::Normal(_)))
        {
            return None;
        }
        let path = self.folder.as_ref()?.join(below);
        if !path.is_file() {
            return None;
        }
        let mut header = Vec::new();
        File::open(path)
            .ok()?
            .take(HEADER)
            .read_to_end(&mut header)
            .ok()?;
        raster(&header).or_else(|| vector(&header))
    }
}

fn raster(header: &[u8]) -> Option<Size> {
    let size = imagesize::blob_size(header).ok()?;
    Some(Size {
        width: size.width,
        height: size.height,
    })
    .filter(is_visible)
}

/// An SVG says its size in pixels, or only its proportions.
fn vector(header: &[u8]) -> Option<Size> {
    let tokens = markup::parse(&String::from_utf8_lossy(header));
    let root = tokens.iter().find_map(|token| match token {
        Token::Start(tag) if tag.name == "svg" => Some(tag),
        _ => None,
    })?;
    let length = |name| root.get(name).and_then(pixels);
    // The tokenizer is HTML's and knows lower case only.
    let mut view = root
        .get("viewbox")
        .unwrap_or_default()
        .split([' ', ','])
        .filter(|part| !part.is_empty())
        .skip(2)
        .map(pixels);
    let (view_width, view_height) = (view.next().flatten(), view.next().flatten());
    Some(Size {
        width: length("width").or(view_width)?,
        height: length("height").or(view_height)?,
    })
    .filter(is_visible)
}

/// A length without a unit or in `px`; percentages depend on the page and say nothing.
fn pixels(length: &str) -> Option<usize> {
    let number: f64 = length.trim().trim_end_matches("px").parse().ok()?;
    // A cast from float saturates, and NaN becomes 0, which is not visible.
    Some(number.round() as usize)
}

fn is_visible(size: &Size) -> bool {
    let visible = 1..=20_000;
    visible.contains(&size.width) && visible.contains(&size.height)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;
    use tempfile::TempDir;

    fn size_of(name: &str, bytes: &[u8], address: &str) -> Option<(usize, usize)> {
        let folder = TempDir::new().expect("a folder");
        fs::write(folder.path().join(name), bytes).expect("a file");
        let size = Pictures::of(folder.path()).size(address)?;
        Some((size.width, size.height))
    }

    #[test]
    fn an_svg_is_measured_by_its_size_and_else_by_its_view_box() {
        for (svg, size) in [
            ("<svg width=\"720\" height=\"232px\">", Some((720, 232))),
            (
                "<?xml version=\"1.0\"?>\n<!-- <svg width='1' height='1'> --><svg viewBox=\"0 0 30.4 20\">",
                Some((30, 20)),
            ),
            ("<svg width=\"100%\" viewBox=\"0,0,30,20\">", Some((30, 20))),
            ("<svg width=\"10\">", None),
            ("<svg width=\"0\" height=\"5\">", None),
            ("<svg width=\"1e30\" height=\"NaN\">", None),
            ("<html>", None),
        ] {
            assert_eq!(size_of("a.svg", svg.as_bytes(), "/a.svg"), size, "{svg}");
        }
    }

    #[test]
    fn a_png_is_measured_by_its_header() {
        let png = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\x01\0\0\0\0\x80\x08\x06\0\0\0";
        assert_eq!(size_of("a.png", png, "/a.png?v=2"), Some((256, 128)));
        assert_eq!(size_of("a.png", &png[..12], "/a.png"), None);
    }

    #[test]
    fn nothing_outside_the_folder_is_read() {
        let svg = b"<svg width=\"1\" height=\"1\">";
        for address in [
            "/../a.svg",
            "/x/../../a.svg",
            "//a.svg",
            "a.svg",
            "https://x/a.svg",
            "/",
            "",
        ] {
            assert_eq!(size_of("a.svg", svg, address), None, "{address}");
        }
        assert_eq!(Pictures::default().size("/a.svg"), None);
    }
}
