//! The ledger beside the backups: marks of what was erased, and of whom marketing must not reach.
//!
//! Lines of text, each a mark in hexadecimal digits and when it was left; the last one is a keyed
//! hash of the others, so that a ledger that was cut or changed is refused.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::domain::{Channel, Day, Moment};
use crate::store::error::StoreError;
use crate::store::reader::Reader;
use crate::store::views::Scope;
use crate::store::writer::Writer;

const HEAD: &str = "candor ledger 1";
const SEAL: &str = "ledger";

/// What a restore has to know.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Ledger {
    /// What was erased, and when.
    erased: BTreeMap<[u8; 32], (Day, Moment)>,
    /// What must not happen again to a mark.
    suppressed: Vec<([u8; 32], Option<Channel>, Scope, Day)>,
}

impl Ledger {
    pub(super) fn of(reader: &Reader<'_>) -> Result<Self, StoreError> {
        Ok(Self { erased: reader.tombstones()?, suppressed: reader.suppressions()? })
    }

    /// The marks that were left since a moment, that second included.
    pub(super) fn since(&self, moment: Moment) -> BTreeMap<[u8; 32], Moment> {
        let marks = self.erased.iter().filter(|(_, (_, at))| *at >= moment);
        marks.map(|(mark, (_, at))| (*mark, *at)).collect()
    }

    /// Writes the marks into a vault that does not know them yet.
    pub(super) fn take_over(&self, writer: &mut Writer<'_>) -> Result<(), StoreError> {
        for (mark, (day, at)) in &self.erased {
            writer.tombstone_of(mark, *day, *at)?;
        }
        for (mark, channel, scope, on) in &self.suppressed {
            writer.suppress(mark, *channel, *scope, *on)?;
        }
        Ok(())
    }

    pub(super) fn to_text(&self, reader: &Reader<'_>) -> String {
        let mut text = format!("{HEAD}\n");
        // Writing into a text cannot fail.
        for (mark, (day, at)) in &self.erased {
            let _ = writeln!(text, "erased {} {} {}", hex(mark), day.to_number(), at.0);
        }
        for (mark, channel, scope, on) in &self.suppressed {
            let channel = channel.map_or("any", Channel::word);
            let scope = match scope {
                Scope::Marketing => "marketing",
                Scope::Import => "import",
            };
            let _ = writeln!(text, "never {} {channel} {scope} {}", hex(mark), on.to_number());
        }
        let seal = hex(&reader.mark_of(SEAL, text.as_bytes()));
        let _ = writeln!(text, "sealed {seal}");
        text
    }

    /// Reads a ledger back; `None`: it is not whole, or not of this vault.
    pub(super) fn from_text(reader: &Reader<'_>, text: &str) -> Option<Self> {
        let (lines, seal) = text.trim_end().rsplit_once('\n')?;
        let lines = format!("{lines}\n");
        if seal.strip_prefix("sealed ")? != hex(&reader.mark_of(SEAL, lines.as_bytes())) {
            return None;
        }
        let mut ledger = Self::default();
        let mut all = lines.lines();
        if all.next() != Some(HEAD) {
            return None;
        }
        for line in all {
            let words: Vec<&str> = line.split(' ').collect();
            match words.as_slice() {
                ["erased", mark, day, at] => {
                    let day = Day::from_number(day.parse().ok()?)?;
                    ledger.erased.insert(from_hex(mark)?, (day, Moment(at.parse().ok()?)));
                }
                ["never", mark, channel, scope, on] => {
                    let named = Channel::ALL.iter().find(|(_, word)| word == channel);
                    let channel = match named {
                        Some((channel, _)) => Some(*channel),
                        None if *channel == "any" => None,
                        None => return None,
                    };
                    let scope = match *scope {
                        "marketing" => Scope::Marketing,
                        "import" => Scope::Import,
                        _other => return None,
                    };
                    let on = Day::from_number(on.parse().ok()?)?;
                    ledger.suppressed.push((from_hex(mark)?, channel, scope, on));
                }
                _other => return None,
            }
        }
        Some(ledger)
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(64), |mut text, byte| {
        // Writing into a text cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

fn from_hex(text: &str) -> Option<[u8; 32]> {
    let digit = |letter: &u8| char::from(*letter).to_digit(16).and_then(|n| u8::try_from(n).ok());
    let (pairs, rest) = text.as_bytes().as_chunks::<2>();
    let bytes: Option<Vec<u8>> =
        pairs.iter().map(|[high, low]| Some(digit(high)? << 4 | digit(low)?)).collect();
    if rest.is_empty() { bytes?.try_into().ok() } else { None }
}
