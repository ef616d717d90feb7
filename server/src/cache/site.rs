//! The cache of this site: what its keys are made of, and what its documents may do.

use super::{Config, hosts};
use crate::{config, ranges::Memory};
use anyhow::{Context, bail};
use app::caching::{Purge, query_names};
use http::{HeaderValue, request::Parts};
use std::{collections::HashMap, sync::Arc, time::Duration};
use sunup::{preference::Word, theme::Theme};
use sunup_cache::{
    Cache, Settings,
    control::Targets,
    document::Csp,
    key::{KeyRule, Place, RouteRule},
    policy::Rules,
    store::Limit,
};
use sunup_server::{
    request_id::RequestId,
    route::{RouteLabel, Routes},
};

/// What documents may do: use what comes from the site. Pictures of articles may come from
/// anywhere, and an element may have a style, as Leptos' `style:width=…` gives it one. The cache adds
/// what is allowed to scripts, and the hashes of inline ones and of the stylesheet.
const DOCUMENTS: &str = "default-src 'self'; style-src-elem 'self'; \
     style-src-attr 'unsafe-inline'; img-src 'self' data: https:; object-src 'none'; base-uri 'none'; form-action 'self'; \
     frame-ancestors 'self'";

/// How long a request waits for somebody else's render beyond the deadline of renders, which
/// answers before.
const PATIENCE: Duration = Duration::from_secs(2);

/// The cache of this site, whose routes have these patterns and are found by `paths`.
///
/// # Errors
/// When a policy of the settings is for no route.
pub(crate) fn site(
    config: &config::Config,
    routes: &[String],
    paths: Routes,
) -> anyhow::Result<Cache> {
    let Config { policies, .. } = &config.cache;
    if let Some((pattern, place)) = policies.without_route(routes) {
        bail!(
            "{place}: `cache.policies` has a policy for {pattern}, which is no route of this site"
        );
    }
    let rules: HashMap<String, Arc<RouteRule>> = routes
        .iter()
        .map(|pattern| {
            let mut rule = RouteRule::new(pattern).query(query_names(pattern));
            if let Some(policy) = policies.of(pattern) {
                rule = rule.policy(policy.clone());
            }
            (pattern.clone(), Arc::new(rule))
        })
        .collect();
    let elsewhere = Arc::new(RouteRule::new("unmatched"));
    let place = move |parts: &Parts| {
        let label = parts.extensions.get::<RouteLabel>().map(|label| label.0);
        // An address that an operator asks about has passed no layer that would have named it.
        let label = label.or_else(|| paths.of(parts.uri.path()));
        let rule = label.and_then(|pattern| rules.get(pattern));
        Place::of(rule.unwrap_or(&elsewhere))
    };
    let themes: Vec<&str> = Theme::ALL.iter().map(|theme| theme.word()).collect();
    let host = HeaderValue::try_from(config.listen.url.authority())
        .context("the site's own address is no value of a header")?;
    let key = KeyRule::new(place)
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
        csp: Some(Csp::parse(DOCUMENTS)?.naming_styles()),
        ..Settings::default()
    };
    Ok(Cache::builder()
        .settings(settings)
        .key(key)
        .hosts(hosts::hosts(config))
        // The log names the request that a render was made for; pages do not know it.
        .carry(|extensions| {
            let mut carried = http::Extensions::new();
            if let Some(id) = extensions.get::<RequestId>() {
                carried.insert(id.clone());
            }
            if let Some(label) = extensions.get::<RouteLabel>() {
                carried.insert(*label);
            }
            carried
        })
        .build())
}

/// Purges what an import changed.
pub(crate) fn purges(cache: &Cache) -> Purge {
    let cache = cache.clone();
    Arc::new(move |changes| {
        let cache = cache.clone();
        Box::pin(async move {
            let mut pages = 0;
            for name in changes.names() {
                pages += cache.purge_tag(name).await.len();
            }
            if !changes.is_empty() {
                tracing::info!(pages, "pages were purged that showed what has changed");
            }
        })
    })
}
