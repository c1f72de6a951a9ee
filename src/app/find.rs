//! Finding contacts: by anything that names one, page by page, and while typing.
//!
//! The first page comes from the ordered list table; behind it an [`Index`] of all rows and folded
//! keys is loaded, in which a filter answers within a frame.

use std::{cmp::Reverse, ops::ControlFlow, ops::Range};

use fuzzy_matcher::{FuzzyMatcher, skim::SkimMatcherV2};
use memchr::memmem::Finder;

use crate::{
    app::{AppError, Secretive, Session},
    domain::{Channel, ContactId, Day, Point, Sign, fold, point},
    store::{ListRow, Reader, StoreError},
};

/// A contact as lists show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContactRow {
    /// Who.
    pub id: ContactId,
    /// The name as it is shown.
    pub name: String,
    /// What tells namesakes apart.
    pub detail: String,
    /// The verdicts of all their data in one sign, as of today.
    pub sign: Sign,
    /// The place in the order, for the next page.
    pub order: String,
}

impl From<ListRow> for ContactRow {
    fn from(row: ListRow) -> Self {
        let ListRow { id, order, name, detail, sign, sign_until: _ } = row;
        Self { id, name, detail, sign, order }
    }
}

/// The next `limit` contacts of the list after a place, or the first ones.
///
/// # Errors
///
/// Whatever the store reports.
pub fn rows(
    session: &Session,
    after: Option<&ContactRow>,
    limit: usize,
) -> Result<Vec<ContactRow>, AppError> {
    let after = after.map(|row| (row.order.as_str(), row.id));
    let rows = session.store().read(|reader| reader.list_page(after, limit))?;
    Ok(rows.into_iter().map(ContactRow::from).collect())
}

/// How many contacts there are.
///
/// # Errors
///
/// Whatever the store reports.
pub fn count(session: &Session) -> Result<usize, AppError> {
    session.store().read(|reader| Ok(usize::try_from(reader.list_len()?).unwrap_or(usize::MAX)))
}

/// What a contact is called in lists; `contact 31` where nothing of it is left.
///
/// # Errors
///
/// Whatever the store reports.
pub fn name(session: &Session, contact: ContactId) -> Result<String, AppError> {
    let row = session.store().read(|reader| reader.list_row(contact))?;
    Ok(row.map_or_else(|| format!("contact {contact}"), |row| row.name))
}

/// The one contact that `text` names: a number, a uid, an address, a phone number, a name or part
/// of one.
///
/// # Errors
///
/// Nobody answers, or several do.
pub fn contact(session: &Session, text: &str) -> Result<ContactId, AppError> {
    let text = text.trim();
    let candidates = candidates(session, text)?;
    match candidates.as_slice() {
        [] => Err(AppError::NotFound(Secretive(text.to_owned()))),
        [one] => Ok(*one),
        several => {
            let named = session.store().read(|reader| {
                several.iter().take(20).map(|id| Ok((*id, reader.list_row(*id)?))).collect::<Result<
                    Vec<_>,
                    StoreError,
                >>(
                )
            })?;
            let label = |row: Option<ListRow>| {
                row.map_or_else(String::new, |row| match row.detail.as_str() {
                    "" => row.name,
                    detail => format!("{} ({detail})", row.name),
                })
            };
            let candidates =
                named.into_iter().map(|(id, row)| (id, Secretive(label(row)))).collect();
            Err(AppError::Ambiguous { asked: Secretive(text.to_owned()), candidates })
        }
    }
}

fn candidates(session: &Session, text: &str) -> Result<Vec<ContactId>, AppError> {
    let country = session.controller()?.country;
    Ok(session.store().read(|reader| {
        if let Ok(number) = text.trim_start_matches('#').parse::<u64>()
            && reader.has_contact(ContactId(number))?
        {
            return Ok(vec![ContactId(number)]);
        }
        if let Some(found) = reader.by_uid(text)? {
            return Ok(vec![found]);
        }
        for channel in [Channel::Email, Channel::Phone, Channel::Message] {
            let normalised = point::normalise(channel, text, Some(country));
            if normalised.len() < 4 {
                continue;
            }
            let found = reader.points(&Point { channel, normalised })?;
            if !found.is_empty() {
                return Ok(found);
            }
        }
        by_name(reader, text)
    })?)
}

