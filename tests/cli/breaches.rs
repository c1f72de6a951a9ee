//! The register of breaches through the command line.

use super::Candor;

fn duty(breach: &serde_json::Value, kind: &str) -> serde_json::Value {
    let duties = breach["duties"].as_array().unwrap();
    duties.iter().find(|one| one["kind"] == kind).cloned().unwrap_or_default()
}

#[test]
fn a_breach_is_in_the_register_with_what_it_asks_for() {
    let candor = Candor::in_country("DE");
    candor.line("contact add Anna --email anna@example.org --on 2026-01-10");

    let made = candor.json(
        "breach add 'a laptop was stolen' --aware '2026-11-20 09:00' --risk high --whose anna \
         --category email --measures 'changed the keys'",
    );
    let line = candor.line("breach list");

    assert_eq!(duty(&made, "register")["state"], "met");
    assert_eq!(duty(&made, "tell-authority")["due"], "2026-11-23T09:00:00+00:00");
    assert_eq!(duty(&made, "tell-authority")["state"], "violated", "it is noon");
    assert_eq!(duty(&made, "tell-people")["state"], "open");
    assert!(line.contains("tell the people without delay (Art. 34(1))"), "{line}");

    candor.line("breach tell 1 authority --at '2026-11-22 18:00' --by 'web form'");
    let told = candor.json("breach tell 1 people --by mail");
    assert_eq!(duty(&told, "tell-authority")["state"], "met");
    assert_eq!(duty(&told, "tell-people")["state"], "met");
    assert_eq!(candor.json("breach list")[0]["told"][0]["by"], "web form");
    assert!(candor.line("check").is_empty());
}

#[test]
fn sealed_data_leave_nobody_to_be_told_but_the_authority() {
    let candor = Candor::in_country("DE");

    let made = candor.json("breach add 'a disk was lost' --risk high --sealed");

    assert!(duty(&made, "tell-people").is_null());
    assert_eq!(duty(&made, "tell-authority")["state"], "open");
    let made = candor.json("breach add 'a mail to the wrong Ada' --risk unlikely");
    assert_eq!(made["id"], 2);
    assert!(duty(&made, "tell-authority").is_null());
}

#[test]
fn what_cannot_be_is_refused() {
    let candor = Candor::in_country("DE");

    let (code, told) = candor.fails("breach add lost --aware tomorrow --risk high");
    assert!(code == 2 && told.contains("no instant"), "{code} {told}");
    let (_, told) = candor.fails("breach add lost --aware '2027-01-01 09:00' --risk high");
    assert!(told.contains("has not come yet"), "{told}");
    let (_, told) = candor.fails("breach tell 7 people");
    assert!(told.contains("no breach number 7"), "{told}");
}

#[test]
fn whoever_is_to_be_told_of_a_breach_stands_first_on_the_agenda() {
    let candor = Candor::in_country("DE");
    candor.line("breach add 'a laptop was stolen' --aware '2026-11-20 09:00' --risk high");
    candor.line("breach add 'a mail to the wrong Ada' --aware '2026-11-22 09:00' --risk likely");
    candor.line("breach add 'an old list was found' --risk unlikely");

    let breaches = candor.json("agenda")["breaches"].clone();
    let text = candor.line("agenda");

    let told: Vec<(&str, u64, bool)> = breaches
        .as_array()
        .unwrap()
        .iter()
        .map(|one| {
            let overdue = one["overdue"].as_bool().unwrap();
            (one["kind"].as_str().unwrap(), one["breach"].as_u64().unwrap(), overdue)
        })
        .collect();
    let expected =
        [("tell-people", 1, false), ("tell-authority", 1, true), ("tell-authority", 2, false)];
    assert_eq!(told, expected);
    assert_eq!(breaches[2]["due"], "2026-11-25T09:00:00+00:00", "72 hours, a weekend or not");
    assert_eq!(breaches[1]["day"], "2026-11-23");
    assert!(text.contains("it was due by 23 November 2026, 09:00 (Art. 33(1))"), "{text}");
    assert!(text.lines().next().unwrap().contains("laptop"), "{text}");
    assert_eq!(candor.json("agenda --until today")["breaches"].as_array().unwrap().len(), 2);

    candor.line("breach tell 1 authority");
    candor.line("breach tell 1 people");
    candor.line("breach tell 2 authority");
    assert_eq!(candor.json("agenda")["breaches"], serde_json::json!([]));
}

#[test]
fn a_breach_that_is_only_tried_is_not_in_the_register() {
    let candor = Candor::in_country("DE");

    let tried = candor.json("breach add 'a laptop was stolen' --risk high --dry-run");
    assert_eq!(tried["dry_run"], true);
    assert!(tried["id"].is_null() && !duty(&tried, "tell-people").is_null(), "{tried}");
    assert_eq!(candor.json("breach list"), serde_json::json!([]));

    candor.line("breach add 'a laptop was stolen' --risk high");
    let tried = candor.json("breach tell 1 people --dry-run");
    assert_eq!((&tried["dry_run"], &tried["id"]), (&true.into(), &1.into()));
    assert_eq!(duty(&tried, "tell-people")["state"], "met");
    assert_eq!(candor.json("breach list")[0]["told"], serde_json::json!([]));
    let (_, told) = candor.fails("breach tell 7 people --dry-run");
    assert!(told.contains("no breach number 7"), "{told}");
}

#[test]
fn the_entry_is_kept_as_a_proof_or_as_long_as_the_law_of_the_country_says() {
    for (country, last, words) in [
        ("DE", "2029-11-22", "until 22 November 2029: 3 years after the last that it tells of"),
        ("CA", "2028-11-22", "24 months after the last that it tells of, as the law of your"),
    ] {
        let candor = Candor::in_country(country);
        candor.line("breach add 'a disk was lost' --aware '2026-11-20 09:00' --risk likely");

        let open = candor.json("breach list")[0].clone();
        candor.line("breach tell 1 authority --at '2026-11-22 18:00'");
        let told = candor.json("breach list")[0].clone();

        assert!(open["kept_until"].is_null(), "{open}");
        assert!(open["kept"].as_str().unwrap().starts_with("until everybody was told"), "{open}");
        assert_eq!(told["kept_until"], last);
        assert!(candor.line("breach list").contains(words), "{told}");
    }
}
