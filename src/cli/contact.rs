//! `candor contact`: people and organisations, and what is held about them.

use clap::{Args, Subcommand};
use serde_json::{Value as Json, json};

use super::{
    CliError,
    args::{self, AsOf, Assignment, DryRun, From, NoGrounds},
    desk::Desk,
    find, told,
};
use crate::{
    app::{
        Session, card,
        contacts::{self, Collected, CorrectedBy, Edit as Change, NewContact, NewDatum},
        find as finder, quick,
    },
    domain::{Category, ContactKind, Country, LegalForm, Right, RightFact, Special, Value, spoken},
};

/// The verbs of `candor contact`.
#[derive(Subcommand, Debug)]
pub enum Contact {
    /// Add somebody
    Add(Add),
    /// List contacts, all or those that a text finds
    List(List),
    /// Show what is held about somebody, and whether it may be
    Show(Show),
    /// Add, correct, label, mark or delete values
    Edit(Edit),
}

impl Contact {
    pub(super) fn run(self, desk: &Desk<'_>) -> Result<(), CliError> {
        match self {
            Self::Add(add) => add.run(desk),
            Self::List(list) => list.run(desk),
            Self::Show(show) => show.run(desk),
            Self::Edit(edit) => edit.run(desk),
        }
    }
}

/// Options of `candor contact add`.
#[derive(Args, Debug)]
pub struct Add {
    /// What they are called
    name: String,
    /// Understand the name as quick entry: "Anna Bell anna@example.org 030 901820 @enquiry #design"
    #[arg(long)]
    quick: bool,
    #[arg(long, value_name = "ADDRESS")]
    /// An e-mail address; may be given again, as may the next ones
    email: Vec<String>,
    /// A telephone number
    #[arg(long, value_name = "NUMBER", allow_hyphen_values = true)]
    phone: Vec<String>,
    /// A postal address: "Münzstr. 5, 10178 Berlin, DE"
    #[arg(long, visible_alias = "address", value_name = "ADDRESS")]
    postal_address: Vec<String>,
    /// The organisation they belong to
    #[arg(long, value_name = "NAME")]
    organisation: Option<String>,
    /// What they do there
    #[arg(long)]
    role: Option<String>,
    /// Their birthday: 1990-04-15, or 04-15 without a year
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    birthday: Option<String>,
    /// A note
    #[arg(long, value_name = "TEXT")]
    note: Vec<String>,
    /// Any other value, with or without a label: url=example.org, phone/work=+49 30 901820
    #[arg(long, value_name = "CATEGORY=VALUE", value_parser = args::assignment)]
    set: Vec<Assignment>,
    /// What they are: person, company, partnership, sole-trader, organisation
    #[arg(long, default_value = "person", value_parser = kind)]
    kind: ContactKind,
    /// Where they live or have their seat
    #[arg(long, value_parser = args::country)]
    country: Option<Country>,
    /// The contact of the organisation for which they act
    #[arg(long, value_name = "WHO")]
    acts_for: Option<String>,
    #[command(flatten)]
    from: From,
    #[command(flatten)]
    no_grounds: NoGrounds,
    #[command(flatten)]
    dry_run: DryRun,
}

impl Add {
    fn run(self, desk: &Desk<'_>) -> Result<(), CliError> {
        let session = desk.session()?;
        let mode = self.dry_run.mode();
        let organisation =
            self.acts_for.as_ref().map(|who| find::who(&session, who)).transpose()?;
        let mut entry = self.from.entry(&session);
        let said = if self.quick {
            let (said, purpose) = self.understood(&session)?;
            if let (Some(key), Collected::NotSaid) = (purpose, &entry.purpose) {
                entry.purpose = Collected::For(key);
            }
            said
        } else {
            self.named()?
        };
        let new = NewContact {
            kind: self.kind,
            country: self.country,
            organisation,
            data: self.data(said)?,
            entry,
            grounds: self.no_grounds.grounds(),
        };
        let name = new.data.first().map(|one| one.value.to_line()).unwrap_or_default();
        let done = contacts::add(&session, &new, mode)?;
        told::done(desk, &format!("contact {name}"), &done, &|id| Some(id.0), mode)
    }

    /// Reads `Anna Müller anna@example.org +49 30 901820 @enquiry` as the screen's quick entry does.
    fn understood(&self, session: &Session) -> Result<(Vec<NewDatum>, Option<String>), CliError> {
        let quick = quick::understand(&self.name, &*session.controller()?, session.today());
        if let Some((typed, near)) = quick.unknown_purpose {
            let hint = near.map(|near| format!("did you mean `@{near}`?")).unwrap_or_default();
            return Err(CliError::usage(format!("there is no purpose `@{typed}`"), hint));
        }
        Ok((quick.data, quick.purpose))
    }

    /// The name as it is written; an organisation's has no parts.
    fn named(&self) -> Result<Vec<NewDatum>, CliError> {
        Ok(vec![match self.kind {
            ContactKind::Person => value(Category::Name, "", &self.name)?,
            ContactKind::Organisation(_) => {
                NewDatum::new(Category::Name, Value::Text(self.name.trim().to_owned()))
            }
        }])
    }

