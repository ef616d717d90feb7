//! Packages of earlier builds: which are kept, what of them is served, and what is not.

mod client;

use std::{
    fs,
    num::NonZeroU8,
    path::{Path, PathBuf},
    thread,
};

use axum::{Router, http::StatusCode};
use client::{Answer, get, styled};
use sunup_server::{
    assets::{Assets, AssetsLayer, Mode, builds::Config},
    config::ByteSize,
};
use tempfile::TempDir;

/// A machine with sites on it and one folder of builds.
struct Machine(TempDir);

impl Machine {
    fn new() -> Self {
        Self(TempDir::new().expect("a temporary folder"))
    }

    fn folder(&self) -> PathBuf {
        self.0.path().join("data/builds")
    }

    /// Where a build lies in the folder.
    fn build(&self, assets: &Assets) -> PathBuf {
        self.folder().join(assets.build_id())
    }

    /// Builds a site whose code says this, and returns its root.
    fn site(&self, word: &str) -> PathBuf {
        let root = self.0.path().join("sites").join(word);
        write(&root, "pkg/site.js", word);
        write(&root, "pkg/site.js.br", &format!("<brotli of {word}>"));
        write(&root, "pkg/snippets/a.js", "export const a = 1");
        write(&root, "robots.txt", word);
        root
    }

    /// Starts a server of this build and ends it, so that the answer is what it found.
    fn start(&self, word: &str) -> Assets {
        self.start_with(word, &Config::default())
    }

    fn start_with(&self, word: &str, config: &Config) -> Assets {
        open(&self.site(word), "pkg").keep_builds(&self.folder(), config)
    }

    /// The names in the folder that are no file of ours.
    fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(self.folder()).expect("the folder of the builds");
        let names = entries.map(|entry| entry.expect("an entry").file_name());
        let mut names: Vec<String> = names.filter_map(|name| name.into_string().ok()).collect();
        names.retain(|name| name != "order" && name != ".lock");
        names.sort();
        names
    }
}

fn open(root: &Path, pkg: &str) -> Assets {
    Assets::open(root, pkg, Mode::Release).expect("a built site")
}

fn write(root: &Path, name: &str, text: &str) {
    let path = root.join(name);
    fs::create_dir_all(path.parent().expect("a folder")).expect("a new folder");
    fs::write(path, text).expect("a new file");
}

fn keeping(builds: u8) -> Config {
    Config {
        keep: NonZeroU8::new(builds).expect("one or more"),
        ..Config::default()
    }
}

async fn fetch(assets: &Assets, path: &str, headers: &[(&str, &str)]) -> Answer {
    let app = Router::new()
        .fallback(|| async { "the router" })
        .layer(AssetsLayer::new(assets.clone(), styled()));
    get(&app, path, headers).await
}

/// What the server of `assets` answers for a file of another build.
async fn fetch_of(assets: &Assets, build: &Assets, name: &str) -> Answer {
    fetch(assets, &format!("/{}/{name}", build.pkg_path()), &[]).await
}

fn ids(assets: &Assets) -> Vec<&str> {
    assets.builds().map(|build| build.id()).collect()
}

#[tokio::test]
async fn a_file_of_an_earlier_build_is_answered_as_it_was() {
    let machine = Machine::new();
    let one = machine.start("one");
    let path = format!("/{}/site.js", one.pkg_path());
    let requests: [&[(&str, &str)]; 4] = [
        &[],
        &[("accept-encoding", "br")],
        &[("range", "bytes=1-")],
        &[("accept-encoding", "identity;q=0")],
    ];
    let mut before = Vec::new();
    for headers in requests {
        before.push(fetch(&one, &path, headers).await);
    }
    // cargo-leptos empties the folder that it builds into.
    fs::remove_dir_all(machine.site("one")).expect("the site root");
    let two = machine.start("two");
    assert_ne!(one.build_id(), two.build_id());
    for (headers, before) in requests.iter().zip(before) {
        let after = fetch(&two, &path, headers).await;
        assert_eq!(after.status, before.status, "{headers:?}");
        assert_eq!(after.headers, before.headers, "{headers:?}");
        assert_eq!(after.bytes, before.bytes, "{headers:?}");
    }
    let plain = fetch(&two, &path, &[]).await;
    assert_eq!(plain.text(), "one");
    assert_eq!(
        plain.header("cache-control"),
        Some("public, max-age=31536000, immutable")
    );
    let snippet = fetch_of(&two, &one, "snippets/a.js").await;
    assert_eq!(snippet.text(), "export const a = 1");
    assert_eq!(fetch_of(&two, &two, "site.js").await.text(), "two");
    assert_eq!(two.text("site.js"), Some("two"));
}

