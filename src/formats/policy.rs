//! Policies as TOML: one country's purposes, periods, ages and calendar, to be read and changed by
//! the user.
//!
//! Those that come with the program lie in `assets/policy/` and explain their own lines:
//! `common.toml` has the purposes, `countries.toml` what counts by the country of the contact, and
//! the file of the user's country what differs there. A file of the user's own lies over all. Lines
//! replace lines; purposes, countries and regions are found by their names. What one country says
//! otherwise stands under `[[country.AT.purpose]]`, what the user may choose under `[[choice]]`.

mod check;
mod law;
mod layer;
mod raw;
#[cfg(test)]
mod tests;

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

/// Reads the policy of a country, which lies over what all policies share.
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
    let (countries, common) = (parse(COUNTRIES)?, parse(COMMON)?);
    let (base_file, own_file) = (parse(base)?, parse(own)?);
    let mut check = check::Check::new(if is_alone { base } else { own });
    let mut layers = layer::Layers::new(reading, &own_file);
    layers.lay(countries, &mut check);
    layers.lay(common, &mut check);
    layers.lay(base_file, &mut check);
    layers.state();
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
pub const COUNTRIES: &str = include_str!("../../assets/policy/countries.toml");

/// The purposes and clocks that all policies share.
pub const COMMON: &str = include_str!("../../assets/policy/common.toml");

/// The policy that comes with the program for a country: its name and its text. Countries without
/// one of their own get the Union's.
#[must_use]
pub fn builtin(country: Country) -> (&'static str, &'static str) {
    match country.as_str() {
        "DE" => ("de", include_str!("../../assets/policy/de.toml")),
        "GB" => ("uk", include_str!("../../assets/policy/uk.toml")),
        "FR" => ("fr", include_str!("../../assets/policy/fr.toml")),
        "CA" => ("ca", include_str!("../../assets/policy/ca.toml")),
        "US" => ("us", include_str!("../../assets/policy/us.toml")),
        _ => ("eu", include_str!("../../assets/policy/eu.toml")),
    }
}

/// What can be told of a file without knowing whose it is: that it is no TOML, or has words that no
/// policy has.
///
/// # Errors
/// The first such place, by line.
pub fn spelling(own: &str) -> Result<(), PolicyProblem> {
    toml::from_str::<raw::File>(own).map(|_file| ()).map_err(|error| from_toml(own, &error))
}

/// What can be told of a file's values without knowing whose it is: what is wrong over the policy of
/// every country, and does not rest on which purposes a vault knows. Nothing in a file that cannot
/// be read: see [`spelling`].
#[must_use]
pub fn values(own: &str) -> Vec<PolicyProblem> {
    let Ok(file) = toml::from_str::<raw::File>(own) else { return Vec::new() };
    // A purpose that only the vault knows may be named here.
    let named = file.purpose.iter().filter_map(|one| one.compatible_from.as_ref()).flatten();
    let known: Vec<String> = named.map(|key| key.get_ref().clone()).collect();
    let read = |country| {
        read_over(own, &Reading::new(country, Day::MIN, &known)).err().unwrap_or_default()
    };
    let mut all = WITH_POLICY.iter().chain(&["IE"]).filter_map(|code| Country::new(code)).map(read);
    let mut found = all.next().unwrap_or_default();
    for other in all {
        found.retain(|one| {
            other.iter().any(|it| (it.line, &it.message) == (one.line, &one.message))
        });
    }
    found
}

/// The countries with a policy of their own; every other has the common European one.
const WITH_POLICY: [&str; 5] = ["DE", "GB", "FR", "CA", "US"];

/// The country whose policy a file says it is, by its `name`; `None` for the common European one.
#[must_use]
pub fn country_of(own: &str) -> Option<Country> {
    let name = toml::from_str::<raw::File>(own).ok()?.name?;
    let known = WITH_POLICY.into_iter().filter_map(Country::new);
    known.into_iter().find(|country| builtin(*country).0 == name)
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
    // All that could have stood there is a long list; the nearest of them is enough.
    let message = match message.split_once(", expected") {
        Some((typed, _)) if !hint.is_empty() => typed.to_owned(),
        Some(_) | None => message,
    };
    PolicyProblem { line, message, hint }
}

fn did_you_mean(word: &str) -> String {
    format!("did you mean `{word}`?")
}
