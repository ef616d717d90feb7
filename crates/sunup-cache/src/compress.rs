//! Compresses stored bodies, each once, beside the requests.

use std::{io::Write, sync::Arc};

use tokio::sync::Semaphore;

use crate::{encoding::Encoding, entry::Entry};

/// Entries that may wait for their turn; beyond that, a later hit asks again.
const QUEUE: usize = 64;

/// Within a few per cent of the smallest, in about a millisecond for a page. Each of brotli's next
/// levels doubles the tables that it allocates for a page, from 1 MiB to 32.
const BROTLI: u32 = 5;
const ZSTD: i32 = 12;
const GZIP: u32 = 8;

/// The compressing of all entries.
pub(crate) struct Compressor {
    queue: Arc<Semaphore>,
    at_work: Arc<Semaphore>,
}

impl Compressor {
    /// `threads` bodies are compressed at the same time.
    pub(crate) fn new(threads: usize) -> Self {
        Self {
            queue: Arc::new(Semaphore::new(QUEUE)),
            at_work: Arc::new(Semaphore::new(threads.max(1))),
        }
    }

    /// Compresses an entry some time soon, unless somebody does, did, or it is not worth it. Then
    /// calls `done`, for it weighs more now.
    pub(crate) fn later(
        &self,
        entry: &Arc<Entry>,
        done: impl FnOnce(&Arc<Entry>) + Send + 'static,
    ) {
        if !entry.claim_compression() {
            return;
        }
        let Ok(place) = Arc::clone(&self.queue).try_acquire_owned() else {
            entry.release_compression();
            return;
        };
        let (entry, at_work) = (Arc::clone(entry), Arc::clone(&self.at_work));
        tokio::spawn(async move {
            // The semaphore is never closed.
            let Ok(_turn) = at_work.acquire_owned().await else {
                return;
            };
            let work = tokio::task::spawn_blocking(move || {
                compress(&entry);
                entry
            });
            if let Ok(entry) = work.await {
                done(&entry);
            }
            drop(place);
        });
    }
}

fn compress(entry: &Entry) {
    let body = entry.body();
    for encoding in [Encoding::Br, Encoding::Zstd, Encoding::Gzip] {
        match coded(encoding, body) {
            Ok(coded) => entry.bodies().add(encoding, coded),
            Err(error) => tracing::warn!(%error, ?encoding, "a page was not compressed"),
        }
    }
}

fn coded(encoding: Encoding, body: &[u8]) -> std::io::Result<Vec<u8>> {
    let into = Vec::with_capacity(body.len() / 3);
    match encoding {
        Encoding::Identity => Ok(body.to_vec()),
        Encoding::Br => {
            let mut writer = brotli::CompressorWriter::new(into, 4096, BROTLI, window(body));
            writer.write_all(body)?;
            Ok(writer.into_inner())
        }
        Encoding::Zstd => zstd::bulk::compress(body, ZSTD),
        Encoding::Gzip => {
            let mut writer = flate2::write::GzEncoder::new(into, flate2::Compression::new(GZIP));
            writer.write_all(body)?;
            writer.finish()
        }
    }
}

/// The logarithm of brotli's window: as much as the body has, 512 KiB at most.
fn window(body: &[u8]) -> u32 {
    let length = body.len().next_power_of_two().ilog2();
    length.clamp(10, 19)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    #[test]
    fn every_encoding_gives_back_the_body() {
        let body = "<p>one page of many words</p>".repeat(500).into_bytes();
        let br = coded(Encoding::Br, &body).unwrap();
        let mut back = Vec::new();
        brotli::Decompressor::new(&br[..], 4096)
            .read_to_end(&mut back)
            .unwrap();
        assert_eq!(back, body);

        let zstd = coded(Encoding::Zstd, &body).unwrap();
        assert_eq!(zstd::stream::decode_all(&zstd[..]).unwrap(), body);

        let gzip = coded(Encoding::Gzip, &body).unwrap();
        let mut back = Vec::new();
        flate2::read::GzDecoder::new(&gzip[..])
            .read_to_end(&mut back)
            .unwrap();
        assert_eq!(back, body);
        assert!(
            [br, zstd, gzip]
                .iter()
                .all(|coded| coded.len() * 10 < body.len())
        );
    }
}
