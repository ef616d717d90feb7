//! The running process, over real sockets: what it answers, what it refuses, how it ends.

mod process;

use process::{Server, ask, status, wait_for};
use std::{io::Write, net::TcpStream, process::Command, thread, time::Duration};

#[test]
fn pages_are_served_and_an_unknown_address_is_a_styled_404() {
    let server = Server::start(&[]);
    let home = server.get("/");
    assert_eq!(status(&home), 200);
    assert!(home.contains("article-preview"), "{home}");
    let article = server.get("/article/sqlite-as-a-web-database");
    assert_eq!(status(&article), 200);
    for path in [
        "/nowhere",
        "/article/unknown",
        "/article/%F0%9F%A6%80",
        "/pkg/unknown/x.js",
    ] {
        let answer = server.get(path);
        assert_eq!(status(&answer), 404, "{path}");
        assert!(answer.contains("<h1"), "{path}: {answer}");
    }
}

#[test]
fn an_address_that_no_route_can_mean_is_refused_and_nothing_outside_is_read() {
    let server = Server::start(&[]);
    let long = format!("/{}", "a".repeat(20_000));
    for path in [
        long.as_str(),
        "/%zz",
        "/%",
        "/%ff%fe",
        "/a%00b",
        "/../secret",
        "/..%2fsecret",
        "/%2e%2e/secret",
        "/pkg/../../secret",
        "/pkg/%2e%2e/%2e%2e/secret",
        "/..%5csecret",
        "/%252e%252e/secret",
        "//etc/passwd",
    ] {
        let answer = server.get(path);
        let shown = &path[..path.len().min(40)];
        assert!((400..500).contains(&status(&answer)), "{shown}: {answer}");
        assert!(!answer.contains("outside"), "{shown}: {answer}");
    }
    for head in [
        "CONNECT localhost:80 HTTP/1.1\r\nhost: localhost\r\n",
        "OPTIONS * HTTP/1.1\r\nhost: localhost\r\n",
        "GET /\u{0} HTTP/1.1\r\nhost: localhost\r\n",
        "BREW / HTTP/1.1\r\nhost: localhost\r\n",
    ] {
        let answer = ask(server.public, head);
        assert!((400..500).contains(&status(&answer)), "{head}: {answer}");
    }
    assert_eq!(status(&server.get("/")), 200, "the process lives");
}

#[test]
fn the_operators_pages_are_on_the_admin_listener_only() {
    let server = Server::start(&[]);
    assert_eq!(status(&server.get("/healthz")), 200);
    for path in ["/readyz", "/metrics"] {
        assert_eq!(status(&server.get(path)), 404, "{path}");
        assert_eq!(status(&server.admin(path)), 200, "{path}");
    }
    let foreign = "GET /metrics HTTP/1.1\r\nhost: example.org\r\n";
    assert!((400..500).contains(&status(&ask(server.admin, foreign))));
    let foreign = "GET /metrics HTTP/1.1\r\nhost: localhost\r\norigin: https://example.org\r\n";
    assert!((400..500).contains(&status(&ask(server.admin, foreign))));
}

#[test]
fn requests_renders_and_missed_deadlines_are_counted() {
    let server = Server::start(&[]);
    server.get("/article/sqlite-as-a-web-database");
    let hanging = server.get("/fault/hang");
    assert_eq!(status(&hanging), 503, "{hanging}");
    assert!(
        hanging.contains("retry-after") && hanging.contains("no-store"),
        "{hanging}"
    );
    let metrics = server.admin("/metrics");
    for line in [
        r#"route="/article/{slug}""#,
        "http_request_duration_seconds_bucket",
        "sunup_render_seconds_bucket",
        "sunup_render_deadline_total 1",
    ] {
        assert!(metrics.contains(line), "{line} is not in\n{metrics}");
    }
}

#[test]
fn a_visitor_who_leaves_before_the_deadline_is_logged_and_the_late_page_counted() {
    let server = Server::start(&[("SUNUP_LOG", "info")]);
    let mut visit = TcpStream::connect(server.public).expect("a connection");
    visit
        .write_all(b"GET /fault/hang HTTP/1.1\r\nhost: localhost\r\n\r\n")
        .expect("a request");
    thread::sleep(Duration::from_millis(300));
    drop(visit);
    let lines_with = |words: &str| {
        let log = server.log();
        let lines = log.lines().filter(|line| line.contains(words));
        lines.map(str::to_owned).collect::<Vec<_>>()
    };
    wait_for("the line of the visitor who left", || {
        !lines_with("client left").is_empty()
    });
    wait_for("the deadline in the metrics", || {
        server
            .admin("/metrics")
            .contains("sunup_render_deadline_total 1")
    });
    let metrics = server.admin("/metrics");
    assert!(
        metrics.contains(r#"route="/fault/{kind}",status="499"} 1"#),
        "{metrics}"
    );
    let requests = lines_with("/fault/hang");
    let [left, late] = requests.as_slice() else {
        panic!("two lines: {requests:#?}");
    };
    for part in [r#""method":"GET""#, r#""status":499"#, "latency_ms"] {
        assert!(left.contains(part), "{part} is not in {left}");
    }
    assert!(late.contains("not ready at the deadline"), "{late}");
}

#[test]
fn failures_are_answered_and_the_process_lives() {
    let server = Server::start(&[]);
    for kind in ["error", "panic", "render"] {
        assert_eq!(
            status(&server.get(&format!("/fault/{kind}"))),
            500,
            "{kind}"
        );
    }
    assert_eq!(status(&server.get("/_fn/fault?kind=panic")), 500);
    assert_eq!(status(&server.get("/_fn/fault?kind=hang")), 503);
    assert_eq!(status(&server.get("/")), 200);
}

#[test]
fn in_production_faults_are_off_unless_somebody_switches_them_on() {
    let server = Server::start(&[("SUNUP_ENV", "production"), ("SUNUP_FAULTS", "")]);
    for path in ["/fault/panic", "/fault/render", "/fault/hang"] {
        assert_eq!(status(&server.get(path)), 404, "{path}");
    }
}

#[cfg(unix)]
#[test]
fn a_request_in_flight_is_answered_before_the_process_ends_with_code_0() {
    for signal in ["TERM", "INT"] {
        let mut server = Server::start(&[("SUNUP_RENDER_DEADLINE", "20s")]);
        let public = server.public;
        let request = "GET /fault/slow HTTP/1.1\r\nhost: localhost\r\n";
        let visit = thread::spawn(move || ask(public, request));
        thread::sleep(Duration::from_millis(300));
        let pid = server.process.id().to_string();
        let kill = Command::new("kill")
            .args([&format!("-{signal}"), &pid])
            .status();
        assert!(kill.expect("kill").success());
        let answer = visit.join().expect("an answer");
        assert_eq!(status(&answer), 200, "{signal}: {answer}");
        let mut code = None;
        wait_for("the end", || {
            code = server.process.try_wait().expect("a child");
            code.is_some()
        });
        assert_eq!(code.and_then(|status| status.code()), Some(0), "{signal}");
    }
}
