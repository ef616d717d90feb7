//! Settings of the page cache.

use super::{hosts::HostNames, policies::Policies};
use crate::ranges::{Memory, Parallel};
use sunup_server::{
    config::{ByteSize, ConfigError, Reader},
    rules,
};

/// Some ten thousand pages with all their encodings.
const DISK: ByteSize = ByteSize::kib(1 << 20);

/// Settings of the page cache.
#[derive(Debug)]
pub(crate) struct Config {
    /// `cache.on`, `SUNUP_CACHE`, default on, off under watch: whether pages are kept.
    pub(crate) on: bool,
    /// `cache.memory`, `SUNUP_CACHE_MEMORY`, default one eighth of what the machine or its
    /// container has: the memory for kept pages.
    pub(crate) memory: Option<Memory>,
    /// `cache.disk`, `SUNUP_CACHE_DISK`, default `1GiB`: what pages may take in the data folder, where
    /// they outlive the process; `0B` keeps them in memory only.
    pub(crate) disk: ByteSize,
    /// `cache.warm`, `SUNUP_CACHE_WARM`, default on: whether pages are rendered before anybody asks.
    pub(crate) warm: bool,
    /// `cache.warm_parallel`, `SUNUP_CACHE_WARM_PARALLEL`, default half of the processors: such
    /// renders at the same time.
    pub(crate) warm_parallel: Option<Parallel>,
    /// `cache.warm_newest`, `SUNUP_CACHE_WARM_NEWEST`, default 100: the newest articles that are
    /// among the pages which are to be ready.
    pub(crate) warm_newest: u64,
    /// `site.hosts`, `SUNUP_HOSTS`: names of the site beside that of its origin.
    pub(crate) hosts: Option<HostNames>,
    /// `routes` of the file, as far as it says how pages are kept.
    pub(crate) policies: Policies,
}

impl Config {
    /// Reads the settings. Under `watch` pages change at any time.
    pub(crate) fn read(
        reader: &mut Reader,
        watch: bool,
        rules: &rules::Config,
    ) -> Result<Self, ConfigError> {
        Ok(Self {
            on: reader.value("cache.on", "SUNUP_CACHE", !watch)?,
            memory: reader.value("cache.memory", "SUNUP_CACHE_MEMORY", None)?,
            disk: reader.value("cache.disk", "SUNUP_CACHE_DISK", DISK)?,
            warm: reader.value("cache.warm", "SUNUP_CACHE_WARM", true)?,
            warm_parallel: reader.value(
                "cache.warm_parallel",
                "SUNUP_CACHE_WARM_PARALLEL",
                None,
            )?,
            warm_newest: reader.value("cache.warm_newest", "SUNUP_CACHE_WARM_NEWEST", 100)?,
            hosts: reader.value("site.hosts", "SUNUP_HOSTS", None)?,
            policies: Policies::read(rules)?,
        })
    }
}
