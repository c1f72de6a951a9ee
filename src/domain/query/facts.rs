//! Asking the facts of a contact what lists cannot settle.

use super::{KindWord, Op, Operand, Query, Row, Term, Thing, field::Field, on_row};
use crate::domain::{
    Category, ConsentStanding, ContactKind, Controller, Datum, Day, Facts, Ground, How, LegalForm,
    Means, PartialDate, PurposeId, Scope, Source, Stage, Standing, Value, correspondence, fold,
    ledger, verdict,
};

/// The kinds of facts that a query looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a table to be read or not")]
pub struct Parts {
    /// Values.
    pub data: bool,
    /// Grounds.
    pub grounds: bool,
    /// The consent ledger.
    pub consents: bool,
    /// Engagements; they need the data as well, which say for whom somebody acts.
    pub engagements: bool,
    /// Interactions.
    pub interactions: bool,
    /// Everything, for verdicts.
    pub all: bool,
}

impl Parts {
    fn add(&mut self, thing: &Thing) {
        match thing {
            Thing::Datum(_) => self.data = true,
            Thing::Work => {
                self.engagements = true;
                self.data = true;
            }
            Thing::Talk => self.interactions = true,
            Thing::Consent => self.consents = true,
            Thing::Due => {}
        }
    }
}

/// The kinds of facts that [`on_facts`] looks at for a query.
#[must_use]
pub fn needs(query: &Query) -> Parts {
    let mut parts = Parts::default();
    for term in query.terms() {
        let Some(field) = &term.field else {
            parts.data |= matches!(&term.operand, Operand::Text(text) if text.contains(' '));
            continue;
        };
        match field {
            Field::Country | Field::Kind | Field::Due => {}
            Field::Basis | Field::Purpose => parts.grounds = true,
            Field::Consent => parts.consents = true,
            Field::Stage | Field::Service | Field::Value => {
                parts.engagements = true;
                parts.data = true;
            }
            Field::Talk | Field::Last => parts.interactions = true,
            Field::Special | Field::Hint => {
                parts.data = true;
                parts.interactions = true;
            }
            Field::Verdict => parts.all = true,
            Field::Has => {
                if let Operand::Thing(thing) = &term.operand {
                    parts.add(thing);
                }
            }
            Field::Name
            | Field::Email
            | Field::Phone
            | Field::Url
            | Field::Handle
            | Field::Organisation
            | Field::Role
            | Field::City
            | Field::Postcode
            | Field::Tag
            | Field::Note
            | Field::Language
            | Field::Birthday
            | Field::Age
            | Field::Added
            | Field::Source
            | Field::Custom(_) => parts.data = true,
        }
    }
    parts
}

/// Whether the contact answers to the query, as of the row's day.
#[must_use]
pub fn on_facts(query: &Query, row: Row<'_>, facts: &Facts, controller: &Controller) -> bool {
    let subject = Subject { facts, controller, today: row.today };
    let by_row = |term: &Term| on_row(&Query::Term(term.clone()), row);
    let mut ask = |term: &Term| by_row(term).or_else(|| Some(subject.answers(term)));
    query.judge(&mut ask).unwrap_or(false)
}

struct Subject<'a> {
    facts: &'a Facts,
    controller: &'a Controller,
    today: Day,
}

impl<'a> Subject<'a> {
    fn answers(&self, term: &Term) -> bool {
        let Some(field) = &term.field else { return self.phrase(term) };
        match field {
            Field::Name => self.texts(term, &Category::Name),
            Field::Email => self.texts(term, &Category::Email),
            Field::Phone => self.phone(term),
            Field::Url => self.texts(term, &Category::Url),
            Field::Handle => self.texts(term, &Category::Handle),
            Field::Organisation => self.texts(term, &Category::Organisation),
            Field::Role => self.texts(term, &Category::Role),
            Field::Tag => self.texts(term, &Category::Tag),
            Field::Note => self.texts(term, &Category::Note),
            Field::Language => self.texts(term, &Category::Language),
            Field::Birthday => self.texts(term, &Category::Birthday),
            Field::Custom(word) => self.texts(term, &Category::Custom(word.clone())),
            Field::City => self.address(term, AddressPart::Town),
            Field::Postcode => self.address(term, AddressPart::Code),
            Field::Talk => any(term, self.facts.interactions.iter().map(|one| one.text.as_str())),
            Field::Service => {
                any(term, self.facts.engagements.iter().map(|one| one.engagement.service.as_str()))
            }
            Field::Age => self.age(term),
            Field::Value => self.value(term),
            Field::Last => self.last(term),
            Field::Added => self.added(term),
            Field::Source => self.source(term),
            Field::Consent => self.consented(term) != (term.op == Op::IsNot),
            Field::Country
            | Field::Kind
            | Field::Basis
            | Field::Purpose
            | Field::Verdict
            | Field::Stage
            | Field::Due
            | Field::Has
            | Field::Special
            | Field::Hint => self.is(&term.operand) != (term.op == Op::IsNot),
        }
    }

