//! What the built-in policies say, and how files of the user's own are read.

use super::*;
use crate::domain::{
    Alignment, Anchor, CallRule, Category, LawfulBasis, MailRule, PurposeId, PurposeSet, Retention,
    calendar,
};

const BUILT_IN: [&str; 6] = ["DE", "GB", "FR", "CA", "US", "AT"];

const KEYS: [&str; 14] = [
    "enquiry",
    "delivery",
    "client-contact",
    "tax",
    "aftercare",
    "keep-in-touch",
    "newsletter",
    "prospecting",
    "network",
    "legal-claims",
    "proof",
    "sorting",
    "reference",
    "greetings",
];

fn of(country: &str) -> Policy {
    let country = Country::new(country).unwrap();
    read(builtin(country).1, country, day("2020-01-01"), &[]).unwrap()
}

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

#[test]
fn every_policy_has_the_same_purposes_in_the_same_order() {
    for country in BUILT_IN {
        let policy = of(country);
        let keys: Vec<&str> = policy.purposes.iter().map(|one| one.key.as_str()).collect();
        assert_eq!(keys, KEYS, "{country}");
        for (place, purpose) in policy.purposes.iter().enumerate() {
            assert_eq!(usize::from(purpose.id.0), place);
            assert!(!purpose.text.is_empty() && !purpose.provision.text.is_empty());
        }
    }
}

#[test]
fn an_interest_brings_a_draft_of_its_balancing_in_two_lines() {
    for country in BUILT_IN {
        for purpose in of(country).purposes {
            let interest = [purpose.basis, purpose.basis_at_organisation]
                .contains(&Some(LawfulBasis::LegitimateInterests));
            assert_eq!(interest, !purpose.assessment_draft.is_empty(), "{}", purpose.key);
            let lines = purpose.assessment_draft.lines().count();
            assert!(!interest || lines == 2, "{}: {lines}", purpose.key);
        }
    }
}

#[test]
fn the_period_of_tax_follows_the_country_and_is_never_guessed() {
    for (country, years) in [
        ("AT", 7),
        ("BE", 10),
        ("DE", 8),
        ("DK", 5),
        ("ES", 6),
        ("GB", 5),
        ("IE", 6),
        ("IT", 10),
        ("NL", 7),
        ("PT", 10),
        ("SE", 7),
    ] {
        let policy = of(country);
        let tax = policy.by_key("tax").unwrap();
        assert!(tax.active, "{country}");
        assert_eq!(tax.retention.period, Period::months(years * 12), "{country}");
        assert_eq!(tax.retention.anchor, Some(Anchor::Invoice));
    }
    for country in ["FR", "HR"] {
        assert!(!of(country).by_key("tax").unwrap().active, "{country}");
    }
}

#[test]
fn british_invoices_count_from_the_filing_day_after_the_tax_year() {
    let policy = of("GB");
    let alignment = policy.by_key("tax").unwrap().retention.alignment;
    assert_eq!(alignment, Alignment::YearEnd { month: 4, day: 5, filing: Some((1, 31)) });
    assert!(calendar::is_free(day("2026-12-28"), &policy));
    assert_eq!(policy.child_age_in(None), 13);
    assert_eq!(policy.child_age_in(Country::new("DE")), 16);
}

#[test]
fn purposes_of_collection_are_told_by_their_keys() {
    let policy = of("DE");
    let id = |key: &str| policy.by_key(key).unwrap().id;
    let delivery = policy.by_key("delivery").unwrap();
    assert!(delivery.compatible_from.contains(id("enquiry")));
    assert!(!delivery.compatible_from.contains(id("newsletter")));
    assert!(policy.by_key("tax").unwrap().compatible_with_all);
    let newsletter = policy.by_key("newsletter").unwrap();
    assert_eq!(newsletter.compatible_from, PurposeSet::EMPTY);
    assert!(newsletter.needs(&Category::Email) && newsletter.finds_useful(&Category::Name));
    assert_eq!(newsletter.consent_validity, Some(Period::months(24)));
    assert!(policy.by_key("sorting").unwrap().needs(&Category::Custom("x".to_owned())));
}

