use crate::hydrate::turns;
use leptos::prelude::{Effect, Owner};

pub(super) fn effect(run: impl FnMut() + 'static) {
    boxed(Box::new(run));
}

/// What an effect does may concern parts of the page that hydration has yet to reach.
fn boxed(run: Box<dyn FnMut()>) {
    let owner = Owner::current().unwrap_or_default();
    turns::afterwards(Box::new(move || owner.with(move || begin(run))));
}

fn begin(mut run: Box<dyn FnMut()>) {
    Effect::new(move |_: Option<()>| run());
}
