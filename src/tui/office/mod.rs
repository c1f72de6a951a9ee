//! The office: where the screen's questions and deeds meet the use-cases of `app`.
//!
//! It turns what the application knows into the plain values of `model`, and filled-in forms into
//! calls. Each form is one file with three functions: its fields, what it would do, and doing it;
//! the last two are one function that runs in either mode, so that a preview cannot differ.

mod board;
mod card;
mod consent;
mod contact;
mod copying;
mod door;
mod draft;
mod due;
mod duty;
mod erase;
mod explain;
mod follow;
mod form;
mod ground;
mod hint;
mod import;
mod label;
mod letter;
mod listing;
mod many;
mod marked;
mod merge;
mod passed;
mod request;
mod segment;
mod sign_ups;
mod talk;
mod timeline;
mod told;
mod words;
mod work;

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::thread;

use crate::app::clock::Clock;
use crate::app::import::Progress;
use crate::app::setup::Setup;
use crate::app::{AppError, KdfPasses, PrivateText, Session, agenda, find, undo};
use crate::domain::ContactId;
use crate::tui::model::{FormKind, Header, Subject, Trouble, Unfinished};
use crate::tui::msg::{Answer, Ask, Deed, Outcome};
use crate::tui::widget::text;
use crate::tui::worker::Office;

use import::Pending;
use listing::{Listing, Wanted};

/// What the screen needs before a vault is open.
pub struct Door {
    /// Where the vault lies or will lie.
    pub folder: PathBuf,
    /// The same for people, with `~`.
    pub folder_shown: String,
    /// The clock.
    pub clock: Arc<dyn Clock>,
    /// How hard a new passphrase is worked over.
    pub passes: KdfPasses,
    /// A first guess at the country in two letters; empty if there is none.
    pub country: String,
    /// A first guess at the time zone, by its IANA name.
    pub zone: String,
}

/// The office of a vault, or of the door to one.
pub struct Desk {
    door: Option<Door>,
    open: RwLock<Option<Arc<Vault>>>,
    setup: Mutex<Option<Setup>>,
    import: Mutex<Option<Pending>>,
    stop: AtomicBool,
    progress: Mutex<Option<Tally>>,
    tell: Mutex<Option<Tell>>,
    home: Option<PathBuf>,
}

type Tell = Arc<dyn Fn() + Send + Sync>;
type Tally = Arc<dyn Fn(usize, usize) + Send + Sync>;

/// An open vault with its list.
struct Vault {
    session: Arc<Session>,
    listing: Listing,
}

impl Desk {
    /// Returns the office that begins at the door: setup if there is no vault, else unlocking.
    #[must_use]
    pub fn at_the_door(door: Door) -> Self {
        Self {
            door: Some(door),
            open: RwLock::new(None),
            setup: Mutex::new(None),
            import: Mutex::new(None),
            stop: AtomicBool::new(false),
            progress: Mutex::new(None),
            tell: Mutex::new(None),
            home: None,
        }
    }

    /// Says where the home folder is, for file names that begin with `~`.
    #[must_use]
    pub fn with_home(self, home: Option<PathBuf>) -> Self {
        Self { home, ..self }
    }

    /// Returns the office of a vault that is open already.
    #[must_use]
    pub fn of(session: Arc<Session>) -> Self {
        let desk = Self {
            door: None,
            open: RwLock::new(None),
            setup: Mutex::new(None),
            import: Mutex::new(None),
            stop: AtomicBool::new(false),
            progress: Mutex::new(None),
            tell: Mutex::new(None),
            home: None,
        };
        desk.enter(session);
        desk
    }

    /// Takes an opened vault into use.
    fn enter(&self, session: Arc<Session>) {
        let vault = Arc::new(Vault { listing: Listing::new(Arc::clone(&session)), session });
        let mut open = self.open.write().unwrap_or_else(PoisonError::into_inner);
        *open = Some(Arc::clone(&vault));
        drop(open);
        self.watch(vault);
    }

    /// Tells the screen of others' changes, from a thread that ends with the watch.
    fn watch(&self, vault: Arc<Vault>) {
        let Some(tell) = held(&self.tell).clone() else { return };
        vault.listing.on_change(Arc::clone(&tell));
        let Ok(changes) = vault.session.watch() else { return };
        // Without a watch the screen shows others' changes with its own next one.
        let _: std::io::Result<thread::JoinHandle<()>> =
            thread::Builder::new().name("watch".to_owned()).spawn(move || {
                while changes.commits().recv().is_ok() {
                    vault.listing.renew();
                    tell();
                }
            });
    }

    /// Writes the import that was looked at, telling how far it has come, until asked to stop.
    fn import(&self, session: &Session) -> Outcome {
        let told = held(&self.progress).clone();
        let mut go_on = |done, total| {
            if let Some(tell) = &told {
                tell(done, total);
            }
            if self.stop.swap(false, Ordering::Relaxed) { Progress::Stop } else { Progress::GoOn }
        };
        let outcome = import::accept(session, &self.import, &mut go_on);
        // Whoever asked too late meant this import, not the next one.
        self.stop.store(false, Ordering::Relaxed);
        outcome.unwrap_or_else(|error| Outcome::Failed(trouble(&error)))
    }

