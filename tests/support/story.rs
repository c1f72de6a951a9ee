//! A story: the facts about one contact and the user who holds them, told one event at a time.

use std::sync::{Arc, Mutex};

use candor::domain::{
    AnchorEvent, Assessment, AssessmentId, Category, Channel, ConsentEvent, ConsentId,
    ConsentState, Contact, ContactId, ContactKind, Controller, Country, Datum, DatumId, DatumKind,
    Day, Decision, Direction, Duty, DutyState, Engagement, EngagementId, EventId, EventKind,
    Evidence, Expression, Facts, Ground, GroundId, HintMark, HoldUntil, How, IndicatedBy,
    Interaction, InteractionId, Involvement, LawfulBasis, Means, Moment, Notice, NoticeGiven,
    NoticeHow, NoticeId, ObjectionScope, Origin, OriginId, Outcome, PartyRole, Policy, Provenance,
    PurposeId, PurposeSet, Right, RightFact, RightId, Source, Special, Stage, Standing, Value,
    Verdict, duty,
    opening::{Happening, Openings, openings},
    prove, verdict,
};

/// Reads `2026-11-23`.
pub(crate) fn day(text: &str) -> Day {
    text.parse().unwrap_or_else(|_| panic!("`{text}` is no day"))
}

/// The address that everybody in the stories has.
pub(crate) fn email_of(name: &str) -> String {
    format!("{name}@example.org")
}

/// Where a datum comes from.
#[derive(Debug, Clone)]
pub(crate) struct From {
    /// From whom.
    pub(crate) source: Source,
    /// By which means.
    pub(crate) how: How,
    /// For which purposes, by their keys; `None`: nobody said.
    pub(crate) purposes: Option<Vec<&'static str>>,
}

impl From {
    /// Through a form of ours, which carries the notice.
    pub(crate) fn form() -> Self {
        Self { source: Source::Person, how: How::Form, purposes: None }
    }

    /// Asked for and typed in.
    pub(crate) fn asked() -> Self {
        Self { how: How::Typed, ..Self::form() }
    }

    /// In a message that nobody had asked for.
    pub(crate) fn message() -> Self {
        Self { how: How::Message, ..Self::form() }
    }

    /// From a public source.
    pub(crate) fn public(name: &str) -> Self {
        Self { source: Source::Public(name.to_owned()), how: How::Typed, purposes: None }
    }

    /// From a file.
    pub(crate) fn file(name: &str, source: Source) -> Self {
        Self { source, how: How::Import { file: name.to_owned() }, purposes: None }
    }

    /// Collected for those purposes.
    #[must_use]
    pub(crate) fn for_purposes(self, keys: &[&'static str]) -> Self {
        Self { purposes: Some(keys.to_vec()), ..self }
    }
}

/// The facts about one contact, and the user.
#[derive(Debug, Clone)]
pub(crate) struct Story {
    pub(crate) facts: Facts,
    pub(crate) controller: Controller,
}

impl Story {
    /// A person, held by a user in that country, who has a standing notice and has adopted nothing.
    pub(crate) fn in_country(code: &str) -> Self {
        let country = Country::new(code).unwrap();
        let policy = policy_of(country);
        let contact = Contact {
            id: ContactId(1),
            uid: "urn:uuid:00000000-0000-4000-8000-000000000001".to_owned(),
            kind: ContactKind::Person,
            country: Some(country),
        };
        let notice = Notice {
            id: NoticeId(1),
            version: "v1".to_owned(),
            language: "en".to_owned(),
            purposes: Vec::new(),
            sources: Vec::new(),
            from: day("2000-01-01"),
            standing: true,
        };
        let controller = Controller {
            name: "Kim Berger".to_owned(),
            country,
            zone: "Europe/Berlin".to_owned(),
            own_addresses: vec!["kim@example.com".to_owned()],
            policies: vec![policy],
            assessments: Vec::new(),
            notices: vec![notice],
            recipients: Vec::new(),
        };
        Self { facts: Facts::new(contact), controller }
    }

    pub(crate) fn policy(&self) -> &Policy {
        &self.controller.policies[0]
    }

