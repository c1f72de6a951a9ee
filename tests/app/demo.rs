//! The demo: it shows what the program is for, on any day, and leaves nothing behind.

use std::collections::BTreeSet;
use std::os::unix::fs::PermissionsExt;
use std::sync::{Arc, LazyLock};

use candor::app::clock::FixedClock;
use candor::app::{card, demo, find, why};
use candor::domain::*;

/// Noon on 2026-11-23.
const NOON: Moment = Moment(1_795_435_200);

fn made(at: Moment) -> demo::Demo {
    demo::create(Arc::new(FixedClock(at))).unwrap()
}

/// What a demo holds, read once for all tests that only look.
struct Shown {
    today: Day,
    controller: Arc<Controller>,
    everybody: Vec<(find::ContactRow, Facts)>,
}

static SHOWN: LazyLock<Shown> = LazyLock::new(|| Shown::at(NOON));

impl Shown {
    fn at(moment: Moment) -> Self {
        let demo = made(moment);
        let rows = find::rows(&demo.session, None, 1000).unwrap();
        let facts = |row: &find::ContactRow| demo.session.facts(row.id).unwrap();
        Self {
            today: demo.session.today(),
            controller: demo.session.controller().unwrap(),
            everybody: rows
                .into_iter()
                .map(|row| {
                    let facts = facts(&row);
                    (row, facts)
                })
                .collect(),
        }
    }

    /// Everybody whom the rules protect.
    fn people(&self) -> impl Iterator<Item = &(find::ContactRow, Facts)> {
        self.everybody.iter().filter(|(_, facts)| facts.contact.is_person())
    }

    /// Every value and every text of a talk, with its verdict.
    fn verdicts(&self) -> Vec<(&Facts, Datum, Verdict)> {
        let mut all = Vec::new();
        for (_, facts) in self.people() {
            let talks = facts.interactions.iter().filter(|talk| !talk.text.is_empty());
            let data = facts.data.iter().filter(|datum| datum.deleted.is_none()).cloned();
            for datum in data.chain(talks.map(correspondence)) {
                let verdict = verdict(facts, &self.controller, &datum, self.today).unwrap();
                all.push((facts, datum, verdict));
            }
        }
        all
    }

    fn standings(&self, facts: &Facts) -> Vec<ConsentStanding> {
        let lines = card::consents(facts, &self.controller, self.today);
        lines.into_iter().map(|line| line.standing).collect()
    }

    /// What a newcomer is to see, whatever the day is.
    fn keeps_its_promises(&self) {
        let facts = || self.everybody.iter().map(|(_, facts)| facts);
        for (state, word) in ConsentState::ALL {
            let mut events = facts().flat_map(|one| &one.consents);
            assert!(events.any(|event| event.state == state), "no consent is {word}");
        }
        for (stage, word) in Stage::ALL {
            let mut work = facts().flat_map(|one| &one.engagements);
            let here = work.any(|one| one.engagement.stage_on(self.today) == Some(stage));
            assert!(here, "no work is {word}");
        }
        let verdicts = self.verdicts();
        for standing in [Standing::Justified, Standing::Restricted, Standing::Unjustified] {
            let mut all = verdicts.iter();
            assert!(all.any(|(.., one)| one.standing == standing), "nothing is {standing:?}");
        }
        for sign in [Sign::Unjustified, Sign::Restricted, Sign::Due, Sign::Clear, Sign::NotJudged] {
            let mut all = self.everybody.iter();
            assert!(all.any(|(row, _)| row.sign == sign), "nobody is {sign:?}");
        }
        let unjustified = verdicts.iter().filter(|(.., one)| one.standing == Standing::Unjustified);
        let codes: BTreeSet<&str> =
            unjustified.flat_map(|(.., one)| one.reasons.iter().map(Reason::code)).collect();
        assert!(codes.len() >= 8, "{codes:?}");
        let held = verdicts.iter().filter(|(.., one)| one.standing == Standing::Justified).count();
        assert!(held * 100 > verdicts.len() * 85, "{held} of {} are justified", verdicts.len());
        let clear = self.people().filter(|(row, _)| row.sign == Sign::Clear).count();
        let wrong = self.people().filter(|(row, _)| row.sign == Sign::Unjustified).count();
        assert!(clear * 2 > self.people().count(), "{clear} are clear");
        assert!(wrong * 4 < self.people().count(), "{wrong} are not");
    }
}

#[test]
fn a_newcomer_sees_every_state_and_mostly_order() {
    SHOWN.keeps_its_promises();

    assert!((40..=60).contains(&SHOWN.people().count()), "{}", SHOWN.people().count());
}

#[test]
fn it_keeps_its_promises_on_other_days_too() {
    for day in ["2027-02-28", "2028-03-01"] {
        let day: Day = day.parse().unwrap();
        // Half past midnight in Berlin: the day has begun there, and not yet by Greenwich.
        let at = Moment(i64::from(day.to_number()) * 86_400 - 1_800);

        let shown = Shown::at(at);

        assert_eq!(shown.today, day);
        shown.keeps_its_promises();
    }
}

#[test]
fn consents_stand_in_every_way_that_a_ledger_knows() {
    let mut seen = BTreeSet::new();

    for (_, facts) in SHOWN.people() {
        for standing in SHOWN.standings(facts) {
            seen.insert(match standing {
                ConsentStanding::Holds { .. } => "holds",
                ConsentStanding::Expired { .. } => "expired",
                ConsentStanding::Withdrawn { .. } => "withdrawn",
                ConsentStanding::Invalid { .. } => "invalid",
                ConsentStanding::Child { .. } => "child",
                ConsentStanding::Unproven { .. } => "unproven",
            });
        }
    }

    assert_eq!(
        seen.into_iter().collect::<Vec<_>>(),
        ["child", "expired", "holds", "invalid", "unproven", "withdrawn"]
    );
}

