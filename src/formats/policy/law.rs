//! What a policy file says about countries of contacts: ages and message law; and about holidays.

use std::collections::BTreeMap;

use super::check::Check;
use super::raw;
use crate::domain::{
    CallRule, Citation, CountryLaw, Holidays, MailRule, MessageLaw, Period, Substitute,
    WeekdayHoliday,
};

/// The words for the rules about mail; which periods they need is asked after.
const MAIL: [(Mail, &str); 5] = [
    (Mail::OptIn, "opt-in"),
    (Mail::SoftOptIn, "soft-opt-in"),
    (Mail::Negotiations, "soft-opt-in-negotiations"),
    (Mail::Casl, "casl"),
    (Mail::OptOut, "opt-out"),
];

const CALLS: [(Calls, &str); 4] = [
    (Calls::OptIn, "opt-in"),
    (Calls::Consumers, "opt-in-for-consumers"),
    (Calls::Register, "register"),
    (Calls::Relationship, "relationship"),
];

const WEEKDAYS: [(u8, &str); 7] =
    [(1, "mon"), (2, "tue"), (3, "wed"), (4, "thu"), (5, "fri"), (6, "sat"), (7, "sun")];

#[derive(Clone, Copy)]
enum Mail {
    OptIn,
    SoftOptIn,
    Negotiations,
    Casl,
    OptOut,
}

#[derive(Clone, Copy)]
enum Calls {
    OptIn,
    Consumers,
    Register,
    Relationship,
}

impl Check<'_> {
    /// The laws of the countries of contacts, by their codes.
    pub(super) fn laws(
        &mut self,
        laws: BTreeMap<raw::Text, raw::Law>,
        child_age: u8,
    ) -> Vec<CountryLaw> {
        let mut found = Vec::with_capacity(laws.len());
        for (code, law) in laws {
            let Some(country) = self.country(&code) else { continue };
            found.push(CountryLaw {
                country,
                child_age: law.child_age.unwrap_or(child_age),
                child_age_source: Citation {
                    text: law.child_age_provision.clone().unwrap_or_default(),
                    source: law.child_age_source.clone().unwrap_or_default(),
                    checked: law.child_age_checked.as_ref().and_then(|day| self.day(day)),
                },
                message_source: Citation {
                    text: law.provision.clone().unwrap_or_default(),
                    source: law.source.clone().unwrap_or_default(),
                    checked: law.checked.as_ref().and_then(|day| self.day(day)),
                },
                message: self.message(&law, &code),
            });
        }
        found
    }

    fn message(&mut self, law: &raw::Law, code: &raw::Text) -> MessageLaw {
        let mail = law.mail.as_ref().and_then(|word| self.lookup("rule about mail", word, &MAIL));
        let mail = match mail {
            None | Some(Mail::OptIn) => MailRule::OptIn,
            Some(Mail::SoftOptIn) => MailRule::SoftOptIn { negotiations: false },
            Some(Mail::Negotiations) => MailRule::SoftOptIn { negotiations: true },
            Some(Mail::OptOut) => MailRule::OptOut,
            Some(Mail::Casl) => MailRule::Casl {
                enquiry: self.window(law.mail_enquiry.as_ref(), code, "mail-enquiry"),
                purchase: self.window(law.mail_purchase.as_ref(), code, "mail-purchase"),
            },
        };
        let calls =
            law.calls.as_ref().and_then(|word| self.lookup("rule about calls", word, &CALLS));
        let calls = match calls {
            None | Some(Calls::OptIn) => CallRule::OptIn,
            Some(Calls::Consumers) => CallRule::OptInForConsumers,
            Some(Calls::Register) => CallRule::Register,
            Some(Calls::Relationship) => CallRule::Relationship {
                enquiry: self.window(law.call_enquiry.as_ref(), code, "call-enquiry"),
                purchase: self.window(law.call_purchase.as_ref(), code, "call-purchase"),
            },
        };
        MessageLaw {
            mail,
            corporate_subscribers: law.corporate_subscribers.unwrap_or_default(),
            about_their_job: law.about_their_job.unwrap_or_default(),
            postal_address: law.postal_address.unwrap_or_default(),
            calls,
            call_register: law.call_register.clone().unwrap_or_default(),
            call_consent_proof: law.call_consent_proof.as_ref().map(|period| self.period(period)),
        }
    }

    fn window(&mut self, period: Option<&raw::Text>, code: &raw::Text, name: &str) -> Period {
        if let Some(period) = period {
            return self.period(period);
        }
        let message = format!("the rule of `{}` has no period", code.get_ref());
        self.problem(code, message, format!("add `{name} = \"P6M\"`"));
        Period::ZERO
    }

    pub(super) fn holidays(&mut self, raw: &raw::Holidays) -> Holidays {
        let substitute =
            raw.substitute.as_ref().and_then(|word| self.lookup("way", word, &Substitute::ALL));
        Holidays {
            fixed: raw.fixed.iter().filter_map(|day| self.month_day(day)).collect(),
            easter: raw.easter.clone(),
            weekdays: raw.weekdays.iter().filter_map(|rule| self.weekday(rule)).collect(),
            single: raw.single.iter().filter_map(|day| self.day(day)).collect(),
            substitute: substitute.unwrap_or_default(),
        }
    }

    /// `mon 01-15`: the first Monday from 15 January on.
    fn weekday(&mut self, rule: &raw::Text) -> Option<WeekdayHoliday> {
        let read = |text: &str| {
            let (word, day) = text.split_once(' ')?;
            let (weekday, _) = WEEKDAYS.iter().find(|(_, own)| *own == word)?;
            let (month, day) = super::check::month_day(day)?;
            Some(WeekdayHoliday { weekday: *weekday, month, day })
        };
        let found = read(rule.get_ref());
        if found.is_none() {
            let message = format!("`{}` is no holiday on a day of the week", rule.get_ref());
            let hint = "write `mon 01-15` for the first Monday from 15 January on".to_owned();
            self.problem(rule, message, hint);
        }
        found
    }
}