    pub(crate) fn purpose(&self, key: &str) -> PurposeId {
        self.policy().by_key(key).unwrap_or_else(|| panic!("no purpose `{key}`")).id
    }

    /// Switches a purpose on and lets it need one more category.
    pub(crate) fn purpose_needs(&mut self, key: &str, category: Category) {
        let id = usize::from(self.purpose(key).0);
        let purpose = &mut self.controller.policies[0].purposes[id];
        purpose.active = true;
        purpose.needs.push((category, "said so by the user".to_owned()));
    }

    pub(crate) fn adopt(&mut self, key: &str, on: &str) -> AssessmentId {
        let id = AssessmentId(u32::try_from(self.controller.assessments.len()).unwrap() + 1);
        self.controller.assessments.push(Assessment {
            id,
            purpose: self.purpose(key),
            text: "weighed".to_owned(),
            outcome: Outcome::Positive,
            adopted_on: day(on),
        });
        id
    }

    pub(crate) fn datum(
        &mut self,
        category: Category,
        value: &str,
        on: &str,
        from: From,
    ) -> DatumId {
        let id = DatumId(u32::try_from(self.facts.data.len()).unwrap() + 1);
        let provenances = vec![self.provenance(on, from)];
        self.facts.data.push(Datum {
            id,
            category,
            value: Value::Text(value.to_owned()),
            label: String::new(),
            kind: DatumKind::Provided,
            special: None,
            hint: HintMark::None,
            link: None,
            engagement: None,
            mentions: Vec::new(),
            part_of: None,
            corrects: None,
            provenances,
            deleted: None,
        });
        id
    }

    pub(crate) fn provenance(&self, on: &str, from: From) -> Provenance {
        let keys = from.purposes.as_ref();
        let collected_for: Option<PurposeSet> =
            keys.map(|keys| keys.iter().map(|key| self.purpose(key)).collect());
        let ways: usize = self.facts.data.iter().map(|datum| datum.provenances.len()).sum();
        let origin = Origin {
            id: OriginId(u32::try_from(ways).unwrap() + 1),
            source: from.source,
            how: from.how,
            collected_on: day(on),
            recorded_at: noon(day(on)),
            collected_for,
            opt_out_offered: false,
            refuses_messages: false,
        };
        Provenance { origin: Arc::new(origin), line: 0 }
    }

    pub(crate) fn of(&mut self, id: DatumId) -> &mut Datum {
        self.facts.data.iter_mut().find(|datum| datum.id == id).unwrap()
    }

    pub(crate) fn mark(&mut self, id: DatumId, special: Special) {
        self.of(id).special = Some(special);
    }

    pub(crate) fn ground(
        &mut self,
        key: &str,
        basis: LawfulBasis,
        evidence: Evidence,
        opened: &str,
    ) -> GroundId {
        let id = GroundId(u32::try_from(self.facts.grounds.len()).unwrap() + 1);
        let (purpose, opened) = (self.purpose(key), day(opened));
        let ground = Ground { id, purpose, basis, evidence, opened, closed: None, condition: None };
        self.facts.grounds.push(ground);
        id
    }

    /// A ground on consent, by the ledger.
    pub(crate) fn by_consent(&mut self, key: &str, opened: &str) -> GroundId {
        self.ground(key, LawfulBasis::Consent, Evidence::Ledger, opened)
    }

    /// A ground on an interest, by its assessment.
    pub(crate) fn by_interest(&mut self, key: &str, opened: &str) -> GroundId {
        let evidence = Evidence::Assessment(AssessmentId(1));
        self.ground(key, LawfulBasis::LegitimateInterests, evidence, opened)
    }

