//! A made-up office: people who do not exist, answers without a vault.

use std::sync::Mutex;

use candor::domain::{ConsentId, DatumId, InteractionId};
use candor::tui::model::{
    Board, BoardKind, BoardLine, CardLine, ConsentRow, ContactId, ContactRow, Detail, FieldId,
    FieldKind, FieldNote, FieldSpec, FormKind, FormSpec, Header, InteractionRow, LineKind, Matched,
    Note, NoteKind, Preview, Rows, Standing, Subject, Trouble, Why, WhyKind, WhyLine,
};
use candor::tui::msg::{Answer, Ask, Deed, Outcome};
use candor::tui::worker::Office;

/// Invented names; more are numbered.
const NAMES: [(&str, &str); 12] = [
    ("Anna Müller", "Acme GmbH"),
    ("Björk Åsdóttir", "Norðurljós"),
    ("Катерина Шевченко", "kateryna@example.org"),
    ("日本 太郎", "Nihon Design"),
    ("Evil\u{1b}[31m Name\u{202e}", "escape@example.com"),
    ("Zoë ❤\u{fe0f} Hart", "zoe@example.net"),
    ("Ada Lovelace", "Analytical Engines"),
    ("Charles Babbage", "Analytical Engines"),
    ("Grace Hopper", "grace@example.org"),
    ("A Name That Is Much Longer Than Any Column Could Ever Be", "Verbose & Sons"),
    ("Linus Nobody", ""),
    ("שרה כהן", "sara@example.org"),
];

pub(crate) struct Fake {
    people: usize,
    panics: bool,
    log: Mutex<Vec<Deed>>,
}

impl Fake {
    pub(crate) fn with(people: usize) -> Self {
        Self { people, panics: false, log: Mutex::new(Vec::new()) }
    }

    /// An office that makes a mistake as soon as the screen is up.
    pub(crate) fn panicking() -> Self {
        Self { panics: true, ..Self::with(1) }
    }

    pub(crate) fn deeds(&self) -> Vec<Deed> {
        self.log.lock().map(|log| log.clone()).unwrap_or_default()
    }

    fn number(id: ContactId) -> usize {
        usize::try_from(id.0).unwrap_or_default()
    }

    fn row(n: usize) -> ContactRow {
        let (name, detail) = NAMES.get(n % NAMES.len()).copied().unwrap_or_default();
        let name = if n < NAMES.len() { name.to_owned() } else { format!("{name} {n}") };
        let standing = match n % 7 {
            3 => Standing::Due,
            4 => Standing::Unjustified,
            5 => Standing::Restricted,
            _ => Standing::Justified,
        };
        ContactRow {
            id: ContactId(u64::try_from(n).unwrap_or_default()),
            name,
            detail: detail.to_owned(),
            when: format!("{} d", n % 40),
            standing,
            matched: Matched::default(),
        }
    }

    fn rows(&self, query: &str, from: usize, count: usize, around: Option<ContactId>) -> Rows {
        let query = query.to_lowercase();
        if query.is_empty() {
            let found = around.map(Self::number).filter(|at| *at < self.people);
            let from = found.map_or(from, |at| at.saturating_sub(count / 2));
            let rows = (from..self.people).take(count).map(Self::row).collect();
            return Rows { total: self.people, from, rows, found, said: None };
        }
        let all: Vec<ContactRow> = (0..self.people)
            .map(Self::row)
            .filter(|row| row.name.to_lowercase().contains(&query))
            .collect();
        Rows { total: all.len(), from: 0, rows: all, ..Rows::default() }
    }

    /// Two groups of two lines each, about the first four people.
    fn board(kind: BoardKind) -> Board {
        let heading = |name: &str| BoardLine {
            kind: LineKind::Heading,
            name: name.to_owned(),
            right: "2".to_owned(),
            ..BoardLine::default()
        };
        let item = |n: usize, text: &str| BoardLine {
            subject: Some(Subject::Contact(Self::row(n).id)),
            day: "1 Dec".to_owned(),
            name: Self::row(n).name,
            text: text.to_owned(),
            standing: Standing::Due,
            remedy: Some(FormKind::EngagementEnd(Self::row(n).id, None)),
            ..BoardLine::default()
        };
        let lines = vec![
            heading("To answer"),
            item(0, "asked for a copy"),
            item(1, "asked what for"),
            heading("To tell"),
            item(2, "tell them what is held"),
            item(3, "tell them what is held"),
        ];
        Board { kind, summary: "4 due".to_owned(), lines, chart: Vec::new(), empty: Vec::new() }
    }

