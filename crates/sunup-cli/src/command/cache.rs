//! `cargo sunup cache`

use std::process::ExitCode;

use anyhow::{Context, Result};
use clap::{Args, Subcommand};

use crate::cache::{self, Selector, Site};

const ABOUT_SETTINGS: &str = "\
The site is asked on its admin listener. SUNUP_ADMIN_ADDR, or admin.addr in
sunup.toml, says where that is; the default is 127.0.0.1:4000. Where it wants a
token, SUNUP_ADMIN_TOKEN or admin.token is sent.";

/// What the site answers is printed for people, or as it came.
#[derive(Debug, Args)]
#[command(after_help = ABOUT_SETTINGS)]
pub(crate) struct Cache {
    #[command(subcommand)]
    action: Action,

    /// Print the answer as it came, in JSON
    #[arg(long, global = true)]
    json: bool,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Say why a page is, or is not, answered from the cache
    Explain {
        /// An address of the site: /article/x?page=2, or a whole URL
        address: String,
    },
    /// Take pages out, so that their next visitors get new ones
    Purge(Purge),
    /// Empty the cache; on a terminal it asks before
    Flush {
        /// Do not ask
        #[arg(long, short)]
        yes: bool,
    },
    /// Count what the cache did since the start, and what is in it
    Stats,
    /// Have the pages rendered that the site wants to be ready, and say how far it is
    Warm {
        /// Only say what would be rendered, in which order and why
        #[arg(long)]
        dry_run: bool,
    },
    /// List the pages that are served most; on a terminal, until Ctrl-C
    Top {
        /// How many pages
        #[arg(long, value_name = "N", default_value_t = 20)]
        limit: usize,
    },
}

#[derive(Debug, Args)]
#[command(override_usage = "\
cargo sunup cache purge (--tag TAG | --path PATH | --prefix PATH |
                                --route PATTERN) [--soft] [--json]")]
struct Purge {
    #[command(flatten)]
    which: Which,

    /// Only mark them stale, to be replaced behind their next visitors
    #[arg(long)]
    soft: bool,
}

#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
struct Which {
    /// Pages with this tag, as they state it: article:x
    #[arg(long)]
    tag: Option<String>,
    /// All variants of one path: /article/x
    #[arg(long)]
    path: Option<String>,
    /// A path and all below it: /tag
    #[arg(long, value_name = "PATH")]
    prefix: Option<String>,
    /// Pages of a route, by its pattern: '/article/{slug}'
    #[arg(long, value_name = "PATTERN")]
    route: Option<String>,
}

impl Cache {
    pub(crate) fn run(self) -> Result<ExitCode> {
        let (site, json) = (Site::find()?, self.json);
        match self.action {
            Action::Explain { address } => cache::explain(&site, &address, json)?,
            Action::Purge(Purge { which, soft }) => {
                cache::purge(&site, &which.selector()?, soft, json)?;
            }
            Action::Flush { yes } => cache::flush(&site, yes, json)?,
            Action::Stats => cache::stats(&site, json)?,
            Action::Warm { dry_run } => cache::warm(&site, dry_run, json)?,
            Action::Top { limit } => cache::top(&site, limit, json)?,
        }
        Ok(ExitCode::SUCCESS)
    }
}

impl Which {
    /// The one that was given: clap sees to it that exactly one is.
    fn selector(self) -> Result<Selector> {
        let tag = self.tag.map(Selector::Tag);
        let path = self.path.map(Selector::Path);
        let prefix = self.prefix.map(Selector::Prefix);
        let route = self.route.map(Selector::Route);
        let given = tag.or(path).or(prefix).or(route);
        given.context("a purge needs one of --tag, --path, --prefix and --route")
    }
}