#[test]
fn a_known_purpose_keeps_its_id_and_a_dropped_one_is_off() {
    let known = ["tax".to_owned(), "workshops".to_owned()];
    let country = Country::new("DE").unwrap();
    let policy = read(builtin(country).1, country, day("2020-01-01"), &known).unwrap();
    assert_eq!(policy.by_key("tax").unwrap().id, PurposeId(0));
    let dropped = policy.purpose(PurposeId(1)).unwrap();
    assert_eq!((dropped.key.as_str(), dropped.active), ("workshops", false));
    assert_eq!(policy.by_key("enquiry").unwrap().id, PurposeId(2));
    assert_eq!(policy.purposes.len(), 15);
}

#[test]
fn a_slip_is_told_by_line_with_the_word_that_was_meant() {
    for (line, hint) in [
        ("viewing-olny = true", "`viewing-only`"),
        ("basis = \"contarct\"", "`contract`"),
        ("needs = { postal-adress = \"to write\" }", "`postal-address`"),
        ("compatible-from = [\"delivry\"]", "`delivery`"),
        ("retention = { anchor = \"invoce\", period = \"P1Y\" }", "`invoice`"),
        ("retention = { period = \"P1Y\", end = \"erse\" }", "`erase`"),
        ("retention = { period = \"P1Y\", filing = \"01-31\" }", "`year-end`"),
    ] {
        let found = own_problems(&format!("\n[[purpose]]\nkey = \"network\"\n{line}\n"));
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(found[0].line, 4, "{found:?}");
        assert!(found[0].hint.contains(hint), "{found:?}");
    }
}

#[test]
fn a_slip_in_a_table_is_told_as_well() {
    for (text, line, hint) in [
        ("respnse = \"P1M\"", 1, "`response`"),
        ("\nregion = \"BX\"", 2, "BB, BE"),
        ("choices = [\"busines-letters\"]", 1, "`business-letters`"),
        ("[law.DE]\nmail = \"opt-inn\"", 2, "`opt-in`"),
        ("[law.JP]\nmail = \"casl\"\nmail-purchase = \"P24M\"", 1, "mail-enquiry"),
        ("[law.Japan]\nchild-age = 16", 1, "ISO 3166"),
        ("[law.DE]\ncalls = \"registr\"", 2, "`register`"),
        ("[holidays]\nweekdays = [\"third monday\"]", 2, "`mon 01-15`"),
        ("[holidays]\nsubstitute = \"nxt\"", 2, "`next`"),
        ("[[purpose]]\nkey = \"newslettr\"\nmarketing = true", 2, "`newsletter`"),
        ("[[purpose]]\nkey = \"workshops\"", 2, "add `text"),
        ("[[purpose]]\nkey = \"tax\"\n[[purpose]]\nkey = \"tax\"", 4, "one of the two"),
        ("[[country.DE.purpose]]\nkey = \"taks\"", 2, "`tax`"),
        ("[[purpose]]\nkey = \"tax\"\nchecked = \"yesterday\"", 3, "2026-11-23"),
    ] {
        let found = own_problems(text);
        assert_eq!(found.len(), 1, "{text}: {found:?}");
        assert_eq!(found[0].line, line, "{text}: {found:?}");
        assert!(found[0].to_string().contains(hint), "{text}: {found:?}");
    }
}

#[test]
fn every_problem_is_told_and_not_only_the_first() {
    let bad = "response = \"a month\"\n[holidays]\nfixed = [\"may\", \"13-31\"]\n";
    assert_eq!(own_problems(bad).len(), 3);
    assert_eq!(own_problems("name = ")[0].line, 1);
}

fn own_problems(text: &str) -> Vec<PolicyProblem> {
    let reading = Reading::new(Country::new("DE").unwrap(), day("2020-01-01"), &[]);
    read_over(text, &reading).unwrap_err()
}

fn chosen(country: &str, choices: &[&str]) -> Policy {
    let choices: Vec<String> = choices.iter().map(|name| (*name).to_owned()).collect();
    let country = Country::new(country).unwrap();
    let reading = Reading { choices: &choices, ..Reading::new(country, day("2020-01-01"), &[]) };
    read_over("", &reading).unwrap()
}

