//! Versions of the policy as they are stored: purposes, periods, ages, calendar, clocks.

use serde::{Deserialize, Serialize};

use super::datum::CategoryRecord;
use super::ground::BasisRecord;
use super::{PeriodRecord, country, day, from_period, letters, mirror, records, to_period};
use crate::domain::{
    Alignment, Anchor, Day, Policy, Purpose, PurposeId, PurposeSet, Retention, RetentionEnd,
};
use crate::store::codec::CodecError;

/// One version of a policy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::store) struct PolicyRecord {
    from: i32,
    name: String,
    country: [u8; 2],
    purposes: Vec<PurposeRecord>,
    child_age: u8,
    child_ages: Vec<([u8; 2], u8)>,
    fixed_holidays: Vec<(u8, u8)>,
    easter_holidays: Vec<i16>,
    single_holidays: Vec<i32>,
    response: PeriodRecord,
    deletion_lag: PeriodRecord,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[expect(clippy::struct_excessive_bools, reason = "independent answers to independent questions")]
struct PurposeRecord {
    id: u8,
    key: String,
    text: String,
    active: bool,
    needs: Vec<(CategoryRecord, String)>,
    needs_all: bool,
    useful: Vec<CategoryRecord>,
    basis: Option<BasisRecord>,
    basis_at_organisation: Option<BasisRecord>,
    other_bases: Vec<BasisRecord>,
    marketing: bool,
    viewing_only: bool,
    compatible_from: u128,
    compatible_with_all: bool,
    retention: RetentionRecord,
    consent_validity: Option<PeriodRecord>,
    provision: String,
    assessment_draft: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct RetentionRecord {
    anchor: Option<AnchorRecord>,
    period: PeriodRecord,
    alignment: AlignmentRecord,
    cap: Option<PeriodRecord>,
    end: EndRecord,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
enum AlignmentRecord {
    None,
    YearEnd { month: u8, day: u8, filing: Option<(u8, u8)> },
}

mirror! {
    /// What a period counts from.
    AnchorRecord = Anchor {
        LastContactFrom, EngagementEnd, LastEngagementEnd, OwedUntil, Invoice, Collection,
    }
}

mirror! {
    /// What happens when it is over.
    EndRecord = RetentionEnd { Erase, Anonymise }
}

records! { PolicyRecord = "policy"; }

impl From<&Policy> for PolicyRecord {
    fn from(policy: &Policy) -> Self {
        Self {
            from: policy.from.to_number(),
            name: policy.name.clone(),
            country: letters(policy.country),
            purposes: policy.purposes.iter().map(PurposeRecord::from).collect(),
            child_age: policy.child_age,
            child_ages: policy
                .child_ages
                .iter()
                .map(|(country, age)| (letters(*country), *age))
                .collect(),
            fixed_holidays: policy.fixed_holidays.clone(),
            easter_holidays: policy.easter_holidays.clone(),
            single_holidays: policy.single_holidays.iter().copied().map(Day::to_number).collect(),
            response: from_period(policy.response),
            deletion_lag: from_period(policy.deletion_lag),
        }
    }
}

impl TryFrom<PolicyRecord> for Policy {
    type Error = CodecError;

    fn try_from(record: PolicyRecord) -> Result<Self, CodecError> {
        let mut child_ages = Vec::with_capacity(record.child_ages.len());
        for (code, age) in record.child_ages {
            child_ages.push((country(code)?, age));
        }
        Ok(Self {
            from: day(record.from)?,
            name: record.name,
            country: country(record.country)?,
            purposes: record.purposes.into_iter().map(Purpose::from).collect(),
            child_age: record.child_age,
            child_ages,
            fixed_holidays: record.fixed_holidays,
            easter_holidays: record.easter_holidays,
            single_holidays: record
                .single_holidays
                .into_iter()
                .map(day)
                .collect::<Result<_, _>>()?,
            response: to_period(record.response),
            deletion_lag: to_period(record.deletion_lag),
        })
    }
}

impl From<&Purpose> for PurposeRecord {
    fn from(purpose: &Purpose) -> Self {
        Self {
            id: purpose.id.0,
            key: purpose.key.clone(),
            text: purpose.text.clone(),
            active: purpose.active,
            needs: purpose
                .needs
                .iter()
                .map(|(category, reason)| (category.into(), reason.clone()))
                .collect(),
            needs_all: purpose.needs_all,
            useful: purpose.useful.iter().map(Into::into).collect(),
            basis: purpose.basis.map(Into::into),
            basis_at_organisation: purpose.basis_at_organisation.map(Into::into),
            other_bases: purpose.other_bases.iter().copied().map(Into::into).collect(),
            marketing: purpose.marketing,
            viewing_only: purpose.viewing_only,
            compatible_from: purpose.compatible_from.0,
            compatible_with_all: purpose.compatible_with_all,
            retention: RetentionRecord::from(&purpose.retention),
            consent_validity: purpose.consent_validity.map(from_period),
            provision: purpose.provision.clone(),
            assessment_draft: purpose.assessment_draft.clone(),
        }
    }
}

impl From<PurposeRecord> for Purpose {
    fn from(record: PurposeRecord) -> Self {
        Self {
            id: PurposeId(record.id),
            key: record.key,
            text: record.text,
            active: record.active,
            needs: record
                .needs
                .into_iter()
                .map(|(category, reason)| (category.into(), reason))
                .collect(),
            needs_all: record.needs_all,
            useful: record.useful.into_iter().map(Into::into).collect(),
            basis: record.basis.map(Into::into),
            basis_at_organisation: record.basis_at_organisation.map(Into::into),
            other_bases: record.other_bases.into_iter().map(Into::into).collect(),
            marketing: record.marketing,
            viewing_only: record.viewing_only,
            compatible_from: PurposeSet(record.compatible_from),
            compatible_with_all: record.compatible_with_all,
            retention: record.retention.into(),
            consent_validity: record.consent_validity.map(to_period),
            provision: record.provision,
            assessment_draft: record.assessment_draft,
        }
    }
}

impl From<&Retention> for RetentionRecord {
    fn from(retention: &Retention) -> Self {
        Self {
            anchor: retention.anchor.map(Into::into),
            period: from_period(retention.period),
            alignment: match retention.alignment {
                Alignment::None => AlignmentRecord::None,
                Alignment::YearEnd { month, day, filing } => {
                    AlignmentRecord::YearEnd { month, day, filing }
                }
            },
            cap: retention.cap.map(from_period),
            end: retention.end.into(),
        }
    }
}

impl From<RetentionRecord> for Retention {
    fn from(record: RetentionRecord) -> Self {
        Self {
            anchor: record.anchor.map(Into::into),
            period: to_period(record.period),
            alignment: match record.alignment {
                AlignmentRecord::None => Alignment::None,
                AlignmentRecord::YearEnd { month, day, filing } => {
                    Alignment::YearEnd { month, day, filing }
                }
            },
            cap: record.cap.map(to_period),
            end: record.end.into(),
        }
    }
}
