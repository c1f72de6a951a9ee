//! Records as bytes: `[format][version][body]`, with a limit on size and nothing left over.
//!
//! The only file that names bincode. The format byte says how bodies are written (bincode 2,
//! variable-length integers); the version byte says which fields the record has. An older version
//! of a record stays as a type of its own that [`Record::older`] turns into the current one.

use serde::Serialize;
use serde::de::{Deserialize, DeserializeOwned};
use thiserror::Error;

/// How bodies are written. Another way of writing gets another number.
const FORMAT: u8 = 1;

/// The most that one record may claim to hold, in bytes. Without a limit a hostile length would
/// have memory allocated for it, and the process ends.
pub(crate) const LIMIT_BYTES: usize = 16 * 1024 * 1024;

/// A record that cannot be read. Names the kind of record and never its content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum CodecError {
    /// There are fewer than the two bytes that every record has.
    #[error("a {record} record is cut short")]
    Short {
        /// The kind of record.
        record: &'static str,
    },
    /// The body is written in a way that this program does not know.
    #[error("a {record} record is written in an unknown format ({format})")]
    UnknownFormat {
        /// The kind of record.
        record: &'static str,
        /// The format byte.
        format: u8,
    },
    /// The record has fields that this program does not know.
    #[error("a {record} record has an unknown version ({version})")]
    UnknownVersion {
        /// The kind of record.
        record: &'static str,
        /// The version byte.
        version: u8,
    },
    /// The body makes no sense, or claims to be too large.
    #[error("a {record} record cannot be read")]
    Malformed {
        /// The kind of record.
        record: &'static str,
    },
    /// There are bytes behind the record.
    #[error("a {record} record has {bytes} bytes left over")]
    LeftOver {
        /// The kind of record.
        record: &'static str,
        /// How many.
        bytes: usize,
    },
    /// A field holds what no such field can hold.
    #[error("a record holds an impossible {field}")]
    Impossible {
        /// What kind of field.
        field: &'static str,
    },
    /// The record is larger than can be read back.
    #[error("a {record} record is too large")]
    TooLarge {
        /// The kind of record.
        record: &'static str,
    },
}

/// A value as it is stored.
pub(crate) trait Record: Serialize + DeserializeOwned {
    /// The kind of record, for messages.
    const NAME: &'static str;
    /// The version that is written.
    const VERSION: u8 = 1;

    /// Reads a body of an earlier version.
    fn older(version: u8, _body: &[u8]) -> Result<Self, CodecError> {
        Err(CodecError::UnknownVersion { record: Self::NAME, version })
    }
}

/// Writes a record.
pub(crate) fn encode<R: Record>(record: &R) -> Result<Vec<u8>, CodecError> {
    let mut bytes = Vec::with_capacity(64);
    encode_into(record, &mut bytes)?;
    Ok(bytes)
}

/// Writes a record into a buffer that is emptied first.
pub(crate) fn encode_into<R: Record>(record: &R, bytes: &mut Vec<u8>) -> Result<(), CodecError> {
    encode_borrowed(record, R::NAME, R::VERSION, bytes)
}

/// Writes a record that borrows its texts, to be read by [`borrow`].
pub(crate) fn encode_borrowed<T: Serialize>(
    value: &T,
    record: &'static str,
    version: u8,
    bytes: &mut Vec<u8>,
) -> Result<(), CodecError> {
    bytes.clear();
    bytes.extend([FORMAT, version]);
    bincode::serde::encode_into_std_write(value, bytes, bincode::config::standard())
        .map_err(|_refused| CodecError::Malformed { record })?;
    if bytes.len() > LIMIT_BYTES {
        return Err(CodecError::TooLarge { record });
    }
    Ok(())
}

/// Reads a record of any version.
pub(crate) fn decode<R: Record>(bytes: &[u8]) -> Result<R, CodecError> {
    let (version, body) = open(bytes, R::NAME)?;
    if version == R::VERSION { decode_body(body, R::NAME) } else { R::older(version, body) }
}

