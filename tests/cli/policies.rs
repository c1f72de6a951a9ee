//! Policies from the command line: what counts, mistakes, what a file would change, adopting it.

use std::{collections::BTreeMap, fs};

use serde_json::{Value, json};

use super::Candor;

/// Five people held for different reasons.
fn with_people() -> Candor {
    let candor = Candor::in_country("DE");
    for line in [
        "contact add 'Ada Asks' --email ada@example.org --for enquiry --on 2026-09-20",
        "contact add 'Ben Bought' --email ben@example.org --phone 030901820 --on 2025-01-10",
        "engagement start ben Site --asked-for --on 2025-01-10",
        "event add ben invoice --on 2025-03-15",
        "contact add 'Cleo Reads' --email cleo@example.org --how form --for newsletter --on 2026-02-02",
        "consent give cleo newsletter --channel email --method form --notice v1 --on 2026-02-02",
        "contact add 'Dan Noted' --birthday 1990-04-15 --for enquiry --on 2026-10-01",
        "contact add 'Eve Old' --email eve@example.org --for enquiry --on 2026-01-05",
    ] {
        candor.line(line);
    }
    candor
}

fn write(candor: &Candor, name: &str, text: &str) -> String {
    candor.file(name, text).display().to_string()
}

const STRICTER: &str = r#"
[[purpose]]
key = "enquiry"
retention = { anchor = "last-contact-from", period = "P1M" }

[[purpose]]
key = "newsletter"
consent-validity = "P6M"

[[purpose]]
key = "tax"
needs = { name = "an invoice names its recipient", email = "it was sent there" }

[[purpose]]
key = "birthday-cards"
text = "to send you a card"
basis = "legitimate-interests"
basis-at-organisation = "legitimate-interests"
needs = { birthday = "to know the day" }
"#;

type Verdicts = BTreeMap<(u64, u64), Value>;

/// Verdict, last day and reasons of every value, by contact and number.
fn verdicts(candor: &Candor, as_of: &str) -> Verdicts {
    let mut all = Verdicts::new();
    for contact in 1..=5_u64 {
        let told = candor.json(&format!("why {contact} --as-of {as_of}"));
        for datum in told["data"].as_array().unwrap() {
            let short = json!({
                "verdict": datum["verdict"],
                "hold_until": datum["hold_until"],
                "reasons": datum["reasons"],
            });
            all.insert((contact, datum["datum"]["id"].as_u64().unwrap()), short);
        }
    }
    all
}

/// The verdicts that a preview names, before and after.
fn predicted(preview: &Value) -> (Verdicts, Verdicts) {
    let (mut before, mut after) = (Verdicts::new(), Verdicts::new());
    for contact in preview["changed"].as_array().unwrap() {
        for datum in contact["values"].as_array().unwrap() {
            let key = (contact["contact"].as_u64().unwrap(), datum["id"].as_u64().unwrap());
            before.insert(key, datum["before"].clone());
            after.insert(key, datum["after"].clone());
        }
    }
    (before, after)
}

#[test]
fn what_a_preview_says_is_what_is_true_after_adopting() {
    let candor = with_people();
    let file = write(&candor, "own.toml", STRICTER);
    let before = verdicts(&candor, "2026-11-23");

    let preview = candor.json(&format!("policy preview {file} --contacts 100"));
    assert_eq!(verdicts(&candor, "2026-11-23"), before, "a preview changes nothing");
    candor.line(&format!("policy adopt {file} --yes"));
    let after = verdicts(&candor, "2026-11-23");

    let (told_before, told_after) = predicted(&preview);
    assert!(told_after.len() >= 4, "{preview:#}");
    for (key, verdict) in &before {
        assert_eq!(told_before.get(key).unwrap_or(verdict), verdict, "{key:?}");
        assert_eq!(&after[key], told_after.get(key).unwrap_or(verdict), "{key:?}");
    }
    let gone = preview["counts"].as_array().unwrap().iter();
    let gone = gone.filter(|one| one["before"] == "justified" && one["after"] == "unjustified");
    assert!(gone.map(|one| one["values"].as_u64().unwrap()).sum::<u64>() > 0);
    candor.line("check");
}

#[test]
fn a_policy_to_come_counts_from_its_day() {
    let candor = with_people();
    let file = write(&candor, "own.toml", STRICTER);
    let today = verdicts(&candor, "2026-11-23");

    let preview = candor.json(&format!("policy adopt {file} --yes --on 2027-01-01"));

    assert_eq!(preview["day"], "2027-01-01");
    assert_eq!(verdicts(&candor, "2026-11-23"), today);
    let (_, after) = predicted(&preview);
    let then = verdicts(&candor, "2027-01-01");
    assert!(after.iter().all(|(key, verdict)| then[key] == *verdict));
    let versions = candor.json("policy list");
    assert_eq!(versions[1]["from"], "2027-01-01");
    assert_eq!((&versions[0]["in_force"], &versions[1]["in_force"]), (&json!(true), &json!(false)));
}

