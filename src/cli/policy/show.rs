//! `candor policy show`: what counts, with the source of every rule and whether it was checked.

use clap::Args;
use serde_json::{Value as Json, json};

use super::first_day;
use crate::cli::{CliError, args::AsOf, desk::Desk, text::count};
use crate::domain::{
    Alignment, Anchor, CallRule, Citation, CountryLaw, Day, LawfulBasis, MailRule, Period, Policy,
    Purpose, Retention,
};

/// Options of `candor policy show`.
#[derive(Args, Debug)]
pub struct Show {
    /// Only this purpose: tax, newsletter …
    purpose: Option<String>,
    /// Ages and message law of the countries of your contacts instead of purposes
    #[arg(long, conflicts_with = "purpose")]
    countries: bool,
    #[command(flatten)]
    as_of: AsOf,
}

impl Show {
    pub(super) fn run(self, desk: &Desk<'_>) -> Result<(), CliError> {
        let session = desk.session()?;
        let controller = session.controller()?;
        let day = self.as_of.day(&session);
        let Some(policy) = controller.policy(day) else {
            return Err(CliError::None("there is no policy".to_owned()));
        };
        let wanted = |one: &&Purpose| self.purpose.as_ref().is_none_or(|key| *key == one.key);
        let purposes: Vec<&Purpose> = policy.purposes.iter().filter(wanted).collect();
        if let (Some(key), true) = (&self.purpose, purposes.is_empty()) {
            let hint = "see them with `candor policy show`";
            return Err(CliError::usage(format!("there is no purpose `{key}`"), hint));
        }
        if desk.printer.is_json() {
            return desk.printer.json(&as_json(policy, &purposes));
        }
        if self.countries {
            let rows: Vec<Vec<String>> = policy.countries.iter().map(country_row).collect();
            return desk.printer.table(&["country", "age", "mail", "calls", "source"], &rows);
        }
        if self.purpose.is_none() {
            desk.printer.talk(&clocks(policy));
        }
        let rows: Vec<Vec<String>> = purposes.iter().map(|one| row(one)).collect();
        desk.printer.table(&["purpose", "basis", "ends", "source"], &rows)
    }
}

fn clocks(policy: &Policy) -> String {
    let (answer, later) = (length(policy.response), length(policy.extended));
    let mut said = vec![
        format!("policy {} of {}", policy.name, policy.country),
        format!("answers within {answer}, {later} where it takes longer"),
        format!("erased within {}", length(policy.deletion_lag)),
    ];
    if policy.pauses {
        said.push("the clock pauses for a question back".to_owned());
    }
    if let Some(days) = policy.complaint_days {
        said.push(format!("complaints acknowledged within {days} days"));
    }
    if !policy.region.is_empty() {
        said.push(format!("holidays of {}", policy.region));
    }
    if policy.manners {
        let manners = "these are the GDPR's manners; what your law itself demands is marked";
        said.push(manners.to_owned());
    }
    said.join("; ")
}

/// A length of time in words: `6 months`, `8 years`.
fn length(period: Period) -> String {
    let number = |number: u32| usize::try_from(number).unwrap_or(usize::MAX);
    match (period.months, period.days) {
        (0, days) => count(number(days), "day"),
        (months, 0) if months % 12 == 0 && months > 24 => count(number(months / 12), "year"),
        (months, 0) => count(number(months), "month"),
        (months, days) => {
            format!("{} and {}", count(number(months), "month"), count(number(days), "day"))
        }
    }
}

fn row(purpose: &Purpose) -> Vec<String> {
    let ends = if purpose.active { ends(purpose) } else { "off".to_owned() };
    vec![purpose.key.clone(), bases(purpose), ends, source(&purpose.provision)]
}

fn bases(purpose: &Purpose) -> String {
    let word = |basis: Option<LawfulBasis>| basis.map_or("-", basis_word);
    let (person, firm) = (word(purpose.basis), word(purpose.basis_at_organisation));
    if person == firm { person.to_owned() } else { format!("{person}; at a firm {firm}") }
}

fn basis_word(basis: LawfulBasis) -> &'static str {
    let found = LawfulBasis::ALL.iter().find(|(own, _, _)| *own == basis);
    found.map_or("", |(_, word, _)| *word)
}

fn ends(purpose: &Purpose) -> String {
    let consent =
        purpose.consent_validity.map(|period| format!("a consent lasts {}", length(period)));
    let rule = match purpose.retention.anchor {
        Some(anchor) => Some(rule(purpose.retention, anchor)),
        None if purpose.retention.period == Period::ZERO => None,
        None => Some(format!("{} after its end", length(purpose.retention.period))),
    };
    let both: Vec<String> = rule.into_iter().chain(consent).collect();
    if both.is_empty() { "with its basis".to_owned() } else { both.join("; ") }
}

