//! Dates: annex A of the scenarios row by row, and its neighbours, each as the program itself comes
//! to it: through the verdict, the course of a request or the channel, under a policy that comes
//! with it.

use candor::domain::{
    Alignment, Category, Clock, ConsentState, Country, Day, Direction, EventKind, Evidence,
    HoldUntil, Holidays, LawfulBasis, Means, PartyRole, Period, Policy, RequestKind, RequestStep,
    RightFact, Stage, calendar, channel::Permission, opening::Happening, request, retention,
};
use candor::formats::policy::{Reading, read_over};

use super::gate::channel;
use crate::support::{From, Story, day, email_of};

/// What is asked of a day.
#[derive(Debug, Clone, Copy)]
enum Asked {
    /// So many months later.
    Months(u32),
    /// The answer to a request that came then.
    Due,
    /// The same, where they were told the day after that it takes longer.
    Extended,
    /// The same, where they were asked what they mean, and answered.
    Paused(&'static str, &'static str),
    /// How long an invoice of that day keeps the name on it.
    InvoiceKept,
    /// How long an enquiry or a purchase of that day opens a Canadian address.
    Casl(EventKind),
    /// By when the law wants an opt-out of that day to work.
    OptOut,
    /// By when data go whose consent was taken back on that day.
    EraseBy,
    /// The last day of a consent for the newsletter.
    ConsentEnds,
    /// The last day on which somebody found that day may be held without being told.
    NoticeDue,
    /// How long somebody is held who asked about work that day, and was never heard of again.
    EnquiryEnds,
    /// How long somebody is held for a dispute over work that ended that day.
    ClaimsEnd,
}

/// A user in a country, with a region (`GB SCT`) or a choice (`GB vat`).
fn user(place: &str) -> Story {
    let (country, rest) = place.split_once(' ').unwrap_or((place, ""));
    let mut story = Story::in_country(country);
    if !rest.is_empty() {
        let is_region = rest.chars().all(char::is_uppercase);
        let choices = if is_region { Vec::new() } else { vec![rest.to_owned()] };
        let region = if is_region { rest } else { "" };
        let country = Country::new(country).unwrap();
        let reading = Reading::new(country, day("2000-01-01"), &[]);
        let reading = Reading { region, choices: &choices, ..reading };
        story.controller.policies = vec![read_over("", &reading).unwrap()];
    }
    story
}

fn answer_due(mut story: Story, received: Day, steps: Vec<(Day, RequestStep)>) -> Day {
    let fact = RightFact::Request { kind: RequestKind::Access, answered: None };
    let id = story.right(&received.to_string(), fact);
    for (on, step) in steps {
        story.right(&on.to_string(), RightFact::RequestStep { request: id, step });
    }
    let right = story.facts.rights[0].clone();
    let course = request::course(&story.facts, story.policy(), &right, received.add_months(6));
    let Clock::Due(due) = course.unwrap().clock else { panic!("the clock does not run") };
    due
}

fn held_until(story: &Story, on: Day) -> Day {
    let verdict = story.verdict(story.facts.data[0].id, on);
    let HoldUntil::Day(last) = verdict.hold_until else { panic!("{verdict:?}") };
    last
}

/// The first datum of the story: a name that they gave us that day.
fn name(story: &mut Story, on: Day, purpose: &'static str) {
    let from = From::form().for_purposes(&[purpose]);
    story.datum(Category::Name, "Alice", &on.to_string(), from);
}

fn consent(story: &mut Story, on: Day) {
    name(story, on, "newsletter");
    story.by_consent("newsletter", &on.to_string());
    story.consent("newsletter", ConsentState::Given, &on.to_string());
}

fn open_address_until(mut story: Story, kind: EventKind, on: Day) -> Day {
    let text = on.to_string();
    let email = story.datum(Category::Email, &email_of("zoe"), &text, From::message());
    story.event(kind, &text, "7");
    let Permission::Open { until, .. } = channel(&story, email, "prospecting", &text) else {
        panic!("{kind:?} of {on} opens nothing")
    };
    until.unwrap()
}

fn dispute_until(mut story: Story, ended: Day) -> Day {
    let (began, text) = (ended.sub_days(60).to_string(), ended.to_string());
    name(&mut story, ended.sub_days(60), "delivery");
    story.adopt("legal-claims", &began);
    let stages = [(Stage::Running, began.as_str()), (Stage::Done, text.as_str())];
    let work = story.engagement(PartyRole::Client, &stages);
    story.happens(Happening::DisputePossible(work), &text);
    held_until(&story, ended.next())
}

