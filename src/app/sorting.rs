//! The list of contacts in another order than by name.
//!
//! An order is worked out for the whole index in one pass over what it goes by; whoever shows a
//! window of it keeps it until something changes.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::{
    app::{
        AppError, Session,
        find::{Hit, Index, Rank},
    },
    domain::{ContactId, Day},
};

/// What a list goes by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum By {
    /// The name, A to Z.
    #[default]
    Name,
    /// When something last passed between us, the latest first.
    LastContact,
    /// What falls due first.
    Due,
    /// When they were added, the latest first.
    Added,
}

/// Which end stands first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Way {
    /// The usual one of the order.
    #[default]
    Usual,
    /// The other one.
    Turned,
}

/// An order of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Order {
    /// What it goes by.
    pub by: By,
    /// Which end stands first.
    pub way: Way,
}

impl Order {
    /// Whether it is the order in which the index itself stands.
    #[must_use]
    pub fn is_of_index(self) -> bool {
        self == Self::default()
    }

    /// Returns the order after another one was asked for: the same again turns it round.
    #[must_use]
    pub fn asked(self, by: By) -> Self {
        let way = match (self.by == by, self.way) {
            (true, Way::Usual) => Way::Turned,
            (true, Way::Turned) | (false, _) => Way::Usual,
        };
        Self { by, way }
    }
}

/// An index in an order. Whoever has no such day stands last, whichever way it goes.
#[derive(Debug, Clone, Default)]
pub struct Sorted {
    /// The places in the index, in the order.
    places: Vec<usize>,
    /// Where each place of the index stands in it.
    stands: Vec<usize>,
    /// The day that each place of the index was put by; empty where it is none.
    days: Vec<Option<Day>>,
}

impl Sorted {
    /// Puts an index into an order.
    ///
    /// # Errors
    ///
    /// Whatever the store reports.
    pub fn of(session: &Session, index: &Index, order: Order) -> Result<Self, AppError> {
        let days = match order.by {
            By::Name | By::Added => Vec::new(),
            By::LastContact | By::Due => {
                let known = days(session, order.by)?;
                index.rows().iter().map(|row| known.get(&row.id).copied()).collect()
            }
        };
        let mut places: Vec<usize> = (0..index.len()).collect();
        let day = |place: &usize| days.get(*place).copied().flatten();
        let id = |place: &usize| index.row(*place).map(|row| row.id);
        let turned = order.way == Way::Turned;
        match (order.by, turned) {
            (By::Name, false) => {}
            (By::Name, true) => places.reverse(),
            (By::Added, false) => places.sort_by_key(|place| Reverse(id(place))),
            (By::Added, true) => places.sort_by_key(id),
            (By::LastContact, false) | (By::Due, true) => {
                places.sort_by_key(|place| (day(place).is_none(), Reverse(day(place))));
            }
            (By::LastContact, true) | (By::Due, false) => {
                places.sort_by_key(|place| (day(place).is_none(), day(place)));
            }
        }
        let mut stands = vec![0; places.len()];
        for (at, place) in places.iter().enumerate() {
            if let Some(stand) = stands.get_mut(*place) {
                *stand = at;
            }
        }
        Ok(Self { places, stands, days })
    }

    /// The places of the index, in the order.
    #[must_use]
    pub fn places(&self) -> &[usize] {
        &self.places
    }

    /// Where a place of the index stands in the order.
    #[must_use]
    pub fn stand(&self, place: usize) -> usize {
        self.stands.get(place).copied().unwrap_or(usize::MAX)
    }

    /// The day that a place of the index was put by.
    #[must_use]
    pub fn day(&self, place: usize) -> Option<Day> {
        self.days.get(place).copied().flatten()
    }

    /// Puts what a filter found into the order; how well it answers still comes first.
    pub fn settle(&self, hits: &mut [Hit]) {
        // Loose matches stand by how loose they are.
        hits.sort_by_key(|hit| match hit.rank {
            Rank::Prefix | Rank::Inside => (hit.rank, self.stand(hit.row)),
            Rank::Fuzzy => (hit.rank, 0),
        });
    }
}

/// The day of everybody who has one.
fn days(session: &Session, by: By) -> Result<BTreeMap<ContactId, Day>, AppError> {
    let mut known = BTreeMap::new();
    session.store().read(|reader| match by {
        By::Name | By::Added => Ok(()),
        By::LastContact => reader.last_contacts(|contact, day| {
            known.insert(contact, day);
        }),
        By::Due => reader.due_days(Day::MIN..=Day::MAX, |day, contact| {
            known.entry(contact).or_insert(day);
        }),
    })?;
    Ok(known)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_order_again_is_turned_round_and_back() {
        let order = Order::default().asked(By::Due);
        assert_eq!(order, Order { by: By::Due, way: Way::Usual });
        assert_eq!(order.asked(By::Due).way, Way::Turned);
        assert_eq!(order.asked(By::Due).asked(By::Due), order);
        assert_eq!(order.asked(By::Due).asked(By::Name), Order::default());
        assert_eq!(Order::default().asked(By::Name).way, Way::Turned);
    }
}
