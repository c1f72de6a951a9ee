//! Making, opening, reading, writing, rewriting.

use std::os::unix::fs::PermissionsExt;
use std::sync::Arc;
use std::time::Duration;

use candor::store::vault::{
    Gone, KdfPasses, Machine, Place, Protection, Residue, Secret, Vault, VaultError, private,
};

use super::support::{Home, all, copy, open, put, take, word};

#[test]
fn what_was_written_is_read_again_after_closing() {
    let home = Home::new();
    let vault = home.create();
    put(&vault, 1, b"Ada").unwrap();
    drop(vault);

    let vault = home.open().unwrap();
    assert_eq!(all(&vault).unwrap(), [(1, b"Ada".to_vec())]);
    put(&vault, 2, b"Grace").unwrap();
    assert_eq!(all(&vault).unwrap().len(), 2);
    drop(vault);
    assert_eq!(all(&home.open().unwrap()).unwrap().len(), 2);
}

#[test]
fn a_vault_is_private() {
    let home = Home::new();
    drop(home.create());

    let mode = |path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(home.vault()), 0o700);
    for name in ["vault.redb", "vault.key", "vault.lock"] {
        assert_eq!(mode(home.file(name)), 0o600, "{name}");
    }
    assert_eq!(home.leftovers(), Vec::<String>::new());
}

#[test]
fn a_passphrase_or_the_recovery_key_opens_the_vault_and_nothing_else_does() {
    let home = Home::new();
    let vault = home.create_locked("correct horse");
    assert!(vault.is_encrypted());
    put(&vault, 1, b"Ada").unwrap();
    let recovery = vault.make_recovery_key().unwrap();
    vault.set_passphrase(&word("battery staple"), KdfPasses::Fixed(1)).unwrap();
    let keys = vault.keys().clone();
    drop(vault);

    let open = |secret: &Secret<'_>| Vault::open(&home.vault(), secret, Arc::new(Machine));
    let wrong = open(&Secret::Passphrase(&word("correct horse")));
    assert!(matches!(wrong, Err(VaultError::WrongPassphrase)));
    assert!(matches!(open(&Secret::None), Err(VaultError::SecretNeeded)));
    let right = word("battery staple");
    for secret in [Secret::Passphrase(&right), Secret::Recovery(&recovery), Secret::Keys(&keys)] {
        assert_eq!(all(&open(&secret).unwrap()).unwrap().len(), 1);
    }
}

#[test]
fn no_value_stands_in_clear_in_the_file_of_an_encrypted_vault() {
    let home = Home::new();
    let vault = home.create_locked("correct horse");
    put(&vault, 1, b"Ada Lovelace, Marylebone").unwrap();
    drop(vault);

    let bytes = std::fs::read(home.file("vault.redb")).unwrap();
    assert!(!bytes.windows(8).any(|window| window == b"Lovelace"));
}

#[test]
fn an_unencrypted_vault_says_so() {
    let home = Home::new();
    assert!(!home.create().is_encrypted());
    assert!(!home.open().unwrap().is_encrypted());
    let refused = home.open().unwrap().set_passphrase(&word("late"), KdfPasses::Fixed(1));
    assert!(matches!(refused, Err(VaultError::NotEncrypted)));
}

#[test]
fn the_folder_tells_what_is_missing() {
    let home = Home::new();
    assert!(matches!(home.open(), Err(VaultError::NotAVault { .. })));
    drop(home.create());
    let again = Vault::create(&home.vault(), &Protection::None, None, Arc::new(Machine));
    assert!(matches!(again, Err(VaultError::AlreadyExists { .. })));

    let (key, data) = (home.file("vault.key"), home.file("vault.redb"));
    let aside = home.file("aside");
    std::fs::rename(&key, &aside).unwrap();
    assert!(matches!(home.open(), Err(VaultError::KeyFileMissing { .. })));
    std::fs::rename(&aside, &key).unwrap();
    std::fs::rename(&data, &aside).unwrap();
    assert!(matches!(home.open(), Err(VaultError::DataFileMissing { .. })));
    let again = Vault::create(&home.vault(), &Protection::None, None, Arc::new(Machine));
    assert!(matches!(again, Err(VaultError::DataFileMissing { .. })));
    std::fs::rename(&aside, &data).unwrap();
    assert!(home.open().is_ok());
}

