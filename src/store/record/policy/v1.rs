//! Policies as the first version of the record had them: without message law, recipients, regions,
//! choices and checked sources.

use serde::{Deserialize, Serialize};

use super::{
    AlignmentRecord, AnchorRecord, CitationRecord, CountryLawRecord, EndRecord, HolidaysRecord,
    MessageLawRecord, PolicyRecord, PurposeRecord, RetentionRecord,
};
use crate::domain::MessageLaw;
use crate::store::record::PeriodRecord;
use crate::store::record::datum::CategoryRecord;
use crate::store::record::ground::BasisRecord;

#[derive(Serialize, Deserialize)]
pub(super) struct PolicyV1 {
    from: i32,
    name: String,
    country: [u8; 2],
    purposes: Vec<PurposeV1>,
    child_age: u8,
    child_ages: Vec<([u8; 2], u8)>,
    fixed_holidays: Vec<(u8, u8)>,
    easter_holidays: Vec<i16>,
    single_holidays: Vec<i32>,
    response: PeriodRecord,
    deletion_lag: PeriodRecord,
}

#[derive(Serialize, Deserialize)]
#[expect(clippy::struct_excessive_bools, reason = "independent answers to independent questions")]
struct PurposeV1 {
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
    retention: RetentionV1,
    consent_validity: Option<PeriodRecord>,
    provision: String,
    assessment_draft: String,
}

#[derive(Serialize, Deserialize)]
struct RetentionV1 {
    anchor: Option<AnchorRecord>,
    period: PeriodRecord,
    alignment: AlignmentRecord,
    cap: Option<PeriodRecord>,
    end: EndRecord,
}

impl From<PolicyV1> for PolicyRecord {
    /// What was not asked then is as strict as can be: nothing is sent without consent, the clocks
    /// are those of Art. 12(3) GDPR.
    fn from(old: PolicyV1) -> Self {
        let law = |(country, child_age)| CountryLawRecord {
            country,
            child_age,
            child_age_source: CitationRecord::default(),
            message: MessageLawRecord::from(&MessageLaw::UNKNOWN),
            message_source: CitationRecord::default(),
        };
        Self {
            from: old.from,
            name: old.name,
            country: old.country,
            manners: false,
            region: String::new(),
            choices: Vec::new(),
            stated_periods: Vec::new(),
            purposes: old.purposes.into_iter().map(PurposeRecord::from).collect(),
            child_age: old.child_age,
            countries: old.child_ages.into_iter().map(law).collect(),
            holidays: HolidaysRecord {
                fixed: old.fixed_holidays,
                easter: old.easter_holidays,
                weekdays: Vec::new(),
                single: old.single_holidays,
                substitute: super::SubstituteRecord::None,
            },
            response: old.response,
            extended: (3, 0),
            pauses: false,
            complaint_days: None,
            opt_out_business_days: 10,
            breach_records: None,
            deletion_lag: old.deletion_lag,
        }
    }
}

impl From<PurposeV1> for PurposeRecord {
    fn from(old: PurposeV1) -> Self {
        Self {
            id: old.id,
            key: old.key,
            text: old.text,
            active: old.active,
            needs: old.needs,
            needs_all: old.needs_all,
            useful: old.useful,
            basis: old.basis,
            basis_at_organisation: old.basis_at_organisation,
            other_bases: old.other_bases,
            marketing: old.marketing,
            viewing_only: old.viewing_only,
            compatible_from: old.compatible_from,
            compatible_with_all: old.compatible_with_all,
            retention: RetentionRecord {
                anchor: old.retention.anchor,
                period: old.retention.period,
                alignment: old.retention.alignment,
                cap: old.retention.cap,
                floor: None,
                end: old.retention.end,
            },
            consent_validity: old.consent_validity,
            provision: CitationRecord { text: old.provision, ..CitationRecord::default() },
            assessment_draft: old.assessment_draft,
            recipients: Vec::new(),
            offers: String::new(),
            similar_to: Vec::new(),
            on_behalf_of: String::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::domain::{Country, MailRule, Policy};
    use crate::store::codec;
    use crate::store::record::policy::PolicyRecord;

    #[test]
    fn a_policy_of_the_first_version_is_read_and_sends_nothing_without_consent() {
        let text = include_str!("../../../../tests/store/golden/policy.v1.hex").trim();
        let digits: Vec<u8> =
            text.chars().map(|digit| u8::try_from(digit.to_digit(16).unwrap()).unwrap()).collect();
        let bytes: Vec<u8> = digits.chunks(2).map(|two| two[0] * 16 + two[1]).collect();

        let record: PolicyRecord = codec::decode(&bytes).unwrap();
        let policy = Policy::try_from(record).unwrap();

        assert!(!policy.purposes.is_empty());
        let law = policy.message_law(Country::new("GB"));
        assert_eq!(law.mail, MailRule::OptIn);
    }
}
