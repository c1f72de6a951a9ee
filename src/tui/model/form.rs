//! A form: fields, what was understood of them, and what saving would open, close and keep.

use std::sync::Arc;

use super::{ContactId, Subject};
use crate::domain::{DatumId, Day, DueKind, EngagementId, RequestKind, SegmentId};
use crate::tui::widget::input::Line;

/// Which form it is; the office gives its fields, previews it and saves it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum FormKind {
    /// The passphrase of an existing vault.
    Unlock,
    /// A step of the first start.
    Setup(u8),
    /// A new contact from one line.
    ContactNew,
    /// All values of a contact.
    ContactEdit(ContactId),
    /// One value of a contact.
    DatumEdit(ContactId, DatumId),
    /// A call, a mail, a meeting.
    InteractionLog(ContactId),
    /// The next stage of an engagement: of the one in hand, if none is named.
    StageNext(ContactId, Option<EngagementId>),
    /// An invoice.
    Invoice(ContactId, Option<EngagementId>),
    /// The end of an engagement.
    EngagementEnd(ContactId, Option<EngagementId>),
    /// Consent given.
    ConsentGive(ContactId),
    /// A list that people signed, a line each.
    SignUps,
    /// Consent withdrawn.
    ConsentWithdraw(ContactId),
    /// An objection.
    Objection(ContactId),
    /// Erasure for ever, because we tidy up.
    Erase(Subject),
    /// Erasure for ever, because the person asked for it.
    EraseRequest(ContactId),
    /// A request, as which right.
    Request(ContactId, RequestKind),
    /// Storing only, of a value or of everything.
    Restrict(Subject),
    /// A notice given.
    NoticeGive(ContactId),
    /// A reason to hold them that no event opens.
    GroundOpen(ContactId),
    /// Another record of the same person.
    Merge(ContactId),
    /// A command that gets a contact as a vCard.
    Pipe(ContactId),
    /// A query under a name.
    SegmentSave,
    /// Another name for a segment.
    SegmentRename(SegmentId),
    /// People from a file.
    Import,
    /// The step that `.` offers for something.
    Remedy(Subject),
    /// A day to come back to somebody.
    FollowUp(ContactId),
    /// The same for several.
    FollowUpAll(Arc<[ContactId]>),
    /// What one line of the agenda asks for.
    Due(DueLine),
    /// What several lines of the agenda ask for, in one go.
    DueAll(Arc<[DueLine]>),
}

/// What a line of the agenda is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct DueLine {
    /// Whom.
    pub contact: ContactId,
    /// What falls due.
    pub kind: DueKind,
    /// The last day in time.
    pub day: Day,
    /// Which value; none: the contact as a whole, or all values that it concerns.
    pub datum: Option<DatumId>,
}

/// What a field asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum FieldId {
    /// A line of free text that is understood as a whole.
    Entry,
    /// A passphrase.
    Passphrase,
    /// The same again.
    PassphraseAgain,
    /// A name.
    Name,
    /// A country.
    Country,
    /// A time zone.
    Zone,
    /// How long invoices are kept.
    Tax,
    /// Addresses of one's own.
    OwnAddresses,
    /// Who else sees the data.
    Recipients,
    /// Where the notice stands.
    Notice,
    /// Whether mails carry a link to the notice.
    Signature,
    /// Whether children use the services.
    Children,
    /// A legitimate interest: client contact.
    InterestClientContact,
    /// A legitimate interest: network.
    InterestNetwork,
    /// A legitimate interest: keep in touch.
    InterestKeepInTouch,
    /// A legitimate interest: prospecting.
    InterestProspecting,
    /// A kind of contact.
    Kind,
    /// An organisation.
    Organisation,
    /// A role there.
    Role,
    /// A value that is held already.
    Datum(DatumId),
    /// One more value of a category.
    NewDatum(u8),
    /// A note.
    Text,
    /// A day.
    Day,
    /// By which means.
    Means,
    /// From them, to them, both.
    Direction,
    /// Which engagement.
    Engagement,
    /// What the work is called.
    Title,
    /// A sum with its currency.
    Sum,
    /// Whether they asked for it.
    Asked,
    /// Until when something is owed.
    OwedUntil,
    /// Whether to keep in touch.
    KeepInTouch,
    /// Whether a dispute is possible.
    Dispute,
    /// For which purpose.
    Purpose,
    /// By which channel.
    Channel,
    /// How it was said.
    Method,
    /// Where the proof lies.
    Evidence,
    /// A file.
    File,
    /// Where it comes from.
    Source,
    /// Who told, or where it stands in public.
    SourceName,
    /// The name typed to confirm.
    Confirm,
    /// A query.
    Query,
    /// Why something may be done that is usually not.
    Reason,
    /// What to do about a hint in a text.
    Hint,
}

