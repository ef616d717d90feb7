//! Pages and server functions answer, whatever happens inside them.

mod site;

use http::Request;
use leptos::server_fn::error::FromServerFnError;
use site::{DEADLINE, FINISHED, site};
use std::{sync::atomic::Ordering, time::Duration};
use sunup::PageError;

#[tokio::test(flavor = "multi_thread")]
async fn a_page_leaves_as_one_document_with_its_title_and_its_data() {
    let reply = site().await.get("/answer/good").await;
    reply
        .assert_status(200)
        .assert_header("content-type", "text/html; charset=utf-8")
        .assert_header("content-length", &reply.body.len().to_string())
        .assert_body_contains("<h1>good &lt;morning&gt;")
        .assert_body_contains(r#"href="/pkg/b1/site.css""#)
        .assert_body_contains("/pkg/b1/site.wasm")
        .assert_body_contains(r#"data-sunup="hydrate""#);
    let title = reply.body.find("<title>").expect("a title");
    assert!(title < reply.body.find("</head>").expect("a head"));
    reply.assert_body_contains("<title>good &lt;morning&gt; (answer) · Site</title>");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_is_rendered_to_the_same_bytes_each_time_without_parse_errors() {
    let site = site().await;
    let [first, second] = [
        site.get("/answer/good").await,
        site.get("/answer/good").await,
    ];
    assert_eq!(first.body, second.body);
    first.assert_body_contains("<!---->");
    assert!(!first.body.contains("<!>"), "{}", first.body);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_stands_in_its_layout_and_a_layout_alone_is_no_page() {
    let site = site().await;
    let reply = site.get("/answer/good").await;
    let around = reply.body.find("<p>around</p>").expect("the layout");
    assert!(around < reply.body.find("<h1>").expect("the page"));
    for path in ["/answer", "/answer/", "/answer/good/more"] {
        site.get(path).await.assert_status(404);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_unknown_path_is_a_404() {
    site()
        .await
        .get("/nowhere")
        .await
        .assert_status(404)
        .assert_body_contains("nothing here");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_without_its_data_has_the_status_of_the_error() {
    let site = site().await;
    site.get("/answer/missing")
        .await
        .assert_status(404)
        .assert_body_contains("No such answer.");
    site.get("/answer/broken")
        .await
        .assert_status(500)
        .assert_header("cache-control", "no-store");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_panic_in_a_resource_is_a_500_inside_the_page() {
    let reply = site().await.get("/answer/panic").await;
    reply
        .assert_status(500)
        .assert_body_contains(r#"data-sunup="hydrate""#);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_panic_in_a_component_is_a_500_and_the_next_page_is_fine() {
    let site = site().await;
    let reply = site.get("/broken?panic=1").await;
    reply
        .assert_status(500)
        .assert_header("cache-control", "no-store");
    site.get("/broken")
        .await
        .assert_status(200)
        .assert_body_contains("whole");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_hangs_is_a_503_with_a_shell_to_mount() {
    let reply = site().await.get("/answer/never").await;
    reply
        .assert_status(503)
        .assert_header("retry-after", "1")
        .assert_header("cache-control", "no-store")
        .assert_body_contains(r#"data-sunup="mount""#)
        .assert_body_contains("<noscript>Please reload</noscript>")
        .assert_body_contains("/pkg/b1/site.js");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_late_page_goes_on_after_its_visitor_was_answered() {
    let site = site().await;
    let before = FINISHED.load(Ordering::SeqCst);
    site.get("/answer/slow").await.assert_status(503);
    assert_eq!(FINISHED.load(Ordering::SeqCst), before);
    wait_for(|| FINISHED.load(Ordering::SeqCst) > before).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_is_finished_when_its_visitor_goes_away() {
    let site = site().await;
    let before = FINISHED.load(Ordering::SeqCst);
    let visit = tokio::spawn(async move { site.get("/answer/slow").await });
    tokio::time::sleep(DEADLINE / 3).await;
    visit.abort();
    wait_for(|| FINISHED.load(Ordering::SeqCst) > before).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_can_only_be_read() {
    let site = site().await;
    site.send(Request::post("/broken"))
        .await
        .assert_status(405)
        .assert_header("allow", "GET, HEAD");
    site.send(Request::head("/broken")).await.assert_status(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_function_answers_and_never_redirects() {
    let request = Request::get("/_fn/answer?kind=good")
        .header("accept", "text/html")
        .header("referer", "https://example.org/answer/good");
    let reply = site().await.send(request).await;
    reply.assert_status(200).assert_header("location", "");
    reply.assert_body_contains("good <morning>");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_function_has_the_status_of_its_error() {
    let site = site().await;
    for (kind, status) in [
        ("missing", 404),
        ("broken", 500),
        ("panic", 500),
        ("never", 503),
    ] {
        let reply = site.get(&format!("/_fn/answer?kind={kind}")).await;
        // What is missing is for the function to say; a failure is kept by nobody.
        let policy = if status == 404 { "" } else { "no-store" };
        reply
            .assert_status(status)
            .assert_header("cache-control", policy);
        let error = PageError::de(reply.bytes);
        assert_eq!(error.status().as_u16(), status, "{kind}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_function_that_does_not_exist_or_is_called_wrongly_is_refused() {
    let site = site().await;
    site.get("/_fn/unknown").await.assert_status(404);
    site.get("/_fn/answer?wrong=1").await.assert_status(400);
    site.send(Request::post("/_fn/answer"))
        .await
        .assert_status(405)
        .assert_header("allow", "GET, HEAD");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_head_of_a_server_function_is_that_of_its_answer() {
    let site = site().await;
    for (kind, status) in [("good", 200), ("missing", 404)] {
        let path = format!("/_fn/answer?kind={kind}");
        let whole = site.get(&path).await;
        let head = site.send(Request::head(&path)).await;
        head.assert_status(status);
        assert!(head.bytes.is_empty(), "{}", head.body);
        for name in ["content-type", "cache-control"] {
            head.assert_header(name, whole.header(name));
        }
        head.assert_header("content-length", &whole.bytes.len().to_string());
    }
}

async fn wait_for(mut done: impl FnMut() -> bool) {
    for _ in 0..200 {
        if done() {
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("it never happened");
}
