//! Files looked up at every request, for `cargo leptos watch`.

use std::path::{Component, Path, PathBuf};

use axum::{body::Body, response::Response};
use http::{HeaderMap, HeaderValue, Method, Request, header};
use tower::ServiceExt;
use tower_http::services::ServeFile;

use super::{file::content_type, index::is_public};

/// The file that a decoded path means, if it is a regular one inside `root` after every link is
/// resolved.
pub(super) async fn find(root: &Path, path: &str) -> Option<PathBuf> {
    let relative = Path::new(path.strip_prefix('/')?);
    let plain = relative.components().all(|component| match component {
        Component::Normal(name) => name.to_str().is_some_and(is_public),
        _ => false,
    });
    if !plain || path.contains('\0') {
        return None;
    }
    // At every request, for a build under watch may make the root anew.
    let root = tokio::fs::canonicalize(root).await.ok()?;
    let file = tokio::fs::canonicalize(root.join(relative)).await.ok()?;
    let is_file = tokio::fs::metadata(&file).await.ok()?.is_file();
    (is_file && file.starts_with(&root)).then_some(file)
}

/// The file as it is now; tower-http answers conditions and ranges by its time and size.
pub(super) async fn serve(file: &Path, method: Method, headers: HeaderMap) -> Response {
    let mut request = Request::new(Body::empty());
    *request.method_mut() = method;
    *request.headers_mut() = headers;
    let response = ServeFile::new(file).oneshot(request).await;
    let mut response = response
        .unwrap_or_else(|never| match never {})
        .map(Body::new);
    let headers = response.headers_mut();
    if headers.contains_key(header::CONTENT_TYPE) {
        headers.insert(header::CONTENT_TYPE, content_type(file));
    }
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    response
}