/// How a field is filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FieldKind {
    /// A line of text.
    Line,
    /// A text of one line or more: line breaks come from the editor, and are shown as a sign.
    Text,
    /// A line of text that is not shown.
    Secret,
    /// A day in words or digits; what was understood is echoed.
    Day,
    /// One of several, by the arrow keys or a letter; an answer is the option's text.
    Choice(Vec<String>),
    /// Yes or no; an answer is `yes` or `no`.
    YesNo,
}

/// A field as the office describes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldSpec {
    /// What it asks for.
    pub id: FieldId,
    /// The label before it.
    pub label: String,
    /// What stands under it while it is in use.
    pub hint: String,
    /// How it is filled in.
    pub kind: FieldKind,
    /// What it holds at first.
    pub value: String,
    /// Another field, and the answers to it without which this one is not asked.
    pub only_if: Option<(FieldId, Vec<String>)>,
    /// Whether it is asked only while the office says something of it.
    pub only_if_noted: bool,
}

/// What a line of a preview tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NoteKind {
    /// Something was understood from the text.
    Reads,
    /// Saving opens a ground.
    Opens,
    /// Saving closes a ground.
    Closes,
    /// Something stays, and until when.
    Keeps,
    /// Something goes.
    Goes,
    /// Something falls due.
    Due,
    /// Somebody is to be told.
    Tells,
    /// Something to be careful about.
    Warns,
    /// A plain sentence.
    Says,
}

impl NoteKind {
    /// The word before the line.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Reads => "reads",
            Self::Opens => "opens",
            Self::Closes => "closes",
            Self::Keeps => "keeps",
            Self::Goes => "goes",
            Self::Due => "due",
            Self::Tells => "tell",
            Self::Warns => "note",
            Self::Says => "",
        }
    }
}

/// A line of a preview.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// What it tells.
    pub kind: NoteKind,
    /// The words.
    pub text: String,
}

impl Note {
    /// Returns a line of a preview.
    pub fn new(kind: NoteKind, text: impl Into<String>) -> Self {
        Self { kind, text: text.into() }
    }
}

/// A form as the office describes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormSpec {
    /// Which form it is.
    pub kind: FormKind,
    /// The heading: a verb and whom it is about.
    pub title: String,
    /// What a person should know before answering; a line each.
    pub intro: Vec<Note>,
    /// The fields.
    pub fields: Vec<FieldSpec>,
    /// What Enter does: `save`, `erase for ever`.
    pub verb: String,
    /// Whether Enter shows the consequences once more before it saves.
    pub asks_again: bool,
    /// The field that is typed anew for the next one: the form stays open for it when it is saved.
    pub goes_on: Option<FieldId>,
}

/// What the office says of one field as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldNote {
    /// The field.
    pub id: FieldId,
    /// What was understood: a date in words, the strength of a passphrase.
    pub echo: Option<String>,
    /// What is wrong, and what to do about it.
    pub problem: Option<String>,
}

/// What saving the form as it stands would do.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Preview {
    /// What concerns single fields.
    pub fields: Vec<FieldNote>,
    /// What would open, close, stay and fall due.
    pub notes: Vec<Note>,
    /// What may be meant, where a line could mean several.
    pub offers: Vec<Offer>,
}

/// Something that a line may mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// The field.
    pub field: FieldId,
    /// What it is, for people.
    pub shown: String,
    /// What the field holds once it is taken.
    pub value: String,
}

/// What was filled in, field by field.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Answers(pub Vec<(FieldId, String)>);

impl Answers {
    /// Returns the answer to a field; empty without one.
    #[must_use]
    pub fn text(&self, id: FieldId) -> &str {
        self.0.iter().find(|(field, _)| *field == id).map_or("", |(_, text)| text.trim())
    }

    /// Says whether a question was answered with yes.
    #[must_use]
    pub fn yes(&self, id: FieldId) -> bool {
        self.text(id) == "yes"
    }
}

/// Shows which fields are answered, never with what.
impl std::fmt::Debug for Answers {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_set().entries(self.0.iter().map(|(id, _)| id)).finish()
    }
}

/// A field in use.
#[derive(Debug, Clone)]
pub struct Field {
    /// What the office said of it.
    pub spec: FieldSpec,
    /// What is typed, or chosen.
    pub line: Line,
    /// The letters that narrow the options of a choice.
    pub typed: String,
    /// Whether it was changed by hand.
    pub touched: bool,
    /// Whether it has been left once; before that an empty field is no mistake.
    pub visited: bool,
}