/// Contacts whose whole name it is, else those whose key has all the words.
fn by_name(reader: &Reader<'_>, text: &str) -> Result<Vec<ContactId>, StoreError> {
    let folded = fold::fold(text);
    let words: Vec<&str> = fold::words(&folded).collect();
    if words.is_empty() {
        return Ok(Vec::new());
    }
    let mut part = Vec::new();
    reader.search_keys(|id, key| {
        if words.iter().all(|word| rank(key, word) == Some(Rank::Prefix)) {
            part.push(id);
        }
    })?;
    let mut whole = Vec::new();
    for id in &part {
        if reader.list_row(*id)?.is_some_and(|row| fold::fold(&row.name) == folded) {
            whole.push(*id);
        }
    }
    Ok(if whole.is_empty() { part } else { whole })
}

/// When something last passed between us and each of some contacts: for the rows of a window.
///
/// # Errors
///
/// Whatever the store reports.
pub fn last_contacts(
    session: &Session,
    contacts: &[ContactId],
) -> Result<Vec<Option<Day>>, AppError> {
    session
        .store()
        .read(|reader| contacts.iter().map(|contact| Ok(reader.last_contact(*contact)?)).collect())
}

/// All rows and folded keys, for filtering while somebody types.
#[derive(Debug, Clone, Default)]
pub struct Index {
    rows: Vec<ContactRow>,
    /// All keys, a line each, so that a query is one walk through memory.
    keys: String,
    /// Where each row's key stands.
    bounds: Vec<Range<usize>>,
    /// Where each key ends, in their order, and whose it is.
    ends: Vec<(usize, usize)>,
    /// The letters of each row's key.
    letters: Vec<u64>,
    /// Every contact with its place, by number.
    numbers: Vec<(ContactId, usize)>,
}

/// How many loose matches are weighed for one query: so many fit into half a frame.
const MOST_LOOSE: usize = 500;

/// A row that answers a query.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit {
    /// The row's place in the index.
    pub row: usize,
    /// How well it answers.
    pub rank: Rank,
}

/// How well a key answers a query.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rank {
    /// Every word of the query begins a word of the key.
    Prefix,
    /// Every word of the query stands in the key.
    Inside,
    /// The letters stand in the key in that order.
    Fuzzy,
}

impl Index {
    /// Loads all rows and keys.
    ///
    /// # Errors
    ///
    /// Whatever the store reports.
    pub fn load(session: &Session) -> Result<Self, AppError> {
        Ok(session.store().read(|reader| {
            let mut rows = Vec::new();
            reader.list_all(|entry| {
                rows.push(ContactRow::from(entry.to_row()));
                ControlFlow::Continue(())
            })?;
            let mut places: Vec<(ContactId, usize)> =
                rows.iter().enumerate().map(|(place, row)| (row.id, place)).collect();
            places.sort_unstable();
            let mut keys = String::new();
            let mut bounds = vec![0..0; rows.len()];
            let mut letters = vec![0; rows.len()];
            let mut ends = Vec::with_capacity(rows.len());
            reader.search_keys(|id, key| {
                let start = keys.len();
                keys.push_str(key);
                if let Ok(at) = places.binary_search_by_key(&id, |(id, _)| *id)
                    && let Some((_, place)) = places.get(at)
                    && let Some(bound) = bounds.get_mut(*place)
                    && let Some(letters) = letters.get_mut(*place)
                {
                    *bound = start..keys.len();
                    *letters = letters_of(key);
                    ends.push((keys.len(), *place));
                }
                keys.push('\n');
            })?;
            Ok::<_, StoreError>(Self { rows, keys, bounds, ends, letters, numbers: places })
        })?)
    }

    /// How many rows there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The row at a place.
    #[must_use]
    pub fn row(&self, place: usize) -> Option<&ContactRow> {
        self.rows.get(place)
    }

    /// All rows in their order.
    #[must_use]
    pub fn rows(&self) -> &[ContactRow] {
        &self.rows
    }

