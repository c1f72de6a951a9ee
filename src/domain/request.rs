//! The course of a request: whether its clock runs, until when, and when it was answered.
//!
//! One month from receipt, or from the day on which doubts about who asked were cleared; rolled
//! over days that nobody works. Longer only if the person was told within the first month. Where
//! the law lets the clock stand while we wait to hear what they mean, those days are added before
//! rolling (GDPR Art. 12(3), (6); Regulation No 1182/71, art. 3(4)).

use super::{Day, Facts, Policy, RequestKind, RequestStep, Right, RightId, calendar};

/// How a request went, as of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Course {
    /// Which request.
    pub request: RightId,
    /// What was asked for.
    pub kind: RequestKind,
    /// The day on which it came.
    pub received: Day,
    /// Where its clock stands; once it is answered: where it stood then.
    pub clock: Clock,
    /// The day on which they were told that it takes longer, if that was in time.
    pub extended: Option<Day>,
    /// The day on which they were told so too late: it changes nothing.
    pub extended_late: Option<Day>,
    /// Days that do not count, because we waited to hear what they mean.
    pub paused_days: u32,
    /// By when to say that a complaint came in, where the law asks for it.
    pub acknowledge: Option<Acknowledge>,
    /// The day of the answer.
    pub answered: Option<Day>,
}

/// Where the clock of a request stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Clock {
    /// Nothing runs: a question, answered on the spot.
    None,
    /// It waits since that day for them to show who they are.
    AwaitsIdentity(Day),
    /// It waits since that day for them to say what they mean.
    AwaitsAnswer(Day),
    /// It runs until that day, which is the last in time.
    Due(Day),
}

impl Clock {
    /// The last day in time, if the clock runs.
    #[must_use]
    pub const fn due(self) -> Option<Day> {
        match self {
            Self::Due(day) => Some(day),
            Self::None | Self::AwaitsIdentity(_) | Self::AwaitsAnswer(_) => None,
        }
    }
}

/// When a complaint is to be acknowledged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Acknowledge {
    /// The last day; never rolled.
    pub due: Day,
    /// The day on which it was done.
    pub done: Option<Day>,
}

/// The course of every request that had come by `day`, the oldest first.
#[must_use]
pub fn courses(facts: &Facts, policy: &Policy, day: Day) -> Vec<Course> {
    let mut found: Vec<Course> =
        facts.rights.iter().filter_map(|right| course(facts, policy, right, day)).collect();
    found.sort_by_key(|course| (course.received, course.request));
    found
}

/// The course of one request, as of `day`; `None` if it is none, or had not come by then.
#[must_use]
pub fn course(facts: &Facts, policy: &Policy, request: &Right, day: Day) -> Option<Course> {
    let (kind, _) = request.fact.request()?;
    if request.on > day {
        return None;
    }
    let answered = answered(facts, request, day);
    let until = answered.map_or(day, |answered| answered.min(day));
    let steps = steps(facts, request.id, until);
    let mut run = Run::new(policy, request.on);
    run.identity(&steps);
    for (on, step) in &steps {
        run.step(*on, step);
    }
    let clock = match (kind, run.doubted, run.asked) {
        (RequestKind::Question, ..) => Clock::None,
        (_, Some(since), _) => Clock::AwaitsIdentity(since),
        (_, None, Some(since)) => Clock::AwaitsAnswer(since),
        (_, None, None) => Clock::Due(run.due()),
    };
    Some(Course {
        request: request.id,
        kind,
        received: request.on,
        clock,
        extended: run.extended,
        extended_late: run.extended_late,
        paused_days: run.paused_days,
        acknowledge: acknowledge(policy, kind, request.on, &steps, answered),
        answered,
    })
}

/// The day by `day` on which a request was answered.
#[must_use]
pub fn answered(facts: &Facts, request: &Right, day: Day) -> Option<Day> {
    let (_, in_record) = request.fact.request()?;
    let in_steps = steps(facts, request.id, day).into_iter().find_map(|(on, step)| match step {
        RequestStep::Answered { .. } => Some(on),
        RequestStep::IdentityDoubted { .. }
        | RequestStep::IdentityShown { .. }
        | RequestStep::ClarificationAsked { .. }
        | RequestStep::ClarificationAnswered
        | RequestStep::Extended { .. }
        | RequestStep::Acknowledged
        | RequestStep::Decided { .. } => None,
    });
    in_record.into_iter().chain(in_steps).filter(|on| *on <= day).min()
}

