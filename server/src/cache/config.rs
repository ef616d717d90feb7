//! Settings of the page cache.

use super::{hosts::HostNames, policies::Policies};
use crate::ranges::Memory;
use sunup_server::{
    config::{ConfigError, Reader},
    rules,
};

/// Settings of the page cache.
#[derive(Debug)]
pub(crate) struct Config {
    /// `cache.on`, `SUNUP_CACHE`, default on, off under watch: whether pages are kept.
    pub(crate) on: bool,
    /// `cache.memory`, `SUNUP_CACHE_MEMORY`, default one eighth of what the machine or its
    /// container has: the memory for kept pages.
    pub(crate) memory: Option<Memory>,
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
            hosts: reader.value("site.hosts", "SUNUP_HOSTS", None)?,
            policies: Policies::read(rules)?,
        })
    }
}
