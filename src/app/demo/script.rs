//! What happened in the demo's two years: acts, each so many days ago, in no particular order.
//!
//! ```text
//! let mara = script.meet(640, Card::person("Mara Vogt").email("…"), Origin::wrote("enquiry"));
//! script.mail(639, mara, "Thanked her and asked for a look at the shelf");
//! let shop = script.proposal(632, &[mara], "Logo and shop", 2_400);
//! script.running(622, shop);
//! ```

use super::{
    act::{Act, After, Deed, Known, RightAct, Step, Who, Work, Worth},
    card::{Card, Origin},
};
use crate::{
    app::consents::{NewConsent, Validity},
    domain::{
        Art9Condition, Category, Channel, ConsentState, Day, Decision, Direction, EventKind,
        Expression, IndicatedBy, Means, RequestKind, Source, Stage,
    },
};

/// The notice that consents of the demo name.
const NOTICE: &str = "v1";

/// All that happened, and who took part.
#[derive(Debug, Default)]
pub(super) struct Script {
    pub(super) acts: Vec<Act>,
    pub(super) people: Vec<Known>,
    pub(super) works: usize,
}

impl Script {
    fn act(&mut self, ago: u32, deed: Deed) {
        self.acts.push(Act { ago, noted: ago, deed });
    }

    fn right(&mut self, ago: u32, who: Who, act: RightAct) {
        self.act(ago, Deed::Right { who, act });
    }

    fn known(&mut self, known: Known) -> Who {
        self.people.push(known);
        Who(self.people.len() - 1)
    }

    /// Somebody is entered.
    pub(super) fn meet(&mut self, ago: u32, card: Card, origin: Origin) -> Who {
        let who = self.known(Known::Added);
        self.act(ago, Deed::Meet { who, card, origin, firm: None });
        who
    }

    /// Somebody who acts for a firm is entered.
    pub(super) fn meet_at(&mut self, ago: u32, firm: Who, card: Card, origin: Origin) -> Who {
        let who = self.known(Known::Added);
        self.act(ago, Deed::Meet { who, card, origin, firm: Some(firm) });
        who
    }

    /// Somebody who comes in from a file.
    pub(super) fn imported(&mut self, address: &'static str) -> Who {
        self.known(Known::Imported(address))
    }

    /// Further values of somebody who is known.
    pub(super) fn learn(&mut self, ago: u32, who: Who, card: Card, origin: Origin) {
        self.act(ago, Deed::Learn { who, card, origin });
    }

    /// A value is deleted, as a tidy-up does.
    pub(super) fn forget(&mut self, ago: u32, who: Who, category: Category) {
        self.act(ago, Deed::Forget { who, category });
    }

    /// A file of cards comes in.
    pub(super) fn import(
        &mut self,
        ago: u32,
        (file, bytes): (&'static str, &'static [u8]),
        purpose: &'static str,
        source: Source,
    ) {
        self.act(ago, Deed::Import { file, bytes, purpose, source });
    }

    /// They wrote a mail.
    pub(super) fn wrote(&mut self, ago: u32, who: Who, text: &str) {
        self.talk(ago, &[who], (Means::Mail, Direction::FromThem), text, None);
    }

    /// We wrote a mail; it carries the notice.
    pub(super) fn mail(&mut self, ago: u32, who: Who, text: &str) {
        self.talk(ago, &[who], (Means::Mail, Direction::ToThem), text, None);
    }

    /// They called.
    pub(super) fn called(&mut self, ago: u32, who: Who, text: &str) {
        self.talk(ago, &[who], (Means::Call, Direction::FromThem), text, None);
    }

    /// We met.
    pub(super) fn met(&mut self, ago: u32, with: &[Who], text: &str) {
        self.talk(ago, with, (Means::Meeting, Direction::Both), text, None);
    }

    /// Anything that passed, on a piece of work or on none.
    pub(super) fn talk(
        &mut self,
        ago: u32,
        with: &[Who],
        (means, direction): (Means, Direction),
        text: &str,
        work: Option<Work>,
    ) {
        let (with, text) = (with.to_vec(), text.to_owned());
        self.act(ago, Deed::Talk { with, means, direction, text, work });
    }

    /// The last act was written down only later.
    pub(super) fn noted(&mut self, ago: u32) {
        if let Some(last) = self.acts.last_mut() {
            last.noted = ago.min(last.ago);
        }
    }

