//! Files that are not what was written.

use std::{fs, io::Write};

use sunup_cache::store::disk::Health;

use crate::place::{Place, Running, copy, render};

/// A folder with pages 1 to 20 in it.
async fn filled() -> Place {
    let place = Place::new();
    let running = place.start().await;
    for number in 1..=20 {
        running.site.get(&format!("/{number}")).await;
    }
    running.stop().await;
    place
}

/// Every page is the one that was stored for its path, or a new render.
async fn sound(running: &Running) -> usize {
    running.site.stub.set(crate::support::page_with(
        "public, s-maxage=60",
        &[("x-new", "1")],
    ));
    let mut found = 0;
    for number in 1..=20 {
        let answer = running.site.get(&format!("/{number}")).await;
        if answer.field("x-new").is_empty() {
            assert_eq!(render(answer.text()), number);
            assert!(answer.text().ends_with("words of a page</p>"));
            found += 1;
        }
    }
    found
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_flipped_bit_is_ever_served() {
    let place = filled().await;
    let file = place.folder().join("pages.redb");
    let whole = fs::read(&file).unwrap();
    let used = whole.iter().rposition(|byte| *byte != 0).unwrap();
    let steps = crate::rounds(40, 400) as usize;
    let (mut least, mut most) = (20, 0);
    for step in 0..steps {
        let other = Place::new();
        copy(&place.folder(), &other.folder());
        let mut changed = whole.clone();
        // Several places at once, spread over the file.
        for part in 0..8 {
            let at = (step * 7919 + part * used / 8) % used;
            changed[at] ^= 1 << (step % 8);
        }
        fs::write(other.folder().join("pages.redb"), &changed).unwrap();
        let running = other
            .start_any(other.settings().clock(place.clock.clone()))
            .await;
        let found = sound(&running).await;
        (least, most) = (least.min(found), most.max(found));
    }
    assert!(most > 0, "nothing was found at all");
}

#[tokio::test]
async fn a_flipped_bit_in_a_page_costs_that_page_alone() {
    let place = filled().await;
    let file = place.folder().join("pages.redb");
    let mut bytes = fs::read(&file).unwrap();
    let text = b"<p>render 7<";
    let at = bytes.windows(text.len()).position(|part| part == text);
    bytes[at.unwrap() + 200] ^= 1;
    fs::write(&file, bytes).unwrap();
    let running = place.start().await;
    assert_eq!(sound(&running).await, 19);
    assert_eq!(
        running.site.cache.stats().disk.unwrap().dropped.unreadable,
        1
    );
}

#[tokio::test]
async fn a_truncated_file_is_set_aside_or_read_in_part() {
    let place = filled().await;
    let file = place.folder().join("pages.redb");
    let whole = fs::read(&file).unwrap();
    for part in [0, 1, 100, 4096, whole.len() / 3, whole.len() - 1] {
        let other = Place::new();
        copy(&place.folder(), &other.folder());
        fs::write(other.folder().join("pages.redb"), &whole[..part]).unwrap();
        let running = other.start_any(other.settings()).await;
        running.until(|health| *health == Health::Working).await;
        sound(&running).await;
        running.site.get("/new").await;
        running.stop().await;
        assert!(
            other
                .start()
                .await
                .site
                .get("/new")
                .await
                .cache()
                .contains("disk")
        );
    }
}

#[tokio::test]
async fn a_file_of_another_program_or_version_is_set_aside() {
    for text in [&b"SQLite format 3\0 and more"[..], &[0xff; 9000]] {
        let place = Place::new();
        fs::create_dir_all(place.folder()).unwrap();
        fs::write(place.folder().join("pages.redb"), text).unwrap();
        let running = place.start().await;
        running.site.get("/a").await;
        assert_eq!(running.site.cache.stats().disk.unwrap().dropped.foreign, 1);
        running.stop().await;
        let aside = fs::read(place.folder().join("pages.set-aside")).unwrap();
        assert_eq!(aside, text);
        assert!(
            place
                .start()
                .await
                .site
                .get("/a")
                .await
                .cache()
                .contains("disk")
        );
    }
}

#[tokio::test]
async fn a_store_in_another_format_is_set_aside() {
    let place = filled().await;
    let file = place.folder().join("pages.redb");
    {
        let database = redb::Database::open(&file).unwrap();
        let write = database.begin_write().unwrap();
        let about = redb::TableDefinition::<'_, &str, &[u8]>::new("about");
        let next = b"sunup cache 2".as_slice();
        write
            .open_table(about)
            .unwrap()
            .insert("format", next)
            .unwrap();
        write.commit().unwrap();
    }
    let running = place.start().await;
    assert_eq!(sound(&running).await, 0);
    assert!(place.folder().join("pages.set-aside").exists());
}

#[tokio::test]
async fn without_its_whole_log_of_purges_nothing_on_disk_is_served() {
    for damage in ["cut", "flip", "gone"] {
        let place = filled().await;
        {
            let running = place.start().await;
            running.site.cache.purge_path("/3").await;
            running.stop().await;
        }
        let log = place.folder().join("purges");
        let mut bytes = fs::read(&log).unwrap();
        match damage {
            "cut" => fs::write(&log, &bytes[..bytes.len() - 1]).unwrap(),
            "flip" => {
                let last = bytes.len() - 1;
                bytes[last] ^= 1;
                fs::File::create(&log).unwrap().write_all(&bytes).unwrap();
            }
            _ => fs::remove_file(&log).unwrap(),
        }
        let running = place.start().await;
        assert_eq!(sound(&running).await, 0, "{damage}");
    }
}
