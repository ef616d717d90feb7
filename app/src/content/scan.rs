//! The content files on disk.

use super::{
    ContentError,
    front_matter::{self, Parsed},
};
use serde::{Deserialize, de::DeserializeOwned};
use sha2::{Digest, Sha256};
use std::{
    fmt::Write,
    fs, io,
    path::{Path, PathBuf},
};
use toml::{Spanned, value::Datetime};

/// Grows whenever the same file gives different HTML, so that a new version of the site renders
/// what an older one has stored.
const RENDERING: &[u8] = b"5";

/// PostgreSQL's texts have no such character, and one import stores all files or none.
const ZERO: &str = "the file has the character U+0000, which not every database can hold";

/// Head of an article's file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ArticleHead {
    pub(super) title: String,
    pub(super) slug: Spanned<String>,
    pub(super) description: String,
    pub(super) tags: Vec<Spanned<String>>,
    /// User name of the author.
    pub(super) author: Spanned<String>,
    /// A date without quotes and without a time.
    pub(super) date: Spanned<Datetime>,
    /// The day of the last change that readers should know of.
    pub(super) updated: Option<Spanned<Datetime>>,
    /// Name of the series the article belongs to.
    pub(super) series: Option<Spanned<String>>,
    /// Its place in the series, from 1.
    pub(super) part: Option<Spanned<u8>>,
    pub(super) locale: String,
}

/// Head of an author's file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AuthorHead {
    pub(super) username: Spanned<String>,
    pub(super) name: String,
    pub(super) image: Option<String>,
}

/// A file that could be read, with the digest of its bytes and of the way they are rendered.
pub(super) struct Source {
    pub(super) path: PathBuf,
    pub(super) digest: String,
    text: String,
}

impl Source {
    /// Parses the file; an error names it.
    pub(super) fn parse<T: DeserializeOwned>(&self) -> Result<Parsed<T>, ContentError> {
        if let Some((before, _)) = self.text.split_once('\0') {
            let line = before.matches('\n').count() + 1;
            return Err(self.error(line, ZERO));
        }
        front_matter::parse(&self.text).map_err(|fault| self.error(fault.line, fault.reason))
    }

    /// Refuses texts of the front matter that say U+0000 by an escape.
    pub(super) fn without_zero(&self, texts: &[&str]) -> Result<(), ContentError> {
        if texts.iter().any(|text| text.contains('\0')) {
            return Err(self.error(1, ZERO));
        }
        Ok(())
    }

    /// The line of the file in which the text below the front matter begins.
    pub(super) fn text_starts_at(&self) -> usize {
        let lines = self.text.lines().enumerate().skip(1);
        let mut closing = lines.filter(|(_, line)| line.trim_end() == "+++");
        closing.next().map_or(1, |(index, _)| index + 2)
    }

    /// An error in this file.
    pub(super) fn error(&self, line: usize, reason: impl Into<String>) -> ContentError {
        ContentError::File {
            path: self.path.clone(),
            line,
            reason: reason.into(),
        }
    }
}

/// The Markdown files directly in `folder`, in the order of their names. READMEs are not content.
/// A file that is no text is among the errors; the others go on.
pub(super) fn scan(folder: &Path) -> Result<(Vec<Source>, Vec<ContentError>), ContentError> {
    let folder_error = |cause| ContentError::Folder {
        path: folder.to_owned(),
        cause,
    };
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder).map_err(folder_error)? {
        let path = entry.map_err(folder_error)?.path();
        let is_markdown = path.extension().is_some_and(|extension| extension == "md");
        let is_readme = path.file_stem().is_some_and(|stem| stem == "README");
        if is_markdown && !is_readme && path.is_file() {
            paths.push(path);
        }
    }
    paths.sort();
    let mut sources = Vec::new();
    let mut errors = Vec::new();
    for path in paths {
        match read(&path) {
            Ok(source) => sources.push(source),
            // Gone between the listing and the reading: an editor that saves by renaming.
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => errors.push(ContentError::File {
                path,
                line: 1,
                reason: error.to_string(),
            }),
        }
    }
    Ok((sources, errors))
}

fn read(path: &Path) -> io::Result<Source> {
    let bytes = fs::read(path)?;
    let mut digest = String::with_capacity(64);
    let hash = Sha256::new().chain_update(RENDERING).chain_update(&bytes);
    for byte in hash.finalize() {
        // Writing to a String cannot fail.
        let _ = write!(digest, "{byte:02x}");
    }
    let text = String::from_utf8(bytes)
        .map_err(|_| io::Error::new(io::ErrorKind::InvalidData, "the file is not UTF-8"))?;
    Ok(Source {
        path: path.to_owned(),
        digest,
        text,
    })
}
