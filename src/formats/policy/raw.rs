//! The shape of a policy file, as TOML has it: words, not yet looked up.
//!
//! Every line is optional: a file of the user's own says only what differs.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

/// A text with its place in the file.
pub(super) type Text = Spanned<String>;

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub(super) struct File {
    pub(super) name: Option<String>,
    pub(super) region: Option<Text>,
    pub(super) choices: Option<Vec<Text>>,
    pub(super) response: Option<Text>,
    pub(super) extended: Option<Text>,
    pub(super) pauses: Option<bool>,
    pub(super) complaint_days: Option<u16>,
    pub(super) opt_out_business_days: Option<u8>,
    pub(super) deletion_lag: Option<Text>,
    pub(super) breach_records: Option<Text>,
    pub(super) manners: Option<bool>,
    pub(super) child_age: Option<u8>,
    pub(super) law: BTreeMap<Text, Law>,
    pub(super) holidays: Option<Holidays>,
    pub(super) regions: BTreeMap<Text, Holidays>,
    pub(super) purpose: Vec<Purpose>,
    pub(super) country: BTreeMap<Text, Deviation>,
    pub(super) choice: Vec<Choice>,
}

/// Public holidays, of a country or of what a region has besides.
#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub(super) struct Holidays {
    /// For people: the region's name.
    pub(super) name: String,
    pub(super) fixed: Vec<Text>,
    pub(super) easter: Vec<i16>,
    pub(super) weekdays: Vec<Text>,
    pub(super) single: Vec<Text>,
    pub(super) substitute: Option<Text>,
}

/// What one country says otherwise.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Deviation {
    #[serde(default)]
    pub(super) holidays: Option<Holidays>,
    #[serde(default)]
    pub(super) purpose: Vec<Purpose>,
}

/// Lines that count if the user chooses them: the law offers several ways, or asks.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Choice {
    pub(super) name: Text,
    /// What it means, as setup says it.
    pub(super) text: String,
    /// Of several with the same word only one can be chosen.
    #[serde(default)]
    pub(super) group: String,
    #[serde(default)]
    pub(super) purpose: Vec<Purpose>,
}