#[tokio::test]
async fn what_an_earlier_build_has_not_is_a_404_and_files_beside_it_are_the_running_ones() {
    let machine = Machine::new();
    let one = machine.start("one");
    let two = machine.start("two");
    for name in ["", "unknown.js", ".seal", "site.js.br", "../site.js"] {
        let answer = fetch_of(&two, &one, name).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{name}");
        assert_eq!(answer.header("cache-control"), Some("no-store"), "{name}");
        assert!(
            answer
                .text()
                .contains("There is no such file in the running build"),
            "{name}"
        );
    }
    assert_eq!(fetch(&two, "/robots.txt", &[]).await.text(), "two");
    let unknown = fetch(&two, "/pkg/0123456789abcdef/site.js", &[]).await;
    assert_eq!(unknown.status, StatusCode::NOT_FOUND);
}

#[test]
fn the_builds_that_are_served_are_known_by_their_ids() {
    let machine = Machine::new();
    let one = machine.start("one");
    let two = machine.start("two");
    assert_eq!(ids(&two), [two.build_id(), one.build_id()]);
    assert!(two.has_build(one.build_id()) && two.has_build(two.build_id()));
    for id in ["", "0123456789abcdef", "watch", "..", "order"] {
        assert!(!two.has_build(id), "{id}");
    }
    for build in two.builds() {
        let expected = "one<brotli of one>export const a = 1".len() as u64;
        assert_eq!(build.bytes(), expected);
        assert!(build.started().is_some());
    }
}

#[test]
fn the_builds_that_were_started_last_are_kept() {
    let machine = Machine::new();
    let config = keeping(2);
    let [one, two] = ["one", "two"].map(|word| machine.start_with(word, &config));
    // A rollback, and then what comes after it.
    let again = machine.start_with("one", &config);
    assert_eq!(ids(&again), [one.build_id(), two.build_id()]);
    let three = machine.start_with("three", &config);
    assert_eq!(ids(&three), [three.build_id(), one.build_id()]);
    assert!(!three.has_build(two.build_id()));
    let mut kept = [one.build_id(), three.build_id()];
    kept.sort_unstable();
    assert_eq!(machine.names(), kept);
}

#[test]
fn one_build_is_the_running_one() {
    let machine = Machine::new();
    machine.start("one");
    let two = machine.start_with("two", &keeping(1));
    assert_eq!(ids(&two), [two.build_id()]);
    assert_eq!(machine.names(), [two.build_id()]);
}

#[test]
fn the_order_does_not_hang_on_the_clock_and_its_loss_loses_no_build() {
    let machine = Machine::new();
    let [one, two] = ["one", "two"].map(|word| machine.start(word));
    let file = machine.folder().join("order");
    let order = format!("{} 9\n{} 9000000000\n", two.build_id(), one.build_id());
    fs::write(&file, order).expect("the order");
    let three = machine.start("three");
    assert_eq!(
        ids(&three),
        [three.build_id(), two.build_id(), one.build_id()]
    );
    for damaged in [b"".as_slice(), b"\xff\xfe nonsense\n\0"] {
        fs::write(&file, damaged).expect("the order");
        assert_eq!(ids(&machine.start("three")).len(), 3);
    }
    fs::remove_file(&file).expect("the order");
    assert_eq!(ids(&machine.start("three")).len(), 3);
    fs::remove_file(&file).expect("the order, written again");
    fs::create_dir(&file).expect("a folder in its place");
    assert_eq!(ids(&machine.start("three")).len(), 3);
}

