//! The door: setting up a vault, a calm screen each, and unlocking one.

use zeroize::Zeroizing;

use crate::app::clock::{is_zone, zones_like};
use crate::app::setup::{self, NewSecret, Setup};
use crate::app::{AppError, LockKind, Passphrase, Secret, Session};
use crate::domain::{Country, Period};
use crate::tui::model::{
    Answers, FieldId, FieldKind, FieldNote, FieldSpec, FormKind, FormSpec, Note, NoteKind, Offer,
    Preview,
};
use crate::tui::msg::Outcome;

use super::form::{echo, field, line, yes_no};
use super::{Desk, Door, held};
use crate::tui::widget::text;

/// The steps of the setup, in order.
const STEPS: u8 = 5;
/// The score from which a passphrase is taken.
const GOOD_ENOUGH: u8 = 2;
/// How many time zones are offered.
const OFFERED: usize = 6;

/// The interests of the fourth step, with the field of each.
const INTERESTS: [(&str, FieldId); 4] = [
    ("client-contact", FieldId::InterestClientContact),
    ("network", FieldId::InterestNetwork),
    ("keep-in-touch", FieldId::InterestKeepInTouch),
    ("prospecting", FieldId::InterestProspecting),
];

/// Returns how the screen begins.
pub(super) fn first(desk: &Desk) -> Outcome {
    let Some(door) = &desk.door else { return Outcome::Quiet };
    if !Session::exists(&door.folder) {
        return Outcome::Next(Box::new(step(desk, door, 0)));
    }
    if matches!(Session::lock_of(&door.folder), Ok(LockKind::None))
        && let Ok(session) = Session::open(&door.folder, &Secret::None, door.clock.clone())
    {
        desk.enter(std::sync::Arc::new(session));
        return Outcome::Opened;
    }
    Outcome::Next(Box::new(FormSpec {
        kind: FormKind::Unlock,
        title: "Unlock your vault".to_owned(),
        intro: vec![Note::new(NoteKind::Says, format!("It lies in {}.", door.folder_shown))],
        fields: vec![secret(FieldId::Passphrase, "passphrase", "")],
        verb: "unlock".to_owned(),
        asks_again: false,
        goes_on: None,
    }))
}

fn secret(id: FieldId, label: &str, hint: &str) -> FieldSpec {
    field(id, label, FieldKind::Secret, "", hint)
}

/// What is answered so far; nothing before the first screen where no country can be guessed.
fn draft(desk: &Desk, door: &Door) -> Option<Setup> {
    let country = Country::new(&door.country);
    let guessed = || country.map(|country| Setup::proposed(country, &door.zone));
    held(&desk.setup).clone().or_else(guessed)
}

/// Describes an earlier screen of the setup again, for the way back.
pub(super) fn again(desk: &Desk, number: u8) -> Result<FormSpec, AppError> {
    let door = desk.door.as_ref().ok_or(AppError::Bug("a setup without a door"))?;
    Ok(step(desk, door, number))
}

/// Describes a step, with what is known so far filled in.
fn step(desk: &Desk, door: &Door, number: u8) -> FormSpec {
    let setup = draft(desk, door);
    let (title, intro, fields) = match (number, &setup) {
        (0, _) | (_, None) => welcome(door, setup.as_ref()),
        (1, Some(setup)) => others(setup),
        (2, Some(setup)) => notice(setup),
        (3, Some(setup)) => interests(setup),
        (4.., _) => passphrase(door),
    };
    let last = number + 1 >= STEPS;
    FormSpec {
        kind: FormKind::Setup(number),
        title: format!("{title}   {}/{STEPS}", number + 1),
        intro,
        fields,
        verb: if last { "make the vault" } else { "go on" }.to_owned(),
        asks_again: false,
        goes_on: None,
    }
}