fn rule(retention: Retention, anchor: Anchor) -> String {
    let event = match anchor {
        Anchor::LastContactFrom => "the last contact from them",
        Anchor::EngagementEnd => "the end of the work",
        Anchor::LastEngagementEnd => "the end of the last work for their firm",
        Anchor::OwedUntil => "the day until which something is owed",
        Anchor::Invoice => "the invoice",
        Anchor::Collection => "the collection",
    };
    let from = match retention.alignment {
        Alignment::None => event.to_owned(),
        Alignment::YearEnd { month, day, filing: None } => {
            format!("the {} that follows {event}", day_of_year(month, day))
        }
        Alignment::YearEnd { month, day, filing: Some((filing_month, filing_day)) } => format!(
            "the {} after the {} that follows {event}",
            day_of_year(filing_month, filing_day),
            day_of_year(month, day)
        ),
    };
    let mut said = if retention.period == Period::ZERO {
        from
    } else {
        format!("{} after {from}", length(retention.period))
    };
    for (word, limit, anchor) in
        [("at most", retention.cap, "the collection"), ("at least", retention.floor, event)]
    {
        let limit = limit.map(|limit| format!(", {word} {} after {anchor}", length(limit)));
        said.extend(limit);
    }
    said
}

fn day_of_year(month: u8, day: u8) -> String {
    let known = Day::new(2001, month.into(), day.into());
    known.map_or_else(String::new, |known| known.as_date().format("%-d %B").to_string())
}

fn source(citation: &Citation) -> String {
    match citation.checked {
        Some(day) => format!("{} [checked {day}: {}]", citation.text, citation.source),
        None => format!("{} [not checked]", citation.text),
    }
}

fn country_row(law: &CountryLaw) -> Vec<String> {
    let age = if law.child_age == 0 { "-".to_owned() } else { law.child_age.to_string() };
    let mut mail = mail_word(law.message.mail).to_owned();
    if law.message.corporate_subscribers {
        mail += ", free to companies";
    }
    if law.message.about_their_job {
        mail += ", about their job once told";
    }
    let calls = call_word(law.message.calls).to_owned();
    vec![law.country.to_string(), age, mail, calls, source(&law.message_source)]
}

fn mail_word(rule: MailRule) -> &'static str {
    match rule {
        MailRule::OptIn => "opt-in",
        MailRule::SoftOptIn { negotiations: false } => "soft-opt-in",
        MailRule::SoftOptIn { negotiations: true } => "soft-opt-in-negotiations",
        MailRule::Casl { .. } => "casl",
        MailRule::OptOut => "opt-out",
    }
}

fn call_word(rule: CallRule) -> &'static str {
    match rule {
        CallRule::OptIn => "opt-in",
        CallRule::OptInForConsumers => "opt-in-for-consumers",
        CallRule::Register => "register",
        CallRule::Relationship { .. } => "relationship",
    }
}

fn as_json(policy: &Policy, purposes: &[&Purpose]) -> Json {
    json!({
        "name": policy.name,
        "country": policy.country.as_str(),
        "from": first_day(policy),
        "manners": policy.manners,
        "region": policy.region,
        "choices": policy.choices,
        "response": policy.response.to_string(),
        "extended": policy.extended.to_string(),
        "pauses": policy.pauses,
        "complaint_days": policy.complaint_days,
        "opt_out_business_days": policy.opt_out_business_days,
        "deletion_lag": policy.deletion_lag.to_string(),
        "purposes": purposes.iter().map(|one| purpose_json(one)).collect::<Vec<_>>(),
        "countries": policy.countries.iter().map(country_json).collect::<Vec<_>>(),
    })
}

fn purpose_json(purpose: &Purpose) -> Json {
    let needs = purpose.needs.iter();
    let retention = purpose.retention;
    let anchor = retention.anchor.and_then(|anchor| {
        Anchor::ALL.iter().find(|(own, _)| *own == anchor).map(|(_, word)| *word)
    });
    json!({
        "key": purpose.key,
        "text": purpose.text,
        "active": purpose.active,
        "basis": purpose.basis.map(basis_word),
        "basis_at_organisation": purpose.basis_at_organisation.map(basis_word),
        "marketing": purpose.marketing,
        "needs": needs.map(|(category, why)| json!({ "category": category.word(), "why": why }))
            .collect::<Vec<_>>(),
        "useful": purpose.useful.iter().map(|one| one.word()).collect::<Vec<_>>(),
        "recipients": purpose.recipients,
        "anchor": anchor,
        "period": retention.period.to_string(),
        "ends": ends(purpose),
        "consent_validity": purpose.consent_validity.map(|period| period.to_string()),
        "provision": citation_json(&purpose.provision),
    })
}

fn country_json(law: &CountryLaw) -> Json {
    json!({
        "country": law.country.as_str(),
        "child_age": law.child_age,
        "child_age_provision": citation_json(&law.child_age_source),
        "mail": mail_word(law.message.mail),
        "calls": call_word(law.message.calls),
        "call_register": law.message.call_register,
        "corporate_subscribers": law.message.corporate_subscribers,
        "about_their_job": law.message.about_their_job,
        "postal_address": law.message.postal_address,
        "provision": citation_json(&law.message_source),
    })
}

fn citation_json(citation: &Citation) -> Json {
    json!({
        "text": citation.text,
        "source": citation.source,
        "checked": citation.checked.map(|day| day.to_string()),
    })
}