    fn data(&self, mut data: Vec<NewDatum>) -> Result<Vec<NewDatum>, CliError> {
        let several = [
            (Category::Email, &self.email),
            (Category::Phone, &self.phone),
            (Category::PostalAddress, &self.postal_address),
            (Category::Note, &self.note),
        ];
        for (category, values) in several {
            for text in values {
                data.push(value(category.clone(), "", text)?);
            }
        }
        let single = [
            (Category::Organisation, &self.organisation),
            (Category::Role, &self.role),
            (Category::Birthday, &self.birthday),
        ];
        for (category, text) in single {
            if let Some(text) = text {
                data.push(value(category, "", text)?);
            }
        }
        for set in &self.set {
            data.push(value(Category::parse(&set.field), &set.label, &set.value)?);
        }
        Ok(data)
    }
}

/// Loose matches are added only while good ones leave less than this.
const SCREENFUL: usize = 20;

/// Options of `candor contact list`.
#[derive(Args, Debug)]
pub struct List {
    /// Part of a name, an address, a number; words in any order
    text: Vec<String>,
    /// No more than so many
    #[arg(long, default_value_t = usize::MAX, hide_default_value = true, value_name = "NUMBER")]
    limit: usize,
}

impl List {
    fn run(self, desk: &Desk<'_>) -> Result<(), CliError> {
        let session = desk.session()?;
        let text = self.text.join(" ");
        let rows = if text.trim().is_empty() {
            finder::rows(&session, None, self.limit)?
        } else {
            let index = finder::Index::load(&session)?;
            let hits = index.filter(&text, self.limit.min(SCREENFUL), &|| false);
            hits.iter().take(self.limit).filter_map(|hit| index.row(hit.row).cloned()).collect()
        };
        if desk.printer.is_json() {
            let rows: Vec<Json> = rows
                .iter()
                .map(|row| {
                    json!({
                        "id": row.id.0,
                        "name": row.name,
                        "detail": row.detail,
                        "sign": told::sign(row.sign),
                    })
                })
                .collect();
            return desk.printer.json(&Json::Array(rows));
        }
        if rows.is_empty() && !text.is_empty() {
            return Err(CliError::None(format!("nothing found for `{text}`")));
        }
        let rows: Vec<Vec<String>> = rows
            .into_iter()
            .map(|row| {
                vec![row.id.to_string(), row.name, row.detail, told::sign(row.sign).to_owned()]
            })
            .collect();
        desk.printer.table(&["number", "name", "detail", "standing"], &rows)
    }
}

/// Options of `candor contact show`.
#[derive(Args, Debug)]
pub struct Show {
    /// Who: number, uid, address, telephone number or name
    who: String,
    /// Show restricted values as well
    #[arg(long)]
    reveal: bool,
    #[command(flatten)]
    as_of: AsOf,
}

impl Show {
    fn run(self, desk: &Desk<'_>) -> Result<(), CliError> {
        let session = desk.session()?;
        let contact = find::who(&session, &self.who)?;
        let card = card::card(&session, contact, self.as_of.day(&session))?;
        if desk.printer.is_json() {
            return desk.printer.json(&shown_json(&session, &card, self.reveal)?);
        }
        desk.printer.talk(&format!("{} (number {})", card.name, card.id));
        let rows: Vec<Vec<String>> = card
            .data
            .iter()
            .map(|line| {
                vec![
                    format!("#{}", line.id),
                    labelled(&line.category, &line.label),
                    find::masked(&line.text, line.masked && !self.reveal),
                    line.verdict.map_or("deleted", |verdict| verdict.standing.word()).to_owned(),
                    line.verdict.as_ref().map(card::until).unwrap_or_default(),
                ]
            })
            .collect();
        desk.printer.table(&["number", "field", "value", "standing", "until"], &rows)?;
        for duty in card.duties.iter().filter(|duty| told::is_open(duty)) {
            desk.printer.talk(&format!("  due     {}", duty.text));
        }
        Ok(())
    }
}

fn shown_json(session: &Session, card: &card::Card, reveal: bool) -> Result<Json, CliError> {
    let facts = session.facts(card.id)?;
    let data: Vec<Json> = card
        .data
        .iter()
        .map(|line| {
            json!({
                "id": line.id.0,
                "category": line.category.word(),
                "label": line.label,
                "value": (reveal || !line.masked).then_some(&line.text),
                "verdict": line.verdict.map(|verdict| verdict.standing.word()),
                "hold_until": line.verdict.map(|verdict| verdict.hold_until.to_string()),
                "deleted": line.deleted.map(|day| day.to_string()),
            })
        })
        .collect();
    let duties: Vec<Json> = card.duties.iter().map(told::duty).collect();
    Ok(json!({
        "id": card.id.0,
        "uid": facts.contact.uid,
        "name": card.name,
        "kind": kind_word(facts.contact.kind),
        "country": facts.contact.country.map(|country| country.to_string()),
        "sign": told::sign(card.sign),
        "data": data,
        "duties": duties,
        "rights": facts.rights.iter().map(right).collect::<Vec<_>>(),
    }))
}

