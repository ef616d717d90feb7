//! Commands in messages.

use std::path::Path;
use std::process::Command;

/// The command as a person would type it, for messages.
pub(crate) fn shown(command: &Command) -> String {
    let program = Path::new(command.get_program())
        .file_name()
        .unwrap_or(command.get_program());
    let words = std::iter::once(program).chain(command.get_args());
    let words = words.map(|word| {
        let word = word.to_string_lossy();
        if word.is_empty() || word.contains([' ', '\'', '"', '*']) {
            format!("'{word}'")
        } else {
            word.into_owned()
        }
    });
    let line = words.collect::<Vec<_>>().join(" ");
    // Started by its path, and known to everyone as a subcommand.
    line.replacen("cargo-leptos leptos", "cargo leptos", 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_is_shown_as_one_would_type_it() {
        let mut command = Command::new("/somewhere/bin/cargo");
        command.args(["test", "--test", "*"]);
        assert_eq!(shown(&command), "cargo test --test '*'");
    }
}
