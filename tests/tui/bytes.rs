//! What a frame costs a slow line (DESIGN 6).

use super::support::Stage;

#[test]
fn one_row_down_in_the_list_alone_costs_at_most_250_bytes() {
    let mut stage = Stage::open("80x24", 1000);
    stage.press("z");
    stage.frame();

    let mut most = 0;
    for _ in 0..15 {
        stage.press("j");
        most = most.max(stage.frame());
    }

    assert!(most <= 250, "{most} bytes");
}

#[test]
fn scrolling_the_list_alone_costs_at_most_300_bytes_on_average() {
    let mut stage = Stage::open("80x24", 1000);
    stage.press("z");
    stage.frame();

    let mut sum = 0;
    for _ in 0..200 {
        stage.press("j");
        sum += stage.frame();
    }

    assert!(sum / 200 <= 300, "{} bytes", sum / 200);
}

#[test]
fn one_row_down_with_all_panes_following_costs_at_most_900_bytes() {
    for size in ["80x24", "120x40"] {
        let mut stage = Stage::open(size, 1000);

        let mut sum = 0;
        for _ in 0..100 {
            stage.press("j");
            sum += stage.frame();
        }

        assert!(sum / 100 <= 900, "{} bytes at {size}", sum / 100);
    }
}

#[test]
fn a_key_that_changes_nothing_writes_nothing() {
    let mut stage = Stage::open("80x24", 3);

    stage.press("k");

    assert!(stage.frame() <= 16, "an empty frame is its wrapping at most");
}

#[test]
fn what_the_painter_wrote_is_what_a_terminal_shows() {
    let mut stage = Stage::open("100x30", 300);
    for keys in
        ["j", "j", "j", "G", "ctrl-u", "w", "enter", "j", "esc", "?", "esc", "/ \"an\"", "p"]
    {
        stage.press(keys);
        stage.frame();

        let shown: Vec<String> =
            stage.emulated().lines().map(|line| line.trim_end().to_owned()).collect();
        let meant = stage.text();
        let meant: Vec<&str> = meant.trim_end().lines().collect();
        assert_eq!(shown, meant, "after `{keys}`");
    }
}

// A signal that tells of the size that the terminal has already made the painter forget what stands
// on the screen, while ratatui repainted nothing: later frames left remains of earlier ones.
#[test]
fn the_same_size_again_forgets_nothing() {
    let mut stage = Stage::open("100x30", 30);

    stage.resized("100x30");
    stage.press("j ?");
    stage.frame();
    stage.press("esc G");
    stage.frame();

    let shown: Vec<String> =
        stage.emulated().lines().map(|line| line.trim_end().to_owned()).collect();
    let meant = stage.text();
    assert_eq!(shown, meant.trim_end().lines().collect::<Vec<_>>());
}
