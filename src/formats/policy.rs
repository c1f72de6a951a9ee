//! Policies as TOML: one country's purposes, periods, ages and calendar, to be read and changed by
//! the user.
//!
//! The three that come with the program lie in `assets/policy/`; each explains its own lines. What
//! one country says otherwise stands under `[[country.AT.purpose]]` and replaces the line of the
//! purpose with that key.

mod check;
mod law;
mod layer;
mod raw;

use std::fmt;

use crate::domain::{Country, Day, Period, Policy, word};

/// Something in a policy file that cannot be meant so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PolicyProblem {
    /// The line it stands on, from 1.
    pub line: usize,
    /// What is wrong, in a sentence without a full stop.
    pub message: String,
    /// What can be done; empty if the message says so.
    pub hint: String,
}

impl fmt::Display for PolicyProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.message)?;
        if self.hint.is_empty() { Ok(()) } else { write!(f, " ({})", self.hint) }
    }
}

/// For whom and from when a policy is read, and what they answered.
#[derive(Debug, Clone, Copy)]
pub struct Reading<'a> {
    /// The user's country.
    pub country: Country,
    /// The first day on which it counts.
    pub from: Day,
    /// The keys of the purposes that the vault knows already, in the order of their ids: they keep
    /// those ids for ever, new ones get the next, and one that the files no longer name stays as a
    /// purpose that is off, so that records which point to it still have a name for it.
    pub known: &'a [String],
    /// The part of the country whose holidays count; empty: the file's own.
    pub region: &'a str,
    /// What was chosen where the file offers several ways.
    pub choices: &'a [String],
    /// Periods that the user stated for purposes of which the file knows none.
    pub periods: &'a [(String, Period)],
}

impl<'a> Reading<'a> {
    /// Nothing answered, nothing chosen.
    #[must_use]
    pub fn new(country: Country, from: Day, known: &'a [String]) -> Self {
        Self { country, from, known, region: "", choices: &[], periods: &[] }
    }
}

/// Reads a policy that stands by itself, as the built-in ones do.
///
/// # Errors
/// Everything in the file that cannot be meant so, by line; never an empty list.
pub fn read(
    text: &str,
    country: Country,
    from: Day,
    known: &[String],
) -> Result<Policy, Vec<PolicyProblem>> {
    compose(text, "", &Reading::new(country, from, known))
}

/// Reads a file of the user's own over the policy that comes with the program for their country:
/// lines replace lines, purposes and tables are found by their names.
///
/// # Errors
/// Everything in the user's file that cannot be meant so, by line; never an empty list.
pub fn read_over(own: &str, reading: &Reading<'_>) -> Result<Policy, Vec<PolicyProblem>> {
    compose(builtin(reading.country).1, own, reading)
}

/// `base` over what all policies share, and `own` over both; lines of problems are those of `own`,
/// or those of `base` where there is no other.
fn compose(base: &str, own: &str, reading: &Reading<'_>) -> Result<Policy, Vec<PolicyProblem>> {
    let parse = |text: &str| -> Result<raw::File, Vec<PolicyProblem>> {
        toml::from_str(text).map_err(|error| vec![from_toml(text, &error)])
    };
    let is_alone = own.is_empty();
    let (shared, base_file, own_file) = (parse(COUNTRIES)?, parse(base)?, parse(own)?);
    let mut check = check::Check::new(if is_alone { base } else { own });
    let mut layers = layer::Layers::new(reading, &own_file);
    layers.lay(shared, &mut check);
    layers.lay(base_file, &mut check);
    layers.lay(own_file, &mut check);
    let whole = layers.finish(&mut check);
    let policy = check::policy(whole, reading, &mut check);
    let mut problems = check.problems;
    problems.sort_by_key(|problem| problem.line);
    if problems.is_empty() { Ok(policy) } else { Err(problems) }
}

/// Something that setup offers or asks, as the country's policy has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// The word for it: `ten-years`, `BY`.
    pub name: String,
    /// What it means.
    pub text: String,
    /// Of several with the same word only one can be chosen; empty: it goes with all others.
    pub group: String,
}

/// What the built-in policy of a country leaves to the user.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Offers {
    /// Where the law knows several ways.
    pub choices: Vec<Offer>,
    /// The parts of the country with holidays of their own.
    pub regions: Vec<Offer>,
}

