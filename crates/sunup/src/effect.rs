//! [`effect`]: an effect of Leptos that a browser downloads once.

use leptos::prelude::Effect;

/// Runs `run` soon, and again whenever something changes that it read.
///
/// `Effect::new` is generic, and a browser would download it again for each effect of this crate:
/// 900 bytes before compression.
pub(crate) fn effect(run: impl FnMut() + 'static) {
    boxed(Box::new(run));
}

fn boxed(mut run: Box<dyn FnMut()>) {
    Effect::new(move |_: Option<()>| run());
}
