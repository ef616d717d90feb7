//! Numbers and texts as bytes: what records, heads and the purge log are written in.
//!
//! Numbers are little-endian, texts have their length before them. Whatever is read may be
//! anything: a disk gave it.

use bytes::Bytes;

/// The bytes are not what was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the bytes are no record")]
pub(super) struct Malformed;

/// Bytes that are being written.
#[derive(Default)]
pub(super) struct Writer {
    bytes: Vec<u8>,
}

impl Writer {
    pub(super) fn with_capacity(bytes: usize) -> Self {
        Self {
            bytes: Vec::with_capacity(bytes),
        }
    }

    pub(super) fn u8(&mut self, value: u8) {
        self.bytes.push(value);
    }

    pub(super) fn u16(&mut self, value: u16) {
        self.bytes.extend_from_slice(&value.to_le_bytes());
    }

    pub(super) fn u32(&mut self, value: u32) {
        self.bytes.extend_from_slice(&value.to_le_bytes());
    }

    pub(super) fn u64(&mut self, value: u64) {
        self.bytes.extend_from_slice(&value.to_le_bytes());
    }

    pub(super) fn bytes(&mut self, value: &[u8]) {
        // Nothing that is kept comes near 4 GiB: a longer value is not whole, and then refused.
        self.u32(u32::try_from(value.len()).unwrap_or(u32::MAX));
        self.bytes.extend_from_slice(value);
    }

    pub(super) fn text(&mut self, value: &str) {
        self.bytes(value.as_bytes());
    }

    pub(super) fn finish(self) -> Vec<u8> {
        self.bytes
    }
}

/// Bytes that are being read; what is taken out shares them.
pub(super) struct Reader {
    bytes: Bytes,
}

impl Reader {
    pub(super) const fn new(bytes: Bytes) -> Self {
        Self { bytes }
    }

    pub(super) fn u8(&mut self) -> Result<u8, Malformed> {
        self.array::<1>().map(|[byte]| byte)
    }

    pub(super) fn u16(&mut self) -> Result<u16, Malformed> {
        self.array().map(u16::from_le_bytes)
    }

    pub(super) fn u32(&mut self) -> Result<u32, Malformed> {
        self.array().map(u32::from_le_bytes)
    }

    pub(super) fn u64(&mut self) -> Result<u64, Malformed> {
        self.array().map(u64::from_le_bytes)
    }

    pub(super) fn bytes(&mut self) -> Result<Bytes, Malformed> {
        let length = self.u32()? as usize;
        self.take(length)
    }

    pub(super) fn text(&mut self) -> Result<String, Malformed> {
        let bytes = self.bytes()?;
        let text = std::str::from_utf8(&bytes).map_err(|_| Malformed)?;
        Ok(text.to_owned())
    }

    /// So many of something; a number that cannot be, for what is left, is none.
    pub(super) fn count(&mut self) -> Result<usize, Malformed> {
        let count = self.u32()? as usize;
        match count <= self.bytes.len() {
            true => Ok(count),
            false => Err(Malformed),
        }
    }

    /// Nothing may be left.
    pub(super) fn end(&self) -> Result<(), Malformed> {
        match self.bytes.is_empty() {
            true => Ok(()),
            false => Err(Malformed),
        }
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N], Malformed> {
        let bytes = self.take(N)?;
        <[u8; N]>::try_from(&bytes[..]).map_err(|_| Malformed)
    }

    fn take(&mut self, length: usize) -> Result<Bytes, Malformed> {
        match length <= self.bytes.len() {
            true => Ok(self.bytes.split_to(length)),
            false => Err(Malformed),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_written_is_read_and_nothing_beyond() {
        let mut writer = Writer::default();
        writer.u16(7);
        writer.text("ü");
        writer.u64(u64::MAX);
        let mut reader = Reader::new(writer.finish().into());
        assert_eq!(reader.u16(), Ok(7));
        assert_eq!(reader.text().as_deref(), Ok("ü"));
        assert_eq!(reader.end(), Err(Malformed));
        assert_eq!((reader.u64(), reader.end()), (Ok(u64::MAX), Ok(())));
        assert_eq!(reader.u8(), Err(Malformed));
    }

    #[test]
    fn a_length_beyond_the_end_is_no_length() {
        let mut writer = Writer::default();
        writer.u32(u32::MAX);
        let bytes = Bytes::from(writer.finish());
        assert_eq!(Reader::new(bytes.clone()).bytes(), Err(Malformed));
        assert_eq!(Reader::new(bytes).count(), Err(Malformed));
    }
}
