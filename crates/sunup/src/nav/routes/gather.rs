//! Runs the components of a page without showing them, to learn what the page loads.

use super::{level::Level, table::Step};
use crate::page::{Answer, collect};
use leptos::prelude::*;
use leptos_router::location::Url;

/// Starts to fetch what the levels in `steps` load, below `owner`; ready when all of it is there.
pub(super) fn gathered(
    steps: &[Step],
    url: &Url,
    owner: Owner,
) -> impl Future<Output = ()> + use<> {
    let mut answers: Vec<Answer> = Vec::new();
    // Each level sees what the one around it provides. Their effects are disposed before they
    // first run, with the owners.
    let mut owners = vec![owner];
    for step in steps {
        if let Some(around) = owners.last() {
            let owner = around.child();
            answers.extend(collect(|| drop(Level::new(step.clone(), url).run(&owner))));
            owners.push(owner);
        }
    }
    if let Some(outermost) = owners.get(1) {
        outermost.cleanup();
    }
    async move {
        for answer in answers {
            // Whether it is an error is up to who shows it.
            drop(answer.await);
        }
    }
}
