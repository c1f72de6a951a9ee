//! From the first call to the last payment, by pressing Enter.

use candor::{
    app::{
        Mode, Session,
        contacts::{self, Collected, Entry, Grounds, NewContact, NewDatum},
        engagements::{self, Advance, EndAnswers},
        events::{self, NewEvent},
        interactions::{self, Enquiry, NewTalk},
        quick, undo,
    },
    domain::{
        Category, ContactId, ContactKind, Day, EngagementId, EventKind, How, Source, Stage, Value,
    },
};

use super::{Office, day, office};

/// What the quick line of the screen does: the person asked, of their own accord.
pub(crate) fn quick_entry(session: &Session, line: &str, on: &str) -> ContactId {
    let controller = session.controller().unwrap();
    let entry = quick::understand(line, &controller, day(on));
    let purpose = entry.purpose.unwrap_or_else(|| "enquiry".to_owned());
    let new = NewContact {
        kind: ContactKind::Person,
        country: None,
        organisation: None,
        data: entry.data,
        entry: Entry {
            source: Source::Person,
            how: How::Message,
            on: day(on),
            purpose: Collected::For(purpose),
            opt_out_offered: false,
        },
        grounds: Grounds::ByRule,
    };
    contacts::add(session, &new, Mode::Commit).unwrap().value
}

pub(super) fn log(session: &Session, contact: ContactId, text: &str, on: &str) {
    let (means, direction) = interactions::understand(text);
    let talk = NewTalk {
        contacts: vec![contact],
        on: day(on),
        means,
        direction,
        text: text.to_owned(),
        engagement: None,
        carries_notice: None,
        enquiry: Enquiry::Guess,
        hint: candor::domain::HintMark::None,
    };
    interactions::log(session, &talk, Mode::Commit).unwrap();
}

fn next(session: &Session, contact: ContactId, on: &str) -> EngagementId {
    let stage = engagements::next(session, contact, None).unwrap().stage;
    let to = Advance { stage, on: day(on), value: None, asked_for: None, contact_persons: vec![] };
    engagements::step(session, (contact, None), &to, "", false, Mode::Commit).unwrap().value
}

fn invoice(session: &Session, contact: ContactId, engagement: EngagementId, on: &str) {
    let new = NewEvent {
        kind: EventKind::Invoice,
        on: day(on),
        engagement: Some(engagement),
        reference: "2026-07".to_owned(),
        amount: None,
        grounds: Grounds::ByRule,
    };
    events::record(session, contact, &new, Mode::Commit).unwrap();
}

fn end(session: &Session, engagement: EngagementId, on: Day) {
    let answers = EndAnswers {
        on,
        stage: Stage::Done,
        owed_until: None,
        keep_in_touch: false,
        dispute: false,
    };
    engagements::end(session, engagement, &answers, Mode::Commit).unwrap();
}

/// Everything from the call to the end, in one day: the setup is of that day as well.
pub(super) fn all_jobs(office: &Office, line: &str) -> (ContactId, EngagementId) {
    let today = "2026-11-23";
    let anna = quick_entry(&office.session, line, today);
    assert_eq!(office.wrong(anna, today), [""; 0]);
    log(&office.session, anna, "called about the logo", today);
    assert_eq!(office.wrong(anna, today), [""; 0]);
    let work = next(&office.session, anna, today);
    assert_eq!(office.wrong(anna, today), [""; 0]);
    assert_eq!(next(&office.session, anna, today), work);
    assert_eq!(office.wrong(anna, today), [""; 0]);
    invoice(&office.session, anna, work, today);
    assert_eq!(office.wrong(anna, today), [""; 0]);
    (anna, work)
}

#[test]
fn a_person_who_asks_becomes_a_client_and_nothing_is_wrong() {
    let office = office();

    let (anna, work) = all_jobs(&office, "Anna Müller anna@example.org +49 30 23125 100 @enquiry");

    assert_eq!(
        office.permitted(anna, "2026-11-23"),
        [
            "name: enquiry delivery tax (open)",
            "email: enquiry delivery (open)",
            "phone: enquiry delivery (open)"
        ]
    );
    assert_eq!(office.wrong(anna, "2027-03-01"), [""; 0], "work goes on");
    end(&office.session, work, day("2026-11-23"));
    assert_eq!(office.wrong(anna, "2026-11-23"), [""; 0], "the last day is inclusive");
    assert_eq!(
        office.wrong(anna, "2026-11-24"),
        ["email CONTRACT_ENDED", "phone CONTRACT_ENDED"],
        "what the end form announced"
    );
    assert_eq!(
        office.permitted(anna, "2026-11-24").first().map(String::as_str),
        Some("name: tax (2034-12-31)")
    );
}

#[test]
fn somebody_at_a_firm_is_held_as_its_contact_and_nothing_is_wrong() {
    let office = office();
    let today = "2026-11-23";
    let bob = quick_entry(&office.session, "Bob Berg bob@acme.example @enquiry", today);
    let firm = NewDatum::new(Category::Organisation, Value::Text("Acme".to_owned()));
    let entry = Entry {
        source: Source::Person,
        how: How::Message,
        on: day(today),
        purpose: Collected::NotSaid,
        opt_out_offered: false,
    };
    let edits = [contacts::Edit::Add(firm)];
    contacts::edit(&office.session, bob, &edits, &entry, Mode::Commit).unwrap();

    let work = next(&office.session, bob, today);
    next(&office.session, bob, today);

    assert_eq!(office.wrong(bob, today), [""; 0]);
    let card = office.card(bob, today);
    let open: Vec<&str> = card
        .grounds
        .iter()
        .filter(|ground| ground.closed.is_none())
        .map(|ground| ground.purpose.as_str())
        .collect();
    assert!(open.contains(&"client-contact"), "{open:?}");
    end(&office.session, work, day(today));
    assert_eq!(office.wrong(bob, "2027-05-23"), [""; 0], "six months after the end");
    assert_eq!(office.wrong(bob, "2027-05-24").len(), 3);
}

#[test]
fn a_preview_writes_nothing_and_tells_what_the_commit_does() {
    let office = office();
    let today = "2026-11-23";
    let anna = quick_entry(&office.session, "Anna Müller anna@example.org @enquiry", today);
    let stage = engagements::next(&office.session, anna, None).unwrap().stage;
    let to =
        Advance { stage, on: day(today), value: None, asked_for: None, contact_persons: vec![] };
    let before = office.session.facts(anna).unwrap();

    let tried = engagements::step(&office.session, (anna, None), &to, "logo", false, Mode::Preview)
        .unwrap();

    assert_eq!(office.session.facts(anna).unwrap(), before);
    let done =
        engagements::step(&office.session, (anna, None), &to, "logo", false, Mode::Commit).unwrap();
    assert_eq!(tried.forecast, done.forecast);
}

#[test]
fn undo_takes_a_whole_job_back() {
    let office = office();
    let today = "2026-11-23";
    let anna = quick_entry(&office.session, "Anna Müller anna@example.org @enquiry", today);
    let before = office.card(anna, today);
    next(&office.session, anna, today);

    let undone = undo::undo(&office.session).unwrap();

    assert_eq!(undone.kept, 0);
    assert_eq!(office.card(anna, today), before);
    undo::redo(&office.session).unwrap();
    assert_eq!(office.card(anna, today).work.len(), 1);
}