#[test]
fn another_vaults_key_file_is_named_as_such() {
    let (one, other) = (Home::new(), Home::new());
    drop(one.create());
    drop(other.create());
    std::fs::copy(other.file("vault.key"), one.file("vault.key")).unwrap();
    assert!(matches!(one.open(), Err(VaultError::ForeignKeyFile)));
}

#[test]
fn a_folder_with_other_things_in_it_is_not_claimed() {
    let home = Home::new();
    std::fs::create_dir(home.vault()).unwrap();
    std::fs::File::create(home.file("letter.txt")).unwrap();
    let refused = Vault::create(&home.vault(), &Protection::None, None, Arc::new(Machine));
    assert!(matches!(refused, Err(VaultError::FolderInUse { .. })));
}

#[test]
fn a_failed_write_changes_nothing() {
    let home = Home::new();
    let vault = home.create();
    put(&vault, 1, b"Ada").unwrap();

    let failed: Result<(), VaultError> = vault.write(|txn| {
        super::support::put_in(txn, 2, b"Grace")?;
        Err(VaultError::Busy)
    });
    assert!(matches!(failed, Err(VaultError::Busy)));
    assert_eq!(all(&vault).unwrap().len(), 1);
}

#[test]
fn a_panic_in_a_transaction_goes_on_and_the_vault_with_it() {
    let home = Home::new();
    let vault = home.create();
    put(&vault, 1, b"Ada").unwrap();

    let panicked = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        vault.write(|txn| -> Result<(), VaultError> {
            super::support::put_in(txn, 2, b"Grace")?;
            std::panic::resume_unwind(Box::new("on purpose"))
        })
    }));
    assert!(panicked.is_err());
    assert_eq!(all(&vault).unwrap().len(), 1);
    put(&vault, 3, b"Hedy").unwrap();
    assert_eq!(all(&vault).unwrap().len(), 2);
}

#[test]
fn a_panic_of_the_engine_is_reported_as_damage() {
    let home = Home::new();
    let vault = home.create();
    put(&vault, 1, b"Ada").unwrap();

    // The engine asserts that a table has a name, in the same way as it asserts what it reads.
    let read: Result<(), VaultError> = vault.read(|txn| {
        txn.open_table(redb::TableDefinition::<u64, u64>::new(""))?;
        Ok(())
    });
    assert!(matches!(read, Err(VaultError::Damaged { place: Place::Structure })), "{read:?}");
    let written: Result<(), VaultError> = vault.write(|txn| {
        super::support::put_in(txn, 2, b"Grace")?;
        txn.open_table(redb::TableDefinition::<u64, u64>::new(""))?;
        Ok(())
    });
    assert!(matches!(written, Err(VaultError::Damaged { .. })), "{written:?}");
    assert_eq!(all(&vault).unwrap().len(), 1);
    put(&vault, 3, b"Hedy").unwrap();
}

#[test]
fn a_hardened_process_dumps_no_core() {
    private::harden();
    let limit = rustix::process::getrlimit(rustix::process::Resource::Core);
    assert_eq!(limit.current, Some(0));
}

#[test]
fn a_rewrite_leaves_no_byte_of_what_was_erased() {
    let home = Home::new();
    let vault = home.create();
    for key in 0..40 {
        put(&vault, key, format!("person number {key} of forty").as_bytes()).unwrap();
    }
    let long = vec![b'x'; 20_000];
    put(&vault, 99, &[b"begins here ".as_slice(), &long, b" ends here"].concat()).unwrap();
    take(&vault, 7).unwrap();
    take(&vault, 99).unwrap();
    let before = std::fs::read(home.file("vault.redb")).unwrap();

    let erased = vec![b"person number 7 of forty".to_vec(), b"ends here".to_vec()];
    let gone = Gone { values: &erased, residue: Residue::Refuse };
    let done = vault.rewrite(gone, copy).unwrap();

    assert_eq!((done.copied, done.residue), (39, 0));
    assert_eq!(all(&vault).unwrap().len(), 39);
    assert_eq!(home.leftovers(), Vec::<String>::new());
    let image: Vec<u8> = vault.decrypted_image().unwrap().flat_map(Result::unwrap).collect();
    assert!(image.windows(10).any(|window| window == b"number 8 o"));
    assert!(!image.windows(10).any(|window| window == b"number 7 o"));
    let after = std::fs::read(home.file("vault.redb")).unwrap();
    assert_ne!(before[..4096], after[..4096]);
    put(&vault, 100, b"goes on").unwrap();
    drop(vault);
    assert_eq!(all(&home.open().unwrap()).unwrap().len(), 40);
}

