//! [`behind`]: a command that lets others go first.

use std::process::Command;

/// The same command, which gets of the processors what others leave over. Where there is no
/// `nice`, it is the command as it was.
pub(crate) fn behind(command: Command) -> Command {
    if !cfg!(unix) {
        return command;
    }
    let mut patient = Command::new("nice");
    patient.args(["-n", "10"]).arg(command.get_program());
    patient.args(command.get_args());
    for (name, value) in command.get_envs() {
        match value {
            Some(value) => patient.env(name, value),
            None => patient.env_remove(name),
        };
    }
    if let Some(folder) = command.get_current_dir() {
        patient.current_dir(folder);
    }
    patient
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_behind_others_is_given_all_that_it_was_given_before() {
        let mut command = Command::new("sh");
        let script = "printf '%s %s %s %s' \"$1\" \"$SUNUP_BEHIND\" \"${HOME-none}\" \"$PWD\"";
        command.args(["-c", script, "sh", "one"]);
        command.env("SUNUP_BEHIND", "two").env_remove("HOME");
        command.current_dir("/");
        let printed = behind(command).output().expect("a shell").stdout;
        assert_eq!(String::from_utf8_lossy(&printed), "one two none /");
    }
}