/// The last day that the program gives.
fn last_day(asked: Asked, place: &str, from: &str) -> Day {
    let (mut story, text, from) = (user(place), from, day(from));
    match asked {
        Asked::Months(months) => Period::months(months).after(from),
        Asked::Due => answer_due(story, from, Vec::new()),
        Asked::Extended => {
            let told = RequestStep::Extended { reason: "a thousand mails".to_owned() };
            answer_due(story, from, vec![(from.next(), told)])
        }
        Asked::Paused(asked, answered) => {
            let question = RequestStep::ClarificationAsked { question: "all mails?".to_owned() };
            let steps =
                vec![(day(asked), question), (day(answered), RequestStep::ClarificationAnswered)];
            answer_due(story, from, steps)
        }
        Asked::InvoiceKept => {
            name(&mut story, from, "delivery");
            let invoice = story.event(EventKind::Invoice, text, "7");
            story.happens(Happening::Invoiced(invoice), text);
            held_until(&story, from)
        }
        Asked::Casl(kind) => open_address_until(story, kind, from),
        Asked::OptOut => {
            let policy = story.policy();
            calendar::add_business_days(from, policy.opt_out_business_days.into(), policy)
        }
        Asked::EraseBy => {
            consent(&mut story, from.sub_days(30));
            story.consent("newsletter", ConsentState::Withdrawn, text);
            story.verdict(story.facts.data[0].id, from).erase_by.unwrap()
        }
        Asked::ConsentEnds => {
            consent(&mut story, from);
            held_until(&story, from)
        }
        Asked::NoticeDue => {
            story.adopt("prospecting", "2020-01-01");
            let found = From::public("LinkedIn").for_purposes(&["prospecting"]);
            story.datum(Category::Name, "Bo", text, found);
            story.by_interest("prospecting", text);
            held_until(&story, from)
        }
        Asked::EnquiryEnds => {
            name(&mut story, from, "enquiry");
            let mail = story.talk(Means::Mail, Direction::FromThem, text);
            let asked = Evidence::Interaction(mail);
            story.ground("enquiry", LawfulBasis::Contract, asked, text);
            held_until(&story, from)
        }
        Asked::ClaimsEnd => dispute_until(story, from),
    }
}

type Row = (&'static str, Asked, &'static str, &'static str, &'static str);

fn all_are_so(rows: &[Row]) {
    for (label, asked, place, from, expected) in rows {
        let found = last_day(*asked, place, from);
        assert_eq!(found, day(expected), "{label}: {asked:?} in {place} from {from}");
    }
}

#[test]
fn annex_a_row_by_row() {
    use Asked::{Casl, Due, EraseBy, Extended, InvoiceKept, Months, OptOut};
    all_are_so(&[
        ("A1", Months(1), "DE", "2025-01-31", "2025-02-28"),
        ("A3", Months(1), "DE", "2026-01-30", "2026-02-28"),
        ("A5", Months(2), "DE", "2026-12-31", "2027-02-28"),
        ("A7", Months(12), "DE", "2024-02-29", "2025-02-28"),
        ("A9", Months(36), "DE", "2024-02-29", "2027-02-28"),
        ("A11", Months(6), "DE", "2025-08-31", "2026-02-28"),
        ("A13", Months(3), "DE", "2026-10-31", "2027-01-31"),
        ("A15", Due, "DE", "2026-11-23", "2026-12-23"),
        ("A17", Due, "DE", "2026-01-31", "2026-03-02"),
        ("A19", Extended, "DE", "2026-11-30", "2027-03-01"),
        ("A21", InvoiceKept, "GB", "2025-04-06", "2032-01-31"),
        ("A23", InvoiceKept, "DE", "2025-01-01", "2033-12-31"),
        ("A25", Casl(EventKind::Enquiry), "CA", "2025-08-29", "2026-02-28"),
        ("A27", OptOut, "CA", "2026-11-23", "2026-12-07"),
        ("A29", EraseBy, "DE", "2026-11-10", "2026-12-10"),
    ]);
}

