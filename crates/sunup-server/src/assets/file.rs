//! A file that was found at start, in every encoding that lies beside it.

use std::{
    fs,
    io::{self, Read},
    path::{Path, PathBuf},
    sync::Arc,
};

use bytes::Bytes;
use http::HeaderValue;
use sha2::{Digest, Sha256};

use super::{encoding::Encoding, held::Held};

/// Files up to this many bytes are kept in memory; what is larger is media, which the page cache
/// of the operating system keeps as well.
const IN_MEMORY: u64 = 2 * 1024 * 1024;

/// What a large file is copied in.
const CHUNK: usize = 256 * 1024;

#[derive(Debug)]
pub(super) struct File {
    pub(super) content_type: HeaderValue,
    pub(super) cache_control: HeaderValue,
    /// Best first, identity last and always there.
    pub(super) variants: Vec<Variant>,
}

/// One encoding of a file. Encodings have different bytes and so a strong `ETag` each.
#[derive(Debug)]
pub(super) struct Variant {
    pub(super) encoding: Encoding,
    pub(super) etag: HeaderValue,
    pub(super) length: u64,
    pub(super) source: Source,
    pub(super) digest: [u8; 32],
}

#[derive(Debug)]
pub(super) enum Source {
    Memory(Bytes),
    Held(Arc<Held>),
    Disk(PathBuf),
}

/// What becomes of a file that is too large for the memory.
#[derive(Clone, Copy, Debug)]
pub(super) enum Large {
    /// It stays open: there are few of them in a package.
    Held,
    /// It is opened at each request: there may be more pictures than a process may have open.
    Opened,
}

impl Variant {
    pub(super) fn is_identity(&self) -> bool {
        self.encoding == Encoding::Identity
    }

    pub(super) fn read(path: &Path, encoding: Encoding, large: Large) -> io::Result<Self> {
        let mut file = fs::File::open(path)?;
        let (digest, source, length) = if file.metadata()?.len() <= IN_MEMORY {
            let mut bytes = Vec::new();
            let length = file.read_to_end(&mut bytes)? as u64;
            (Sha256::digest(&bytes), Source::Memory(bytes.into()), length)
        } else {
            let mut hasher = Sha256::new();
            let length = io::copy(&mut file, &mut HashWriter(&mut hasher))?;
            let source = match large {
                Large::Held => Source::Held(Arc::new(Held::new(file))),
                Large::Opened => Source::Disk(path.to_owned()),
            };
            (hasher.finalize(), source, length)
        };
        let digest: [u8; 32] = digest.into();
        Ok(Self {
            encoding,
            etag: HeaderValue::try_from(format!("\"{}\"", hex(&digest[..8])))
                .unwrap_or(HeaderValue::from_static("\"\"")),
            length,
            source,
            digest,
        })
    }

    pub(super) fn copy_to(&self, target: &mut impl io::Write) -> io::Result<()> {
        match &self.source {
            Source::Memory(bytes) => target.write_all(bytes),
            Source::Held(held) => {
                let mut offset = 0;
                while offset < self.length {
                    let bytes = held.read(offset, CHUNK)?;
                    if bytes.is_empty() {
                        return Err(io::ErrorKind::UnexpectedEof.into());
                    }
                    target.write_all(&bytes)?;
                    offset += bytes.len() as u64;
                }
                Ok(())
            }
            Source::Disk(path) => io::copy(&mut fs::File::open(path)?, target).map(|_| ()),
        }
    }
}

struct HashWriter<'a>(&'a mut Sha256);

impl io::Write for HashWriter<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The type by the name's ending, with the charset that text needs (RFC 9110, section 8.3.2).
pub(super) fn content_type(path: &Path) -> HeaderValue {
    let guess = mime_guess::from_path(path).first_raw();
    let essence = guess.unwrap_or("application/octet-stream");
    if essence.starts_with("text/") && !essence.contains("charset") {
        HeaderValue::try_from(format!("{essence}; charset=utf-8"))
            .unwrap_or(HeaderValue::from_static(essence))
    } else {
        HeaderValue::from_static(essence)
    }
}

pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_are_what_browsers_insist_on() {
        for (name, expected) in [
            ("a.wasm", "application/wasm"),
            ("a.js", "text/javascript; charset=utf-8"),
            ("a.css", "text/css; charset=utf-8"),
            ("a.html", "text/html; charset=utf-8"),
            ("a.svg", "image/svg+xml"),
            ("a.webmanifest", "application/manifest+json"),
            ("a.woff2", "font/woff2"),
            ("a.json", "application/json"),
            ("favicon.ico", "image/x-icon"),
            ("robots.txt", "text/plain; charset=utf-8"),
            ("unknown", "application/octet-stream"),
        ] {
            assert_eq!(content_type(Path::new(name)), expected, "{name}");
        }
    }
}
