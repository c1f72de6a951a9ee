//! The shape of a policy file, as TOML has it: words, not yet looked up.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

/// A text with its place in the file.
pub(super) type Text = Spanned<String>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct File {
    pub(super) name: String,
    pub(super) response: Text,
    pub(super) deletion_lag: Text,
    pub(super) child_age: u8,
    #[serde(default)]
    pub(super) child_ages: BTreeMap<Text, u8>,
    #[serde(default)]
    pub(super) holidays: Holidays,
    #[serde(default)]
    pub(super) purpose: Vec<Purpose>,
    #[serde(default)]
    pub(super) country: BTreeMap<Text, Deviation>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub(super) struct Holidays {
    pub(super) fixed: Vec<Text>,
    pub(super) easter: Vec<i16>,
    pub(super) single: Vec<Text>,
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
    pub(super) viewing_only: Option<bool>,
    pub(super) compatible_from: Option<Vec<Text>>,
    pub(super) compatible_with_all: Option<bool>,
    pub(super) retention: Option<Retention>,
    pub(super) consent_validity: Option<Text>,
    pub(super) provision: Option<String>,
    pub(super) assessment: Option<String>,
}

impl Purpose {
    /// Takes over every line that `other` has.
    pub(super) fn replace_by(&mut self, other: Self) {
        fn put<T>(mine: &mut Option<T>, theirs: Option<T>) {
            if theirs.is_some() {
                *mine = theirs;
            }
        }
        put(&mut self.text, other.text);
        put(&mut self.active, other.active);
        put(&mut self.needs, other.needs);
        put(&mut self.needs_all, other.needs_all);
        put(&mut self.useful, other.useful);
        put(&mut self.basis, other.basis);
        put(&mut self.basis_at_organisation, other.basis_at_organisation);
        put(&mut self.other_bases, other.other_bases);
        put(&mut self.marketing, other.marketing);
        put(&mut self.viewing_only, other.viewing_only);
        put(&mut self.compatible_from, other.compatible_from);
        put(&mut self.compatible_with_all, other.compatible_with_all);
        put(&mut self.retention, other.retention);
        put(&mut self.consent_validity, other.consent_validity);
        put(&mut self.provision, other.provision);
        put(&mut self.assessment, other.assessment);
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Retention {
    pub(super) anchor: Option<Text>,
    pub(super) period: Text,
    pub(super) year_end: Option<Text>,
    pub(super) filing: Option<Text>,
    pub(super) cap: Option<Text>,
    pub(super) end: Option<Text>,
}
