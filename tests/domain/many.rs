//! Ten thousand random histories for a property: the same ones in every run, and the shortest
//! that fails is told.

use super::history::{LENGTH, START, Step, story};
use crate::support::{Story, day};
use candor::domain::Day;

/// On how many histories a property of annex B is tried.
pub(crate) const HISTORIES: u64 = 10_000;

/// The most events that a history has.
const LONGEST: u64 = 16;

/// Random numbers that are the same in every run (`SplitMix64`).
#[derive(Debug, Clone)]
pub(crate) struct Chance(u64);

impl Chance {
    pub(crate) fn of(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `limit`.
    pub(crate) fn below(&mut self, limit: u64) -> u64 {
        self.next() % limit
    }

    pub(crate) fn byte(&mut self, limit: u8) -> u8 {
        u8::try_from(self.below(u64::from(limit))).unwrap()
    }

    /// A day on which things happen, or up to `beyond` days after the last of them.
    pub(crate) fn day(&mut self, beyond: u32) -> Day {
        day(START).add_days(u32::try_from(self.below(u64::from(LENGTH + beyond))).unwrap())
    }

    pub(crate) fn steps(&mut self) -> Vec<Step> {
        let count = 2 + self.below(LONGEST - 2);
        let mut steps: Vec<Step> = (0..count).map(|_| self.step()).collect();
        if self.below(4) > 0 {
            let weighed = (0..3).map(|purpose| (super::history::WEIGHED, 0, purpose, 0, 0));
            steps.splice(0..0, weighed);
        }
        steps
    }

    fn step(&mut self) -> Step {
        let at = u16::try_from(self.below(u64::from(LENGTH))).unwrap();
        (self.byte(super::history::KINDS), at, self.byte(60), self.mostly(), self.mostly())
    }

    /// The first choice in every other case: it is the one with which things go well.
    fn mostly(&mut self) -> u8 {
        if self.below(2) == 0 { 0 } else { self.byte(60) }
    }
}

/// Tries a property on every history; of one that fails, the shortest part that still does is told.
pub(crate) fn every_history(seed: u64, holds: impl Fn(&Story, &mut Chance) -> Result<(), String>) {
    for number in 0..HISTORIES {
        let mut chance = Chance::of(seed.wrapping_mul(1_000_003) + number);
        let steps = chance.steps();
        let asked = |steps: &[Step]| holds(&story(steps), &mut chance.clone());
        if let Err(wrong) = asked(&steps) {
            let (steps, wrong) = shortest(steps, wrong, asked);
            panic!("history {number} of seed {seed}: {wrong}\nsteps: {steps:?}");
        }
    }
}

/// Leaves out one step after the other as long as it still goes wrong.
fn shortest(
    mut steps: Vec<Step>,
    mut wrong: String,
    asked: impl Fn(&[Step]) -> Result<(), String>,
) -> (Vec<Step>, String) {
    let mut at = 0;
    while at < steps.len() {
        let mut fewer = steps.clone();
        fewer.remove(at);
        match asked(&fewer) {
            Err(still) => (steps, wrong, at) = (fewer, still, 0),
            Ok(()) => at += 1,
        }
    }
    (steps, wrong)
}

/// Ends a property with a sentence unless the condition is true.
macro_rules! ensure {
    ($condition:expr, $($said:tt)+) => {
        if !$condition {
            return Err(format!($($said)+));
        }
    };
}
pub(crate) use ensure;
