//! Whatever is typed or stored, the screen stays whole.

use candor::tui::msg::Msg;
use candor::tui::widget::text;
use proptest::prelude::*;
use ratatui::layout::Size;

use super::support::Stage;

const KEYS: [&str; 46] = [
    "t",
    "y",
    "j",
    "k",
    "down",
    "up",
    "g",
    "G",
    "ctrl-d",
    "ctrl-u",
    "ctrl-f",
    "ctrl-b",
    "tab",
    "shift-tab",
    "1",
    "2",
    "3",
    "4",
    "5",
    "J",
    "K",
    "enter",
    "l",
    "esc",
    "h",
    "/",
    "n",
    "i",
    "w",
    "p",
    "e",
    "c",
    "r",
    "u",
    "I",
    "?",
    ":",
    "z",
    "x",
    "backspace",
    "space",
    "left",
    "right",
    "f1",
    "ctrl-p",
    "ctrl-w",
];
const SIZES: [(u16, u16); 8] =
    [(80, 24), (120, 40), (40, 10), (300, 80), (60, 12), (99, 11), (100, 10), (20, 5)];

fn is_bidi(sign: char) -> bool {
    matches!(sign, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}')
}

proptest! {
    #[test]
    fn cleaned_text_has_no_control_character_and_no_override(foreign in any::<String>()) {
        let shown = text::clean(&foreign);
        prop_assert!(!shown.chars().any(|sign| sign.is_control() || is_bidi(sign)));
    }

    #[test]
    fn cleaning_twice_changes_nothing(foreign in any::<String>()) {
        let once = text::clean(&foreign).into_owned();
        prop_assert_eq!(text::clean(&once), once.as_str());
    }

    #[test]
    fn a_cut_never_takes_more_room_than_it_has(foreign in any::<String>(), room in 0_usize..40) {
        let clean = text::clean(&foreign).into_owned();
        prop_assert!(text::cells(&text::cut(&clean, room)) <= room);
        prop_assert_eq!(text::cells(&text::fit(&clean, room)), room);
        for line in text::wrap(&clean, room.max(2)) {
            prop_assert!(text::cells(&line) <= room.max(2));
        }
    }
}

#[test]
fn random_keys_at_changing_sizes_break_nothing() {
    let mut stage = Stage::open("80x24", 500);
    let mut seed: u64 = 7;
    let mut random = |below: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        usize::try_from(seed >> 40).unwrap() % below
    };

    for round in 0..1500 {
        if round % 50 == 0 {
            let (width, height) = SIZES[random(SIZES.len())];
            stage.tell(Msg::Resized(Size { width, height }));
        }
        stage.press(KEYS[random(KEYS.len())]);
        stage.text();
        assert!(!stage.model.quitting);
    }

    stage.press("esc y esc esc y esc esc esc esc esc esc");
    assert!(stage.model.overlay.is_none());
}
