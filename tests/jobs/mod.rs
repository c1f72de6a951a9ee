//! The commonest jobs, from an empty vault through the use-cases, for a user who only confirms.

mod coming_back;
mod erasing;
pub(crate) mod work;

use std::sync::Arc;

use candor::{
    app::{
        KdfPasses, Session,
        card::{self, Card},
        clock::FixedClock,
        setup::{self, NewSecret, Setup},
    },
    domain::{ContactId, Country, Day, DutyState, Moment, Standing},
};

/// A German freelancer's vault in a folder of its own, set up by pressing Enter: the notice stands
/// in the signature and the four interests are adopted.
pub(crate) struct Office {
    pub(crate) session: Session,
    pub(crate) _folder: tempfile::TempDir,
}

/// 2026-11-23, ten in the morning in Berlin.
pub(crate) const NOW: Moment = Moment(1_795_424_400);

pub(crate) fn office() -> Office {
    let folder = tempfile::tempdir().unwrap();
    let mut setup = Setup::defaults(Country::new("DE").unwrap(), "Europe/Berlin");
    setup.signature_notice = true;
    setup.interests =
        setup::interest_drafts(setup.country).unwrap().into_iter().map(|one| one.key).collect();
    let vault = folder.path().join("vault");
    let clock = Arc::new(FixedClock(NOW));
    let session =
        setup::create(&vault, &setup, &NewSecret::Unencrypted, KdfPasses::Fixed(1), clock).unwrap();
    Office { session, _folder: folder }
}

pub(crate) fn day(text: &str) -> Day {
    text.parse().unwrap()
}

impl Office {
    pub(crate) fn card(&self, contact: ContactId, on: &str) -> Card {
        card::card(&self.session, contact, day(on)).unwrap()
    }

    /// What is wrong with a contact on a day: unjustified data and violated duties.
    pub(crate) fn wrong(&self, contact: ContactId, on: &str) -> Vec<String> {
        let card = self.card(contact, on);
        let data = card.data.iter().filter_map(|line| {
            let verdict = line.verdict?;
            (verdict.standing == Standing::Unjustified).then(|| {
                let codes: Vec<&str> = verdict.reasons.iter().map(|one| one.code()).collect();
                format!("{} {}", line.category, codes.join(" "))
            })
        });
        let duties = card
            .duties
            .iter()
            .filter(|duty| duty.state == DutyState::Violated)
            .map(|duty| duty.text.clone());
        data.chain(duties).collect()
    }

    /// The purposes that permit a value, as `name: enquiry, tax`.
    pub(crate) fn permitted(&self, contact: ContactId, on: &str) -> Vec<String> {
        let controller = self.session.controller().unwrap();
        let card = self.card(contact, on);
        let line = |line: &card::DatumLine| {
            let verdict = line.verdict?;
            let keys = verdict.permitted.iter().filter_map(|id| controller.purpose(id, day(on)));
            let keys: Vec<&str> = keys.map(|purpose| purpose.key.as_str()).collect();
            Some(format!("{}: {} ({})", line.category, keys.join(" "), verdict.hold_until))
        };
        card.data.iter().filter_map(line).collect()
    }
}
