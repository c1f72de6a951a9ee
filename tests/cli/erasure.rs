//! Erasing through the command line: what goes, what stays, and that nobody is erased by mistake.

use super::Candor;

/// A client with an invoice, and a phone that nothing needs any more.
fn with_an_invoice() -> Candor {
    let candor = Candor::in_country("DE");
    candor.line(
        "contact add Alice --phone 0301234567 --for delivery --on 2025-01-10 \
         --postal-address 'Münzstr. 5, 10178 Berlin'",
    );
    candor.line("engagement start alice Site --on 2025-01-10");
    candor.line("event add alice invoice --on 2025-03-15");
    candor.line("engagement end alice --on 2025-04-01");
    candor
}

#[test]
fn c13_what_the_law_keeps_stays_and_the_rest_goes() {
    let candor = with_an_invoice();

    let done = candor.json("erase alice --requested --yes");

    let words = |key: &str| -> Vec<String> {
        let list = done[key].as_array().unwrap();
        list.iter().map(|one| one["category"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(words("goes"), ["phone"]);
    assert_eq!(words("stays"), ["name", "postal-address"]);
    assert_eq!(done["stays"][0]["until"], "2033-12-31");
    assert_eq!(done["stays"][0]["article"], "Art. 17(3)(b)");
    assert_eq!(candor.fails("why alice phone").0, 1);
}

#[test]
fn an_erased_value_stands_nowhere_in_the_vault() {
    let candor = with_an_invoice();
    let holds = |needle: &str| {
        let files = std::fs::read_dir(candor.vault()).unwrap();
        files.flatten().any(|file| {
            let bytes = std::fs::read(file.path()).unwrap_or_default();
            bytes.windows(needle.len()).any(|window| window == needle.as_bytes())
        })
    };

    candor.line("erase alice phone --yes");

    // An unencrypted vault is sealed as well, under a key that lies beside it: what this looks for
    // must not be there in clear before either.
    assert!(!holds("0301234567"));
    assert!(candor.line("check").is_empty());
}

#[test]
fn nobody_is_erased_where_nobody_can_be_asked() {
    let candor = with_an_invoice();

    let (code, told) = candor.fails("erase alice");

    assert_eq!(code, 2);
    assert!(told.contains("--dry-run"), "{told}");
    assert!(candor.line("contact show alice").contains("phone"));
}

#[test]
fn a_dry_run_says_what_would_go() {
    let candor = with_an_invoice();

    let plan = candor.line("erase alice --dry-run");

    assert!(plan.contains("goes\tphone\t0301234567"), "{plan}");
    assert!(plan.contains("stays\tname\tAlice"), "{plan}");
    assert!(candor.line("contact show alice").contains("0301234567"));
}

#[test]
fn somebody_whom_nothing_holds_goes_whole() {
    let candor = Candor::in_country("DE");
    candor.line("contact add Zoe --email zoe@example.org");

    let done = candor.json("erase zoe --yes");

    assert_eq!(done["contact_gone"], true);
    assert_eq!(candor.fails("contact show zoe").0, 1);
    assert_eq!(candor.fails("contact show 1").0, 1);
}

#[test]
fn c13_a_request_is_decided_value_by_value_and_recipients_are_to_be_told() {
    let candor = with_an_invoice();
    candor.line("disclosure add alice phone --to Courier --for delivery --on 2025-02-01");
    candor.line("disclosure add alice name --to Bookkeeper --for tax --on 2025-04-01");
    candor.line("request add alice erasure --on 2026-11-20");
    assert_eq!(candor.json("request show alice")["due"], "2026-12-21", "20 December is a Sunday");

    let done = candor.json("erase alice --requested --yes");

    assert_eq!(done["stays"][0]["purposes"], serde_json::json!(["tax"]));
    let letter = done["letter"].as_str().unwrap();
    for said in ["phone", "31 December 2033", "Art. 17(3)(b)", "Art. 77", "Art. 79", "Courier"] {
        assert!(letter.contains(said), "{said}: {letter}");
    }
    let request = candor.json("request show alice");
    assert_eq!(request["kind"], "erasure");
    let outcomes: Vec<&str> = request["steps"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["outcome"].as_str().unwrap())
        .collect();
    assert_eq!(outcomes, ["erased", "refused"]);
    assert_eq!(request["steps"][1]["until"], "2033-12-31");
    assert_eq!(candor.json("request list alice").as_array().unwrap().len(), 1, "no second one");

    let tell = |candor: &Candor| {
        let duties = candor.json("contact show alice")["duties"].clone();
        let open = duties.as_array().unwrap().iter();
        let told = open.filter(|one| one["kind"] == "tell-recipient");
        told.map(|one| one["text"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(tell(&candor), ["Tell Courier what became of it by 23 December 2026 (Art. 19)."]);
    candor.line("disclosure told alice --to courier --by mail");
    assert!(tell(&candor).is_empty());
    candor.line("request answer alice --by mail");
    assert_eq!(candor.json("request show alice 1")["state"], "met");
}

#[test]
fn nothing_is_erased_on_a_request_of_which_it_is_in_doubt_who_made_it() {
    let candor = with_an_invoice();
    candor.line("request add alice erasure --on 2026-11-20");
    candor.line("request doubt alice --reason 'another address' --on 2026-11-21");

    let (code, told) = candor.fails("erase alice --requested --yes");

    assert!(code == 1 && told.contains("in doubt"), "{code} {told}");
    assert!(candor.line("contact show alice").contains("0301234567"));
}

#[test]
fn a_correction_keeps_the_day_and_tells_whoever_got_a_wrong_value() {
    let candor = with_an_invoice();
    candor.line("disclosure add alice phone --to Courier --for delivery --on 2025-02-01");
    candor.line("contact edit alice --correct phone=0307654321 --on 2025-02-10");
    candor.line("disclosure add alice phone --to Printer --for delivery --on 2025-02-20");

    candor.line("contact edit alice --correct phone=0301111111 --by-person");

    let why = candor.json("why alice phone --as-of 2025-03-01");
    assert_eq!(why["provenance"][0]["collected_on"], "2025-01-10");
    let duties = candor.json("contact show alice")["duties"].clone();
    let told = duties.as_array().unwrap().iter().filter(|one| one["kind"] == "tell-recipient");
    let told: Vec<&str> = told.map(|one| one["text"].as_str().unwrap()).collect();
    assert_eq!(
        told,
        [
            "Tell Courier what became of it; it was due by 10 March 2025 (Art. 19).",
            "Tell Courier what became of it by 23 December 2026 (Art. 19).",
            "Tell Printer what became of it by 23 December 2026 (Art. 19).",
        ]
    );
    candor.line("disclosure told alice --to Courier --exempt 'the firm is gone'");
    let duties = candor.json("contact show alice")["duties"].to_string();
    assert!(!duties.contains("Tell Courier what became of it by"), "{duties}");
    assert!(
        duties.contains("Tell Printer what became of it by 23 December 2026 (Art. 19)."),
        "{duties}"
    );
}
