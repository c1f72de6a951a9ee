//! Rows of the contact list: the first page from the ordered table, all else from an index that
//! is loaded behind it.

use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread;

use crate::app::agenda::{self, Months};
use crate::app::find::{self, Index};
use crate::app::sorting::{By, Order, Sorted};
use crate::app::{AppError, Session, queries};
use crate::domain::follow_up::{said_ago_briefly, said_ahead_briefly};
use crate::domain::query::{self, Query};
use crate::domain::{ContactId, Sign};
use crate::tui::model::{ContactRow, Matched, QuerySaid, Rows, Standing};

use super::{Tell, held};

/// The list of one vault.
pub(super) struct Listing {
    session: Arc<Session>,
    shared: Arc<Shared>,
    /// The last query with what it found: the window moves more often than the query.
    found: Mutex<Option<Found>>,
}

#[derive(Default)]
struct Shared {
    state: Mutex<State>,
    arrived: Condvar,
    tell: Mutex<Option<Tell>>,
}

#[derive(Default)]
struct State {
    index: Option<Arc<Index>>,
    /// How often the vault changed, and after which change the index was loaded.
    wanted: u64,
    loaded: u64,
    loading: bool,
    failed: bool,
    /// Whether somebody was told counts that the index did not have yet.
    told_early: bool,
    year: Year,
    /// The order that was asked for last, with what it is an order of.
    order: Order,
    sorted: Option<(Order, u64, Arc<Sorted>)>,
}

/// What falls due month by month.
#[derive(Default)]
struct Year {
    /// What was counted last, and after which change.
    known: Option<(Months, u64)>,
    counting: bool,
}

/// What is said of a query, and whether it asks more than for words.
struct Said {
    said: QuerySaid,
    asks: bool,
}

struct Found {
    generation: u64,
    query: String,
    order: Order,
    places: Arc<Vec<usize>>,
}

/// A window of the list: a query, an order, and which rows of what they come to.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wanted<'a> {
    pub(super) query: &'a str,
    pub(super) order: Order,
    pub(super) from: usize,
    pub(super) count: usize,
    pub(super) around: Option<ContactId>,
}

/// All rows at one moment, in an order.
struct Whole {
    index: Arc<Index>,
    generation: u64,
    order: Order,
    /// None: the index stands in that order itself.
    sorted: Option<Arc<Sorted>>,
}

impl Whole {
    fn row(&self, place: usize) -> Option<ContactRow> {
        self.index.row(place).map(row)
    }

    /// The place of the index that stands there in the order.
    fn place(&self, at: usize) -> Option<usize> {
        match &self.sorted {
            None => (at < self.index.len()).then_some(at),
            Some(sorted) => sorted.places().get(at).copied(),
        }
    }

    fn stand(&self, place: usize) -> usize {
        self.sorted.as_ref().map_or(place, |sorted| sorted.stand(place))
    }
}

impl Listing {
    pub(super) fn new(session: Arc<Session>) -> Self {
        let listing =
            Self { session, shared: Arc::new(Shared::default()), found: Mutex::new(None) };
        listing.renew();
        listing
    }

    /// Takes a function to call when the index has what was asked of it too early.
    pub(super) fn on_change(&self, tell: Tell) {
        *held(&self.shared.tell) = Some(tell);
    }

    /// The vault changed: loads the index anew, behind the screen.
    pub(super) fn renew(&self) {
        let mut state = held(&self.shared.state);
        state.wanted += 1;
        if state.loading {
            return;
        }
        state.loading = true;
        drop(state);
        let (session, shared) = (Arc::clone(&self.session), Arc::clone(&self.shared));
        let started = thread::Builder::new().name("index".to_owned()).spawn(move || {
            load(&session, &shared);
        });
        if started.is_err() {
            held(&self.shared.state).loading = false;
        }
    }