/// What the built-in policy of a country leaves to the user: which of several ways, which region.
#[must_use]
pub fn offers(country: Country) -> Offers {
    let Ok(file) = toml::from_str::<raw::File>(builtin(country).1) else {
        return Offers::default();
    };
    let choices = file.choice.into_iter().map(|choice| Offer {
        name: choice.name.into_inner(),
        text: choice.text,
        group: choice.group,
    });
    let regions = file.regions.into_iter().map(|(code, region)| Offer {
        name: code.into_inner(),
        text: region.name,
        group: "region".to_owned(),
    });
    Offers { choices: choices.collect(), regions: regions.collect() }
}

/// Ages and message law by the country of the contact, the same for every user.
const COUNTRIES: &str = include_str!("../../assets/policy/countries.toml");

/// The policy that comes with the program for a country: its name and its text. Countries without
/// one of their own get the Union's.
#[must_use]
pub fn builtin(country: Country) -> (&'static str, &'static str) {
    match country.as_str() {
        "DE" => ("de", include_str!("../../assets/policy/de.toml")),
        "GB" => ("uk", include_str!("../../assets/policy/uk.toml")),
        _ => ("eu", include_str!("../../assets/policy/eu.toml")),
    }
}

/// The line, from 1, on which a byte of the text stands.
fn line_at(text: &str, offset: usize) -> usize {
    text.bytes().take(offset).filter(|byte| *byte == b'\n').count() + 1
}

/// What the TOML reader says, with the nearest of the words that it expected.
fn from_toml(text: &str, error: &toml::de::Error) -> PolicyProblem {
    let line = error.span().map_or(1, |span| line_at(text, span.start));
    let message = error.message().lines().next().unwrap_or_default().to_owned();
    let mut quoted = message.split('`').skip(1).step_by(2);
    let hint = match (message.starts_with("unknown"), quoted.next()) {
        (true, Some(typed)) => word::nearest(typed, quoted).map(did_you_mean).unwrap_or_default(),
        _ => String::new(),
    };
    PolicyProblem { line, message, hint }
}

