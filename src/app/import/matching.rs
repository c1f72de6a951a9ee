//! Whether a card of a file is somebody who is held already, or who stood earlier in the file.

use std::{
    collections::BTreeMap,
    hash::{DefaultHasher, Hash, Hasher},
};

use super::mapping::Mapped;
use crate::{
    domain::{Category, ContactId, Country, Datum, Point, fold, point},
    formats::draft::ContactDraft,
    store::{Reader, StoreError},
};

/// Remembers the people of this batch, so that one who stands twice in a file comes in once.
#[derive(Debug, Default)]
pub(super) struct Batch {
    by_uid: BTreeMap<String, ContactId>,
    by_print: BTreeMap<u64, ContactId>,
    empty_before: bool,
}

/// The contact points of a card, normalised.
pub(super) fn points(values: &[Mapped], country: Option<Country>) -> Vec<Point> {
    let points = values.iter().filter_map(|one| {
        let channel = one.category.channel()?;
        let normalised = point::normalise(channel, &one.value.to_line(), country);
        (!normalised.is_empty()).then_some(Point { channel, normalised })
    });
    points.collect()
}

impl Batch {
    /// A batch for a vault that may hold nobody yet: then nobody needs to be looked up.
    pub(super) fn new(reader: &Reader<'_>) -> Result<Self, StoreError> {
        Ok(Self { empty_before: reader.contact_count()? == 0, ..Self::default() })
    }

    /// The contact that the card is about: by its uid, else by name and a contact point, else by
    /// its name where it has no contact point at all.
    pub(super) fn find(
        &self,
        reader: &Reader<'_>,
        draft: &ContactDraft,
        values: &[Mapped],
        points: &[Point],
    ) -> Result<Option<ContactId>, StoreError> {
        if let Some(uid) = &draft.uid {
            if let Some(known) = self.by_uid.get(uid) {
                return Ok(Some(*known));
            }
            if !self.empty_before
                && let Some(known) = reader.by_uid(uid)?
            {
                return Ok(Some(known));
            }
            return Ok(None);
        }
        if let Some(known) = prints(values, points).find_map(|print| self.by_print.get(&print)) {
            return Ok(Some(*known));
        }
        if self.empty_before { Ok(None) } else { in_vault(reader, values, points) }
    }

    /// Remembers whom a card was about.
    pub(super) fn remember(
        &mut self,
        draft: &ContactDraft,
        values: &[Mapped],
        points: &[Point],
        id: ContactId,
    ) {
        match &draft.uid {
            Some(uid) => {
                self.by_uid.insert(uid.clone(), id);
            }
            None => {
                for print in prints(values, points) {
                    self.by_print.insert(print, id);
                }
            }
        }
    }
}

/// One number for each way in which two cards can be the same person.
fn prints(values: &[Mapped], points: &[Point]) -> impl Iterator<Item = u64> {
    let name = folded_name(values);
    let with_point = points.iter().map({
        let name = name.clone();
        move |point| print(&(&name, point))
    });
    let alone =
        points.is_empty().then(|| print(&(&name, values.iter().map(line).collect::<Vec<_>>())));
    with_point.collect::<Vec<_>>().into_iter().chain(alone)
}

fn print(of: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    of.hash(&mut hasher);
    hasher.finish()
}

fn line(one: &Mapped) -> String {
    one.value.to_line()
}

fn folded_name(values: &[Mapped]) -> String {
    let name = values.iter().find(|one| one.category == Category::Name);
    name.map(|one| fold::fold(&one.value.to_line())).unwrap_or_default()
}

fn in_vault(
    reader: &Reader<'_>,
    values: &[Mapped],
    points: &[Point],
) -> Result<Option<ContactId>, StoreError> {
    let name = folded_name(values);
    let named = |data: &[Datum]| {
        let mut names = data.iter().filter(|datum| datum.category == Category::Name).peekable();
        (names.peek().is_none() && name.is_empty())
            || names.any(|datum| fold::fold(&datum.value.to_line()) == name)
    };
    for point in points {
        for id in reader.points(point)? {
            if named(&reader.data(id)?) {
                return Ok(Some(id));
            }
        }
    }
    if !points.is_empty() {
        return Ok(None);
    }
    let mut alike = Vec::new();
    reader.search_keys(|id, key| {
        if fold::words(&name).all(|word| key.contains(word)) {
            alike.push(id);
        }
    })?;
    for id in alike {
        let data = reader.data(id)?;
        let holds = |one: &Mapped| {
            data.iter().any(|datum| datum.category == one.category && datum.value == one.value)
        };
        if named(&data) && values.iter().any(holds) {
            return Ok(Some(id));
        }
    }
    Ok(None)
}
