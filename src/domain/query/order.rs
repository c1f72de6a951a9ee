//! In which order a query wants whom it finds: `sort:last`, turned round by `-sort:last`.
//!
//! A term that orders says nothing of anybody: it holds for everyone and stands out of the way of
//! `or` and `not`.

use super::{Op, Operand, Query};

/// What comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// By name, as lists are anyway.
    Name,
    /// Whoever something passed with last.
    Last,
    /// What falls due first; whom nothing is due of come last.
    Due,
    /// Whoever was added last.
    Added,
}

impl Order {
    /// Every order with its word.
    pub const ALL: [(Self, &'static str); 4] =
        [(Self::Name, "name"), (Self::Last, "last"), (Self::Due, "due"), (Self::Added, "added")];

    /// Its word.
    #[must_use]
    pub fn word(self) -> &'static str {
        Self::ALL.iter().find(|(one, _)| *one == self).map_or("", |(_, word)| word)
    }
}

impl Query {
    /// The order that is asked for, and whether it is turned round; the first one counts.
    #[must_use]
    pub fn order(&self) -> Option<(Order, bool)> {
        match self {
            Self::All => None,
            Self::And(parts) | Self::Or(parts) => parts.iter().find_map(Self::order),
            Self::Not(part) => part.order().map(|(order, round)| (order, !round)),
            Self::Term(term) => match term.operand {
                Operand::Order(order) => Some((order, term.op == Op::IsNot)),
                Operand::Text(_)
                | Operand::Basis(_)
                | Operand::Purpose(_)
                | Operand::Standing(_)
                | Operand::Sign(_)
                | Operand::Stage(_)
                | Operand::Kind(_)
                | Operand::Country(_)
                | Operand::Thing(_)
                | Operand::Days(_)
                | Operand::Due(_)
                | Operand::Years(_)
                | Operand::Money(_)
                | Operand::Special(_)
                | Operand::Hint(_) => None,
            },
        }
    }

    /// Whether it is a term that orders, turned round or not.
    pub(super) fn only_orders(&self) -> bool {
        match self {
            Self::Term(term) => matches!(term.operand, Operand::Order(_)),
            Self::Not(part) => part.only_orders(),
            Self::All | Self::And(_) | Self::Or(_) => false,
        }
    }
}

/// The same query with another order: none, the one that is wanted, or, where that is asked for
/// already, the same turned round. Lists are by name anyway.
#[must_use]
pub fn reordered(text: &str, wanted: Order) -> String {
    let is_order = |word: &str| word.trim_start_matches('-').starts_with("sort:");
    let plain = format!("sort:{}", wanted.word());
    let had = text.split_whitespace().find(|word| is_order(word));
    let rest = text.split_whitespace().filter(|word| !is_order(word));
    let term = match (had, wanted) {
        (Some(had), _) if had == plain => Some(format!("-{plain}")),
        (None, Order::Name) => Some(format!("-{plain}")),
        (_, Order::Name) => None,
        _ => Some(plain),
    };
    rest.map(str::to_owned).chain(term).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn asking_for_the_same_order_again_turns_it_round() {
        for (text, wanted, said) in [
            ("", Order::Last, "sort:last"),
            ("sort:last", Order::Last, "-sort:last"),
            ("-sort:last", Order::Last, "sort:last"),
            ("tag:client sort:last", Order::Due, "tag:client sort:due"),
            ("", Order::Name, "-sort:name"),
            ("-sort:name", Order::Name, ""),
            ("anna -sort:due", Order::Name, "anna"),
        ] {
            assert_eq!(reordered(text, wanted), said, "{text}");
        }
    }
}
