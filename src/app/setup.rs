//! Setting up a vault: seven answers, once.

use std::{path::Path, sync::Arc};

pub use crate::formats::policy::{Offer, Offers};

use crate::{
    app::{
        AppError, Session,
        clock::{Clock, day_in, is_zone},
    },
    domain::{
        Assessment, AssessmentId, Controller, Country, Day, Notice, NoticeId, Outcome, Period,
        Policy, Recipient, RecipientId, opening::purpose_key,
    },
    formats::policy::{self, Reading},
    store::{
        NewVault, Store,
        vault::{KdfPasses, Passphrase, Protection},
    },
};

/// The interests that setup asks about, in that order.
const ASKED: [&str; 4] = ["client-contact", "network", "keep-in-touch", "prospecting"];

/// The answers of the setup.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Setup {
    /// The user's name or firm.
    pub name: String,
    /// The user's country.
    pub country: Country,
    /// Their time zone, by its IANA name.
    pub zone: String,
    /// How long invoices are kept, where the country leaves it open; `None`: as the policy says.
    pub tax_period: Option<Period>,
    /// After how long claims about their work are barred, where the country leaves it open.
    pub claims_period: Option<Period>,
    /// The part of the country whose holidays count: `BY`; empty: none, or the policy's own.
    pub region: String,
    /// What they choose where the country's law knows several ways: `ten-years`.
    pub choices: Vec<String>,
    /// Their own addresses and domains.
    pub own_addresses: Vec<String>,
    /// Who else sees the data: name and role.
    pub recipients: Vec<(String, String)>,
    /// Whether a link to the notice stands in the signature of their mails.
    pub signature_notice: bool,
    /// Whether children use their services.
    pub children: bool,
    /// The interests whose assessment they adopt, by the purposes' words.
    pub interests: Vec<String>,
}

/// An interest that setup asks about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InterestDraft {
    /// The purpose's word.
    pub key: String,
    /// As it is said to people.
    pub title: String,
    /// The balancing in two lines.
    pub text: String,
}

/// How a new vault is locked.
#[derive(Debug)]
pub enum NewSecret {
    /// By a passphrase.
    Passphrase(Passphrase),
    /// Not at all; the screen says so for ever.
    Unencrypted,
}

impl Setup {
    /// The answers before anybody has answered: nothing adopted, the notice in the signature.
    #[must_use]
    pub fn defaults(country: Country, zone: &str) -> Self {
        Self {
            name: String::new(),
            country,
            zone: if is_zone(zone) { zone.to_owned() } else { "UTC".to_owned() },
            tax_period: None,
            claims_period: None,
            region: String::new(),
            choices: Vec::new(),
            own_addresses: Vec::new(),
            recipients: Vec::new(),
            signature_notice: false,
            children: false,
            interests: Vec::new(),
        }
    }
}

impl Setup {
    /// The answers that the questions of the screen propose: the notice stands in the signature,
    /// and the people at client firms may be reached. Both are shown, and one key changes them.
    #[must_use]
    pub fn proposed(country: Country, zone: &str) -> Self {
        Self {
            signature_notice: true,
            interests: vec![purpose_key::CLIENT_CONTACT.to_owned()],
            ..Self::defaults(country, zone)
        }
    }
}

/// The interests that setup asks about, with the country's drafts.
///
/// # Errors
///
/// The built-in policy cannot be read: an error in the program.
pub fn interest_drafts(country: Country) -> Result<Vec<InterestDraft>, AppError> {
    let policy = builtin(country, Day::MIN)?;
    let asked = ASKED.iter().filter_map(|key| policy.by_key(key));
    Ok(asked
        .map(|one| InterestDraft {
            key: one.key.clone(),
            title: one.text.clone(),
            text: one.assessment_draft.clone(),
        })
        .collect())
}

/// Whether the country leaves open how long invoices are kept, so that it has to be asked.
///
/// # Errors
///
/// The built-in policy cannot be read: an error in the program.
pub fn asks_tax_period(country: Country) -> Result<bool, AppError> {
    let policy = builtin(country, Day::MIN)?;
    Ok(policy.by_key(purpose_key::TAX).is_some_and(|tax| !tax.active))
}

/// How good a passphrase is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Strength {
    /// 0 (guessed at once) to 4 (very hard to guess).
    pub score: u8,
    /// What would make it better; empty if it is good.
    pub hint: String,
}

