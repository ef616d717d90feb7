//! The file this command runs from.

use std::env;
use std::io;
use std::path::PathBuf;

/// What Linux appends to the path of a running program whose file was replaced.
const REPLACED: &str = " (deleted)";

/// The path to start this command by, from a child process.
///
/// Set-up may build the command again while it runs (see `setup::own_build`). Linux then
/// reports the file that is gone; the new one lies where it was.
pub(crate) fn path() -> io::Result<PathBuf> {
    env::current_exe().map(present)
}

fn present(path: PathBuf) -> PathBuf {
    if path.exists() {
        return path;
    }
    match path.to_string_lossy().strip_suffix(REPLACED) {
        Some(replaced) if PathBuf::from(replaced).exists() => PathBuf::from(replaced),
        _ => path,
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn a_program_that_was_built_again_while_it_ran_is_found_where_it_was() {
        let folder = env::temp_dir().join(format!("sunup-own-program-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let program = folder.join("sunup-cli");
        fs::write(&program, "the new one").unwrap();
        let reported = folder.join("sunup-cli (deleted)");
        assert_eq!(present(reported.clone()), program);
        assert_eq!(present(program.clone()), program);
        fs::remove_file(&program).unwrap();
        assert_eq!(present(reported.clone()), reported);
        fs::remove_dir_all(&folder).unwrap();
    }
}
