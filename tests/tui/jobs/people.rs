//! Jobs 7 to 10: lists that people sign, questions, erasure, and the monthly tidy-up.

use candor::app::{agenda, card, find, journal, requests};
use candor::domain::{ConsentState, DueKind, Moment, RequestKind};
use candor::tui::model::Overlay;

use super::super::journeys::{MONDAY, WORDS, door};
use super::super::support::Stage;
use super::{Play, held_for};

const ANNA: &str = r#"n "Anna Bell anna@gmail.com +49 30 901820" enter"#;

#[test]
fn a_list_that_people_signed_takes_its_head_once_and_a_line_for_each() {
    for mut play in Play::both() {
        play.stage.press(ANNA);

        play.job(7, r#"c s "Bo Cole bo@example.org +49 30 555123" tab "binder 2" enter"#)
            .succeeded();
        let before = play.stage.keys;
        play.stage.press(r#""Cy Dunn cy@example.org" enter"#);
        play.stage.press(r#""anna@gmail.com" enter"#);
        assert_eq!(play.stage.keys - before, 2);
        play.stage.press("esc");
        assert!(play.stage.model.overlay.is_none(), "{}", play.stage.text());

        for (who, values) in [("Bo Cole", 2), ("Cy Dunn", 2), ("Anna Bell", 3)] {
            let card = play.on_disk(who);
            assert_eq!(card.data.len(), values, "{who}: the list is no reason to hold a number");
            assert!(held_for(&card).contains(&"newsletter"), "{who}");
            let facts = play.session(MONDAY).facts(card.id).unwrap();
            let [given] = facts.consents.as_slice() else { panic!("one consent") };
            assert_eq!(given.state, ConsentState::Given);
            assert_eq!(
                (given.method.as_str(), given.evidence.as_str()),
                ("signed a list", "binder 2")
            );
            assert!(!given.notice.is_empty());
        }
        let session = play.session(MONDAY);
        assert_eq!(find::count(&session).unwrap(), 3);
        assert_eq!(journal::latest(&session, 10).unwrap().len(), 5, "a line is one change");
    }
}

#[test]
fn one_key_takes_a_line_of_the_list_back() {
    let mut play = Play::at("80x24");
    play.stage.press(r#"c s "Bo Cole bo@example.org" tab "binder 2" enter"#);

    play.stage.press("esc u");

    assert_eq!(find::count(&play.session(MONDAY)).unwrap(), 0, "{}", play.stage.text());
}

#[test]
fn whoever_asks_about_their_number_hears_one_sentence() {
    for mut play in Play::both() {
        play.stage.press(ANNA).press(r#"n "Bo Cole bo@example.org" enter"#);

        play.job(8, r#"/ "901820" enter w"#);

        let why = play.stage.model.why.shown.clone().expect("an answer");
        assert!(why.sentence.starts_with("We hold your name, e-mail address and phone number"));
        assert_eq!(why.sentence.matches(". ").count(), 0, "{}", why.sentence);
        play.stage.press("y");
        let reply = play.stage.copied.last().expect("a reply");
        assert!(reply.starts_with("Dear Anna Bell,") && reply.contains("+49 30 901820"), "{reply}");

        play.stage.press("r q enter");
        play.succeeded();
        play.stage.press("r a enter");
        play.succeeded();
        let card = play.on_disk("Anna Bell");
        let asked = requests::of(&play.session(MONDAY), card.id, play.session(MONDAY).today());
        let kinds: Vec<_> = asked.unwrap().iter().map(|one| one.course.kind).collect();
        assert_eq!(kinds, [RequestKind::Question, RequestKind::Access]);
    }
}

#[test]
fn of_an_unknown_number_nothing_is_held() {
    for mut play in Play::both() {
        play.stage.press(ANNA).press(r#"/ "999888777""#);

        assert!(play.stage.text().contains("Nothing is held that fits."), "{}", play.stage.text());
    }
}

#[test]
fn whoever_asks_to_be_erased_goes_and_the_answer_is_drafted() {
    for mut play in Play::both() {
        play.stage.press(ANNA).press("c g enter");
        play.stage.press("r e");
        let page = play.stage.text();
        assert!(page.contains("goes   phone +49 30 901820"), "{page}");
        play.stage.press("esc");

        play.job(9, r#"r e "Anna Bell" enter"#);

        let Some(Overlay::Report(_)) = &play.stage.model.overlay else {
            panic!("{}", play.stage.text())
        };
        play.stage.press("y");
        assert!(
            play.stage.copied[0].contains("erased for good: your name"),
            "{:?}",
            play.stage.copied
        );
        play.stage.press("enter");
        let shown = play.stage.text();
        assert!(!shown.contains("901820") && !shown.contains("Anna Bell"), "{shown}");
        let session = play.session(MONDAY);
        assert!(find::contact(&session, "anna@gmail.com").is_err());
        assert_eq!(session.pending_erasures().unwrap(), 0, "no byte is left");
    }
}

#[test]
fn what_has_to_stay_stays_and_the_request_is_on_record() {
    for mut play in Play::both() {
        play.stage.press(ANNA).press(r#"p p "4800" enter p p enter"#);
        play.stage.press("r e");
        let page = play.stage.text();
        assert!(page.contains("keeps  name: to do the work agreed (Art. 6(1)(b))"), "{page}");

        play.stage.press(r#""Anna Bell" enter"#);

        let Some(Overlay::Report(report)) = play.stage.model.overlay.clone() else {
            panic!("{}", play.stage.text())
        };
        let letter = report.letter.expect("an answer");
        assert!(letter.contains("We have to keep your name"), "{letter}");
        let card = play.on_disk("Anna Bell");
        assert_eq!(card.data.len(), 3);
        let session = play.session(MONDAY);
        let asked = requests::of(&session, card.id, session.today()).unwrap();
        assert_eq!(asked[0].course.kind, RequestKind::Erasure);
    }
}

/// Seven months on: three people to come back to, three to tell, and their enquiries have run out.
#[test]
fn a_month_is_tidied_up_by_groups() {
    const LATER: Moment = Moment(MONDAY.0 + 220 * 86_400);
    for size in ["80x24", "120x40"] {
        let mut play = Play::at(size);
        for name in ["Anna Bell a@example.org", "Bo Cole b@example.org", "Cy Dunn c@example.org"] {
            play.stage.press(&format!(r#"n "{name}" enter f "fri call" enter"#));
        }
        play.stage = Stage::on(size, door(&play.folder, LATER));
        play.stage.press(&format!(r#""{WORDS}" enter"#));

        play.job(10, "g a * . enter * . enter * . enter enter");

        assert!(play.stage.text().contains("Nothing is due"), "{}", play.stage.text());
        let session = play.session(LATER);
        let agenda = agenda::agenda(&session, session.today().add_days(30), 100).unwrap();
        let due: Vec<DueKind> = agenda.lines.iter().map(|line| line.due.kind).collect();
        assert_eq!(due, []);
        assert_eq!(session.pending_erasures().unwrap(), 0, "no byte is left");
        for row in find::rows(&session, None, 10).unwrap() {
            let card = card::card(&session, row.id, session.today()).unwrap();
            assert!(card.data.is_empty());
        }
    }
}
