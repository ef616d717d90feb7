//! [`page`]: a component as the view of a route.

use leptos::{
    attr::Attribute,
    prelude::*,
    tachys::{
        html::attribute::any_attribute::AnyAttribute,
        hydration::Cursor,
        ssr::StreamBuilder,
        view::{Mountable, Position, PositionState},
    },
};

/// Makes a component the view of a route: `<Route path=path!("/") view=page(Home)/>`.
///
/// Leptos can also hydrate a page that waits for its code (`hydrate_async`), and the browser
/// downloads that second walk for every page, used or not. Lazily loaded parts of Sunup never make
/// hydration wait, so that the second walk is the first one.
pub fn page<V>(component: impl Fn() -> V + Clone + Send) -> impl Fn() -> Still<V> + Clone + Send
where
    V: IntoView,
{
    move || Still(component())
}

/// A view that is hydrated in one go and replaced in one go.
///
/// Leptos can also go through the old view and change what differs. For a page whose data is
/// another one that is nearly all of it, and the browser would download how to compare each kind
/// of view with itself.
#[derive(Debug)]
pub struct Still<V>(pub(crate) V);

impl<V: Render> Render for Still<V> {
    type State = V::State;

    fn build(self) -> Self::State {
        self.0.build()
    }

    fn rebuild(self, state: &mut Self::State) {
        let mut next = self.build();
        state.insert_before_this(&mut next);
        state.unmount();
        *state = next;
    }
}

impl<V: RenderHtml> AddAnyAttr for Still<V> {
    type Output<NewAttr: Attribute> = Still<V::Output<NewAttr>>;

    fn add_any_attr<NewAttr: Attribute>(self, attr: NewAttr) -> Self::Output<NewAttr>
    where
        Self::Output<NewAttr>: RenderHtml,
    {
        Still(self.0.add_any_attr(attr))
    }
}

impl<V: RenderHtml> RenderHtml for Still<V> {
    type AsyncOutput = V::AsyncOutput;
    type Owned = Still<V::Owned>;

    const MIN_LENGTH: usize = V::MIN_LENGTH;
    const EXISTS: bool = V::EXISTS;

    fn dry_resolve(&mut self) {
        self.0.dry_resolve();
    }

    fn resolve(self) -> impl Future<Output = Self::AsyncOutput> + Send {
        self.0.resolve()
    }

    fn html_len(&self) -> usize {
        self.0.html_len()
    }

    fn to_html_with_buf(
        self,
        buf: &mut String,
        position: &mut Position,
        escape: bool,
        mark_branches: bool,
        extra_attrs: Vec<AnyAttribute>,
    ) {
        self.0
            .to_html_with_buf(buf, position, escape, mark_branches, extra_attrs);
    }

    fn to_html_async_with_buf<const OUT_OF_ORDER: bool>(
        self,
        buf: &mut StreamBuilder,
        position: &mut Position,
        escape: bool,
        mark_branches: bool,
        extra_attrs: Vec<AnyAttribute>,
    ) {
        self.0.to_html_async_with_buf::<OUT_OF_ORDER>(
            buf,
            position,
            escape,
            mark_branches,
            extra_attrs,
        );
    }

    fn hydrate<const FROM_SERVER: bool>(
        self,
        cursor: &Cursor,
        position: &PositionState,
    ) -> Self::State {
        self.0.hydrate::<FROM_SERVER>(cursor, position)
    }

    fn into_owned(self) -> Self::Owned {
        Still(self.0.into_owned())
    }
}
