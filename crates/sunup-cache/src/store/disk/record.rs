//! What stands in the file for one key: a checksum, and all that an entry needs to be served again.
//!
//! A record is read by whoever asks for its key, and is trusted in nothing: the checksum covers
//! every byte after it and the number under which it stands, and the key is compared with the one that was asked for.

use std::{sync::Arc, time::Duration};

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use xxhash_rust::xxh3::xxh3_64_with_seed;

use super::{
    millis::{millis, time},
    wire::{Malformed, Reader, Writer},
};
use crate::{
    encoding::Encoding,
    entry::{Bodies, BuildId, Entry, Kept, Origin},
    key::Key,
    policy::{Lifetime, SetBy},
    validator::ContentHash,
    vary::VaryNames,
};

/// Why what stands in the file is not served.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum Unreadable {
    #[error("its bytes changed")]
    Checksum,
    #[error("it is not there")]
    Missing,
    #[error("it is of another key")]
    Foreign,
    #[error(transparent)]
    Malformed(#[from] Malformed),
}

const ENTRY: u8 = 1;
const VARIES: u8 = 2;

/// The codings that are kept beside the body as rendered.
const CODED: [Encoding; 3] = [Encoding::Br, Encoding::Zstd, Encoding::Gzip];

/// Writes what stands under a key. `build` is the one that rendered it, if the entry names none.
pub(super) fn encode(number: u64, key: &Key, kept: &Kept, build: &BuildId) -> Vec<u8> {
    let room = match kept {
        Kept::Entry(entry) => entry.weight() as usize,
        Kept::Varies(_) => 256,
    };
    let mut to = Writer::with_capacity(room);
    to.u64(0);
    write_key(&mut to, key);
    match kept {
        Kept::Varies(names) => {
            to.u8(VARIES);
            write_names(&mut to, names);
        }
        Kept::Entry(entry) => {
            to.u8(ENTRY);
            write_entry(&mut to, entry, build);
        }
    }
    let mut bytes = to.finish();
    let sum = xxh3_64_with_seed(&bytes[8..], number);
    bytes[..8].copy_from_slice(&sum.to_le_bytes());
    bytes
}

/// Reads what stands under a key.
pub(super) fn decode(bytes: Bytes, number: u64, key: &Key) -> Result<Kept, Unreadable> {
    match decode_any(bytes, number)? {
        (own, kept) if own == *key => Ok(kept),
        _ => Err(Unreadable::Foreign),
    }
}

/// Reads a record of which nobody knows the key yet.
pub(super) fn decode_any(bytes: Bytes, number: u64) -> Result<(Key, Kept), Unreadable> {
    let mut from = Reader::new(bytes.clone());
    let sum = from.u64()?;
    if xxh3_64_with_seed(&bytes[8..], number) != sum {
        return Err(Unreadable::Checksum);
    }
    let key = read_key(&mut from)?;
    let kept = match from.u8()? {
        VARIES => Kept::Varies(read_names(&mut from)?),
        ENTRY => Kept::Entry(Arc::new(read_entry(&mut from, key.clone())?)),
        _ => return Err(Malformed.into()),
    };
    from.end()?;
    Ok((key, kept))
}

fn write_entry(to: &mut Writer, entry: &Entry, build: &BuildId) {
    to.u32(entry.base().as_str().len() as u32);
    write_names(to, entry.vary());
    to.text(entry.route());
    to.u32(entry.tags().len() as u32);
    for tag in entry.tags() {
        to.text(tag);
    }
    let lifetime = entry.lifetime();
    for period in [
        lifetime.fresh,
        lifetime.grace,
        lifetime.on_error,
        lifetime.keep,
        entry.initial_age(),
        entry.render_time(),
    ] {
        to.u64(u64::try_from(period.as_nanos()).unwrap_or(u64::MAX));
    }
    match &lifetime.set_by {
        SetBy::Field(name) => {
            to.u8(0);
            to.text(name.as_str());
        }
        SetBy::Pattern(pattern) => {
            to.u8(1);
            to.text(pattern);
        }
    }
    to.u64(millis(entry.stored_at()));
    to.u64(entry.softened_at().map_or(0, millis));
    to.u64(entry.hits());
    to.text(entry.build().unwrap_or(build).as_str());
    to.u16(entry.status().as_u16());

    let bodies = entry.bodies();
    let headers = bodies.headers();
    to.u32(headers.len() as u32);
    for (name, value) in &headers {
        to.text(name.as_str());
        to.bytes(value.as_bytes());
    }
    to.bytes(&bodies.content().0);
    to.u8(u8::from(bodies.compressible()));
    to.bytes(bodies.rendered());
    for encoding in CODED {
        match bodies.outcome(encoding) {
            None => to.u8(0),
            Some(None) => to.u8(1),
            Some(Some(body)) => {
                to.u8(2);
                to.bytes(body);
            }
        }
    }
}

