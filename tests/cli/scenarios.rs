//! Cases with their expected verdicts, each by its id, recorded and asked through the command line.

use serde_json::{Value, json};

use super::Candor;

const TODAY: &str = "2026-11-23";

/// The verdict on a field as of a day, without what is told for people.
fn why(candor: &Candor, who: &str, field: &str, as_of: &str) -> Value {
    let answer = candor.json(&format!("why {who} {field} --as-of {as_of}"));
    let said = ["verdict", "hold_until", "unjustified_since", "erase_by", "permitted", "reasons"];
    said.into_iter().map(|key| (key.to_owned(), answer[key].clone())).collect()
}

fn justified(hold_until: &str, permitted: &[&str]) -> Value {
    json!({
        "verdict": "justified", "hold_until": hold_until, "unjustified_since": null,
        "erase_by": null, "permitted": permitted, "reasons": [],
    })
}

fn unjustified(hold_until: Option<&str>, since: &str, erase_by: &str, reason: &str) -> Value {
    json!({
        "verdict": "unjustified", "hold_until": hold_until, "unjustified_since": since,
        "erase_by": erase_by, "permitted": [], "reasons": [reason],
    })
}

/// Alice signed up for the newsletter on a web form.
fn alice_signed_up() -> Candor {
    let candor = Candor::in_country("DE");
    candor.line(
        "contact add Alice --email alice@example.org --how form --for newsletter --on 2026-02-02",
    );
    candor.line(
        "consent give alice newsletter --channel email --method 'web form' --notice v3 \
         --validity P24M --on 2026-02-02",
    );
    candor
}

#[test]
fn c01_a_consent_carries_its_address_for_its_time() {
    let candor = alice_signed_up();

    let answer = why(&candor, "alice", "email", TODAY);

    assert_eq!(answer, justified("2028-02-02", &["newsletter"]));
}

#[test]
fn c02_a_withdrawn_consent_carries_nothing_from_its_day_on() {
    let candor = alice_signed_up();
    candor.line("consent withdraw alice newsletter --on 2026-11-10");

    let answer = why(&candor, "alice@example.org", "email", TODAY);

    let expected = unjustified(Some("2026-11-09"), "2026-11-10", "2026-12-10", "CONSENT_WITHDRAWN");
    assert_eq!(answer, expected);
    assert_eq!(why(&candor, "alice", "email", "2026-11-09")["verdict"], "justified");
}

#[test]
fn c03_a_contract_keeps_what_it_needs_when_the_consent_is_gone() {
    let candor = Candor::in_country("DE");
    candor.line(
        "contact add Alice --email alice@example.org --birthday 1990-04-15 --on 2026-01-15 \
         --postal-address 'Münzstr. 5, 10178 Berlin' --for delivery",
    );
    candor.line("engagement start alice K-7 --on 2026-01-15");
    candor.line(
        "consent give alice newsletter --category email --category birthday \
         --method 'web form' --notice v3 --on 2026-02-02",
    );
    candor.line("consent withdraw alice newsletter --on 2026-11-10");

    assert_eq!(why(&candor, "alice", "email", TODAY), justified("open", &["delivery"]));
    assert_eq!(why(&candor, "alice", "postal-address", TODAY), justified("open", &["delivery"]));
    assert_eq!(
        why(&candor, "alice", "birthday", TODAY),
        unjustified(Some("2026-11-09"), "2026-11-10", "2026-12-10", "CONSENT_WITHDRAWN")
    );
}

#[test]
fn c04_a_consent_given_again_heals_nothing_before_it() {
    let candor = alice_signed_up();
    candor.line("consent withdraw alice newsletter --on 2026-04-01");
    candor.line(
        "consent give alice newsletter --method 'web form' --notice v4 --validity P24M \
         --on 2026-06-01",
    );

    let on = |day| why(&candor, "alice", "email", day);
    assert_eq!(on("2026-03-01"), justified("2028-02-02", &["newsletter"]));
    assert_eq!(
        on("2026-04-15"),
        unjustified(Some("2026-03-31"), "2026-04-01", "2026-05-01", "CONSENT_WITHDRAWN")
    );
    assert_eq!(on("2026-06-02"), justified("2028-06-01", &["newsletter"]));
}

#[test]
fn c04_what_we_say_of_a_consent_lifts_no_withdrawal() {
    let candor = alice_signed_up();
    candor.line("consent withdraw alice newsletter --on 2026-04-01");
    for by in ["ourselves", "import"] {
        candor.line(&format!(
            "consent give alice newsletter --by {by} --method list --notice v4 --on 2026-06-01"
        ));
    }

    assert_eq!(why(&candor, "alice", "email", "2026-06-02")["verdict"], "unjustified");
}