#[test]
fn nothing_is_adopted_unasked_or_on_trial() {
    let candor = with_people();
    let file = write(&candor, "own.toml", STRICTER);

    let (code, told) = candor.fails(&format!("policy adopt {file}"));
    let tried = candor.json(&format!("policy adopt {file} --dry-run"));

    assert_eq!(code, 2, "{told}");
    assert!(told.contains("--yes"), "{told}");
    assert_eq!(tried["done"], false);
    assert_eq!(candor.json("policy list").as_array().unwrap().len(), 1);
}

#[test]
fn a_version_before_the_latest_is_refused() {
    let candor = with_people();
    let file = write(&candor, "own.toml", STRICTER);
    candor.line(&format!("policy adopt {file} --yes --on 2026-11-20"));

    let (code, told) = candor.fails(&format!("policy adopt {file} --yes --on 2026-11-01"));

    assert_eq!(code, 2);
    assert!(told.contains("counts from 2026-11-20"), "{told}");
}

#[test]
fn mistakes_are_told_by_line_with_a_remedy() {
    let candor = Candor::in_country("DE");
    let file = write(&candor, "bad.toml", "[[purpose]]\nkey = \"tax\"\nbasis = \"contarct\"\n");

    let output = candor.output(&["policy", "check", &file, "--json"]);
    let told: Value = serde_json::from_slice(&output.stdout).unwrap();

    assert_eq!(output.status.code(), Some(1));
    let mistake = json!({
        "line": 3,
        "message": "`contarct` is no lawful basis",
        "remedy": "did you mean `contract`?",
    });
    assert_eq!(told["mistakes"], json!([mistake]));
    assert_eq!(candor.fails(&format!("policy adopt {file} --yes")).0, 1);
    assert_eq!(candor.fails("policy check nowhere.toml").0, 1);
}

#[test]
fn a_file_in_the_configuration_folder_need_not_be_named() {
    let candor = with_people();
    fs::create_dir_all(candor.home().join(".config/candor")).unwrap();
    write(&candor, ".config/candor/policy.toml", "region = \"BY\"\n");

    assert_eq!(candor.line("policy check"), "no mistakes\n");
    candor.line("policy adopt --yes");

    assert_eq!(candor.json("policy show")["region"], "BY");
}

#[test]
fn what_was_chosen_and_stated_at_setup_outlives_a_file_that_says_nothing_of_it() {
    let candor = Candor { home: tempfile::tempdir().unwrap() };
    candor.line("init --country CA --name Me --unencrypted --region ON --claims-period P5Y");
    let file = write(&candor, "own.toml", "[[purpose]]\nkey = \"network\"\nactive = false\n");

    candor.line(&format!("policy adopt {file} --yes"));

    let shown = candor.json("policy show legal-claims");
    assert_eq!((&shown["region"], &shown["response"]), (&json!("ON"), &json!("P30D")));
    assert_eq!(shown["purposes"][0]["period"], "P5Y");
    assert_eq!(candor.json("policy show network")["purposes"][0]["active"], false);
}

#[test]
fn setup_offers_what_the_law_leaves_open_and_refuses_the_rest() {
    let candor = Candor { home: tempfile::tempdir().unwrap() };
    let offers = candor.json("policy options FR");
    let names = offers["choices"].as_array().unwrap().iter().map(|one| one["name"].clone());
    assert_eq!(names.collect::<Vec<_>>(), ["ten-years", "six-years"]);

    let (code, told) = candor.fails("init --country FR --name Me --unencrypted --choice six-year");
    assert_eq!(code, 2);
    assert!(told.contains("six-years"), "{told}");
    candor.line("init --country FR --name Me --unencrypted --choice six-years");

    assert_eq!(candor.json("policy show tax")["purposes"][0]["period"], "P6Y");
}

#[test]
fn what_counts_is_shown_in_a_shape_that_stays() {
    let candor = Candor::in_country("GB");

    let shown = candor.json("policy show tax");

    let keys: Vec<&str> = shown.as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(
        keys,
        [
            "name",
            "country",
            "from",
            "manners",
            "region",
            "choices",
            "response",
            "extended",
            "pauses",
            "complaint_days",
            "opt_out_business_days",
            "deletion_lag",
            "purposes",
            "countries",
        ]
    );
    let keys = shown["purposes"][0].as_object().unwrap().keys().map(String::as_str);
    assert_eq!(
        keys.collect::<Vec<_>>(),
        [
            "key",
            "text",
            "active",
            "basis",
            "basis_at_organisation",
            "marketing",
            "needs",
            "useful",
            "recipients",
            "anchor",
            "period",
            "ends",
            "consent_validity",
            "provision",
        ]
    );
    assert_eq!(
        shown["purposes"][0]["ends"],
        "5 years after the 31 January after the 5 April that follows the invoice"
    );
    assert_eq!((&shown["pauses"], &shown["complaint_days"]), (&json!(true), &json!(30)));
}

