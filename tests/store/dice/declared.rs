//! Throws what a user declares: notices, recipients, assessments, policies.

use super::super::domain::*;
use super::Dice;

impl Dice<'_> {
    pub(crate) fn notice(&mut self) -> Notice {
        Notice {
            id: NoticeId(self.number()),
            version: self.text(),
            language: self.text(),
            purposes: self.some(Self::purpose),
            sources: self.some(Self::text),
            from: self.day(),
            standing: self.flag(),
        }
    }

    pub(crate) fn recipient(&mut self) -> Recipient {
        Recipient {
            id: RecipientId(self.number()),
            name: self.text(),
            role: self.text(),
            country: self.maybe(Self::country),
        }
    }

    pub(crate) fn assessment(&mut self) -> Assessment {
        Assessment {
            id: AssessmentId(self.number()),
            purpose: self.purpose(),
            text: self.text(),
            outcome: self.one(&[Outcome::Positive, Outcome::Negative]),
            adopted_on: self.day(),
        }
    }

    pub(crate) fn policy(&mut self) -> Policy {
        Policy {
            from: self.day(),
            name: self.text(),
            country: self.country(),
            purposes: self.some(Self::declared_purpose),
            manners: self.flag(),
            region: self.text(),
            choices: self.some(Self::text),
            stated_periods: self.some(|dice| (dice.purpose(), dice.period())),
            child_age: self.byte(),
            countries: self.some(Self::country_law),
            holidays: self.holidays(),
            response: self.period(),
            extended: self.period(),
            pauses: self.flag(),
            complaint_days: self.maybe(|dice| u16::from(dice.byte())),
            opt_out_business_days: self.byte(),
            breach_records: self.maybe(Self::period),
            deletion_lag: self.period(),
        }
    }

    fn country_law(&mut self) -> CountryLaw {
        let periods = (self.period(), self.period());
        let (enquiry, purchase) = periods;
        CountryLaw {
            country: self.country(),
            child_age: self.byte(),
            child_age_source: self.citation(),
            message: MessageLaw {
                mail: self.one(&[
                    MailRule::OptIn,
                    MailRule::SoftOptIn { negotiations: true },
                    MailRule::Casl { enquiry, purchase },
                    MailRule::OptOut,
                ]),
                corporate_subscribers: self.flag(),
                about_their_job: self.flag(),
                postal_address: self.flag(),
                calls: self.one(&[
                    CallRule::OptIn,
                    CallRule::OptInForConsumers,
                    CallRule::Register,
                    CallRule::Relationship { enquiry, purchase },
                ]),
                call_register: self.text(),
                call_consent_proof: self.maybe(Self::period),
            },
            message_source: self.citation(),
        }
    }

    fn holidays(&mut self) -> Holidays {
        Holidays {
            fixed: self.some(|dice| (dice.byte(), dice.byte())),
            easter: self.some(|dice| i16::from(dice.byte()) - 128),
            weekdays: self.some(|dice| WeekdayHoliday {
                weekday: dice.byte(),
                month: dice.byte(),
                day: dice.byte(),
            }),
            single: self.some(Self::day),
            substitute: self.one(&[Substitute::None, Substitute::Next, Substitute::Nearest]),
        }
    }

    fn citation(&mut self) -> Citation {
        Citation { text: self.text(), source: self.text(), checked: self.maybe(Self::day) }
    }

    fn declared_purpose(&mut self) -> Purpose {
        let anchors = Anchor::ALL.map(|(anchor, _)| anchor);
        Purpose {
            id: self.purpose(),
            key: self.text(),
            text: self.text(),
            active: self.flag(),
            needs: self.some(|dice| (dice.category(), dice.text())),
            needs_all: self.flag(),
            useful: self.some(Self::category),
            basis: self.maybe(Self::basis),
            basis_at_organisation: self.maybe(Self::basis),
            other_bases: self.some(Self::basis),
            marketing: self.flag(),
            viewing_only: self.flag(),
            compatible_from: self.purposes(),
            compatible_with_all: self.flag(),
            retention: Retention {
                anchor: self.maybe(|dice| dice.one(&anchors)),
                period: self.period(),
                alignment: if self.flag() {
                    Alignment::YearEnd {
                        month: self.byte(),
                        day: self.byte(),
                        filing: self.maybe(|dice| (dice.byte(), dice.byte())),
                    }
                } else {
                    Alignment::None
                },
                cap: self.maybe(Self::period),
                floor: self.maybe(Self::period),
                end: self.one(&[RetentionEnd::Erase, RetentionEnd::Anonymise]),
            },
            consent_validity: self.maybe(Self::period),
            provision: self.citation(),
            assessment_draft: self.text(),
            recipients: self.some(Self::text),
            offers: self.text(),
            similar_to: self.some(Self::text),
            on_behalf_of: self.text(),
        }
    }
}