impl Field {
    /// The options of a choice; empty for text.
    #[must_use]
    pub fn options(&self) -> Vec<&str> {
        match &self.spec.kind {
            FieldKind::Choice(options) => options.iter().map(String::as_str).collect(),
            FieldKind::YesNo => vec!["yes", "no"],
            FieldKind::Line | FieldKind::Text | FieldKind::Secret | FieldKind::Day => Vec::new(),
        }
    }

    /// Says whether text is typed into it.
    #[must_use]
    pub const fn is_text(&self) -> bool {
        match self.spec.kind {
            FieldKind::Line | FieldKind::Text | FieldKind::Secret | FieldKind::Day => true,
            FieldKind::Choice(_) | FieldKind::YesNo => false,
        }
    }
}

/// A form in use.
#[derive(Debug, Clone)]
pub struct Form {
    /// What the office said of it.
    pub spec: FormSpec,
    /// The fields.
    pub fields: Vec<Field>,
    /// The field that the keys go to.
    pub focus: usize,
    /// What saving would do.
    pub preview: Preview,
    /// Which of the offers under the field in use Enter takes.
    pub picked: usize,
    /// Whether saving was asked for once, where the form asks again.
    pub confirming: bool,
    /// Whether it is being saved.
    pub saving: bool,
    /// What went wrong with saving.
    pub refusal: Option<String>,
    /// The first line shown where it does not fit.
    pub top: usize,
}

impl Form {
    /// Opens a form as described.
    #[must_use]
    pub fn new(spec: FormSpec) -> Self {
        let fields = spec
            .fields
            .iter()
            .map(|field| Field {
                spec: field.clone(),
                line: Line::with(&field.value),
                typed: String::new(),
                touched: false,
                visited: false,
            })
            .collect();
        Self {
            spec,
            fields,
            focus: 0,
            preview: Preview::default(),
            picked: 0,
            confirming: false,
            saving: false,
            refusal: None,
            top: 0,
        }
    }

    /// Fills in the first line that takes text, as if it had been typed.
    pub fn fill(&mut self, text: &str) {
        let first = self.fields.iter().position(Field::is_text);
        if let Some((at, field)) = first.and_then(|at| Some((at, self.fields.get_mut(at)?))) {
            field.line.set("");
            field.line.paste(text);
            field.touched = true;
            self.focus = at;
        }
    }

    /// Returns what was filled in.
    #[must_use]
    pub fn answers(&self) -> Answers {
        let asked = self.fields.iter().filter(|field| self.asks(field));
        Answers(asked.map(|field| (field.spec.id, field.line.text().to_owned())).collect())
    }

    /// Says whether a field is asked, given the answers to the others.
    #[must_use]
    pub fn asks(&self, field: &Field) -> bool {
        let noted = !field.spec.only_if_noted || self.note(field.spec.id).is_some();
        noted
            && field.spec.only_if.as_ref().is_none_or(|(other, wanted)| {
                let answer = self.fields.iter().find(|field| field.spec.id == *other);
                answer.is_some_and(|answer| {
                    self.asks(answer) && wanted.iter().any(|one| one == answer.line.text())
                })
            })
    }

    /// Makes it ready for the next one, once this one is saved; says whether there is to be one.
    pub fn go_on(&mut self) -> bool {
        let Some(anew) = self.spec.goes_on else { return false };
        for field in &mut self.fields {
            (field.touched, field.visited) = (false, false);
            if field.spec.id == anew {
                field.line.set("");
            }
        }
        self.focus = self.fields.iter().position(|field| field.spec.id == anew).unwrap_or(0);
        (self.saving, self.confirming, self.refusal) = (false, false, None);
        true
    }

    /// What the field in use may mean; empty where that is plain.
    #[must_use]
    pub fn offers(&self) -> Vec<&Offer> {
        let id = self.fields.get(self.focus).map(|field| field.spec.id);
        self.preview.offers.iter().filter(|offer| Some(offer.field) == id).collect()
    }

    /// Says whether anything was filled in by hand.
    #[must_use]
    pub fn is_touched(&self) -> bool {
        self.fields.iter().any(|field| field.touched)
    }

    /// Returns what the office says of a field.
    #[must_use]
    pub fn note(&self, id: FieldId) -> Option<&FieldNote> {
        self.preview.fields.iter().find(|note| note.id == id)
    }
}
