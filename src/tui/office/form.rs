//! Forms: which file answers for which, and what a forecast says in a preview.

use crate::app::{AppError, Forecast, Mode, Session};
use crate::domain::spoken::Lean;
use crate::domain::{ContactId, Day, HoldUntil, Standing};
use crate::tui::model::{
    Answers, FieldId, FieldKind, FieldNote, FieldSpec, FormKind, FormSpec, Note, NoteKind, Offer,
    Preview, Review, Subject,
};
use crate::tui::msg::Outcome;

use super::words;
use super::{
    consent, contact, copying, due, duty, erase, follow, ground, import, many, marked, merge,
    request, segment, sign_ups, talk, told, trouble, work,
};

/// What a form did, or would do.
#[derive(Debug, Default)]
pub(super) struct Acted {
    /// What changes for the contact.
    pub(super) forecast: Forecast,
    /// What was understood of the fields.
    pub(super) notes: Vec<FieldNote>,
    /// What was understood of the whole.
    pub(super) reads: Vec<Note>,
    /// What a line may mean.
    pub(super) offers: Vec<Offer>,
    /// What was done, as a sentence.
    pub(super) sentence: String,
    /// The contact to select.
    pub(super) select: Option<ContactId>,
    /// What is to be read when it is done, beyond the sentence.
    pub(super) report: Option<Review>,
}

/// Why a form cannot be saved.
#[derive(Debug)]
pub(super) enum Trip {
    /// A field, with what is wrong and what to do; what was understood besides comes along.
    Field(FieldId, String, Box<Acted>),
    /// Something else.
    Other(AppError),
}

impl Trip {
    pub(super) fn field(id: FieldId, problem: impl Into<String>) -> Self {
        Self::Field(id, problem.into(), Box::default())
    }
}

impl Trip {
    /// The same, with what was understood of the rest.
    pub(super) fn with(self, acted: &mut Acted) -> Self {
        match self {
            Self::Field(id, problem, _) => {
                Self::Field(id, problem, Box::new(std::mem::take(acted)))
            }
            Self::Other(error) => Self::Other(error),
        }
    }
}

impl From<AppError> for Trip {
    fn from(error: AppError) -> Self {
        Self::Other(error)
    }
}

/// The fields of a form, or why there is nothing to fill in.
type Spec = Result<Result<FormSpec, String>, AppError>;

/// Describes a form.
pub(super) fn spec(session: &Session, kind: &FormKind) -> Spec {
    match kind {
        FormKind::Unlock | FormKind::Setup(_) => Ok(Err("the vault is open".to_owned())),
        FormKind::SegmentSave => Ok(Ok(segment::spec(""))),
        FormKind::SegmentRename(id) => segment::spec_rename(session, *id).map(Ok),
        FormKind::Request(id, what) => request::spec(session, *id, *what).map(Ok),
        FormKind::Restrict(subject) => request::spec_restrict(session, *subject).map(Ok),
        FormKind::NoticeGive(id) => told::spec(session, *id).map(Ok),
        FormKind::GroundOpen(id) => ground::spec_open(session, *id),
        FormKind::Merge(id) => merge::spec(session, *id).map(Ok),
        FormKind::Pipe(id) => copying::spec_pipe(session, *id).map(Ok),
        FormKind::ContactNew => contact::spec_new(session),
        FormKind::ContactEdit(id) => contact::spec_edit(session, *id),
        FormKind::DatumEdit(id, datum) => contact::spec_datum(session, *id, *datum),
        FormKind::InteractionLog(id) => talk::spec(session, *id),
        FormKind::StageNext(id, which) => work::spec_next(session, *id, *which),
        FormKind::Invoice(id, which) => work::spec_invoice(session, *id, *which),
        FormKind::EngagementEnd(id, which) => work::spec_end(session, *id, *which),
        FormKind::ConsentGive(id) => consent::spec_give(session, *id),
        FormKind::ConsentWithdraw(id) => consent::spec_withdraw(session, *id),
        FormKind::SignUps => sign_ups::spec(session),
        FormKind::Objection(id) => consent::spec_objection(session, *id),
        FormKind::Erase(subject) => erase::spec(session, kind, *subject),
        FormKind::EraseRequest(id) => erase::spec(session, kind, Subject::Contact(*id)),
        FormKind::Import => import::spec(session),
        FormKind::Remedy(subject) => duty::spec_remedy(session, *subject),
        FormKind::FollowUp(id) => follow::spec(session, *id),
        FormKind::FollowUpAll(marked) => marked::spec_follow_up(session, marked).map(Ok),
        FormKind::Due(line) => due::spec(session, *line),
        FormKind::DueAll(lines) => many::spec(session, lines),
    }
}

