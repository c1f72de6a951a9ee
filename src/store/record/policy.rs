//! Versions of the policy as they are stored: purposes, periods, ages, calendar, clocks.

mod law;
mod v1;

use serde::{Deserialize, Serialize};

use super::datum::CategoryRecord;
use super::ground::BasisRecord;
use super::{PeriodRecord, country, day, from_period, letters, maybe_day, mirror, to_period};
use crate::domain::{
    Alignment, Anchor, Citation, Day, Policy, Purpose, PurposeId, PurposeSet, Retention,
    RetentionEnd,
};
use crate::store::codec::{self, CodecError, Record};
use law::{CountryLawRecord, HolidaysRecord, MessageLawRecord, SubstituteRecord};

/// One version of a policy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::store) struct PolicyRecord {
    from: i32,
    name: String,
    country: [u8; 2],
    manners: bool,
    region: String,
    choices: Vec<String>,
    stated_periods: Vec<(u8, PeriodRecord)>,
    purposes: Vec<PurposeRecord>,
    child_age: u8,
    countries: Vec<CountryLawRecord>,
    holidays: HolidaysRecord,
    response: PeriodRecord,
    extended: PeriodRecord,
    pauses: bool,
    complaint_days: Option<u16>,
    opt_out_business_days: u8,
    breach_records: Option<PeriodRecord>,
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
    provision: CitationRecord,
    assessment_draft: String,
    recipients: Vec<String>,
    offers: String,
    similar_to: Vec<String>,
    on_behalf_of: String,
}

/// Where a rule comes from.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub(in crate::store) struct CitationRecord {
    text: String,
    source: String,
    checked: Option<i32>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct RetentionRecord {
    anchor: Option<AnchorRecord>,
    period: PeriodRecord,
    alignment: AlignmentRecord,
    cap: Option<PeriodRecord>,
    floor: Option<PeriodRecord>,
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

impl Record for PolicyRecord {
    const NAME: &'static str = "policy";
    const VERSION: u8 = 2;

    fn older(version: u8, body: &[u8]) -> Result<Self, CodecError> {
        match version {
            1 => Ok(codec::decode_body::<v1::PolicyV1>(body, Self::NAME)?.into()),
            version => Err(CodecError::UnknownVersion { record: Self::NAME, version }),
        }
    }
}

impl From<&Policy> for PolicyRecord {
    fn from(policy: &Policy) -> Self {
        let stated = |(purpose, period): &(PurposeId, _)| (purpose.0, from_period(*period));
        Self {
            from: policy.from.to_number(),
            name: policy.name.clone(),
            country: letters(policy.country),
            manners: policy.manners,
            region: policy.region.clone(),
            choices: policy.choices.clone(),
            stated_periods: policy.stated_periods.iter().map(stated).collect(),
            purposes: policy.purposes.iter().map(PurposeRecord::from).collect(),
            child_age: policy.child_age,
            countries: policy.countries.iter().map(CountryLawRecord::from).collect(),
            holidays: HolidaysRecord::from(&policy.holidays),
            response: from_period(policy.response),
            extended: from_period(policy.extended),
            pauses: policy.pauses,
            complaint_days: policy.complaint_days,
            opt_out_business_days: policy.opt_out_business_days,
            breach_records: policy.breach_records.map(from_period),
            deletion_lag: from_period(policy.deletion_lag),
        }
    }
}

impl TryFrom<PolicyRecord> for Policy {
    type Error = CodecError;

    fn try_from(record: PolicyRecord) -> Result<Self, CodecError> {
        let stated = |(purpose, period)| (PurposeId(purpose), to_period(period));
        let laws = record.countries.into_iter().map(CountryLawRecord::into_law);
        let purposes = record.purposes.into_iter().map(Purpose::try_from);
        Ok(Self {
            from: day(record.from)?,
            name: record.name,
            country: country(record.country)?,
            manners: record.manners,
            region: record.region,
            choices: record.choices,
            stated_periods: record.stated_periods.into_iter().map(stated).collect(),
            purposes: purposes.collect::<Result<_, _>>()?,
            child_age: record.child_age,
            countries: laws.collect::<Result<_, _>>()?,
            holidays: record.holidays.into_holidays()?,
            response: to_period(record.response),
            extended: to_period(record.extended),
            pauses: record.pauses,
            complaint_days: record.complaint_days,
            opt_out_business_days: record.opt_out_business_days,
            breach_records: record.breach_records.map(to_period),
            deletion_lag: to_period(record.deletion_lag),
        })
    }
}

impl From<&Citation> for CitationRecord {
    fn from(citation: &Citation) -> Self {
        Self {
            text: citation.text.clone(),
            source: citation.source.clone(),
            checked: citation.checked.map(Day::to_number),
        }
    }
}

impl TryFrom<CitationRecord> for Citation {
    type Error = CodecError;

    fn try_from(record: CitationRecord) -> Result<Self, CodecError> {
        let checked = maybe_day(record.checked)?;
        Ok(Self { text: record.text, source: record.source, checked })
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
            provision: CitationRecord::from(&purpose.provision),
            assessment_draft: purpose.assessment_draft.clone(),
            recipients: purpose.recipients.clone(),
            offers: purpose.offers.clone(),
            similar_to: purpose.similar_to.clone(),
            on_behalf_of: purpose.on_behalf_of.clone(),
        }
    }
}

impl TryFrom<PurposeRecord> for Purpose {
    type Error = CodecError;

    fn try_from(record: PurposeRecord) -> Result<Self, CodecError> {
        Ok(Self {
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
            provision: record.provision.try_into()?,
            assessment_draft: record.assessment_draft,
            recipients: record.recipients,
            offers: record.offers,
            similar_to: record.similar_to,
            on_behalf_of: record.on_behalf_of,
        })
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
            floor: retention.floor.map(from_period),
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
            floor: record.floor.map(to_period),
            end: record.end.into(),
        }
    }
}