/// The expected days here and of what is kept were computed apart from this program, with Python's
/// `dateutil` 2.9 (months, years) and `holidays` 0.109 (public holidays by region).
#[test]
fn answers_are_due_on_the_days_that_another_calendar_gives() {
    use Asked::{Due, Extended, NoticeDue, OptOut, Paused};
    all_are_so(&[
        ("over Easter", Due, "DE", "2027-02-26", "2027-03-30"),
        ("over Easter", Due, "DE", "2026-03-03", "2026-04-07"),
        ("repentance day", Due, "DE SN", "2026-10-18", "2026-11-19"),
        ("Epiphany", Due, "DE BY", "2026-12-06", "2027-01-07"),
        ("end of month", Due, "DE", "2025-03-31", "2025-04-30"),
        ("end of year", Due, "DE", "2028-12-31", "2029-01-31"),
        ("14 July", Due, "FR", "2026-06-14", "2026-07-15"),
        ("armistice", Due, "FR", "2026-10-11", "2026-11-12"),
        ("summer bank holiday", Due, "GB ENG", "2026-07-31", "2026-09-01"),
        ("Boxing Day's stand-in", Due, "GB ENG", "2026-11-26", "2026-12-29"),
        ("St Andrew's Day", Due, "GB SCT", "2026-10-30", "2026-12-01"),
        ("2 January's stand-in", Due, "GB SCT", "2027-12-02", "2028-01-05"),
        ("the Boyne", Due, "GB NIR", "2026-06-12", "2026-07-14"),
        ("Thanksgiving", Due, "US", "2026-10-26", "2026-11-27"),
        ("4 July on a Saturday", Due, "US", "2026-06-03", "2026-07-06"),
        ("Christmas on a Saturday", Due, "US", "2027-11-24", "2027-12-27"),
        ("end of February", Extended, "DE", "2026-11-28", "2027-03-01"),
        ("the leap day", Extended, "DE", "2027-11-29", "2028-02-29"),
        ("end of February", Extended, "DE", "2025-11-30", "2026-03-02"),
        ("Christmas", Extended, "GB ENG", "2026-09-25", "2026-12-29"),
        ("nine days", Paused("2026-02-02", "2026-02-10"), "GB", "2026-01-31", "2026-03-09"),
        ("on a holiday", Paused("2026-12-18", "2026-12-22"), "GB", "2026-11-20", "2026-12-29"),
        ("two days", Paused("2026-06-30", "2026-07-01"), "GB", "2026-05-31", "2026-07-02"),
        ("Art. 14", NoticeDue, "DE", "2026-01-31", "2026-03-02"),
        ("Art. 14", NoticeDue, "DE", "2026-03-03", "2026-04-07"),
        ("Art. 14", NoticeDue, "DE", "2026-11-25", "2026-12-28"),
        ("C27", OptOut, "US", "2026-11-23", "2026-12-08"),
        ("C27", OptOut, "CA ON", "2026-12-18", "2027-01-06"),
        ("two holidays", OptOut, "US", "2026-12-18", "2027-01-05"),
        ("4 July on a Saturday", OptOut, "US", "2026-06-26", "2026-07-13"),
        ("4 July on a Sunday", OptOut, "US", "2027-06-25", "2027-07-12"),
        ("Memorial Day", OptOut, "US", "2026-05-15", "2026-06-01"),
    ]);
}

/// Thirty days, thirty more where they were told; then forward over the holidays (PIPEDA s. 8).
#[test]
fn in_canada_an_answer_takes_thirty_days_and_not_a_month() {
    use Asked::{Due, Extended};
    all_are_so(&[
        ("30 days", Due, "CA", "2026-11-23", "2026-12-23"),
        ("Canada Day", Due, "CA", "2026-06-01", "2026-07-02"),
        ("New Year's Day", Due, "CA", "2026-12-02", "2027-01-04"),
        ("a Sunday", Due, "CA", "2026-02-27", "2026-03-30"),
        ("60 days", Extended, "CA", "2026-06-01", "2026-07-31"),
    ]);
}

