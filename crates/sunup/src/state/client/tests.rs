//! Stores in a real browser. A mounted component stands for a page: what it provided is gone with
//! it, and two of them share storage and channels like two tabs.

use crate::nav::entry;
use crate::preference::Word;
use crate::state::{Older, Place, Plan, codec, record::Record};
use gloo_timers::future::TimeoutFuture;
use js_sys::{Array, Reflect};
use leptos::mount::{UnmountHandle, mount_to};
use leptos::prelude::*;
use leptos::wasm_bindgen::{JsCast, JsValue, closure::Closure};
use leptos::web_sys::{BroadcastChannel, HtmlDocument, HtmlElement, MessageEvent, Storage};
use reactive_stores::Store;
use serde::{Deserialize, Serialize};
use std::{cell::RefCell, rc::Rc};
use wasm_bindgen_test::wasm_bindgen_test;

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, Store)]
struct Basket {
    items: Vec<String>,
    note: String,
}

fn basket(items: &[&str]) -> Basket {
    Basket {
        items: items.iter().map(|item| (*item).to_owned()).collect(),
        note: String::new(),
    }
}

/// Version 1 was a list without a note.
fn older(kept: Older<'_>) -> Option<Basket> {
    assert_eq!(kept.version(), 1);
    let items = kept.read()?;
    let note = "from version 1".to_owned();
    Some(Basket { items, note })
}

/// A page that provides one store.
struct Page<T: 'static> {
    store: Store<T>,
    _mounted: Box<dyn std::any::Any>,
}

/// Opens a page and lets its effects run.
async fn open<T: std::fmt::Debug + Send + Sync + 'static>(
    plan: impl FnOnce() -> Plan<T> + 'static,
) -> Page<T> {
    let page = opened(plan);
    settle().await;
    page
}

fn opened<T: std::fmt::Debug + Send + Sync + 'static>(
    plan: impl FnOnce() -> Plan<T> + 'static,
) -> Page<T> {
    let place: HtmlElement = document()
        .create_element("div")
        .expect("an element")
        .unchecked_into();
    let slot = Rc::new(RefCell::new(None));
    let provided = Rc::clone(&slot);
    let mounted: UnmountHandle<_> = mount_to(place, move || {
        *provided.borrow_mut() = Some(plan().provide());
        "page"
    });
    let store = slot.borrow_mut().take().expect("a store");
    let _mounted = Box::new(mounted);
    Page { store, _mounted }
}

/// Lets effects run and messages arrive.
async fn settle() {
    TimeoutFuture::new(60).await;
}

fn local() -> Storage {
    window().local_storage().ok().flatten().expect("a storage")
}

fn put(name: &str, text: &str) {
    let put = local().set_item(&["sunup-", name].concat(), text);
    put.expect("room in the storage");
}

fn kept(name: &str) -> Option<Record> {
    let text = local().get_item(&["sunup-", name].concat());
    Record::read(name, &text.expect("a storage")?)
}

#[wasm_bindgen_test]
async fn a_value_is_there_again_on_the_next_page() {
    let plan = || Plan::new("kept", Basket::default()).keep(Place::Local);
    let page = open(plan).await;
    assert_eq!(
        kept("kept"),
        None,
        "nothing is kept before somebody changes it"
    );
    page.store.items().write().push("bread".to_owned());
    settle().await;
    drop(page);
    assert_eq!(opened(plan).store.get_untracked(), basket(&["bread"]));
}

#[wasm_bindgen_test]
async fn a_store_of_the_session_is_kept_apart_from_a_local_one() {
    let plan = |place| move || Plan::new("apart", Basket::default()).keep(place);
    let page = open(plan(Place::Session)).await;
    page.store.set(basket(&["bread"]));
    settle().await;
    assert_eq!(
        opened(plan(Place::Local)).store.get_untracked(),
        basket(&[])
    );
    assert_eq!(
        opened(plan(Place::Session)).store.get_untracked(),
        basket(&["bread"])
    );
}

#[wasm_bindgen_test]
async fn what_an_earlier_version_kept_is_migrated() {
    let record = Record {
        version: 1,
        stamp: 7,
        body: codec::write(&["bread".to_owned()].as_slice()),
    };
    put("migrated", &record.write("migrated"));
    let plan = || {
        let plan = Plan::new("migrated", Basket::default()).keep(Place::Local);
        plan.version(2).migrate(older)
    };
    let page = open(plan).await;
    assert_eq!(page.store.items().get_untracked(), ["bread"]);
    assert_eq!(page.store.note().get_untracked(), "from version 1");
    page.store.note().set("today".to_owned());
    settle().await;
    assert_eq!(kept("migrated").map(|record| record.version), Some(2));
}

