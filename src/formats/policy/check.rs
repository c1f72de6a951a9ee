//! From the words of a policy file to the domain's policy: every word is looked up, every problem
//! is kept with its line.

use super::layer::Whole;
use super::{PolicyProblem, Reading, did_you_mean, line_at, raw};
use crate::domain::{
    Alignment, Anchor, Category, Citation, Country, Day, LawfulBasis, Period, Policy, Purpose,
    PurposeId, PurposeSet, Retention, RetentionEnd, word,
};

/// Looks every word up and gives the purposes their ids.
pub(super) fn policy(whole: Whole, reading: &Reading<'_>, check: &mut Check<'_>) -> Policy {
    let Whole { file, region, choices } = whole;
    let keys = check.keys(&file.purpose, reading.known);
    let mut purposes: Vec<Purpose> = keys.iter().zip(0..).map(|(key, id)| off(key, id)).collect();
    for raw in file.purpose {
        let id = place(&keys, raw.key.get_ref());
        let purpose = check.purpose(raw, id, &keys);
        if let Some(slot) = purposes.get_mut(usize::from(id.0)) {
            *slot = purpose;
        }
    }
    let stated = reading.periods.iter().map(|(key, period)| (place(&keys, key), *period));
    let child_age = file.child_age.unwrap_or(OLDEST_CHILD_AGE);
    Policy {
        from: reading.from,
        name: file.name.unwrap_or_default(),
        country: reading.country,
        manners: file.manners.unwrap_or_default(),
        region,
        choices,
        stated_periods: stated.collect(),
        purposes,
        child_age,
        countries: check.laws(file.law, child_age),
        holidays: check.holidays(&file.holidays.unwrap_or_default()),
        response: file.response.map_or(MONTH, |text| check.period(&text)),
        extended: file.extended.map_or(THREE_MONTHS, |text| check.period(&text)),
        pauses: file.pauses.unwrap_or_default(),
        complaint_days: file.complaint_days,
        opt_out_business_days: file.opt_out_business_days.unwrap_or(10),
        breach_records: file.breach_records.map(|text| check.period(&text)),
        deletion_lag: file.deletion_lag.map_or(MONTH, |text| check.period(&text)),
    }
}

/// The highest that Art. 8 knows, for countries of which nothing is known.
const OLDEST_CHILD_AGE: u8 = 16;
/// Art. 12(3), first and second sentence.
const MONTH: Period = Period::months(1);
const THREE_MONTHS: Period = Period::months(3);

/// A purpose that the vault knows and the file no longer names.
fn off(key: &str, id: u8) -> Purpose {
    Purpose {
        id: PurposeId(id),
        key: key.to_owned(),
        text: String::new(),
        active: false,
        needs: Vec::new(),
        needs_all: false,
        useful: Vec::new(),
        basis: None,
        basis_at_organisation: None,
        other_bases: Vec::new(),
        marketing: false,
        viewing_only: false,
        compatible_from: PurposeSet::EMPTY,
        compatible_with_all: false,
        retention: ENDS_BY_ITS_BASIS,
        consent_validity: None,
        provision: Citation::default(),
        assessment_draft: String::new(),
        recipients: Vec::new(),
        offers: String::new(),
        similar_to: Vec::new(),
        on_behalf_of: String::new(),
    }
}

const ENDS_BY_ITS_BASIS: Retention = Retention {
    anchor: None,
    period: Period::ZERO,
    alignment: Alignment::None,
    cap: None,
    floor: None,
    end: RetentionEnd::Erase,
};

fn place(keys: &[String], key: &str) -> PurposeId {
    let place = keys.iter().position(|own| own == key).unwrap_or(usize::MAX);
    PurposeId(u8::try_from(place).unwrap_or(u8::MAX))
}

/// Looks words up in one file, and keeps what cannot be meant so.
pub(super) struct Check<'a> {
    text: &'a str,
    pub(super) problems: Vec<PolicyProblem>,
}

