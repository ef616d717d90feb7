//! [`Routes`]: finds the pattern of a path.

use std::sync::Arc;

use matchit::Router;

use crate::target::spelled;

/// The route patterns of a site, in axum's notation. Cheap to clone.
#[derive(Clone, Default)]
pub struct Routes(Arc<Router<&'static str>>);

/// A pattern that cannot be one of these routes.
#[derive(Debug, thiserror::Error)]
#[error("the route pattern {pattern:?} cannot be used: {reason}")]
pub struct RouteError {
    pattern: &'static str,
    reason: matchit::InsertError,
}

impl Routes {
    /// Routes of these patterns.
    ///
    /// They are names in logs and metrics for as long as the process lives, so that they are made
    /// once, at start, and kept for ever.
    ///
    /// # Errors
    /// When two patterns mean the same paths, or one is none.
    pub fn new<P: Into<String>>(patterns: impl IntoIterator<Item = P>) -> Result<Self, RouteError> {
        let mut router = Router::new();
        for pattern in patterns {
            let pattern: &'static str = Box::leak(pattern.into().into_boxed_str());
            router
                .insert(pattern, pattern)
                .map_err(|reason| RouteError { pattern, reason })?;
        }
        Ok(Self(Arc::new(router)))
    }

    /// The pattern of a path, as it stands in the request. `/%61bout/` is `/about`, to which
    /// [`TargetLayer`](crate::target::TargetLayer) leads.
    pub fn of(&self, path: &str) -> Option<&'static str> {
        self.0.at(&spelled(path)).ok().map(|found| *found.value)
    }
}

impl std::fmt::Debug for Routes {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Routes").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fixed_path_wins_over_one_with_a_parameter() {
        let routes = Routes::new(["/tag/{tag}", "/tag/all", "/_fn/{*name}"]).expect("patterns");
        assert_eq!(routes.of("/tag/all"), Some("/tag/all"));
        assert_eq!(routes.of("/tag/rust"), Some("/tag/{tag}"));
        assert_eq!(routes.of("/_fn/a/b"), Some("/_fn/{*name}"));
        assert_eq!(routes.of("/tag/rust/x"), None);
    }

    #[test]
    fn escapes_that_are_not_needed_change_no_route() {
        let routes = Routes::new(["/tag/{tag}", "/about"]).expect("patterns");
        assert_eq!(routes.of("/%61bout"), Some("/about"));
        assert_eq!(routes.of("/t%61g/%C3%BCber"), Some("/tag/{tag}"));
        assert_eq!(routes.of("/tag%2Fx"), None);
    }

    #[test]
    fn two_patterns_for_the_same_paths_are_an_error_that_names_one() {
        let error = Routes::new(["/tag/{tag}", "/tag/{name}"]).expect_err("the same paths");
        assert!(error.to_string().contains("/tag/{name}"), "{error}");
    }
}