    /// An event of the ledger as a web form with notice v3 leaves it: express, by the person, for
    /// mail, for as long as the purpose says.
    pub(crate) fn consent(
        &mut self,
        key: &str,
        state: ConsentState,
        on: &str,
    ) -> &mut ConsentEvent {
        let id = ConsentId(u32::try_from(self.facts.consents.len()).unwrap() + 1);
        let purpose = self.purpose(key);
        let validity = self.policy().purpose(purpose).unwrap().consent_validity;
        self.facts.consents.push(ConsentEvent {
            id,
            purpose,
            state,
            on: day(on),
            recorded_at: noon(day(on)),
            expression: Expression::Expressed,
            indicated_by: IndicatedBy::Person,
            age: None,
            method: "web form".to_owned(),
            notice: "v3".to_owned(),
            language: "en".to_owned(),
            categories: Vec::new(),
            recipients: Vec::new(),
            channel: Some(Channel::Email),
            points: Vec::new(),
            validity,
            evidence: String::new(),
        });
        self.facts.consents.last_mut().unwrap()
    }

    /// A piece of work with its stages, asked for by the client.
    pub(crate) fn engagement(&mut self, role: PartyRole, stages: &[(Stage, &str)]) -> EngagementId {
        let id = EngagementId(u64::try_from(self.facts.engagements.len()).unwrap() + 1);
        let engagement = Engagement {
            id,
            title: "Web site".to_owned(),
            service: "web design".to_owned(),
            value: None,
            asked_for: true,
            stages: stages.iter().map(|(stage, on)| (*stage, day(on))).collect(),
            owed_until: None,
        };
        self.facts.engagements.push(Involvement { engagement, role });
        id
    }

    pub(crate) fn work(&mut self, id: EngagementId) -> &mut Engagement {
        let found = self.facts.engagements.iter_mut().find(|one| one.engagement.id == id);
        &mut found.unwrap().engagement
    }

    pub(crate) fn event(&mut self, kind: EventKind, on: &str, reference: &str) -> EventId {
        let id = EventId(u32::try_from(self.facts.events.len()).unwrap() + 1);
        self.facts.events.push(AnchorEvent {
            id,
            kind,
            on: day(on),
            recorded_at: noon(day(on)),
            engagement: None,
            reference: reference.to_owned(),
            amount: None,
        });
        id
    }

    pub(crate) fn talk(&mut self, means: Means, direction: Direction, on: &str) -> InteractionId {
        let id = InteractionId(u64::try_from(self.facts.interactions.len()).unwrap() + 1);
        self.facts.interactions.push(Interaction {
            id,
            on: day(on),
            recorded_at: noon(day(on)),
            means,
            direction,
            engagement: None,
            text: String::new(),
            carries_notice: false,
            special: None,
            hint: HintMark::None,
        });
        id
    }

    pub(crate) fn right(&mut self, on: &str, fact: RightFact) -> RightId {
        let id = RightId(u32::try_from(self.facts.rights.len()).unwrap() + 1);
        self.facts.rights.push(Right { id, on: day(on), recorded_at: noon(day(on)), fact });
        id
    }

    pub(crate) fn object_to_marketing(&mut self, on: &str) -> RightId {
        self.right(on, RightFact::Objection { scope: ObjectionScope::Marketing })
    }

    pub(crate) fn object_to(&mut self, key: &str, on: &str) -> RightId {
        let scope = ObjectionScope::Purpose(self.purpose(key));
        self.right(on, RightFact::Objection { scope })
    }

    pub(crate) fn decide(&mut self, objection: RightId, decision: Decision, on: &str) -> RightId {
        self.right(on, RightFact::ObjectionDecided { objection, decision })
    }

    pub(crate) fn restrict(&mut self, data: Vec<DatumId>, on: &str) -> RightId {
        self.right(on, RightFact::Restriction { data, reason: "accuracy contested".to_owned() })
    }

    /// A notice about everything, by letter.
    pub(crate) fn tell(&mut self, on: &str) -> RightId {
        let how = NoticeHow::Given("letter".to_owned());
        let (purposes, sources) = (Vec::new(), Vec::new());
        let given = NoticeGiven { notice: Some(NoticeId(1)), purposes, sources, how };
        self.right(on, RightFact::NoticeGiven(given))
    }

