//! Further cases of the same kind as the scenarios, recorded and asked through the command line.

use serde_json::{Value, json};

use super::Candor;

/// Verdict, last day and reasons of a field in one line.
fn says(candor: &Candor, who: &str, field: &str, as_of: &str) -> String {
    let answer = candor.json(&format!("why {who} {field} --as-of {as_of}"));
    let words = |key: &str| -> Vec<String> {
        let all = answer[key].as_array().unwrap().iter();
        all.map(|one| one.as_str().unwrap().to_owned()).collect()
    };
    let (until, since) = (&answer["hold_until"], &answer["unjustified_since"]);
    match answer["verdict"].as_str().unwrap() {
        "unjustified" => format!("unjustified since {since}: {}", words("reasons").join(" ")),
        standing => format!("{standing} until {until}: {}", words("permitted").join(" ")),
    }
    .replace('"', "")
}

/// The fields that may leave.
fn passes(candor: &Candor, line: &str) -> Vec<String> {
    let answer = candor.json(&format!("may-use {line}"));
    let fields = answer["passes"].as_array().unwrap().iter();
    fields.map(|one| one["field"].as_str().unwrap().to_owned()).collect()
}

fn is_open(candor: &Candor, line: &str) -> bool {
    candor.json(&format!("may-use {line}"))["channels"][0]["open"] == true
}

/// Alice signed up on a form; nobody has recorded any consent yet.
fn signed_up(country: &str, theirs: &str, on: &str) -> Candor {
    let candor = Candor::in_country(country);
    candor.line(&format!(
        "contact add Alice --email alice@example.org --country {theirs} --how form \
         --for newsletter --on {on}"
    ));
    candor
}

const YES: &str = "--channel email --method form --notice v1";

#[test]
fn taking_back_one_consent_leaves_the_other() {
    let candor = signed_up("DE", "DE", "2026-02-02");
    for purpose in ["newsletter", "keep-in-touch"] {
        candor.line(&format!("consent give alice {purpose} {YES} --on 2026-02-02"));
    }
    candor.line("consent withdraw alice keep-in-touch --on 2026-11-10");

    assert_eq!(
        says(&candor, "alice", "email", "2026-11-23"),
        "justified until 2028-02-02: newsletter"
    );
    assert_eq!(passes(&candor, "alice newsletter --channel email"), ["name", "email"]);
    assert!(passes(&candor, "alice keep-in-touch --channel email").is_empty());
}

#[test]
fn what_the_user_enters_of_a_consent_proves_nothing() {
    let candor = signed_up("DE", "DE", "2026-02-02");
    candor.line(&format!("consent give alice newsletter {YES} --by ourselves --on 2026-02-02"));

    let said = says(&candor, "alice", "email", "2026-11-23");

    assert_eq!(said, "unjustified since 2026-02-02: CONSENT_UNPROVEN");
}

#[test]
fn a_consent_ends_after_its_last_day() {
    let candor = signed_up("DE", "DE", "2024-11-22");
    candor.line(&format!("consent give alice newsletter {YES} --on 2024-11-22"));

    assert_eq!(
        says(&candor, "alice", "email", "2026-11-22"),
        "justified until 2026-11-22: newsletter"
    );
    let said = says(&candor, "alice", "email", "2026-11-23");
    assert_eq!(said, "unjustified since 2026-11-23: CONSENT_EXPIRED");
}

#[test]
fn a_sign_up_that_waits_for_its_confirmation_is_no_consent_yet() {
    let candor = signed_up("DE", "DE", "2026-02-02");
    candor.line(
        "consent record alice newsletter requested --method form --notice v1 --on 2026-02-02",
    );
    candor.line(&format!("consent give alice newsletter {YES} --on 2026-02-05"));

    let on = |day| says(&candor, "alice", "email", day);
    assert_eq!(on("2026-02-04"), "unjustified since 2026-02-02: CONSENT_UNPROVEN");
    assert_eq!(on("2026-02-05"), "justified until 2028-02-05: newsletter");
}

#[test]
fn c09_the_age_that_counts_is_that_of_the_childs_country() {
    for (country, age, by, fine) in [
        ("FR", 14, "person", false),
        ("FR", 15, "person", true),
        ("GB", 12, "person", false),
        ("GB", 13, "person", true),
        ("GB", 12, "parent", true),
        ("DE", 15, "person", false),
        ("DE", 16, "person", true),
    ] {
        let candor = signed_up("DE", country, "2026-02-02");
        candor.line(&format!(
            "consent give alice newsletter {YES} --age {age} --by {by} --on 2026-02-02"
        ));

        let said = says(&candor, "alice", "email", "2026-11-23");

        let child = "unjustified since 2026-02-02: CHILD_CONSENT";
        let expected = if fine { "justified until 2028-02-02: newsletter" } else { child };
        assert_eq!(said, expected, "{country} {age} {by}");
    }
}

