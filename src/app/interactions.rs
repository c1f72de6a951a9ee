//! Interactions: what passed between the user and people, logged as fast as it is said.

use crate::{
    app::{
        AppError, Done, Mode, Session,
        change::{self, open_and_close},
        hints,
    },
    domain::{
        Category, ContactId, Controller, Day, Direction, EngagementId, Facts, HintMark, How,
        Interaction, InteractionId, LawfulBasis, Means, Moment, opening::Happening,
    },
    store::{ChangeKind, Writer},
};

/// An interaction to be logged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewTalk {
    /// Who took part; the first is the one whose forecast is told.
    pub contacts: Vec<ContactId>,
    /// The day on which it happened.
    pub on: Day,
    /// By which means.
    pub means: Means,
    /// Who spoke.
    pub direction: Direction,
    /// What it was about.
    pub text: String,
    /// The engagement it was about.
    pub engagement: Option<EngagementId>,
    /// Whether it carried the standing notice; `None`: what we write does, if one stands.
    pub carries_notice: Option<bool>,
    /// Whether they asked about work.
    pub enquiry: Enquiry,
    /// Whether the user has said that a hint in the text errs; anything else asks.
    pub hint: HintMark,
}

/// Whether an interaction is an enquiry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Enquiry {
    /// It is one if it is from them and nothing else carries the contact.
    Guess,
    /// It is one.
    Yes,
    /// It is none.
    No,
}

/// Logs an interaction for everybody who took part.
///
/// # Errors
///
/// Nobody took part, a day to come, and whatever the store reports.
pub fn log(session: &Session, new: &NewTalk, mode: Mode) -> Result<Done<InteractionId>, AppError> {
    session.past(new.on)?;
    let controller = session.controller()?;
    let now = session.now();
    let Some(first) = new.contacts.first() else {
        return Err(AppError::invalid("contacts", "nobody took part", "name at least one contact"));
    };
    change::run(session, ChangeKind::InteractionLogged, *first, mode, |writer, _facts| {
        let id = write(writer, &controller, new, now)?;
        for contact in &new.contacts {
            let facts = writer.facts(*contact)?;
            if is_enquiry(&facts, new) {
                let happening = Happening::InboundEnquiry(id);
                open_and_close(writer, &controller, *contact, happening, new.on)?;
            }
        }
        Ok(id)
    })
}

/// Writes an interaction, without opening anything.
pub(super) fn write(
    writer: &mut Writer<'_>,
    controller: &Controller,
    new: &NewTalk,
    now: Moment,
) -> Result<InteractionId, AppError> {
    let (special, hint) =
        hints::mark(&Category::Correspondence, &new.text, &How::Typed, (None, new.hint));
    let mut talk = Interaction {
        id: InteractionId(0),
        on: new.on,
        recorded_at: now,
        means: new.means,
        direction: new.direction,
        engagement: new.engagement,
        text: new.text.clone(),
        carries_notice: false,
        special,
        hint,
    };
    let stands = controller.notices.iter().any(|one| one.standing && one.from <= new.on);
    let ours = talk.is_written() && new.direction == Direction::ToThem;
    talk.carries_notice = new.carries_notice.unwrap_or(stands && ours);
    Ok(writer.new_interaction(&talk, &new.contacts)?)
}

/// Whether the talk opens an enquiry: said so, or from somebody whom nothing else carries.
fn is_enquiry(facts: &Facts, new: &NewTalk) -> bool {
    match new.enquiry {
        Enquiry::Yes => true,
        Enquiry::No => false,
        Enquiry::Guess => {
            let carried = facts.grounds.iter().any(|ground| {
                ground.closed.is_none() && ground.basis != LawfulBasis::LegalObligation
            });
            new.direction != Direction::ToThem && new.means != Means::OpenedMail && !carried
        }
    }
}

/// What a line of the user says about means and direction: "called about the logo" is a call from
/// them, "I called" one to them, "talked" both.
#[must_use]
pub fn understand(text: &str) -> (Means, Direction) {
    let lower = text.to_lowercase();
    let words: Vec<&str> =
        lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let has = |list: &[&str]| words.iter().any(|word| list.contains(word));
    let means = if has(&["called", "call", "phoned", "rang", "telephoned", "voicemail", "anruf"]) {
        Means::Call
    } else if has(&["met", "meeting", "lunch", "coffee", "visited", "zoom", "video", "workshop"]) {
        Means::Meeting
    } else if has(&["letter", "posted", "brief"]) {
        Means::Letter
    } else if has(&["texted", "message", "chat", "dm", "sms", "signal", "whatsapp", "pinged"]) {
        Means::Message
    } else if has(&["clicked", "click"]) {
        Means::Click
    } else if has(&["talked", "spoke", "talk"]) {
        Means::Call
    } else {
        Means::Mail
    };
    let first = words.first().copied().unwrap_or_default();
    let ours = ["i", "we", "sent", "my", "our", "to", "ich", "wir"].contains(&first);
    let both = has(&[
        "talked",
        "talk",
        "met",
        "meeting",
        "spoke",
        "lunch",
        "coffee",
        "discussed",
        "workshop",
    ]);
    let direction = if both {
        Direction::Both
    } else if ours {
        Direction::ToThem
    } else {
        Direction::FromThem
    };
    (means, direction)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_tells_who_spoke_and_how() {
        for (line, expected) in [
            ("called about the logo", (Means::Call, Direction::FromThem)),
            ("I called, no answer", (Means::Call, Direction::ToThem)),
            ("talked about the invoice", (Means::Call, Direction::Both)),
            ("met for lunch", (Means::Meeting, Direction::Both)),
            ("sent the draft", (Means::Mail, Direction::ToThem)),
            ("asked for a quote", (Means::Mail, Direction::FromThem)),
        ] {
            assert_eq!(understand(line), expected, "{line}");
        }
    }
}