    /// A proposal goes out: to a person, or to a firm with its people after it.
    pub(super) fn proposal(
        &mut self,
        ago: u32,
        parties: &[Who],
        title: &'static str,
        euros: i64,
    ) -> Work {
        self.start(ago, parties, title, Worth(euros, *b"EUR"), Stage::Proposal)
    }

    /// A piece of work begins, at any stage.
    pub(super) fn start(
        &mut self,
        ago: u32,
        parties: &[Who],
        title: &'static str,
        worth: Worth,
        stage: Stage,
    ) -> Work {
        let work = Work(self.works);
        self.works += 1;
        let parties = parties.to_vec();
        let step = Step::Start { parties, title, worth, stage };
        self.act(ago, Deed::Work { work, step });
        work
    }

    pub(super) fn running(&mut self, ago: u32, work: Work) {
        self.act(ago, Deed::Work { work, step: Step::Move(Stage::Running) });
    }

    pub(super) fn done(&mut self, ago: u32, work: Work, after: After) {
        self.act(ago, Deed::Work { work, step: Step::End(Stage::Done, after) });
    }

    pub(super) fn lost(&mut self, ago: u32, work: Work) {
        let step = Step::End(Stage::Lost, After::default());
        self.act(ago, Deed::Work { work, step });
    }

    pub(super) fn invoice(
        &mut self,
        ago: u32,
        who: Who,
        work: Work,
        reference: &'static str,
        worth: Worth,
    ) {
        let kind = EventKind::Invoice;
        self.act(ago, Deed::Event { who, kind, work: Some(work), reference, worth });
    }

    pub(super) fn purchase(&mut self, ago: u32, who: Who, reference: &'static str, euros: i64) {
        let (kind, worth) = (EventKind::Purchase, Worth(euros, *b"EUR"));
        self.act(ago, Deed::Event { who, kind, work: None, reference, worth });
    }

    pub(super) fn consent(&mut self, ago: u32, who: Who, consent: NewConsent) {
        self.right(ago, who, RightAct::Consent(Box::new(consent)));
    }

    /// They were given the notice otherwise than by a mail.
    pub(super) fn told(&mut self, ago: u32, who: Who, how: &'static str) {
        self.right(ago, who, RightAct::Told(how));
    }

    pub(super) fn object(&mut self, ago: u32, who: Who, purpose: Option<&'static str>) {
        self.right(ago, who, RightAct::Object(purpose));
    }

    /// Their last objection is decided.
    pub(super) fn decide(&mut self, ago: u32, who: Who, decision: Decision) {
        self.right(ago, who, RightAct::Decide(decision));
    }

    pub(super) fn restrict(
        &mut self,
        ago: u32,
        who: Who,
        category: Category,
        reason: &'static str,
    ) {
        self.right(ago, who, RightAct::Restrict(category, reason));
    }

    pub(super) fn request(&mut self, ago: u32, who: Who, kind: RequestKind) {
        self.right(ago, who, RightAct::Request(kind));
    }

    /// Their last request is answered.
    pub(super) fn answer(&mut self, ago: u32, who: Who) {
        self.right(ago, who, RightAct::Answer);
    }

    pub(super) fn disclose(
        &mut self,
        ago: u32,
        who: Who,
        to: &'static str,
        categories: &[Category],
    ) {
        self.right(ago, who, RightAct::Disclose(to, categories.to_vec()));
    }

    /// A ground that brings a condition of Art. 9(2).
    pub(super) fn condition(
        &mut self,
        ago: u32,
        who: Who,
        purpose: &'static str,
        condition: Art9Condition,
    ) {
        self.right(ago, who, RightAct::Condition(purpose, condition));
    }
}

/// A consent event for the newsletter, by mail, said by the person.
pub(super) fn newsletter(state: ConsentState, method: &str) -> NewConsent {
    NewConsent {
        method: method.to_owned(),
        notice: NOTICE.to_owned(),
        language: "de".to_owned(),
        channel: Some(Channel::Email),
        ..NewConsent::new("newsletter", state, Day::MIN)
    }
}

/// The same, as somebody else says it.
pub(super) fn said_by(indicated_by: IndicatedBy, consent: NewConsent) -> NewConsent {
    NewConsent { indicated_by, ..consent }
}

/// A consent in words that name a special category, as long as the work goes on.
pub(super) fn explicit(purpose: &str, category: Category, method: &str) -> NewConsent {
    NewConsent {
        purpose: purpose.to_owned(),
        expression: Expression::Explicit,
        categories: vec![category],
        channel: None,
        validity: Validity::NoEnd,
        ..newsletter(ConsentState::Given, method)
    }
}
