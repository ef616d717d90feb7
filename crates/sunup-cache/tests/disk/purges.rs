//! No sequence of purges, writes, ends and crashes brings back what a strict purge hit.

use proptest::prelude::*;
use sunup_cache::{
    entry::BuildId,
    purge::{Selector, Strictness},
};

use crate::{
    place::{CONTROL, Place, Running, copy, render},
    support::Render,
};

#[derive(Clone, Debug)]
enum Step {
    Ask(u8),
    Purge {
        which: u8,
        path: u8,
        strict: bool,
    },
    /// What was put so far comes to the disk.
    Flush,
    /// The process ends in order, and one of this build begins.
    Restart(&'static str),
    /// The process is killed: one of this build begins with what is on disk.
    Crash(&'static str),
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        6 => (0..3u8).prop_map(Step::Ask),
        4 => (0..5u8, 0..3u8, prop::bool::weighted(0.7))
            .prop_map(|(which, path, strict)| Step::Purge { which, path, strict }),
        2 => Just(Step::Flush),
        1 => build().prop_map(Step::Restart),
        2 => build().prop_map(Step::Crash),
    ]
}

/// Deployments and rollbacks are among the restarts.
fn build() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec!["one", "two"])
}

/// What visitors may get of a page: the least render, and whether its newest is stale.
#[derive(Clone, Copy, Default)]
struct Page {
    least: usize,
    softened: bool,
}

fn fields() -> Render {
    let fields = [("cache-control", CONTROL), ("cache-tag", "x")];
    let fields = fields.map(|(name, value)| (name, value.to_owned()));
    Render::Page(200, fields.to_vec(), "<p>render {n}</p>".to_owned())
}

/// A process whose renders go on being numbered where those before it stopped.
async fn start(place: &Place, build: &str, renders: usize) -> Running {
    let settings = place.settings().build(BuildId::new(build));
    let settings = settings.builds_that_can_be_served(|_| true);
    let running = place.start_with(settings).await;
    for _ in 0..renders {
        // Nothing of it is stored.
        running.site.stub.next(crate::support::page("private"));
        running.site.get("/none?").await;
    }
    running.site.stub.set(fields());
    running
}

async fn run(steps: Vec<Step>) {
    let mut place = Place::new();
    let mut running = start(&place, "one", 0).await;
    let mut pages = [Page::default(); 3];
    for step in steps {
        match step {
            Step::Ask(path) => {
                let answer = running.site.get(&format!("/t/{path}")).await;
                let page = &mut pages[path as usize];
                let number = render(answer.text());
                assert!(
                    number >= page.least,
                    "render {number} is from before a purge"
                );
                let is_fresh = !answer.cache().contains("ttl=-");
                if page.softened && answer.cache().contains("hit") {
                    assert!(!is_fresh, "a soft purge was lost: {}", answer.cache());
                }
                running.site.settle().await;
                *page = Page {
                    least: page.least,
                    softened: false,
                };
            }
            Step::Purge {
                which,
                path,
                strict,
            } => {
                let selector = match which {
                    0 => Selector::tag("x"),
                    1 => Selector::path(&format!("/t/{path}")),
                    2 => Selector::prefix("/t"),
                    3 => Selector::route("/"),
                    _ => Selector::All,
                };
                let strictness = match strict {
                    true => Strictness::Strict,
                    false => Strictness::Soft,
                };
                running.site.cache.purge(&selector, strictness).await;
                for (at, page) in pages.iter_mut().enumerate() {
                    let hit = which != 1 || at == path as usize;
                    match (hit && which != 3, strict) {
                        (false, _) => {}
                        (true, true) => page.least = running.site.stub.renders() + 1,
                        (true, false) => page.softened = true,
                    }
                }
            }
            Step::Flush => running.disk.flush().await,
            Step::Restart(build) => {
                let renders = running.site.stub.renders();
                running.stop().await;
                running = start(&place, build, renders).await;
            }
            Step::Crash(build) => {
                let renders = running.site.stub.renders();
                running.disk.flush().await;
                let other = Place::new();
                copy(&place.folder(), &other.folder());
                running.stop().await;
                place = other;
                running = start(&place, build, renders).await;
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(crate::rounds(24, 300)))]

    #[test]
    fn a_purge_is_never_lost_across_a_restart(steps in prop::collection::vec(step(), 1..30)) {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_time()
            .build()
            .unwrap();
        runtime.block_on(run(steps));
    }
}