    fn vault(&self) -> Result<Arc<Vault>, AppError> {
        let open = self.open.read().unwrap_or_else(PoisonError::into_inner);
        open.clone().ok_or(AppError::Bug("a question before the vault was open"))
    }

    fn try_answer(&self, ask: Ask) -> Result<Answer, AppError> {
        if let Ask::Preview(kind, answers) = &ask
            && matches!(kind, FormKind::Unlock | FormKind::Setup(_))
        {
            return Ok(Answer::Preview(door::preview(self, kind, answers)));
        }
        if let Ask::Form(FormKind::Setup(number)) = ask {
            return Ok(Answer::Form(Ok(Box::new(door::again(self, number)?))));
        }
        let vault = self.vault()?;
        let session = &vault.session;
        Ok(match ask {
            Ask::Header => Answer::Header(Box::new(header(&vault)?)),
            Ask::Rows { query, from, count, around, order } => {
                let wanted = Wanted { query: &query, order, from, count, around };
                Answer::Rows(vault.listing.rows(wanted)?)
            }
            Ask::Everybody(query, order) => {
                Answer::Everybody(vault.listing.everybody(&query, order)?)
            }
            Ask::Board(kind) => {
                Answer::Board(Box::new(board::board(session, kind, || vault.listing.months())?))
            }
            Ask::Detail(id) => {
                Answer::Detail(unless_gone(session, id, card::detail(session, id))?.map(Box::new))
            }
            Ask::Why(subject, day) => {
                let why = explain::why(session, subject, day);
                let why = unless_gone(session, subject.contact(), why)?.flatten();
                Answer::Why(why.map(Box::new))
            }
            Ask::WhatIf(subject) => Answer::WhatIf(explain::what_if(session, subject)?),
            Ask::Letter(subject, day) => {
                let text = letter::text(session, subject, day);
                Answer::Letter(unless_gone(session, subject.contact(), text)?.flatten())
            }
            Ask::Form(FormKind::SegmentSave) => {
                Answer::Form(Ok(Box::new(segment::spec(&vault.listing.last_query()))))
            }
            Ask::Draft => Answer::Draft(draft::latest(session)?),
            Ask::Form(kind) => Answer::Form(form::spec(session, &kind)?.map(Box::new)),
            Ask::Text(kind) => Answer::Text(form::spec(session, &kind)?.map(Box::new)),
            Ask::Preview(FormKind::Import, answers) => {
                Answer::Preview(import::preview(session, &answers, self.home.as_deref()))
            }
            Ask::Preview(kind, answers) => Answer::Preview(form::preview(session, &kind, &answers)),
        })
    }

    fn try_perform(&self, deed: Deed) -> Result<Outcome, AppError> {
        if let Deed::Submit(kind, answers) = &deed
            && matches!(kind, FormKind::Unlock | FormKind::Setup(_))
        {
            return door::submit(self, kind, answers);
        }
        let vault = self.vault()?;
        let session = &vault.session;
        let outcome = match deed {
            Deed::Submit(FormKind::Import, answers) => {
                return Ok(import::review(session, &answers, self.home.as_deref(), &self.import));
            }
            Deed::Submit(FormKind::Pipe(id), answers) => {
                return copying::pipe(session, id, &answers);
            }
            Deed::Submit(kind, answers) => {
                let outcome = form::submit(session, &kind, &answers);
                if matches!(outcome, Outcome::Saved { .. }) {
                    draft::forget(session, &kind)?;
                }
                outcome
            }
            Deed::KeepDraft(unfinished) => {
                draft::keep(session, &unfinished)?;
                Outcome::Noted
            }
            Deed::DropDraft(kind) => {
                draft::forget(session, &kind)?;
                Outcome::Noted
            }
            Deed::Copy(contact, wish) => return copying::copy(session, contact, wish),
            Deed::Mail(contact, address) => return copying::mail(session, contact, address),
            Deed::Delete(subject) => contact::delete(session, subject)?,
            Deed::DeleteSegment(id) => segment::delete(session, id)?,
            Deed::DeleteAll(marked) => marked::delete(session, &marked)?,
            Deed::Undo => undone(session)?,
            Deed::Redo => done_again(session)?,
            Deed::AcceptImport => self.import(session),
            Deed::RejectImport => {
                held(&self.import).take();
                Outcome::Quiet
            }
        };
        // An import that failed or was stopped has written what came before.
        if matches!(outcome, Outcome::Saved { .. } | Outcome::Report { .. } | Outcome::Failed(_)) {
            vault.listing.renew();
        }
        Ok(outcome)
    }
}

impl Office for Desk {
    fn begin(&self) -> Outcome {
        if self.vault().is_ok() { Outcome::Opened } else { door::first(self) }
    }

    fn answer(&self, ask: Ask) -> Result<Answer, Trouble> {
        self.try_answer(ask).map_err(|error| trouble(&error))
    }

