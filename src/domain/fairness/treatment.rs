//! How groups were treated: how soon they were answered, how often they were contacted, and how
//! much of what they asked for came to work. Figures from what is on record; no judgement of cause.

use std::collections::BTreeSet;

use crate::domain::{Day, Direction, EngagementId, EventKind, Facts, Interaction, Means, Stage};

/// Below so many of a kind in a group nothing is said of a ratio.
pub const ENOUGH: usize = 20;

/// The ratio of the lowest to the highest share below which a difference is flagged: four fifths.
pub const FOUR_FIFTHS: f64 = 0.8;

/// How one group was treated.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Group {
    /// What it is called: a segment's name or a query.
    pub name: String,
    /// How many contacts are in it.
    pub people: usize,
    /// Days from what they wrote to our first answer, each time.
    pub reply_days: Vec<i64>,
    /// How often they wrote and wait for an answer still.
    pub unanswered: usize,
    /// How often we contacted them.
    pub contacts: usize,
    /// For how many days we have held them, added up.
    pub days_held: i64,
    asked: BTreeSet<EngagementId>,
    won: BTreeSet<EngagementId>,
}

impl Group {
    /// An empty group.
    #[must_use]
    pub fn new(name: &str) -> Self {
        Self { name: name.to_owned(), ..Self::default() }
    }

    /// Counts one contact, with what happened from `since` through `until`.
    pub fn add(&mut self, facts: &Facts, since: Day, until: Day) {
        self.people += 1;
        let within = |day: Day| since <= day && day <= until;
        let mut talks: Vec<&Interaction> =
            facts.interactions.iter().filter(|talk| within(talk.on)).collect();
        talks.sort_by_key(|talk| (talk.on, talk.id));
        self.replies(facts, &talks, within);
        self.contacts += talks.iter().filter(|talk| is_ours(talk)).count();
        let first_value = facts.data.iter().filter_map(crate::domain::Datum::obtained_on).min();
        let first = first_value.into_iter().chain(talks.first().map(|talk| talk.on)).min();
        if let Some(first) = first.filter(|first| *first <= until) {
            self.days_held += first.max(since).days_until(until) + 1;
        }
        for one in &facts.engagements {
            let reached = |asked: &[Stage]| {
                let mut stages = one.engagement.stages.iter();
                stages.any(|(stage, on)| *on <= until && asked.contains(stage))
            };
            let begun = one.engagement.stages.first().is_some_and(|(_, on)| within(*on));
            if begun && reached(&[Stage::Enquiry, Stage::Proposal, Stage::Running, Stage::Done]) {
                self.asked.insert(one.engagement.id);
                if reached(&[Stage::Running, Stage::Done]) {
                    self.won.insert(one.engagement.id);
                }
            }
        }
    }

    /// Counts from each first unanswered word of theirs to our next one. Days without a time: an
    /// answer on the same day counts as none.
    fn replies(&mut self, facts: &Facts, talks: &[&Interaction], within: impl Fn(Day) -> bool) {
        let enquiries = facts.events.iter().filter(|event| {
            // An enquiry that came with an engagement or a message is in those already.
            event.kind == EventKind::Enquiry && event.engagement.is_none() && within(event.on)
        });
        let mut steps: Vec<(Day, bool, bool)> =
            enquiries.map(|event| (event.on, true, false)).collect();
        for talk in talks {
            let theirs = talk.direction == Direction::FromThem
                && !matches!(talk.means, Means::Click | Means::OpenedMail);
            steps.push((talk.on, theirs, is_ours(talk)));
        }
        // Stable: what was recorded first on a day stays first, an enquiry before its answer.
        steps.sort_by_key(|(on, ..)| *on);
        let mut waiting: Option<Day> = None;
        for (on, theirs, ours) in steps {
            if theirs {
                waiting.get_or_insert(on);
            } else if ours && let Some(asked) = waiting.take() {
                self.reply_days.push(asked.days_until(on));
            }
        }
        self.unanswered += usize::from(waiting.is_some());
    }

    /// How many engagements reached a proposal or an enquiry.
    #[must_use]
    pub fn asked(&self) -> usize {
        self.asked.len()
    }

    /// How many of those reached running.
    #[must_use]
    pub fn won(&self) -> usize {
        self.won.len()
    }

    /// The share that was won; `None` if nobody asked.
    #[must_use]
    pub fn won_share(&self) -> Option<f64> {
        share(self.won(), self.asked())
    }

    /// The median of the days to an answer.
    #[must_use]
    pub fn median_reply_days(&self) -> Option<f64> {
        let mut days = self.reply_days.clone();
        days.sort_unstable();
        let middle = days.len() / 2;
        let upper = number(*days.get(middle)?)?;
        if days.len() % 2 == 1 {
            return Some(upper);
        }
        let lower = number(*days.get(middle.checked_sub(1)?)?)?;
        Some(f64::midpoint(lower, upper))
    }

    /// How often a person was contacted in a month of thirty days.
    #[must_use]
    pub fn contacts_per_month(&self) -> Option<f64> {
        let months = number(self.days_held)? / 30.0;
        let contacts = u32::try_from(self.contacts).ok().map(f64::from)?;
        (months > 0.0).then(|| contacts / months)
    }

    /// Whether there is enough of it to say anything of a ratio.
    #[must_use]
    pub fn is_enough(&self) -> bool {
        self.people >= ENOUGH && self.asked() >= ENOUGH
    }
}

/// Whether we contacted them by it.
fn is_ours(talk: &Interaction) -> bool {
    talk.is_to_person() && !matches!(talk.means, Means::Click | Means::OpenedMail)
}

fn number(days: i64) -> Option<f64> {
    i32::try_from(days).ok().map(f64::from)
}

fn share(part: usize, whole: usize) -> Option<f64> {
    let (part, whole) = (u32::try_from(part).ok()?, u32::try_from(whole).ok()?);
    (whole > 0).then(|| f64::from(part) / f64::from(whole))
}

/// What the shares of groups come to, side by side.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Judgement {
    /// A group is too small, or there is but one: no ratio.
    TooFew,
    /// The lowest share is at least four fifths of the highest.
    Even {
        /// Lowest to highest.
        ratio: f64,
    },
    /// It is less: look why.
    Flagged {
        /// Lowest to highest.
        ratio: f64,
    },
}

impl Judgement {
    /// The ratio, where there is one.
    #[must_use]
    pub fn ratio(self) -> Option<f64> {
        match self {
            Self::TooFew => None,
            Self::Even { ratio } | Self::Flagged { ratio } => Some(ratio),
        }
    }
}

/// Compares the shares of engagements that were won (the four-fifths rule of 29 CFR 1607.4(D)).
#[must_use]
pub fn judge(groups: &[Group]) -> Judgement {
    let shares: Option<Vec<f64>> = groups.iter().map(Group::won_share).collect();
    let (Some(shares), true) = (shares, groups.iter().all(Group::is_enough) && groups.len() > 1)
    else {
        return Judgement::TooFew;
    };
    let lowest = shares.iter().copied().fold(f64::INFINITY, f64::min);
    let highest = shares.iter().copied().fold(0.0, f64::max);
    // Nobody was won anywhere: nobody was treated worse.
    let ratio = if highest > 0.0 { lowest / highest } else { 1.0 };
    // A hair's breadth for what floating point makes of exactly four fifths.
    if ratio < FOUR_FIFTHS - 1e-9 {
        Judgement::Flagged { ratio }
    } else {
        Judgement::Even { ratio }
    }
}