/// An objection, a restriction, a request, a notice: with the number by which later records name it.
fn right(right: &Right) -> Json {
    let (what, about) = match &right.fact {
        RightFact::Objection { .. } => ("objection", None),
        RightFact::ObjectionDecided { objection, .. } => ("objection-decided", Some(objection.0)),
        RightFact::Restriction { .. } => ("restriction", None),
        RightFact::LiftingTold { restriction } => ("lifting-told", Some(restriction.0)),
        RightFact::RestrictionLifted { restriction } => ("restriction-lifted", Some(restriction.0)),
        RightFact::NoticeGiven(_) => ("notice-given", None),
        RightFact::Request { .. } => ("request", None),
    };
    json!({ "id": right.id.0, "what": what, "on": right.on.to_string(), "about": about })
}

/// Options of `candor contact edit`.
#[derive(Args, Debug)]
pub struct Edit {
    /// Who: number, uid, address, telephone number or name
    who: String,
    /// Add a value: phone/work=+49 30 901820
    #[arg(long, value_name = "CATEGORY=VALUE", value_parser = args::assignment)]
    add: Vec<Assignment>,
    /// Put a value right: email=anna@example.org, "#3=…"
    #[arg(long, value_name = "FIELD=VALUE", value_parser = args::assignment)]
    correct: Vec<Assignment>,
    /// The person put it right themself (Art. 16); otherwise a typing error was mended
    #[arg(long, requires = "correct")]
    by_person: bool,
    /// Give a value another label: email=work
    #[arg(long, value_name = "FIELD=LABEL", value_parser = args::assignment)]
    label: Vec<Assignment>,
    /// Mark a value as special: note=health; note=none takes the mark off
    #[arg(long, value_name = "FIELD=WHAT", value_parser = args::assignment)]
    special: Vec<Assignment>,
    /// Delete a value; undo brings it back
    #[arg(long, value_name = "FIELD")]
    delete: Vec<String>,
    #[command(flatten)]
    from: From,
    #[command(flatten)]
    dry_run: DryRun,
}

impl Edit {
    fn run(self, desk: &Desk<'_>) -> Result<(), CliError> {
        let session = desk.session()?;
        let mode = self.dry_run.mode();
        let contact = find::who(&session, &self.who)?;
        let facts = session.facts(contact)?;
        let mut edits = Vec::new();
        for add in &self.add {
            edits.push(Change::Add(value(Category::parse(&add.field), &add.label, &add.value)?));
        }
        let by = if self.by_person { CorrectedBy::Person } else { CorrectedBy::Ourselves };
        for correct in &self.correct {
            let old = find::datum(&facts, &field(correct))?;
            let new = value(old.category.clone(), &old.label, &correct.value)?;
            edits.push(Change::Correct(old.id, new.value, by));
        }
        for label in &self.label {
            let old = find::datum(&facts, &field(label))?;
            edits.push(Change::Label(old.id, label.value.clone()));
        }
        for special in &self.special {
            let old = find::datum(&facts, &field(special))?;
            edits.push(Change::Mark(old.id, mark(&special.value)?));
        }
        for delete in &self.delete {
            edits.push(Change::Delete(find::datum(&facts, delete)?.id));
        }
        if edits.is_empty() {
            let hint = "use `--add`, `--correct`, `--label`, `--special` or `--delete`";
            return Err(CliError::usage("there is nothing to change", hint));
        }
        let done = contacts::edit(&session, contact, &edits, &self.from.entry(&session), mode)?;
        told::done(desk, "change", &done, &|()| None, mode)
    }
}

fn field(assignment: &Assignment) -> String {
    match assignment.label.as_str() {
        "" => assignment.field.clone(),
        label => format!("{}/{label}", assignment.field),
    }
}

fn mark(word: &str) -> Result<Option<Special>, CliError> {
    if word == "none" {
        return Ok(None);
    }
    args::special(word)
        .map(Some)
        .map_err(|hint| CliError::usage(format!("`{word}` is no special category"), hint))
}

fn value(category: Category, label: &str, text: &str) -> Result<NewDatum, CliError> {
    let value = spoken::value(&category, text)
        .map_err(|error| CliError::usage(format!("{category}: {error}"), ""))?;
    let mut new = NewDatum::new(category, value);
    label.clone_into(&mut new.label);
    Ok(new)
}

fn labelled(category: &Category, label: &str) -> String {
    if label.is_empty() { category.to_string() } else { format!("{category}/{label}") }
}

fn kind(text: &str) -> Result<ContactKind, String> {
    args::one_of(text, &KINDS)
}

fn kind_word(kind: ContactKind) -> &'static str {
    KINDS.iter().find(|(one, _)| *one == kind).map_or("", |(_, word)| word)
}

const KINDS: [(ContactKind, &str); 5] = [
    (ContactKind::Person, "person"),
    (ContactKind::Organisation(LegalForm::Company), "company"),
    (ContactKind::Organisation(LegalForm::Partnership), "partnership"),
    (ContactKind::Organisation(LegalForm::SoleTrader), "sole-trader"),
    (ContactKind::Organisation(LegalForm::Unknown), "organisation"),
];
