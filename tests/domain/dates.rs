//! Dates: periods, clocks and calendars, row by row (annex A of the scenarios).

use candor::domain::{Alignment, Day, Holidays, Period, Policy, calendar, retention};

use crate::support::{Story, day};

fn uk() -> Policy {
    Story::in_country("GB").policy().clone()
}

fn de() -> Policy {
    Story::in_country("DE").policy().clone()
}

/// The Union's weekends alone, without any country's holidays.
fn weekends_only() -> Policy {
    Policy { holidays: Holidays::default(), ..de() }
}

#[test]
fn a1_to_a13_months_are_added_in_one_step_and_end_with_the_month() {
    for (id, anchor, months, expected) in [
        ("A1", "2025-01-31", 1, "2025-02-28"),
        ("A3", "2026-01-30", 1, "2026-02-28"),
        ("A5", "2026-12-31", 2, "2027-02-28"),
        ("A7", "2024-02-29", 12, "2025-02-28"),
        ("A9", "2024-02-29", 36, "2027-02-28"),
        ("A11", "2025-08-31", 6, "2026-02-28"),
        ("A13", "2026-10-31", 3, "2027-01-31"),
    ] {
        assert_eq!(day(anchor).add_months(months), day(expected), "{id}");
    }
}

#[test]
fn a15_to_a19_requests_are_due_after_a_month_on_a_working_day() {
    for (id, received, expected) in
        [("A15", "2026-11-23", "2026-12-23"), ("A17", "2026-01-31", "2026-03-02")]
    {
        assert_eq!(calendar::response_due(day(received), &weekends_only()), day(expected), "{id}");
    }

    let extended = calendar::roll(day("2026-11-30").add_months(3), &weekends_only());

    assert_eq!(extended, day("2027-03-01"), "A19");
}

#[test]
fn c32_answers_are_due_by_the_calendar_of_the_country() {
    let none = weekends_only();
    for (received, expected, policy) in [
        ("2025-01-31", "2025-02-28", &none),
        ("2024-01-31", "2024-02-29", &none),
        ("2028-01-31", "2028-02-29", &none),
        ("2026-01-31", "2026-03-02", &none),
        ("2027-01-31", "2027-03-01", &none),
        ("2026-08-31", "2026-09-30", &none),
        ("2026-09-03", "2026-10-05", &none),
        ("2026-03-05", "2026-04-06", &none),
        ("2026-03-05", "2026-04-07", &uk()),
        ("2026-11-25", "2026-12-29", &uk()),
        ("2026-11-25", "2026-12-28", &de()),
    ] {
        assert_eq!(calendar::response_due(day(received), policy), day(expected), "{received}");
    }
}

#[test]
fn a21_and_a23_invoices_are_kept_through_the_years_that_tax_law_names() {
    let last = |policy: &Policy, invoice: &str| -> Day {
        let rule = policy.by_key("tax").unwrap().retention;
        rule.period.after(retention::align(rule.alignment, day(invoice)))
    };

    assert_eq!(last(&uk(), "2025-04-06"), day("2032-01-31"), "A21");
    assert_eq!(last(&de(), "2025-01-01"), day("2033-12-31"), "A23");
    assert_eq!(last(&de(), "2025-12-31"), day("2033-12-31"));
    assert_eq!(retention::align(Alignment::None, day("2025-01-01")), day("2025-01-01"));
}

#[test]
fn a25_the_last_day_of_an_enquirys_six_months_is_the_same_day_of_the_month() {
    for (enquiry, last) in [
        ("2026-03-15", "2026-09-15"),
        ("2025-08-31", "2026-02-28"),
        ("2025-08-29", "2026-02-28"),
        ("2026-05-31", "2026-11-30"),
    ] {
        assert_eq!(Period::months(6).after(day(enquiry)), day(last));
    }
}

#[test]
fn a27_ten_working_days_leave_out_weekends_and_holidays() {
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
fn a29_unjustified_data_go_within_a_month_that_is_never_rolled() {
    let lag = de().deletion_lag;

    assert_eq!(lag.after(day("2026-11-10")), day("2026-12-10"), "A29");
    assert_eq!(lag.after(day("2026-11-13")), day("2026-12-13"), "a Sunday");
}
