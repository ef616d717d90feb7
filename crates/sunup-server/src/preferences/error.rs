//! [`PreferenceError`]: a form that is not answered.

use http::StatusCode;

/// Why a form is not answered. The sentences are shown to the client.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PreferenceError {
    /// Another method than POST.
    #[error("Preferences are sent by a form.")]
    Method,
    /// Another type of content than a form's.
    #[error("Preferences are sent as a form, application/x-www-form-urlencoded.")]
    ContentType,
    /// A body that is longer than any form of preferences, or broke off.
    #[error("The form could not be read.")]
    Body,
    /// A field that is no preference.
    #[error("The form has a field that is not known here.")]
    Name,
    /// A word that the preference does not have.
    #[error("The form has a value that is not known here.")]
    Value,
}

impl PreferenceError {
    /// The status of the answer.
    pub fn status(self) -> StatusCode {
        match self {
            Self::Method => StatusCode::METHOD_NOT_ALLOWED,
            Self::ContentType => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::Body | Self::Name | Self::Value => StatusCode::BAD_REQUEST,
        }
    }
}
