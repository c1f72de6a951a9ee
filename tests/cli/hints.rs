//! Hints through the command line: what a note seems to speak of, and what follows from the answer.

use serde_json::{Value, json};

use super::Candor;

/// Alice's website is being built, and a note on her speaks of her health.
fn coeliac() -> Candor {
    let candor = Candor::in_country("DE");
    candor.line(
        "contact add Alice --email alice@example.org --how form --for delivery --on 2026-09-01 \
         --note 'Coeliac, prefers morning calls'",
    );
    candor.line("engagement start alice Website --on 2026-09-01");
    candor
}

fn note(candor: &Candor) -> (String, Vec<String>) {
    let answer = candor.json("why alice note");
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    (text(&answer["verdict"]), answer["reasons"].as_array().unwrap().iter().map(text).collect())
}

const UNJUSTIFIED: &str = "unjustified";

#[test]
fn c37_a_note_that_seems_to_speak_of_health_needs_more_than_a_contract() {
    let candor = coeliac();

    let (verdict, reasons) = note(&candor);

    assert_eq!((verdict.as_str(), reasons), (UNJUSTIFIED, vec!["ART9_CONDITION_MISSING".into()]));
    let email = candor.json("why alice email");
    assert_eq!(email["verdict"], "justified");
    let hints = candor.json("hint list");
    assert_eq!(hints[0]["about"], "health");
    assert_eq!(hints[0]["words"], "Coeliac");
    assert_eq!(hints[0]["state"], "marked");
}

#[test]
fn c37_split_off_and_erased_the_rest_of_the_note_is_justified() {
    let candor = coeliac();

    let split = candor.json("hint split alice note --erase");

    assert_eq!(split["part"], "Coeliac");
    assert_eq!(split["rest"], "prefers morning calls");
    assert_eq!(note(&candor), ("justified".to_owned(), vec![]));
    let card = candor.json("contact show alice");
    let texts: Vec<&Value> =
        card["data"].as_array().unwrap().iter().map(|one| &one["value"]).collect();
    assert_eq!(texts, ["Alice", "alice@example.org", "prefers morning calls"]);
    assert_eq!(card["hints"], json!([]));
}

#[test]
fn c37_split_off_and_kept_the_part_alone_is_unjustified() {
    let candor = coeliac();

    let split = candor.json("hint split alice note");

    let verdict = |id: &Value| candor.json(&format!("why alice '#{id}'"))["verdict"].clone();
    assert_eq!(verdict(&split["part_id"]), UNJUSTIFIED);
    assert_eq!(verdict(&split["rest_id"]), "justified");
}

#[test]
fn c37_an_explicit_consent_carries_the_note_until_it_is_taken_back() {
    let candor = coeliac();
    candor.line(
        "consent give alice delivery --explicit --category health --method 'signed form' \
         --notice v3 --on 2026-09-01",
    );
    assert_eq!(note(&candor), ("justified".to_owned(), vec![]));

    candor.line("consent withdraw alice delivery --on 2026-11-10");

    assert_eq!(note(&candor), (UNJUSTIFIED.to_owned(), vec!["ART9_CONDITION_MISSING".to_owned()]));
    let answer = candor.json("why alice note");
    assert_eq!(answer["unjustified_since"], "2026-11-10");
    assert_eq!(candor.json("why alice email")["verdict"], "justified");
    assert_eq!(candor.json("why alice email")["permitted"], json!(["delivery"]));
}

#[test]
fn a_hint_that_errs_is_not_asked_again() {
    let candor = Candor::in_country("DE");
    candor
        .line("contact add Alice --how form --for delivery --note 'ill at ease with phone calls'");
    candor.line("engagement start alice Website");
    assert_eq!(note(&candor).0, UNJUSTIFIED);

    candor.line("hint clear alice note");

    assert_eq!(note(&candor), ("justified".to_owned(), vec![]));
    assert_eq!(candor.json("hint list"), json!([]));

    candor.line("contact edit alice --correct 'note=ill at ease with long phone calls'");

    assert_eq!(note(&candor).0, "justified");

    candor.line("contact edit alice --correct 'note=ill at ease with calls, diabetic'");

    assert_eq!(note(&candor).0, UNJUSTIFIED);
}

#[test]
fn a_note_written_otherwise_loses_its_mark() {
    let candor = coeliac();

    candor.line("contact edit alice --correct 'note=Prefers morning calls'");

    assert_eq!(note(&candor), ("justified".to_owned(), vec![]));
}

