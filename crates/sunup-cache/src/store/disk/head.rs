//! [`Head`]: what is known of a record without reading it. Heads are read when the file is opened,
//! and when purges are carried out.

use bytes::Bytes;
use xxhash_rust::xxh3::{xxh3_64, xxh3_64_with_seed};

use super::{
    millis::millis,
    purges::Subject,
    wire::{Malformed, Reader, Writer},
};
use crate::{
    control::Tag,
    entry::{BuildId, Kept},
    key::Key,
};

/// What is known of a record without reading it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Head {
    /// Of the key's text.
    pub(super) hash: u64,
    /// Bytes of the record.
    pub(super) length: u32,
    /// When nothing may be done with it any more, in milliseconds of the file.
    pub(super) gone: u64,
    /// When a soft purge hit it after it was written; nought for never.
    pub(super) softened: u64,
    pub(super) heat: f32,
    pub(super) build: BuildId,
    pub(super) path: String,
    pub(super) route: String,
    pub(super) tags: Vec<Tag>,
}

impl Head {
    /// Of what is about to be written.
    pub(super) fn of(key: &Key, kept: &Kept, length: usize, build: &BuildId, heat: f32) -> Self {
        let mut head = Self {
            hash: hash(key),
            length: u32::try_from(length).unwrap_or(u32::MAX),
            gone: u64::MAX,
            softened: 0,
            heat,
            build: build.clone(),
            path: key.path().to_owned(),
            route: String::new(),
            tags: Vec::new(),
        };
        if let Kept::Entry(entry) = kept {
            let left = entry.lifetime().keep.saturating_sub(entry.initial_age());
            head.gone = millis(entry.stored_at()).saturating_add(left.as_millis() as u64);
            head.build = entry.build().unwrap_or(build).clone();
            head.route = entry.route().to_string();
            head.tags = entry.tags().to_vec();
        }
        head
    }

    /// Whether it is of names that a key varies by, which nothing makes old.
    pub(super) const fn is_of_names(&self) -> bool {
        self.gone == u64::MAX
    }

    pub(super) fn subject(&self) -> Subject<'_> {
        Subject {
            path: &self.path,
            route: &self.route,
            tags: &self.tags,
        }
    }

    pub(super) fn encode(&self, number: u64) -> Vec<u8> {
        let mut to = Writer::default();
        to.u64(0);
        to.u64(self.hash);
        to.u32(self.length);
        to.u64(self.gone);
        to.u64(self.softened);
        to.u32(self.heat.to_bits());
        to.text(self.build.as_str());
        to.text(&self.path);
        to.text(&self.route);
        to.u32(self.tags.len() as u32);
        for tag in &self.tags {
            to.text(tag);
        }
        let mut bytes = to.finish();
        let sum = xxh3_64_with_seed(&bytes[8..], number);
        bytes[..8].copy_from_slice(&sum.to_le_bytes());
        bytes
    }

    pub(super) fn decode(number: u64, bytes: &[u8]) -> Result<Self, Malformed> {
        let mut from = Reader::new(Bytes::copy_from_slice(bytes));
        if from.u64()? != xxh3_64_with_seed(&bytes[8..], number) {
            return Err(Malformed);
        }
        let head = Self {
            hash: from.u64()?,
            length: from.u32()?,
            gone: from.u64()?,
            softened: from.u64()?,
            heat: f32::from_bits(from.u32()?),
            build: BuildId::new(from.text()?),
            path: from.text()?,
            route: from.text()?,
            tags: (0..from.count()?)
                .map(|_| Ok(from.text()?.into()))
                .collect::<Result<_, Malformed>>()?,
        };
        from.end()?;
        Ok(head)
    }
}

/// The number under which a key is found. Two keys that share one take turns: a record names its
/// key, so that neither gets the other's page.
pub(super) fn hash(key: &Key) -> u64 {
    xxh3_64(key.as_str().as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_head_is_read_as_it_was_written_and_no_other() {
        let head = Head {
            hash: 7,
            length: 9,
            gone: 11,
            softened: 0,
            heat: 2.5,
            build: BuildId::new("b"),
            path: "/a".to_owned(),
            route: "/{x}".to_owned(),
            tags: vec!["t".into()],
        };
        let bytes = head.encode(3);
        assert_eq!(Head::decode(3, &bytes), Ok(head));
        assert_eq!(Head::decode(4, &bytes), Err(Malformed));
        for at in 0..bytes.len() {
            let mut changed = bytes.clone();
            changed[at] ^= 1;
            assert!(Head::decode(3, &changed).is_err(), "byte {at}");
        }
    }
}
