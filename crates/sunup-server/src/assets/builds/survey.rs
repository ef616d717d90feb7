//! [`Survey`]: what lies in the folder and what is to become of it.

use std::{cmp::Reverse, fs, io, path::Path, time::SystemTime};

use super::{
    Config,
    build::{Build, Kept, is_id},
    check::{Flaw, check, is_missing},
    order::Order,
    seal::Seal,
};
use crate::assets::package::Package;

/// What lies in the folder and what is to become of it. Made without changing anything, so that a
/// folder that cannot be written is served too.
#[derive(Debug, Default)]
pub(super) struct Survey {
    /// Earlier builds to be served, the last used first.
    pub(super) kept: Vec<Kept>,
    /// Ids of builds to be removed.
    pub(super) surplus: Vec<String>,
    /// How the running build lies there.
    pub(super) running: Place,
    /// The order after this start.
    pub(super) order: Order,
}

/// How the running build lies in the folder.
#[derive(Clone, Copy, Debug, Default)]
pub(super) enum Place {
    /// As it is served now.
    Whole,
    /// Not, and there is room for it.
    #[default]
    Missing,
    /// Not, and all the room is too little for it.
    TooLarge,
}

impl Survey {
    pub(super) fn of(folder: &Path, running: &Package, config: &Config) -> Self {
        let before = Order::read(folder);
        let ids = ids(folder, &before).unwrap_or_else(|error| {
            let folder = folder.display();
            tracing::warn!(%folder, %error, "earlier builds cannot be read and are not served");
            Vec::new()
        });
        let mut survey = Self::default();
        survey.place_running(folder, running, &ids, config);
        survey
            .order
            .push(running.build_id(), Some(SystemTime::now()));

        let limit = config.bytes.as_u64();
        let mut bytes = match survey.running {
            Place::TooLarge => 0,
            Place::Whole | Place::Missing => running.bytes(),
        };
        let mut is_full = false;
        for id in ids.iter().filter(|id| *id != running.build_id()) {
            is_full |= survey.kept.len() + 1 >= usize::from(config.keep.get());
            if is_full {
                survey.surplus.push(id.clone());
                continue;
            }
            let package = match check(folder, id) {
                Ok(package) => package,
                Err(flaw) => {
                    survey.leave_out(id, &flaw, &before);
                    continue;
                }
            };
            bytes = bytes.saturating_add(package.bytes());
            if bytes > limit {
                // Older ones go too, however small: which builds are kept is to be foreseen.
                is_full = true;
                survey.surplus.push(id.clone());
                continue;
            }
            let build = Build::of(&package, before.started(id));
            survey.order.push(id, build.started());
            survey.kept.push(Kept { package, build });
        }
        survey
    }

    fn place_running(&mut self, folder: &Path, running: &Package, ids: &[String], config: &Config) {
        let id = running.build_id();
        if ids.iter().any(|known| known == id) {
            match check(folder, id) {
                Ok(package) if Seal::of(&package) == Seal::of(running) => {
                    self.running = Place::Whole;
                    return;
                }
                // The same code with other encodings, or under another folder's name.
                Ok(_) => self.surplus.push(id.to_owned()),
                Err(flaw) => self.leave_out(id, &flaw, &Order::default()),
            }
        }
        if running.bytes() > config.bytes.as_u64() {
            self.running = Place::TooLarge;
        }
    }

    fn leave_out(&mut self, id: &str, flaw: &Flaw, before: &Order) {
        match flaw {
            Flaw::Damaged(_) => self.surplus.push(id.to_owned()),
            Flaw::Unreadable(_) => self.order.push(id, before.started(id)),
        }
        tracing::warn!(build = id, reason = %flaw, "this kept build is not served");
    }
}

/// The builds in the folder, the last used first.
fn ids(folder: &Path, order: &Order) -> io::Result<Vec<String>> {
    let entries = match fs::read_dir(folder) {
        // Whoever wants to write into it says so.
        Err(error) if is_missing(&error) => return Ok(Vec::new()),
        entries => entries?,
    };
    let mut found = Vec::new();
    for entry in entries {
        let entry = entry?;
        // Of the entry itself: a link is none of ours, wherever it leads.
        let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
        if let (true, Ok(id)) = (is_folder, entry.file_name().into_string())
            && is_id(&id)
        {
            let modified = entry.metadata().and_then(|data| data.modified()).ok();
            let place = order.position(&id).unwrap_or(usize::MAX);
            found.push((place, Reverse(modified), id));
        }
    }
    found.sort();
    Ok(found.into_iter().map(|(_, _, id)| id).collect())
}