fn did_you_mean(word: &str) -> String {
    format!("did you mean `{word}`?")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Alignment, Anchor, Category, LawfulBasis, Period, PurposeId, PurposeSet};

    const KEYS: [&str; 14] = [
        "enquiry",
        "delivery",
        "client-contact",
        "tax",
        "aftercare",
        "keep-in-touch",
        "newsletter",
        "prospecting",
        "network",
        "legal-claims",
        "proof",
        "sorting",
        "reference",
        "greetings",
    ];

    fn of(country: &str) -> Policy {
        let country = Country::new(country).unwrap();
        read(builtin(country).1, country, day("2020-01-01"), &[]).unwrap()
    }

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn problems(text: &str) -> Vec<PolicyProblem> {
        read(text, Country::new("DE").unwrap(), day("2020-01-01"), &[]).unwrap_err()
    }

    #[test]
    fn every_policy_has_the_same_purposes_in_the_same_order() {
        for country in ["DE", "GB", "FR", "AT"] {
            let policy = of(country);
            let keys: Vec<&str> = policy.purposes.iter().map(|one| one.key.as_str()).collect();
            assert_eq!(keys, KEYS, "{country}");
            for (place, purpose) in policy.purposes.iter().enumerate() {
                assert_eq!(usize::from(purpose.id.0), place);
                assert!(!purpose.text.is_empty() && !purpose.provision.text.is_empty());
            }
        }
    }

    #[test]
    fn an_interest_brings_a_draft_of_its_balancing_in_two_lines() {
        for country in ["DE", "GB", "FR"] {
            for purpose in of(country).purposes {
                let interest = [purpose.basis, purpose.basis_at_organisation]
                    .contains(&Some(LawfulBasis::LegitimateInterests));
                assert_eq!(interest, !purpose.assessment_draft.is_empty(), "{}", purpose.key);
                let lines = purpose.assessment_draft.lines().count();
                assert!(!interest || lines == 2, "{}: {lines}", purpose.key);
            }
        }
    }

    #[test]
    fn the_period_of_tax_follows_the_country_and_is_never_guessed() {
        for (country, years) in [
            ("AT", 7),
            ("BE", 10),
            ("DE", 8),
            ("DK", 5),
            ("ES", 6),
            ("GB", 5),
            ("IE", 6),
            ("IT", 10),
            ("NL", 7),
            ("PT", 10),
            ("SE", 7),
        ] {
            let policy = of(country);
            let tax = policy.by_key("tax").unwrap();
            assert!(tax.active, "{country}");
            assert_eq!(tax.retention.period, Period::months(years * 12), "{country}");
            assert_eq!(tax.retention.anchor, Some(Anchor::Invoice));
        }
        for country in ["FR", "HR"] {
            assert!(!of(country).by_key("tax").unwrap().active, "{country}");
        }
    }

    #[test]
    fn british_invoices_count_from_the_filing_day_after_the_tax_year() {
        let policy = of("GB");
        let alignment = policy.by_key("tax").unwrap().retention.alignment;
        assert_eq!(alignment, Alignment::YearEnd { month: 4, day: 5, filing: Some((1, 31)) });
        assert!(policy.holidays.single.contains(&day("2026-12-28")));
        assert_eq!(policy.child_age_in(None), 13);
        assert_eq!(policy.child_age_in(Country::new("DE")), 16);
    }

    #[test]
    fn purposes_of_collection_are_told_by_their_keys() {
        let policy = of("DE");
        let id = |key: &str| policy.by_key(key).unwrap().id;
        let delivery = policy.by_key("delivery").unwrap();
        assert!(delivery.compatible_from.contains(id("enquiry")));
        assert!(!delivery.compatible_from.contains(id("newsletter")));
        assert!(policy.by_key("tax").unwrap().compatible_with_all);
        let newsletter = policy.by_key("newsletter").unwrap();
        assert_eq!(newsletter.compatible_from, PurposeSet::EMPTY);
        assert!(newsletter.needs(&Category::Email) && newsletter.finds_useful(&Category::Name));
        assert_eq!(newsletter.consent_validity, Some(Period::months(24)));
        assert!(policy.by_key("sorting").unwrap().needs(&Category::Custom("x".to_owned())));
    }

    #[test]
    fn a_known_purpose_keeps_its_id_and_a_dropped_one_is_off() {
        let known = ["tax".to_owned(), "workshops".to_owned()];
        let country = Country::new("DE").unwrap();
        let policy = read(builtin(country).1, country, day("2020-01-01"), &known).unwrap();
        assert_eq!(policy.by_key("tax").unwrap().id, PurposeId(0));
        let dropped = policy.purpose(PurposeId(1)).unwrap();
        assert_eq!((dropped.key.as_str(), dropped.active), ("workshops", false));
        assert_eq!(policy.by_key("enquiry").unwrap().id, PurposeId(2));
        assert_eq!(policy.purposes.len(), 15);
    }

    #[test]
    fn a_slip_is_told_by_line_with_the_word_that_was_meant() {
        let good = builtin(Country::new("DE").unwrap()).1;
        for (right, wrong, hint) in [
            ("viewing-only", "viewing-olny", "`viewing-only`"),
            ("basis = \"contract\"", "basis = \"contarct\"", "`contract`"),
            ("postal-address = \"to del", "postal-adress = \"to del", "`postal-address`"),
            ("\"delivery\", \"client-contact\", \"aftercare\"", "\"delivry\"", "`delivery`"),
            ("anchor = \"invoice\"", "anchor = \"invoce\"", "`invoice`"),
        ] {
            let text = good.lines().filter(|line| !line.starts_with('#')).collect::<Vec<_>>();
            let text = text.join("\n").replacen(right, wrong, 1);
            let expected = text.lines().position(|line| line.contains(wrong)).unwrap() + 1;
            let found = problems(&text);
            assert_eq!(found.len(), 1, "{found:?}");
            assert_eq!(found[0].line, expected, "{found:?}");
            assert!(found[0].hint.contains(hint), "{found:?}");
        }
    }

    #[test]
    fn every_problem_is_told_and_not_only_the_first() {
        let good = builtin(Country::new("DE").unwrap()).1;
        let bad = good
            .replace("\"P8Y\"", "\"8 years\"")
            .replace("\"12-31\"", "\"13-31\"")
            .replace("\"05-01\"", "\"may\"");
        assert!(problems(&bad).len() >= 3);
        assert_eq!(problems("name = ")[0].line, 1);
    }
}
