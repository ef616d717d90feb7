//! redb: one file, a B-tree, pages copied on write. `quick_repair` keeps what an opening after a
//! kill needs.

use std::path::Path;

use anyhow::Result;
use redb::{Database, Durability, ReadableDatabase, ReadableTableMetadata, TableDefinition};

use crate::engine::{Engine, Page, member, page_of};

const PAGES: TableDefinition<'_, &str, &[u8]> = TableDefinition::new("pages");
const TAGS: TableDefinition<'_, &[u8], ()> = TableDefinition::new("tags");

/// Most of what is hot is in memory already, above the store.
const CACHE: usize = 16 << 20;

pub(crate) struct Redb {
    database: Database,
}

impl Redb {
    fn begin(&self) -> Result<redb::WriteTransaction> {
        let mut write = self.database.begin_write()?;
        write.set_durability(Durability::Immediate)?;
        write.set_quick_repair(true);
        Ok(write)
    }
}

impl Engine for Redb {
    const NAME: &'static str = "redb";

    fn open(folder: &Path) -> Result<Self> {
        let mut builder = Database::builder();
        let database = builder
            .set_cache_size(CACHE)
            .create(folder.join("pages.redb"))?;
        let engine = Self { database };
        let write = engine.begin()?;
        write.open_table(PAGES)?;
        write.open_table(TAGS)?;
        write.commit()?;
        Ok(engine)
    }

    fn write(&self, pages: &[Page]) -> Result<()> {
        let write = self.begin()?;
        {
            let (mut table, mut tags) = (write.open_table(PAGES)?, write.open_table(TAGS)?);
            for page in pages {
                table.insert(page.key.as_str(), page.body.as_slice())?;
                for tag in &page.tags {
                    tags.insert(member(tag, &page.key).as_slice(), ())?;
                }
            }
        }
        Ok(write.commit()?)
    }

    fn read(&self, key: &str) -> Result<Option<usize>> {
        let table = self.database.begin_read()?.open_table(PAGES)?;
        let body = table.get(key)?;
        Ok(body.map(|body| body.value().to_vec().len()))
    }

    fn delete(&self, tag: &str) -> Result<usize> {
        let write = self.begin()?;
        let mut deleted = 0;
        {
            let (mut table, mut tags) = (write.open_table(PAGES)?, write.open_table(TAGS)?);
            let (first, last) = (member(tag, ""), member(tag, "\u{10ffff}"));
            for found in tags.extract_from_if(first.as_slice()..last.as_slice(), |_, ()| true)? {
                let (member, _) = found?;
                if let Some(key) = page_of(member.value()) {
                    deleted += usize::from(table.remove(key)?.is_some());
                }
            }
        }
        write.commit()?;
        Ok(deleted)
    }

    fn count(&self) -> Result<usize> {
        let table = self.database.begin_read()?.open_table(PAGES)?;
        Ok(table.len()? as usize)
    }
}