    /// The place of a contact.
    #[must_use]
    pub fn position(&self, id: ContactId) -> Option<usize> {
        let at = self.numbers.binary_search_by_key(&id, |(id, _)| *id).ok()?;
        self.numbers.get(at).map(|(_, place)| *place)
    }

    /// The rows that answer a query: words in any order, folded; word beginnings before insides.
    /// Only where those leave less than a screenful, and from three letters on, loose matches are
    /// added below. `cancelled` is asked now and then; a cancelled filter gives what it has.
    #[must_use]
    pub fn filter(&self, query: &str, screenful: usize, cancelled: &dyn Fn() -> bool) -> Vec<Hit> {
        let folded = fold::fold(query);
        let words: Vec<&str> = fold::words(&folded).collect();
        if words.is_empty() {
            return (0..self.rows.len()).map(|row| Hit { row, rank: Rank::Prefix }).collect();
        }
        let mut ranks = vec![Some(Rank::Prefix); self.rows.len()];
        for word in &words {
            self.narrow(word, &mut ranks);
        }
        let mut prefix = Vec::new();
        let mut inside = Vec::new();
        for (row, rank) in ranks.into_iter().enumerate() {
            match rank {
                Some(Rank::Prefix) => prefix.push(Hit { row, rank: Rank::Prefix }),
                Some(rank) => inside.push(Hit { row, rank }),
                None => {}
            }
        }
        prefix.append(&mut inside);
        if prefix.len() < screenful && folded.chars().filter(|one| *one != ' ').count() >= 3 {
            self.add_fuzzy(&folded, screenful, cancelled, &mut prefix);
        }
        prefix
    }

    /// Takes out the rows whose key lacks a word, and lowers those where it stands inside another.
    fn narrow(&self, word: &str, ranks: &mut [Option<Rank>]) {
        let finder = Finder::new(word);
        let mut found: Vec<Option<Rank>> = vec![None; ranks.len()];
        let mut ends = self.ends.iter().copied();
        let mut key = ends.next();
        let mut from = 0;
        while let Some(at) = self.keys.as_bytes().get(from..).and_then(|rest| finder.find(rest)) {
            let start = from + at;
            while key.is_some_and(|(end, _)| end <= start) {
                key = ends.next();
            }
            let Some((end, row)) = key else { break };
            let before = self.keys.get(..start).and_then(|head| head.chars().next_back());
            let begins = before.is_none_or(|letter| !letter.is_alphanumeric());
            if let Some(rank) = found.get_mut(row) {
                *rank = Some(if begins { Rank::Prefix } else { Rank::Inside });
            }
            from = if begins { end } else { start + word.len() };
        }
        for (rank, found) in ranks.iter_mut().zip(found) {
            *rank = rank.zip(found).map(|(worst, one)| worst.max(one));
        }
    }

    fn key(&self, row: usize) -> &str {
        self.bounds.get(row).and_then(|bound| self.keys.get(bound.clone())).unwrap_or_default()
    }

    /// Adds loose matches on keys that have all the letters, best first.
    fn add_fuzzy(
        &self,
        folded: &str,
        screenful: usize,
        cancelled: &dyn Fn() -> bool,
        hits: &mut Vec<Hit>,
    ) {
        let pattern: String = folded.chars().filter(|one| *one != ' ').collect();
        let wanted = letters_of(&pattern);
        let matcher = SkimMatcherV2::default();
        let known: std::collections::BTreeSet<usize> = hits.iter().map(|hit| hit.row).collect();
        let mut found: Vec<(Reverse<i64>, usize)> = Vec::new();
        let mut tried = 0;
        for (row, letters) in self.letters.iter().enumerate() {
            if row % 512 == 0 && cancelled() {
                return;
            }
            if letters & wanted != wanted || known.contains(&row) {
                continue;
            }
            let key = self.key(row);
            if !in_order(key, &pattern) {
                continue;
            }
            if tried == MOST_LOOSE {
                break;
            }
            tried += 1;
            if let Some(score) = matcher.fuzzy_match(key, &pattern) {
                found.push((Reverse(score), row));
            }
        }
        found.sort_unstable();
        let room = screenful.saturating_sub(hits.len());
        hits.extend(found.into_iter().take(room).map(|(_, row)| Hit { row, rank: Rank::Fuzzy }));
    }
}