#[test]
fn a_refusal_closes_the_interest_in_the_same_purpose_as_well() {
    let candor = Candor::in_country("DE");
    candor.line("assess keep-in-touch --on 2026-01-01");
    candor.line("contact add Alice --email alice@example.org --how form --on 2026-01-10");
    candor.line("notice give alice --on 2026-01-10");
    candor.line("ground open alice keep-in-touch --on 2026-01-10");
    candor.line("consent record alice keep-in-touch refused --method mail --on 2026-06-01");

    let on = |day| says(&candor, "alice", "email", day);
    assert!(on("2026-05-31").starts_with("justified"), "{}", on("2026-05-31"));
    assert!(on("2026-06-01").starts_with("unjustified since 2026-06-01: "), "{}", on("2026-06-01"));
}

#[test]
fn an_address_from_a_sale_without_an_opt_out_is_not_written_to() {
    let candor = Candor::in_country("DE");
    candor.line("contact add Alice --email alice@example.org --for delivery --on 2026-01-15");
    candor.line("engagement start alice 'Web site' --asked-for --on 2026-01-15");

    assert!(!is_open(&candor, "alice keep-in-touch --channel email"));
    assert!(passes(&candor, "alice keep-in-touch --channel email").is_empty());
}

#[test]
fn a_canadian_purchase_opens_the_address_for_two_years() {
    let candor = Candor::in_country("CA");
    candor.line("contact add Zoe --email zoe@example.org --country CA --on 2024-02-29");
    candor.line("event add zoe purchase --on 2024-02-29");

    let open = |day| is_open(&candor, &format!("zoe prospecting --as-of {day}"));
    assert!(open("2026-02-28"));
    assert!(!open("2026-03-01"));
}

#[test]
fn a_sole_trader_is_a_person_and_a_company_has_a_free_address() {
    let candor = Candor::in_country("GB");
    for (name, kind) in [("Ltd", "company"), ("Trader", "sole-trader"), ("Pair", "partnership")] {
        candor.line(&format!(
            "contact add {name} --kind {kind} --country GB --email {name}@example.org \
             --on 2026-01-15"
        ));
    }

    assert!(is_open(&candor, "Ltd prospecting --channel email"));
    assert!(!is_open(&candor, "Trader prospecting --channel email"));
    assert!(!is_open(&candor, "Pair prospecting --channel email"));
}

#[test]
fn somebody_found_is_told_with_the_first_message_at_the_latest() {
    let candor = Candor::in_country("DE");
    candor.line("assess prospecting --on 2026-01-01");
    candor.line(
        "contact add Carla --email carla@example.org --source public:LinkedIn --for prospecting \
         --on 2026-10-01",
    );
    candor.line("interaction log carla 'I wrote' --no-notice --on 2026-10-08");

    let on = |day| says(&candor, "carla", "email", day);
    assert_eq!(on("2026-10-08"), "justified until 2026-10-08: prospecting");
    assert_eq!(on("2026-10-09"), "unjustified since 2026-10-09: NOTICE_OVERDUE");
}

#[test]
fn invoices_are_kept_as_long_as_the_users_country_says() {
    for (country, on, until) in [
        ("GB", "2025-04-05", "2031-01-31"),
        ("GB", "2025-04-06", "2032-01-31"),
        ("DE", "2025-01-01", "2033-12-31"),
        ("DE", "2024-12-31", "2032-12-31"),
        ("US", "2025-12-31", "2029-04-15"),
    ] {
        let candor = Candor::in_country(country);
        candor.line(&format!("contact add Alice --for delivery --on {on}"));
        candor.line(&format!("event add alice invoice --number 7 --on {on}"));

        let said = says(&candor, "alice", "name", "2026-11-23");

        assert_eq!(said, format!("justified until {until}: tax"), "{country} {on}");
    }
}

#[test]
fn what_is_tried_after_a_withdrawal_is_refused_and_on_record() {
    let candor = signed_up("DE", "DE", "2026-02-02");
    candor.line(&format!("consent give alice newsletter {YES} --on 2026-02-02"));
    candor.line("consent withdraw alice newsletter --on 2026-11-10");

    let (code, told) = candor.fails("export newsletter alice --channel email");

    assert_eq!(code, 1);
    assert!(told.contains("CONSENT_WITHDRAWN") && !told.contains("alice@example.org"), "{told}");
    let records = candor.json("disclosure list alice");
    assert!(records[0]["refused"].to_string().contains("CONSENT_WITHDRAWN"), "{records}");
}

/// Somebody in the network, which rests on an interest.
fn in_the_network() -> Candor {
    let candor = Candor::in_country("DE");
    candor.line("assess network --on 2026-01-01");
    candor.line("contact add Alice --how form --for network --on 2026-01-10");
    candor.line("notice give alice --on 2026-01-10");
    candor.line("ground open alice network --on 2026-01-10");
    candor
}