    fn perform(&self, deed: Deed) -> Outcome {
        self.try_perform(deed).unwrap_or_else(|error| Outcome::Failed(trouble(&error)))
    }

    fn keep(&self, form: &Unfinished) {
        if let Ok(vault) = self.vault() {
            // The screen keeps what is typed; the next rest of the typing tries again.
            let _: Result<(), AppError> = draft::keep(&vault.session, form);
        }
    }

    fn lay_out(&self, text: &str, ending: &str) -> Result<PrivateText, Trouble> {
        let vault = self.vault().map_err(|error| trouble(&error))?;
        PrivateText::new(&vault.session, ending, text).map_err(|error| trouble(&error))
    }

    fn stop(&self) {
        self.stop.store(true, Ordering::Relaxed);
    }

    fn on_progress(&self, tell: Box<dyn Fn(usize, usize) + Send + Sync>) {
        *held(&self.progress) = Some(Arc::from(tell));
    }

    fn on_change(&self, tell: Box<dyn Fn() + Send + Sync>) {
        *held(&self.tell) = Some(Arc::from(tell));
        if let Ok(vault) = self.vault() {
            self.watch(vault);
        }
    }
}

impl std::fmt::Debug for Desk {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Desk").finish_non_exhaustive()
    }
}

/// An answer about a contact; none instead of an error if the contact is not there any more.
fn unless_gone<T>(
    session: &Session,
    id: ContactId,
    answer: Result<T, AppError>,
) -> Result<Option<T>, AppError> {
    match answer {
        Ok(answer) => Ok(Some(answer)),
        Err(error) => match find::contact(session, &format!("#{id}")) {
            Ok(found) if found == id => Err(error),
            Ok(_) | Err(_) => Ok(None),
        },
    }
}

fn header(vault: &Vault) -> Result<Header, AppError> {
    let session = &vault.session;
    let unjustified = vault.listing.unjustified();
    let (due, more_due) = agenda::count(session, board::ahead(session.today()))?;
    let mut warnings = Vec::new();
    if !session.is_encrypted() {
        warnings.push("not encrypted".to_owned());
    }
    let pending = session.pending_erasures()?;
    if pending > 0 {
        warnings.push(format!("{pending} erased, bytes still to go"));
    }
    Ok(Header {
        owner: session.controller()?.name.clone(),
        today: words::said_in_full(session.today()),
        day: Some(session.today()),
        contacts: find::count(session)?,
        due,
        more_due,
        unjustified,
        unfinished: draft::title(session)?,
        warnings,
    })
}

fn undone(session: &Session) -> Result<Outcome, AppError> {
    if undo::last(session)?.is_none() {
        return Ok(Outcome::Refused {
            fields: Vec::new(),
            sentence: "nothing is left that could be undone".to_owned(),
        });
    }
    let undone = undo::undo(session)?;
    let sentence = if undone.kept == 0 {
        // What a large import brought in is not kept to be done again: the file has it.
        let again = undo::last_undone(session)?.map_or("", |_| "; `^R` does it again");
        format!("undone: {}{again}", undone.change.what)
    } else {
        let kept = text::count(undone.kept, "row has", "rows have");
        format!("undone in part: {}; {kept} changed since and stay", undone.change.what)
    };
    Ok(Outcome::Saved { sentence, select: None })
}

fn done_again(session: &Session) -> Result<Outcome, AppError> {
    if undo::last_undone(session)?.is_none() {
        return Ok(Outcome::Refused {
            fields: Vec::new(),
            sentence: "nothing was undone that could be done again".to_owned(),
        });
    }
    let done = undo::redo(session)?;
    let sentence = if done.kept == 0 {
        format!("done again: {}; `u` undoes it", done.change.what)
    } else {
        let kept = text::count(done.kept, "row has", "rows have");
        format!("done again in part: {}; {kept} changed since and stay", done.change.what)
    };
    Ok(Outcome::Saved { sentence, select: None })
}

/// A failure as a person reads it.
fn trouble(error: &AppError) -> Trouble {
    let mut causes = Vec::new();
    let mut cause = std::error::Error::source(error);
    while let Some(inner) = cause {
        causes.push(inner.to_string());
        cause = inner.source();
    }
    let mut sentence = error.to_string();
    if let AppError::Ambiguous { candidates, .. } = error {
        causes.extend(candidates.iter().take(5).map(|(_, name)| name.0.clone()));
    }
    causes.retain(|cause| *cause != sentence);
    sentence = words::said_within(&sentence);
    Trouble { sentence, causes, hint: error.hint() }
}

/// A lock that a panic elsewhere does not spoil.
fn held<T>(lock: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    lock.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Says whether a subject is a value or a whole contact, for sentences.
fn what(subject: Subject) -> &'static str {
    match subject {
        Subject::Contact(_) => "contact",
        Subject::Datum(..) => "value",
        Subject::Interaction(..) => "interaction",
        Subject::Consent(..) => "consent",
        Subject::Ground(..) => "ground",
        Subject::Engagement(..) => "engagement",
        Subject::Event(..) => "event",
        Subject::Record(..) => "record",
    }
}
