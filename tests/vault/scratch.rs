//! Texts that lie in the clear for a while, and are gone afterwards.

use std::fs::{self, File};
use std::io::Write;
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};

use candor::store::vault::scratch::{Scratch, sweep};

use super::support::Home;

fn lay(path: &std::path::Path, text: &str) {
    File::create(path).unwrap().write_all(text.as_bytes()).unwrap();
}

#[test]
fn a_text_lies_in_a_private_file_with_a_name_that_says_nothing() {
    let home = Home::new();
    drop(home.create());

    let scratch = Scratch::new(&home.vault(), ".md", "met Anna Bell").unwrap();

    assert_eq!(scratch.text().unwrap(), "met Anna Bell");
    let about = fs::metadata(scratch.path()).unwrap();
    assert_eq!((about.permissions().mode() & 0o777, about.nlink()), (0o600, 1));
    for folder in [scratch.folder(), scratch.folder().parent().unwrap()] {
        assert_eq!(fs::metadata(folder).unwrap().permissions().mode() & 0o777, 0o700);
    }
    assert!(scratch.path().starts_with(home.vault()));
    assert_eq!(scratch.path().extension().unwrap(), "md");
}

#[test]
fn it_goes_with_all_that_an_editor_laid_beside_it() {
    let home = Home::new();
    drop(home.create());
    let outside = home.vault().join("outside");
    lay(&outside, "not ours");
    let scratch = Scratch::new(&home.vault(), ".md", "secret").unwrap();
    let folder = scratch.folder().to_owned();
    // A second name shows what became of the bytes.
    let seen = home.vault().join("seen");
    fs::hard_link(scratch.path(), &seen).unwrap();
    fs::create_dir(folder.join("undo")).unwrap();
    lay(&folder.join("undo/one"), "secret");
    lay(&folder.join(".note.md.swp"), "secret");
    symlink(&outside, folder.join("link")).unwrap();

    drop(scratch);

    assert!(!folder.exists());
    assert_eq!(fs::read(seen).unwrap(), [0; 6]);
    assert_eq!(fs::read_to_string(outside).unwrap(), "not ours");
}

#[test]
fn a_file_that_was_put_in_its_place_is_read_and_a_link_is_not() {
    let home = Home::new();
    drop(home.create());
    let scratch = Scratch::new(&home.vault(), ".txt", "old").unwrap();
    let beside = scratch.folder().join("4913");
    lay(&beside, "new");
    fs::rename(&beside, scratch.path()).unwrap();
    assert_eq!(scratch.text().unwrap(), "new");

    fs::remove_file(scratch.path()).unwrap();
    symlink("/etc/hostname", scratch.path()).unwrap();
    assert!(scratch.text().is_err());
}

#[test]
fn what_was_left_behind_goes_at_the_next_opening_unless_it_is_in_use() {
    let home = Home::new();
    drop(home.create());
    let in_use = Scratch::new(&home.vault(), ".md", "in use").unwrap();
    let left = home.vault().join("scratch/left");
    fs::create_dir(&left).unwrap();
    lay(&left.join("note.md"), "left");

    sweep(&home.vault());
    assert!(in_use.path().exists() && left.exists());

    // The last one to leave tidies up, too.
    drop(in_use);
    assert!(!left.exists());

    fs::create_dir(&left).unwrap();
    lay(&left.join("note.md"), "left");
    sweep(&home.vault());
    assert!(!left.exists());
}
