//! The demo: it shows what the program is for, and leaves nothing behind.

use std::sync::Arc;

use candor::app::clock::FixedClock;
use candor::app::{card, demo, find};
use candor::domain::*;

fn made() -> demo::Demo {
    demo::create(Arc::new(FixedClock(Moment(1_795_435_200)))).unwrap()
}

#[test]
fn dump() {
    let start = std::time::Instant::now();
    let demo = made();
    println!("made in {:?}", start.elapsed());
    let session = &demo.session;
    let today = session.today();
    let mut counts = [0; 3];
    for row in find::rows(session, None, 1000).unwrap() {
        let card = card::card(session, row.id, today).unwrap();
        println!("{:?} {} | {} ({})", row.sign, row.name.escape_debug(), row.detail, row.id);
        assert_eq!(card.sign, row.sign);
        for line in &card.data {
            let Some(verdict) = &line.verdict else { println!("    deleted {}", line.text); continue };
            if matches!(row.sign, Sign::NotJudged) { continue }
            counts[verdict.standing as usize] += 1;
            let why: Vec<_> = verdict.reasons.iter().map(|r| r.code()).collect();
            println!("    {} {:?}: {} {} {}", line.category, line.text, verdict.standing.word(), card::until(verdict), why.join(" "));
        }
        for talk in &card.talks { if talk.standing != Some(Standing::Justified) && !talk.text.is_empty() { println!("    TALK {} {:?} {:?}", talk.on, talk.text, talk.standing); } }
        for line in &card.consents { println!("    consent {} {}", line.purpose, line.text); }
        for line in &card.duties { println!("    duty {}", line.text); }
    }
    println!("{counts:?}");
    panic!();
}
