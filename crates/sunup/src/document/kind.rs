//! [`DocumentKind`]: how the browser takes over a document.

/// What the body of a document holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DocumentKind {
    /// The rendered application: the browser hydrates it.
    Page,
    /// A placeholder: the browser replaces it with the application.
    Shell,
}

impl DocumentKind {
    /// Value of `<html data-sunup>`, from which the browser learns the kind.
    pub fn marker(self) -> &'static str {
        match self {
            Self::Page => "hydrate",
            Self::Shell => "mount",
        }
    }
}