#[test]
fn all_builds_together_stay_within_the_bytes() {
    let machine = Machine::new();
    let one = machine.start("one");
    let bytes = one.builds().next().expect("the running build").bytes();
    let within = |bytes| Config {
        bytes: ByteSize::bytes(bytes),
        ..keeping(9)
    };
    let two = machine.start_with("two", &within(2 * bytes));
    assert_eq!(ids(&two), [two.build_id(), one.build_id()]);
    let six = machine.start_with("six", &within(3 * bytes - 1));
    assert_eq!(ids(&six), [six.build_id(), two.build_id()]);
    assert_eq!(machine.names().len(), 2);

    // The running build stays where it is, and alone.
    let again = machine.start_with("six", &within(bytes - 1));
    assert_eq!(ids(&again), [six.build_id()]);
    assert_eq!(machine.names(), [six.build_id()]);
    // One that is not there does not come, and takes nobody's room.
    let seven = machine.start_with("seventeen", &within(bytes));
    assert_eq!(ids(&seven), [seven.build_id(), six.build_id()]);
    assert_eq!(machine.names(), [six.build_id()]);
    let none = machine.start_with("seventeen", &within(0));
    assert_eq!(ids(&none), [seven.build_id()]);
    assert!(machine.names().is_empty());
}

/// What becomes of a kept build.
type Harm = fn(&Path);

/// Ways in which a kept build comes to harm.
const HARMS: [(&str, Harm); 9] = [
    ("a bit of a file", |build| flip(&build.join("pkg/site.js"))),
    ("a bit of an encoding", |build| {
        flip(&build.join("pkg/site.js.br"));
    }),
    ("a bit of the seal", |build| flip(&build.join(".seal"))),
    ("a file that is gone", |build| {
        fs::remove_file(build.join("pkg/snippets/a.js")).expect("a file");
    }),
    ("an encoding that is gone", |build| {
        fs::remove_file(build.join("pkg/site.js.br")).expect("a file");
    }),
    ("a file too much", |build| {
        write(build, "pkg/snippets/b.js", "x")
    }),
    ("no seal", |build| {
        fs::remove_file(build.join(".seal")).expect("the seal");
    }),
    ("no package", |build| {
        fs::remove_dir_all(build.join("pkg")).expect("the package");
    }),
    ("a file cut short", |build| {
        fs::write(build.join("pkg/site.js"), "o").expect("a file");
    }),
];

fn flip(path: &Path) {
    let mut bytes = fs::read(path).expect("a file");
    bytes[0] ^= 1;
    fs::write(path, bytes).expect("a file");
}

#[tokio::test]
async fn a_damaged_build_is_not_served_and_removed() {
    for (what, harm) in HARMS {
        let machine = Machine::new();
        let [one, two] = ["one", "two"].map(|word| machine.start(word));
        harm(&machine.build(&one));
        let three = machine.start("three");
        assert_eq!(ids(&three), [three.build_id(), two.build_id()], "{what}");
        let answer = fetch_of(&three, &one, "site.js").await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{what}");
        assert!(!machine.build(&one).exists(), "{what}");
    }
}

#[tokio::test]
async fn a_damaged_copy_of_the_running_build_is_replaced() {
    for (what, harm) in HARMS {
        let machine = Machine::new();
        let one = machine.start("one");
        harm(&machine.build(&one));
        machine.start("one");
        let two = machine.start("two");
        let answer = fetch_of(&two, &one, "site.js").await;
        assert_eq!(answer.text(), "one", "{what}");
    }
}

#[tokio::test]
async fn the_same_code_with_other_encodings_is_kept_with_those() {
    let machine = Machine::new();
    let one = machine.start("one");
    let root = machine.site("one");
    write(&root, "pkg/site.js.br", "<compressed anew>");
    assert_eq!(
        open(&root, "pkg")
            .keep_builds(&machine.folder(), &Config::default())
            .build_id(),
        one.build_id()
    );
    let two = machine.start("two");
    let path = format!("/{}/site.js", one.pkg_path());
    let answer = fetch(&two, &path, &[("accept-encoding", "br")]).await;
    assert_eq!(answer.text(), "<compressed anew>");
}

