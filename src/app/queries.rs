//! Finding contacts by a query: the whole list, asked from what is derived where that will do.

use std::{ops::ControlFlow, thread};

use crate::{
    app::{AppError, Session, find::ContactRow},
    domain::{
        ContactId, Controller, Day, Due, Sign,
        fairness::{self, Unfair},
        query::{self, Known, Mistake, Parts, Query, Row},
        spoken,
    },
    store::{ListRow, Reader, StoreError},
};

/// How many contacts are left to their facts before a second thread helps.
const WORTH_A_THREAD: usize = 2_000;

/// Understands a query, by the purposes of today's policy and the user's currency.
///
/// # Errors
///
/// What is wrong with the query, inside; whatever the store reports, outside.
pub fn understand(session: &Session, text: &str) -> Result<Result<Query, Mistake>, AppError> {
    Ok(query::parse(text, &known(session)?))
}

/// What a query may name in this vault.
///
/// # Errors
///
/// Whatever the store reports.
pub fn known(session: &Session) -> Result<Known, AppError> {
    let controller = session.controller()?;
    let purposes = controller.policy(session.today()).map(|policy| &policy.purposes);
    Ok(Known {
        purposes: purposes.into_iter().flatten().map(|one| one.key.clone()).collect(),
        currency: spoken::currency_of(controller.country),
    })
}

/// Whether a query may choose people, with the reasons to be kept (see [`fairness::check`]).
///
/// # Errors
///
/// It names a special category, or a likely proxy without a reason.
pub fn check(
    query: &Query,
    reason: Option<&str>,
) -> Result<Vec<crate::domain::ProxyReason>, Unfair> {
    fairness::check(query, super::hints::lexicon(), reason)
}

/// Everybody who answers to a query today, in the order of the list.
///
/// # Errors
///
/// Whatever the store reports.
pub fn rows(session: &Session, query: &Query) -> Result<Vec<ContactRow>, AppError> {
    let asked = Asked {
        query,
        controller: &*session.controller()?,
        today: session.today(),
        parts: query::needs(query),
    };
    let listed = session.store().read(|reader| asked.listed(reader))?;
    let open: Vec<&Listed> = listed.iter().filter(|one| one.answer.is_none()).collect();
    let half = if open.len() < WORTH_A_THREAD { open.len() } else { open.len() / 2 };
    let (first, second) = open.split_at_checked(half).unwrap_or((&open, &[]));
    let ask = |part: &[&Listed]| {
        session.store().read(|reader| {
            part.iter()
                .map(|one| Ok((one.row.id, asked.on_facts(reader, one)?)))
                .collect::<Result<Vec<_>, StoreError>>()
        })
    };
    let mut answers = thread::scope(|scope| {
        let helper = (!second.is_empty()).then(|| scope.spawn(|| ask(second)));
        let mut answers = ask(first)?;
        if let Some(helper) = helper {
            let found = helper.join().map_err(|_panic| AppError::Bug("a query broke off"))?;
            answers.append(&mut found?);
        }
        Ok::<_, AppError>(answers)
    })?;
    answers.sort_unstable();
    let answer = |one: &Listed| {
        one.answer.unwrap_or_else(|| {
            let at = answers.binary_search_by_key(&one.row.id, |(id, _)| *id);
            at.ok().and_then(|at| answers.get(at)).is_some_and(|(_, holds)| *holds)
        })
    };
    let found: Vec<bool> = listed.iter().map(answer).collect();
    let rows = listed.into_iter().zip(found).filter(|(_, holds)| *holds);
    Ok(rows.map(|(one, _)| ContactRow::from(one.row)).collect())
}

/// A contact of the list with what settles most queries.
struct Listed {
    row: ListRow,
    search: String,
    due: Vec<Due>,
    /// Whether it answers; `None` if its facts have to say.
    answer: Option<bool>,
}

struct Asked<'a> {
    query: &'a Query,
    controller: &'a Controller,
    today: Day,
    parts: Parts,
}

impl Asked<'_> {
    /// The list, each row asked what it knows.
    fn listed(&self, reader: &Reader<'_>) -> Result<Vec<Listed>, StoreError> {
        let mut listed = Vec::new();
        reader.list_all(|entry| {
            let (row, search) = (entry.to_row(), String::new());
            listed.push(Listed { row, search, due: Vec::new(), answer: None });
            ControlFlow::Continue(())
        })?;
        let mut places: Vec<(ContactId, usize)> =
            listed.iter().enumerate().map(|(place, one)| (one.row.id, place)).collect();
        places.sort_unstable();
        let place = |id: ContactId| {
            let at = places.binary_search_by_key(&id, |(id, _)| *id).ok()?;
            places.get(at).map(|(_, place)| *place)
        };
        if query::asks_words(self.query) {
            reader.search_keys(|id, key| {
                if let Some(one) = place(id).and_then(|place| listed.get_mut(place)) {
                    key.clone_into(&mut one.search);
                }
            })?;
        }
        if query::asks_due(self.query) {
            for (id, due) in reader.due(Day::MIN..=Day::MAX, usize::MAX)? {
                if let Some(one) = place(id).and_then(|place| listed.get_mut(place)) {
                    one.due.push(due);
                }
            }
        }
        for one in &mut listed {
            one.answer = query::on_row(self.query, self.row(one));
        }
        Ok(listed)
    }

    fn row<'r>(&self, one: &'r Listed) -> Row<'r> {
        let fresh = one.row.sign_until.is_none_or(|until| until >= self.today);
        let sign: Option<Sign> = fresh.then_some(one.row.sign);
        Row { search: &one.search, sign, due: &one.due, today: self.today }
    }

    fn on_facts(&self, reader: &Reader<'_>, one: &Listed) -> Result<bool, StoreError> {
        let facts = reader.facts_for(one.row.id, self.parts)?;
        Ok(query::on_facts(self.query, self.row(one), &facts, self.controller))
    }
}