/// Estimates how hard a passphrase is to guess, knowing some words about the user.
#[must_use]
pub fn strength(passphrase: &str, about: &[&str]) -> Strength {
    if passphrase.is_empty() {
        return Strength { score: 0, hint: "type at least a few words".to_owned() };
    }
    let entropy = zxcvbn::zxcvbn(passphrase, about);
    let score = u8::from(entropy.score());
    let hint = entropy.feedback().map_or_else(String::new, |feedback| {
        let warning = feedback.warning().map(|warning| warning.to_string());
        let tip = feedback.suggestions().first().map(ToString::to_string);
        warning.or(tip).unwrap_or_default()
    });
    Strength { score, hint }
}

/// Makes a vault with these answers and opens it.
///
/// # Errors
///
/// An unknown time zone, a vault that is there already, a disk that refuses.
pub fn create(
    folder: &Path,
    setup: &Setup,
    secret: &NewSecret,
    passes: KdfPasses,
    clock: Arc<dyn Clock>,
) -> Result<Session, AppError> {
    if !is_zone(&setup.zone) {
        return Err(AppError::invalid(
            "time zone",
            format!("`{}` is not known", setup.zone),
            "name it as in `Europe/Berlin`",
        ));
    }
    let at = clock.now();
    let today = day_in(at, &setup.zone);
    let controller = controller(setup, today)?;
    let protection = match secret {
        NewSecret::Passphrase(passphrase) => Protection::Passphrase(passphrase, passes),
        NewSecret::Unencrypted => Protection::None,
    };
    let new = NewVault { protection, controller: &controller, at, today };
    let store = Store::create(folder, &new)?;
    Session::with(store, folder, clock)
}

/// What the answers declare, from the first day on that can be named: what happened before the
/// setup is judged by the same policy.
fn controller(setup: &Setup, today: Day) -> Result<Controller, AppError> {
    let policy = first_policy(setup)?;
    let assessments = setup.interests.iter().filter_map(|key| policy.by_key(key)).zip(1..).map(
        |(purpose, number)| Assessment {
            id: AssessmentId(number),
            purpose: purpose.id,
            text: purpose.assessment_draft.clone(),
            outcome: Outcome::Positive,
            adopted_on: today,
        },
    );
    let recipients = setup.recipients.iter().zip(1..).map(|((name, role), number)| Recipient {
        id: RecipientId(number),
        name: name.clone(),
        role: role.clone(),
        country: None,
    });
    let notice = Notice {
        id: NoticeId(1),
        version: "v1".to_owned(),
        language: "en".to_owned(),
        purposes: Vec::new(),
        sources: Vec::new(),
        from: today,
        standing: setup.signature_notice,
    };
    Ok(Controller {
        name: setup.name.clone(),
        country: setup.country,
        zone: setup.zone.clone(),
        own_addresses: setup.own_addresses.clone(),
        assessments: assessments.collect(),
        recipients: recipients.collect(),
        notices: if setup.signature_notice { vec![notice] } else { Vec::new() },
        policies: vec![policy],
    })
}

fn first_policy(setup: &Setup) -> Result<Policy, AppError> {
    let stated =
        [(purpose_key::TAX, setup.tax_period), (purpose_key::LEGAL_CLAIMS, setup.claims_period)];
    let stated = stated.into_iter().filter_map(|(key, period)| Some((key.to_owned(), period?)));
    let periods: Vec<(String, Period)> = stated.collect();
    let reading = Reading {
        region: &setup.region,
        choices: &setup.choices,
        periods: &periods,
        ..Reading::new(setup.country, Day::MIN, &[])
    };
    policy::read_over("", &reading).map_err(|problems| {
        problems.into_iter().next().map_or(AppError::Bug("a built-in policy"), |problem| {
            AppError::invalid("policy", problem.message, problem.hint)
        })
    })
}

/// What the policy of a country leaves to the user: which of several ways, which region.
#[must_use]
pub fn offers(country: Country) -> Offers {
    policy::offers(country)
}

fn builtin(country: Country, from: Day) -> Result<Policy, AppError> {
    let (_name, text) = policy::builtin(country);
    policy::read(text, country, from, &[]).map_err(|_problems| AppError::Bug("a built-in policy"))
}