#[tokio::test]
async fn an_earlier_build_keeps_its_addresses_when_the_folder_of_the_code_is_renamed() {
    let machine = Machine::new();
    let one = machine.start("one");
    let root = machine.site("two");
    fs::rename(root.join("pkg"), root.join("code")).expect("another name");
    let two = open(&root, "code").keep_builds(&machine.folder(), &Config::default());
    assert!(two.has_build(one.build_id()));
    assert_eq!(fetch_of(&two, &one, "site.js").await.text(), "one");
    assert_eq!(fetch_of(&two, &two, "site.js").await.text(), "two");
}

#[test]
fn what_a_killed_process_left_is_removed() {
    let machine = Machine::new();
    let one = machine.start("one");
    let folder = machine.folder();
    for left in [".new-0123456789abcdef", ".gone-0123456789abcdef"] {
        write(&folder, &format!("{left}/pkg/site.js"), "half");
    }
    write(&folder, ".new-order", "half");
    let new = format!(".new-{}/.seal", one.build_id());
    write(&folder, &new, "half");
    let two = machine.start("two");
    let mut kept = [one.build_id(), two.build_id()];
    kept.sort_unstable();
    assert_eq!(machine.names(), kept);
}

#[test]
fn names_that_are_no_build_id_are_left_alone() {
    let machine = Machine::new();
    let one = machine.start("one");
    let folder = machine.folder();
    let foreign = [
        "notes",
        "5D0C6B1F0A9E4C33",
        "5d0c6b1f0a9e4c3",
        "5d0c6b1f0a9e4c333",
        "5d0c6b1f0a9e4c3g",
        ".hidden",
        "..x",
    ];
    for name in foreign {
        write(&folder, &format!("{name}/pkg/site.js"), "foreign");
    }
    write(&folder, "fedcba9876543210", "a file");
    let order = format!(
        "../x 9\n{}/../x 9\n5D0C6B1F0A9E4C33 9\n{} 1\n",
        one.build_id(),
        one.build_id()
    );
    fs::write(folder.join("order"), order).expect("the order");
    for word in ["two", "three", "four", "five"] {
        let assets = machine.start(word);
        assert!(assets.builds().count() <= 3);
    }
    for name in foreign {
        assert!(folder.join(name).join("pkg/site.js").exists(), "{name}");
    }
    assert!(folder.join("fedcba9876543210").is_file());
}

#[cfg(unix)]
#[tokio::test]
async fn links_are_not_followed_out_of_the_folder() {
    use std::os::unix::fs::symlink;

    let machine = Machine::new();
    let one = machine.start("one");
    let two = machine.start("two");
    let outside = machine.0.path().join("outside");
    fs::rename(machine.build(&one), &outside).expect("another place");
    symlink(&outside, machine.build(&one)).expect("a link");
    // A file whose bytes are right, but elsewhere.
    let file = machine.build(&two).join("pkg/site.js");
    let elsewhere = machine.0.path().join("site.js");
    fs::rename(&file, &elsewhere).expect("another place");
    symlink(&elsewhere, &file).expect("a link");
    let three = machine.start_with("three", &keeping(9));
    assert_eq!(ids(&three), [three.build_id()]);
    assert!(
        machine.build(&one).is_symlink(),
        "a link is none of the builds"
    );
    assert!(
        outside.join("pkg/site.js").exists(),
        "what it leads to stays"
    );
    assert!(
        elsewhere.exists(),
        "a link is removed, and not what it leads to"
    );
    let status = fetch_of(&three, &one, "site.js").await.status;
    assert_eq!(status, StatusCode::NOT_FOUND);

    // The package of a build is a folder of its own as well.
    let again = machine.start("two");
    let (pkg, moved) = (
        machine.build(&again).join("pkg"),
        machine.0.path().join("pkg"),
    );
    fs::rename(&pkg, &moved).expect("another place");
    symlink(&moved, &pkg).expect("a link");
    let three = machine.start("three");
    assert!(!three.has_build(again.build_id()));
    assert!(moved.join("site.js").exists());
}

