//! Comparing how groups of contacts are treated.

use crate::{
    app::{AppError, Session, queries, segments},
    domain::{
        Day,
        fairness::treatment::{Group, Judgement, judge},
        query::Query,
    },
};

/// Groups side by side.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison {
    /// From which day on; `None`: from the first.
    pub since: Option<Day>,
    /// Through which day.
    pub until: Day,
    /// The groups, in the order in which they were named.
    pub groups: Vec<Group>,
    /// What the shares of won work come to.
    pub judgement: Judgement,
}

/// Compares groups, each a query with a name. Queries that choose by special categories are
/// refused; those that choose by likely proxies are what a comparison is for, and need no reason.
///
/// # Errors
///
/// A query by special categories, a day to come, and whatever the store reports.
pub fn compare(
    session: &Session,
    groups: &[(String, Query)],
    since: Option<Day>,
) -> Result<Comparison, AppError> {
    let until = session.today();
    since.map(|since| session.past(since)).transpose()?;
    let mut compared = Vec::with_capacity(groups.len());
    for (name, query) in groups {
        let reason = Some("to compare how people are treated");
        queries::check(query, reason).map_err(|unfair| segments::refused(&unfair))?;
        let mut group = Group::new(name);
        let rows = queries::rows(session, query)?;
        session.store().read(|reader| {
            let mut counted = Group::new(name);
            for row in &rows {
                counted.add(&reader.facts(row.id)?, since.unwrap_or(Day::MIN), until);
            }
            group = counted;
            Ok::<_, AppError>(())
        })?;
        compared.push(group);
    }
    let judgement = judge(&compared);
    Ok(Comparison { since, until, groups: compared, judgement })
}
