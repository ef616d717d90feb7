//! [`File`]: the records in a redb database, by their numbers.
//!
//! redb and not fjall: `examples/disk-stores` has the measurement. Numbers grow, so that writing
//! goes on at the end of the tree. `quick_repair` makes a commit write down what an opening after a
//! kill would otherwise find out by reading the whole file.
//!
//! redb trusts its own file and may panic on one whose bytes changed. Whatever is asked of it is
//! therefore asked within a boundary, beyond which a panic is an error like any other.

use std::{
    fs,
    panic::{AssertUnwindSafe, catch_unwind},
    path::{Path, PathBuf},
    sync::{Arc, PoisonError, RwLock},
};

use bytes::Bytes;
use redb::{
    Database, DatabaseError, Durability, ReadOnlyTable, ReadableDatabase, ReadableTable,
    StorageError, TableDefinition, WriteTransaction,
};

use super::{error::DiskError, head::Head};

/// The version of everything in the file.
const FORMAT: &[u8] = b"sunup cache 1";

const RECORDS: TableDefinition<'_, u64, &[u8]> = TableDefinition::new("records");
const HEADS: TableDefinition<'_, u64, &[u8]> = TableDefinition::new("heads");
const ABOUT: TableDefinition<'_, &str, &[u8]> = TableDefinition::new("about");

/// What is hot is in the tier above, and the rest in the system's own cache.
const CACHE: usize = 8 << 20;

/// An open file. It is locked against other processes until it is dropped.
pub(super) struct File {
    /// The records as of the last commit: looking for the table costs as much as reading from it.
    /// It goes before the database does.
    view: RwLock<Option<View>>,
    database: Database,
    path: PathBuf,
}

type View = Arc<ReadOnlyTable<u64, &'static [u8]>>;

/// What one commit changes.
#[derive(Default)]
pub(super) struct Change {
    pub(super) records: Vec<(u64, Vec<u8>)>,
    pub(super) heads: Vec<(u64, Vec<u8>)>,
    pub(super) gone: Vec<u64>,
    /// The latest time of the file, in milliseconds.
    pub(super) latest: Option<u64>,
    pub(super) heats: Option<Vec<u8>>,
}

impl File {
    /// Opens a file, or begins one.
    ///
    /// # Errors
    /// When another process has it, when it is not of this version or damaged, and when it cannot
    /// be written.
    pub(super) fn open(path: &Path) -> Result<Self, DiskError> {
        guarded(path, || {
            let mut builder = Database::builder();
            let database = builder
                .set_cache_size(CACHE)
                .create(path)
                .map_err(|error| of_opening(path, error))?;
            let file = Self {
                view: RwLock::new(None),
                database,
                path: path.to_owned(),
            };
            file.begin_or_check()?;
            Ok(file)
        })
    }

    /// The record of a number.
    pub(super) fn read(&self, number: u64) -> Result<Option<Bytes>, DiskError> {
        self.guarded(|| {
            let record = self.view()?.get(number)?;
            Ok(record.map(|record| Bytes::copy_from_slice(record.value())))
        })
    }

    /// Changes the file. It is on disk when this returns.
    pub(super) fn write(&self, change: &Change) -> Result<(), DiskError> {
        self.guarded(|| {
            let write = self.begin()?;
            {
                let mut records = write.open_table(RECORDS)?;
                let mut heads = write.open_table(HEADS)?;
                for (number, bytes) in &change.records {
                    records.insert(number, bytes.as_slice())?;
                }
                for (number, bytes) in &change.heads {
                    heads.insert(number, bytes.as_slice())?;
                }
                for number in &change.gone {
                    records.remove(number)?;
                    heads.remove(number)?;
                }
                let mut about = write.open_table(ABOUT)?;
                if let Some(latest) = change.latest {
                    about.insert("latest", latest.to_le_bytes().as_slice())?;
                }
                if let Some(heats) = &change.heats {
                    about.insert("heats", heats.as_slice())?;
                }
            }
            write.commit()?;
            self.look_again();
            Ok(())
        })
    }

    /// Calls for every head, in order of their numbers. One that cannot be read is `None`.
    pub(super) fn heads(&self, mut each: impl FnMut(u64, Option<Head>)) -> Result<(), DiskError> {
        self.guarded(|| {
            let table = self.database.begin_read()?.open_table(HEADS)?;
            for row in table.iter()? {
                let (number, head) = row?;
                let number = number.value();
                each(number, Head::decode(number, head.value()).ok());
            }
            Ok(())
        })
    }

    /// The highest number of a record, nought for none.
    pub(super) fn highest(&self) -> Result<u64, DiskError> {
        self.guarded(|| {
            let read = self.database.begin_read()?;
            let mut highest = 0;
            for table in [read.open_table(RECORDS)?, read.open_table(HEADS)?] {
                if let Some((number, _)) = table.last()? {
                    highest = highest.max(number.value());
                }
            }
            match highest < u64::MAX / 2 {
                true => Ok(highest),
                // Nobody counts so far.
                false => Err(Failure::Known(damaged(&self.path, &"a number is none"))),
            }
        })
    }