    /// Returns an index that has every change up to now, with the number of the last one.
    fn index(&self) -> Result<(Arc<Index>, u64), AppError> {
        let mut state = held(&self.shared.state);
        while state.loading && (state.loaded < state.wanted || state.index.is_none()) {
            state = self.shared.arrived.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
        let (loaded, failed) = (state.loaded, state.failed);
        match &state.index {
            Some(index) if !failed => Ok((Arc::clone(index), loaded)),
            _ => {
                drop(state);
                Ok((Arc::new(Index::load(&self.session)?), loaded))
            }
        }
    }

    /// Returns what falls due month by month, as far as it is counted; counts it behind the screen
    /// if something has changed since, and tells.
    pub(super) fn months(&self) -> Option<Months> {
        let mut state = held(&self.shared.state);
        let (known, today) = (state.year.known, self.session.today());
        let fresh = known.is_some_and(|(months, of)| of == state.wanted && months.from == today);
        if !fresh && !state.year.counting {
            state.year.counting = true;
            let wanted = state.wanted;
            let (session, shared) = (Arc::clone(&self.session), Arc::clone(&self.shared));
            let started = thread::Builder::new().name("months".to_owned()).spawn(move || {
                count(&session, &shared, wanted);
            });
            state.year.counting = started.is_ok();
        }
        known.map(|(months, _)| months)
    }

    fn is_fresh(&self) -> bool {
        let state = held(&self.shared.state);
        state.index.is_some() && state.loaded == state.wanted
    }

    /// Returns everybody in an order, with every change up to now.
    fn whole(&self, order: Order) -> Result<Whole, AppError> {
        let (index, generation) = self.index()?;
        if order.is_of_index() {
            held(&self.shared.state).order = order;
            return Ok(Whole { index, generation, order, sorted: None });
        }
        let mut state = held(&self.shared.state);
        state.order = order;
        let known = state.sorted.as_ref().filter(|(of, at, _)| (*of, *at) == (order, generation));
        let known = known.map(|(.., sorted)| Arc::clone(sorted));
        drop(state);
        let sorted = match known {
            Some(sorted) => sorted,
            None => Arc::new(Sorted::of(&self.session, &index, order)?),
        };
        held(&self.shared.state).sorted = Some((order, generation, Arc::clone(&sorted)));
        Ok(Whole { index, generation, order, sorted: Some(sorted) })
    }

    /// Returns a window of the list or of what a query finds, with when something last passed or
    /// falls due.
    pub(super) fn rows(&self, wanted: Wanted<'_>) -> Result<Rows, AppError> {
        let mut window = self.window(wanted)?;
        let today = self.session.today();
        if wanted.order.by == By::Due {
            let whole = self.whole(wanted.order)?;
            for row in &mut window.rows {
                let place = whole.index.position(row.id);
                let due = place.and_then(|place| whole.sorted.as_ref()?.day(place));
                row.when = due.map(|day| said_ahead_briefly(day, today)).unwrap_or_default();
            }
            return Ok(window);
        }
        let shown: Vec<ContactId> = window.rows.iter().map(|row| row.id).collect();
        let last = find::last_contacts(&self.session, &shown)?;
        for (row, last) in window.rows.iter_mut().zip(last) {
            row.when = last.map(|day| said_ago_briefly(day, today)).unwrap_or_default();
        }
        Ok(window)
    }

    /// Everybody who answers to a query, in an order.
    pub(super) fn everybody(&self, query: &str, order: Order) -> Result<Vec<ContactId>, AppError> {
        let wanted = Wanted { query, order, from: 0, count: usize::MAX, around: None };
        Ok(self.window(wanted)?.rows.into_iter().map(|row| row.id).collect())
    }

    fn window(&self, wanted: Wanted<'_>) -> Result<Rows, AppError> {
        let Wanted { query, order, from, count, around } = wanted;
        let query = query.trim();
        let plain = query.is_empty() && from == 0 && around.is_none() && order.is_of_index();
        if plain && !self.is_fresh() {
            let rows = find::rows(&self.session, None, count)?;
            let total = find::count(&self.session)?;
            let rows = rows.iter().map(row).collect();
            return Ok(Rows { total, from: 0, rows, ..Rows::default() });
        }
        let whole = self.whole(order)?;
        if query.is_empty() {
            let found = around.and_then(|id| whole.index.position(id));
            let found = found.map(|place| whole.stand(place));
            let from = found.map_or(from, |at| at.saturating_sub(count / 2));
            let total = whole.index.len();
            let rows = (from..total).take(count);
            let rows = rows.filter_map(|at| whole.row(whole.place(at)?)).collect();
            return Ok(Rows { total, from, rows, found, said: None });
        }
        let (said, asked) = self.asked(query)?;
        // While a term is being typed the list stays what the terms before it ask.
        let unfinished = said.as_ref().is_some_and(|said| !said.said.problem.is_empty());
        if unfinished {
            let before = query.rsplit_once(char::is_whitespace).map_or("", |(before, _)| before);
            let rows = self.window(Wanted { query: before, ..wanted })?;
            return Ok(Rows { said: said.map(|said| Box::new(said.said)), ..rows });
        }
        let places = match asked {
            Some(asked) => self.answering(&whole, query, &asked)?,
            None => self.places(&whole, query, count),
        };
        let found = around.and_then(|id| {
            places.iter().position(|place| whole.index.row(*place).is_some_and(|row| row.id == id))
        });
        let from = found.map_or(from, |at| at.saturating_sub(count / 2));
        let rows = places.iter().skip(from).take(count).filter_map(|place| whole.row(*place));
        let words = if said.as_ref().is_some_and(|said| said.asks) { "" } else { query };
        let rows = rows.map(|found| matched(found, words)).collect();
        let said = said.map(|said| Box::new(said.said));
        Ok(Rows { total: places.len(), from, rows, found, said })
    }

    /// What is said of a query, and the query itself if it asks more than for words.
    fn asked(&self, text: &str) -> Result<(Option<Said>, Option<Query>), AppError> {
        let known = queries::known(&self.session)?;
        let completions = query::completions(text, &known);
        let ways = completions.into_iter().map(|way| (way.word, way.text)).collect();
        let mut said = QuerySaid {
            problem: String::new(),
            explained: query::explained(text).to_owned(),
            completions: ways,
        };
        let asked = match query::parse(text, &known) {
            Ok(asked) => Some(asked).filter(query::is_asked),
            Err(mistake) if query::tries(text) => {
                said.problem = format!("{mistake}: {}", mistake.hint());
                None
            }
            Err(_) => None,
        };
        let asks = asked.is_some();
        let silent = said == QuerySaid::default() || (!asks && !query::tries(text));
        if silent {
            said.explained.clear();
            said.problem.clear();
        }
        let said = (said != QuerySaid::default()).then_some(Said { said, asks });
        Ok((said, asked))
    }

    /// Places of those who answer to a query, in the order of the list.
    fn answering(
        &self,
        whole: &Whole,
        text: &str,
        asked: &Query,
    ) -> Result<Arc<Vec<usize>>, AppError> {
        if let Some(places) = self.known(whole, text) {
            return Ok(places);
        }
        let rows = queries::rows(&self.session, asked)?;
        let places = rows.iter().filter_map(|row| whole.index.position(row.id));
        let mut places: Vec<usize> = places.collect();
        if whole.sorted.is_some() {
            places.sort_by_key(|place| whole.stand(*place));
        }
        Ok(self.keep(whole, text, places))
    }

    /// What a query found the last time, if nothing has changed since.
    fn known(&self, whole: &Whole, query: &str) -> Option<Arc<Vec<usize>>> {
        let last = held(&self.found);
        let found = last.as_ref()?;
        let now = (whole.generation, whole.order);
        let same = (found.generation, found.order) == now && found.query == query;
        same.then(|| Arc::clone(&found.places))
    }

    fn keep(&self, whole: &Whole, query: &str, places: Vec<usize>) -> Arc<Vec<usize>> {
        let (places, query) = (Arc::new(places), query.to_owned());
        let Whole { generation, order, .. } = *whole;
        *held(&self.found) = Some(Found { generation, query, order, places: Arc::clone(&places) });
        places
    }

    /// The query that was asked last; empty before the first.
    pub(super) fn last_query(&self) -> String {
        held(&self.found).as_ref().map(|found| found.query.clone()).unwrap_or_default()
    }

    fn places(&self, whole: &Whole, query: &str, count: usize) -> Arc<Vec<usize>> {
        if let Some(places) = self.known(whole, query) {
            return places;
        }
        let mut hits = whole.index.filter(query, count, &|| false);
        if let Some(sorted) = &whole.sorted {
            sorted.settle(&mut hits);
        }
        self.keep(whole, query, hits.into_iter().map(|hit| hit.row).collect())
    }

    /// Returns how many contacts hold something unjustified, as far as the index knows by now.
    pub(super) fn unjustified(&self) -> usize {
        let mut state = held(&self.shared.state);
        state.told_early |= state.loaded != state.wanted;
        let index = state.index.clone();
        drop(state);
        let rows = index.iter().flat_map(|index| index.rows());
        rows.filter(|row| row.sign == Sign::Unjustified).count()
    }
}

fn count(session: &Session, shared: &Shared, wanted: u64) {
    let counted = agenda::months(session);
    let mut state = held(&shared.state);
    state.year.counting = false;
    let Ok(months) = counted else { return };
    let changed = state.year.known.is_none_or(|(known, _)| known != months);
    state.year.known = Some((months, wanted));
    // What changed meanwhile is counted by whoever asks next.
    let tells = changed || state.wanted != wanted;
    drop(state);
    if let Some(tell) = held(&shared.tell).as_ref().filter(|_| tells) {
        tell();
    }
}

fn load(session: &Session, shared: &Shared) {
    loop {
        let state = held(&shared.state);
        let (wanted, order) = (state.wanted, state.order);
        drop(state);
        let loaded = Index::load(session);
        // What the next question would have to sort is sorted here, where nobody waits for it.
        let index = loaded.as_ref().ok().filter(|_| !order.is_of_index());
        let sorted = index.and_then(|index| Sorted::of(session, index, order).ok());
        let mut state = held(&shared.state);
        state.failed = loaded.is_err();
        if let Ok(index) = loaded {
            state.index = Some(Arc::new(index));
        }
        state.sorted = sorted.map(|sorted| (order, wanted, Arc::new(sorted)));
        state.loaded = wanted;
        let done = state.wanted == wanted;
        state.loading = !done;
        let told_early = done && std::mem::take(&mut state.told_early);
        drop(state);
        shared.arrived.notify_all();
        if let Some(tell) = held(&shared.tell).as_ref().filter(|_| told_early) {
            tell();
        }
        if done {
            return;
        }
    }
}

fn row(row: &find::ContactRow) -> ContactRow {
    ContactRow {
        id: row.id,
        name: row.name.clone(),
        detail: row.detail.clone(),
        when: String::new(),
        standing: standing(row.sign),
        matched: Matched::default(),
    }
}

/// The row with the letters marked that answer the words.
fn matched(row: ContactRow, words: &str) -> ContactRow {
    let matched =
        Matched { name: find::marks(&row.name, words), detail: find::marks(&row.detail, words) };
    ContactRow { matched, ..row }
}

/// All verdicts of a contact as one sign of the screen.
pub(super) const fn standing(sign: Sign) -> Standing {
    match sign {
        Sign::Unjustified => Standing::Unjustified,
        Sign::Restricted => Standing::Restricted,
        Sign::Due | Sign::Violated => Standing::Due,
        Sign::Clear => Standing::Justified,
        Sign::NotJudged => Standing::Unsaid,
    }
}
