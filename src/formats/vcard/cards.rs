//! A file of cards, one card after the other: where each begins and ends, whatever is missing.

use super::build;
use super::decode::Certainty;
use super::lines::{Line, Lines, is_blank};
use super::marker::{self, Marker};
use super::meaning::{Field, Meaning};
use super::property::{Property, Value};
use super::text;
use crate::formats::draft::{ContactDraft, LeftReason, Leftover};
use crate::formats::problem::{Problem, Trouble};
use std::borrow::Cow;
use std::collections::VecDeque;

/// How many cards inside a card are believed. More look like cards whose ends are missing.
const MOST_NESTED_CARDS: u32 = 8;

/// A file of cards whose bytes have become text, ready to be read.
pub struct File<'a> {
    text: Cow<'a, [u8]>,
    damaged: bool,
}

impl<'a> File<'a> {
    /// Takes off a byte order mark and turns UTF-16 into UTF-8; nothing else is read yet.
    #[must_use]
    pub fn new(bytes: &'a [u8]) -> Self {
        let text::FileText { bytes, damaged } = text::open(bytes);
        Self { text: bytes, damaged }
    }

    /// Starts at the first card.
    #[must_use]
    pub fn cards(&self) -> Cards<'_> {
        let mut found = VecDeque::new();
        if self.damaged {
            let problem = Problem { line: 1, what: Trouble::DamagedUtf16 };
            found.push_back(Found::Trouble(problem));
        }
        Cards {
            text: &self.text,
            lines: Lines::new(&self.text),
            found,
            has_card: false,
            ended: false,
        }
    }
}

/// What comes next in a file of cards.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// A card that holds something.
    Contact(Box<ContactDraft>),
    /// Something wrong, before or in the card that comes next.
    Trouble(Problem),
}

/// Reads card by card, so that memory holds the file and one card.
pub struct Cards<'a> {
    text: &'a [u8],
    lines: Lines<'a>,
    found: VecDeque<Found>,
    has_card: bool,
    ended: bool,
}

impl Cards<'_> {
    /// Returns how far the reading has come and how long the text is, in bytes.
    #[must_use]
    pub fn progress(&self) -> (usize, usize) {
        (self.text.len().saturating_sub(self.lines.left_bytes()), self.text.len())
    }

    /// Reads on until there is something to say or the file ends.
    fn advance(&mut self) {
        let mut outside: Option<(u32, u32)> = None;
        while self.found.is_empty() && !self.ended {
            let before = self.lines.clone();
            let Some(line) = self.lines.next() else {
                self.ended = true;
                break;
            };
            match marker::of(line.bytes) {
                Some(Marker::Begin) => {
                    self.report_outside(outside.take());
                    self.has_card = true;
                    let blanks = line.bytes.iter().take_while(|byte| is_blank(**byte)).count();
                    self.lines.set_indent(blanks);
                    self.read_card(line.number);
                    self.lines.set_indent(0);
                }
                Some(Marker::End) if self.has_card => self.report(line.number, Trouble::StrayEnd),
                Some(Marker::EndThenMore { taken_bytes }) => {
                    self.report(line.number, Trouble::StrayEnd);
                    self.lines.resume_within(&before, taken_bytes);
                }
                None if text::trim(line.bytes).is_empty() => {}
                Some(Marker::End) | None => {
                    let (_, count) = outside.get_or_insert((line.number, 0));
                    *count = count.saturating_add(1);
                }
            }
        }
        self.report_outside(outside);
        if self.ended && !self.has_card {
            self.found.clear();
            self.found.push_back(Found::Trouble(Problem { line: 1, what: self.without_card() }));
            self.has_card = true;
        }
    }

    fn report(&mut self, line: u32, what: Trouble) {
        self.found.push_back(Found::Trouble(Problem { line, what }));
    }

    fn report_outside(&mut self, run: Option<(u32, u32)>) {
        if let Some((line, count)) = run {
            self.report(line, Trouble::OutsideCard(count));
        }
    }

    fn without_card(&self) -> Trouble {
        if text::trim(self.text).is_empty() {
            Trouble::EmptyFile
        } else {
            Trouble::NoCard(text::resemblance(self.text))
        }
    }

    fn read_card(&mut self, line: u32) {
        let mut card = Card::default();
        let is_closed = self.read_lines(&mut card);
        if !is_closed {
            self.report(line, Trouble::MissingEnd);
        }
        for problem in card.problems() {
            self.found.push_back(Found::Trouble(problem));
        }
        let draft = build::draft(line, &card.properties, card.nested);
        if draft.data.is_empty() && draft.name.is_none() {
            self.report(line, Trouble::EmptyCard);
        } else {
            self.found.push_back(Found::Contact(Box::new(draft)));
        }
    }

    /// Collects a card's properties; false if the card has no end.
    fn read_lines(&mut self, card: &mut Card) -> bool {
        loop {
            let before = self.lines.clone();
            let Some(line) = self.lines.next() else { return false };
            match marker::of(line.bytes) {
                Some(Marker::End) => return true,
                Some(Marker::EndThenMore { taken_bytes }) => {
                    self.lines.resume_within(&before, taken_bytes);
                    return true;
                }
                Some(Marker::Begin) => {
                    let agent = card.take_agent();
                    if agent.is_none() && !closes(self.lines.clone(), 2) {
                        self.lines = before;
                        return false;
                    }
                    let (line, property) = agent.unwrap_or((line.number, "VCARD".to_owned()));
                    let start = self.lines.left_bytes();
                    let is_closed = self.skip_nested();
                    let len_bytes = start.saturating_sub(self.lines.left_bytes());
                    let reason = LeftReason::NestedCard;
                    card.nested.push(Leftover { line, property, reason, len_bytes });
                    if !is_closed {
                        return false;
                    }
                }
                None if text::trim(line.bytes).is_empty() => {}
                None => card.add(line, &mut self.lines),
            }
        }
    }

    /// Reads past a card inside a card; false if it, or a card inside it, has no end.
    fn skip_nested(&mut self) -> bool {
        let mut depth: u32 = 1;
        let mut after_agent = false;
        while depth > 0 {
            let before = self.lines.clone();
            let Some(line) = self.lines.next() else { return false };
            match marker::of(line.bytes) {
                Some(Marker::Begin)
                    if after_agent || closes(self.lines.clone(), depth.saturating_add(2)) =>
                {
                    depth = depth.saturating_add(1);
                }
                Some(Marker::Begin) => {
                    self.lines = before;
                    return false;
                }
                Some(Marker::End) => depth -= 1,
                Some(Marker::EndThenMore { taken_bytes }) => {
                    depth -= 1;
                    self.lines.resume_within(&before, taken_bytes);
                }
                None => {}
            }
            after_agent = is_agent(line.bytes);
        }
        true
    }
}

