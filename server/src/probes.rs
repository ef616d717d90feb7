//! What has to work before visitors are sent here: `/readyz` on the admin listener.

use app::database::Database;
use std::{sync::Arc, time::Duration};
use sunup_cache::store::disk::{Disk, Health};
use sunup_server::health::Readiness;

/// The checks of this site. Without its disk the page cache has its memory.
pub(crate) fn readiness(database: &Database, disk: Option<Arc<Disk>>) -> Readiness {
    let limit = Duration::from_secs(2);
    let database = database.clone();
    let readiness = Readiness::new().check("database", limit, move || {
        let database = database.clone();
        async move { database.ping().await.map_err(|error| error.to_string()) }
    });
    match disk {
        Some(disk) => readiness.tell("disk cache", limit, move || {
            let health = disk.health();
            async move {
                match health {
                    Health::Working => Ok(()),
                    other => Err(other.to_string()),
                }
            }
        }),
        None => readiness,
    }
}
