//! Values in the shape that their category has: texts, names, addresses, dates.

/// A value in the shape that its category has.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Value {
    /// A line or a text.
    Text(String),
    /// A name in parts, as vCard `N` has it, with the form in which it is written.
    Name(PersonName),
    /// An address in parts, as vCard `ADR` has it.
    Address(PostalAddress),
    /// A day of a year, or of every year.
    Date(PartialDate),
}

impl Value {
    /// The value on one line, as people write it.
    #[must_use]
    pub fn to_line(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Name(name) => name.formatted.clone(),
            Self::Address(address) => address.to_line(),
            Self::Date(date) => date.to_string(),
        }
    }
}

/// A name, formatted and in parts (RFC 6350, sections 6.2.1 and 6.2.2).
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct PersonName {
    /// The name as it is written.
    pub formatted: String,
    /// Family name; empty if not known.
    pub family: String,
    /// Given name.
    pub given: String,
    /// Further names.
    pub additional: String,
    /// `Dr.`, `Ms`.
    pub prefix: String,
    /// `Jr.`, `M.D.`.
    pub suffix: String,
}

/// A postal address in parts (RFC 6350, section 6.3.1).
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct PostalAddress {
    /// Post office box and extended address, one line.
    pub extension: String,
    /// Street and number; may have line breaks.
    pub street: String,
    /// Town.
    pub locality: String,
    /// State or region.
    pub region: String,
    /// Postal code.
    pub code: String,
    /// Country by name.
    pub country: String,
}

impl PostalAddress {
    /// The parts that are there, joined by commas.
    #[must_use]
    pub fn to_line(&self) -> String {
        let town = [self.code.as_str(), self.locality.as_str()]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(" ");
        [&self.extension, &self.street, &town, &self.region, &self.country]
            .into_iter()
            .filter(|part| !part.is_empty())
            .cloned()
            .collect::<Vec<_>>()
            .join(", ")
            .replace('\n', ", ")
    }
}

/// A date of which parts may be unknown: `2001-04-15`, `--04-15`, `1985`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct PartialDate {
    /// The year, if known.
    pub year: Option<i32>,
    /// Month 1 to 12, if known.
    pub month: Option<u8>,
    /// Day of the month, if known.
    pub day: Option<u8>,
}

impl std::fmt::Display for PartialDate {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.year {
            Some(year) => write!(f, "{year:04}")?,
            None => f.write_str("-")?,
        }
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
        }
        if let Some(day) = self.day {
            write!(f, "-{day:02}")?;
        }
        Ok(())
    }
}
