//! Plays a script into a vault, oldest first, through the use-cases that a user has.

use std::cmp::Reverse;

use super::{
    act::{Act, After, Deed, Known, RightAct, Step, Who, Work, Worth},
    script::Script,
};
use crate::{
    app::{
        AppError, Mode, Session,
        consents::{self, NewConsent},
        contacts::{self, Edit, Grounds, NewContact},
        demo::card::Card,
        disclosures::{self, NewDisclosure},
        engagements::{self, Advance, EndAnswers, NewEngagement},
        events::{self, NewEvent},
        find,
        grounds::{self, OpenGround},
        import::{self, ImportAnswers, Progress, Unneeded},
        interactions::{self, Enquiry, NewTalk},
        notices::{self, Giving},
        requests, rights,
    },
    domain::{
        Category, ContactId, DatumId, Day, EngagementId, HintMark, Money, NoticeHow, RightFact,
        RightId,
    },
};

/// The script speaks of somebody or something that is not there yet.
const BUG: AppError = AppError::Bug("the script of the demo");

/// Plays all acts; `turn_to` sets the clock to so many days ago.
pub(super) fn play(
    session: &Session,
    script: Script,
    turn_to: &dyn Fn(u32),
    today: Day,
) -> Result<(), AppError> {
    let Script { mut acts, people, works } = script;
    let people = people.into_iter().map(|known| (known, None)).collect();
    let mut player = Player { session, today, people, works: vec![None; works] };
    acts.sort_by_key(|act| (Reverse(act.noted), Reverse(act.ago)));
    for act in acts {
        turn_to(act.noted);
        player.perform(act)?;
    }
    Ok(())
}

/// Knows which contact and which engagement the script means.
struct Player<'a> {
    session: &'a Session,
    today: Day,
    people: Vec<(Known, Option<ContactId>)>,
    works: Vec<Option<EngagementId>>,
}

