//! Marked lines: the same on boards and in the list of contacts.

use std::collections::BTreeSet;

/// What is marked, by whatever tells the lines apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marks<K>(BTreeSet<K>);

impl<K> Default for Marks<K> {
    fn default() -> Self {
        Self(BTreeSet::new())
    }
}

impl<K: Ord + Copy> Marks<K> {
    /// Marks a line, or takes its mark away.
    pub fn turn(&mut self, line: K) {
        if !self.0.remove(&line) {
            self.0.insert(line);
        }
    }

    /// Turns the marks of several lines round.
    pub fn turn_all(&mut self, lines: impl IntoIterator<Item = K>) {
        lines.into_iter().for_each(|line| self.turn(line));
    }

    /// Takes all marks away; says whether there were any.
    pub fn clear(&mut self) -> bool {
        let any = !self.0.is_empty();
        self.0.clear();
        any
    }

    /// Says whether a line is marked.
    #[must_use]
    pub fn has(&self, line: &K) -> bool {
        self.0.contains(line)
    }

    /// Says whether nothing is marked.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Returns how many lines are marked.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// The marked lines, in their order.
    pub fn iter(&self) -> impl Iterator<Item = K> + '_ {
        self.0.iter().copied()
    }
}
