//! Policies: which one counts, what a file of the user's own would change, and adopting it.
//!
//! A policy in the vault has its day and is never changed; a file proposes the next version. What
//! it changes is worked out beforehand, by the same rules that judge afterwards.

use crate::{
    app::{AppError, Session},
    domain::{
        Category, ContactId, Controller, Country, Day, Facts, Held, Period, Policy, PurposeId,
        Standing, Verdict, shown_name, what_if,
    },
    formats::policy::{self, Reading},
    store::{Change, ChangeKind, StoreError},
};

pub use crate::formats::policy::PolicyProblem;

/// How many contacts one read transaction looks at.
const SLICE: usize = 500;

/// What a proposed policy would change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preview {
    /// The day for which verdicts are compared: today, or the first day of a policy to come.
    pub day: Day,
    /// How many contacts there are.
    pub contacts: usize,
    /// How many of them have values whose verdict changes.
    pub contacts_changed: usize,
    /// How many values change, by their standing before and after.
    pub counts: Vec<Count>,
    /// The first contacts that change.
    pub changed: Vec<ChangedContact>,
    /// Purposes that are new, gone or otherwise, in words.
    pub purposes: Vec<String>,
}

/// How many values go from one standing to another, or stay there with another day, reason or use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Count {
    /// The standing before.
    pub before: Standing,
    /// The standing after.
    pub after: Standing,
    /// How many values.
    pub values: usize,
}

/// A contact with values whose verdicts change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangedContact {
    /// Who.
    pub contact: ContactId,
    /// What they are called.
    pub name: String,
    /// Their values whose verdicts change.
    pub values: Vec<ChangedValue>,
}

/// A value whose verdict changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangedValue {
    /// Which.
    pub what: Held,
    /// What kind of value.
    pub category: Category,
    /// The verdict before.
    pub before: Verdict,
    /// The verdict after.
    pub after: Verdict,
}

/// The text of a built-in policy: of a country, or `common`, or `countries`.
#[must_use]
pub fn builtin(name: &str) -> Option<&'static str> {
    match name {
        "common" => Some(policy::COMMON),
        "countries" => Some(policy::COUNTRIES),
        code => Country::new(code).map(|country| policy::builtin(country).1),
    }
}

/// Reads a file of the user's own over the built-in policy of a country, without a vault.
///
/// # Errors
///
/// What cannot be meant so, by line.
pub fn check(text: &str, country: Country) -> Result<Policy, Vec<PolicyProblem>> {
    policy::read_over(text, &Reading::new(country, Day::MIN, &[]))
}

/// What can be told of a file before anybody knows whose it is: that it cannot be read, or has words
/// that no policy has.
///
/// # Errors
///
/// The first such place, by line.
pub fn spelling(text: &str) -> Result<(), PolicyProblem> {
    policy::spelling(text)
}

/// What can be told of a file's values before anybody knows whose it is, by line.
#[must_use]
pub fn values(text: &str) -> Vec<PolicyProblem> {
    policy::values(text)
}

/// The country whose policy a file says it is, by its `name`.
#[must_use]
pub fn country_of(text: &str) -> Option<Country> {
    policy::country_of(text)
}

/// Reads a file of the user's own as the next version of the vault's policy, to count from a day.
/// What was chosen and stated before still counts where the file does not say otherwise.
///
/// # Errors
///
/// What cannot be meant so, by line; and whatever the store reports.
pub fn propose(
    session: &Session,
    text: &str,
    from: Day,
) -> Result<Result<Policy, Vec<PolicyProblem>>, AppError> {
    let controller = session.controller()?;
    let latest = controller.policies.last().ok_or(AppError::Bug("a vault without a policy"))?;
    let known: Vec<String> = latest.purposes.iter().map(|one| one.key.clone()).collect();
    let key = |id: PurposeId| latest.purpose(id).map(|one| one.key.clone());
    let stated = latest.stated_periods.iter();
    let periods: Vec<(String, Period)> =
        stated.filter_map(|(id, period)| Some((key(*id)?, *period))).collect();
    let reading = Reading {
        region: &latest.region,
        choices: &latest.choices,
        periods: &periods,
        ..Reading::new(controller.country, from, &known)
    };
    Ok(policy::read_over(text, &reading))
}

/// What a policy would change, with the first `limit` contacts. Reads the vault in slices.
///
/// # Errors
///
/// Whatever the store reports.
pub fn preview(session: &Session, proposed: &Policy, limit: usize) -> Result<Preview, AppError> {
    let day = proposed.from.max(session.today());
    let before = session.controller()?;
    let after = with(&before, proposed);
    let ids = session.store().read(|reader| Ok::<_, AppError>(reader.contact_ids()?))?;
    let mut found = Preview {
        day,
        contacts: ids.len(),
        contacts_changed: 0,
        counts: Vec::new(),
        changed: Vec::new(),
        purposes: purposes(before.policy(day), after.policy(day)),
    };
    for slice in ids.chunks(SLICE) {
        for facts in read(session, slice)? {
            found.add(&facts, (&before, &after), limit);
        }
    }
    found.counts.sort_by_key(|one| (one.before.word(), one.after.word()));
    Ok(found)
}

