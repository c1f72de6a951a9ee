//! Annex B 3, *counterfactual = reality*: what `what_if` predicts is what is seen when the event is
//! told as any other event of a story.

use candor::domain::{
    Channel, ConsentState, Datum, Day, Ending, EngagementId, Evidence, Facts, Held, Involvement,
    LawfulBasis, ObjectionScope, PartyRole, PurposeId, Stage, Verdict, WhatIf, correspondence,
    duty,
    gate::{Receiver, Use, may_use},
    opening::Happening,
    verdict,
    what_if::{self, Difference},
};

use super::many::{Chance, ensure, every_history};
use crate::support::Story;

/// The event, and how the story tells it: by its own words, not by `apply`.
fn event(story: &Story, chance: &mut Chance, kind: u8, on: Day) -> Option<(WhatIf, Story)> {
    let mut told = story.clone();
    let day = on.to_string();
    let keys = ["newsletter", "keep-in-touch", "delivery", "client-contact"];
    let key = keys[usize::from(chance.byte(4))];
    let purpose = story.purpose(key);
    let channel = [None, Some(Channel::Email), Some(Channel::Phone)][usize::from(chance.byte(3))];
    let ids: Vec<_> = story.facts.data.iter().map(|datum| datum.id).collect();
    let event = match kind {
        0 => {
            consent(&mut told, key, ConsentState::Withdrawn, channel, on);
            WhatIf::Withdraw { purpose, channel }
        }
        1 => {
            consent(&mut told, key, ConsentState::Refused, channel, on);
            WhatIf::Refuse { purpose, channel }
        }
        2 => {
            told.object_to_marketing(&day);
            WhatIf::Object(ObjectionScope::Marketing)
        }
        3 => {
            told.object_to(key, &day);
            WhatIf::Object(ObjectionScope::Purpose(purpose))
        }
        4 => {
            told.tell(&day);
            WhatIf::GiveNotice
        }
        5 => {
            let data: Vec<_> = ids.into_iter().take(usize::from(chance.byte(3))).collect();
            told.restrict(data.clone(), &day);
            WhatIf::Restrict { data }
        }
        6 => {
            let id = told.engagement(PartyRole::Client, &[(Stage::Running, &day)]);
            // Numbers are never used again; a ground of the story may name work that is gone.
            let fresh = EngagementId(1_000);
            told.work(id).id = fresh;
            reached(&mut told, fresh, Stage::Running, false, on);
            WhatIf::Start { engagement: None, role: PartyRole::Client }
        }
        7 => ended(story, &mut told, chance, on)?,
        8 => {
            let mut policy = story.controller.policy(on)?.clone();
            let other = usize::from(chance.byte(8));
            policy.purposes[other].active = !policy.purposes[other].active;
            let versions = &mut told.controller.policies;
            versions.push(candor::domain::Policy { from: on, ..policy.clone() });
            versions.sort_by_key(|version| version.from);
            WhatIf::ChangePolicy(Box::new(policy))
        }
        _ => WhatIf::PassTo(on.add_days(u32::from(chance.byte(200)))),
    };
    Some((event, told))
}

/// A no in the ledger; the ground that the program opens with the first event of a purpose.
fn consent(told: &mut Story, key: &str, state: ConsentState, channel: Option<Channel>, on: Day) {
    let event = told.consent(key, state, &on.to_string());
    event.channel = channel;
    // Whoever says no need not have read anything.
    event.notice.clear();
    let purpose = told.purpose(key);
    let first = told.facts.grounds.iter_mut().find(|one| {
        one.purpose == purpose
            && one.basis == LawfulBasis::Consent
            && one.closed.is_none_or(|closed| closed >= on)
    });
    match first {
        Some(ground) => ground.opened = ground.opened.min(on),
        None => {
            told.ground(key, LawfulBasis::Consent, Evidence::Ledger, &on.to_string());
        }
    }
}

fn reached(told: &mut Story, engagement: EngagementId, stage: Stage, still_owed: bool, on: Day) {
    let found = told.facts.engagements.iter().find(|one| one.engagement.id == engagement);
    let Involvement { engagement: work, role } = found.unwrap();
    let (role, asked_for) = (*role, work.asked_for);
    let happening = Happening::Reached { engagement, role, stage, asked_for, still_owed };
    told.happens(happening, &on.to_string());
}

fn ended(story: &Story, told: &mut Story, chance: &mut Chance, on: Day) -> Option<WhatIf> {
    let going = |one: &&Involvement| {
        one.engagement.stages.last().is_some_and(|(stage, from)| !stage.is_end() && *from <= on)
    };
    let engagement = story.facts.engagements.iter().find(going)?.engagement.id;
    let stage = [Stage::Done, Stage::Lost][usize::from(chance.byte(2))];
    let owed_until = [None, Some(on.add_days(90))][usize::from(chance.byte(2))];
    let (keep_in_touch, dispute) = (chance.byte(2) == 0, chance.byte(4) == 0);
    let work = told.work(engagement);
    work.stages.push((stage, on));
    work.owed_until = owed_until;
    reached(told, engagement, stage, owed_until.is_some(), on);
    if keep_in_touch {
        told.happens(Happening::KeepInTouch, &on.to_string());
    }
    if dispute {
        let claims = told.purpose("legal-claims");
        if told.controller.assessment(claims, on).is_none() {
            told.adopt("legal-claims", &on.to_string());
        }
        told.happens(Happening::DisputePossible(engagement), &on.to_string());
    }
    Some(WhatIf::End(Ending { engagement, stage, owed_until, keep_in_touch, dispute }))
}

