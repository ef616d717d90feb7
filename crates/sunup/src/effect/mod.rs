//! [`effect`]: an effect of Leptos that a browser downloads once.

#[cfg(feature = "hydrate")]
#[path = "client.rs"]
mod side;
#[cfg(not(feature = "hydrate"))]
#[path = "server.rs"]
mod side;

/// Runs `run` soon, after the page is hydrated, and again whenever something changes that it read. Nothing on the server.
///
/// `Effect::new` is generic, and a browser would download it again for each effect: 1,200 bytes
/// before compression.
///
/// ```
/// use leptos::prelude::*;
/// use sunup::effect;
///
/// #[component]
/// fn Greeting(name: ReadSignal<String>) -> impl IntoView {
///     effect(move || document().set_title(&name.read()));
///     view! { <p>{name}</p> }
/// }
/// ```
pub fn effect(run: impl FnMut() + 'static) {
    side::effect(run);
}