/// Period and year's end, with a filing day, as they are written in a policy; `-`: off.
fn rule(policy: &Policy, key: &str) -> String {
    let purpose = policy.by_key(key).unwrap();
    if !purpose.active {
        return "-".to_owned();
    }
    let Retention { period, alignment, cap, floor, .. } = purpose.retention;
    let mut words = vec![format!("{}M", period.months)];
    if let Alignment::YearEnd { month, day, filing } = alignment {
        words.push(format!("{month:02}-{day:02}"));
        words.extend(filing.map(|(month, day)| format!("{month:02}-{day:02}")));
    }
    words.extend(cap.map(|cap| format!("cap {}M", cap.months)));
    words.extend(floor.map(|floor| format!("least {}M", floor.months)));
    words.join(" ")
}

#[test]
fn the_periods_of_each_country_are_those_that_were_laid_down() {
    for (country, choices, tax, claims, prospects, touch) in [
        ("AT", &[][..], "84M 12-31", "36M 12-31", "12M cap 36M", "24M"),
        ("BE", &[], "120M 12-31", "36M 12-31", "12M cap 36M", "24M"),
        ("ES", &[], "72M 12-31", "36M 12-31", "12M cap 36M", "24M"),
        ("IT", &["claims-10-years"], "120M 12-31", "120M", "12M cap 36M", "24M"),
        ("NL", &["claims-5-years"], "84M 12-31", "60M", "12M cap 36M", "24M"),
        // 5 years from the end of the year in which the tax fell due, the year after the invoice.
        ("PL", &[], "72M 12-31", "36M 12-31", "12M cap 36M", "24M"),
        ("IE", &[], "72M 12-31", "36M 12-31", "12M cap 36M", "24M"),
        ("PT", &[], "120M 12-31", "36M 12-31", "12M cap 36M", "24M"),
        ("SE", &[], "84M 12-31", "36M 12-31", "12M cap 36M", "24M"),
        ("DK", &[], "60M 12-31", "36M 12-31", "12M cap 36M", "24M"),
        ("HR", &[], "-", "36M 12-31", "12M cap 36M", "24M"),
        ("DE", &[], "96M 12-31", "36M 12-31", "12M cap 36M", "24M"),
        ("FR", &[], "-", "60M", "36M", "36M"),
        ("FR", &["ten-years"], "120M 12-31", "60M", "36M", "36M"),
        ("FR", &["six-years"], "72M", "60M", "36M", "36M"),
        ("GB", &[], "60M 04-05 01-31", "72M", "12M cap 36M", "24M"),
        ("GB", &["vat"], "60M 04-05 01-31 least 72M", "72M", "12M cap 36M", "24M"),
        ("GB", &["company-march", "scotland"], "72M 03-31 least 72M", "60M", "12M cap 36M", "24M"),
        ("US", &[], "36M 12-31 04-15", "-", "12M cap 36M", "24M"),
        ("US", &["six-years", "claims-NY"], "72M 12-31 04-15", "72M", "12M cap 36M", "24M"),
        ("US", &["seven-years"], "84M 12-31 04-15", "-", "12M cap 36M", "24M"),
        ("CA", &[], "72M 12-31", "-", "6M cap 36M", "24M"),
        ("CA", &["claims-ON"], "72M 12-31", "24M", "6M cap 36M", "24M"),
        ("CA", &["claims-QC"], "72M 12-31", "36M", "6M cap 36M", "24M"),
    ] {
        let policy = chosen(country, choices);
        let found = ["tax", "legal-claims", "prospecting", "keep-in-touch"];
        let found = found.map(|key| rule(&policy, key));
        assert_eq!(found, [tax, claims, prospects, touch], "{country} {choices:?}");
        for (key, expected) in
            [("enquiry", "6M"), ("client-contact", "6M"), ("network", "36M"), ("proof", "36M")]
        {
            assert_eq!(rule(&policy, key), expected, "{country} {key}");
        }
        assert_eq!(rule(&policy, "sorting"), "1M");
        let newsletter = policy.by_key("newsletter").unwrap();
        assert_eq!(newsletter.consent_validity, Some(Period::months(24)));
    }
}

