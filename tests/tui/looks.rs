//! Pictures of the screen in text, with the roles of the cells.

use super::support::Stage;

#[test]
fn the_screen_looks_as_it_did() {
    for size in ["80x24", "120x40"] {
        for (name, keys) in [
            ("contacts", ""),
            ("card", "j enter j"),
            ("why", "enter j w"),
            ("what if", "enter j w x"),
            ("prefix", "p"),
            ("quick entry", "n \"Ada\""),
            ("end of work", "p e tab"),
            ("help", "?"),
            ("palette", ": \"con\""),
            ("filter", "/ \"an\""),
            ("agenda", "g a j"),
            ("pipeline", "g p *"),
            ("places", "g"),
        ] {
            let mut stage = Stage::open(size, 60);
            stage.press(keys);
            insta::assert_snapshot!(
                format!("{}_{size}", name.replace(' ', "_")),
                stage.text_and_roles()
            );
        }
    }
}

#[test]
fn an_empty_vault_says_what_to_do_next() {
    let stage = Stage::open("80x24", 0);

    insta::assert_snapshot!(stage.text());
}

#[test]
fn a_screen_that_is_too_small_says_so_and_comes_back() {
    let mut stage = Stage::open("39x9", 12);
    assert!(stage.text().contains("Candor needs 40×10; this is 39×9."));

    stage.tell(candor::tui::msg::Msg::Resized(ratatui::layout::Size { width: 40, height: 10 }));

    assert!(stage.text().contains("Anna Müller"));
}
