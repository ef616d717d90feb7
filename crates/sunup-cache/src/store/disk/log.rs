//! [`Log`]: the purges on disk, each there before whoever asked for it hears that it is done.
//!
//! A line is its length, a checksum, and the purge. A log that cannot be read to its end may have
//! lost a purge that was promised: then the whole tier counts as purged.

use std::{
    fs::{self, File, OpenOptions},
    io::{self, Read, Write},
    path::{Path, PathBuf},
};

use bytes::Bytes;
use xxhash_rust::xxh3::xxh3_64;

use super::{
    purges::Record,
    wire::{Malformed, Reader, Writer},
};
use crate::purge::{Selector, Strictness};

/// The first bytes of the file; the last of them is the version of the format.
const MAGIC: &[u8; 8] = b"sunuppl1";

/// The log, open to be appended to.
pub(super) struct Log {
    file: File,
    path: PathBuf,
    length: u64,
}

/// What was read of a log.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Reading {
    /// All that was ever written down.
    Whole(Vec<Record>),
    /// Something is missing.
    Torn,
}

impl Log {
    /// Opens the log of a folder, or begins one.
    pub(super) fn open(path: &Path) -> io::Result<(Self, Reading)> {
        let mut options = OpenOptions::new();
        let mut file = options.read(true).append(true).create(true).open(path)?;
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes)?;
        let read = match bytes.is_empty() {
            true => Reading::Whole(Vec::new()),
            false => read(&bytes).map_or(Reading::Torn, Reading::Whole),
        };
        let mut log = Self {
            file,
            path: path.to_owned(),
            length: bytes.len() as u64,
        };
        if bytes.is_empty() {
            log.write(MAGIC)?;
            sync_folder(path)?;
        }
        Ok((log, read))
    }

    /// Writes purges down. They are on disk when it returns.
    pub(super) fn append(&mut self, records: &[Record]) -> io::Result<()> {
        self.write(&lines(records))
    }

    /// Begins the log anew with these purges.
    pub(super) fn replace(&mut self, records: &[Record]) -> io::Result<()> {
        let beside = self.path.with_extension("new");
        let bytes = [&MAGIC[..], &lines(records)].concat();
        let mut file = File::create(&beside)?;
        file.write_all(&bytes)?;
        file.sync_all()?;
        fs::rename(&beside, &self.path)?;
        sync_folder(&self.path)?;
        // Of a file that was created for writing, the end is where the next line goes.
        self.file = OpenOptions::new().append(true).open(&self.path)?;
        self.length = bytes.len() as u64;
        Ok(())
    }

    /// Deletes it.
    pub(super) fn remove(self) -> io::Result<()> {
        fs::remove_file(&self.path)?;
        sync_folder(&self.path)
    }

    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        let written = self
            .file
            .write_all(bytes)
            .and_then(|()| self.file.sync_data());
        match written {
            Ok(()) => self.length += bytes.len() as u64,
            // Half a line would make the rest unreadable.
            Err(_) => self.file.set_len(self.length)?,
        }
        written
    }
}

fn lines(records: &[Record]) -> Vec<u8> {
    let mut bytes = Vec::new();
    for record in records {
        let mut to = Writer::default();
        to.u64(record.number);
        to.u64(record.at);
        to.u8(match record.strictness {
            Strictness::Soft => 0,
            Strictness::Strict => 1,
        });
        let (kind, text) = match &record.selector {
            Selector::Tag(text) => (0, &**text),
            Selector::Path(text) => (1, &**text),
            Selector::Prefix(text) => (2, &**text),
            Selector::Route(text) => (3, &**text),
            Selector::All => (4, ""),
        };
        to.u8(kind);
        to.text(text);
        let line = to.finish();
        let mut head = Writer::default();
        head.u64(xxh3_64(&line));
        head.bytes(&line);
        bytes.extend(head.finish());
    }
    bytes
}

fn read(bytes: &[u8]) -> Option<Vec<Record>> {
    let mut from = Reader::new(Bytes::copy_from_slice(bytes.strip_prefix(MAGIC)?));
    let mut records = Vec::new();
    while from.end().is_err() {
        records.push(line(&mut from).ok()?);
    }
    Some(records)
}

fn line(from: &mut Reader) -> Result<Record, Malformed> {
    let sum = from.u64()?;
    let line = from.bytes()?;
    if xxh3_64(&line) != sum {
        return Err(Malformed);
    }
    let mut from = Reader::new(line);
    let (number, at) = (from.u64()?, from.u64()?);
    let strictness = match from.u8()? {
        0 => Strictness::Soft,
        1 => Strictness::Strict,
        _ => return Err(Malformed),
    };
    let (kind, text) = (from.u8()?, from.text()?.into());
    let selector = match kind {
        0 => Selector::Tag(text),
        1 => Selector::Path(text),
        2 => Selector::Prefix(text),
        3 => Selector::Route(text),
        4 => Selector::All,
        _ => return Err(Malformed),
    };
    from.end()?;
    Ok(Record {
        number,
        at,
        selector,
        strictness,
    })
}

/// A file's name is on disk when its folder is.
pub(super) fn sync_folder(of: &Path) -> io::Result<()> {
    match of.parent() {
        Some(folder) => File::open(folder)?.sync_all(),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn records() -> Vec<Record> {
        let selectors = [
            Selector::tag("article:ü"),
            Selector::path("/a"),
            Selector::prefix("/tag"),
            Selector::route("/a/{b}"),
            Selector::All,
        ];
        let numbered = selectors.into_iter().zip(1..);
        numbered
            .map(|(selector, number)| Record {
                number,
                at: 7,
                selector,
                strictness: match number % 2 {
                    0 => Strictness::Soft,
                    _ => Strictness::Strict,
                },
            })
            .collect()
    }

    #[test]
    fn purges_are_read_as_they_were_written() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("purges");
        let (mut log, read) = Log::open(&path).unwrap();
        assert_eq!(read, Reading::Whole(vec![]));
        for record in records() {
            log.append(&[record]).unwrap();
        }
        let (mut log, read) = Log::open(&path).unwrap();
        assert_eq!(read, Reading::Whole(records()));
        log.replace(&records()[3..]).unwrap();
        log.append(&records()[..1]).unwrap();
        let left = [&records()[3..], &records()[..1]].concat();
        assert_eq!(Log::open(&path).unwrap().1, Reading::Whole(left));
    }

    #[test]
    fn no_change_of_a_log_goes_unnoticed() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("purges");
        Log::open(&path).unwrap().0.append(&records()).unwrap();
        let whole = fs::read(&path).unwrap();
        for at in 0..whole.len() {
            let mut changed = whole.clone();
            changed[at] ^= 4;
            assert_eq!(read(&changed), None, "byte {at}");
        }
        // Cut between two lines a log looks whole: that is why a line is synced before its answer.
        let torn = (9..whole.len()).filter(|end| read(&whole[..*end]).is_none());
        assert_eq!(torn.count(), whole.len() - 9 - (records().len() - 1));
    }
}