type Screen = (&'static str, Vec<Note>, Vec<FieldSpec>);

fn says(text: impl Into<String>) -> Note {
    Note::new(NoteKind::Says, text)
}

fn welcome(door: &Door, setup: Option<&Setup>) -> Screen {
    let name = setup.map_or("", |setup| setup.name.as_str());
    let country = setup.map_or("", |setup| setup.country.as_str());
    let zone = setup.map_or(door.zone.as_str(), |setup| setup.zone.as_str());
    let intro = vec![
        says("Candor keeps your contacts and can always say why it holds what it holds."),
        says(format!("Your vault will lie in {}.", door.folder_shown)),
    ];
    let fields = vec![
        line(FieldId::Name, "your name", name, "as your clients know you: a person or a firm"),
        line(FieldId::Country, "country", country, "two letters: DE, FR, GB …; its rules apply"),
        line(FieldId::Zone, "time zone", zone, "days begin and end there"),
    ];
    ("Welcome", intro, fields)
}

fn others(setup: &Setup) -> Screen {
    let asks_tax = setup::asks_tax_period(setup.country).unwrap_or_default();
    let intro = vec![says(if asks_tax { "All may stay empty." } else { "Both may stay empty." })];
    let recipients: Vec<&str> = setup.recipients.iter().map(|(name, _)| name.as_str()).collect();
    let mut fields = vec![
        line(
            FieldId::OwnAddresses,
            "your own addresses",
            &setup.own_addresses.join(", "),
            "so that your own mail is not taken for a client's",
        ),
        line(
            FieldId::Recipients,
            "who else sees your data",
            &recipients.join(", "),
            "your mail provider, your bookkeeper, by name",
        ),
    ];
    if asks_tax {
        let period = setup.tax_period.map(said_period).unwrap_or_default();
        let hint = "the law of your country says; mostly 5 to 10 years: type 7, 18 months or P7Y; \
                    empty: none is kept for tax";
        fields.push(line(FieldId::Tax, "invoices are kept for", &period, hint));
    }
    ("You and others", intro, fields)
}

fn notice(setup: &Setup) -> Screen {
    let intro = vec![says(
        "People must be told how you use their data. A link in the signature of your mails does \
         that with every mail; without it Candor reminds you person by person.",
    )];
    let signature = if setup.signature_notice { "yes" } else { "no" };
    let children = if setup.children { "yes" } else { "no" };
    let fields = vec![
        field(
            FieldId::Signature,
            "link in your signature",
            FieldKind::YesNo,
            signature,
            "yes if it stands there, or will from today on",
        ),
        field(FieldId::Children, "children use your services", FieldKind::YesNo, children, ""),
    ];
    ("Your notice", intro, fields)
}

fn interests(setup: &Setup) -> Screen {
    let intro = vec![says(
        "Four uses of contacts rest on your own interest. Say yes where the two lines are true for \
         you. What you leave at no stays closed until you change your mind.",
    )];
    let drafts = setup::interest_drafts(setup.country).unwrap_or_default();
    let mut fields = Vec::new();
    for (key, id) in INTERESTS {
        let Some(draft) = drafts.iter().find(|draft| draft.key == key) else { continue };
        let adopted = setup.interests.iter().any(|one| one == key);
        let mut field = yes_no(id, &key.replace('-', " "), &draft.text);
        if adopted {
            "yes".clone_into(&mut field.value);
        }
        fields.push(field);
    }
    ("Four interests", intro, fields)
}

fn passphrase(door: &Door) -> Screen {
    let intro = vec![
        says(format!("The vault in {} is sealed with it.", door.folder_shown)),
        Note::new(NoteKind::Warns, "Nobody can recover it for you: write it down somewhere safe."),
    ];
    let fields = vec![
        secret(FieldId::Passphrase, "passphrase", "four or five words that nobody would guess"),
        secret(FieldId::PassphraseAgain, "the same again", ""),
    ];
    ("A passphrase", intro, fields)
}

/// Says what is wrong or understood in a form at the door.
pub(super) fn preview(desk: &Desk, kind: &FormKind, answers: &Answers) -> Preview {
    let Some(door) = &desk.door else { return Preview::default() };
    let setup = draft(desk, door);
    let fields = if *kind == FormKind::Setup(0) {
        first_answers(answers)
    } else if *kind == FormKind::Setup(1) {
        tax_answer(answers)
    } else if *kind == FormKind::Setup(STEPS - 1) {
        strengths(setup.as_ref().map_or("", |setup| setup.name.as_str()), answers)
    } else {
        Vec::new()
    };
    let zone = answers.text(FieldId::Zone);
    let meant = if is_zone(zone) { Vec::new() } else { zones_like(zone, OFFERED) };
    let offer = |name: &&str| Offer {
        field: FieldId::Zone,
        shown: (*name).to_owned(),
        value: (*name).to_owned(),
    };
    Preview { fields, offers: meant.iter().map(offer).collect(), ..Preview::default() }
}

fn wrong(id: FieldId, problem: &str) -> FieldNote {
    FieldNote { id, echo: None, problem: Some(problem.to_owned()) }
}

fn first_answers(answers: &Answers) -> Vec<FieldNote> {
    let mut notes = Vec::new();
    if answers.text(FieldId::Name).is_empty() {
        notes.push(wrong(FieldId::Name, "a name is needed: letters and notices carry it"));
    }
    if Country::new(answers.text(FieldId::Country)).is_none() {
        notes.push(wrong(FieldId::Country, "two letters are needed, as in DE or GB"));
    }
    if !is_zone(answers.text(FieldId::Zone)) {
        notes.push(wrong(FieldId::Zone, "type a city: Berlin, New York; Tab steps, Enter takes"));
    }
    notes
}

fn tax_answer(answers: &Answers) -> Vec<FieldNote> {
    let typed = answers.text(FieldId::Tax);
    match period(typed) {
        _ if typed.is_empty() => Vec::new(),
        Some(period) => vec![echo(FieldId::Tax, said_period(period))],
        None => vec![wrong(FieldId::Tax, "not a period: type `7 years`, `18 months` or `P7Y`")],
    }
}

/// Reads a period as people type it; a bare number is years. Nothing is no period.
fn period(typed: &str) -> Option<Period> {
    let end = typed.find(|sign: char| !sign.is_ascii_digit()).unwrap_or(typed.len());
    let (number, unit) = typed.split_at_checked(end)?;
    let months = match unit.trim().to_lowercase().as_str() {
        "" | "y" | "year" | "years" => number.parse::<u32>().ok()?.checked_mul(12)?,
        "m" | "month" | "months" => number.parse().ok()?,
        _ => return typed.parse().ok().filter(|period| sensible(*period)),
    };
    Some(Period::months(months)).filter(|period| sensible(*period))
}

/// No law keeps invoices for less than a day or more than a life.
fn sensible(period: Period) -> bool {
    period > Period::ZERO && period.months <= 100 * 12 && period.days <= 100 * 366
}

fn said_period(period: Period) -> String {
    let of = |count: u32, one, many| {
        text::count(usize::try_from(count).unwrap_or(usize::MAX), one, many)
    };
    match period {
        Period { months, days: 0 } if months % 12 == 0 => of(months / 12, "year", "years"),
        Period { months, days: 0 } => of(months, "month", "months"),
        other => other.to_string(),
    }
}

fn strengths(name: &str, answers: &Answers) -> Vec<FieldNote> {
    let typed = secret_text(answers, FieldId::Passphrase);
    let again = secret_text(answers, FieldId::PassphraseAgain);
    let mut notes = Vec::new();
    let strength = setup::strength(typed, &[name, "candor"]);
    let words = ["guessed at once", "guessed quickly", "fair", "good", "very good"];
    let word = words.get(usize::from(strength.score)).copied().unwrap_or_default();
    if typed.is_empty() {
        notes.push(wrong(FieldId::Passphrase, "a passphrase is needed: four or five words"));
    } else if strength.score < GOOD_ENOUGH {
        let hint = if strength.hint.is_empty() { "add a word or two" } else { &strength.hint };
        notes.push(wrong(FieldId::Passphrase, &format!("{word}: {hint}")));
    } else {
        notes.push(echo(FieldId::Passphrase, word));
    }
    if typed != again {
        notes.push(wrong(FieldId::PassphraseAgain, "not the same as above: type it once more"));
    } else if !typed.is_empty() {
        notes.push(echo(FieldId::PassphraseAgain, "the same"));
    }
    notes
}

/// A secret as typed: blanks at its ends belong to it.
fn secret_text(answers: &Answers, id: FieldId) -> &str {
    answers.0.iter().find(|(field, _)| *field == id).map_or("", |(_, text)| text.as_str())
}

/// Takes the answers of a form at the door.
pub(super) fn submit(desk: &Desk, kind: &FormKind, answers: &Answers) -> Result<Outcome, AppError> {
    let Some(door) = &desk.door else { return Ok(Outcome::Opened) };
    let FormKind::Setup(number) = *kind else {
        let typed = Zeroizing::new(secret_text(answers, FieldId::Passphrase).to_owned());
        return unlock(desk, door, &typed);
    };
    let wrong = preview(desk, kind, answers).fields;
    if wrong.iter().any(|note| note.problem.is_some()) {
        return Ok(Outcome::Refused { fields: wrong, sentence: String::new() });
    }
    let country = Country::new(answers.text(FieldId::Country));
    let fresh = || country.map(|country| Setup::proposed(country, &door.zone));
    let Some(mut setup) = draft(desk, door).or_else(fresh) else {
        return Err(AppError::Bug("a setup without a country"));
    };
    take(&mut setup, number, answers);
    *held(&desk.setup) = Some(setup.clone());
    if number + 1 < STEPS {
        return Ok(Outcome::Next(Box::new(step(desk, door, number + 1))));
    }
    let typed = secret_text(answers, FieldId::Passphrase).to_owned();
    let passphrase = taken(typed)?;
    let secret = NewSecret::Passphrase(passphrase);
    let session = setup::create(&door.folder, &setup, &secret, door.passes, door.clock.clone())?;
    desk.enter(std::sync::Arc::new(session));
    Ok(Outcome::Opened)
}

fn unlock(desk: &Desk, door: &Door, typed: &str) -> Result<Outcome, AppError> {
    let passphrase = taken(typed.to_owned())?;
    let secret = Secret::Passphrase(&passphrase);
    let session = Session::open(&door.folder, &secret, door.clock.clone())?;
    desk.enter(std::sync::Arc::new(session));
    Ok(Outcome::Opened)
}

fn taken(typed: String) -> Result<Passphrase, AppError> {
    Passphrase::new(typed).map_err(|_empty| {
        AppError::invalid("passphrase", "it is empty", "type the words that seal the vault")
    })
}

fn take(setup: &mut Setup, number: u8, answers: &Answers) {
    let list = |id| {
        answers
            .text(id)
            .split(',')
            .map(|one| one.trim().to_owned())
            .filter(|one| !one.is_empty())
            .collect::<Vec<String>>()
    };
    match number {
        0 => {
            answers.text(FieldId::Name).clone_into(&mut setup.name);
            answers.text(FieldId::Zone).clone_into(&mut setup.zone);
            setup.country = Country::new(answers.text(FieldId::Country)).unwrap_or(setup.country);
        }
        1 => {
            setup.own_addresses = list(FieldId::OwnAddresses);
            let names = list(FieldId::Recipients);
            setup.tax_period = period(answers.text(FieldId::Tax));
            setup.recipients = names.into_iter().map(|name| (name, String::new())).collect();
        }
        2 => {
            setup.signature_notice = answers.yes(FieldId::Signature);
            setup.children = answers.yes(FieldId::Children);
        }
        3 => {
            let adopted = INTERESTS.iter().filter(|(_, id)| answers.yes(*id));
            setup.interests = adopted.map(|(key, _)| (*key).to_owned()).collect();
        }
        _ => {}
    }
}
