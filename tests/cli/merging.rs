//! Two records of one person made one, through the command line.

use super::Candor;

/// One person twice: as a client, and as a reader who objected.
fn twice() -> Candor {
    let candor = Candor::in_country("DE");
    candor.line("contact add 'Anna Bell' --email anna@example.org --on 2026-01-10");
    candor.line("engagement start anna Site --asked-for --on 2026-02-01");
    candor.line("contact add 'A. Bell' --email bell@example.net --for newsletter --on 2026-02-02");
    candor.line(
        "consent give bell@example.net newsletter --channel email --method form --notice v1 \
         --on 2026-02-02",
    );
    candor.line("interaction log bell@example.net 'called about prices' --on 2026-03-02");
    candor.line("disclosure add bell@example.net --to Mailhost --for newsletter --on 2026-03-03");
    candor.line("request add bell@example.net access --on 2026-11-20");
    candor
}

#[test]
fn a_merge_keeps_what_both_records_say() {
    let candor = twice();
    let try_out = candor.json("contact merge anna@example.org bell@example.net --dry-run");
    assert_eq!(try_out["dry_run"], true);

    candor.line("contact merge anna@example.org bell@example.net");

    assert_eq!(candor.json("contact list").as_array().unwrap().len(), 1);
    let card = candor.line("contact show anna@example.org");
    assert!(card.contains("bell@example.net"), "{card}");
    let why = candor.json("why anna@example.org bell@example.net");
    assert!(why["permitted"].to_string().contains("newsletter"), "{why}");
    let why = candor.json("why anna@example.org anna@example.org");
    assert_eq!(why["permitted"], serde_json::json!(["delivery"]), "no newsletter to that one");
    assert_eq!(candor.json("disclosure list bell@example.net")[0]["recipient"], "Mailhost");
    assert_eq!(candor.json("request list bell@example.net")[0]["due"], "2026-12-21");
    assert!(candor.line("interaction list bell@example.net").contains("prices"));
    assert!(candor.line("check").is_empty());
}

#[test]
fn an_objection_on_one_record_reaches_the_other() {
    let candor = twice();
    candor.line("object anna@example.org --on 2026-01-15");

    candor.line("contact merge bell@example.net anna@example.org");

    let why = candor.json("why bell@example.net bell@example.net");
    assert!(!why["permitted"].to_string().contains("newsletter"), "{why}");
}

#[test]
fn a_merge_can_be_undone() {
    let candor = twice();
    let before = candor.line("contact show bell@example.net");
    candor.line("contact merge anna@example.org bell@example.net");

    candor.line("undo");

    assert_eq!(candor.json("contact list").as_array().unwrap().len(), 2);
    assert_eq!(candor.line("contact show bell@example.net"), before);
    assert!(candor.line("check").is_empty());
}

#[test]
fn only_two_people_are_made_one() {
    let candor = twice();
    candor.line("contact add Acme --kind company --email info@acme.example");

    let (_, told) = candor.fails("contact merge anna@example.org info@acme.example");
    assert!(told.contains("only people"), "{told}");
    let (_, told) = candor.fails("contact merge anna@example.org anna@example.org");
    assert!(told.contains("the same contact"), "{told}");
}

#[test]
fn a_text_that_speaks_of_one_record_hides_the_name_still_after_a_merge_and_its_undoing() {
    let candor = twice();
    candor.line("contact add Zoe --email zoe@example.org --on 2026-02-01");
    candor.line(
        "contact edit zoe --add 'note=Pays late. Bell was rude.' --source ourselves --on 2026-02-10",
    );
    candor.line("contact edit zoe --mentions note=bell@example.net");
    candor.line("request add zoe access --on 2026-11-20");
    let note = || {
        let copy = candor.json("request access zoe");
        let data = copy["data"].as_array().unwrap();
        let note = data.iter().find(|one| one["category"] == "note").unwrap();
        note["value"].as_str().unwrap().to_owned()
    };
    let hidden = note();
    assert!(!hidden.contains("Bell") && hidden.contains("Pays late"), "{hidden}");

    candor.line("contact merge anna@example.org bell@example.net");
    assert_eq!(note(), hidden, "it speaks of the record that stayed");
    assert!(candor.line("check").is_empty());

    candor.line("undo");
    assert_eq!(note(), hidden, "it speaks of the record that came back");
}
