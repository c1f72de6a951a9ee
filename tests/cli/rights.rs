//! Rights that people exercise, recorded and seen through the command line.

use super::Candor;

/// Alice is a client, and was written to as a prospect before.
fn client() -> Candor {
    let candor = Candor::in_country("DE");
    candor.line("assess prospecting --on 2026-01-01");
    candor.line(
        "contact add Alice --email alice@example.org --phone 0301234567 --on 2026-01-10 \
         --source public:LinkedIn --for prospecting",
    );
    candor.line("notice give alice --on 2026-01-11");
    candor.line("engagement start alice Site --asked-for --on 2026-02-01");
    candor
}

#[test]
fn an_objection_to_marketing_ends_marketing_and_nothing_else() {
    let candor = client();
    candor.line("object alice --on 2026-11-20");

    let before = candor.json("why alice email --as-of 2026-11-19");
    let after = candor.json("why alice email --as-of 2026-11-20");

    assert_eq!(before["permitted"], serde_json::json!(["delivery", "prospecting"]));
    assert_eq!(after["permitted"], serde_json::json!(["delivery"]));
}

#[test]
fn c30_a_restricted_value_is_masked_until_asked_for_and_lifted_after_telling() {
    let candor = client();
    candor.line("restrict alice phone --on 2026-11-16");

    let answer = candor.json("why alice phone --as-of 2026-11-23");
    assert_eq!(answer["verdict"], "restricted");
    assert!(answer["datum"]["value"].is_null());
    assert!(!candor.line("contact show alice").contains("0301234567"));
    assert!(candor.line("contact show alice --reveal").contains("0301234567"));
    assert_eq!(candor.json("why alice email --as-of 2026-11-23")["verdict"], "justified");

    let rights = &candor.json("contact show alice")["rights"];
    let number = rights.as_array().unwrap().last().unwrap()["id"].clone();
    let (code, told) = candor.fails(&format!("restrict lift alice {number} --on 2026-11-20"));
    assert!(code == 1 && told.contains("Art. 18(3)"), "{code} {told}");

    candor.line(&format!("restrict tell alice {number} --on 2026-11-19"));
    candor.line(&format!("restrict lift alice {number} --on 2026-11-20"));
    assert_eq!(candor.json("why alice phone --as-of 2026-11-23")["verdict"], "justified");
}

#[test]
fn a_request_starts_its_clock_and_the_answer_stops_it() {
    let candor = client();
    candor.line("request add alice access --on 2026-10-30");
    let duty = |candor: &Candor| {
        let duties = candor.json("contact show alice")["duties"].clone();
        let found = duties.as_array().unwrap().iter().find(|one| one["kind"] == "answer-request");
        found.map(|one| one["due"].clone())
    };
    assert_eq!(duty(&candor), Some("2026-11-30".into()));

    candor.line("request answer alice 2 --on 2026-11-02");

    assert_eq!(duty(&candor), None);
}

#[test]
fn what_left_is_on_record_by_name() {
    let candor = client();
    candor.line("disclosure add alice email --to 'Bookkeeper Ltd' --for delivery --on 2026-04-02");

    let left = candor.json("disclosure list alice");

    assert_eq!(left[0]["recipient"], "Bookkeeper Ltd");
    assert_eq!(left[0]["categories"], serde_json::json!(["email"]));
    let seen = candor.json("why alice email --as-of 2026-11-23");
    assert!(seen["recipients"].to_string().contains("Bookkeeper Ltd"), "{seen}");
}
