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
