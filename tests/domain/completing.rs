//! Queries while they are being typed.

use candor::domain::query::{self, Known};

fn known() -> Known {
    Known { purposes: vec!["newsletter".to_owned(), "network".to_owned()], currency: *b"EUR" }
}

fn words(text: &str) -> Vec<String> {
    query::completions(text, &known()).into_iter().map(|way| way.word).collect()
}

#[test]
fn a_field_is_completed_with_the_sign_that_it_usually_has() {
    assert_eq!(words("sta"), ["stage:"]);
    assert_eq!(words("val"), ["value>"]);
    assert_eq!(words("tag:x du"), ["due<"]);
    assert_eq!(words("-(ver"), ["verdict:"]);
}

#[test]
fn a_value_is_completed_from_the_words_of_its_field() {
    assert_eq!(words("stage:r"), ["stage:running"]);
    assert_eq!(words("company:x stage:do"), ["stage:done"]);
    assert_eq!(words("consent:ne"), ["consent:newsletter", "consent:network"]);
    assert_eq!(words("basis=leg"), ["basis=legal-obligation", "basis=legitimate-interests"]);
}

#[test]
fn the_whole_query_comes_with_the_completed_word() {
    let ways = query::completions("tag:client -stage:r", &known());

    assert_eq!(ways.first().map(|way| way.text.as_str()), Some("tag:client -stage:running"));
}

#[test]
fn nothing_is_completed_after_a_blank_or_a_finished_word() {
    assert_eq!(words("stage:running"), [""; 0]);
    assert_eq!(words("stage:running "), [""; 0]);
    assert_eq!(words(""), [""; 0]);
    assert_eq!(words("nosuch:ru"), [""; 0]);
}

#[test]
fn a_query_is_told_from_words_to_look_for() {
    let asked =
        |text: &str| query::parse(text, &known()).is_ok_and(|asked| query::is_asked(&asked));
    assert!(!asked("anna müller"));
    assert!(asked("stage:running"));
    assert!(asked("anna or bob"));
    assert!(asked("-anna"));

    assert!(query::tries("anna stage:"));
    assert!(query::tries("due<"));
    assert!(!query::tries("http://example.org"));
    assert!(!query::tries("anna@example.org"));
}

#[test]
fn the_last_word_is_explained() {
    assert!(query::explained("tag:x due<30d").starts_with("days until the next thing falls due"));
    assert_eq!(query::explained("anna"), "");
}