/// Where the words of a query stand in a text as it is shown: byte ranges, in order. Letters are
/// compared folded, one by one.
#[must_use]
pub fn marks(text: &str, query: &str) -> Vec<Range<usize>> {
    let mut folded = String::new();
    let mut places = Vec::new();
    for (at, letter) in text.char_indices() {
        let piece = fold::fold(letter.encode_utf8(&mut [0; 4]));
        let piece = if piece.is_empty() { " ".to_owned() } else { piece };
        for _ in 0..piece.len() {
            places.push(at..at + letter.len_utf8());
        }
        folded.push_str(&piece);
    }
    let query = fold::fold(query);
    let mut ranges: Vec<Range<usize>> = fold::words(&query)
        .filter_map(|word| {
            let start = folded.find(word)?;
            let first = places.get(start)?.start;
            let last = places.get(start + word.len().saturating_sub(1))?.end;
            Some(first..last)
        })
        .collect();
    ranges.sort_by_key(|range| range.start);
    ranges
}

/// How a key answers one word.
fn rank(key: &str, word: &str) -> Option<Rank> {
    let mut found = None;
    let mut from = 0;
    while let Some(at) = key.get(from..).and_then(|rest| rest.find(word)) {
        let start = from + at;
        let before = key.get(..start).and_then(|head| head.chars().next_back());
        if before.is_none_or(|letter| !letter.is_alphanumeric()) {
            return Some(Rank::Prefix);
        }
        found = Some(Rank::Inside);
        from = start + word.chars().next().map_or(1, char::len_utf8);
    }
    found
}

/// The letters of a text as a set of 64 classes: a cheap test before the matcher.
fn letters_of(text: &str) -> u64 {
    text.chars().filter(|one| *one != ' ').fold(0, |set, one| set | 1 << (u32::from(one) % 64))
}

/// Whether the letters of the pattern stand in the key in that order.
fn in_order(key: &str, pattern: &str) -> bool {
    let mut letters = key.chars();
    pattern.chars().all(|wanted| letters.any(|letter| letter == wanted))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folded_query_marks_the_letters_as_they_are_written() {
        assert_eq!(marks("Zoë Müller", "muller"), vec![5..12]);
        assert_eq!(marks("Anna Bell", "bell an"), vec![0..2, 5..9]);
    }

    fn index(keys: &[&str]) -> Index {
        let mut index = Index::default();
        for (place, key) in keys.iter().enumerate() {
            let start = index.keys.len();
            index.keys.push_str(key);
            index.bounds.push(start..index.keys.len());
            index.ends.push((index.keys.len(), place));
            index.keys.push('\n');
            index.letters.push(letters_of(key));
            index.rows.push(ContactRow {
                id: ContactId(0),
                name: String::new(),
                detail: String::new(),
                sign: Sign::Clear,
                order: String::new(),
            });
        }
        index
    }

    #[test]
    fn a_filter_wants_every_word_and_puts_word_beginnings_first() {
        let index =
            index(&["joanna bell", "anna bell", "hannah be", "ann abe", "carl", "bella an"]);

        let found = |query| {
            let hits = index.filter(query, 0, &|| false).into_iter();
            hits.map(|hit| (hit.row, hit.rank)).collect::<Vec<_>>()
        };

        let (prefix, inside) = (Rank::Prefix, Rank::Inside);
        assert_eq!(
            found("an be"),
            [(1, prefix), (5, prefix), (0, inside), (2, inside), (3, inside)]
        );
        assert_eq!(found("be x"), []);
        assert_eq!(found("carl"), [(4, prefix)]);
    }

    #[test]
    fn a_word_beginning_ranks_before_an_inside() {
        assert_eq!(rank("anna bell", "be"), Some(Rank::Prefix));
        assert_eq!(rank("anna bell", "ell"), Some(Rank::Inside));
        assert_eq!(rank("anna bell", "x"), None);
    }
}
