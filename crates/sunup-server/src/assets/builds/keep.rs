//! What happens to the folder at a start.

use std::{path::Path, time::Duration};

use super::{
    Config, Kept,
    claim::Claim,
    error::BuildsError,
    survey::{Place, Survey},
};
use crate::{assets::package::Package, config::ByteSize};

/// How long another process may be at work: it reads and writes a few packages.
const PATIENCE: Duration = Duration::from_secs(5);

/// Keeps the running build in the folder, removes what is too much, and returns the earlier builds
/// to be served, the last used first.
pub(in crate::assets) fn keep(folder: &Path, running: &Package, config: &Config) -> Vec<Kept> {
    let claim = Claim::of(folder, PATIENCE);
    let survey = Survey::of(folder, running, config);
    let done = claim.and_then(|claim| update(&claim, &survey, running, config));
    if let Err(error) = done {
        let folder = folder.display();
        tracing::warn!(
            %folder,
            %error,
            "builds are served but not kept as they should; this one may be missing after the next \
             deployment"
        );
    }
    if !survey.kept.is_empty() {
        tracing::info!(
            build = running.build_id(),
            earlier = survey.kept.len(),
            "earlier builds are served beside the running one"
        );
    }
    survey.kept
}

/// What goes before what comes, so that the limit holds at every moment and a full disk gets room.
/// A step that fails does not prevent the next; the first error is the one to be told.
fn update(
    claim: &Claim,
    survey: &Survey,
    running: &Package,
    config: &Config,
) -> Result<(), BuildsError> {
    let mut done = claim.clear();
    for id in &survey.surplus {
        done = done.and(claim.remove(id));
    }
    // Before the copy: a build that nobody names counts as the oldest.
    done = done.and(claim.set_order(&survey.order));
    done.and(match survey.running {
        Place::Whole => Ok(()),
        Place::Missing => claim.add(running),
        Place::TooLarge if config.bytes.as_u64() == 0 => Ok(()),
        Place::TooLarge => Err(BuildsError::TooLarge {
            bytes: ByteSize::bytes(running.bytes()),
            limit: config.bytes,
        }),
    })
}