/// What counts by the country of the contact.
#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub(super) struct Law {
    pub(super) child_age: Option<u8>,
    pub(super) child_age_provision: Option<String>,
    pub(super) child_age_source: Option<String>,
    pub(super) child_age_checked: Option<Text>,
    pub(super) mail: Option<Text>,
    pub(super) mail_enquiry: Option<Text>,
    pub(super) mail_purchase: Option<Text>,
    pub(super) corporate_subscribers: Option<bool>,
    pub(super) about_their_job: Option<bool>,
    pub(super) postal_address: Option<bool>,
    pub(super) calls: Option<Text>,
    pub(super) call_enquiry: Option<Text>,
    pub(super) call_purchase: Option<Text>,
    pub(super) call_register: Option<String>,
    pub(super) call_consent_proof: Option<Text>,
    pub(super) provision: Option<String>,
    pub(super) source: Option<String>,
    pub(super) checked: Option<Text>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Purpose {
    pub(super) key: Text,
    pub(super) text: Option<String>,
    pub(super) active: Option<bool>,
    pub(super) needs: Option<BTreeMap<Text, String>>,
    pub(super) needs_all: Option<bool>,
    pub(super) useful: Option<Vec<Text>>,
    pub(super) basis: Option<Text>,
    pub(super) basis_at_organisation: Option<Text>,
    pub(super) other_bases: Option<Vec<Text>>,
    pub(super) marketing: Option<bool>,
    pub(super) offers: Option<String>,
    pub(super) similar_to: Option<Vec<String>>,
    pub(super) on_behalf_of: Option<String>,
    pub(super) viewing_only: Option<bool>,
    pub(super) compatible_from: Option<Vec<Text>>,
    pub(super) compatible_with_all: Option<bool>,
    pub(super) recipients: Option<Vec<String>>,
    pub(super) retention: Option<Retention>,
    pub(super) consent_validity: Option<Text>,
    pub(super) provision: Option<String>,
    pub(super) source: Option<String>,
    pub(super) checked: Option<Text>,
    pub(super) assessment: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Retention {
    pub(super) anchor: Option<Text>,
    pub(super) period: Text,
    pub(super) year_end: Option<Text>,
    pub(super) filing: Option<Text>,
    pub(super) cap: Option<Text>,
    pub(super) at_least: Option<Text>,
    pub(super) end: Option<Text>,
}

fn put<T>(mine: &mut Option<T>, theirs: Option<T>) {
    if theirs.is_some() {
        *mine = theirs;
    }
}

impl File {
    /// Takes over the settings of another file: everything but what is merged line by line.
    pub(super) fn settings(&mut self, other: Self) {
        put(&mut self.name, other.name);
        put(&mut self.region, other.region);
        put(&mut self.response, other.response);
        put(&mut self.extended, other.extended);
        put(&mut self.pauses, other.pauses);
        put(&mut self.complaint_days, other.complaint_days);
        put(&mut self.opt_out_business_days, other.opt_out_business_days);
        put(&mut self.deletion_lag, other.deletion_lag);
        put(&mut self.breach_records, other.breach_records);
        put(&mut self.manners, other.manners);
        put(&mut self.child_age, other.child_age);
        put(&mut self.holidays, other.holidays);
        self.regions.extend(other.regions);
    }
}

impl Purpose {
    /// Takes over every line that `other` has. A period without a word about where it comes from
    /// is the user's own: the source of the old one says nothing about it.
    pub(super) fn replace_by(&mut self, other: Self) {
        if other.provision.is_some() || other.retention.is_some() {
            let own = || {
                let old = self.provision.as_deref().unwrap_or_default();
                format!("a period of our own choice, in place of: {old}")
            };
            self.provision = Some(other.provision.unwrap_or_else(own));
            self.source = None;
            self.checked = None;
        }
        self.key = other.key;
        put(&mut self.text, other.text);
        put(&mut self.active, other.active);
        put(&mut self.needs, other.needs);
        put(&mut self.needs_all, other.needs_all);
        put(&mut self.useful, other.useful);
        put(&mut self.basis, other.basis);
        put(&mut self.basis_at_organisation, other.basis_at_organisation);
        put(&mut self.other_bases, other.other_bases);
        put(&mut self.marketing, other.marketing);
        put(&mut self.offers, other.offers);
        put(&mut self.similar_to, other.similar_to);
        put(&mut self.on_behalf_of, other.on_behalf_of);
        put(&mut self.viewing_only, other.viewing_only);
        put(&mut self.compatible_from, other.compatible_from);
        put(&mut self.compatible_with_all, other.compatible_with_all);
        put(&mut self.recipients, other.recipients);
        put(&mut self.retention, other.retention);
        put(&mut self.consent_validity, other.consent_validity);
        put(&mut self.source, other.source);
        put(&mut self.checked, other.checked);
        put(&mut self.assessment, other.assessment);
    }
}

impl Law {
    /// Takes over every line that `other` has; what it says of a rule it says of its source too.
    pub(super) fn replace_by(&mut self, other: Self) {
        if other.child_age.is_some() {
            self.child_age_provision = None;
            self.child_age_source = None;
            self.child_age_checked = None;
        }
        if other.mail.is_some() || other.calls.is_some() {
            self.provision = None;
            self.source = None;
            self.checked = None;
        }
        put(&mut self.child_age, other.child_age);
        put(&mut self.child_age_provision, other.child_age_provision);
        put(&mut self.child_age_source, other.child_age_source);
        put(&mut self.child_age_checked, other.child_age_checked);
        put(&mut self.mail, other.mail);
        put(&mut self.mail_enquiry, other.mail_enquiry);
        put(&mut self.mail_purchase, other.mail_purchase);
        put(&mut self.corporate_subscribers, other.corporate_subscribers);
        put(&mut self.about_their_job, other.about_their_job);
        put(&mut self.postal_address, other.postal_address);
        put(&mut self.calls, other.calls);
        put(&mut self.call_enquiry, other.call_enquiry);
        put(&mut self.call_purchase, other.call_purchase);
        put(&mut self.call_register, other.call_register);
        put(&mut self.call_consent_proof, other.call_consent_proof);
        put(&mut self.provision, other.provision);
        put(&mut self.source, other.source);
        put(&mut self.checked, other.checked);
    }
}

impl Holidays {
    /// Adds those of a region.
    pub(super) fn and(&mut self, more: Self) {
        self.fixed.extend(more.fixed);
        self.easter.extend(more.easter);
        self.weekdays.extend(more.weekdays);
        self.single.extend(more.single);
        put(&mut self.substitute, more.substitute);
    }
}
