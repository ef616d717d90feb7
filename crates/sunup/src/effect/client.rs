use crate::hydrate::turns;
use leptos::prelude::Effect;

pub(super) fn effect(run: impl FnMut() + 'static) {
    boxed(Box::new(run));
}

/// What an effect does may concern parts of the page that hydration has yet to reach.
fn boxed(mut run: Box<dyn FnMut()>) {
    turns::afterwards(move || {
        Effect::new(move |_: Option<()>| run());
    });
}
