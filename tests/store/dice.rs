//! Values of the domain thrown from bytes, for tests that want many and shrink to small ones.

#[path = "dice/declared.rs"]
mod declared;

use std::sync::Arc;

use super::domain::*;

/// Bytes that decide what comes out. At their end everything is the plainest.
pub(crate) struct Dice<'b>(std::slice::Iter<'b, u8>);

impl<'b> Dice<'b> {
    pub(crate) fn new(bytes: &'b [u8]) -> Self {
        Self(bytes.iter())
    }

    pub(crate) fn byte(&mut self) -> u8 {
        self.0.next().copied().unwrap_or(0)
    }

    pub(crate) fn flag(&mut self) -> bool {
        self.byte() % 2 == 1
    }

    pub(crate) fn number(&mut self) -> u32 {
        let few = u32::from(self.byte());
        if few < 200 {
            few
        } else {
            u32::from_le_bytes([200, self.byte(), self.byte(), self.byte()])
        }
    }

    fn long(&mut self) -> u64 {
        u64::from(self.number()) << (self.byte() % 32)
    }

    pub(crate) fn text(&mut self) -> String {
        const WORDS: [&str; 8] =
            ["", "work", "Ada", "Zoë Łukasz", "\u{1b}[31m", "日本語", "a\nb", "\0"];
        let words = usize::from(self.byte() % 3);
        (0..words).map(|_| WORDS[usize::from(self.byte()) % WORDS.len()]).collect()
    }

    pub(crate) fn maybe<T>(&mut self, throw: impl FnOnce(&mut Self) -> T) -> Option<T> {
        self.flag().then(|| throw(self))
    }

    pub(crate) fn some<T>(&mut self, mut throw: impl FnMut(&mut Self) -> T) -> Vec<T> {
        let n = self.byte() % 4;
        (0..n).map(|_| throw(self)).collect()
    }

    pub(crate) fn one<T: Copy>(&mut self, of: &[T]) -> T {
        of[usize::from(self.byte()) % of.len()]
    }

    pub(crate) fn day(&mut self) -> Day {
        let number = i32::from_le_bytes([self.byte(), self.byte(), self.byte() % 4, 0]);
        Day::from_number(number - 30_000).unwrap()
    }

    pub(crate) fn moment(&mut self) -> Moment {
        Moment(i64::from(self.number()) * 60 - 5)
    }

    fn mark(&mut self) -> [u8; 32] {
        [self.byte(); 32]
    }

    fn country(&mut self) -> Country {
        Country::new(self.one(&["DE", "GB", "FR"])).unwrap()
    }

    fn purpose(&mut self) -> PurposeId {
        PurposeId(self.byte() % PurposeId::LIMIT)
    }

    fn purposes(&mut self) -> PurposeSet {
        self.some(Self::purpose).into_iter().collect()
    }

    fn period(&mut self) -> Period {
        Period { months: self.number(), days: self.number() }
    }

    fn money(&mut self) -> Money {
        Money { minor: i64::from(self.number()) - 7, currency: *self.one(&[b"EUR", b"GBP"]) }
    }

    pub(crate) fn category(&mut self) -> Category {
        let n = usize::from(self.byte());
        Category::NAMED.get(n % 20).cloned().unwrap_or_else(|| Category::Custom(self.text()))
    }

    fn channel(&mut self) -> Channel {
        self.one(&Channel::ALL).0
    }

    fn basis(&mut self) -> LawfulBasis {
        self.one(&LawfulBasis::ALL).0
    }

    pub(crate) fn contact(&mut self) -> Contact {
        let forms =
            [LegalForm::Company, LegalForm::Partnership, LegalForm::SoleTrader, LegalForm::Unknown];
        let uids =
            ["", "6f9619ff-8b86-4011-b42d-00c04fc964ff", "6F9619FF-8B86-4011-B42D-00C04FC964FF"];
        Contact {
            id: ContactId(self.long()),
            uid: self.one(&uids).to_owned(),
            kind: if self.flag() {
                ContactKind::Organisation(self.one(&forms))
            } else {
                ContactKind::Person
            },
            country: self.maybe(Self::country),
        }
    }

    fn value(&mut self) -> Value {
        match self.byte() % 4 {
            0 => Value::Text(self.text()),
            1 => Value::Name(PersonName {
                formatted: self.text(),
                family: self.text(),
                given: self.text(),
                additional: self.text(),
                prefix: self.text(),
                suffix: self.text(),
            }),
            2 => Value::Address(PostalAddress {
                extension: self.text(),
                street: self.text(),
                locality: self.text(),
                region: self.text(),
                code: self.text(),
                country: self.text(),
            }),
            _ => Value::Date(PartialDate {
                year: self.maybe(|dice| i32::from(dice.byte()) + 1900),
                month: self.maybe(Self::byte),
                day: self.maybe(Self::byte),
            }),
        }
    }

