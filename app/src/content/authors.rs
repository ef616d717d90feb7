//! Imports the files of authors.

use super::{
    ContentError, ImportReport,
    markdown::{self, Pictures},
    name::{RULE, is_name},
    scan::{AuthorHead, Source},
};
use crate::entities::author;
use sea_orm::{
    ActiveValue::{NotSet, Set},
    DatabaseTransaction, EntityTrait,
    prelude::*,
};
use std::collections::{HashMap, HashSet};

/// Stores the authors whose files are new or changed.
pub(super) async fn import_authors(
    change: &DatabaseTransaction,
    sources: &[Source],
    pictures: &Pictures,
    report: &mut ImportReport,
) -> Result<(), ContentError> {
    let stored = author::Entity::find().all(change).await?;
    let digests: HashSet<&str> = stored.iter().map(|row| row.digest.as_str()).collect();
    let ids: HashMap<&str, i64> = stored
        .iter()
        .map(|row| (row.username.as_str(), row.id))
        .collect();
    for source in sources {
        if digests.contains(source.digest.as_str()) {
            report.unchanged += 1;
            continue;
        }
        let file = source.parse::<AuthorHead>().and_then(|file| {
            let image = file.head.image.as_deref().unwrap_or_default();
            source.without_zero(&[&file.head.name, image])?;
            Ok(file)
        });
        let file = match file {
            Ok(file) => file,
            Err(error) => {
                report.errors.push(error);
                continue;
            }
        };
        let line = file.lines.of(&file.head.username);
        let username = file.head.username.into_inner();
        let name = source.path.file_stem().unwrap_or_default();
        if !is_name(&username) {
            let reason = format!(
                "the user name {username:?} is part of an address and may only have {RULE}"
            );
            report.errors.push(source.error(line, reason));
            continue;
        }
        if name != username.as_str() {
            let reason = format!(
                "the user name {username:?} has to be the file's name, {:?}",
                name.to_string_lossy()
            );
            report.errors.push(source.error(line, reason));
            continue;
        }
        let id = ids.get(username.as_str()).copied();
        let before = stored.iter().find(|row| row.username == username);
        let same = |row: &author::Model| row.name == file.head.name && row.image == file.head.image;
        report.changes.author(&username, !before.is_some_and(same));
        if before.is_none() {
            report.changes.address();
        }
        let row = author::ActiveModel {
            id: id.map_or(NotSet, Set),
            username: Set(username),
            name: Set(file.head.name),
            image: Set(file.head.image),
            bio_html: Set(markdown::render_beside(&file.body, pictures)),
            digest: Set(source.digest.clone()),
        };
        match id {
            Some(_) => drop(row.update(change).await?),
            None => drop(row.insert(change).await?),
        }
        report.changed += 1;
    }
    Ok(())
}
