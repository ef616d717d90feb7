//! [`Held`]: a file that stays open.

use std::{fs, io};

/// A large file of a package. It is open from start to end, so that its bytes are there also when
/// a later build has replaced or removed it beside the process.
#[derive(Debug)]
pub(super) struct Held(fs::File);

impl Held {
    pub(super) fn new(file: fs::File) -> Self {
        Self(file)
    }

    /// Up to `most` bytes from `offset` on; none behind the end.
    pub(super) fn read(&self, offset: u64, most: usize) -> io::Result<Vec<u8>> {
        let mut bytes = vec![0; most];
        let mut filled = 0;
        while filled < most {
            match self.read_at(offset + filled as u64, &mut bytes[filled..]) {
                Ok(0) => break,
                Ok(count) => filled += count,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        bytes.truncate(filled);
        Ok(bytes)
    }

    /// By place and not by cursor: several answers read from it at the same time.
    #[cfg(unix)]
    fn read_at(&self, offset: u64, bytes: &mut [u8]) -> io::Result<usize> {
        std::os::unix::fs::FileExt::read_at(&self.0, bytes, offset)
    }

    #[cfg(windows)]
    fn read_at(&self, offset: u64, bytes: &mut [u8]) -> io::Result<usize> {
        std::os::windows::fs::FileExt::seek_read(&self.0, bytes, offset)
    }
}
