//! [`effect`]: an effect of Leptos that a browser downloads once.

use leptos::prelude::Effect;

/// Runs `run` soon, and again whenever something changes that it read. Nothing on the server.
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
    boxed(Box::new(run));
}

fn boxed(mut run: Box<dyn FnMut()>) {
    Effect::new(move |_: Option<()>| run());
}
