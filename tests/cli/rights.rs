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
fn c32_requests_show_their_due_day_by_the_calendar_of_the_country() {
    for (country, received, due) in [
        ("DE", "2025-01-31", "2025-02-28"),
        ("GB", "2026-03-05", "2026-04-07"),
        ("GB", "2025-11-25", "2025-12-29"),
        ("DE", "2026-01-31", "2026-03-02"),
    ] {
        let candor = Candor::in_country(country);
        candor.line("contact add Alice --email alice@example.org --on 2024-01-10");
        candor.line(&format!("request add alice access --on {received}"));

        let request = &candor.json("request list alice --as-of 2026-11-23")[0];

        assert_eq!(request["due"], due, "{country} {received}");
        assert_eq!(request["state"], "violated");
        assert!(candor.line("request list alice").contains(&format!("overdue: was due {due}")));
    }
}

#[test]
fn a_request_goes_through_all_its_steps() {
    let candor = Candor::in_country("GB");
    candor.line("contact add Alice --email alice@example.org --on 2026-01-10");
    candor.line("request add alice access --on 2026-10-01");
    let request = |candor: &Candor| candor.json("request show alice 1");

    candor.line("request doubt alice --reason 'another address' --on 2026-10-02");
    assert_eq!(request(&candor)["clock"], "awaits-identity");
    candor.line("request identity alice --by telephone --on 2026-10-05");
    assert_eq!(request(&candor)["due"], "2026-11-05");
    candor.line("request clarify alice --question 'all mails?' --on 2026-10-07");
    assert_eq!(request(&candor)["clock"], "awaits-clarification");
    candor.line("request clarified alice --on 2026-10-08");
    assert_eq!(request(&candor)["due"], "2026-11-09", "two days, and a weekend");
    candor.line("request extend alice --reason 'a thousand mails' --on 2026-11-09");
    assert_eq!(request(&candor)["due"], "2027-01-07");
    candor.line(
        "request decide alice --outcome refused --data email --article 'Art. 15(4)' \
         --reason 'it is somebody else' --on 2026-11-10",
    );
    candor.line("request answer alice --by post --on 2026-11-20");

    let all = request(&candor);
    assert_eq!((&all["state"], &all["answered_on"]), (&"met".into(), &"2026-11-20".into()));
    let steps: Vec<&str> =
        all["steps"].as_array().unwrap().iter().map(|one| one["step"].as_str().unwrap()).collect();
    assert_eq!(steps.len(), 7);
    assert_eq!(all["steps"][5]["article"], "Art. 15(4)");
    assert!(candor.json("request list").as_array().unwrap().is_empty());
}

#[test]
fn steps_that_fit_nothing_are_refused() {
    let candor = Candor::in_country("DE");
    candor.line("contact add Alice --email alice@example.org --on 2026-01-10");

    let (code, told) = candor.fails("request answer alice");
    assert!(code == 1 && told.contains("no request"), "{code} {told}");
    candor.line("request add alice access --on 2026-10-01");
    let (_, told) = candor.fails("request identity alice --on 2026-10-02");
    assert!(told.contains("nobody doubted"), "{told}");
    let (_, told) = candor.fails("request clarified alice --on 2026-10-02");
    assert!(told.contains("were not asked"), "{told}");
    let (_, told) = candor.fails("request answer alice --on 2026-09-30");
    assert!(told.contains("2026-10-01"), "{told}");
    candor.line("request answer alice --on 2026-10-02");
    let (_, told) = candor.fails("request answer alice 1 --on 2026-10-03");
    assert!(told.contains("answered on 2026-10-02"), "{told}");
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

#[test]
fn c34_an_access_copy_names_recipients_sources_and_days_and_hides_others() {
    let candor = client();
    candor.line("contact add 'Dave Miller' --email dave@example.org --on 2026-02-01");
    candor.line(
        "contact edit alice --add 'note=Pays late. Dave is ill.' --source ourselves \
         --on 2026-02-10",
    );
    candor.line("contact edit alice --kind note=inferred --mentions note=dave");
    candor.line("disclosure add alice email --to 'Bookkeeper Ltd' --for delivery --on 2026-04-02");
    candor.line("disclosure add alice --to 'Mailhost Inc.' --for delivery --on 2026-06-01");
    candor.line("restrict alice phone --on 2026-11-16");
    candor.line("request add alice access --on 2026-11-20");

    let copy = candor.json("request access alice --for 3");

    let names: Vec<&str> = copy["recipients"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["name"].as_str().unwrap())
        .collect();
    assert_eq!(names, ["Bookkeeper Ltd", "Mailhost Inc."]);
    assert_eq!(copy["recipients"][0]["got"][0]["on"], "2026-04-02");
    let data = copy["data"].as_array().unwrap();
    let of = |word: &str| data.iter().find(|one| one["category"] == word).unwrap();
    assert_eq!(of("phone")["value"], "0301234567", "restricted, and theirs");
    assert_eq!(of("phone")["verdict"], "restricted");
    assert_eq!(of("note")["kind"], "inferred");
    let note = of("note")["value"].as_str().unwrap();
    assert!(note.contains("Pays late") && !note.contains("Dave"), "{note}");
    assert!(of("email")["sources"][0].as_str().unwrap().contains("LinkedIn"));
    assert!(!of("email")["kept"].as_str().unwrap().is_empty());
    assert_eq!(copy["automated_decisions"], false);
    assert_eq!(copy["generated_at"], "2026-11-23T12:00:00+00:00");
    assert!(copy["purposes"].to_string().contains("delivery"), "{}", copy["purposes"]);

    let letter = candor.line("request access alice");
    for said in ["Bookkeeper Ltd", "2026-06-01", "complain", "No machine decides", "Copy made at"] {
        assert!(letter.contains(said), "{said}: {letter}");
    }
    assert!(!letter.contains("Dave"), "{letter}");
}

#[test]
fn c35_a_file_to_take_along_holds_only_what_they_gave() {
    let candor = client();
    candor.line("contact edit alice --add note='A site in blue' --on 2026-02-01");
    candor.line("contact edit alice --add note='Pays late' --source ourselves --on 2026-02-01");

    let data = candor.json("request portability alice")["data"].clone();

    let values: Vec<&str> =
        data.as_array().unwrap().iter().map(|one| one["value"].as_str().unwrap()).collect();
    assert_eq!(values, ["A site in blue"], "the rest came from LinkedIn or from us");
    let lines = candor.line("request portability alice");
    assert_eq!(lines, "note\t\tA site in blue\n");
}

#[test]
fn nothing_is_handed_out_while_it_is_in_doubt_who_asks() {
    let candor = client();
    candor.line("request add alice access --on 2026-11-20");
    candor.line("request doubt alice --reason 'another address' --on 2026-11-21");

    let (code, told) = candor.fails("request access alice");
    assert!(code == 1 && told.contains("in doubt since 2026-11-21"), "{code} {told}");

    candor.line("request identity alice --by telephone --on 2026-11-22");
    assert!(candor.line("request access alice").contains("alice@example.org"));
}

#[test]
fn c27_an_opt_out_counts_at_once_and_the_outer_limit_of_the_law_is_only_shown() {
    let candor = Candor::in_country("CA");
    candor.line("contact add Alice --email alice@example.org --country CA --on 2026-01-10");
    let output = candor.output(&["object", "alice", "--on", "2026-11-23"]);

    let told = String::from_utf8(output.stderr).unwrap();

    assert!(told.contains("at once (the law would leave time until 2026-12-07)"), "{told}");
}
