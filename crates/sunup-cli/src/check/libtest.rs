//! Counting what `cargo test` prints, line by line. wasm-bindgen's runner prints the same.

use super::counts::Counts;

/// Adds a line of output to the counts.
pub(super) fn count(line: &str, counts: &mut Counts) {
    if let Some(result) = line.strip_prefix("test result: ") {
        // `ok. 3 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.00s`
        let numbers = result.split_once(". ").map_or("", |(_, numbers)| numbers);
        for part in numbers.split("; ") {
            let Some((number, what)) = part.split_once(' ') else {
                continue;
            };
            let Ok(number) = number.parse::<u64>() else {
                continue;
            };
            match what {
                "passed" => counts.passed += number,
                "failed" => counts.failed += number,
                "ignored" => counts.ignored += number,
                _ => {}
            }
        }
    } else if let Some(name) = failed(line) {
        counts.failures.push(name.to_owned());
    }
}

/// `test a::name ... FAILED`; wasm-bindgen's runner writes `... FAIL`.
fn failed(line: &str) -> Option<&str> {
    let (name, verdict) = line.strip_prefix("test ")?.split_once(" ... ")?;
    (verdict == "FAILED" || verdict == "FAIL").then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counted(output: &str) -> Counts {
        let mut counts = Counts::default();
        output.lines().for_each(|line| count(line, &mut counts));
        counts
    }

    #[test]
    fn results_of_several_binaries_add_up() {
        let counts = counted(
            "running 2 tests\n\
             test a ... ok\n\
             test b::c ... FAILED\n\
             test result: FAILED. 1 passed; 1 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.01s\n\
             test result: ok. 12 passed; 0 failed; 3 ignored; 0 measured; 0 filtered out; finished in 1.50s\n",
        );
        assert_eq!((counts.passed, counts.failed, counts.ignored), (13, 1, 3));
        assert_eq!(counts.failures, ["b::c"]);
    }

    #[test]
    fn lines_that_only_look_alike_count_nothing() {
        assert_eq!(
            counted("test result: \ntest result: ok\nthe test result: ok. 3 passed;"),
            Counts::default()
        );
        assert_eq!(
            counted("test result: ok. many passed; -1 failed"),
            Counts::default()
        );
    }
}