/// The steps of a request up to `day`, in the order in which they happened.
#[must_use]
pub fn steps(facts: &Facts, request: RightId, day: Day) -> Vec<(Day, &RequestStep)> {
    let mut steps: Vec<(Day, RightId, &RequestStep)> = facts
        .rights
        .iter()
        .filter(|right| right.on <= day)
        .filter_map(|right| {
            let (of, step) = right.fact.step()?;
            (of == request).then_some((right.on, right.id, step))
        })
        .collect();
    steps.sort_by_key(|(on, id, _)| (*on, *id));
    steps.into_iter().map(|(on, _, step)| (on, step)).collect()
}

/// The clock while the steps are walked through.
struct Run<'a> {
    policy: &'a Policy,
    /// The day from which it counts.
    start: Day,
    /// Since when the identity is in doubt.
    doubted: Option<Day>,
    /// Since when we wait to hear what they mean, where that stops the clock.
    asked: Option<Day>,
    /// The last day that a pause has counted.
    paused_through: Option<Day>,
    paused_days: u32,
    extended: Option<Day>,
    extended_late: Option<Day>,
}

impl<'a> Run<'a> {
    fn new(policy: &'a Policy, received: Day) -> Self {
        Self {
            policy,
            start: received,
            doubted: None,
            asked: None,
            paused_through: None,
            paused_days: 0,
            extended: None,
            extended_late: None,
        }
    }

    /// The last day in time, as far as is known.
    fn due(&self) -> Day {
        let policy = self.policy;
        let period = if self.extended.is_some() { policy.extended } else { policy.response };
        calendar::roll(period.after(self.start).add_days(self.paused_days), policy)
    }

    /// Finds the first doubt that was raised in time, and the day on which it was cleared.
    fn identity(&mut self, steps: &[(Day, &RequestStep)]) {
        let due = self.due();
        let doubted = steps
            .iter()
            .find(|(on, step)| *on <= due && matches!(step, RequestStep::IdentityDoubted { .. }));
        let Some((since, _)) = doubted else { return };
        let shown = steps
            .iter()
            .find(|(on, step)| *on >= *since && matches!(step, RequestStep::IdentityShown { .. }));
        match shown {
            Some((on, _)) => self.start = *on,
            None => self.doubted = Some(*since),
        }
    }

    fn step(&mut self, on: Day, step: &RequestStep) {
        match step {
            RequestStep::ClarificationAsked { .. } => {
                if self.policy.pauses && self.asked.is_none() && on <= self.due() {
                    self.asked = Some(on);
                }
            }
            RequestStep::ClarificationAnswered => {
                if let Some(asked) = self.asked.take() {
                    self.pause(asked, on);
                }
            }
            RequestStep::Extended { .. } => {
                let in_time = self.doubted.is_some() || self.asked.is_some() || on <= self.due();
                if self.extended.is_some() {
                } else if in_time {
                    self.extended = Some(on);
                } else {
                    self.extended_late = Some(on);
                }
            }
            RequestStep::IdentityDoubted { .. }
            | RequestStep::IdentityShown { .. }
            | RequestStep::Acknowledged
            | RequestStep::Decided { .. }
            | RequestStep::Answered { .. } => {}
        }
    }

    /// Counts the days from asking to the answer, both included, each once.
    fn pause(&mut self, asked: Day, answered: Day) {
        let first = asked.max(self.start);
        let first = self.paused_through.map_or(first, |through| first.max(through.next()));
        let days = first.days_until(answered) + 1;
        self.paused_days = self.paused_days.saturating_add(u32::try_from(days).unwrap_or(0));
        self.paused_through = self.paused_through.max(Some(answered));
    }
}

fn acknowledge(
    policy: &Policy,
    kind: RequestKind,
    received: Day,
    steps: &[(Day, &RequestStep)],
    answered: Option<Day>,
) -> Option<Acknowledge> {
    let days = policy.complaint_days.filter(|_| kind == RequestKind::Complaint)?;
    let said = steps.iter().find(|(_, step)| **step == RequestStep::Acknowledged);
    let done = said.map(|(on, _)| *on).into_iter().chain(answered).min();
    Some(Acknowledge { due: received.add_days(u32::from(days)), done })
}
