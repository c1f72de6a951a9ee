//! Queries, segments and the comparison of groups through the command line.

use serde_json::{Value, json};

use super::Candor;

/// A client, somebody who asked, and a firm.
fn three() -> Candor {
    let candor = Candor::in_country("DE");
    candor.line(
        "contact add 'Anna Bell' --email anna@example.org --phone '+49 30 901820' --how form \
         --for delivery --set tag=client --postal-address '10178 Berlin' --on 2026-03-01",
    );
    candor.line("engagement start anna Website --value 2400 --on 2026-03-01");
    candor.line(
        "contact add 'Ben Moor' --email ben@example.org --how message --for enquiry \
         --on 2026-11-01 --set tag=lead",
    );
    candor.line("interaction log ben 'called about prices' --on 2026-11-10");
    candor.line("contact add 'Acme GmbH' --kind company --country FR --set tag=client");
    candor
}

fn names(candor: &Candor, query: &str) -> Vec<String> {
    let output = candor.run(&["find", query, "--json"]);
    let found: Vec<Value> = serde_json::from_str(&output).unwrap();
    found.iter().map(|one| one["name"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_query_finds_contacts_in_the_order_of_the_list() {
    let candor = three();
    let (acme, anna, ben) = ("Acme GmbH", "Anna Bell", "Ben Moor");
    for (query, found) in [
        ("tag:client", vec![acme, anna]),
        ("tag:client kind:person", vec![anna]),
        ("basis:contract", vec![anna, ben]),
        ("stage:running or country:FR", vec![acme, anna]),
        ("-tag:client", vec![ben]),
        ("last<30d", vec![ben]),
        ("last>90d kind:person", vec![anna]),
        ("value>1000", vec![anna]),
        ("has:phone", vec![anna]),
        ("anna", vec![anna]),
        ("purpose:enquiry added<60d", vec![ben]),
        ("verdict:justified city:berlin", vec![anna]),
        ("nobody", vec![]),
    ] {
        assert_eq!(names(&candor, query), found, "{query}");
    }
    assert_eq!(candor.line("find --count tag:client"), "2\n");
    assert_eq!(candor.json("contact list --query 'tag:lead'")[0]["name"], ben);
    let (code, told) = candor.fails("find nobody");
    assert_eq!((code, told.as_str()), (1, "error: nobody answers to `nobody`\n"));
}

#[test]
fn a_mistake_in_a_query_is_shown_where_it_stands() {
    let candor = three();

    let (code, told) = candor.fails("find 'tag:client bassis:consent'");

    assert_eq!(code, 2);
    assert_eq!(
        told,
        "error: there is no field `bassis`\n  tag:client bassis:consent\n             ^^^^^^\n  \
         hint: did you mean `basis`?\n"
    );
}

#[test]
fn the_fields_of_queries_can_be_listed() {
    let fields = Candor::in_country("DE").json("find --fields");

    let basis = fields.as_array().unwrap().iter().find(|one| one["field"] == "basis").unwrap();
    assert_eq!(basis["signs"], json!([":", "=", "!="]));
    assert_eq!(basis["example"], "basis:consent");
}

#[test]
fn x3_a_segment_by_a_special_category_is_refused_and_not_written() {
    let candor = three();
    for query in ["special:health", "religion:catholic", "tag:muslim", "note:diabetic"] {
        let (code, told) = candor.fails(&format!("segment add some '{query}' --reason because"));
        assert_eq!(code, 1, "{query}");
        assert!(told.contains("never allowed"), "{told}");
    }
    assert_eq!(candor.json("segment list"), json!([]));
}

#[test]
fn x3_a_segment_by_a_proxy_is_kept_with_its_reason() {
    let candor = three();
    for query in ["nationality != \"PL\"", "postcode startswith \"SE15\""] {
        let (code, told) = candor.fails(&format!("segment add near '{query}'"));
        assert_eq!(code, 1);
        assert!(told.contains("needs a reason"), "{told}");
    }

    let saved = candor.json("segment add near 'postcode startswith 101' --reason 'free delivery'");

    let reason = json!([{ "word": "postcode", "reason": "free delivery" }]);
    assert_eq!(saved["reasons"], reason);
    assert_eq!(candor.json("segment show near")["reasons"], reason);
    assert_eq!(candor.json("segment run near")[0]["name"], "Anna Bell");
}

#[test]
fn a_segment_has_one_name_and_can_be_removed() {
    let candor = three();
    candor.line("segment add clients 'tag:client' --for newsletter");
    let (code, _) = candor.fails("segment add Clients 'tag:lead'");
    assert_eq!(code, 4);
    let shown = candor.json("segment show clients");
    assert_eq!((&shown["query"], &shown["purpose"]), (&json!("tag:client"), &json!("newsletter")));
    assert_eq!(candor.line("segment run clients --count"), "2\n");

    candor.line("segment remove clients");

    assert_eq!(candor.json("segment list"), json!([]));
    assert_eq!(candor.fails("segment run clients").0, 2);
    candor.line("undo");
    assert_eq!(candor.json("segment list")[0]["name"], "clients");
}

#[test]
fn x3_groups_are_compared_with_counts_and_no_ratio_below_twenty() {
    let candor = three();
    candor.line("interaction log ben 'sent prices' --to-them --on 2026-11-14");

    let compared = candor.json("fairness tag:client tag:lead");

    assert_eq!(compared["judgement"], "too-few");
    assert_eq!(compared["ratio"], Value::Null);
    let groups = &compared["groups"];
    assert_eq!((&groups[0]["asked"], &groups[0]["won"]), (&json!(1), &json!(1)));
    assert_eq!((&groups[1]["replies"], &groups[1]["contacts"]), (&json!(1), &json!(1)));
    assert_eq!(groups[1]["median_reply_days"], json!(13.0));
    let (code, told) = candor.fails("fairness special:health tag:lead");
    assert!(code == 1 && told.contains("never allowed"), "{told}");
    let said = candor.output(&["fairness", "tag:client", "tag:lead"]);
    assert!(String::from_utf8(said.stderr).unwrap().starts_with("too few to judge"));
}

#[test]
fn x3_twelve_of_forty_against_twenty_seven_of_forty_five_is_flagged() {
    let candor = Candor::in_country("DE");
    let mut people = String::new();
    for (tag, count) in [("a", 40), ("b", 45)] {
        for number in 0..count {
            let card = format!(
                "BEGIN:VCARD\nVERSION:4.0\nUID:{tag}{number}\nFN:{tag}{number} Person\n\
                 EMAIL:{tag}{number}@example.org\nCATEGORIES:{tag}\nEND:VCARD\n"
            );
            people.push_str(&card);
        }
    }
    let file = candor.file("people.vcf", &people);
    candor.line(&format!(
        "import {} --purpose sorting --source unknown --keep-unneeded",
        file.display()
    ));
    for (tag, count, won) in [("a", 40, 12), ("b", 45, 27)] {
        for number in 0..count {
            let stage = if number < won { "running" } else { "proposal" };
            let who = format!("{tag}{number}@example.org");
            candor.line(&format!("engagement start {who} Job --stage {stage} --no-grounds"));
        }
    }
    candor.line("segment add first 'tag=a'");
    candor.line("segment add second 'tag=b'");

    let compared = candor.json("fairness");

    assert_eq!(compared["groups"][0]["won_share"], json!(0.3));
    assert_eq!(compared["groups"][1]["won_share"], json!(0.6));
    assert_eq!((&compared["judgement"], &compared["ratio"]), (&json!("flagged"), &json!(0.5)));
}
