//! What can go wrong at the start is one sentence that says what to do.

use std::fs;

use sunup_server::{
    data_dir::{self, DataDirError},
    listen::{self, ListenError},
};
use tempfile::TempDir;

#[tokio::test]
async fn a_port_in_use_is_named_with_the_variable_that_moves_it() {
    let first = listen::bind(([127, 0, 0, 1], 0).into(), "LEPTOS_SITE_ADDR").await;
    let addr = first
        .as_ref()
        .expect("a free port")
        .local_addr()
        .expect("an address");
    let error = listen::bind(addr, "LEPTOS_SITE_ADDR")
        .await
        .expect_err("the port is taken");
    assert!(matches!(error, ListenError::InUse { .. }), "{error:?}");
    assert_eq!(
        error.to_string(),
        format!(
            "{addr} is in use by another program; stop that program, or set LEPTOS_SITE_ADDR to \
             another address"
        )
    );
}

#[tokio::test]
async fn an_address_that_this_machine_does_not_have_is_named() {
    // RFC 5737 keeps this network for documents, so no machine has it.
    let addr = ([192, 0, 2, 1], 4000).into();
    let error = listen::bind(addr, "SUNUP_ADMIN_ADDR")
        .await
        .expect_err("no such address");
    assert_eq!(
        error.to_string(),
        "this machine has no address 192.0.2.1; set SUNUP_ADMIN_ADDR to one that it has, or to \
         0.0.0.0:4000 for all of them"
    );
}

#[test]
fn the_data_folder_is_made_for_its_user_alone() {
    let folder = TempDir::new().expect("a temporary folder");
    let dir = folder.path().join("a/data");
    let config = data_dir::Config { dir: dir.clone() };
    assert_eq!(config.open().ok(), Some(dir.clone()));
    assert_eq!(config.open().ok(), Some(dir.clone()), "a second start");
    assert_eq!(
        fs::read_dir(&dir).expect("a folder").count(),
        0,
        "no probe stays"
    );
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = fs::metadata(&dir).expect("a folder").permissions().mode();
        assert_eq!(mode & 0o777, 0o700);
    }
}

#[test]
fn a_data_folder_that_cannot_be_is_one_sentence() {
    let folder = TempDir::new().expect("a temporary folder");
    let file = folder.path().join("file");
    fs::write(&file, "x").expect("a new file");
    let error = data_dir::Config { dir: file.clone() }
        .open()
        .expect_err("a file");
    assert!(
        matches!(error, DataDirError::NotAFolder { .. }),
        "{error:?}"
    );
    let error = data_dir::Config {
        dir: file.join("data"),
    }
    .open()
    .expect_err("below a file");
    assert!(matches!(error, DataDirError::Create { .. }), "{error:?}");
    let text = error.to_string();
    assert!(
        text.contains("cannot be created") && text.contains("SUNUP_DATA_DIR"),
        "{text}"
    );
    assert!(!text.contains('\n'), "{text}");
}

#[cfg(target_os = "linux")]
#[test]
fn a_data_folder_that_is_not_writable_is_one_sentence() {
    // Not even root can make a file in /proc, so this holds for every user.
    let config = data_dir::Config {
        dir: "/proc".into(),
    };
    let error = config.open().expect_err("nobody writes to /proc");
    assert!(
        matches!(error, DataDirError::NotWritable { .. }),
        "{error:?}"
    );
}