/// The facts of some contacts, without those who were erased since they were listed.
pub(super) fn read(session: &Session, ids: &[ContactId]) -> Result<Vec<Facts>, AppError> {
    Ok(session.store().read(|reader| {
        let mut all = Vec::with_capacity(ids.len());
        for id in ids {
            match reader.facts(*id) {
                Ok(facts) => all.push(facts),
                Err(StoreError::Missing { .. }) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(all)
    })?)
}

/// The user with one more version of the policy.
fn with(controller: &Controller, proposed: &Policy) -> Controller {
    let mut policies = controller.policies.clone();
    policies.push(proposed.clone());
    // Stable: of two from the same day the one that came later counts.
    policies.sort_by_key(|policy| policy.from);
    Controller { policies, ..controller.clone() }
}

impl Preview {
    fn add(&mut self, facts: &Facts, (before, after): (&Controller, &Controller), limit: usize) {
        let changed = what_if::changed((facts, before, self.day), (facts, after, self.day));
        let mut values = Vec::new();
        for one in changed {
            let (Some(before), Some(after)) = (one.before, one.after) else { continue };
            self.count(before.standing, after.standing);
            let category = match one.what {
                Held::Datum(id) => facts.data.iter().find(|datum| datum.id == id),
                Held::Talk(_) => None,
            };
            let category = category.map_or(Category::Correspondence, |one| one.category.clone());
            values.push(ChangedValue { what: one.what, category, before, after });
        }
        if values.is_empty() {
            return;
        }
        self.contacts_changed = self.contacts_changed.saturating_add(1);
        if self.changed.len() < limit {
            let name = shown_name(facts);
            self.changed.push(ChangedContact { contact: facts.contact.id, name, values });
        }
    }

    fn count(&mut self, before: Standing, after: Standing) {
        let same = |one: &&mut Count| one.before == before && one.after == after;
        match self.counts.iter_mut().find(same) {
            Some(one) => one.values = one.values.saturating_add(1),
            None => self.counts.push(Count { before, after, values: 1 }),
        }
    }
}

/// What is new, gone or otherwise about the purposes, in words.
fn purposes(before: Option<&Policy>, after: Option<&Policy>) -> Vec<String> {
    let (Some(before), Some(after)) = (before, after) else { return Vec::new() };
    let mut said = Vec::new();
    for new in &after.purposes {
        let old = before.by_key(&new.key);
        match old {
            None => said.push(format!("{}: new", new.key)),
            Some(old) if old == new => {}
            Some(old) => {
                let differences = differences(old, new);
                said.push(format!("{}: {}", new.key, differences.join(", ")));
            }
        }
    }
    said
}

fn differences(old: &crate::domain::Purpose, new: &crate::domain::Purpose) -> Vec<&'static str> {
    let looked = [
        (old.active != new.active && new.active, "switched on"),
        (old.active != new.active && !new.active, "switched off"),
        (old.text != new.text, "other words"),
        (old.needs != new.needs || old.needs_all != new.needs_all, "needs other data"),
        (old.useful != new.useful, "finds other data useful"),
        (
            (old.basis, old.basis_at_organisation, &old.other_bases)
                != (new.basis, new.basis_at_organisation, &new.other_bases),
            "another basis",
        ),
        (old.marketing != new.marketing, "marketing or not"),
        (old.recipients != new.recipients, "other recipients"),
        (old.retention != new.retention, "another period"),
        (old.consent_validity != new.consent_validity, "consents last otherwise"),
        (
            (old.compatible_from, old.compatible_with_all)
                != (new.compatible_from, new.compatible_with_all),
            "goes with other purposes",
        ),
    ];
    let found: Vec<_> = looked.into_iter().filter(|(is, _)| *is).map(|(_, word)| word).collect();
    if found.is_empty() { vec!["another source or offer"] } else { found }
}

/// Puts a policy into the vault, and works out again what hangs on it. A version that is there
/// already stays; of two from the same day the later one counts.
///
/// # Errors
///
/// A policy that begins before the latest one, and whatever the store reports.
pub fn adopt(session: &Session, proposed: &Policy) -> Result<(), AppError> {
    let controller = session.controller()?;
    let latest = controller.policies.last().map_or(Day::MIN, |policy| policy.from);
    if proposed.from < latest {
        return Err(AppError::invalid(
            "day",
            format!("the policy in the vault counts from {latest}"),
            "name that day or a later one: what was judged before stays as it was",
        ));
    }
    let today = session.today();
    let change = Change { what: ChangeKind::Declared, at: session.now(), today };
    session.store().change(change, |writer| Ok::<_, AppError>(writer.add_policy(proposed)?))?;
    Ok(session.store().freshen(today, |_progress| ())?)
}
