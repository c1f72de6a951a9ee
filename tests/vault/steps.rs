//! A program that dies between two steps: the next to take the lock finds one whole vault.

use std::fs::File;
use std::os::unix::fs::{FileExt, MetadataExt};
use std::sync::Arc;

use candor::store::vault::{Gone, Protection, Step, Vault, VaultError};

use super::hosts::{DiesAt, Meddled};
use super::support::{Home, all, copy, open_on, put, take};

fn dying(step: Step) -> Arc<Meddled<DiesAt>> {
    Arc::new(Meddled(Arc::new(DiesAt(step))))
}

fn inode(home: &Home) -> u64 {
    std::fs::metadata(home.file("vault.redb")).unwrap().ino()
}

#[test]
fn a_rewrite_that_dies_at_any_step_is_finished_or_undone() {
    let in_rewrites = Step::ALL.into_iter().filter(|step| *step != Step::KeysWritten);
    for step in in_rewrites {
        let home = Home::new();
        let vault = home.create();
        put(&vault, 1, b"Ada").unwrap();
        put(&vault, 2, b"Grace").unwrap();
        take(&vault, 1).unwrap();
        drop(vault);
        let before = File::open(home.file("vault.redb")).unwrap();
        let rows = [(2, b"Grace".to_vec())];

        let vault = open_on(&home.vault(), dying(step)).unwrap();
        let died = vault.rewrite(Gone::NOTHING, copy);
        assert!(died.is_err(), "{step:?}");
        drop(vault);

        let vault = home.open().unwrap();
        assert_eq!(all(&vault).unwrap(), rows, "{step:?}");
        put(&vault, 3, b"Hedy").unwrap();
        assert_eq!(home.leftovers(), Vec::<String>::new(), "{step:?}");
        drop(vault);
        assert_eq!(all(&home.open().unwrap()).unwrap().len(), 2, "{step:?}");

        let replaced = before.metadata().unwrap().ino() != inode(&home);
        let mut prefix = [1; 4096];
        before.read_exact_at(&mut prefix, 0).unwrap();
        assert_eq!(prefix.iter().all(|byte| *byte == 0), replaced, "{step:?}");
        assert_eq!(before.metadata().unwrap().nlink(), u64::from(!replaced), "{step:?}");
    }
}

#[test]
fn a_vault_whose_making_was_interrupted_can_be_made_again() {
    for step in [Step::KeysWritten, Step::NewStarted, Step::NewWritten] {
        let home = Home::new();
        let died = Vault::create(&home.vault(), &Protection::None, None, dying(step));
        assert!(died.is_err(), "{step:?}");
        assert!(matches!(home.open(), Err(VaultError::NotAVault { .. })), "{step:?}");

        let vault = home.create();
        put(&vault, 1, b"Ada").unwrap();
        assert_eq!(home.leftovers(), Vec::<String>::new(), "{step:?}");
    }
}

#[test]
fn a_vault_whose_making_was_interrupted_at_the_end_is_one() {
    let home = Home::new();
    assert!(Vault::create(&home.vault(), &Protection::None, None, dying(Step::Renamed)).is_err());
    let vault = home.open().unwrap();
    put(&vault, 1, b"Ada").unwrap();
    assert_eq!(all(&vault).unwrap().len(), 1);
}