/// Reads the body of one version of a record.
pub(crate) fn decode_body<T: DeserializeOwned>(
    body: &[u8],
    record: &'static str,
) -> Result<T, CodecError> {
    let config = bincode::config::standard().with_limit::<LIMIT_BYTES>();
    let (value, used) = bincode::serde::decode_from_slice(body, config)
        .map_err(|_refused| CodecError::Malformed { record })?;
    whole(value, used, body, record)
}

/// Reads a record that borrows its texts from the bytes.
pub(crate) fn borrow<'b, T: Deserialize<'b>>(
    bytes: &'b [u8],
    record: &'static str,
    known: u8,
) -> Result<T, CodecError> {
    let (version, body) = open(bytes, record)?;
    if version != known {
        return Err(CodecError::UnknownVersion { record, version });
    }
    let config = bincode::config::standard().with_limit::<LIMIT_BYTES>();
    let (value, used) = bincode::serde::borrow_decode_from_slice(body, config)
        .map_err(|_refused| CodecError::Malformed { record })?;
    whole(value, used, body, record)
}

fn open<'b>(bytes: &'b [u8], record: &'static str) -> Result<(u8, &'b [u8]), CodecError> {
    match bytes {
        [FORMAT, version, body @ ..] => Ok((*version, body)),
        [format, _, ..] => Err(CodecError::UnknownFormat { record, format: *format }),
        [] | [_] => Err(CodecError::Short { record }),
    }
}

fn whole<T>(value: T, used: usize, body: &[u8], record: &'static str) -> Result<T, CodecError> {
    match body.len().saturating_sub(used) {
        0 => Ok(value),
        bytes => Err(CodecError::LeftOver { record, bytes }),
    }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Sample {
        word: String,
        numbers: Vec<u64>,
    }

    impl Record for Sample {
        const NAME: &'static str = "sample";
        const VERSION: u8 = 2;

        fn older(version: u8, body: &[u8]) -> Result<Self, CodecError> {
            match version {
                1 => Ok(Self { word: decode_body(body, Self::NAME)?, numbers: Vec::new() }),
                _ => Err(CodecError::UnknownVersion { record: Self::NAME, version }),
            }
        }
    }

    fn sample() -> Sample {
        Sample { word: "Ada".to_owned(), numbers: vec![1, 300] }
    }

    #[test]
    fn a_record_is_format_version_body() {
        let bytes = encode(&sample()).unwrap();
        assert_eq!(bytes, b"\x01\x02\x03Ada\x02\x01\xfb\x2c\x01");
        assert_eq!(decode::<Sample>(&bytes).unwrap(), sample());
    }

    #[test]
    fn an_older_version_becomes_the_current_one() {
        let read: Sample = decode(b"\x01\x01\x03Ada").unwrap();
        assert_eq!(read, Sample { word: "Ada".to_owned(), numbers: Vec::new() });
    }

    #[test]
    fn left_over_bytes_are_refused() {
        let mut bytes = encode(&sample()).unwrap();
        bytes.push(0);
        let refused = decode::<Sample>(&bytes).unwrap_err();
        assert_eq!(refused, CodecError::LeftOver { record: "sample", bytes: 1 });
    }

    #[test]
    fn unknown_formats_and_versions_are_refused() {
        assert_eq!(
            decode::<Sample>(&[9, 2, 0, 0]).unwrap_err(),
            CodecError::UnknownFormat { record: "sample", format: 9 }
        );
        assert_eq!(
            decode::<Sample>(&[1, 3, 0, 0]).unwrap_err(),
            CodecError::UnknownVersion { record: "sample", version: 3 }
        );
        assert_eq!(decode::<Sample>(&[1]).unwrap_err(), CodecError::Short { record: "sample" });
    }

    #[test]
    fn a_hostile_length_is_refused_before_memory_is_given_to_it() {
        let mut bytes = vec![1, 2, 0, 0xfd];
        bytes.extend(u64::MAX.to_le_bytes());
        assert_eq!(
            decode::<Sample>(&bytes).unwrap_err(),
            CodecError::Malformed { record: "sample" }
        );
    }

    #[test]
    fn what_cannot_be_read_back_is_not_written() {
        let large = Sample { word: "x".repeat(LIMIT_BYTES), numbers: Vec::new() };
        assert_eq!(encode(&large).unwrap_err(), CodecError::TooLarge { record: "sample" });
    }
}
