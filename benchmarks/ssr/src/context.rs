//! [`Site`]: the database with the site's content, and the context its pages need.

use anyhow::{Result, bail};
use app::{content, database::Database, state::AppState};
use leptos::prelude::provide_context;
use std::{net::SocketAddr, path::Path};
use sunup::document::{SiteFiles, Stylesheet};

/// As many as the server has without a setting.
const READERS: u32 = 4;

/// The database with the site's content.
pub(crate) struct Site {
    database: Database,
}

impl Site {
    /// Makes a database in `data` and imports `articles` into it. A page without articles would be
    /// measured as easily as one with them, so a content that is wrong is an error here.
    pub(crate) async fn open(data: &Path, articles: &Path) -> Result<Self> {
        let url = format!("sqlite://{}", data.join("bare.sqlite").display());
        let database = Database::open(&url, READERS).await?;
        // The public files are beside the content, as in the repository.
        let pictures = content::Pictures::of(&articles.with_file_name("public"));
        let report = content::import(&database, articles, &pictures).await?;
        if let Some(error) = report.errors.first() {
            bail!("the content is not complete: {error}");
        }
        Ok(Self { database })
    }

    /// What the server's renderer puts into the context of a page, without what only the renderer
    /// itself uses.
    pub(crate) fn into_context(
        self,
        addr: SocketAddr,
        pkg_path: &str,
        stylesheet: Stylesheet,
    ) -> impl Fn() + Clone + Send + Sync + 'static {
        let state = AppState {
            database: self.database,
            faults: false,
        };
        let files = SiteFiles {
            pkg_path: pkg_path.into(),
            output_name: "conduit".into(),
            origin: format!("http://{addr}").into(),
            stylesheet,
            reload_port: None,
        };
        move || {
            provide_context(files.clone());
            state.provide();
        }
    }
}