#[test]
fn c06_a_consent_that_a_file_speaks_of_is_not_proven() {
    let candor = Candor::in_country("DE");
    candor.line(
        "contact add Alice --email alice@example.org --how import:people.csv --on 2026-02-02 \
         --source third-party:Meetup --for newsletter",
    );
    candor.line("consent record alice newsletter unknown --by import --on 2026-02-02");

    let answer = why(&candor, "alice", "email", TODAY);

    assert_eq!(answer, unjustified(None, "2026-02-02", "2026-03-02", "CONSENT_UNPROVEN"));
}

#[test]
fn c11_the_longest_justification_wins_for_each_value_by_itself() {
    let candor = Candor::in_country("GB");
    candor.line(
        "contact add Alice --phone '020 7946 0123' --on 2026-01-10 --for delivery \
         --postal-address '5 High St, London, SW1A 1AA'",
    );
    candor.line("engagement start alice Site --on 2026-01-10");
    candor.line("event add alice invoice --number 7 --on 2026-03-31");
    candor.line(
        "consent give alice newsletter --method paper --notice v1 --validity P6M --on 2026-05-20",
    );
    candor.line("engagement end alice --on 2026-09-30");

    let kept = justified("2032-01-31", &["tax"]);
    assert_eq!(why(&candor, "alice", "name", TODAY), kept);
    assert_eq!(why(&candor, "alice", "postal-address", TODAY), kept);
    assert_eq!(
        why(&candor, "alice", "phone", TODAY),
        unjustified(Some("2026-09-30"), "2026-10-01", "2026-11-01", "CONTRACT_ENDED")
    );
}

#[test]
fn c15_somebody_who_acts_for_a_client_is_no_party_to_the_contract() {
    let candor = Candor::in_country("DE");
    candor.line("contact add 'Acme GmbH' --kind company");
    candor.line("engagement start 'Acme GmbH' Portal --on 2026-03-01");
    candor.line(
        "contact add Bob --phone '+49 151 23456789' --acts-for 'Acme GmbH' --on 2026-03-01 \
         --organisation 'Acme GmbH' --for delivery",
    );
    candor.line("ground open bob delivery --basis contract --engagement 1 --on 2026-03-01");
    assert_eq!(
        why(&candor, "bob", "phone", TODAY),
        unjustified(None, "2026-03-01", "2026-04-01", "CONTRACT_NOT_PARTY")
    );

    candor.line("assess client-contact --on 2026-03-01");
    candor.line("notice give bob --by mail --on 2026-03-01");
    candor.line("ground open bob client-contact --on 2026-03-01");

    assert_eq!(why(&candor, "bob", "phone", TODAY), justified("open", &["client-contact"]));
}

#[test]
fn c18_an_enquiry_ends_half_a_year_after_the_last_word_from_them() {
    let candor = Candor::in_country("DE");
    candor.line(
        "contact add Alice --email alice@example.org --how message --for enquiry --on 2026-05-20",
    );
    candor.line("interaction log alice 'I called, no answer' --on 2026-09-01");

    let expected = unjustified(Some("2026-11-20"), "2026-11-21", "2026-12-21", "RETENTION_EXPIRED");
    assert_eq!(why(&candor, "alice", "email", TODAY), expected);
    assert_eq!(why(&candor, "alice", "email", "2026-11-20"), justified("2026-11-20", &["enquiry"]));
}

#[test]
fn c19_an_interest_ends_when_nobody_was_told_in_time() {
    let candor = Candor::in_country("DE");
    candor.line("assess prospecting --on 2026-03-01");
    candor.line(
        "contact add Carla --email carla@example.org --role CTO --source public:LinkedIn \
         --for prospecting --on 2026-03-10",
    );
    let on = |day| why(&candor, "carla", "email", day);
    let overdue = || unjustified(Some("2026-04-10"), "2026-04-11", "2026-05-11", "NOTICE_OVERDUE");

    assert_eq!(on("2026-04-10"), justified("2026-04-10", &["prospecting"]));
    let duties = &candor.json("why carla email --as-of 2026-04-10")["duties"];
    assert_eq!(duties[0]["kind"], "art-14-notice");
    assert_eq!((&duties[0]["due"], &duties[0]["state"]), (&"2026-04-10".into(), &"open".into()));
    assert_eq!(on("2026-04-11"), overdue());
    assert_eq!(on(TODAY), overdue());

    candor.line("notice give carla --on 2026-04-20");

    assert_eq!(on("2026-04-15"), overdue());
    assert_eq!(on("2026-04-20"), justified("2027-03-10", &["prospecting"]));
}
