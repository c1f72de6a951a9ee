//! A disk that is full, or read-only, or fails: a plain answer, and the data untouched.

use std::io::ErrorKind;
use std::sync::{Arc, Mutex};

use candor::store::vault::{Gone, Host, Vault, VaultError};

use super::hosts::{Failing, Lockless, Meddled};
use super::support::{Home, all, copy, open_on, put};

fn failing(with: ErrorKind) -> (Arc<Failing>, Arc<dyn Host>) {
    let failing = Arc::new(Failing { left: Mutex::new(None), with });
    (Arc::clone(&failing), Arc::new(Meddled(failing)))
}

/// Lets `work` fail after one change more each time until it succeeds.
fn fail_everywhere(with: ErrorKind, work: impl Fn(&Vault) -> Result<(), VaultError>) -> u32 {
    let home = Home::new();
    let (disk, host) = failing(with);
    let vault = home.create_on(Arc::clone(&host));
    for key in 0..20 {
        put(&vault, key, &[7; 3000]).unwrap();
    }
    let rows = all(&vault).unwrap();
    drop(vault);

    for allowed in 0..500 {
        let vault = open_on(&home.vault(), Arc::clone(&host)).unwrap();
        *disk.left.lock().unwrap() = Some(allowed);
        let result = work(&vault);
        *disk.left.lock().unwrap() = None;
        match result {
            Ok(()) => return allowed,
            Err(VaultError::DiskFull) => assert_eq!(with, ErrorKind::StorageFull),
            Err(VaultError::ReadOnly { .. }) => assert_eq!(with, ErrorKind::ReadOnlyFilesystem),
            Err(VaultError::Io { .. }) => assert_eq!(with, ErrorKind::Other),
            Err(error) => panic!("after {allowed}: {error}"),
        }
        // The same process goes on, and so does the next one.
        let found = all(&vault).unwrap();
        if found != rows {
            // A disk that fails while it takes the very last write has taken all of it or nothing.
            assert!(with != ErrorKind::StorageFull && found.len() == rows.len() + 1, "{allowed}");
            assert!(found[..rows.len()] == rows, "after {allowed}");
            return allowed;
        }
        drop(vault);
        let again = open_on(&home.vault(), Arc::clone(&host)).unwrap();
        assert!(all(&again).unwrap() == rows, "after {allowed}");
        again.write(|_| Ok::<(), VaultError>(())).unwrap();
        assert_eq!(home.leftovers(), Vec::<String>::new());
    }
    panic!("never succeeds");
}

fn large(vault: &Vault) -> Result<(), VaultError> {
    put(vault, 1000, &vec![8; 3_000_000])
}

fn rewrite(vault: &Vault) -> Result<(), VaultError> {
    vault.rewrite(Gone::NOTHING, copy).map(drop)
}

#[test]
fn a_full_disk_is_said_and_changes_nothing() {
    assert!(fail_everywhere(ErrorKind::StorageFull, large) > 5);
}

#[test]
fn a_disk_that_fills_up_during_a_rewrite_changes_nothing() {
    assert!(fail_everywhere(ErrorKind::StorageFull, rewrite) > 5);
}

#[test]
fn a_read_only_disk_is_said_and_can_be_read() {
    assert!(fail_everywhere(ErrorKind::ReadOnlyFilesystem, large) > 5);
}

#[test]
fn a_failing_disk_is_said_and_changes_nothing() {
    assert!(fail_everywhere(ErrorKind::Other, large) > 5);
    assert!(fail_everywhere(ErrorKind::Other, rewrite) > 5);
}

#[test]
fn without_locks_on_ranges_one_process_at_a_time_has_the_vault() {
    let home = Home::new();
    let host: Arc<dyn Host> = Arc::new(Meddled(Arc::new(Lockless)));
    let vault = home.create_on(Arc::clone(&host));
    put(&vault, 1, b"Ada").unwrap();
    assert_eq!(all(&vault).unwrap().len(), 1);
    vault.rewrite(Gone::NOTHING, copy).unwrap();
    put(&vault, 2, b"Grace").unwrap();
    drop(vault);
    let vault = open_on(&home.vault(), host).unwrap();
    assert_eq!(all(&vault).unwrap().len(), 2);
}
