//! What stands between a property's name and its value: types, encodings, labels.

use super::decode;
use std::borrow::Cow;

/// How the value's bytes are wrapped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Transfer {
    QuotedPrintable,
    Base64,
}

/// The parameters that matter here.
#[derive(Debug, Default)]
pub(super) struct Params {
    pub(super) transfer: Option<Transfer>,
    pub(super) charset: Option<String>,
    /// In lower case, in the file's order, without `pref`.
    pub(super) types: Vec<String>,
    /// 1 is the most preferred, 100 the least.
    pub(super) preference: Option<u8>,
    pub(super) is_uri: bool,
    /// The address as it is to be printed.
    pub(super) label: Option<String>,
    /// The messenger or network that a name belongs to.
    pub(super) service: Option<String>,
    /// The name there.
    pub(super) user: Option<String>,
}

impl Params {
    /// Reads `;NAME=value;NAME="value",value;BARE`.
    pub(super) fn read(bytes: &[u8]) -> Self {
        let mut params = Self::default();
        if bytes.is_empty() {
            return params;
        }
        let (text, _) = decode::text(Cow::Borrowed(bytes), None);
        for param in split(&text, ';') {
            match param.split_once('=') {
                Some((name, value)) => params.named(&name.trim().to_ascii_uppercase(), value),
                None => params.bare(unquoted(param)),
            }
        }
        params
    }

    fn named(&mut self, name: &str, value: &str) {
        match name {
            "TYPE" => {
                let types = split(value, ',').map(unquoted);
                // RFC 6350 itself quotes the whole list by mistake in its examples.
                for kind in types.flat_map(|kind| kind.split(',')) {
                    self.kind(kind);
                }
            }
            "ENCODING" => self.transfer = transfer(unquoted(value)),
            "CHARSET" => self.charset = Some(unquoted(value).to_owned()),
            "VALUE" => self.is_uri = is_uri(unquoted(value)),
            "PREF" => {
                self.preference = Some(unquoted(value).parse().unwrap_or(1).clamp(1, 100));
            }
            "LABEL" | "X-LABEL" => self.label = Some(unescaped(unquoted(value))),
            "SERVICE-TYPE" | "X-SERVICE-TYPE" | "X-SERVICE" => {
                self.service = Some(unescaped(unquoted(value)));
            }
            "USERNAME" | "X-USER" | "X-USERNAME" => self.user = Some(unescaped(unquoted(value))),
            _ => {}
        }
    }

    /// vCard 2.1 leaves out `TYPE=`, `ENCODING=` and `VALUE=`.
    fn bare(&mut self, word: &str) {
        if let Some(transfer) = transfer(word) {
            self.transfer = Some(transfer);
        } else if is_uri(word) {
            self.is_uri = true;
        } else {
            self.kind(word);
        }
    }

    fn kind(&mut self, kind: &str) {
        let kind = kind.trim().to_lowercase();
        // `TYPE=HOME,TYPE=VOICE` is a frequent mistake.
        let kind = kind.strip_prefix("type=").map_or(kind.clone(), str::to_owned);
        if kind == "pref" {
            self.preference = Some(1);
        } else if !kind.is_empty() && !self.types.contains(&kind) {
            self.types.push(kind);
        }
    }
}

fn transfer(word: &str) -> Option<Transfer> {
    match word.trim().to_ascii_uppercase().as_str() {
        "QUOTED-PRINTABLE" | "Q" => Some(Transfer::QuotedPrintable),
        "BASE64" | "B" => Some(Transfer::Base64),
        _ => None,
    }
}

fn is_uri(word: &str) -> bool {
    ["uri", "url"].iter().any(|name| name.eq_ignore_ascii_case(word.trim()))
}

/// Splits at a sign outside quotes.
fn split(text: &str, sign: char) -> impl Iterator<Item = &str> {
    let mut quoted = false;
    text.split(move |character| {
        quoted ^= character == '"';
        character == sign && !quoted
    })
    .filter(|part| !part.trim().is_empty())
}

fn unquoted(text: &str) -> &str {
    text.trim().trim_matches('"')
}

/// Undoes the escapes of RFC 6868 and the backslashes that older programs use instead.
fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        let meant = match (character, characters.peek()) {
            ('^' | '\\', Some('n')) | ('\\', Some('N')) => Some('\n'),
            ('^', Some('^')) => Some('^'),
            ('^', Some('\'')) => Some('"'),
            ('\\', Some(escaped @ ('\\' | ',' | ';'))) => Some(*escaped),
            _ => None,
        };
        if meant.is_some() {
            characters.next();
        }
        out.push(meant.unwrap_or(character));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{Params, Transfer};

    #[test]
    fn bare_words_of_old_cards_are_types_encodings_and_preferences() {
        let params = Params::read(b";WORK;PREF;QUOTED-PRINTABLE;CHARSET=utf-8");

        assert_eq!(params.types, ["work"]);
        assert_eq!(params.preference, Some(1));
        assert_eq!(params.transfer, Some(Transfer::QuotedPrintable));
        assert_eq!(params.charset.as_deref(), Some("utf-8"));
    }

    #[test]
    fn a_quoted_list_of_types_keeps_them_all() {
        assert_eq!(Params::read(br#";TYPE="voice,X-Car",HOME"#).types, ["voice", "x-car", "home"]);
    }

    #[test]
    fn a_label_may_have_lines_and_quotes() {
        let params = Params::read(br#";LABEL="1 Long ^'Q^' St; A^nTown""#);

        assert_eq!(params.label.as_deref(), Some("1 Long \"Q\" St; A\nTown"));
    }
}