#[wasm_bindgen_test]
async fn what_cannot_be_read_is_left_out_and_replaced_by_the_next_change() {
    let body = codec::write(&basket(&["theirs"]));
    let of = |version, body: &str| {
        let body = body.to_owned();
        let stamp = 7;
        Record {
            version,
            stamp,
            body,
        }
        .write("broken")
    };
    let whole = of(2, &body);
    let cases = [
        String::new(),
        "dark".to_owned(),
        "{\"items\":[\"bread\"]}".to_owned(),
        whole[..whole.len() - 3].to_owned(),
        whole.replace("theirs", "thieve"),
        of(2, "%ff%ff%ff%ff"),
        of(2, &[&body, "%00"].concat()),
        of(3, &body),
        of(1, "%ff"),
        "\u{202e}\u{0}\u{10ffff}".to_owned(),
    ];
    for text in cases {
        put("broken", &text);
        let page = open(|| {
            let plan = Plan::new("broken", basket(&["first"])).keep(Place::Local);
            plan.version(2)
                .migrate(|kept| kept.read::<(u64, u64)>().map(|_| basket(&[])))
        });
        let page = page.await;
        assert_eq!(page.store.get_untracked(), basket(&["first"]), "{text:?}");
        page.store.set(basket(&["ours"]));
        settle().await;
        let kept = kept("broken").expect("a record");
        assert_eq!(codec::read(&kept.body), Some(basket(&["ours"])), "{text:?}");
    }
}

#[wasm_bindgen_test]
async fn a_full_storage_costs_the_memory_and_not_the_value() {
    let page = open(|| Plan::new("full", Basket::default()).keep(Place::Local)).await;
    let mut size = 8 << 20;
    let mut fillers = 0;
    while size > 0 {
        let filler = "x".repeat(size);
        match local().set_item(&["filler", &fillers.to_string()].concat(), &filler) {
            Ok(()) => fillers += 1,
            Err(_) => size /= 2,
        }
    }
    page.store.set(basket(&["more than fits"]));
    settle().await;
    for filler in 0..fillers {
        let removed = local().remove_item(&["filler", &filler.to_string()].concat());
        removed.expect("a storage");
    }
    assert_eq!(page.store.get_untracked(), basket(&["more than fits"]));
    assert_eq!(kept("full"), None);
    page.store.set(basket(&["fits"]));
    settle().await;
    assert!(
        kept("full").is_some(),
        "and keeping goes on when there is room"
    );
}

/// Counts what is said on the channel of a store.
struct Listener {
    heard: Rc<RefCell<Vec<String>>>,
    channel: BroadcastChannel,
    _hears: Closure<dyn Fn(MessageEvent)>,
}

fn listen(store: &str) -> Listener {
    let heard = Rc::new(RefCell::new(Vec::new()));
    let hearing = Rc::clone(&heard);
    let hears = Closure::<dyn Fn(_)>::new(move |message: MessageEvent| {
        let text = message.data().as_string().unwrap_or_default();
        hearing.borrow_mut().push(text);
    });
    let channel = BroadcastChannel::new(&["sunup-", store].concat()).expect("a channel");
    channel.set_onmessage(Some(hears.as_ref().unchecked_ref()));
    let _hears = hears;
    Listener {
        heard,
        channel,
        _hears,
    }
}

/// A closed channel hears nothing, so that nothing is left to call what is gone.
impl Drop for Listener {
    fn drop(&mut self) {
        self.channel.close();
    }
}

#[wasm_bindgen_test]
async fn a_change_reaches_the_other_tab_and_is_said_once() {
    let plan = || Plan::new("told", Basket::default()).tabs();
    let (one, other) = (open(plan).await, open(plan).await);
    let listener = listen("told");
    one.store.items().write().push("bread".to_owned());
    settle().await;
    assert_eq!(other.store.get_untracked(), basket(&["bread"]));
    other.store.items().write().push("salt".to_owned());
    settle().await;
    assert_eq!(one.store.get_untracked(), basket(&["bread", "salt"]));
    assert_eq!(listener.heard.borrow().len(), 2, "{:?}", listener.heard);
}

