//! Engagements and the dated facts around them: what rules count from.

use super::{ContactId, Day, EngagementId, EventId, HintMark, InteractionId, Moment, Special};

/// A piece of work, from the first question to the last payment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Engagement {
    /// The vault's number for it.
    pub id: EngagementId,
    /// What it is called.
    pub title: String,
    /// Which service it is about, for "similar services"; empty if not said.
    pub service: String,
    /// What it is worth.
    pub value: Option<Money>,
    /// Whether the client asked for it; an offer that nobody asked for is no step at their request.
    pub asked_for: bool,
    /// Every stage with the day on which it was reached, in that order; never empty.
    pub stages: Vec<(Stage, Day)>,
    /// The last day on which something is still owed after the end.
    pub owed_until: Option<Day>,
}

impl Engagement {
    /// The stage on a day; `None` before its first.
    #[must_use]
    pub fn stage_on(&self, day: Day) -> Option<Stage> {
        self.stages.iter().rev().find(|(_, from)| *from <= day).map(|(stage, _)| *stage)
    }

    /// The day on which it ended, as known on `day`: done or lost.
    #[must_use]
    pub fn ended_by(&self, day: Day) -> Option<Day> {
        let (stage, from) = self.stages.iter().rev().find(|(_, from)| *from <= day)?;
        stage.is_end().then_some(*from)
    }
}

/// How far an engagement has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    /// They asked.
    Enquiry,
    /// An offer is out.
    Proposal,
    /// The work goes on.
    Running,
    /// The work is done.
    Done,
    /// Nothing came of it.
    Lost,
}

impl Stage {
    /// Every stage with its word, in order.
    pub const ALL: [(Self, &'static str); 5] = [
        (Self::Enquiry, "enquiry"),
        (Self::Proposal, "proposal"),
        (Self::Running, "running"),
        (Self::Done, "done"),
        (Self::Lost, "lost"),
    ];

    /// The word for it in commands and on the screen.
    #[must_use]
    pub fn word(self) -> &'static str {
        Self::ALL.iter().find(|(one, _)| *one == self).map_or("", |(_, word)| word)
    }

    /// Whether nothing more comes after it.
    #[must_use]
    pub fn is_end(self) -> bool {
        matches!(self, Self::Done | Self::Lost)
    }
}

/// An amount in the currency's smallest unit (cents, pence).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Money {
    /// Smallest units.
    pub minor: i64,
    /// ISO 4217, upper case.
    pub currency: [u8; 3],
}

/// What a contact is to an engagement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PartyRole {
    /// The client themself: a party to the contract.
    Client,
    /// Somebody who acts for the client, an organisation.
    ContactPerson {
        /// The organisation.
        of: ContactId,
    },
}

/// An engagement as one contact sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Involvement {
    /// The work.
    pub engagement: Engagement,
    /// What the contact is to it.
    pub role: PartyRole,
}

/// A dated fact, other than an interaction or a stage, that a rule may count from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnchorEvent {
    /// Its number within the contact.
    pub id: EventId,
    /// What happened.
    pub kind: EventKind,
    /// The day on which it happened.
    pub on: Day,
    /// When it was written down here.
    pub recorded_at: Moment,
    /// The engagement it belongs to.
    pub engagement: Option<EngagementId>,
    /// An invoice's number, an order's reference; where the paper lies.
    pub reference: String,
    /// The amount of an invoice or a purchase.
    pub amount: Option<Money>,
}

/// The kinds of anchor events.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EventKind {
    /// They asked for something of their own accord.
    Enquiry,
    /// They bought something.
    Purchase,
    /// An invoice was issued to them.
    Invoice,
}

impl EventKind {
    /// Every kind with its word.
    pub const ALL: [(Self, &'static str); 3] =
        [(Self::Enquiry, "enquiry"), (Self::Purchase, "purchase"), (Self::Invoice, "invoice")];

    /// The word for it in commands and documents.
    #[must_use]
    pub fn word(self) -> &'static str {
        Self::ALL.iter().find(|(one, _)| *one == self).map_or("", |(_, word)| word)
    }
}

/// What passed between the user and contacts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Interaction {
    /// The vault's number for it.
    pub id: InteractionId,
    /// The day on which it happened.
    pub on: Day,
    /// When it was written down here.
    pub recorded_at: Moment,
    /// By which means.
    pub means: Means,
    /// Who spoke.
    pub direction: Direction,
    /// The engagement it was about.
    pub engagement: Option<EngagementId>,
    /// What it was about, in the user's words. A text about people: it is judged as a datum of
    /// category correspondence of each contact who took part.
    pub text: String,
    /// Whether it carried the standing notice.
    pub carries_notice: bool,
    /// Set when the text is special by mark (GDPR Art. 9).
    pub special: Option<Special>,
    /// What became of a hint that the text speaks of something special.
    pub hint: HintMark,
}

impl Interaction {
    /// Whether it is a contact from the person: a reply, a talk, a click; not an opened mail.
    #[must_use]
    pub fn is_from_person(&self) -> bool {
        self.direction != Direction::ToThem && self.means != Means::OpenedMail
    }

    /// Whether it is something written, which can carry a notice.
    #[must_use]
    pub fn is_written(&self) -> bool {
        matches!(self.means, Means::Mail | Means::Message | Means::Letter)
    }

    /// Whether it is a message of ours to the person.
    #[must_use]
    pub fn is_to_person(&self) -> bool {
        self.direction != Direction::FromThem
    }
}

/// By which means something passed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Means {
    /// A mail.
    Mail,
    /// A telephone call.
    Call,
    /// A meeting, in a room or by video.
    Meeting,
    /// A chat message or a text.
    Message,
    /// A letter.
    Letter,
    /// A click on a link of ours.
    Click,
    /// An opened mail; counts for nothing.
    OpenedMail,
}

impl Means {
    /// Every means with its word.
    pub const ALL: [(Self, &'static str); 7] = [
        (Self::Mail, "mail"),
        (Self::Call, "call"),
        (Self::Meeting, "meeting"),
        (Self::Message, "message"),
        (Self::Letter, "letter"),
        (Self::Click, "click"),
        (Self::OpenedMail, "opened-mail"),
    ];

    /// The word for it in commands and on the screen.
    #[must_use]
    pub fn word(self) -> &'static str {
        Self::ALL.iter().find(|(one, _)| *one == self).map_or("", |(_, word)| word)
    }
}

/// Who spoke.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Direction {
    /// They did.
    FromThem,
    /// We did.
    ToThem,
    /// A talk in which they took part.
    Both,
}

impl Direction {
    /// Every direction with its word.
    pub const ALL: [(Self, &'static str); 3] =
        [(Self::FromThem, "from"), (Self::ToThem, "to"), (Self::Both, "both")];

    /// The word for it in commands and on the screen.
    #[must_use]
    pub fn word(self) -> &'static str {
        Self::ALL.iter().find(|(one, _)| *one == self).map_or("", |(_, word)| word)
    }
}