#[test]
fn rights_were_used_in_every_way() {
    let rights: Vec<&RightFact> =
        SHOWN.people().flat_map(|(_, facts)| &facts.rights).map(|right| &right.fact).collect();
    let has = |fits: &dyn Fn(&RightFact) -> bool| rights.iter().any(|fact| fits(fact));

    let marketing = ObjectionScope::Marketing;
    assert!(has(&|fact| *fact == RightFact::Objection { scope: marketing }));
    assert!(has(&|fact| matches!(
        fact,
        RightFact::ObjectionDecided { decision: Decision::Overruled, .. }
    )));
    assert!(has(&|fact| matches!(fact, RightFact::Restriction { .. })));
    assert!(has(&|fact| matches!(fact, RightFact::Request { answered: None, .. })));
    assert!(has(&|fact| matches!(
        fact,
        RightFact::RequestStep { step: RequestStep::Answered { .. }, .. }
    )));
    let duties: Vec<Duty> = SHOWN
        .people()
        .flat_map(|(_, facts)| duty::of_contact(facts, &SHOWN.controller, SHOWN.today))
        .collect();
    assert!(duties.iter().any(|duty| matches!(duty.state, DutyState::MetLate(_))));
    assert!(duties.iter().any(|duty| duty.kind == DutyKind::DecideObjection));
    let given = |indicated| {
        SHOWN
            .people()
            .any(|(_, facts)| facts.consents.iter().any(|event| event.indicated_by == indicated))
    };
    assert!(given(IndicatedBy::Parent) && given(IndicatedBy::Import));
}

#[test]
fn no_day_lies_in_the_future_and_each_was_recorded_when_it_came() {
    let today = SHOWN.today;
    for (_, facts) in &SHOWN.everybody {
        let origins = facts.data.iter().flat_map(|datum| &datum.provenances);
        let origins = origins.map(|one| (one.origin.collected_on, one.origin.recorded_at));
        let talks = facts.interactions.iter().map(|one| (one.on, one.recorded_at));
        let consents = facts.consents.iter().map(|one| (one.on, one.recorded_at));
        let rights = facts.rights.iter().map(|one| (one.on, one.recorded_at));
        let events = facts.events.iter().map(|one| (one.on, one.recorded_at));
        let left = facts.disclosures.iter().map(|one| (one.on, one.recorded_at));
        let stages = facts.engagements.iter().flat_map(|one| &one.engagement.stages);

        for (on, recorded) in
            origins.chain(talks).chain(consents).chain(rights).chain(events).chain(left)
        {
            let written = candor::app::clock::day_in(recorded, "Europe/Berlin");
            assert!(on <= written && written <= today && on.days_until(written) <= 3);
        }
        assert!(stages.map(|(_, on)| *on).all(|on| on <= today));
    }
}

#[test]
fn addresses_and_numbers_are_those_kept_for_examples() {
    let allowed = ["example.com", "example.net", "example.org"];
    let is_example =
        |host: &str| allowed.iter().any(|one| host == *one || host.ends_with(&format!(".{one}")));
    let fiction = ["+493023125", "+494066969", "+442079460", "+441632960"];
    for (_, facts) in &SHOWN.everybody {
        for datum in &facts.data {
            let line = datum.value.to_line();
            let host = line.rsplit('@').next().unwrap_or_default();
            if [Category::Email, Category::Handle].contains(&datum.category) {
                assert!(is_example(host), "{line}");
            }
            if datum.category == Category::Url {
                assert!(is_example(line.split('/').nth(2).unwrap()), "{line}");
            }
            if datum.category == Category::Phone {
                let point = datum.point(Country::new("DE")).unwrap().normalised;
                let american = point.starts_with("+1") && point.get(5..10) == Some("55501");
                let known = fiction.iter().any(|one| point.starts_with(one));
                assert!(american || (known && point.len() == 13), "{point}");
            }
        }
    }
}

#[test]
fn every_value_has_its_explanation() {
    for (facts, datum, verdict) in SHOWN.verdicts() {
        let told = why::explain::datum(facts, &SHOWN.controller, &datum, SHOWN.today).unwrap();

        assert_eq!(told.verdict, verdict);
        assert!(!told.headline.is_empty() && !told.provenance.is_empty());
        // What has lost its justification says what to do about it.
        let lost = verdict.standing == Standing::Unjustified;
        assert!(!lost || !told.next.is_empty(), "{}", told.headline);
        // What meets a ground says by which; the rest meets none.
        let none = verdict.reasons.contains(Reason::NoPurpose)
            || verdict.reasons.contains(Reason::NotNecessary);
        assert_eq!(told.claims.is_empty(), none, "{}", told.headline);
    }
}

#[test]
fn the_list_shows_the_signs_of_today_though_much_was_recorded_long_ago() {
    for (row, facts) in &SHOWN.everybody {
        let fresh = derive(facts, &SHOWN.controller, SHOWN.today);

        assert_eq!((fresh.sign, &fresh.name), (row.sign, &row.name));
    }
}

#[test]
fn one_name_has_an_escape_sequence_for_the_screen_to_show_harmlessly() {
    assert_eq!(SHOWN.everybody.iter().filter(|(row, _)| row.name.contains('\u{1b}')).count(), 1);
}

#[test]
fn the_folder_is_private_and_gone_with_the_demo() {
    let demo = made(NOON);
    let folder = demo.folder.path().to_owned();
    assert_eq!(folder.metadata().unwrap().permissions().mode() & 0o777, 0o700);
    assert!(demo.session.folder().starts_with(&folder) && !demo.session.is_encrypted());

    drop(demo);

    assert!(!folder.exists());
}
