//! What becomes of the files below `content/`, on PostgreSQL; and whom a database refuses.

mod imports;

use app::database::Database;
use std::{
    net::TcpListener,
    sync::Arc,
    time::{Duration, Instant},
};
use sunup_test::Postgres;

/// An empty database on a server of the tests.
struct Store {
    url: String,
    _server: Arc<Postgres>,
}

impl Store {
    fn new() -> Self {
        let server = Postgres::shared();
        Self {
            url: server.url(&server.database()),
            _server: server,
        }
    }
}

/// The sentence with which an address is refused. It never shows the password.
async fn refusal(url: &str) -> String {
    let refused = Database::open(url, 1).await.map(drop);
    let sentence = refused.expect_err("a refusal").to_string();
    assert!(!sentence.contains(Postgres::PASSWORD), "{sentence}");
    assert_eq!(sentence.lines().count(), 1, "{sentence}");
    sentence
}

#[tokio::test]
async fn a_database_is_opened_over_a_socket_as_well() {
    let server = Postgres::shared();
    let url = server.socket_url(&server.database());
    let database = Database::open(&url, 1).await.expect("a database");
    database.ping().await.expect("an answer");
    database.close().await.expect("an end");
}

#[tokio::test]
async fn who_may_not_enter_is_told_so() {
    let server = Postgres::shared();
    let name = server.database();
    let right = server.url(&name);
    let wrong = right.replace(Postgres::PASSWORD, "hunter3");
    let sentence = refusal(&wrong).await;
    assert!(!sentence.contains("hunter3"), "{sentence}");
    assert!(
        sentence.starts_with("the database postgres://postgres:…@127.0.0.1:")
            && sentence.contains("refuses the user: password authentication failed")
            && sentence.contains("correct the user and the password in DATABASE_URL"),
        "{sentence}"
    );
    let sentence = refusal(&server.url("nowhere")).await;
    assert!(
        sentence.contains("/nowhere is not there: ") && sentence.contains("createdb"),
        "{sentence}"
    );
}

#[tokio::test]
async fn a_server_that_is_not_there_is_one_sentence_at_once() {
    let free = TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr());
    let port = free.expect("a free port").port();
    let start = Instant::now();
    let sentence = refusal(&format!("postgres://ada:hunter2@127.0.0.1:{port}/site")).await;
    assert!(
        sentence.contains("does not answer: ") && sentence.contains("start the server"),
        "{sentence}"
    );
    assert!(start.elapsed() < Duration::from_secs(4), "it does not wait");
}

#[tokio::test]
async fn a_server_that_says_nothing_is_given_up() {
    let silent = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = silent.local_addr().expect("its address").port();
    let sentence = refusal(&format!("postgres://ada:hunter2@127.0.0.1:{port}/site")).await;
    assert!(
        sentence.contains("has not answered within 5 s"),
        "{sentence}"
    );
}

#[tokio::test]
async fn an_address_that_means_nothing_is_one_sentence_without_its_password() {
    for url in [
        "postgres://ada:hunter2@localhost:port/site",
        "postgres://ada:h#unter2/hunter2@localhost/site",
        "postgres://ada:hunter2@localhost/site?sslmode=sometimes",
    ] {
        let sentence = refusal(url).await;
        assert!(sentence.contains("correct DATABASE_URL"), "{sentence}");
    }
}

#[tokio::test]
async fn a_database_that_cannot_hold_every_text_is_refused() {
    let server = Postgres::shared();
    server.sql(
        "postgres",
        "CREATE DATABASE ascii TEMPLATE template0 ENCODING 'SQL_ASCII' LOCALE 'C'",
    );
    let sentence = refusal(&server.url("ascii")).await;
    assert!(
        sentence.contains("has the encoding SQL_ASCII"),
        "{sentence}"
    );
}

#[tokio::test]
async fn servers_that_start_together_migrate_one_after_the_other() {
    let store = Store::new();
    let opened = (0..6).map(|_| {
        let url = store.url.clone();
        tokio::spawn(async move { Database::open(&url, 1).await.map(drop) })
    });
    for opened in opened.collect::<Vec<_>>() {
        opened.await.expect("no panic").expect("a database");
    }
}

#[tokio::test]
async fn connections_that_were_cut_are_made_anew() {
    let server = Postgres::shared();
    let name = server.database();
    let database = Database::open(&server.url(&name), 2).await;
    let database = database.expect("a database");
    for _ in 0..3 {
        database.ping().await.expect("an answer");
        drop(database.begin().await.expect("a change"));
        let cut = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity \
                   WHERE datname = current_database() AND pid <> pg_backend_pid()";
        server.sql(&name, cut);
    }
}
