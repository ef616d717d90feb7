//! What has to work before visitors are sent here: `/readyz` on the admin listener.

use app::database::Database;
use std::time::Duration;
use sunup_server::health::Readiness;

/// The checks of this site.
pub(crate) fn readiness(database: &Database) -> Readiness {
    let database = database.clone();
    Readiness::new().check("database", Duration::from_secs(2), move || {
        let database = database.clone();
        async move { database.ping().await.map_err(|error| error.to_string()) }
    })
}