#[test]
fn a_mark_of_the_users_own_stays_until_they_take_it_off() {
    let candor = coeliac();
    candor.line("hint mark alice note health");
    candor.line("contact edit alice --correct 'note=Prefers morning calls'");
    assert_eq!(note(&candor).0, UNJUSTIFIED);

    candor.line("contact edit alice --special note=none");

    assert_eq!(note(&candor).0, "justified");
}

#[test]
fn what_was_said_in_a_talk_is_hinted_at_as_well() {
    let candor = coeliac();
    let logged = candor.json("interaction log alice 'called: is in hospital until May'");
    assert_eq!(logged["hints"][0]["about"], "health");
    assert_eq!(logged["hints"][0]["text"], "talk/1");
    assert_eq!(candor.json("why alice talk/1")["reasons"], json!(["ART9_CONDITION_MISSING"]));

    candor.line("hint clear alice talk/1");

    assert_eq!(candor.json("why alice talk/1")["verdict"], "justified");
}

#[test]
fn a_third_person_is_said_and_leaves_no_mark() {
    let candor = Candor::in_country("DE");
    let added = candor.json("contact add Alice --how form --for delivery --note 'his wife pays'");

    assert_eq!(added["hints"][0]["about"], "third-person");
    candor.line("engagement start alice Website");
    assert_eq!(note(&candor).0, "justified");
}

#[test]
fn what_comes_in_from_a_file_is_to_be_looked_at_and_not_marked() {
    let candor = coeliac();
    let card = "BEGIN:VCARD\nVERSION:3.0\nFN:Bob\nNOTE:Diabetic\nEND:VCARD\n";
    let file = candor.file("people.vcf", card);
    candor.line(&format!("import {} --purpose sorting --source unknown", file.display()));

    let hints = candor.json("hint list bob");
    let sign = candor.json("contact show bob")["sign"].clone();

    assert_eq!(hints[0]["state"], "to-look-at");
    assert_ne!(candor.json("why bob note")["reasons"], json!(["ART9_CONDITION_MISSING"]));
    assert_eq!(sign, "due");

    candor.line("hint clear bob note");

    assert_eq!(candor.json("hint list bob"), json!([]));
}

#[test]
fn a_category_that_is_special_by_its_name_needs_a_condition() {
    let candor = Candor::in_country("DE");
    candor.line("contact add Alice --how form --for delivery --set allergies=none");
    candor.line("engagement start alice Website");
    candor.line("consent give alice delivery --category allergies --method form --notice v1");

    let answer = candor.json("why alice allergies");

    assert_eq!(answer["reasons"], json!(["ART9_CONDITION_MISSING"]));
}

#[test]
fn a_text_without_listed_words_is_not_called_harmless() {
    let candor = coeliac();
    let output = candor.output(&["hint", "try", "prefers tea"]);

    let said = String::from_utf8(output.stderr).unwrap();

    assert_eq!(said, "no word of it is on the lists; that does not make it harmless\n");
    assert_eq!(candor.json("hint try 'leidet an Zöliakie'")[0]["language"], "de");
}

#[test]
fn c39_what_no_purpose_needs_is_unjustified_until_it_does_or_they_agree() {
    let candor = Candor::in_country("DE");
    candor.line("contact add Alice --how form --for delivery --set honorific=Ms --on 2026-09-01");
    candor.line("engagement start alice Website --on 2026-09-01");
    assert_eq!(candor.json("why alice honorific")["reasons"], json!(["NOT_NECESSARY"]));

    candor.line(
        "consent give alice newsletter --category honorific --method form --notice v3 \
         --on 2026-09-01",
    );

    assert_eq!(candor.json("why alice honorific")["verdict"], "justified");
}

#[test]
fn c39_a_value_that_is_for_nothing_is_refused_at_entry() {
    let candor = coeliac();
    for line in ["contact add Bob --set shoe_size=39", "contact edit alice --add shoe_size=39"] {
        let (code, told) = candor.fails(line);
        assert_eq!(code, 2, "{told}");
        assert!(told.contains("nobody says what `shoe-size` is for"), "{told}");
    }
    assert_eq!(candor.json("find shoe-size"), json!([]));

    candor.line("contact add Bob --set shoe_size=39 --no-purpose");

    assert_eq!(candor.json("why bob shoe_size")["reasons"], json!(["NO_PURPOSE"]));
}