    pub(crate) fn datum(&mut self, origin: &Arc<Origin>) -> Datum {
        let kinds =
            [DatumKind::Provided, DatumKind::Observed, DatumKind::Derived, DatumKind::Inferred];
        let id = self.number();
        Datum {
            id: DatumId(id),
            category: self.category(),
            value: self.value(),
            label: self.text(),
            kind: self.one(&kinds),
            special: self.maybe(|dice| dice.one(&Special::ALL).0),
            hint: hint_of(id.into()),
            link: self.maybe(|dice| ContactId(dice.long())),
            engagement: self.maybe(|dice| EngagementId(dice.long())),
            mentions: self.some(|dice| ContactId(dice.long())),
            part_of: self.maybe(|dice| DatumId(dice.number())),
            corrects: self.maybe(|dice| DatumId(dice.number())),
            provenances: self
                .some(|dice| Provenance { origin: Arc::clone(origin), line: dice.number() }),
            deleted: self.maybe(Self::day),
        }
    }

    pub(crate) fn origin(&mut self) -> Origin {
        Origin {
            id: OriginId(self.number()),
            source: match self.byte() % 6 {
                0 => Source::Person,
                1 => Source::PublishedByPerson,
                2 => Source::ThirdParty(self.text()),
                3 => Source::Public(self.text()),
                4 => Source::Ourselves,
                _ => Source::Unknown,
            },
            how: match self.byte() % 4 {
                0 => How::Typed,
                1 => How::Import { file: self.text() },
                2 => How::Message,
                _ => How::Form,
            },
            collected_on: self.day(),
            recorded_at: self.moment(),
            collected_for: self.maybe(Self::purposes),
            opt_out_offered: self.flag(),
            refuses_messages: self.flag(),
        }
    }

    pub(crate) fn ground(&mut self) -> Ground {
        let conditions = [
            Art9Condition::ExplicitConsent,
            Art9Condition::MadePublic,
            Art9Condition::LegalClaims,
            Art9Condition::Other,
        ];
        Ground {
            id: GroundId(self.number()),
            purpose: self.purpose(),
            basis: self.basis(),
            evidence: match self.byte() % 7 {
                0 => Evidence::Ledger,
                1 => Evidence::Consent(ConsentId(self.number())),
                2 => Evidence::Engagement(EngagementId(self.long())),
                3 => Evidence::Event(EventId(self.number())),
                4 => Evidence::Interaction(InteractionId(self.long())),
                5 => Evidence::Assessment(AssessmentId(self.number())),
                _ => Evidence::Reason(self.text()),
            },
            opened: self.day(),
            closed: self.maybe(Self::day),
            condition: self.maybe(|dice| dice.one(&conditions)),
        }
    }

    pub(crate) fn consent(&mut self) -> ConsentEvent {
        let expressions = [Expression::Implied, Expression::Expressed, Expression::Explicit];
        let sayers =
            [IndicatedBy::Person, IndicatedBy::Parent, IndicatedBy::Ourselves, IndicatedBy::Import];
        ConsentEvent {
            id: ConsentId(self.number()),
            purpose: self.purpose(),
            state: self.one(&ConsentState::ALL).0,
            on: self.day(),
            recorded_at: self.moment(),
            expression: self.one(&expressions),
            indicated_by: self.one(&sayers),
            age: self.maybe(Self::byte),
            method: self.text(),
            notice: self.text(),
            language: self.text(),
            categories: self.some(Self::category),
            recipients: self.some(|dice| RecipientId(dice.number())),
            channel: self.maybe(Self::channel),
            points: self.some(|dice| PointRef { datum: DatumId(dice.number()), mark: dice.mark() }),
            validity: self.maybe(Self::period),
            evidence: self.text(),
        }
    }

    fn notice_how(&mut self) -> NoticeHow {
        if self.flag() { NoticeHow::Given(self.text()) } else { NoticeHow::Exempt(self.text()) }
    }

    fn step(&mut self) -> RequestStep {
        match self.byte() % 8 {
            0 => RequestStep::IdentityDoubted { reason: self.text() },
            1 => RequestStep::IdentityShown { how: self.text() },
            2 => RequestStep::ClarificationAsked { question: self.text() },
            3 => RequestStep::ClarificationAnswered,
            4 => RequestStep::Extended { reason: self.text() },
            5 => RequestStep::Acknowledged,
            6 => RequestStep::Decided {
                data: self.some(|dice| DatumId(dice.number())),
                outcome: match self.byte() % 4 {
                    0 => RequestOutcome::Given,
                    1 => RequestOutcome::Corrected,
                    2 => RequestOutcome::Erased,
                    _ => RequestOutcome::Refused {
                        article: self.text(),
                        reason: self.text(),
                        until: self.maybe(Self::day),
                    },
                },
            },
            _ => RequestStep::Answered { means: self.text() },
        }
    }

