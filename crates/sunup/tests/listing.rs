//! The table of routes is one that leptos_axum can serve by itself.

#![allow(dead_code, reason = "the site of these tests has more than the table")]

mod site;

use leptos_router::Method;

#[tokio::test(flavor = "multi_thread")]
async fn every_page_is_listed_with_the_method_it_answers() {
    let listed = site::listed();
    let paths: Vec<&str> = listed.iter().map(|route| route.path()).collect();
    assert!(paths.contains(&"/answer/{kind}"), "{paths:?}");
    for route in &listed {
        let methods: Vec<Method> = route.methods().collect();
        assert_eq!(methods, [Method::Get], "{}", route.path());
    }
}