    /// Whether one value of those that a list is searched by holds the phrase.
    fn phrase(&self, term: &Term) -> bool {
        let searched = [
            Category::Name,
            Category::Organisation,
            Category::Email,
            Category::Handle,
            Category::Tag,
        ];
        searched.iter().any(|category| self.texts(term, category))
    }

    /// Whether a word is true of the contact.
    fn is(&self, operand: &Operand) -> bool {
        match operand {
            Operand::Basis(basis) => self.open_grounds().any(|ground| ground.basis == *basis),
            Operand::Purpose(key) => self
                .purpose(key)
                .is_some_and(|id| self.open_grounds().any(|ground| ground.purpose == id)),
            Operand::Standing(standing) => self.standings().any(|one| one == *standing),
            Operand::Stage(stage) => self.stages().any(|one| one == *stage),
            Operand::Kind(kind) => self.kind(*kind),
            Operand::Country(country) => {
                self.facts.contact.country.unwrap_or(self.controller.country) == *country
            }
            Operand::Thing(thing) => self.has(thing),
            Operand::Special(special) => {
                let data = self.live().filter_map(Datum::special_category);
                let talks = self.facts.interactions.iter().filter_map(|talk| talk.special);
                data.chain(talks).any(|one| special.is_none_or(|asked| asked == one))
            }
            Operand::Hint(mark) => {
                let talks = self.facts.interactions.iter().map(|talk| talk.hint);
                self.live().map(|datum| datum.hint).chain(talks).any(|one| one == *mark)
            }
            // Rows know the signs and what falls due; numbers and texts are compared elsewhere.
            Operand::Sign(_)
            | Operand::Due(_)
            | Operand::Text(_)
            | Operand::Days(_)
            | Operand::Years(_)
            | Operand::Money(_) => false,
        }
    }

    fn live(&self) -> impl Iterator<Item = &'a Datum> {
        self.facts.data.iter().filter(|datum| datum.deleted.is_none())
    }

    fn of(&self, category: &Category) -> impl Iterator<Item = &'a Datum> {
        self.live().filter(move |datum| datum.category == *category)
    }

    fn texts(&self, term: &Term, category: &Category) -> bool {
        let lines: Vec<String> = self.of(category).map(|datum| datum.value.to_line()).collect();
        any(term, lines.iter().map(String::as_str))
    }

    /// Numbers are compared by their digits alone.
    fn phone(&self, term: &Term) -> bool {
        let Operand::Text(asked) = &term.operand else { return false };
        let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
        let country = self.facts.contact.country.unwrap_or(self.controller.country);
        let asked = digits(asked);
        // As dialled inside the country: the zero before the number is no part of it.
        let dialled = asked.trim_start_matches('0');
        let numbers = self.of(&Category::Phone).flat_map(|datum| {
            let normalised = datum.point(Some(country)).map(|point| digits(&point.normalised));
            [Some(digits(&datum.value.to_line())), normalised].into_iter().flatten()
        });
        let numbers: Vec<String> = numbers.collect();
        let found = numbers.iter().any(|number| {
            let inside = term.op == Op::Has && !dialled.is_empty() && number.contains(dialled);
            inside || compares(term.op, number, &asked)
        });
        !asked.is_empty() && found != (term.op == Op::IsNot)
    }

    fn address(&self, term: &Term, part: AddressPart) -> bool {
        let texts = |datum: &'a Datum| {
            let known = match (&datum.value, part) {
                (Value::Address(address), AddressPart::Town) => address.locality.clone(),
                (Value::Address(address), AddressPart::Code) => address.code.clone(),
                (Value::Text(_) | Value::Name(_) | Value::Date(_), _) => String::new(),
            };
            if !known.is_empty() {
                return vec![known];
            }
            // An address on one line: each of its words may be it.
            let line = datum.value.to_line();
            line.split([' ', ',']).map(str::to_owned).filter(|word| !word.is_empty()).collect()
        };
        let lines: Vec<String> = self.of(&Category::PostalAddress).flat_map(texts).collect();
        any(term, lines.iter().map(String::as_str))
    }

    fn age(&self, term: &Term) -> bool {
        let Operand::Years(asked) = &term.operand else { return false };
        self.of(&Category::Birthday).any(|datum| {
            let Value::Date(date) = &datum.value else { return false };
            years(date, self.today).is_some_and(|age| term.op.holds(&age, asked))
        })
    }

    fn value(&self, term: &Term) -> bool {
        let Operand::Money(asked) = &term.operand else { return false };
        let amounts = self.facts.engagements.iter().filter_map(|one| one.engagement.value);
        let largest = amounts
            .filter(|amount| amount.currency == asked.currency)
            .map(|amount| amount.minor)
            .max();
        largest.is_some_and(|largest| term.op.holds(&largest, &asked.minor))
    }

    fn last(&self, term: &Term) -> bool {
        let Operand::Days(asked) = &term.operand else { return false };
        let talks = self.facts.interactions.iter().filter(|one| one.means != Means::OpenedMail);
        let last = talks.map(|one| one.on).max();
        let days = last.map_or(i64::MAX, |day| day.days_until(self.today));
        term.op.holds(&days, asked)
    }

    fn added(&self, term: &Term) -> bool {
        let Operand::Days(asked) = &term.operand else { return false };
        let first = self.facts.data.iter().filter_map(Datum::obtained_on).min();
        first.is_some_and(|day| term.op.holds(&day.days_until(self.today), asked))
    }

    fn source(&self, term: &Term) -> bool {
        let origins = self.live().flat_map(|datum| &datum.provenances).map(|one| &one.origin);
        let said: Vec<String> = origins
            .flat_map(|origin| {
                let file = match &origin.how {
                    How::Import { file } => Some(file.clone()),
                    How::Typed | How::Message | How::Form => None,
                };
                [Some(source_words(&origin.source)), file].into_iter().flatten()
            })
            .collect();
        any(term, said.iter().map(String::as_str))
    }

    fn open_grounds(&self) -> impl Iterator<Item = &'a Ground> {
        let today = self.today;
        self.facts.grounds.iter().filter(move |ground| {
            ground.opened <= today && ground.closed.is_none_or(|closed| closed >= today)
        })
    }

    fn purpose(&self, key: &str) -> Option<PurposeId> {
        self.controller.policy(self.today)?.by_key(key).map(|purpose| purpose.id)
    }

    /// Whether a consent for the purpose holds, on any channel.
    fn consented(&self, term: &Term) -> bool {
        let Operand::Purpose(key) = &term.operand else { return false };
        let (Some(purpose), Some(policy)) = (self.purpose(key), self.controller.policy(self.today))
        else {
            return false;
        };
        let scope = Scope {
            purpose,
            datum: None,
            explicit: false,
            child_age: policy.child_age_in(self.facts.contact.country),
        };
        let standing = ledger::standing(self.facts, scope, self.today);
        matches!(standing, ConsentStanding::Holds { .. })
    }

    fn standings(&self) -> impl Iterator<Item = Standing> {
        let talks = self.facts.interactions.iter().filter(|talk| !talk.text.is_empty());
        let all = self.live().cloned().chain(talks.map(correspondence));
        all.filter_map(|datum| verdict(self.facts, self.controller, &datum, self.today))
            .map(|verdict| verdict.standing)
    }

    fn stages(&self) -> impl Iterator<Item = Stage> {
        self.facts.engagements.iter().filter_map(|one| one.engagement.stage_on(self.today))
    }

    fn kind(&self, kind: KindWord) -> bool {
        match self.facts.contact.kind {
            ContactKind::Person => kind == KindWord::Person,
            ContactKind::Organisation(form) => match form {
                LegalForm::Company => matches!(kind, KindWord::Organisation | KindWord::Company),
                LegalForm::Partnership => {
                    matches!(kind, KindWord::Organisation | KindWord::Partnership)
                }
                LegalForm::SoleTrader => {
                    matches!(kind, KindWord::Organisation | KindWord::SoleTrader)
                }
                LegalForm::Unknown => kind == KindWord::Organisation,
            },
        }
    }

    fn has(&self, thing: &Thing) -> bool {
        match thing {
            Thing::Datum(category) => self.of(category).next().is_some(),
            Thing::Work => !self.facts.engagements.is_empty(),
            Thing::Talk => !self.facts.interactions.is_empty(),
            Thing::Consent => !self.facts.consents.is_empty(),
            // Rows know it.
            Thing::Due => false,
        }
    }
}

