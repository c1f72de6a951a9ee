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
