//! What the cache asks the site about a request: closures, so that engines need not know each
//! other.

use std::sync::Arc;

use http::{Extensions, request::Parts};

use crate::{key::KeyRule, request::Hosts};

type SessionRule = Arc<dyn Fn(&Parts) -> bool + Send + Sync>;
type FrontRule = Arc<dyn Fn(&Parts) -> Option<String> + Send + Sync>;
type CarryRule = Arc<dyn Fn(&Extensions) -> Extensions + Send + Sync>;

/// The site's answers.
#[derive(Clone)]
pub(crate) struct Site {
    pub(crate) key: KeyRule,
    pub(crate) session: SessionRule,
    pub(crate) carry: CarryRule,
    pub(crate) in_front: FrontRule,
    pub(crate) hosts: Hosts,
}

impl Default for Site {
    fn default() -> Self {
        Self {
            key: KeyRule::default(),
            session: Arc::new(|_| false),
            carry: Arc::new(|_| Extensions::new()),
            in_front: Arc::new(|_| None),
            hosts: Hosts::unchecked(),
        }
    }
}
