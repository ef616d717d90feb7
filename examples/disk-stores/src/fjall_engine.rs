//! fjall: a journal and sorted files, bodies in files of their own, merged in the background.

use std::path::Path;

use anyhow::Result;
use fjall::{Database, Keyspace, KeyspaceCreateOptions, KvSeparationOptions, PersistMode};

use crate::engine::{Engine, Page, member, page_of};

/// Most of what is hot is in memory already, above the store.
const CACHE: u64 = 16 << 20;

pub(crate) struct Fjall {
    database: Database,
    pages: Keyspace,
    tags: Keyspace,
}

impl Engine for Fjall {
    const NAME: &'static str = "fjall";

    fn open(folder: &Path) -> Result<Self> {
        let database = Database::builder(folder.join("pages.fjall"))
            .cache_size(CACHE)
            .max_journaling_size(64 << 20)
            .open()?;
        let pages = database.keyspace("pages", || {
            KeyspaceCreateOptions::default()
                .with_kv_separation(Some(KvSeparationOptions::default()))
                .max_memtable_size(16 << 20)
        })?;
        let tags = database.keyspace("tags", KeyspaceCreateOptions::default)?;
        Ok(Self {
            database,
            pages,
            tags,
        })
    }

    fn write(&self, pages: &[Page]) -> Result<()> {
        let mut batch = self
            .database
            .batch()
            .durability(Some(PersistMode::SyncData));
        for page in pages {
            batch.insert(&self.pages, page.key.as_str(), page.body.as_slice());
            for tag in &page.tags {
                batch.insert(&self.tags, member(tag, &page.key), []);
            }
        }
        Ok(batch.commit()?)
    }

    fn read(&self, key: &str) -> Result<Option<usize>> {
        Ok(self.pages.get(key)?.map(|body| body.to_vec().len()))
    }

    fn delete(&self, tag: &str) -> Result<usize> {
        let mut batch = self
            .database
            .batch()
            .durability(Some(PersistMode::SyncData));
        let mut deleted = 0;
        for found in self.tags.prefix(member(tag, "")) {
            let member = found.key()?;
            if let Some(key) = page_of(&member) {
                batch.remove(&self.pages, key);
                deleted += 1;
            }
            batch.remove(&self.tags, member);
        }
        batch.commit()?;
        Ok(deleted)
    }

    fn count(&self) -> Result<usize> {
        Ok(self.pages.len()?)
    }
}