    fn detail(id: ContactId) -> Detail {
        let row = Self::row(Self::number(id));
        let line = |n: u32, label: &str, value: &str, standing, until: &str| CardLine {
            subject: Some(Subject::Datum(id, DatumId(n))),
            label: label.to_owned(),
            value: value.to_owned(),
            standing,
            until: until.to_owned(),
        };
        let justified = Standing::Justified;
        let card = vec![
            line(0, "name", &row.name, justified, "31 Dec 2034"),
            line(1, "email work", "anna@example.org", justified, "31 Dec 2034"),
            line(2, "phone", "+49 30 901820", Standing::Due, "28 Nov 2026"),
            line(3, "birthday", "15 April", Standing::Unjustified, "erase by 12 Dec 2026"),
            line(4, "address", "Musterstraße 1, 10115 Berlin", justified, "31 Dec 2034"),
            line(5, "note", "•••• restricted", Standing::Restricted, "open"),
        ];
        let talk = |n: u64, day: &str, direction, means: &str, text: &str| InteractionRow {
            subject: Subject::Interaction(id, InteractionId(n)),
            day: day.to_owned(),
            direction,
            means: means.to_owned(),
            text: text.to_owned(),
            standing: justified,
        };
        let consent = |n, purpose: &str, state: &str, detail: &str, standing| ConsentRow {
            subject: Some(Subject::Consent(id, ConsentId(n))),
            purpose: purpose.to_owned(),
            state: state.to_owned(),
            detail: detail.to_owned(),
            standing,
        };
        Detail {
            id,
            name: row.name,
            subtitle: row.detail,
            engagement: "Website relaunch · running since 3 Nov 2026 · 4 800 EUR".to_owned(),
            next: "send the notice".to_owned(),
            card,
            frequency: "▁▁▁▂▁▁▄▁▁▁▃▅".to_owned(),
            heard: "last heard from 3 weeks ago".to_owned(),
            interactions: vec![
                talk(3, "23 Nov", "←", "call", "asked when the drafts are ready"),
                talk(2, "20 Nov", "→", "mail", "sent the second draft"),
                talk(1, "3 Nov", "↔", "meeting", "kick-off, agreed on three rounds"),
            ],
            consents: vec![
                consent(0, "newsletter", "given", "email, until 3 Nov 2028", justified),
                consent(1, "greetings", "withdrawn", "1 Oct 2026", Standing::Unjustified),
            ],
        }
    }

    fn why(subject: Subject) -> Why {
        let line = |kind, depth, text: &str, law: &str| WhyLine {
            kind,
            depth,
            text: text.to_owned(),
            law: law.to_owned(),
            target: Some(Subject::Interaction(subject.contact(), InteractionId(1))),
            runs: None,
        };
        Why {
            subject,
            title: "phone".to_owned(),
            value: "+49 30 901820".to_owned(),
            standing: Standing::Justified,
            verdict: "may stay until 31 Dec 2034".to_owned(),
            sentence: "You gave us this number on 3 November 2026 when you asked about a website; \
                       we use it to do that work."
                .to_owned(),
            lines: vec![
                line(WhyKind::Step, 0, "Send the notice by 28 Nov 2026.", "Art. 14"),
                line(WhyKind::Heading, 0, "Why it may stay", ""),
                line(WhyKind::Holds, 0, "to do the work agreed, on contract", "Art. 6(1)(b)"),
                line(WhyKind::Holds, 1, "the engagement runs since 3 Nov 2026", ""),
                line(WhyKind::Fails, 0, "newsletter: no consent on record", "Art. 6(1)(a)"),
                line(WhyKind::Heading, 0, "Where from", ""),
                line(WhyKind::Fact, 0, "from the person, in a message, 3 Nov 2026", ""),
            ],
        }
    }