impl Player<'_> {
    fn perform(&mut self, act: Act) -> Result<(), AppError> {
        let on = self.today.sub_days(act.ago);
        let (session, mode) = (self.session, Mode::Commit);
        match act.deed {
            Deed::Meet { who, card, origin, firm } => {
                let organisation = firm.map(|firm| self.who(firm)).transpose()?;
                let Card { kind, country, data } = card;
                let (entry, grounds) = (origin.entry(on), Grounds::ByRule);
                let new = NewContact { kind, country, organisation, data, entry, grounds };
                let id = contacts::add(session, &new, mode)?.value;
                self.people.get_mut(who.0).ok_or(BUG)?.1 = Some(id);
            }
            Deed::Learn { who, card, origin } => {
                let edits: Vec<Edit> = card.data.into_iter().map(Edit::Add).collect();
                contacts::edit(session, self.who(who)?, &edits, &origin.entry(on), mode)?;
            }
            Deed::Forget { who, category } => self.forget(who, &category, on)?,
            Deed::Import { file, bytes, purpose, source } => {
                let answers = ImportAnswers {
                    purpose: purpose.to_owned(),
                    source,
                    on,
                    file: file.to_owned(),
                    unneeded: Unneeded::LeaveOut,
                };
                import::commit(session, bytes, &answers, &mut |_, _| Progress::GoOn)?;
            }
            Deed::Talk { with, means, direction, text, work } => {
                let contacts = self.all(&with)?;
                let engagement = work.map(|work| self.work(work)).transpose()?;
                let (carries_notice, enquiry) = (None, Enquiry::Guess);
                let new = NewTalk {
                    contacts,
                    on,
                    means,
                    direction,
                    text,
                    engagement,
                    carries_notice,
                    enquiry,
                    hint: HintMark::None,
                };
                interactions::log(session, &new, mode)?;
            }
            Deed::Work { work, step } => self.step(work, step, on)?,
            Deed::Event { who, kind, work, reference, worth } => {
                let engagement = work.map(|work| self.work(work)).transpose()?;
                let (reference, amount) = (reference.to_owned(), Some(money(worth)));
                let grounds = Grounds::ByRule;
                let new = NewEvent { kind, on, engagement, reference, amount, grounds };
                events::record(session, self.who(who)?, &new, mode)?;
            }
            Deed::Right { who, act } => {
                let contact = self.who(who)?;
                self.right(contact, act, on)?;
            }
        }
        Ok(())
    }

    fn step(&mut self, work: Work, step: Step, on: Day) -> Result<(), AppError> {
        let (session, mode) = (self.session, Mode::Commit);
        match step {
            Step::Start { parties, title, worth, stage } => {
                let parties = self.all(&parties)?;
                let (client, contact_persons) = parties.split_first().ok_or(BUG)?;
                let new = NewEngagement {
                    client: *client,
                    contact_persons: contact_persons.to_vec(),
                    title: title.to_owned(),
                    service: String::new(),
                    value: Some(money(worth)),
                    stage,
                    asked_for: None,
                    on,
                    grounds: Grounds::ByRule,
                };
                let id = engagements::start(session, &new, mode)?.value;
                *self.works.get_mut(work.0).ok_or(BUG)? = Some(id);
            }
            Step::Move(stage) => {
                let (value, asked_for, contact_persons) = (None, None, Vec::new());
                let to = Advance { stage, on, value, asked_for, contact_persons };
                engagements::advance(session, self.work(work)?, &to, mode)?;
            }
            Step::End(stage, After { owed_months, keep_in_touch, dispute }) => {
                let owed_until = (owed_months > 0).then(|| on.add_months(owed_months));
                let answers = EndAnswers { on, stage, owed_until, keep_in_touch, dispute };
                engagements::end(session, self.work(work)?, &answers, mode)?;
            }
        }
        Ok(())
    }

    fn right(&self, contact: ContactId, act: RightAct, on: Day) -> Result<(), AppError> {
        let (session, mode) = (self.session, Mode::Commit);
        match act {
            RightAct::Consent(consent) => {
                consents::record(session, contact, &NewConsent { on, ..*consent }, mode)?;
            }
            RightAct::Told(how) => {
                let how = NoticeHow::Given(how.to_owned());
                let (version, purposes, sources) = (Some("v1".to_owned()), Vec::new(), Vec::new());
                let giving = Giving { version, purposes, sources, how, on };
                notices::give(session, contact, &giving, mode)?;
            }
            RightAct::Object(purpose) => {
                rights::object(session, contact, purpose, on, mode)?;
            }
            RightAct::Decide(decision) => {
                let objected = |fact: &RightFact| matches!(fact, RightFact::Objection { .. });
                let objection = self.last(contact, objected)?;
                rights::decide(session, contact, objection, decision, on, mode)?;
            }
            RightAct::Restrict(category, reason) => {
                let data = [self.first(contact, &category)?];
                rights::restrict(session, contact, &data, reason, on, mode)?;
            }
            RightAct::Request(kind) => {
                requests::receive(session, contact, kind, on, mode)?;
            }
            RightAct::Answer => {
                let asked = |fact: &RightFact| matches!(fact, RightFact::Request { .. });
                requests::answer(session, contact, self.last(contact, asked)?, "mail", on, mode)?;
            }
            RightAct::Disclose(to, categories) => {
                let ids = categories.iter().map(|category| self.first(contact, category));
                let (purpose, means) = ("tax".to_owned(), "mail".to_owned());
                let recipient = rights::recipient(session, to, "")?;
                let data = ids.collect::<Result<_, _>>()?;
                let recipient = Some(recipient);
                let new = NewDisclosure { recipient, purpose, data, on, means };
                disclosures::add(session, contact, &new, mode)?;
            }
            RightAct::Condition(purpose, condition) => {
                let (basis, evidence) = (None, None);
                let (purpose, condition) = (purpose.to_owned(), Some(condition));
                let new = OpenGround { purpose, basis, evidence, condition, on };
                grounds::open(session, contact, &new, mode)?;
            }
        }
        Ok(())
    }

    /// Deletes a value, as a tidy-up does.
    fn forget(&mut self, who: Who, category: &Category, on: Day) -> Result<(), AppError> {
        let contact = self.who(who)?;
        let edits = [Edit::Delete(self.first(contact, category)?)];
        let entry = super::card::Origin::gave("network").entry(on);
        contacts::edit(self.session, contact, &edits, &entry, Mode::Commit)?;
        Ok(())
    }

    fn who(&mut self, who: Who) -> Result<ContactId, AppError> {
        let session = self.session;
        let (known, id) = self.people.get_mut(who.0).ok_or(BUG)?;
        match (known, &id) {
            (_, Some(id)) => Ok(*id),
            (Known::Added, None) => Err(BUG),
            (Known::Imported(address), None) => Ok(*id.insert(find::contact(session, address)?)),
        }
    }

    fn all(&mut self, who: &[Who]) -> Result<Vec<ContactId>, AppError> {
        who.iter().map(|who| self.who(*who)).collect()
    }

    fn work(&self, work: Work) -> Result<EngagementId, AppError> {
        self.works.get(work.0).copied().flatten().ok_or(BUG)
    }

    /// The first value of a category.
    fn first(&self, contact: ContactId, category: &Category) -> Result<DatumId, AppError> {
        let facts = self.session.facts(contact)?;
        facts.first(category).map(|datum| datum.id).ok_or(BUG)
    }

    /// The last record of theirs that fits.
    fn last(
        &self,
        contact: ContactId,
        fits: impl Fn(&RightFact) -> bool,
    ) -> Result<RightId, AppError> {
        let facts = self.session.facts(contact)?;
        let last = facts.rights.iter().rev().find(|right| fits(&right.fact));
        last.map(|right| right.id).ok_or(BUG)
    }
}

fn money(Worth(units, currency): Worth) -> Money {
    Money { minor: units.saturating_mul(100), currency }
}
