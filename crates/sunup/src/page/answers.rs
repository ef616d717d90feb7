//! Answers that are fetched before the page that loads them is shown.
//!
//! While [`collect`] runs a component, what it [`load`](super::load)s is fetched and kept here;
//! when the component is then shown, its data is taken from here and no second request is made.
//! An answer is used once. One that nobody took is good for half a minute.

use super::{
    load::Fetching,
    payload::{Outcome, Payload},
};
use crate::lazy::Lazy;
use send_wrapper::SendWrapper;
use std::{
    any::{Any, TypeId},
    cell::{Cell, RefCell},
    future::Future,
    pin::Pin,
    rc::Rc,
    task::{Context, Poll, Waker},
};

/// How long an answer is good, in milliseconds.
const GOOD_FOR: f64 = 30_000.0;

/// How many answers are kept for later.
const KEPT: usize = 8;

/// With this many requests under way nothing more is fetched ahead.
const ENOUGH: usize = 2;

thread_local! {
    /// In the order in which they were asked for.
    static ANSWERS: RefCell<Vec<Answer>> = const { RefCell::new(Vec::new()) };
    /// What the component that is being run for its data has asked for so far.
    static COLLECTED: RefCell<Option<Vec<Answer>>> = const { RefCell::new(None) };
}

/// Runs `component`; gives back the answers to what it asked for, which are being fetched.
pub(crate) fn collect(component: impl FnOnce()) -> Vec<Answer> {
    COLLECTED.set(Some(Vec::new()));
    component();
    COLLECTED.take().unwrap_or_default()
}

/// Whether components are being run for their data only.
pub(crate) fn is_collecting() -> bool {
    COLLECTED.with_borrow(Option::is_some)
}

/// Whether no more should be fetched ahead now.
pub(crate) fn is_fetching_enough() -> bool {
    ANSWERS.with_borrow(|answers| answers.iter().filter(|answer| !answer.is_there()).count())
        >= ENOUGH
}

/// What was asked for: where in the code, and with what.
pub(super) struct Question {
    place: TypeId,
    input: Box<dyn Any>,
    same: fn(&dyn Any, &dyn Any) -> bool,
}

impl Question {
    /// A question that is asked at `Place`, a type of which there is one for each place in the
    /// code: a closure's.
    pub(super) fn new<Place: 'static, Input: PartialEq + Clone + 'static>(input: &Input) -> Self {
        Self {
            place: TypeId::of::<Place>(),
            input: Box::new(input.clone()),
            same: |one, other| {
                let (one, other) = (one.downcast_ref::<Input>(), other.downcast_ref::<Input>());
                one.is_some() && one == other
            },
        }
    }

    fn is(&self, other: &Self) -> bool {
        self.place == other.place && (self.same)(&*self.input, &*other.input)
    }
}

/// An answer on its way, or there. Copies share one fetch.
#[derive(Clone)]
pub(crate) struct Answer(SendWrapper<Rc<Shared>>);

struct Shared {
    question: Question,
    outcome: RefCell<Option<Outcome>>,
    /// When the outcome was there.
    since: Cell<f64>,
    waiting: RefCell<Vec<Waker>>,
}

/// Answers `question` with what is kept, or with `fetch`.
///
/// In a component that is run for its data only, the answer is kept for when it is shown.
pub(super) fn answered(question: Question, fetch: Fetching) -> Fetching {
    let kept = ANSWERS.with_borrow_mut(|answers| {
        answers.retain(Answer::is_good);
        let found = answers
            .iter()
            .position(|answer| answer.0.question.is(&question));
        found.map(|found| answers.remove(found))
    });
    if !is_collecting() {
        return match kept {
            Some(answer) => Box::pin(answer),
            None => fetch,
        };
    }
    let answer = kept
        .filter(|answer| !answer.is_failed())
        .unwrap_or_else(|| {
            let answer = Answer::new(question);
            leptos::task::spawn_local(answer.clone().fetched(fetch));
            answer
        });
    ANSWERS.with_borrow_mut(|answers| {
        answers.push(answer.clone());
        if answers.len() > KEPT
            && let Some(oldest) = answers.iter().position(Answer::is_there)
        {
            answers.remove(oldest);
        }
    });
    COLLECTED.with_borrow_mut(|collected| {
        if let Some(collected) = collected {
            collected.push(answer.clone());
        }
    });
    Box::pin(answer)
}

/// Fetches the chunk of a part that stands in a component which is run for its data only.
pub(crate) fn collect_part(part: &'static Lazy) {
    let fetch = SendWrapper::new(part.preload());
    let fetched = async move {
        // A fetch that fails is tried again when the part is shown.
        drop(fetch.await);
        Ok(Payload::new(()))
    };
    drop(answered(
        Question::new::<Lazy, _>(&part.name()),
        Box::pin(fetched),
    ));
}

impl Answer {
    fn new(question: Question) -> Self {
        Self(SendWrapper::new(Rc::new(Shared {
            question,
            outcome: RefCell::new(None),
            since: Cell::new(0.0),
            waiting: RefCell::default(),
        })))
    }

    async fn fetched(self, fetch: Fetching) {
        let outcome = fetch.await;
        self.0.since.set(js_sys::Date::now());
        self.0.outcome.replace(Some(outcome));
        for waiting in self.0.waiting.take() {
            waiting.wake();
        }
    }

    fn is_there(&self) -> bool {
        self.0.outcome.borrow().is_some()
    }

    fn is_failed(&self) -> bool {
        matches!(*self.0.outcome.borrow(), Some(Err(_)))
    }

    fn is_good(&self) -> bool {
        !self.is_there() || js_sys::Date::now() - self.0.since.get() < GOOD_FOR
    }
}

impl Future for Answer {
    type Output = Outcome;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Outcome> {
        match &*self.0.outcome.borrow() {
            Some(outcome) => Poll::Ready(outcome.clone()),
            None => {
                self.0.waiting.borrow_mut().push(context.waker().clone());
                Poll::Pending
            }
        }
    }
}