#[derive(Clone, Copy)]
enum AddressPart {
    Town,
    Code,
}

/// Whether one of the texts compares so; `!=`: none does.
fn any<'a>(term: &Term, mut texts: impl Iterator<Item = &'a str>) -> bool {
    let Operand::Text(asked) = &term.operand else { return false };
    let op = if term.op == Op::IsNot { Op::Is } else { term.op };
    let found = texts.any(|text| compares(op, fold::fold(text).trim(), asked));
    found != (term.op == Op::IsNot)
}

/// Whether a folded text compares so with another.
fn compares(op: Op, text: &str, asked: &str) -> bool {
    match op {
        Op::Has => text.contains(asked),
        Op::Is | Op::IsNot => text == asked,
        Op::Starts => text.starts_with(asked),
        Op::Ends => text.ends_with(asked),
        Op::Less | Op::AtMost | Op::More | Op::AtLeast => false,
    }
}

fn source_words(source: &Source) -> String {
    match source {
        Source::Person => "person".to_owned(),
        Source::PublishedByPerson => "published".to_owned(),
        Source::ThirdParty(name) => format!("third-party {name}"),
        Source::Public(name) => format!("public {name}"),
        Source::Ourselves => "ourselves".to_owned(),
        Source::Unknown => "unknown".to_owned(),
    }
}

/// Full years between a date and a day; `None` without a year. Whose month or day is not known is
/// taken for born at the beginning of it.
fn years(date: &PartialDate, today: Day) -> Option<i64> {
    let (month, day) = (u32::from(date.month.unwrap_or(1)), u32::from(date.day.unwrap_or(1)));
    let born = Day::new(date.year?, month, day)?;
    today.as_date().years_since(born.as_date()).map(i64::from)
}
