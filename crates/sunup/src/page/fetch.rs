//! Fetches the bytes of a server function's answer.

use super::protocol::Bytes;
use crate::PageError;
use http::StatusCode;
use js_sys::{ArrayBuffer, Uint8Array};
use leptos::{
    server_fn::error::FromServerFnError,
    wasm_bindgen::{JsCast, JsValue},
    web_sys::{AbortController, Headers, RequestInit, Response},
};
use send_wrapper::SendWrapper;
use wasm_bindgen_futures::JsFuture;

/// The bytes at `url`, or the error that the server answered with.
///
/// Whoever drops the future ends the request.
pub(super) fn fetch(url: Result<String, PageError>) -> Bytes {
    Box::pin(SendWrapper::new(async move {
        let abort = AbortOnDrop(AbortController::new().ok());
        let answer = request(&url?, &abort).await;
        let (status, bytes) = answer.map_err(|_| PageError::unreachable())?;
        if status < StatusCode::BAD_REQUEST.as_u16() {
            Ok(bytes)
        } else {
            Err(PageError::de(bytes.into()))
        }
    }))
}

async fn request(url: &str, abort: &AbortOnDrop) -> Result<(u16, Vec<u8>), JsValue> {
    let headers = Headers::new()?;
    headers.set("accept", "application/x-postcard")?;
    let options = RequestInit::new();
    options.set_headers(&headers);
    options.set_signal(abort.0.as_ref().map(AbortController::signal).as_ref());
    let window = leptos::prelude::window();
    let response: Response = JsFuture::from(window.fetch_with_str_and_init(url, &options))
        .await?
        .dyn_into()?;
    let body: ArrayBuffer = JsFuture::from(response.array_buffer()?).await?.dyn_into()?;
    Ok((response.status(), Uint8Array::new(&body).to_vec()))
}

/// Ends a request that nobody waits for any more. To end one that has been answered does nothing.
struct AbortOnDrop(Option<AbortController>);

impl Drop for AbortOnDrop {
    fn drop(&mut self) {
        if let Some(abort) = &self.0 {
            abort.abort();
        }
    }
}