#[cfg(unix)]
#[test]
fn the_folder_itself_may_be_a_link_to_another_disk() {
    let machine = Machine::new();
    let other = machine.0.path().join("other");
    fs::create_dir(&other).expect("a folder");
    fs::create_dir(machine.0.path().join("data")).expect("a folder");
    std::os::unix::fs::symlink(&other, machine.folder()).expect("a link");
    machine.start("one");
    assert_eq!(ids(&machine.start("two")).len(), 2);
    assert!(other.join("order").exists());
}

#[tokio::test]
async fn without_a_folder_that_can_be_written_the_running_build_is_served() {
    let machine = Machine::new();
    write(machine.0.path(), "data/builds", "a file");
    let one = machine.start("one");
    assert_eq!(fetch_of(&one, &one, "site.js").await.text(), "one");
    assert_eq!(ids(&one), [one.build_id()]);
    assert!(machine.folder().is_file(), "what is there stays");

    let below = open(&machine.site("one"), "pkg")
        .keep_builds(&machine.folder().join("below"), &Config::default());
    assert_eq!(ids(&below), [one.build_id()]);
}

#[tokio::test]
async fn a_folder_that_can_only_be_read_is_served() {
    let machine = Machine::new();
    let [one, two] = ["one", "two"].map(|word| machine.start(word));
    // Nothing can be written where the lock cannot be opened; permissions do not bind every user.
    let lock = machine.folder().join(".lock");
    fs::remove_file(&lock).expect("the lock");
    fs::create_dir(&lock).expect("a folder in its place");
    let before = machine.names();
    flip(&machine.build(&two).join("pkg/site.js"));
    let three = machine.start("three");
    assert_eq!(ids(&three), [three.build_id(), one.build_id()]);
    assert_eq!(fetch_of(&three, &one, "site.js").await.text(), "one");
    assert_eq!(machine.names(), before, "nothing came and nothing went");
}

#[test]
fn servers_that_start_at_the_same_time_keep_whole_builds() {
    let machine = Machine::new();
    let words = ["one", "two", "three", "four", "five", "one", "two"];
    let config = keeping(9);
    for round in 0..5 {
        thread::scope(|scope| {
            // The sites first: two threads may start the same.
            let roots = words.map(|word| machine.site(&format!("{word}-{round}")));
            for root in roots {
                let (folder, config) = (machine.folder(), &config);
                scope.spawn(move || open(&root, "pkg").keep_builds(&folder, config));
            }
        });
        let last = machine.start_with(&format!("one-{round}"), &config);
        for word in words {
            let build = open(&machine.site(&format!("{word}-{round}")), "pkg");
            assert!(last.has_build(build.build_id()), "{word}-{round}");
        }
    }
    assert_eq!(machine.names().len(), 9);
}

#[tokio::test]
async fn a_server_serves_a_build_to_its_end_that_another_one_removes() {
    let machine = Machine::new();
    let large: String = "0123456789abcdef".repeat(200_000);
    let root = machine.site("one");
    write(&root, "pkg/site_bg.wasm", &large);
    let one = open(&root, "pkg").keep_builds(&machine.folder(), &Config::default());
    let two = machine.start("two");
    fs::remove_dir_all(root).expect("the site root");
    let three = machine.start_with("three", &keeping(1));
    assert!(!three.has_build(one.build_id()));
    assert!(!machine.build(&one).exists());
    for server in [&one, &two] {
        let path = format!("/{}/site_bg.wasm", one.pkg_path());
        let whole = fetch(server, &path, &[]).await;
        assert!(whole.text() == large);
        let part = fetch(server, &path, &[("range", "bytes=3199990-")]).await;
        assert_eq!(part.status, StatusCode::PARTIAL_CONTENT);
        assert_eq!(part.text(), "6789abcdef");
    }
}

#[tokio::test]
async fn under_watch_nothing_is_kept() {
    let machine = Machine::new();
    let one = machine.start("one");
    let watched = Assets::open(&machine.site("two"), "pkg", Mode::Watch)
        .expect("a folder")
        .keep_builds(&machine.folder(), &Config::default());
    assert_eq!(watched.builds().count(), 0);
    assert!(!watched.has_build(one.build_id()));
    assert_eq!(machine.names(), [one.build_id()]);
    let status = fetch_of(&watched, &one, "site.js").await.status;
    assert_eq!(status, StatusCode::NOT_FOUND);
}