impl<'a> Check<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, problems: Vec::new() }
    }

    pub(super) fn problem(&mut self, at: &raw::Text, message: String, hint: String) {
        let line = line_at(self.text, at.span().start);
        self.problems.push(PolicyProblem { line, message, hint });
    }

    /// A problem of something that was perhaps not said in the file; then it counts for its start.
    pub(super) fn problem_at(&mut self, at: Option<&raw::Text>, message: String, hint: String) {
        match at {
            Some(at) => self.problem(at, message, hint),
            None => self.problems.push(PolicyProblem { line: 1, message, hint }),
        }
    }

    pub(super) fn unknown(
        &mut self,
        what: &str,
        typed: &str,
        at: Option<&raw::Text>,
        known: &[&str],
    ) {
        let hint = match word::nearest(typed, known.iter().copied()) {
            Some(near) => did_you_mean(near),
            None if known.is_empty() => format!("this policy has no {what}"),
            None => format!("one of {}", known.join(", ")),
        };
        self.problem_at(at, format!("`{typed}` is no {what} of this policy"), hint);
    }

    /// Looks a word up in a list; tells the nearest one if it is not there.
    pub(super) fn lookup<T: Copy>(
        &mut self,
        what: &str,
        at: &raw::Text,
        known: &[(T, &str)],
    ) -> Option<T> {
        let typed = at.get_ref();
        let found = known.iter().find(|(_, own)| own == typed).map(|(one, _)| *one);
        if found.is_none() {
            let words = || known.iter().map(|(_, own)| *own);
            let hint = match word::nearest(typed, words()) {
                Some(near) => did_you_mean(near),
                None => format!("one of {}", words().collect::<Vec<_>>().join(", ")),
            };
            self.problem(at, format!("`{typed}` is no {what}"), hint);
        }
        found
    }

    /// Where among the purposes the one with that key stands.
    pub(super) fn place_of(&mut self, key: &raw::Text, purposes: &[raw::Purpose]) -> Option<usize> {
        let places = purposes.iter().enumerate();
        let known: Vec<(usize, &str)> =
            places.map(|(place, own)| (place, own.key.get_ref().as_str())).collect();
        self.lookup("purpose of this policy", key, &known)
    }

    /// Says which purposes one file has twice.
    pub(super) fn each_once(&mut self, purposes: &[raw::Purpose]) {
        let mut seen: Vec<&str> = Vec::new();
        for purpose in purposes {
            let key = purpose.key.get_ref().as_str();
            if seen.contains(&key) {
                let message = format!("the purpose `{key}` stands here twice");
                self.problem(&purpose.key, message, "keep one of the two".to_owned());
            }
            seen.push(key);
        }
    }

    /// The keys in the order of their ids: known ones first, then new ones as they come.
    fn keys(&mut self, purposes: &[raw::Purpose], known: &[String]) -> Vec<String> {
        let mut keys = known.to_vec();
        for purpose in purposes {
            let key = purpose.key.get_ref().as_str();
            let plain =
                |letter: char| letter.is_ascii_lowercase() || "-0123456789".contains(letter);
            if key.is_empty() || !key.chars().all(plain) {
                let hint = "use lower-case letters, digits and `-`".to_owned();
                self.problem(&purpose.key, format!("`{key}` is no key of a purpose"), hint);
            }
            if !keys.iter().any(|own| own == key) {
                keys.push(key.to_owned());
            }
            if keys.len() > usize::from(PurposeId::LIMIT) {
                let message = format!("a vault has room for {} purposes", PurposeId::LIMIT);
                self.problem(&purpose.key, message, String::new());
                keys.pop();
            }
        }
        keys
    }

    fn purpose(&mut self, raw: raw::Purpose, id: PurposeId, keys: &[String]) -> Purpose {
        let key = raw.key.get_ref().clone();
        let text = raw.text.unwrap_or_default();
        if text.trim().is_empty() {
            let others = keys.iter().map(String::as_str).filter(|own| *own != key);
            let hint = match word::nearest(&key, others) {
                Some(near) => did_you_mean(near),
                None => "add `text = \"…\"`, as you would say it to the person".to_owned(),
            };
            self.problem(&raw.key, format!("the purpose `{key}` has no text"), hint);
        }
        let mut needs: Vec<(Category, String)> = Vec::new();
        for (category, reason) in raw.needs.unwrap_or_default() {
            let known = self.category(&category);
            if reason.trim().is_empty() {
                let hint = "say in a few words why the purpose cannot do without it".to_owned();
                self.problem(&category, format!("`{}` has no reason", category.get_ref()), hint);
            }
            needs.extend(known.map(|known| (known, reason)));
        }
        needs.sort_by(|(one, _), (other, _)| one.cmp(other));
        let useful = raw.useful.unwrap_or_default();
        let other_bases = raw.other_bases.unwrap_or_default();
        let compatible_from = raw.compatible_from.unwrap_or_default();
        Purpose {
            id,
            key,
            text,
            active: raw.active.unwrap_or(true),
            needs,
            needs_all: raw.needs_all.unwrap_or_default(),
            useful: useful.iter().filter_map(|word| self.category(word)).collect(),
            basis: raw.basis.and_then(|word| self.basis(&word)),
            basis_at_organisation: raw.basis_at_organisation.and_then(|word| self.basis(&word)),
            other_bases: other_bases.iter().filter_map(|word| self.basis(word)).collect(),
            marketing: raw.marketing.unwrap_or_default(),
            viewing_only: raw.viewing_only.unwrap_or_default(),
            compatible_from: self.purposes(&compatible_from, keys),
            compatible_with_all: raw.compatible_with_all.unwrap_or_default(),
            retention: raw.retention.map_or(ENDS_BY_ITS_BASIS, |raw| self.retention(&raw)),
            consent_validity: raw.consent_validity.map(|text| self.period(&text)),
            provision: Citation {
                text: raw.provision.unwrap_or_default(),
                source: raw.source.unwrap_or_default(),
                checked: raw.checked.and_then(|day| self.day(&day)),
            },
            assessment_draft: raw.assessment.unwrap_or_default().trim().to_owned(),
            recipients: raw.recipients.unwrap_or_default(),
            offers: raw.offers.unwrap_or_default(),
            similar_to: raw.similar_to.unwrap_or_default(),
            on_behalf_of: raw.on_behalf_of.unwrap_or_default(),
        }
    }

    fn purposes(&mut self, from: &[raw::Text], keys: &[String]) -> PurposeSet {
        let known: Vec<(PurposeId, &str)> =
            keys.iter().map(|key| (place(keys, key), key.as_str())).collect();
        from.iter().filter_map(|key| self.lookup("purpose of this policy", key, &known)).collect()
    }

    fn retention(&mut self, raw: &raw::Retention) -> Retention {
        const ENDS: [(RetentionEnd, &str); 2] =
            [(RetentionEnd::Erase, "erase"), (RetentionEnd::Anonymise, "anonymise")];
        let filing = raw.filing.as_ref().and_then(|day| self.month_day(day));
        let year_end = raw.year_end.as_ref().and_then(|day| self.month_day(day));
        if let (Some(filing), None) = (&raw.filing, &raw.year_end) {
            let hint = "add `year-end`".to_owned();
            self.problem(filing, "a filing day comes after the end of a year".to_owned(), hint);
        }
        Retention {
            anchor: raw.anchor.as_ref().and_then(|word| self.lookup("anchor", word, &Anchor::ALL)),
            period: self.period(&raw.period),
            alignment: year_end.map_or(Alignment::None, |(month, day)| Alignment::YearEnd {
                month,
                day,
                filing,
            }),
            cap: raw.cap.as_ref().map(|text| self.period(text)),
            floor: raw.at_least.as_ref().map(|text| self.period(text)),
            end: raw
                .end
                .as_ref()
                .and_then(|word| self.lookup("end of a period", word, &ENDS))
                .unwrap_or(RetentionEnd::Erase),
        }
    }

    /// A category by its word; a word of one's own needs `custom:` before it, so that a slip is seen.
    fn category(&mut self, word: &raw::Text) -> Option<Category> {
        let typed = word.get_ref();
        let category = Category::parse(typed);
        let own = matches!(category, Category::Custom(_));
        if own && !typed.starts_with("custom:") {
            let hint = word::nearest(typed, Category::NAMED.iter().map(Category::word))
                .map_or_else(
                    || format!("write `custom:{typed}` for a category of your own"),
                    did_you_mean,
                );
            self.problem(word, format!("`{typed}` is no category"), hint);
            return None;
        }
        Some(category)
    }

    fn basis(&mut self, word: &raw::Text) -> Option<LawfulBasis> {
        self.lookup("lawful basis", word, &LawfulBasis::ALL.map(|(basis, word, _)| (basis, word)))
    }

    pub(super) fn country(&mut self, code: &raw::Text) -> Option<Country> {
        let country = Country::new(code.get_ref());
        if country.is_none() {
            let hint = "use the two letters of ISO 3166, `AT`".to_owned();
            self.problem(code, format!("`{}` is no country", code.get_ref()), hint);
        }
        country
    }

    pub(super) fn period(&mut self, text: &raw::Text) -> Period {
        text.get_ref().parse().unwrap_or_else(|error| {
            self.problem(text, format!("`{}` is {error}", text.get_ref()), String::new());
            Period::ZERO
        })
    }

    pub(super) fn day(&mut self, text: &raw::Text) -> Option<Day> {
        let day = text.get_ref().parse().ok();
        if day.is_none() {
            let message = format!("`{}` is not a day of the form 2026-11-23", text.get_ref());
            self.problem(text, message, String::new());
        }
        day
    }

    /// A day of every year, `12-31`; 29 February is none.
    pub(super) fn month_day(&mut self, text: &raw::Text) -> Option<(u8, u8)> {
        let found = month_day(text.get_ref());
        if found.is_none() {
            let message =
                format!("`{}` is not a day of every year of the form 12-31", text.get_ref());
            self.problem(text, message, String::new());
        }
        found
    }
}

/// A day of every year, `12-31`; 29 February is none.
pub(super) fn month_day(text: &str) -> Option<(u8, u8)> {
    let (month, day) = text.split_once('-')?;
    let (month, day): (u8, u8) = (month.parse().ok()?, day.parse().ok()?);
    Day::new(2001, month.into(), day.into()).map(|_| (month, day))
}
