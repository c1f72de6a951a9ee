//! Breaches: what must be done, and by when (Art. 33, 34).

use candor::domain::{
    BreachId, Day, HoldUntil, Moment, Period, Policy,
    breach::{Breach, Risk, Telling, Told, duties, kept},
};

use crate::support::Story;

/// Friday 2026-11-20, 09:00 in UTC.
const AWARE: Moment = Moment(1_795_165_200);

fn hours(hours: i64) -> Moment {
    Moment(AWARE.0 + hours * 3600)
}

fn breach(risk: Risk, sealed: bool, told: &[(Told, Moment)]) -> Breach {
    let telling =
        |(whom, at): &(Told, Moment)| Telling { whom: *whom, at: *at, how: String::new() };
    Breach {
        id: BreachId(1),
        aware: AWARE,
        recorded_at: AWARE,
        what: "a laptop was stolen".to_owned(),
        whose: Vec::new(),
        categories: Vec::new(),
        sealed,
        risk,
        measures: String::new(),
        tellings: told.iter().map(telling).collect(),
    }
}

/// The duties with where they stand.
fn at(breach: &Breach, now: Moment) -> Vec<String> {
    let duties = duties(breach).into_iter();
    duties.map(|duty| format!("{} {}", duty.kind.word(), duty.state(now))).collect()
}

#[test]
fn the_register_is_always_kept_and_the_rest_follows_the_risk() {
    let now = hours(1);
    for (risk, sealed, expected) in [
        (Risk::Unlikely, false, &["register met"][..]),
        (Risk::Unlikely, true, &["register met"]),
        (Risk::Likely, false, &["register met", "tell-authority open"]),
        (Risk::Likely, true, &["register met", "tell-authority open"]),
        (Risk::High, false, &["register met", "tell-authority open", "tell-people open"]),
        (Risk::High, true, &["register met", "tell-authority open"]),
    ] {
        assert_eq!(at(&breach(risk, sealed, &[]), now), expected, "{risk:?} {sealed}");
    }
}

#[test]
fn the_authority_is_told_within_72_elapsed_hours_weekend_or_not() {
    let open = breach(Risk::Likely, false, &[]);

    assert_eq!(at(&open, hours(72))[1], "tell-authority open", "to the second");
    assert_eq!(at(&open, Moment(hours(72).0 + 1))[1], "tell-authority violated");

    let told = breach(Risk::Likely, false, &[(Told::Authority, hours(72))]);
    assert_eq!(at(&told, hours(100))[1], "tell-authority met");
    let late = breach(Risk::Likely, false, &[(Told::Authority, hours(73))]);
    assert_eq!(at(&late, hours(100))[1], "tell-authority met-late");
}

#[test]
fn telling_the_people_is_not_telling_the_authority() {
    let told = breach(Risk::High, false, &[(Told::People, hours(2))]);

    assert_eq!(at(&told, hours(3)), ["register met", "tell-authority open", "tell-people met"]);
}

#[test]
fn the_entry_outlives_the_last_telling_and_waits_for_it() {
    let day = |moment: Moment| {
        let days = u32::try_from(moment.0 / 86_400).unwrap();
        "1970-01-01".parse::<Day>().unwrap().add_days(days)
    };
    let mut policy = Story::in_country("DE").policy().clone();
    let open = breach(Risk::High, false, &[(Told::Authority, hours(5))]);
    let told = breach(Risk::High, false, &[(Told::People, hours(50)), (Told::Authority, hours(5))]);

    let kept = |one: &Breach, policy: &Policy| kept(one, policy, &day).unwrap();
    assert_eq!(kept(&open, &policy).until, HoldUntil::Open);
    let three_years = Period::months(36).after(day(hours(50)));
    assert_eq!(kept(&told, &policy).until, HoldUntil::Day(three_years));

    policy.breach_records = Some(Period::months(24));
    assert!(kept(&told, &policy).own_law);
    let two_years = Period::months(24).after(day(hours(50)));
    assert_eq!(kept(&told, &policy).until, HoldUntil::Day(two_years));
    let nothing = breach(Risk::Unlikely, false, &[]);
    assert_eq!(kept(&nothing, &policy).from, day(AWARE), "nobody is told of that one");
}
