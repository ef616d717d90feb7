//! The browser's half: goes from page to page.

use super::{
    gather::gathered,
    level::{Level, Place},
    table::{self, Step},
};
use crate::effect::effect;
use crate::{
    nav::{Progress, transition},
    page::{is_fetching_enough, still},
};
use leptos::{prelude::*, task::spawn_local};
use leptos_router::{
    MatchNestedRoutes,
    components::RouteChildren,
    hooks::use_url,
    location::{BrowserUrl, LocationProvider, Url},
};
use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

/// The pages of the site by their addresses.
#[component]
pub fn Routes<Table, Fallback, View>(
    /// What is shown at any other address. It sets the status: 404.
    fallback: Fallback,
    /// The table: `ParentRoute` and `Route` of leptos_router.
    children: RouteChildren<Table>,
) -> impl IntoView
where
    Table: MatchNestedRoutes + Send + 'static,
    Fallback: Fn() -> View + Clone + Send + 'static,
    View: IntoView + 'static,
{
    let table = children.into_inner();
    routes(Rc::new(move |path| table::steps(&table, &fallback, path)))
}

/// The routes that lead to a path, outermost first.
type Lookup = Rc<dyn Fn(&str) -> Vec<Step>>;

/// Not generic, so that the browser downloads it for one table and not with it.
fn routes(table: Lookup) -> impl IntoView {
    let url = use_url();
    let tour = Rc::new(Tour::start(table, &url.read_untracked()));
    TOUR.set(Some(Rc::clone(&tour)));
    let view = tour.root.view();
    let mut hydrated = Some(url.get_untracked());
    effect(move || {
        let url = url.get();
        // At first the page is shown already, unless somebody was faster than hydration.
        if hydrated.take().is_none_or(|hydrated| hydrated != url) {
            Rc::clone(&tour).go(url);
        }
    });
    move || still(view())
}

thread_local! {
    /// The one tour of the application, for links anywhere on the page.
    static TOUR: RefCell<Option<Rc<Tour>>> = const { RefCell::new(None) };
}

/// Fetches what the page at `url` needs, unless enough is being fetched already.
pub(in crate::nav) fn prefetch(url: &Url) {
    let tour = TOUR.with_borrow(Clone::clone);
    let Some(tour) = tour.filter(|_| !is_fetching_enough()) else {
        return;
    };
    let steps = (tour.table)(url.path());
    if steps.iter().any(|step| step.route.is_some()) {
        let new = tour.first_new(&steps, url);
        // Whether the answers come is of no interest before somebody wants them.
        drop(gathered(&steps[new..], url, tour.owner_of(new)));
    }
}

/// A visitor's way through the site.
struct Tour {
    table: Lookup,
    root: Place,
    /// What is shown, outermost first.
    shown: RefCell<Vec<Shown>>,
    query: RefCell<String>,
    /// Counts the navigations: only the last one may show its page.
    last: Cell<u32>,
    owner: Owner,
    progress: Progress,
    location: Option<BrowserUrl>,
}

struct Shown {
    step: Step,
    level: Level,
}

impl Tour {
    /// At the page that the document holds.
    fn start(table: Lookup, url: &Url) -> Self {
        let steps = table(url.path());
        let chain = Level::chain(steps.iter().cloned(), url);
        let shown = steps.into_iter().zip(chain.iter().cloned());
        let shown = shown.map(|(step, level)| Shown { step, level }).collect();
        let root = Place::default();
        root.show(chain.first().cloned());
        Self {
            table,
            root,
            shown: RefCell::new(shown),
            query: RefCell::new(url.search().to_owned()),
            last: Cell::new(0),
            owner: Owner::current().unwrap_or_default(),
            progress: Progress::current(),
            location: use_context(),
        }
    }

    /// Goes to another address: fetches, then shows.
    fn go(self: Rc<Self>, url: Url) {
        let number = self.last.get().wrapping_add(1);
        self.last.set(number);
        let steps = (self.table)(url.path());
        let new = self.first_new(&steps, &url);
        if new == steps.len() && new == self.shown.borrow().len() {
            // Another place on the same page, or back before anything was shown.
            self.show(steps, url);
            return;
        }
        self.progress.set_routing(true);
        let ready = gathered(&steps[new..], &url, self.owner_of(new));
        spawn_local(async move {
            ready.await;
            transition::run(move || {
                if self.last.get() == number {
                    self.show(steps, url);
                }
            });
        });
    }

    /// The first level that is another one, or the same with other data. A query belongs to the
    /// page, not to the layouts around it.
    fn first_new(&self, steps: &[Step], url: &Url) -> usize {
        let shown = self.shown.borrow();
        let pairs = steps.iter().zip(shown.iter().map(|shown| &shown.step));
        let same = pairs
            .take_while(|(new, shown)| new.route == shown.route && new.matched == shown.matched)
            .count();
        if same == steps.len() && *self.query.borrow() != url.search() {
            same.saturating_sub(1)
        } else {
            same
        }
    }

    /// Below which owner the level with this number is shown.
    fn owner_of(&self, number: usize) -> Owner {
        let shown = self.shown.borrow();
        let owner = place(&self.root, &shown[..number]).owner();
        owner.unwrap_or_else(|| self.owner.clone())
    }

    /// Puts the levels in their places. A level of the same route stays and follows the address.
    fn show(&self, steps: Vec<Step>, url: Url) {
        let mut shown = self.shown.borrow_mut();
        let pairs = steps.iter().zip(&*shown);
        let kept = pairs
            .take_while(|(new, shown)| new.route == shown.step.route)
            .count();
        for (shown, step) in shown.iter_mut().zip(&steps[..kept]) {
            shown.level.follow(step, &url);
            shown.step = step.clone();
        }
        if kept < steps.len() || kept < shown.len() {
            let chain = Level::chain(steps[kept..].iter().cloned(), &url);
            place(&self.root, &shown[..kept]).show(chain.first().cloned());
            shown.truncate(kept);
            let new = steps.into_iter().skip(kept).zip(chain);
            shown.extend(new.map(|(step, level)| Shown { step, level }));
        }
        self.query.replace(url.search().to_owned());
        let (progress, location) = (self.progress, self.location.clone());
        // After the components, which the places run in tasks that they have begun by now.
        spawn_local(async move {
            progress.set_routing(false);
            if let Some(location) = location {
                // The router writes the address into the history and scrolls.
                location.ready_to_complete();
            }
        });
    }
}

/// Where the next level stands: inside the innermost of `around`.
fn place<'shown>(root: &'shown Place, around: &'shown [Shown]) -> &'shown Place {
    around.last().map_or(root, |shown| &shown.level.inside)
}
