//! A server without the driver of PostgreSQL. The checks build it with the driver;
//! `end2end/tests/database.spec.ts` asks the release.

use crate::Start;

#[test]
fn the_address_of_a_server_is_answered_with_the_way_to_build_the_driver_in() {
    let url = "postgres://ada:hunter2@localhost/site";
    let start = Start::new().built().with("DATABASE_URL", url);
    assert_eq!(
        start.refusal(),
        "this server was built without PostgreSQL and cannot use postgres://ada:…@localhost/site; \
         build it with `--features postgres` (for cargo-leptos: bin-features = [\"postgres\"] in \
         Cargo.toml), or set DATABASE_URL to sqlite://…"
    );
}