fn read_entry(from: &mut Reader, key: Key) -> Result<Entry, Malformed> {
    let base = from.u32()? as usize;
    let base = key.as_str().get(..base).ok_or(Malformed)?;
    let (path, target) = (key.path().len(), key.target().len());
    let base = key_of(base, path, target)?;
    let vary = read_names(from)?;
    let route = from.text()?.into();
    let tags = (0..from.count()?).map(|_| Ok(from.text()?.into()));
    let tags = tags.collect::<Result<_, Malformed>>()?;
    let mut period = || from.u64().map(Duration::from_nanos);
    let (fresh, grace, on_error, keep) = (period()?, period()?, period()?, period()?);
    let (initial_age, render_time) = (period()?, period()?);
    let set_by = match (from.u8()?, from.text()?) {
        (0, name) => SetBy::Field(name.parse().map_err(|_| Malformed)?),
        (1, pattern) => SetBy::Pattern(pattern.into()),
        _ => return Err(Malformed),
    };
    let stored_at = time(from.u64()?);
    let softened = from.u64()?;
    let hits = from.u64()?;
    let build = Some(BuildId::new(from.text()?));
    let status = StatusCode::from_u16(from.u16()?).map_err(|_| Malformed)?;
    let bodies = read_bodies(from)?;
    let lifetime = Lifetime {
        fresh,
        grace,
        on_error,
        keep,
        set_by,
    };
    let origin = Origin {
        key,
        base,
        vary,
        route,
        tags,
        lifetime,
        initial_age,
        stored_at,
        render_time,
        build,
    };
    let entry = Entry::new(origin, status, bodies);
    entry.restore_hits(hits);
    if softened != 0 {
        entry.soften(time(softened));
    }
    Ok(entry)
}

fn read_bodies(from: &mut Reader) -> Result<Bodies, Malformed> {
    let count = from.count()?;
    let mut headers = HeaderMap::try_with_capacity(count + 4).map_err(|_| Malformed)?;
    for _ in 0..count {
        let name = HeaderName::from_bytes(&from.bytes()?).map_err(|_| Malformed)?;
        let value = HeaderValue::from_maybe_shared(from.bytes()?).map_err(|_| Malformed)?;
        headers.try_append(name, value).map_err(|_| Malformed)?;
    }
    let digits = <[u8; 32]>::try_from(&from.bytes()?[..]).map_err(|_| Malformed)?;
    let compressible = from.u8()? == 1;
    let body = from.bytes()?;
    let content = ContentHash(digits);
    let mut bodies = Bodies::restored(content, headers, body, compressible);
    for encoding in CODED {
        match from.u8()? {
            0 => {}
            1 => bodies.restore(encoding, None),
            2 => bodies.restore(encoding, Some(from.bytes()?)),
            _ => return Err(Malformed),
        }
    }
    Ok(bodies)
}

fn write_key(to: &mut Writer, key: &Key) {
    to.text(key.as_str());
    to.u32(key.path().len() as u32);
    to.u32(key.target().len() as u32);
}

fn read_key(from: &mut Reader) -> Result<Key, Malformed> {
    let text = from.text()?;
    let (path, target) = (from.u32()? as usize, from.u32()? as usize);
    key_of(&text, path, target)
}

fn key_of(text: &str, path: usize, target: usize) -> Result<Key, Malformed> {
    let ends = path <= target && text.get(..path).is_some() && text.get(..target).is_some();
    match ends {
        true => Ok(Key::new(text, path, target)),
        false => Err(Malformed),
    }
}

fn write_names(to: &mut Writer, names: &VaryNames) {
    to.u32(names.iter().count() as u32);
    for name in names.iter() {
        to.text(name.as_str());
    }
}

fn read_names(from: &mut Reader) -> Result<VaryNames, Malformed> {
    let names = (0..from.count()?).map(|_| {
        let name = from.bytes()?;
        HeaderName::from_bytes(&name).map_err(|_| Malformed)
    });
    names.collect()
}
