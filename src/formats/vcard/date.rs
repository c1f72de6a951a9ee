//! Days as cards write them: `1953-10-15`, `19531015`, `--0415`, `--04-15`, with or without a time.
//!
//! calcard reads the forms of vCard 4.0 only and loses the day of `1953-10-15`, which is what most
//! programs write.

use crate::formats::draft::PartialDate;

/// Apple and others write it for "no year", with or without `X-APPLE-OMIT-YEAR`.
const NO_YEAR: u16 = 1604;

/// Reads a day; `None` if the value is no day that a calendar has.
pub(super) fn parse(value: &str) -> Option<PartialDate> {
    let (date, _time) = value.split_once(['T', 't', ' ']).unwrap_or((value, ""));
    let (year, rest) = if let Some(rest) = date.strip_prefix("--") {
        (None, rest)
    } else {
        let (year, rest) = date.split_at_checked(4)?;
        (Some(number(year)?), rest.strip_prefix('-').unwrap_or(rest))
    };
    let (month, day) = match rest.split_once('-') {
        Some((month, day)) => (month, day),
        None if rest.len() == 4 => rest.split_at_checked(2)?,
        None => return None,
    };
    let day = day.strip_suffix(['Z', 'z']).unwrap_or(day);
    let month = u8::try_from(number(month)?).ok()?;
    let day = u8::try_from(number(day)?).ok()?;
    let year = year.filter(|year| *year != NO_YEAR && *year != 0);
    let known = PartialDate { year, month, day };
    (day >= 1 && day <= longest(month, year)).then_some(known)
}

/// Writes a day as ISO 8601 does, without a year as vCard 4.0 does.
pub(super) fn write(date: PartialDate) -> String {
    let PartialDate { year, month, day } = date;
    match year {
        Some(year) => format!("{year:04}-{month:02}-{day:02}"),
        None => format!("--{month:02}-{day:02}"),
    }
}

fn number(digits: &str) -> Option<u16> {
    let fits = (1..=4).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    fits.then(|| digits.parse().ok()).flatten()
}

/// The last day of a month; 0 for a month that there is not. Without a year, February has 29.
fn longest(month: u8, year: Option<u16>) -> u8 {
    let leaps = year.is_none_or(|year| {
        (year.is_multiple_of(4) && !year.is_multiple_of(100)) || year.is_multiple_of(400)
    });
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if leaps => 29,
        2 => 28,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::{parse, write};

    fn read(value: &str) -> Option<String> {
        parse(value).map(write)
    }

    #[test]
    fn a_day_is_read_in_every_form_that_programs_write() {
        for form in [
            "1953-10-15",
            "19531015",
            "1953-10-15T23:10:00Z",
            "19531015T2310",
            "1953-10-15 00:00:00",
        ] {
            assert_eq!(read(form).as_deref(), Some("1953-10-15"), "{form}");
        }
        for form in ["--0415", "--04-15", "1604-04-15", "16040415", "--4-15", "0000-04-15"] {
            assert_eq!(read(form).as_deref(), Some("--04-15"), "{form}");
        }
    }

    #[test]
    fn what_is_no_day_is_not_made_into_one() {
        for form in [
            "circa 1800",
            "1985-12",
            "1985",
            "198512",
            "---15",
            "1953-13-01",
            "2023-02-29",
            "15.10.1953",
            "",
            "19531015é",
        ] {
            assert_eq!(read(form), None, "{form}");
        }
    }
}