    fn form(kind: &FormKind) -> Result<Box<FormSpec>, String> {
        let field = |id, label: &str, kind, value: &str, hint: &str| FieldSpec {
            id,
            label: label.to_owned(),
            hint: hint.to_owned(),
            kind,
            value: value.to_owned(),
            only_if: None,
            only_if_noted: false,
        };
        let spec = |title: &str, intro, fields| FormSpec {
            kind: kind.clone(),
            title: title.to_owned(),
            intro,
            fields,
            verb: "save".to_owned(),
            asks_again: matches!(kind, FormKind::EngagementEnd(..)),
            goes_on: None,
        };
        let line = FieldKind::Line;
        #[expect(clippy::wildcard_enum_match_arm, reason = "the made-up office knows two forms")]
        match kind {
            FormKind::ContactNew => Ok(Box::new(spec(
                "Add a contact",
                vec![],
                vec![field(FieldId::Entry, "contact", line, "", "name, address, phone, @purpose")],
            ))),
            FormKind::EngagementEnd(..) => Ok(Box::new(spec(
                "End: Website relaunch",
                vec![Note::new(NoteKind::Says, "What each answer keeps stands below.")],
                vec![
                    field(FieldId::OwedUntil, "owed until", FieldKind::Day, "", "a day, or paid"),
                    field(FieldId::KeepInTouch, "keep in touch", FieldKind::YesNo, "no", ""),
                    field(FieldId::Dispute, "dispute possible", FieldKind::YesNo, "no", ""),
                ],
            ))),
            _ => Err(format!("nothing to do here: {kind:?}")),
        }
    }
}

impl Office for Fake {
    fn begin(&self) -> Outcome {
        assert!(!self.panics, "Secret Person");
        Outcome::Opened
    }

    fn answer(&self, ask: Ask) -> Result<Answer, Trouble> {
        Ok(match ask {
            Ask::Header => Answer::Header(Box::new(Header {
                owner: "Jo Fox".to_owned(),
                today: "Mon 23 Nov 2026".to_owned(),
                day: "2026-11-23".parse().ok(),
                contacts: self.people,
                due: 3,
                more_due: false,
                unjustified: 2,
                unfinished: None,
                warnings: Vec::new(),
            })),
            Ask::Rows { query, from, count, around, .. } => {
                Answer::Rows(self.rows(&query, from, count, around))
            }
            Ask::Everybody(query, _) => {
                let found = self.rows(&query, 0, self.people, None);
                Answer::Everybody(found.rows.into_iter().map(|row| row.id).collect())
            }
            Ask::Board(kind) => Answer::Board(Box::new(Self::board(kind))),
            Ask::Detail(id) => Answer::Detail(Some(Box::new(Self::detail(id)))),
            Ask::Draft => Answer::Draft(Err("no form was left unfinished".to_owned())),
            Ask::Letter(..) => Answer::Letter(Some("Dear Anna Müller,\n\nthis is it.\n".to_owned())),
            Ask::Why(subject, _) => Answer::Why(Some(Box::new(Self::why(subject)))),
            Ask::WhatIf(_) => Answer::WhatIf(vec![
                "If “Web site” ended today: the phone number could stay until 23 May 2027; no end \
                 is in sight now."
                    .to_owned(),
                "If they had you only store it today: the phone number could only be stored, and used for \
                 nothing."
                    .to_owned(),
            ]),
            Ask::Form(kind) => Answer::Form(Self::form(&kind)),
            Ask::Text(kind) => Answer::Text(Self::form(&kind)),
            Ask::Preview(_, answers) => Answer::Preview(Preview {
                fields: answers
                    .0
                    .iter()
                    .filter(|(id, _)| *id == FieldId::Entry)
                    .map(|(id, text)| FieldNote {
                        id: *id,
                        echo: None,
                        problem: text
                            .is_empty()
                            .then(|| "a name is needed: type one first".to_owned()),
                    })
                    .collect(),
                notes: vec![
                    Note::new(NoteKind::Opens, "enquiry: name, email, phone until 23 May 2027"),
                    Note::new(NoteKind::Due, "a notice with your first answer"),
                ],
                offers: Vec::new(),
            }),
        })
    }

    fn perform(&self, deed: Deed) -> Outcome {
        if let Ok(mut log) = self.log.lock() {
            log.push(deed);
        }
        Outcome::Saved { sentence: "Saved; `u` undoes it".to_owned(), select: None }
    }

    fn on_change(&self, _: Box<dyn Fn() + Send + Sync>) {}
}
