//! Counting what Playwright's JSON reporter wrote.

use serde_json::Value;

use super::counts::Counts;

/// Counts of a report; `None` when it is no report.
///
/// A test that failed first and passed on a retry is `flaky` and counts as passed.
pub(super) fn count(report: &str) -> Option<Counts> {
    let report: Value = serde_json::from_str(report).ok()?;
    let stats = report.get("stats")?;
    let number = |name: &str| stats.get(name).and_then(Value::as_u64).unwrap_or(0);
    let mut counts = Counts {
        passed: number("expected") + number("flaky"),
        failed: number("unexpected"),
        ignored: number("skipped"),
        failures: Vec::new(),
    };
    // Errors outside of tests: a file that does not parse, a server that does not start.
    let errors = report
        .get("errors")
        .and_then(Value::as_array)
        .map_or(0, Vec::len);
    if counts.failed == 0 && errors > 0 {
        counts.failed = errors as u64;
    }
    for suite in list(&report, "suites") {
        failures(suite, &mut counts.failures);
    }
    Some(counts)
}

fn failures(suite: &Value, found: &mut Vec<String>) {
    for spec in list(suite, "specs") {
        if spec.get("ok") == Some(&Value::Bool(false)) {
            let text = |value: &Value, key: &str| {
                value
                    .get(key)
                    .and_then(Value::as_str)
                    .unwrap_or("?")
                    .to_owned()
            };
            found.push(format!("{}: {}", text(spec, "file"), text(spec, "title")));
        }
    }
    for inner in list(suite, "suites") {
        failures(inner, found);
    }
}

fn list<'a>(value: &'a Value, key: &str) -> impl Iterator<Item = &'a Value> {
    value
        .get(key)
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    const REPORT: &str = r#"{
        "suites": [{ "title": "home.spec.ts", "suites": [{ "title": "home", "specs": [
            { "title": "reads without JavaScript", "ok": true, "file": "home.spec.ts" },
            { "title": "hydrates", "ok": false, "file": "home.spec.ts" }
        ]}]}],
        "errors": [],
        "stats": { "expected": 4, "unexpected": 1, "flaky": 1, "skipped": 2 }
    }"#;

    #[test]
    fn a_report_is_counted_and_its_failures_named() {
        let counts = count(REPORT).unwrap();
        assert_eq!((counts.passed, counts.failed, counts.ignored), (5, 1, 2));
        assert_eq!(counts.failures, ["home.spec.ts: hydrates"]);
    }

    #[test]
    fn errors_outside_of_tests_are_failures() {
        let report = r#"{"suites": [], "errors": [{"message": "x"}], "stats": {"expected": 0, "unexpected": 0}}"#;
        assert_eq!(count(report).unwrap().failed, 1);
    }

    #[test]
    fn what_is_no_report_is_not_counted() {
        assert_eq!(count(""), None);
        assert_eq!(count("{}"), None);
    }
}
