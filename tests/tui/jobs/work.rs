//! Jobs 1 to 6: from an enquiry to the end of the work.

use candor::domain::{Category, Direction, EventKind, Means, Stage};

use super::super::journeys::MONDAY;
use super::{Play, held_for};

const ANNA: &str = r#"n "Anna Bell anna@gmail.com +49 30 901820" enter"#;

#[test]
fn somebody_who_asks_for_work_is_entered_for_that_and_is_to_be_told() {
    for mut play in Play::both() {
        play.job(1, ANNA).succeeded();

        let card = play.on_disk("Anna Bell");
        assert_eq!(held_for(&card), ["enquiry"]);
        assert_eq!(card.data.len(), 3);
        assert_eq!(
            card.events.iter().map(|one| one.kind).collect::<Vec<_>>(),
            [EventKind::Enquiry]
        );
        assert_eq!(card.duties.len(), 1);
        assert!(card.duties[0].text.contains("Art. 13"), "{}", card.duties[0].text);
    }
}

#[test]
fn a_call_is_understood_before_it_is_logged_and_moves_the_end_of_an_enquiry() {
    for mut play in Play::both() {
        play.stage.press(ANNA);
        play.stage.press(r#"i "called about a new website""#);
        assert!(play.stage.text().contains("a call, from them"), "{}", play.stage.text());
        play.stage.press("esc d");

        play.job(2, r#"i "called about a new website" enter"#).succeeded();

        let card = play.on_disk("Anna Bell");
        let talk = card.talks.first().expect("a talk");
        assert_eq!((talk.means, talk.direction), (Means::Call, Direction::FromThem));
        assert_eq!(held_for(&card), ["enquiry"]);
    }
}

#[test]
fn a_proposal_stays_an_enquiry() {
    for mut play in Play::both() {
        play.stage.press(ANNA).press(r#"i "called about a new website" enter"#);

        play.job(3, r#"p p "4800" enter"#).succeeded();

        let card = play.on_disk("Anna Bell");
        assert_eq!(card.work[0].stage, Stage::Proposal);
        assert_eq!(card.work[0].value.map(|sum| sum.minor), Some(480_000));
        assert!(card.work[0].asked_for);
        assert_eq!(held_for(&card), ["enquiry"]);
    }
}

#[test]
fn a_start_opens_the_work_and_closes_the_enquiry() {
    for mut play in Play::both() {
        play.stage.press(ANNA).press(r#"p p "4800" enter"#);

        play.job(4, "p p enter").succeeded();

        let card = play.on_disk("Anna Bell");
        assert_eq!(card.work[0].stage, Stage::Running);
        assert_eq!(held_for(&card), ["delivery"]);
    }
}

#[test]
fn an_invoice_says_until_when_the_law_keeps_it() {
    for mut play in Play::both() {
        play.stage.press(ANNA).press(r#"p p "4800" enter p p enter"#);
        play.stage.press("p i");
        let shown = play.stage.text();
        assert!(shown.contains("postal address"), "{shown}");
        play.stage.press("esc");

        play.job(5, "p i enter").succeeded();

        let card = play.on_disk("Anna Bell");
        let invoice = card.events.iter().find(|one| one.kind == EventKind::Invoice);
        assert!(invoice.is_some_and(|one| one.amount.is_some()));
        assert_eq!(held_for(&card), ["delivery", "tax"]);
    }
}

#[test]
fn the_bookkeeper_who_got_the_invoice_is_recorded_by_the_next_key() {
    for size in ["80x24", "120x40"] {
        let mut play = Play::with_recipients(size, "Krämer Books");
        play.stage.press(ANNA).press(r#"p p "4800" enter p p enter p i enter"#);
        let before = play.stage.keys;

        play.stage.press(". enter");

        play.succeeded();
        assert_eq!(play.stage.keys - before, 2);
        let card = play.on_disk("Anna Bell");
        let facts = play.session(MONDAY).facts(card.id).unwrap();
        let [sent] = facts.disclosures.as_slice() else { panic!("{}", play.stage.text()) };
        assert_eq!(sent.categories, [Category::Name], "what the invoice needs and no more");
        play.stage.press(".");
        assert!(play.stage.model.overlay.is_none(), "once is enough");
    }
}

#[test]
fn an_end_announces_what_it_keeps_and_nothing_turns_unusable_unannounced() {
    for mut play in Play::both() {
        play.stage.press(ANNA).press(r#"p p "4800" enter p p enter p i enter"#);
        play.stage.press("p e");
        let announced = play.stage.text();
        assert!(announced.contains("name until 31 Dec 2034"), "{announced}");
        play.stage.press("esc");

        play.job(6, "p e enter enter").succeeded();

        let card = play.on_disk("Anna Bell");
        assert_eq!(card.work[0].stage, Stage::Done);
        assert_eq!(held_for(&card), ["tax"]);
    }
}