#[test]
fn clocks_are_those_of_the_users_country() {
    let clocks = |country: &str| {
        let policy = of(country);
        (policy.response, policy.extended, policy.pauses, policy.complaint_days, policy.manners)
    };
    let days = |days| Period { months: 0, days };
    let month = (Period::months(1), Period::months(3));
    assert_eq!(clocks("DE"), (month.0, month.1, false, None, false));
    assert_eq!(clocks("GB"), (month.0, month.1, true, Some(30), false));
    assert_eq!(clocks("US"), (month.0, month.1, false, None, true));
    assert_eq!(clocks("CA"), (days(30), days(60), false, None, true));
    assert_eq!(of("CA").breach_records, Some(Period::months(24)));
}

#[test]
fn ages_and_message_law_are_the_contacts_country_s_in_every_policy() {
    let soft = MailRule::SoftOptIn { negotiations: false };
    let casl = MailRule::Casl { enquiry: Period::months(6), purchase: Period::months(24) };
    let calls = CallRule::Relationship { enquiry: Period::months(3), purchase: Period::months(18) };
    for own in BUILT_IN {
        let policy = of(own);
        for (country, age, mail, call) in [
            ("DE", 16, soft, CallRule::OptInForConsumers),
            ("FR", 15, soft, CallRule::OptInForConsumers),
            ("AT", 14, soft, CallRule::OptIn),
            ("ES", 14, soft, CallRule::OptIn),
            ("IT", 14, soft, CallRule::OptIn),
            ("CZ", 15, soft, CallRule::OptIn),
            ("BE", 13, soft, CallRule::OptIn),
            ("FI", 13, soft, CallRule::OptIn),
            ("SE", 13, soft, CallRule::OptIn),
            ("DK", 15, soft, CallRule::OptIn),
            ("GB", 13, MailRule::SoftOptIn { negotiations: true }, CallRule::Register),
            ("US", 0, MailRule::OptOut, calls),
            ("CA", 0, casl, CallRule::Register),
            ("JP", 16, MailRule::OptIn, CallRule::OptIn),
        ] {
            let contact = Country::new(country);
            let law = policy.message_law(contact);
            assert_eq!(policy.child_age_in(contact), age, "{own} {country}");
            assert_eq!((law.mail, law.calls), (mail, call), "{own} {country}");
        }
        let corporate = |country| policy.message_law(Country::new(country)).corporate_subscribers;
        assert!(corporate("GB") && !corporate("DE"));
        assert!(policy.message_law(Country::new("FR")).about_their_job);
        let proof = policy.message_law(Country::new("DE")).call_consent_proof;
        assert_eq!(proof, Some(Period::months(60)));
        assert_eq!(policy.message_law(None), policy.message_law(Country::new(own)), "{own}");
    }
}

#[test]
fn every_region_has_holidays_of_its_own() {
    for (country, region, free, working) in [
        ("DE", "BY", "2026-01-06", "2027-03-08"),
        ("DE", "BE", "2027-03-08", "2026-01-06"),
        ("DE", "SN", "2026-11-18", "2026-11-25"),
        ("DE", "NW", "2026-06-04", "2026-10-30"),
        ("GB", "ENG", "2026-08-31", "2026-08-03"),
        ("GB", "SCT", "2026-08-03", "2026-08-31"),
        ("GB", "NIR", "2026-07-13", "2026-11-30"),
        ("GB", "", "2026-04-06", "2026-11-30"),
        ("FR", "AM", "2026-04-03", "2026-04-02"),
        ("FR", "", "2026-05-08", "2026-04-03"),
        ("CA", "ON", "2026-02-16", "2026-06-24"),
        ("CA", "QC", "2026-06-24", "2026-02-16"),
        ("US", "", "2026-07-03", "2026-07-06"),
        ("US", "", "2026-11-26", "2026-11-27"),
    ] {
        let code = Country::new(country).unwrap();
        let reading = Reading { region, ..Reading::new(code, day("2020-01-01"), &[]) };
        let policy = read_over("", &reading).unwrap();
        assert!(calendar::is_free(day(free), &policy), "{country} {region} {free}");
        assert!(!calendar::is_free(day(working), &policy), "{country} {region} {working}");
        assert!(region.is_empty() || policy.region == region);
    }
    assert_eq!(of("GB").region, "ENG");
    assert_eq!(offers(Country::new("DE").unwrap()).regions.len(), 16);
}