    /// What the happening opens and closes, applied.
    pub(crate) fn happens(&mut self, happening: Happening, on: &str) -> Openings {
        let found = openings(&self.facts, &self.controller, happening, day(on));
        for (id, last) in &found.close {
            let ground = self.facts.grounds.iter_mut().find(|ground| ground.id == *id);
            ground.unwrap().closed = Some(*last);
        }
        for new in found.open.clone() {
            let id = GroundId(u32::try_from(self.facts.grounds.len()).unwrap() + 1);
            self.facts.grounds.push(new.with_id(id));
        }
        found
    }

    /// The grounds as `purpose on basis from … to …`, in order.
    pub(crate) fn grounds(&self) -> Vec<String> {
        let word = |ground: &Ground| {
            let key = &self.policy().purpose(ground.purpose).unwrap().key;
            let closed = ground.closed.map(|day| format!(" to {day}")).unwrap_or_default();
            format!("{key} on {} from {}{closed}", ground.basis.word(), ground.opened)
        };
        self.facts.grounds.iter().map(word).collect()
    }

    pub(crate) fn verdict(&self, id: DatumId, on: Day) -> Verdict {
        let datum = self.facts.data.iter().find(|datum| datum.id == id).unwrap();
        verdict(&self.facts, &self.controller, datum, on).expect("the datum is held on that day")
    }

    /// The verdict in one line, the same from `verdict` and from `prove`.
    pub(crate) fn says(&self, id: DatumId, on: &str) -> String {
        let datum = self.facts.data.iter().find(|datum| datum.id == id).unwrap();
        let verdict = self.verdict(id, day(on));
        let (proven, _) = prove(&self.facts, &self.controller, datum, day(on)).unwrap();
        assert_eq!(verdict, proven, "with and without a witness");
        self.in_words(&verdict)
    }

    /// `justified until 2028-02-02 for newsletter`.
    pub(crate) fn in_words(&self, verdict: &Verdict) -> String {
        let keys: Vec<&str> = verdict
            .permitted
            .iter()
            .map(|id| self.policy().purpose(id).unwrap().key.as_str())
            .collect();
        let allowed =
            if keys.is_empty() { String::new() } else { format!(" for {}", keys.join(" ")) };
        let codes: Vec<&str> = verdict.reasons.iter().map(candor::domain::Reason::code).collect();
        match verdict.standing {
            Standing::Justified => format!("justified until {}{allowed}", verdict.hold_until),
            Standing::Restricted => format!("restricted until {}{allowed}", verdict.hold_until),
            Standing::Unjustified => {
                let since = verdict.unjustified_since.unwrap();
                match verdict.hold_until {
                    HoldUntil::Day(last) => assert_eq!(last.next(), since),
                    HoldUntil::Never => {}
                    HoldUntil::Open => panic!("unjustified data have no open end"),
                }
                let by = verdict.erase_by.unwrap();
                format!("unjustified since {since}, erase by {by}: {}", codes.join(" "))
            }
        }
    }

    /// The duties of the contact as `art-13-notice due 2026-10-01 violated`.
    pub(crate) fn duties(&self, on: &str) -> Vec<String> {
        duty::of_contact(&self.facts, &self.controller, day(on)).iter().map(duty_in_words).collect()
    }
}

fn duty_in_words(duty: &Duty) -> String {
    let state = match duty.state {
        DutyState::Open => "open".to_owned(),
        DutyState::Violated => "violated".to_owned(),
        DutyState::MetLate(on) => format!("met late on {on}"),
    };
    format!("{} due {} {state}", duty.kind.word(), duty.due)
}

/// The moment at which things of a day are written down.
fn noon(on: Day) -> Moment {
    Moment(i64::from(on.to_number()) * 86_400 + 43_200)
}

/// The country's own policy, read once.
fn policy_of(country: Country) -> Policy {
    static READ: Mutex<Vec<(Country, Policy)>> = Mutex::new(Vec::new());
    let mut read = READ.lock().unwrap();
    if let Some((_, policy)) = read.iter().find(|(known, _)| *known == country) {
        return policy.clone();
    }
    let (_, text) = candor::formats::policy::builtin(country);
    let policy = candor::formats::policy::read(text, country, day("2000-01-01"), &[]).unwrap();
    read.push((country, policy.clone()));
    policy
}