#[test]
fn data_are_kept_through_the_days_that_another_calculation_gives() {
    use Asked::{Casl, ClaimsEnd, ConsentEnds, EnquiryEnds, EraseBy, InvoiceKept};
    let (enquiry, purchase) = (Casl(EventKind::Enquiry), Casl(EventKind::Purchase));
    all_are_so(&[
        ("last day of the tax year", InvoiceKept, "GB", "2025-04-05", "2031-01-31"),
        ("first day of the tax year", InvoiceKept, "GB", "2024-04-06", "2031-01-31"),
        ("a filing day", InvoiceKept, "GB", "2026-01-31", "2032-01-31"),
        ("six years are shorter", InvoiceKept, "GB vat", "2025-04-06", "2032-01-31"),
        ("six years are longer", InvoiceKept, "GB vat", "2026-04-05", "2032-04-05"),
        ("year end", InvoiceKept, "GB company-march", "2026-03-31", "2032-03-31"),
        ("the day after", InvoiceKept, "GB company-march", "2026-04-01", "2033-03-31"),
        ("New Year's Eve", InvoiceKept, "DE", "2025-12-31", "2033-12-31"),
        ("New Year's Day", InvoiceKept, "DE", "2026-01-01", "2034-12-31"),
        ("a leap day", InvoiceKept, "DE", "2024-02-29", "2032-12-31"),
        ("New Year's Eve", InvoiceKept, "US", "2025-12-31", "2029-04-15"),
        ("New Year's Day", InvoiceKept, "US", "2026-01-01", "2030-04-15"),
        ("a filing day", InvoiceKept, "US", "2026-04-15", "2030-04-15"),
        ("six years", InvoiceKept, "CA", "2026-02-28", "2032-12-31"),
        ("from the year's end", InvoiceKept, "FR ten-years", "2026-07-14", "2036-12-31"),
        ("from its own day", InvoiceKept, "FR six-years", "2024-02-29", "2030-02-28"),
        ("seven years", InvoiceKept, "AT", "2026-12-31", "2033-12-31"),
        ("end of February", enquiry, "CA", "2026-08-28", "2027-02-28"),
        ("a leap day", enquiry, "CA", "2027-08-31", "2028-02-29"),
        ("C25", enquiry, "CA", "2026-03-15", "2026-09-15"),
        ("C25", enquiry, "CA", "2025-08-31", "2026-02-28"),
        ("C25", enquiry, "CA", "2026-05-31", "2026-11-30"),
        ("two years", purchase, "CA", "2024-02-29", "2026-02-28"),
        ("two years", purchase, "CA", "2024-11-23", "2026-11-23"),
        ("before a leap day", purchase, "CA", "2026-02-28", "2028-02-28"),
        ("end of January", EraseBy, "DE", "2025-01-31", "2025-02-28"),
        ("end of the year", EraseBy, "DE", "2027-12-31", "2028-01-31"),
        ("a leap year", EraseBy, "DE", "2028-01-30", "2028-02-29"),
        ("a Sunday is not rolled", EraseBy, "DE", "2026-11-13", "2026-12-13"),
        ("a leap day", ConsentEnds, "DE", "2024-02-29", "2026-02-28"),
        ("before a leap day", ConsentEnds, "DE", "2026-02-28", "2028-02-28"),
        ("end of August", EnquiryEnds, "DE", "2026-08-31", "2027-02-28"),
        ("end of March", EnquiryEnds, "DE", "2026-03-31", "2026-09-30"),
        ("29 August", EnquiryEnds, "DE", "2024-08-29", "2025-02-28"),
        ("the year's end", ClaimsEnd, "DE", "2026-05-04", "2029-12-31"),
        ("six years", ClaimsEnd, "GB", "2024-02-29", "2030-02-28"),
        ("five years", ClaimsEnd, "FR", "2026-05-04", "2031-05-04"),
    ]);
}

/// The Union's weekends alone, without any country's holidays.
fn weekends_only() -> Policy {
    Policy { holidays: Holidays::default(), ..user("DE").policy().clone() }
}

#[test]
fn c32_where_no_holidays_are_known_only_weekends_are_passed_over() {
    for (received, expected) in [
        ("2025-01-31", "2025-02-28"),
        ("2024-01-31", "2024-02-29"),
        ("2028-01-31", "2028-02-29"),
        ("2026-01-31", "2026-03-02"),
        ("2027-01-31", "2027-03-01"),
        ("2026-08-31", "2026-09-30"),
        ("2026-09-03", "2026-10-05"),
        ("2026-03-05", "2026-04-06"),
    ] {
        let mut story = user("DE");
        story.controller.policies = vec![weekends_only()];
        assert_eq!(answer_due(story, day(received), Vec::new()), day(expected), "{received}");
    }
}

#[test]
fn c32_holidays_are_those_of_the_users_country() {
    use Asked::Due;
    all_are_so(&[
        ("C32", Due, "GB", "2026-03-05", "2026-04-07"),
        ("C32", Due, "GB", "2026-11-25", "2026-12-29"),
        ("C32", Due, "DE", "2026-11-25", "2026-12-28"),
    ]);
}

#[test]
fn c27_ten_working_days_leave_out_weekends_and_holidays() {
    let with = |holidays: &[&str]| Policy {
        holidays: Holidays {
            single: holidays.iter().map(|text| day(text)).collect(),
            ..Holidays::default()
        },
        ..weekends_only()
    };
    for (from, holidays, expected) in [
        ("2026-11-23", &[][..], "2026-12-07"),
        ("2026-11-23", &["2026-11-26"], "2026-12-08"),
        ("2026-12-18", &["2026-12-25", "2026-12-28", "2027-01-01"], "2027-01-06"),
    ] {
        assert_eq!(calendar::add_business_days(day(from), 10, &with(holidays)), day(expected));
    }
}

#[test]
fn without_an_alignment_a_period_counts_from_its_own_day() {
    assert_eq!(retention::align(Alignment::None, day("2025-01-01")), day("2025-01-01"));
}