#[test]
fn an_objection_to_an_interest_restricts_until_it_is_decided_and_counts_if_it_is_not() {
    let candor = in_the_network();
    candor.line("object alice network --on 2026-09-01");

    let on = |day| says(&candor, "alice", "name", day);
    assert_eq!(on("2026-08-31"), "justified until 2029-01-10: network");
    assert!(on("2026-09-01").starts_with("restricted"), "{}", on("2026-09-01"));
    assert!(on("2026-10-01").starts_with("restricted"), "{}", on("2026-10-01"));
    assert_eq!(on("2026-10-02"), "unjustified since 2026-10-02: OBJECTION_UPHELD");
}

#[test]
fn an_enquiry_lasts_from_the_last_word_of_theirs() {
    let candor = Candor::in_country("DE");
    candor.line(
        "contact add Alice --email a@example.org --how message --for enquiry --on 2026-05-20",
    );
    candor.line("interaction log alice 'she wrote' --means mail --from-them --on 2026-08-31");

    assert_eq!(
        says(&candor, "alice", "email", "2026-11-23"),
        "justified until 2027-02-28: enquiry"
    );
}

#[test]
fn c21_a_notice_that_is_missing_on_a_contract_is_a_duty_and_no_lapse() {
    let candor = Candor::in_country("DE");
    candor.line(
        "contact add Alice --postal-address 'Münzstr. 5, 10178 Berlin' --for delivery \
         --on 2026-10-01",
    );
    candor.line("engagement start alice Site --asked-for --on 2026-10-01");

    let answer = candor.json("why alice postal-address");

    assert_eq!((&answer["verdict"], &answer["hold_until"]), (&json!("justified"), &json!("open")));
    let missing = answer["duties"].as_array().unwrap().iter();
    let missing: Vec<&Value> = missing.filter(|one| one["kind"] == "art-13-notice").collect();
    assert_eq!(missing[0]["due"], "2026-10-01");
    assert_eq!(missing[0]["state"], "violated");
}

#[test]
fn c30_restricted_is_stored_alone_and_passes_for_claims_and_to_the_person() {
    let candor = Candor::in_country("DE");
    candor.line("assess legal-claims --on 2026-01-01");
    candor.line(
        "contact add Alice --email alice@example.org --postal-address 'Münzstr. 5, 10178 Berlin' \
         --how form --for delivery --on 2026-01-15",
    );
    candor.line("engagement start alice Site --asked-for --on 2026-01-15");
    candor.line("notice give alice --on 2026-01-15");
    candor.line("engagement end alice --dispute-possible --on 2026-10-01");
    candor.line("restrict alice email --on 2026-11-16");

    assert!(passes(&candor, "alice legal-claims").contains(&"email".to_owned()));
    assert!(candor.line("export legal-claims alice").contains("alice@example.org"));
    assert!(!passes(&candor, "alice delivery").contains(&"email".to_owned()));
    assert!(candor.line("request access alice").contains("alice@example.org"));
    assert_eq!(
        says(&candor, "alice", "email", "2040-01-01").split(':').next(),
        Some("restricted until open")
    );
    let agenda = candor.json("agenda --until 2040-01-01");
    let erased = agenda["lines"].as_array().unwrap().iter().filter(|line| line["kind"] == "erase");
    assert!(erased.filter(|line| line.to_string().contains("email")).count() == 0, "{agenda}");
}

#[test]
fn c39_what_no_purpose_needs_may_not_be_held_and_leaves_for_nothing() {
    let candor = Candor::in_country("DE");
    candor.line("contact add Alice --set honorific=Ms --for delivery --on 2026-01-15");
    candor.line("engagement start alice Site --asked-for --on 2026-01-15");
    candor.line("contact edit alice --add shoe-size=39 --no-purpose --on 2026-01-15");

    let says = |field| says(&candor, "alice", field, "2026-11-23");
    assert_eq!(says("honorific"), "unjustified since 2026-01-15: NOT_NECESSARY");
    assert_eq!(says("shoe-size"), "unjustified since 2026-01-15: NO_PURPOSE");
    assert_eq!(passes(&candor, "alice delivery"), ["name"]);
}

#[test]
fn x3_special_categories_choose_nobody_and_what_stands_for_them_asks_why() {
    let candor = Candor::in_country("DE");

    for query in ["'-nationality:PL'", "'postcode:SE15'"] {
        let (code, told) = candor.fails(&format!("segment add some {query}"));
        assert!(code != 0 && told.contains("--reason"), "{code} {told}");
    }
    let (_, told) = candor.fails("segment add some 'special:health' --reason 'I want to'");
    assert!(!told.contains("--reason"), "{told}");
    candor.line("segment add near 'postcode:10178' --reason 'a workshop round the corner'");
}