    /// The latest time that was ever written down, in milliseconds, and the heat of each record.
    pub(super) fn about(&self) -> Result<(u64, Vec<u8>), DiskError> {
        self.guarded(|| {
            let table = self.database.begin_read()?.open_table(ABOUT)?;
            let latest = table.get("latest")?;
            let latest =
                latest.and_then(|row| Some(u64::from_le_bytes(row.value().try_into().ok()?)));
            let heats = table.get("heats")?.map(|row| row.value().to_vec());
            Ok((latest.unwrap_or(0), heats.unwrap_or_default()))
        })
    }

    /// Takes everything out.
    pub(super) fn clear(&self) -> Result<(), DiskError> {
        self.guarded(|| {
            let write = self.begin()?;
            write.delete_table(RECORDS)?;
            write.delete_table(HEADS)?;
            let mut about = write.open_table(ABOUT)?;
            about.remove("latest")?;
            about.remove("heats")?;
            drop(about);
            write.open_table(RECORDS)?;
            write.open_table(HEADS)?;
            write.commit()?;
            self.look_again();
            Ok(())
        })
    }

    /// Gives room back that was freed: a file does not become shorter by itself.
    pub(super) fn compact(&mut self) -> Result<(), DiskError> {
        self.look_again();
        let path = self.path.clone();
        guarded(&path, || {
            self.database.compact().map_err(redb::Error::from)?;
            Ok(())
        })
    }

    /// The length of the file, in bytes. `None` when it is not where it was.
    pub(super) fn length(&self) -> Option<u64> {
        fs::metadata(&self.path).ok().map(|about| about.len())
    }

    fn view(&self) -> Result<View, Failure> {
        let known = self.view.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(view) = &*known {
            return Ok(Arc::clone(view));
        }
        drop(known);
        let mut view = self.view.write().unwrap_or_else(PoisonError::into_inner);
        let table = self.database.begin_read()?.open_table(RECORDS)?;
        Ok(Arc::clone(view.insert(Arc::new(table))))
    }

    /// What was committed is seen from now on, and what was freed is used again.
    fn look_again(&self) {
        *self.view.write().unwrap_or_else(PoisonError::into_inner) = None;
    }

    fn begin(&self) -> Result<WriteTransaction, redb::Error> {
        let mut write = self.database.begin_write()?;
        write.set_durability(Durability::Immediate)?;
        write.set_quick_repair(true);
        Ok(write)
    }

    fn begin_or_check(&self) -> Result<(), Failure> {
        let format = match self.database.begin_read()?.open_table(ABOUT) {
            Ok(table) => table.get("format")?.map(|row| row.value().to_vec()),
            Err(redb::TableError::TableDoesNotExist(_)) => None,
            // Of another type.
            Err(_) => return Err(Failure::Foreign),
        };
        match format.as_deref() {
            Some(FORMAT) => return Ok(()),
            Some(_) => return Err(Failure::Foreign),
            None => {}
        }
        // A store of somebody else's is not written into.
        let write = self.begin()?;
        if write.list_tables()?.next().is_some() {
            return Err(Failure::Foreign);
        }
        write.open_table(RECORDS)?;
        write.open_table(HEADS)?;
        write.open_table(ABOUT)?.insert("format", FORMAT)?;
        write.commit()?;
        Ok(())
    }

    fn guarded<T>(&self, work: impl FnOnce() -> Result<T, Failure>) -> Result<T, DiskError> {
        guarded(&self.path, work)
    }
}

/// What may happen within the boundary.
enum Failure {
    Foreign,
    Known(DiskError),
    Redb(redb::Error),
}

impl<E: Into<redb::Error>> From<E> for Failure {
    fn from(error: E) -> Self {
        Self::Redb(error.into())
    }
}

fn guarded<T>(path: &Path, work: impl FnOnce() -> Result<T, Failure>) -> Result<T, DiskError> {
    // What a panic leaves half done is the database, which is given up then.
    match catch_unwind(AssertUnwindSafe(work)) {
        Ok(Ok(value)) => Ok(value),
        Ok(Err(Failure::Known(error))) => Err(error),
        Ok(Err(Failure::Foreign)) => Err(DiskError::Foreign(path.to_owned())),
        Ok(Err(Failure::Redb(redb::Error::Io(error)))) => Err(error.into()),
        Ok(Err(Failure::Redb(error))) => Err(damaged(path, &error)),
        Err(_) => Err(damaged(path, &"the store panicked")),
    }
}

fn of_opening(path: &Path, error: DatabaseError) -> Failure {
    Failure::Known(match error {
        DatabaseError::DatabaseAlreadyOpen => DiskError::InUse(path.to_owned()),
        DatabaseError::UpgradeRequired(_) => DiskError::Foreign(path.to_owned()),
        // What does not begin as a store of redb's does.
        DatabaseError::Storage(StorageError::Io(error)) => match error.kind() {
            std::io::ErrorKind::InvalidData | std::io::ErrorKind::UnexpectedEof => {
                DiskError::Foreign(path.to_owned())
            }
            _ => DiskError::Io(error),
        },
        error => damaged(path, &error),
    })
}

fn damaged(path: &Path, why: &dyn std::fmt::Display) -> DiskError {
    DiskError::Damaged {
        path: path.to_owned(),
        why: why.to_string(),
    }
}