fn act(session: &Session, kind: &FormKind, answers: &Answers, mode: Mode) -> Result<Acted, Trip> {
    match kind {
        FormKind::Unlock | FormKind::Setup(_) | FormKind::Import | FormKind::Pipe(_) => {
            Ok(Acted::default())
        }
        FormKind::SegmentSave => segment::save(session, answers, mode),
        FormKind::SegmentRename(id) => segment::rename(session, *id, answers, mode),
        FormKind::Request(id, what) => request::receive(session, *id, *what, answers, mode),
        FormKind::Restrict(subject) => request::restrict(session, *subject, answers, mode),
        FormKind::NoticeGive(id) => told::give(session, *id, answers, mode),
        FormKind::GroundOpen(id) => ground::open(session, *id, answers, mode),
        FormKind::Merge(id) => merge::run(session, *id, answers, mode),
        FormKind::ContactNew => contact::add(session, answers, mode),
        FormKind::ContactEdit(id) | FormKind::DatumEdit(id, _) => {
            contact::edit(session, *id, answers, mode)
        }
        FormKind::InteractionLog(id) => talk::log(session, *id, answers, mode),
        FormKind::StageNext(id, which) => work::next(session, (*id, *which), answers, mode),
        FormKind::Invoice(id, which) => work::invoice(session, (*id, *which), answers, mode),
        FormKind::EngagementEnd(id, which) => work::end(session, (*id, *which), answers, mode),
        FormKind::ConsentGive(id) => consent::give(session, *id, answers, mode),
        FormKind::ConsentWithdraw(id) => consent::withdraw(session, *id, answers, mode),
        FormKind::SignUps => sign_ups::record(session, answers, mode),
        FormKind::Objection(id) => consent::object(session, *id, answers, mode),
        FormKind::Erase(subject) => erase::run(session, kind, *subject, answers, mode),
        FormKind::EraseRequest(id) => {
            erase::run(session, kind, Subject::Contact(*id), answers, mode)
        }
        FormKind::Remedy(subject) => duty::act_remedy(session, subject.contact(), answers, mode),
        FormKind::FollowUp(id) => follow::add(session, *id, answers, mode),
        FormKind::FollowUpAll(marked) => marked::follow_up(session, marked, answers, mode),
        FormKind::Due(line) => due::act(session, *line, answers, mode),
        FormKind::DueAll(lines) => many::act(session, lines, answers, mode),
    }
}

/// Says what a form would do as it stands.
pub(super) fn preview(session: &Session, kind: &FormKind, answers: &Answers) -> Preview {
    match act(session, kind, answers, Mode::Preview) {
        Ok(acted) => shown(session.today(), acted),
        Err(Trip::Field(id, problem, acted)) => {
            let mut preview = shown(session.today(), *acted);
            preview.fields.retain(|note| note.id != id);
            preview.fields.push(FieldNote { id, echo: None, problem: Some(problem) });
            preview
        }
        Err(Trip::Other(error)) => Preview {
            notes: vec![Note::new(NoteKind::Warns, one_line(&error))],
            ..Preview::default()
        },
    }
}

/// Saves a form.
pub(super) fn submit(session: &Session, kind: &FormKind, answers: &Answers) -> Outcome {
    match act(session, kind, answers, Mode::Commit) {
        Ok(Acted { sentence, report: Some(report), .. }) => Outcome::Report { sentence, report },
        Ok(acted) => Outcome::Saved { sentence: acted.sentence, select: acted.select },
        Err(Trip::Field(id, problem, _)) => Outcome::Refused {
            fields: vec![FieldNote { id, echo: None, problem: Some(problem) }],
            sentence: String::new(),
        },
        Err(Trip::Other(error)) => Outcome::Failed(trouble(&error)),
    }
}

fn one_line(error: &AppError) -> String {
    let hint = error.hint().map(|hint| format!(" — {hint}")).unwrap_or_default();
    words::said_within(&format!("{error}{hint}"))
}

