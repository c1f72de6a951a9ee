//! Folding: one key for all the ways in which people type a name.
//!
//! Used alike for what is stored and for what is typed, so `muller` finds `Müller`, `strasse` finds
//! `Straße`, `иванов` finds `Иванов`, and full-width letters are letters. Marks that tell words
//! apart (vowel signs and viramas of Indic scripts, voicing marks of kana, Thai tones) stay; accents,
//! Hebrew points and Arabic vowel marks go.

use std::borrow::Cow;

use caseless::Caseless;
use unicode_normalization::{UnicodeNormalization, char::canonical_combining_class};

/// Folds a text for search: lower case, without accents, in one spelling; every blank or control
/// character is one space. Folding twice is folding once.
#[must_use]
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.chars().map(plain).collect();
    }
    // A step can bring about what an earlier one takes away (a capital with an accent of its own, a
    // compatibility letter); two rounds are enough for all of Unicode, the third is a safeguard.
    let mut folded = round(text);
    for _ in 0..2 {
        let again = round(&folded);
        if again == folded {
            break;
        }
        folded = again;
    }
    folded
}

/// The key by which lists are ordered: folded, without signs before the first letter or digit.
/// What has no letter or digit at all comes last.
#[must_use]
pub fn order(text: &str) -> String {
    let folded = fold(text);
    let trimmed = folded.trim_start_matches(|sign: char| !sign.is_alphanumeric());
    if trimmed.is_empty() {
        format!("{}{folded}", char::MAX)
    } else {
        trimmed.trim_end().to_owned()
    }
}

/// The words of a folded text.
pub fn words(folded: &str) -> impl Iterator<Item = &str> {
    folded.split(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty())
}

fn plain(letter: char) -> char {
    if letter.is_whitespace() || letter.is_control() { ' ' } else { letter.to_ascii_lowercase() }
}

fn round(text: &str) -> String {
    let bare = text
        .nfkd()
        .filter(|letter| !is_dropped(*letter))
        .map(|letter| if letter.is_whitespace() || letter.is_control() { ' ' } else { letter });
    let mut folded = String::with_capacity(text.len());
    for letter in bare.default_case_fold() {
        match spelled(letter) {
            Some(plain) => folded.push_str(plain),
            None => folded.push(letter),
        }
    }
    if unicode_normalization::is_nfkc(&folded) { folded } else { folded.nfkc().collect() }
}

/// Accents, points, and what nobody sees: joiners, directions, soft hyphens, variation selectors.
fn is_dropped(letter: char) -> bool {
    match letter {
        '\u{ad}'
        | '\u{61c}'
        | '\u{180e}'
        | '\u{feff}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{fe00}'..='\u{fe0f}' => true,
        _ => matches!(canonical_combining_class(letter), 10..=36 | 200..),
    }
}

/// Letters that no decomposition takes apart, as people without them on the keyboard type them.
fn spelled(letter: char) -> Option<&'static str> {
    Some(match letter {
        'ł' => "l",
        'ø' => "o",
        'đ' | 'ð' => "d",
        'ħ' => "h",
        'ŧ' => "t",
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'þ' => "th",
        'ı' => "i",
        'ς' => "σ",
        'ŋ' => "n",
        '\u{2019}' | '\u{2018}' | '\u{2bc}' => "'",
        '\u{2010}' | '\u{2011}' | '\u{2013}' => "-",
        _ => return None,
    })
}

/// Borrows where nothing has to be folded: for many comparisons of plain lower-case text.
#[must_use]
pub fn fold_cow(text: &str) -> Cow<'_, str> {
    let is_plain = |byte: &u8| (b' '..=b'~').contains(byte) && !byte.is_ascii_uppercase();
    if text.as_bytes().iter().all(is_plain) { Cow::Borrowed(text) } else { fold(text).into() }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_people_type_finds_what_is_written() {
        for (written, typed) in [
            ("Müller", "muller"),
            ("Straße", "strasse"),
            ("STRASSE", "straße"),
            ("Łukasz", "lukasz"),
            ("Søren", "soren"),
            ("Đorđe", "dorde"),
            ("Æsop", "aesop"),
            ("Işık", "isik"),
            ("İpek", "ipek"),
            ("Σίσυφος", "ΣΙΣΥΦΟΣ"),
            ("Иванов", "иванов"),
            ("Чайковский", "чаиковскии"),
            ("ＡＣＭＥ", "acme"),
            ("ﬁx", "fix"),
            ("O’Brien", "o'brien"),
            ("a\u{ad}b", "ab"),
            ("e\u{301}", "é"),
            ("ガ", "カ\u{3099}"),
            ("tab\there", "tab here"),
        ] {
            assert_eq!(fold(written), fold(typed), "{written} {typed}");
        }
    }

    #[test]
    fn marks_that_tell_words_apart_stay() {
        for (one, other) in [("कमल", "कमला"), ("か", "が"), ("มา", "ม้า")]
        {
            assert_ne!(fold(one), fold(other));
        }
    }

    #[test]
    fn lists_are_ordered_by_letters() {
        let mut names = ["Österle", "Zoe", "\"Anna\"", "…", "Otto", "anton"];
        names.sort_by_key(|name| order(name));
        assert_eq!(names, ["\"Anna\"", "anton", "Österle", "Otto", "Zoe", "…"]);
    }

    #[test]
    fn words_are_split_at_signs() {
        assert_eq!(words("o'brien-smith  ag").collect::<Vec<_>>(), ["o", "brien", "smith", "ag"]);
    }

    proptest! {
        #[test]
        fn folding_twice_is_folding_once(text in "\\PC{0,20}|.{0,20}") {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once.clone());
            prop_assert_eq!(fold_cow(&text).into_owned(), once);
        }

        #[test]
        fn case_never_matters(text in "[a-zA-ZÀ-žΑ-ωА-я ]{0,20}") {
            prop_assert_eq!(fold(&text), fold(&text.to_uppercase()));
        }
    }

    #[test]
    fn every_character_of_unicode_is_folded_at_once() {
        for letter in '\0'..=char::MAX {
            let once = fold(letter.encode_utf8(&mut [0; 4]));
            assert_eq!(fold(&once), once, "{letter:?}");
        }
    }
}