impl Iterator for Cards<'_> {
    type Item = Found;

    fn next(&mut self) -> Option<Found> {
        if self.found.is_empty() {
            self.advance();
        }
        self.found.pop_front()
    }
}

/// Whether so many open cards are all closed by what follows, without many others between.
fn closes(lines: Lines<'_>, open: u32) -> bool {
    let mut open = open;
    let mut cards = 0;
    for line in lines {
        match marker::of(line.bytes) {
            Some(Marker::Begin) => {
                open = open.saturating_add(1);
                cards += 1;
            }
            Some(Marker::End) => open = open.saturating_sub(1),
            Some(Marker::EndThenMore { .. }) => cards += 1,
            None => {}
        }
        if open == 0 || cards > MOST_NESTED_CARDS {
            return open == 0;
        }
    }
    false
}

fn is_agent(line: &[u8]) -> bool {
    let line = text::trim(line);
    line.ends_with(b":") && line.get(..5).is_some_and(|name| name.eq_ignore_ascii_case(b"AGENT"))
}

/// A card while it is read.
#[derive(Default)]
struct Card {
    properties: Vec<Property>,
    nested: Vec<Leftover>,
    troubles: Vec<Problem>,
}

impl Card {
    fn add(&mut self, line: Line<'_>, lines: &mut Lines<'_>) {
        if let Some(property) = Property::read(line, lines) {
            self.properties.push(property);
            return;
        }
        match self.troubles.last_mut() {
            Some(Problem { line: first, what: Trouble::NotAProperty(count) })
                if first.saturating_add(*count) == line.number =>
            {
                *count = count.saturating_add(1);
            }
            _ => {
                let what = Trouble::NotAProperty(1);
                self.troubles.push(Problem { line: line.number, what });
            }
        }
    }

    /// Takes an `AGENT:` without a value back, because the card that follows is its value.
    fn take_agent(&mut self) -> Option<(u32, String)> {
        let last = self.properties.pop_if(|property| {
            property.meaning == Meaning::Datum(Field::Agent)
                && matches!(&property.value, Value::Text(text) if text.trim().is_empty())
        })?;
        Some((last.line, last.name))
    }

    /// What is wrong in the card, in the order of its lines, each doubt about characters once.
    fn problems(&mut self) -> Vec<Problem> {
        let mut problems = std::mem::take(&mut self.troubles);
        let doubts = [
            (Certainty::UnknownCharset, Trouble::UnknownCharset),
            (Certainty::Guessed, Trouble::Guessed),
            (Certainty::Garbled, Trouble::Garbled),
        ];
        for (doubt, what) in doubts {
            let first = self.properties.iter().find(|property| property.certainty == doubt);
            problems.extend(first.map(|property| Problem { line: property.line, what }));
        }
        problems.sort_by_key(|problem| problem.line);
        problems
    }
}
