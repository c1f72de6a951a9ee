//! How often something passed between us and somebody, and when we last heard from them.

use crate::app::card::TalkLine;
use crate::domain::{Day, Direction, Means, follow_up::said_ago};

/// Months that are shown.
const MONTHS: usize = 12;

/// A month in which nothing passed, then from little to much.
const BARS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/// Bars for the last twelve months, this one last; empty where nothing passed in them.
pub(super) fn frequency(talks: &[TalkLine], today: Day) -> String {
    let mut counts = [0_usize; MONTHS];
    let now = today.month_number();
    for talk in talks.iter().filter(|talk| counts_as_contact(talk)) {
        let ago = usize::try_from(now.saturating_sub(talk.on.month_number()));
        let month = ago.ok().and_then(|ago| (MONTHS - 1).checked_sub(ago));
        if let Some(count) = month.and_then(|month| counts.get_mut(month)) {
            *count += 1;
        }
    }
    let most = counts.iter().copied().max().unwrap_or(0);
    if most == 0 {
        return String::new();
    }
    let highest = BARS.len() - 1;
    // Three talks a month are much; fewer do not fill the height.
    let bar = |count: &usize| BARS.get((count * highest).div_ceil(most.max(3))).copied();
    counts.iter().filter_map(bar).collect()
}

/// When we last heard from them, in words; empty if we never did.
pub(super) fn heard(talks: &[TalkLine], today: Day) -> String {
    let theirs = |talk: &&TalkLine| counts_as_contact(talk) && talk.direction != Direction::ToThem;
    let last = talks.iter().filter(theirs).map(|talk| talk.on).max();
    last.map(|day| format!("last heard from {}", said_ago(day, today))).unwrap_or_default()
}

fn counts_as_contact(talk: &TalkLine) -> bool {
    talk.means != Means::OpenedMail
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::InteractionId;

    fn talk(on: &str, direction: Direction, means: Means) -> TalkLine {
        let (id, on) = (InteractionId(1), on.parse().unwrap());
        TalkLine { id, on, means, direction, text: String::new(), standing: None }
    }

    #[test]
    fn bars_show_the_last_twelve_months_and_opened_mail_is_no_contact() {
        let today: Day = "2026-11-23".parse().unwrap();
        let talks = [
            talk("2026-11-20", Direction::ToThem, Means::Call),
            talk("2026-11-02", Direction::ToThem, Means::Call),
            talk("2026-11-01", Direction::FromThem, Means::OpenedMail),
            talk("2026-10-30", Direction::FromThem, Means::Mail),
            talk("2025-12-01", Direction::Both, Means::Meeting),
            talk("2025-11-30", Direction::FromThem, Means::Mail),
        ];

        assert_eq!(frequency(&talks, today), "▄▁▁▁▁▁▁▁▁▁▄▆");
        assert_eq!(heard(&talks, today), "last heard from 3 weeks ago");
        assert_eq!((frequency(&[], today), heard(&[], today)), (String::new(), String::new()));
    }
}