#[test]
fn a_file_of_ones_own_says_only_what_differs() {
    let own = "region = \"BY\"\n[law.JP]\nmail = \"opt-out\"\n\
        [[purpose]]\nkey = \"enquiry\"\nretention = { anchor = \"last-contact-from\", \
        period = \"P3M\" }\n[[purpose]]\nkey = \"workshops\"\ntext = \"to hold workshops\"\n\
        basis = \"contract\"\nneeds = { email = \"to invite\" }\nrecipients = [\"host\"]\n";
    let reading = Reading::new(Country::new("DE").unwrap(), day("2026-01-01"), &[]);
    let policy = read_over(own, &reading).unwrap();

    let enquiry = policy.by_key("enquiry").unwrap();
    assert_eq!(enquiry.retention.period, Period::months(3));
    assert!(enquiry.provision.text.starts_with("a period of our own choice"));
    assert_eq!((enquiry.provision.checked, enquiry.provision.source.as_str()), (None, ""));
    assert!(enquiry.needs(&Category::Email), "the other lines stay");
    assert_eq!(rule(&policy, "tax"), "96M 12-31");
    let workshops = policy.by_key("workshops").unwrap();
    assert_eq!(workshops.id, PurposeId(14));
    assert!(workshops.active && workshops.names_recipient("Host", ""));
    assert_eq!(policy.message_law(Country::new("JP")).mail, MailRule::OptOut);
    assert_eq!(policy.region, "BY");
}

#[test]
fn choices_of_one_group_exclude_each_other() {
    let own = "choices = [\"ten-years\", \"six-years\"]";
    let reading = Reading::new(Country::new("FR").unwrap(), day("2026-01-01"), &[]);
    let found = read_over(own, &reading).unwrap_err();
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].hint.contains("ten-years, six-years"), "{found:?}");
}

#[test]
fn a_stated_period_switches_on_what_the_policy_does_not_know() {
    let periods =
        [("tax".to_owned(), Period::months(132)), ("legal-claims".to_owned(), Period::months(24))];
    let country = Country::new("HR").unwrap();
    let reading = Reading { periods: &periods, ..Reading::new(country, day("2026-01-01"), &[]) };
    let policy = read_over("", &reading).unwrap();

    assert_eq!(rule(&policy, "tax"), "132M 12-31");
    assert!(policy.by_key("tax").unwrap().provision.text.contains("stated by ourselves"));
    assert_eq!(rule(&policy, "legal-claims"), "24M 12-31");
    assert_eq!(policy.stated_periods.len(), 2);
}

#[test]
fn whatever_was_checked_says_against_what_and_nothing_else_says_so() {
    let mut checked = 0;
    for country in BUILT_IN.into_iter().chain(["ES", "IT", "NL"]) {
        let choices = offers(Country::new(country).unwrap()).choices;
        let mut policies = vec![of(country)];
        policies.extend(choices.iter().map(|one| chosen(country, &[one.name.as_str()])));
        for policy in policies {
            let laws = policy.countries.iter();
            let laws = laws.flat_map(|law| [&law.child_age_source, &law.message_source]);
            for citation in policy.purposes.iter().map(|one| &one.provision).chain(laws) {
                assert!(!citation.text.is_empty(), "{country}");
                assert_eq!(citation.checked.is_some(), citation.source.starts_with("http"));
                if citation.checked.is_some() {
                    assert!(!citation.text.contains("general knowledge"), "{}", citation.text);
                    checked += 1;
                }
            }
        }
    }
    assert!(checked > 0);
}

#[test]
fn where_the_law_knows_no_such_rules_each_purpose_says_what_it_is() {
    for country in ["US", "CA"] {
        for purpose in of(country).purposes {
            let text = &purpose.provision.text;
            let said =
                ["good manners", "your law demands it"].iter().any(|word| text.contains(word));
            assert!(said, "{country} {}: {text}", purpose.key);
        }
    }
}