#[test]
fn every_built_in_policy_can_be_printed_and_is_a_file_of_ones_own_without_mistakes() {
    let candor = Candor { home: tempfile::tempdir().unwrap() };
    for country in ["DE", "GB", "FR", "CA", "US", "AT"] {
        let text = candor.line(&format!("policy print {country}"));
        let file = write(&candor, "own.toml", &text);
        assert_eq!(
            candor.line(&format!("policy check {file} --country {country}")),
            "no mistakes\n"
        );
    }
    assert!(candor.line("policy print countries").contains("[law.AT]"));
    assert!(candor.line("policy print common").contains("key = \"newsletter\""));
    assert_eq!(candor.fails("policy print nowhere").0, 2);
}

#[test]
fn whoever_was_told_before_a_purpose_got_another_recipient_is_told_again_in_one_go() {
    let candor = with_people();
    let text = "[[purpose]]\nkey = \"newsletter\"\nrecipients = [\"mail provider\", \"printer\"]\n";
    let file = write(&candor, "own.toml", text);
    assert_eq!(candor.json("notice stale"), json!([]));
    let before = verdicts(&candor, "2026-11-23");

    candor.line(&format!("policy adopt {file} --yes --on 2026-11-20"));

    let stale = json!([{ "purpose": "newsletter", "since": "2026-11-20", "contacts": [3] }]);
    assert_eq!(candor.json("notice stale"), stale);
    assert_eq!(verdicts(&candor, "2026-11-23"), before, "nothing loses its justification");
    let duties = candor.json("why cleo email")["duties"].clone();
    assert_eq!(duties[0]["kind"], "refresh-notice", "{duties:#}");
    assert_eq!(candor.fails("notice refresh network").0, 2);

    let told = candor.json("notice refresh newsletter --by mail");

    assert_eq!(told["contacts"], json!([3]));
    assert_eq!(candor.json("notice stale"), json!([]));
}

#[test]
fn an_old_notice_refreshes_nothing() {
    let candor = with_people();
    candor.line("notice add v1 --on 2026-01-01");
    let text = "[[purpose]]\nkey = \"newsletter\"\nrecipients = [\"printer\"]\n";
    let file = write(&candor, "own.toml", text);
    candor.line(&format!("policy adopt {file} --yes --on 2026-11-20"));

    let (code, told) = candor.fails("notice refresh newsletter --notice v1");
    candor.line("notice add v2");
    candor.line("notice refresh newsletter --notice v2");

    assert_eq!(code, 2);
    assert!(told.contains("written before"), "{told}");
    assert_eq!(candor.json("notice stale"), json!([]));
}

#[test]
fn a_file_is_checked_without_a_vault_as_far_as_it_says_whose_it_is() {
    let candor = Candor { home: tempfile::tempdir().unwrap() };
    let typo = write(&candor, "typo.toml", "nmae = \"de\"\n");
    let (code, told) = candor.fails(&format!("policy check {typo}"));
    assert!(code == 1 && told.contains("1 mistake"), "{code} {told}");

    let german = write(&candor, "german.toml", "name = \"de\"\nregion = \"BY\"\n");
    assert_eq!(candor.line(&format!("policy check {german}")), "no mistakes\n");
    let nobodys = write(&candor, "nobodys.toml", "region = \"BY\"\n");
    assert_ne!(candor.fails(&format!("policy check {nobodys}")).0, 0);
    assert_eq!(candor.line(&format!("policy check {nobodys} --country DE")), "no mistakes\n");
}

#[test]
fn a_wrong_value_is_told_before_the_vault_is_opened() {
    let candor = Candor { home: tempfile::tempdir().unwrap() };
    for (text, mistake) in [
        ("deletion-lag = \"P1X\"\n", "`P1X` is"),
        ("region = \"XX\"\n", "XX"),
        ("[[purpose]]\nkey = \"newsletter\"\nneeds = { email = \"\" }\n", "has no reason"),
    ] {
        let file = write(&candor, "own.toml", text);
        let wrong = candor.output(&["policy", "check", &file]);
        assert_eq!(wrong.status.code(), Some(1), "{text}");
        let told = String::from_utf8(wrong.stdout).unwrap();
        assert!(told.contains(mistake), "{text}{told}");
    }
    // What one country's policy or a vault may know is not wrong before it is asked.
    for text in
        ["region = \"BY\"\n", "[[purpose]]\nkey = \"newsletter\"\ncompatible-from = [\"studio\"]\n"]
    {
        let file = write(&candor, "own.toml", text);
        let (_, told) = candor.fails(&format!("policy check {file}"));
        assert!(!told.contains("mistake"), "{told}");
    }
}
