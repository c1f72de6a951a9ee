//! `candor what-if`: what would change is said, nothing is written, and then it happens so.

use serde_json::Value;

use super::Candor;

/// Anna has agreed to the newsletter; Ben has asked, and his work runs.
fn with_two() -> Candor {
    let candor = Candor::in_country("DE");
    candor.line("contact add 'Anna Bell' --email anna@example.org --how form --for newsletter --on 2026-02-02");
    candor.line("consent give anna newsletter --channel email --method 'web form' --notice v3 --on 2026-02-02");
    candor.line(
        "contact add 'Ben Miller' --email ben@example.org --how form --for enquiry --on 2026-05-20",
    );
    candor.line("engagement start ben 'Web site' --on 2026-06-01");
    candor
}

fn keys(value: &Value) -> Vec<&str> {
    value.as_object().unwrap().keys().map(String::as_str).collect()
}

/// The verdicts on all values of somebody.
fn verdicts(candor: &Candor, who: &str, day: &str) -> Vec<(Value, Value, Value)> {
    let answer = candor.json(&format!("why {who} --as-of {day}"));
    let data = answer["data"].as_array().unwrap();
    let one = |one: &Value| {
        (one["datum"]["id"].clone(), one["verdict"].clone(), one["hold_until"].clone())
    };
    data.iter().map(one).collect()
}

#[test]
fn an_answer_has_a_shape_that_stays() {
    let candor = with_two();

    let one = candor.json("what-if anna withdraw newsletter");
    let all = candor.json("what-if --all on 2029-01-01");

    let expected = ["contact", "event", "on", "data", "purposes", "exports", "duties", "falls_due"];
    assert_eq!(keys(&one), expected);
    let line = ["what", "category", "label", "value", "effect", "before", "after", "text"];
    assert_eq!(keys(&one["data"][0]), line);
    assert_eq!(keys(&one["exports"][0]), ["purpose", "gains", "loses"]);
    assert_eq!(keys(&one["duties"]), ["arise", "overdue", "end"]);
    assert_eq!(one["data"][0]["effect"], "loses");
    let of_all = ["event", "on", "contacts", "changed", "values", "exports", "first"];
    assert_eq!(keys(&all), of_all);
    assert_eq!(keys(&all["first"][0]), keys(&one));
    assert_eq!((&all["contacts"], &all["values"]["loses"]), (&2.into(), &2.into()));
}

#[test]
fn what_is_said_happens_when_it_is_recorded() {
    for (asked, recorded, who) in [
        ("anna withdraw newsletter", "consent withdraw anna newsletter", "anna"),
        ("anna object", "object anna", "anna"),
        ("ben end", "engagement end 1", "ben"),
        ("ben restrict email", "restrict ben email", "ben"),
    ] {
        let candor = with_two();
        let before = verdicts(&candor, who, "2026-11-23");

        let said = candor.json(&format!("what-if {asked}"));
        assert_eq!(before, verdicts(&candor, who, "2026-11-23"), "nothing is written");
        candor.line(recorded);

        let after = verdicts(&candor, who, "2026-11-23");
        assert_ne!(before, after, "{asked}");
        for ((id, ..), now) in before.iter().zip(&after) {
            let what = format!("datum {id}");
            let line = said["data"].as_array().unwrap().iter().find(|one| one["what"] == what);
            if let Some(line) = line {
                assert_eq!(line["after"]["verdict"], now.1, "{asked}");
                assert_eq!(line["after"]["hold_until"], now.2, "{asked}");
            } else {
                assert!(before.contains(now), "{asked}: {what} changes unsaid");
            }
        }
    }
}

#[test]
fn what_cannot_happen_or_is_not_understood_is_said() {
    let candor = with_two();

    let (code, told) = candor.fails("what-if anna withdrw newsletter");
    assert_eq!((code, told.contains("did you mean `withdraw`?")), (2, true), "{told}");
    let (code, told) = candor.fails("what-if anna end");
    assert_eq!((code, told.contains("no work of theirs goes on")), (1, true), "{told}");
    let (code, told) = candor.fails("what-if anna on 2020-01-01");
    assert_eq!((code, told.contains("looks ahead")), (2, true), "{told}");
    let (code, told) = candor.fails("what-if anna tell newsletter");
    assert_eq!((code, told.contains("too much")), (2, true), "{told}");
}

#[test]
fn a_policy_file_is_asked_about_in_the_same_words() {
    let candor = with_two();
    let other = "[[purpose]]\nkey = \"newsletter\"\nactive = false\n";
    let file = candor.file("mine.toml", other);

    let said = candor.json(&format!("what-if anna policy {}", file.display()));

    assert_eq!(said["data"][0]["after"]["reasons"][0], "NO_PURPOSE", "{said}");
}

#[test]
fn a_duty_whose_day_goes_by_becomes_overdue_and_is_said_once() {
    let candor = Candor::in_country("DE");
    candor.line(
        "contact add Carla --email carla@example.org --source public:LinkedIn --for prospecting \
         --on 2026-11-01",
    );
    candor.line("assess prospecting --on 2026-01-01");

    let early = candor.json("what-if carla on 2026-11-30");
    let late = candor.json("what-if carla on 2030-01-01");
    let all = candor.line("what-if --all on 2030-01-01");

    assert_eq!(early["duties"]["overdue"], serde_json::json!([]), "{early}");
    let overdue = late["duties"]["overdue"].as_array().unwrap();
    assert_eq!(overdue.len(), 1, "{late}");
    let notice = overdue[0].as_str().unwrap();
    assert!(notice.contains("it was due by 1 December 2026"), "{notice}");
    assert_eq!(late["duties"]["end"], serde_json::json!([]));
    assert_eq!(all.matches("Tell them what you hold").count(), 1, "{all}");
    assert!(all.contains(&format!("overdue {notice}")), "{all}");
}