/// Puts a forecast into the lines of a preview.
fn shown(today: Day, acted: Acted) -> Preview {
    let mut notes = acted.reads;
    let forecast = acted.forecast;
    let say = |kind, text: &str| Note::new(kind, words::said_within(text));
    notes.extend(forecast.opens.iter().map(|text| say(NoteKind::Opens, text)));
    notes.extend(forecast.closes.iter().map(|text| say(NoteKind::Closes, text)));
    notes.extend(kept(&forecast, today));
    for lost in &forecast.loses {
        let text = format!("{}: {}", lost.label, words::reasons(&lost.why));
        notes.push(say(NoteKind::Goes, &text));
    }
    notes.extend(forecast.duties.iter().map(|text| say(NoteKind::Due, &words::duty(text))));
    for purpose in &forecast.unassessed {
        let text = format!("{purpose} does not open: its assessment was not adopted");
        notes.push(say(NoteKind::Warns, &text));
    }
    Preview { fields: acted.notes, notes, offers: acted.offers }
}

/// Gathers what is kept until the same day into one line.
fn kept(forecast: &Forecast, today: Day) -> Vec<Note> {
    let mut groups: Vec<(HoldUntil, Vec<&str>)> = Vec::new();
    for kept in forecast.keeps.iter().filter(|kept| kept.standing == Standing::Justified) {
        match groups.iter_mut().find(|(until, _)| *until == kept.hold_until) {
            Some((_, labels)) if labels.contains(&kept.label.as_str()) => {}
            Some((_, labels)) => labels.push(&kept.label),
            None => groups.push((kept.hold_until, vec![&kept.label])),
        }
    }
    groups
        .into_iter()
        .map(|(until, labels)| {
            let labels = labels.join(", ");
            // Nothing turns unusable overnight unannounced.
            if until == HoldUntil::Day(today) {
                let text = format!("{labels} after today, unless something else keeps it");
                return Note::new(NoteKind::Goes, text);
            }
            let until = match until {
                HoldUntil::Day(day) => format!("until {}", words::said(day)),
                HoldUntil::Open => "as long as that lasts".to_owned(),
                HoldUntil::Never => String::new(),
            };
            Note::new(NoteKind::Keeps, format!("{labels} {until}"))
        })
        .collect()
}

/// Reads a day that has come; nothing typed is today.
pub(super) fn past_day(answers: &Answers, today: Day, acted: &mut Acted) -> Result<Day, Trip> {
    let text = answers.text(FieldId::Day);
    let Some(day) = words::day(text, today, Lean::Past) else {
        return Err(Trip::Field(
            FieldId::Day,
            "not a day: type `today`, `-2d`, `fri` or `2026-11-23`".to_owned(),
            Box::new(std::mem::take(acted)),
        ));
    };
    if day > today {
        return Err(Trip::Field(
            FieldId::Day,
            format!("{} has not come yet: record it when it has happened", words::said(day)),
            Box::new(std::mem::take(acted)),
        ));
    }
    acted.notes.push(echo(FieldId::Day, words::said_in_full(day)));
    Ok(day)
}

/// Says under a field what was understood of it.
pub(super) fn echo(id: FieldId, text: impl Into<String>) -> FieldNote {
    FieldNote { id, echo: Some(text.into()), problem: None }
}

/// A field of text.
pub(super) fn line(id: FieldId, label: &str, value: &str, hint: &str) -> FieldSpec {
    field(id, label, FieldKind::Line, value, hint)
}

/// A day that happened.
pub(super) fn day() -> FieldSpec {
    field(FieldId::Day, "day", FieldKind::Day, "today", "today, -2d, fri, 2026-11-23")
}

/// A question with yes and no.
pub(super) fn yes_no(id: FieldId, label: &str, hint: &str) -> FieldSpec {
    field(id, label, FieldKind::YesNo, "no", hint)
}

/// One of several; the first is chosen.
pub(super) fn choice(id: FieldId, label: &str, options: &[String], hint: &str) -> FieldSpec {
    let first = options.first().cloned().unwrap_or_default();
    field(id, label, FieldKind::Choice(options.to_vec()), &first, hint)
}

/// Any field.
pub(super) fn field(
    id: FieldId,
    label: &str,
    kind: FieldKind,
    value: &str,
    hint: &str,
) -> FieldSpec {
    FieldSpec {
        id,
        label: label.to_owned(),
        hint: hint.to_owned(),
        kind,
        value: value.to_owned(),
        only_if: None,
        only_if_noted: false,
    }
}

/// A form without a word before its fields.
pub(super) fn plain(kind: FormKind, title: impl Into<String>, fields: Vec<FieldSpec>) -> FormSpec {
    FormSpec {
        kind,
        title: title.into(),
        intro: Vec::new(),
        fields,
        verb: "save".to_owned(),
        asks_again: false,
        goes_on: None,
    }
}
