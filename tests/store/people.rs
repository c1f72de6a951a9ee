//! A vault in a temporary folder, and people to put into it.

use std::path::Path;
use std::sync::Arc;

use candor::domain::*;
use candor::store::vault::{Protection, Secret};
use candor::store::{Change, ChangeKind, NewVault, Store, StoreError, Writer};
use tempfile::TempDir;

/// Today, in every test.
pub(crate) fn today() -> Day {
    Day::new(2026, 11, 23).unwrap()
}

/// A day by its text.
pub(crate) fn day(text: &str) -> Day {
    text.parse().unwrap()
}

/// A change of today.
pub(crate) fn change(what: ChangeKind) -> Change {
    Change { what, at: Moment(1_795_000_000), today: today() }
}

/// A freelancer in Germany with one purpose.
pub(crate) fn controller() -> Controller {
    Controller {
        name: "Studio Example".to_owned(),
        country: Country::new("DE").unwrap(),
        zone: "Europe/Berlin".to_owned(),
        own_addresses: vec!["studio.example".to_owned()],
        policies: vec![policy("2018-05-25")],
        assessments: Vec::new(),
        notices: Vec::new(),
        recipients: Vec::new(),
    }
}

/// A policy with one purpose, from a day.
pub(crate) fn policy(from: &str) -> Policy {
    Policy {
        from: day(from),
        name: "de".to_owned(),
        country: Country::new("DE").unwrap(),
        manners: false,
        region: String::new(),
        choices: Vec::new(),
        stated_periods: Vec::new(),
        purposes: vec![Purpose {
            id: PurposeId(0),
            key: "sorting".to_owned(),
            text: "an old address book while it is being sorted".to_owned(),
            active: true,
            needs: vec![(Category::Name, "to know who it is".to_owned())],
            needs_all: true,
            useful: vec![Category::Photo],
            basis: Some(LawfulBasis::LegitimateInterests),
            basis_at_organisation: None,
            other_bases: vec![LawfulBasis::Consent],
            marketing: false,
            viewing_only: true,
            compatible_from: PurposeSet::EMPTY,
            compatible_with_all: false,
            retention: Retention {
                anchor: Some(Anchor::Collection),
                period: Period::months(3),
                alignment: Alignment::YearEnd { month: 12, day: 31, filing: Some((7, 31)) },
                cap: Some(Period::months(12)),
                floor: None,
                end: RetentionEnd::Erase,
            },
            consent_validity: None,
            provision: Citation::default(),
            assessment_draft: "Keep; sort.".to_owned(),
            recipients: Vec::new(),
            offers: String::new(),
            similar_to: Vec::new(),
            on_behalf_of: String::new(),
        }],
        child_age: 16,
        countries: Vec::new(),
        holidays: Holidays {
            fixed: vec![(1, 1)],
            easter: vec![-2],
            single: vec![day("2026-12-24")],
            ..Holidays::default()
        },
        response: Period::months(1),
        extended: Period::months(3),
        pauses: false,
        complaint_days: None,
        opt_out_business_days: 10,
        breach_records: None,
        deletion_lag: Period::months(1),
    }
}

/// A vault without a passphrase in a folder that goes when it is dropped.
pub(crate) struct Place {
    pub(crate) folder: TempDir,
    pub(crate) store: Store,
}

/// A new vault.
pub(crate) fn place() -> Place {
    let folder = tempfile::tempdir().unwrap();
    let controller = controller();
    let new = NewVault {
        protection: Protection::None,
        controller: &controller,
        at: Moment(1),
        today: today(),
    };
    let store = Store::create(&folder.path().join("vault"), &new).unwrap();
    Place { folder, store }
}

impl Place {
    /// Opens the same vault once more, as another program would.
    pub(crate) fn again(&self) -> Store {
        open(&self.folder.path().join("vault"))
    }

    /// Makes a change that must succeed.
    pub(crate) fn change<T>(
        &self,
        what: ChangeKind,
        work: impl FnOnce(&mut Writer<'_>) -> Result<T, StoreError>,
    ) -> T {
        self.store.change(change(what), work).unwrap()
    }

    /// All facts of a contact.
    pub(crate) fn facts(&self, contact: ContactId) -> Facts {
        self.store.read(|reader| reader.facts(contact)).unwrap()
    }
}

/// Opens a vault without a passphrase.
pub(crate) fn open(folder: &Path) -> Store {
    Store::open(folder, &Secret::None).unwrap()
}

/// An origin: typed today, told by the person.
pub(crate) fn typed() -> Origin {
    Origin {
        id: OriginId(0),
        source: Source::Person,
        how: How::Typed,
        collected_on: today(),
        recorded_at: Moment(1_795_000_000),
        collected_for: Some(PurposeSet::one(PurposeId(0))),
        opt_out_offered: false,
        refuses_messages: false,
    }
}

/// A datum with a text.
pub(crate) fn datum(category: Category, text: &str, origin: &Arc<Origin>) -> Datum {
    Datum {
        id: DatumId(0),
        category,
        value: Value::Text(text.to_owned()),
        label: String::new(),
        kind: DatumKind::Provided,
        special: None,
        hint: HintMark::None,
        link: None,
        engagement: None,
        mentions: Vec::new(),
        part_of: None,
        corrects: None,
        provenances: vec![Provenance { origin: Arc::clone(origin), line: 7 }],
        deleted: None,
    }
}

/// A name as a value.
pub(crate) fn name(given: &str, family: &str, origin: &Arc<Origin>) -> Datum {
    let value = Value::Name(PersonName {
        formatted: format!("{given} {family}"),
        family: family.to_owned(),
        given: given.to_owned(),
        ..PersonName::default()
    });
    Datum { value, ..datum(Category::Name, "", origin) }
}

/// Adds Ada with a name and an address.
pub(crate) fn ada(writer: &mut Writer<'_>) -> Result<ContactId, StoreError> {
    let origin = writer.new_origin(typed())?;
    let uid = "6f9619ff-8b86-4011-b42d-00c04fc964ff";
    let ada = writer.new_contact(ContactKind::Person, uid, Country::new("GB"))?;
    writer.add_datum(ada, name("Ada", "Lovelace", &origin))?;
    writer.add_datum(ada, datum(Category::Email, "ada@engine.example", &origin))?;
    Ok(ada)
}

/// An engagement that runs.
pub(crate) fn engagement(title: &str) -> Engagement {
    Engagement {
        id: EngagementId(0),
        title: title.to_owned(),
        service: "design".to_owned(),
        value: Some(Money { minor: 120_000, currency: *b"EUR" }),
        asked_for: true,
        stages: vec![(Stage::Enquiry, day("2026-10-01")), (Stage::Running, day("2026-10-12"))],
        owed_until: None,
    }
}

/// A call on a day.
pub(crate) fn call(on: &str, text: &str) -> Interaction {
    Interaction {
        id: InteractionId(0),
        on: day(on),
        recorded_at: Moment(1_795_000_000),
        means: Means::Call,
        direction: Direction::Both,
        engagement: None,
        text: text.to_owned(),
        carries_notice: false,
        special: None,
        hint: HintMark::None,
    }
}
