//! The demo: a made-up designer's vault with two years behind it, in a folder that is gone after.
//!
//! Everything in it was recorded as a user would record it: `cast` says who there is and what
//! happened, `script` collects it as acts, and `play` does them in their order through the
//! use-cases, while a calendar stands on the day in question. All days count back from today, so
//! that what is due is due today, whenever the demo is started.
//!
//! The people are invented: addresses are in the domains of RFC 2606, telephone numbers in the
//! ranges that the regulators of Germany, the United Kingdom and North America keep for fiction.

mod act;
mod calendar;
mod card;
mod cast;
mod play;
mod script;

use std::{fs::Permissions, io, os::unix::fs::PermissionsExt, path::Path, sync::Arc};

use tempfile::TempDir;

use crate::{
    app::{
        AppError, Session,
        clock::{Clock, day_in},
        demo::{calendar::Calendar, script::Script},
        setup::{self, NewSecret, Setup},
    },
    domain::Country,
    store::vault::{KdfPasses, Secret},
};

/// Where the freelancer of the demo lives.
const ZONE: &str = "Europe/Berlin";

/// Where Linux keeps files that live in memory.
const MEMORY: &str = "/dev/shm";

/// How long ago she set the program up.
const BEGAN: u32 = 760;

/// Who else sees her data: name and role.
const RECIPIENTS: [(&str, &str); 2] =
    [("Posthorn Mail", "mail provider"), ("Krämer Steuerberatung", "bookkeeper")];

/// The interests that she adopted.
const INTERESTS: [&str; 4] = ["client-contact", "network", "keep-in-touch", "prospecting"];

/// A vault to look around in. Drop the session before the folder, or both at once.
#[derive(Debug)]
pub struct Demo {
    /// The open vault, on the caller's clock.
    pub session: Session,
    /// Its folder, which only the user may enter, and which goes when this is dropped.
    pub folder: TempDir,
}

/// Makes the demo.
///
/// # Errors
///
/// The folder for temporary files refuses, and whatever the store reports.
pub fn create(clock: Arc<dyn Clock>) -> Result<Demo, AppError> {
    let folder = folder()
        .map_err(|source| AppError::File { name: "the demo's folder".to_owned(), source })?;
    let vault = folder.path().join("vault");
    tell(&vault, &*clock)?;
    let session = Session::open(&vault, &Secret::None, clock)?;
    Ok(Demo { session, folder })
}

/// A folder that only the user may enter, in memory where the system has such a place: two years
/// in a second are some hundred durable changes, and a vault in clear should reach no disk.
fn folder() -> io::Result<TempDir> {
    let mut builder = tempfile::Builder::new();
    builder.prefix("candor-demo-").permissions(Permissions::from_mode(0o700));
    builder.tempdir_in(MEMORY).or_else(|_no_such_place| builder.tempdir())
}

/// Tells the story into a new vault.
fn tell(vault: &Path, clock: &dyn Clock) -> Result<(), AppError> {
    let now = clock.now();
    let today = day_in(now, ZONE);
    let calendar = Calendar::new(today.sub_days(BEGAN), now);
    let turned: Arc<dyn Clock> = Arc::<Calendar>::clone(&calendar);
    let secret = NewSecret::Unencrypted;
    let session = setup::create(vault, &setup()?, &secret, KdfPasses::Tuned, turned)?;
    let mut script = Script::default();
    cast::write(&mut script);
    play::play(&session, script, &|ago| calendar.turn_to(today.sub_days(ago)), today)
}

/// What she answered when she set it up.
fn setup() -> Result<Setup, AppError> {
    let country = Country::new("DE").ok_or(AppError::Bug("no Germany"))?;
    let own = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect();
    Ok(Setup {
        name: "Juno Albers, design and code".to_owned(),
        own_addresses: own(&["juno@albers.example.org"]),
        recipients: RECIPIENTS.map(|(name, role)| (name.to_owned(), role.to_owned())).to_vec(),
        signature_notice: true,
        interests: own(&INTERESTS),
        ..Setup::defaults(country, ZONE)
    })
}