#[test]
fn a_rewrite_that_finds_an_erased_value_keeps_the_vault_as_it_was() {
    let home = Home::new();
    let vault = home.create();
    put(&vault, 1, b"Ada").unwrap();
    let values = vec![b"nobody".to_vec(), b"Ada".to_vec()];

    let refused = vault.rewrite(Gone { values: &values, residue: Residue::Refuse }, copy);
    assert!(matches!(refused, Err(VaultError::Residue { found: 1 })));
    assert_eq!(all(&vault).unwrap().len(), 1);
    assert_eq!(home.leftovers(), Vec::<String>::new());
    let told = vault.rewrite(Gone { values: &values, residue: Residue::Report }, copy).unwrap();
    assert_eq!(told.residue, 1);
}

#[test]
fn another_open_vault_follows_commits_and_rewrites() {
    let home = Home::new();
    let writer = home.create();
    put(&writer, 1, b"Ada").unwrap();
    let reader = home.open().unwrap();
    let watch = reader.watch().unwrap();
    assert_eq!(all(&reader).unwrap().len(), 1);

    put(&writer, 2, b"Grace").unwrap();
    watch.commits().recv_timeout(Duration::from_secs(5)).unwrap();
    assert_eq!(all(&reader).unwrap().len(), 2);
    writer.rewrite(Gone::NOTHING, copy).unwrap();
    watch.commits().recv_timeout(Duration::from_secs(5)).unwrap();
    assert_eq!(all(&reader).unwrap().len(), 2);
    put(&reader, 3, b"Hedy").unwrap();
    assert_eq!(all(&writer).unwrap().len(), 3);
}

#[test]
fn a_process_is_not_told_of_its_own_commits() {
    let home = Home::new();
    let vault = home.create();
    put(&vault, 1, b"Ada").unwrap();
    let watch = vault.watch().unwrap();
    for key in 0..5 {
        put(&vault, key, b"again").unwrap();
    }
    assert!(watch.commits().recv_timeout(Duration::from_millis(300)).is_err());
}

#[test]
fn the_check_counts_pages_and_finds_nothing_in_a_sound_vault() {
    let home = Home::new();
    let vault = home.create();
    put(&vault, 1, b"Ada").unwrap();
    let checked = vault.check().unwrap();
    assert!(checked.pages > 3 && checked.torn == 0 && !checked.mended, "{checked:?}");
    assert_eq!(all(&vault).unwrap().len(), 1);
    put(&vault, 2, b"Grace").unwrap();
    assert_eq!(all(&open(&home.vault()).unwrap()).unwrap().len(), 2);
}

#[test]
fn a_backup_has_keys_of_its_own_and_the_same_marks() {
    let (home, backup) = (Home::new(), Home::new());
    let vault = home.create();
    put(&vault, 1, b"Ada").unwrap();

    let made = vault.read(|rows| {
        let mark = Some(vault.mark_key());
        let _gone_again = std::fs::remove_dir_all(backup.vault());
        Vault::create_with(&backup.vault(), &Protection::None, mark, Arc::new(Machine), |fresh| {
            copy(rows, fresh).map(drop)
        })
    });
    let made = made.unwrap();
    assert_eq!(all(&made).unwrap(), all(&vault).unwrap());
    assert_eq!(made.mark_key().mark("x", b"y"), vault.mark_key().mark("x", b"y"));
    assert_ne!(*made.keys().to_bytes(), *vault.keys().to_bytes());
}