#[wasm_bindgen_test]
async fn of_two_writes_at_the_same_moment_one_wins_in_both_tabs() {
    let plan = || {
        Plan::new("raced", Basket::default())
            .keep(Place::Local)
            .tabs()
    };
    let (one, other) = (open(plan).await, open(plan).await);
    for round in 0..5 {
        let (a, b) = (round.to_string(), "x".repeat(round));
        one.store.set(basket(&[&a]));
        other.store.set(basket(&[&b]));
        settle().await;
        let value = one.store.get_untracked();
        assert_eq!(other.store.get_untracked(), value, "round {round}");
        assert!(value == basket(&[&a]) || value == basket(&[&b]));
        let kept = kept("raced").expect("a record");
        assert_eq!(codec::read(&kept.body), Some(value), "round {round}");
    }
}

#[wasm_bindgen_test]
async fn nonsense_on_the_channel_changes_nothing() {
    let page = open(|| Plan::new("noise", basket(&["first"])).tabs()).await;
    let stranger = listen("noise");
    let future = Record {
        version: 9,
        stamp: u64::MAX,
        body: codec::write(&basket(&["theirs"])),
    };
    for message in [
        JsValue::NULL,
        JsValue::from_f64(1.0),
        Array::new().into(),
        "".into(),
        "1 2 3 4".into(),
        future.write("noise").into(),
    ] {
        stranger.channel.post_message(&message).expect("a channel");
    }
    settle().await;
    assert_eq!(page.store.get_untracked(), basket(&["first"]));
    page.store.set(basket(&["ours"]));
    settle().await;
    assert_eq!(page.store.get_untracked(), basket(&["ours"]));
}

#[wasm_bindgen_test]
async fn each_history_entry_has_its_own_value() {
    let plan = || Plan::new("opened", basket(&["first"])).keep(Place::Entry);
    let here = entry::key();
    let page = open(plan).await;
    page.store.set(basket(&["here"]));
    settle().await;
    entry::settled().set("there".to_owned());
    settle().await;
    assert_eq!(
        page.store.get_untracked(),
        basket(&["first"]),
        "a new entry begins anew"
    );
    page.store.set(basket(&["there"]));
    settle().await;
    entry::settled().set(here.clone());
    settle().await;
    assert_eq!(
        page.store.get_untracked(),
        basket(&["here"]),
        "and the way back brings the old"
    );
    drop(page);
    assert_eq!(
        opened(plan).store.get_untracked(),
        basket(&["here"]),
        "on a page made anew too"
    );
    entry::settled().set(String::new());
}

#[derive(Clone, Copy, Debug, Default, PartialEq)]
enum Size {
    #[default]
    Normal,
    Large,
}

impl Word for Size {
    const ALL: &'static [Self] = &[Self::Normal, Self::Large];

    fn word(self) -> &'static str {
        match self {
            Self::Normal => "normal",
            Self::Large => "large",
        }
    }
}

#[wasm_bindgen_test]
async fn a_preference_is_a_cookie_and_an_attribute() {
    let page: HtmlDocument = document().unchecked_into();
    let plan = || Plan::<Size>::preference("size");
    let root = document().document_element().expect("a root");
    page.set_cookie("size=enormous; Path=/").expect("a cookie");
    let first = open(plan).await;
    assert_eq!(
        first.store.get_untracked(),
        Size::Normal,
        "another word is none"
    );
    first.store.set(Size::Large);
    settle().await;
    assert!(page.cookie().expect("cookies").contains("size=large"));
    assert_eq!(root.get_attribute("data-size").as_deref(), Some("large"));
    assert_eq!(opened(plan).store.get_untracked(), Size::Large);
    page.set_cookie("size=; Path=/; Max-Age=0")
        .expect("a cookie");
}

#[wasm_bindgen_test]
async fn development_builds_list_stores_and_their_changes() {
    let page = open(|| Plan::new("listed", basket(&["first"])).tabs()).await;
    let other = open(|| Plan::new("listed", basket(&["first"])).tabs()).await;
    other.store.set(basket(&["second"]));
    settle().await;
    let get = |object: &JsValue, key: &str| Reflect::get(object, &key.into()).unwrap_or_default();
    let state = get(&window(), "__SUNUP_STATE__");
    let value = get(&get(&state, "stores"), "listed").as_string();
    assert!(value.is_some_and(|value| value.contains("second")));
    let changes: Array = get(&state, "changes").unchecked_into();
    let of_store = |change: &JsValue| get(change, "store").as_string().as_deref() == Some("listed");
    let sources: Vec<_> = changes
        .iter()
        .filter(of_store)
        .filter_map(|change| get(&change, "source").as_string())
        .collect();
    assert!(sources.contains(&"this tab".to_owned()), "{sources:?}");
    assert_eq!(page.store.get_untracked(), basket(&["second"]));
}
