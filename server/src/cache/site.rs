//! The cache of this site: what its keys are made of, and what its documents may do.

use super::{Config, Places, hosts};
use crate::{config, ranges::Memory};
use anyhow::Context;
use http::{HeaderValue, Method, Uri};
use std::{sync::Arc, time::Duration};
use sunup::{preference::Word, theme::Theme};
use sunup_cache::{
    Cache, Settings,
    control::Targets,
    document::Csp,
    key::KeyRule,
    policy::Rules,
    store::{Limit, disk::Disk},
};
use sunup_server::{
    assets::Assets,
    exchange::Exchange,
    route::Routes,
    target::{self, TargetError},
};

/// What documents of this site may do, before their own scripts are named.
///
/// # Errors
/// When it is none.
pub(crate) fn documents(config: &config::Config) -> anyhow::Result<Csp> {
    let reload = config.watch.then(|| {
        // `cargo leptos watch` tells pages to reload over a socket of its own.
        let port = config.reload_port;
        format!("; connect-src 'self' ws://*:{port} wss://*:{port}")
    });
    let policy = [DOCUMENTS, &reload.unwrap_or_default()].concat();
    Ok(Csp::parse(&policy)?.naming_styles())
}

/// What documents may do: use what comes from the site. Pictures of articles may come from
/// anywhere, and an element may have a style, as Leptos' `style:width=…` gives it one. The cache adds
/// what is allowed to scripts, and the hashes of inline ones and of the stylesheet.
const DOCUMENTS: &str = "default-src 'self'; style-src-elem 'self'; \
     style-src-attr 'unsafe-inline'; img-src 'self' data: https:; object-src 'none'; base-uri 'none'; form-action 'self'; \
     frame-ancestors 'self'";

/// How long a request waits for somebody else's render beyond the deadline of renders, which
/// answers before.
const PATIENCE: Duration = Duration::from_secs(2);

/// The cache of this site, whose routes have these patterns and are found by `paths`, and what it
/// was told of them. Pages outlive the process where there is a `disk`.
///
/// # Errors
/// When the site's own address cannot be a header.
pub(crate) fn site(
    config: &config::Config,
    routes: &[String],
    paths: Routes,
    assets: Assets,
    disk: Option<Arc<Disk>>,
) -> anyhow::Result<(Cache, Places)> {
    let Config { policies, .. } = &config.cache;
    let places = Places::new(routes, policies, paths);
    let of_requests = places.clone();
    let themes: Vec<&str> = Theme::ALL.iter().map(|theme| theme.word()).collect();
    let host = HeaderValue::try_from(config.listen.url.authority())
        .context("the site's own address is no value of a header")?;
    let key = KeyRule::new(move |parts| of_requests.of(parts))
        .theme(Theme::NAME, themes.leak())
        .host(host);
    let settings = Settings {
        on: config.cache.on,
        memory: match config.cache.memory {
            Some(Memory(size)) => Limit::fixed(size.as_u64()),
            None => Limit::default(),
        },
        render_deadline: config.render_deadline.0 + PATIENCE,
        wait: config.render_deadline.0 + PATIENCE,
        rules: Rules {
            // `Policy::cdn_max_age` is for the caches in front of this one.
            targets: Targets::new([Targets::SURROGATE_CONTROL]),
            ..Rules::default()
        },
        csp: Some(documents(config)?),
        ..Settings::default()
    };
    let mut builder = Cache::builder();
    if let Some(disk) = disk {
        builder = builder.below(disk);
    }
    let cache = builder
        .settings(settings)
        .key(key)
        .in_front(move |parts| in_front(&assets, &parts.uri))
        .hosts(hosts::hosts(&config.listen, config.cache.hosts.as_ref()))
        // The log names the request that a render was made for; pages do not know it.
        .carry(|extensions| {
            let mut carried = http::Extensions::new();
            if let Some(exchange) = Exchange::of(extensions) {
                carried.insert(exchange.clone());
            }
            carried
        })
        .build();
    Ok((cache, places))
}

/// What answers an address before the cache is asked (`router.rs`).
fn in_front(assets: &Assets, address: &Uri) -> Option<String> {
    match target::check(&Method::GET, address) {
        // It leads to the page that is asked about.
        Ok(()) | Err(TargetError::Spelling) => {}
        Err(error) => {
            let sentence = error.to_string();
            let sentence = sentence.trim_end_matches('.');
            return Some(format!("{} ({sentence})", error.status()));
        }
    }
    let is_file = assets.answers(address.path());
    is_file.then(|| "it is the address of a file".to_owned())
}