fn held(facts: &Facts) -> Vec<(Held, Datum)> {
    let data = facts.data.iter().map(|datum| (Held::Datum(datum.id), datum.clone()));
    let talks = facts.interactions.iter().filter(|talk| !talk.text.is_empty());
    data.chain(talks.map(|talk| (Held::Talk(talk.id), correspondence(talk)))).collect()
}

fn judge(story: &Story, datum: &Datum, on: Day) -> Option<Verdict> {
    verdict(&story.facts, &story.controller, datum, on)
}

/// What the gate lets out for a purpose.
fn leaves(story: &Story, purpose: PurposeId, day: Day) -> Vec<Held> {
    let asked = Use { purpose: Some(purpose), to: Receiver::Ourselves, channel: None, day };
    let passage = may_use(&story.facts, &story.controller, asked);
    let talks = passage.talks.into_iter().map(Held::Talk);
    passage.passes.into_iter().map(Held::Datum).chain(talks).collect()
}

/// What was predicted against what is seen: value by value, purpose by purpose, duty by duty.
fn is_seen(
    predicted: &Difference,
    (before, on): (&Story, Day),
    (after, later): (&Story, Day),
    chance: &mut Chance,
) -> Result<(), String> {
    for (what, datum) in held(&after.facts) {
        let (was, is) = (judge(before, &datum, on), judge(after, &datum, later));
        let said = predicted.data.iter().find(|one| one.what == what);
        match said {
            None => ensure!(was == is, "{what:?}: nothing said, {was:?} {is:?}"),
            Some(one) => {
                ensure!(was != is, "{what:?}: said to change");
                ensure!(one.before == was && one.after == is, "{what:?}: {one:?} {is:?}");
            }
        }
    }
    // Every history asks about the purposes that are said to change, and about three others.
    let all: Vec<PurposeId> = before.policy().purposes.iter().map(|purpose| purpose.id).collect();
    let others = (0..3).map(|_| all[usize::from(chance.byte(u8::try_from(all.len()).unwrap()))]);
    for purpose in predicted.exports.iter().map(|one| one.purpose).chain(others) {
        let (was, is) = (leaves(before, purpose, on), leaves(after, purpose, later));
        let export = predicted.exports.iter().find(|one| one.purpose == purpose);
        for what in was.iter().chain(&is) {
            let gains = export.is_some_and(|one| one.gains.contains(what));
            let loses = export.is_some_and(|one| one.loses.contains(what));
            let (now, then) = (was.contains(what), is.contains(what));
            ensure!(gains == (then && !now), "{what:?} comes in for {purpose}: {then}");
            ensure!(loses == (now && !then), "{what:?} falls out of {purpose}: {now}");
        }
    }
    let (had, has) = (
        duty::of_contact(&before.facts, &before.controller, on),
        duty::of_contact(&after.facts, &after.controller, later),
    );
    let arise: Vec<_> = has.iter().filter(|one| !had.contains(one)).copied().collect();
    let end: Vec<_> = had.iter().filter(|one| !has.contains(one)).copied().collect();
    ensure!(predicted.duties_arise == arise, "duties {:?} {arise:?}", predicted.duties_arise);
    ensure!(predicted.duties_end == end, "duties over {:?} {end:?}", predicted.duties_end);
    Ok(())
}

/// Annex B 3: the diff predicted by "what if event E" equals the diff observed after applying E.
fn counterfactual_is_reality(kind: u8) {
    every_history(300 + u64::from(kind), |story, chance| {
        let on = chance.day(100);
        let Some((event, told)) = event(story, chance, kind, on) else { return Ok(()) };
        let predicted = what_if::what_if(&story.facts, &story.controller, &event, on);
        let later = if let WhatIf::PassTo(later) = event { later } else { on };
        is_seen(&predicted, (story, on), (&told, later), chance)
            .map_err(|said| format!("{on}: {said}"))?;

        // And for as long as nothing else happens.
        let (facts, controller) = what_if::apply(&story.facts, &story.controller, &event, on);
        let then = Story { facts, controller };
        for days in [1, 40, 400] {
            let far = on.add_days(days);
            for (what, datum) in held(&told.facts) {
                let (said, seen) = (judge(&then, &datum, far), judge(&told, &datum, far));
                ensure!(said == seen, "{what:?} on {far}: {said:?}, seen {seen:?}");
            }
        }
        Ok(())
    });
}

macro_rules! counterfactuals {
    ($($name:ident $kind:literal;)*) => { $(
        #[test]
        fn $name() {
            counterfactual_is_reality($kind);
        }
    )* };
}

counterfactuals! {
    a_withdrawal_does_what_was_said_before 0;
    a_refusal_does_what_was_said_before 1;
    an_objection_to_marketing_does_what_was_said_before 2;
    an_objection_to_an_interest_does_what_was_said_before 3;
    a_notice_does_what_was_said_before 4;
    a_restriction_does_what_was_said_before 5;
    work_that_starts_does_what_was_said_before 6;
    work_that_ends_does_what_was_said_before 7;
    another_policy_does_what_was_said_before 8;
    time_that_passes_does_what_was_said_before 9;
}
