//! [`Engine`]: what the page cache needs of a store on disk.

use std::path::Path;

use anyhow::Result;

/// A page with its tags, as it is written.
pub(crate) struct Page {
    pub(crate) key: String,
    pub(crate) tags: Vec<String>,
    pub(crate) body: Vec<u8>,
}

/// A store under measurement.
pub(crate) trait Engine: Sized {
    const NAME: &'static str;

    /// Opens what is in the folder, or begins it.
    fn open(folder: &Path) -> Result<Self>;

    /// Writes pages, which are on disk when it returns.
    fn write(&self, pages: &[Page]) -> Result<()>;

    /// The bytes of one page.
    fn read(&self, key: &str) -> Result<Option<usize>>;

    /// Deletes the pages of a tag, durably. Returns how many.
    fn delete(&self, tag: &str) -> Result<usize>;

    /// How many pages there are.
    fn count(&self) -> Result<usize>;
}

/// The key of a tag's page in an index: the tag, a byte that no text has, the page.
pub(crate) fn member(tag: &str, key: &str) -> Vec<u8> {
    [tag.as_bytes(), &[0xff], key.as_bytes()].concat()
}

/// The page of such a key.
pub(crate) fn page_of(member: &[u8]) -> Option<&str> {
    let at = member.iter().position(|byte| *byte == 0xff)?;
    std::str::from_utf8(&member[at + 1..]).ok()
}
