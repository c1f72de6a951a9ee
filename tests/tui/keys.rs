//! Keys do what fingers expect.

use candor::tui::model::{FieldId, FormKind, Overlay, Pane};
use candor::tui::msg::Deed;

use super::support::Stage;

fn cursor(stage: &Stage) -> usize {
    stage.model.contacts.place.cursor
}

#[test]
fn vim_keys_and_arrows_move_alike() {
    let mut stage = Stage::open("80x24", 1000);

    assert_eq!(cursor(stage.press("j j down k")), 2);
    assert_eq!(cursor(stage.press("G")), 999);
    assert_eq!(cursor(stage.press("g g")), 0);
    assert_eq!(cursor(stage.press("ctrl-d ctrl-d ctrl-u")), 5);
    assert_eq!(cursor(stage.press("pgdn home end")), 999);
}

#[test]
fn the_last_of_a_hundred_thousand_is_shown_at_once() {
    let mut stage = Stage::open("80x24", 100_000);

    stage.press("G");

    assert!(stage.text().contains("99999"));
    assert!(stage.model.contacts.rows.rows.len() < 400, "a window of rows, never all");
}

#[test]
fn x_steps_through_what_would_change_the_answer_and_esc_leads_back_to_it() {
    let mut stage = Stage::open("80x24", 12);
    let ended = "If “Web site” ended today";
    let locked = "If they had you only store it today";

    stage.press("enter j w w x");
    assert!(stage.text().contains(ended) && stage.text().contains("(1 of 2)"), "{}", stage.text());
    stage.press("x");
    assert!(stage.text().contains(locked));
    stage.press("j");
    assert!(stage.text().contains(ended), "after the last comes the first");
    stage.press("k");
    assert!(stage.text().contains(locked));
    stage.press("esc");

    assert!(!stage.text().contains(locked));
    assert!(stage.model.why.open, "the answer itself stays");
}

#[test]
fn typing_filters_and_esc_brings_everybody_back() {
    let mut stage = Stage::open("80x24", 12);

    stage.press("/ \"grace\"");
    assert_eq!(stage.model.contacts.rows.total, 1);
    stage.press("enter");
    assert!(!stage.model.is_filtering());
    stage.press("esc");

    assert_eq!(stage.model.contacts.rows.total, 12);
    assert_eq!(cursor(&stage), 8, "who was found stays selected");
}

// Other programs go to the next hit with `n`; it adds a contact here, so what is found is walked with `j` and `k`.
#[test]
fn in_a_kept_filter_j_goes_on_and_n_still_adds_a_contact() {
    let mut stage = Stage::open("80x24", 60);

    stage.press("/ \"ada\" enter j");
    assert_eq!(cursor(&stage), 1);
    stage.press("n");

    assert!(matches!(&stage.model.overlay, Some(Overlay::Form(form))
        if form.spec.kind == FormKind::ContactNew));
}

#[test]
fn f1_opens_the_same_help_as_the_question_mark() {
    let (mut one, mut other) = (Stage::open("80x24", 12), Stage::open("80x24", 12));

    assert_eq!(one.press("f1").text(), other.press("?").text());
}

#[test]
fn esc_repeated_leads_home_and_never_out() {
    let mut stage = Stage::open("120x40", 12);

    stage.press("enter w enter z n \"Ann\" f1 esc esc y w tab : \"wh\" enter");
    stage.press("esc esc esc esc esc esc");

    assert!(!stage.model.quitting);
    assert_eq!(stage.model.focus, Pane::List);
    assert!(stage.model.overlay.is_none() && !stage.model.why.open);
}

#[test]
fn a_prefix_shows_what_may_follow() {
    let mut stage = Stage::open("80x24", 12);

    stage.press("c");

    assert!(stage.text().contains("g give   w withdraw"));
}

#[test]
fn a_form_names_the_field_and_the_remedy() {
    let mut stage = Stage::open("80x24", 12);

    stage.press("n enter");

    assert!(stage.text().contains("! a name is needed: type one first"));
    assert!(stage.deeds().is_empty());
}

#[test]
fn a_form_is_saved_by_enter_with_what_was_typed() {
    let mut stage = Stage::open("80x24", 12);

    stage.press("n \"Ada ada@example.org\" enter");

    let deeds = stage.deeds();
    let [Deed::Submit(FormKind::ContactNew, answers)] = deeds.as_slice() else {
        panic!("one form is saved");
    };
    assert_eq!(answers.text(FieldId::Entry), "Ada ada@example.org");
    assert!(stage.succeeded());
}

#[test]
fn a_form_with_consequences_is_asked_twice() {
    let mut stage = Stage::open("80x24", 12);

    stage.press("p e enter");
    assert!(stage.deeds().is_empty());
    stage.press("enter");

    assert_eq!(stage.deeds().len(), 1);
}

#[test]
fn a_form_with_something_typed_is_not_thrown_away_unasked() {
    let mut stage = Stage::open("80x24", 12);

    stage.press("n \"Ada\" esc");
    assert!(matches!(stage.model.overlay, Some(Overlay::LeaveForm(_))));
    stage.press("n \" L\"");

    assert!(stage.text().contains("Ada L"));
}

#[test]
fn choices_are_made_with_arrows_and_letters() {
    let mut stage = Stage::open("120x40", 12);

    stage.press("p e tab y tab right");

    let Some(Overlay::Form(form)) = &stage.model.overlay else { panic!("a form is open") };
    assert!(form.answers().yes(FieldId::KeepInTouch) && form.answers().yes(FieldId::Dispute));
}

#[test]
fn interrupt_leaves_what_is_open_and_twice_the_program() {
    let mut stage = Stage::open("80x24", 12);

    stage.press("n \"Ada\" ctrl-c");
    assert!(stage.model.overlay.is_none() && !stage.model.quitting);
    stage.press("ctrl-c ctrl-c");

    assert!(stage.model.quitting);
}

#[test]
fn what_is_selected_in_one_pane_is_what_why_speaks_of() {
    let mut stage = Stage::open("120x40", 12);

    stage.press("enter j w");
    let first = stage.model.why.shown.as_ref().unwrap().subject;
    stage.press("j");

    assert_ne!(stage.model.why.shown.as_ref().unwrap().subject, first);
}

#[test]
fn enter_on_a_line_of_why_goes_to_the_record_behind_it() {
    let mut stage = Stage::open("120x40", 12);

    stage.press("enter w enter enter");

    assert_eq!(stage.model.focus, Pane::Interactions);
    assert_eq!(stage.model.detail.interactions.cursor, 2);
}