    pub(crate) fn right(&mut self) -> Right {
        let restriction = |dice: &mut Self| RightId(dice.number());
        let roll = self.byte();
        // The golden files were thrown when there were eight kinds.
        let fact = match if roll < 200 { roll % 8 } else { 8 + roll % 3 } {
            0 => RightFact::Objection { scope: ObjectionScope::Marketing },
            1 => RightFact::Objection { scope: ObjectionScope::Purpose(self.purpose()) },
            2 => RightFact::ObjectionDecided {
                objection: RightId(self.number()),
                decision: self.one(&[Decision::Upheld, Decision::Overruled]),
            },
            3 => RightFact::Restriction {
                data: self.some(|dice| DatumId(dice.number())),
                reason: self.text(),
            },
            4 => RightFact::LiftingTold { restriction: restriction(self) },
            5 => RightFact::RestrictionLifted { restriction: restriction(self) },
            6 => RightFact::NoticeGiven(NoticeGiven {
                notice: self.maybe(|dice| NoticeId(dice.number())),
                purposes: self.some(Self::purpose),
                sources: self.some(Self::text),
                how: self.notice_how(),
            }),
            8 => RightFact::RequestStep { request: RightId(self.number()), step: self.step() },
            9 => RightFact::Corrected { old: DatumId(self.number()), new: DatumId(self.number()) },
            10 => RightFact::RecipientTold {
                recipient: RecipientId(self.number()),
                of: self.one(&[ToldOf::Corrected, ToldOf::Erased, ToldOf::Restricted]),
                data: self.some(|dice| DatumId(dice.number())),
                how: self.notice_how(),
            },
            _ => RightFact::Request {
                kind: self.one(&[
                    RequestKind::Question,
                    RequestKind::Access,
                    RequestKind::Rectification,
                    RequestKind::Erasure,
                    RequestKind::Portability,
                    RequestKind::Complaint,
                ]),
                answered: self.maybe(Self::day),
            },
        };
        Right { id: RightId(self.number()), on: self.day(), recorded_at: self.moment(), fact }
    }

    pub(crate) fn event(&mut self) -> AnchorEvent {
        AnchorEvent {
            id: EventId(self.number()),
            kind: self.one(&EventKind::ALL).0,
            on: self.day(),
            recorded_at: self.moment(),
            engagement: self.maybe(|dice| EngagementId(dice.long())),
            reference: self.text(),
            amount: self.maybe(Self::money),
        }
    }

    /// Draws what the first version of the record drew, so that what comes after stays what it was.
    pub(crate) fn disclosure(&mut self) -> Disclosure {
        let id = self.number();
        Disclosure {
            id: DisclosureId(id),
            recipient: Some(RecipientId(self.number())).filter(|_| id % 3 != 1),
            purpose: Some(self.purpose()).filter(|_| id % 3 != 2),
            on: self.day(),
            recorded_at: self.moment(),
            data: self.some(|dice| DatumId(dice.number())),
            categories: self.some(Self::category),
            means: self.text(),
            refused: if self.flag() {
                [Reason::NotNecessary, Reason::Suppressed].into_iter().collect()
            } else {
                Reasons::NONE
            },
            violations: if id % 2 == 1 {
                let why = [Reason::ConsentWithdrawn, Reason::ChannelNotPermitted];
                vec![(DatumId(7), why.into_iter().collect()), (DatumId(9), Reasons::one(why[0]))]
            } else {
                vec![]
            },
        }
    }

    pub(crate) fn engagement(&mut self) -> Engagement {
        Engagement {
            id: EngagementId(self.long()),
            title: self.text(),
            service: self.text(),
            value: self.maybe(Self::money),
            asked_for: self.flag(),
            stages: self.some(|dice| (dice.one(&Stage::ALL).0, dice.day())),
            owed_until: self.maybe(Self::day),
        }
    }

    pub(crate) fn role(&mut self) -> PartyRole {
        if self.flag() {
            PartyRole::ContactPerson { of: ContactId(self.long()) }
        } else {
            PartyRole::Client
        }
    }

    pub(crate) fn interaction(&mut self) -> Interaction {
        let id = self.long();
        Interaction {
            id: InteractionId(id),
            on: self.day(),
            recorded_at: self.moment(),
            means: self.one(&Means::ALL).0,
            direction: self.one(&Direction::ALL).0,
            engagement: self.maybe(|dice| EngagementId(dice.long())),
            text: self.text(),
            carries_notice: self.flag(),
            // Nothing is drawn here: what comes after stays what it was before there were hints.
            special: (id % 3 == 1).then_some(Special::Health),
            hint: hint_of(id),
        }
    }
}

fn hint_of(number: u64) -> HintMark {
    match number % 4 {
        0 => HintMark::None,
        1 => HintMark::Look,
        2 => HintMark::ByHint,
        _ => HintMark::Errs,
    }
}
