//! Files that nobody meant well: whatever comes in, the reader ends and does not panic.

use super::vcard_fixtures::all;
use candor::formats::draft::LeftReason;
use candor::formats::problem::Trouble;
use candor::formats::vcard::{self, LONGEST_VALUE_BYTES};
use proptest::prelude::*;

proptest! {
    #[test]
    fn random_bytes_never_panic(bytes in proptest::collection::vec(any::<u8>(), 0..2000)) {
        drop(vcard::read(&bytes));
    }

    #[test]
    fn random_properties_never_panic(lines in proptest::collection::vec(
        "(FN|N|ADR|TEL|EMAIL|BDAY|X-A\\.b|AGENT|PHOTO|IMPP|GENDER|KIND|X-ANDROID-CUSTOM|GEO|BEGIN|END|[a-z]{0,3})\
         (;(TYPE|CHARSET|ENCODING|VALUE|PREF|LABEL|)=?\"?[a-zA-Z0-9,^ -]{0,12}\"?){0,3}[:;]?\
         (VCARD|[ -~\t\u{80}-\u{2ff}]{0,30}|=[0-9A-F]{2}|--0[0-9]{3}|=?)",
        0..20,
    )) {
        let text = format!("BEGIN:VCARD\n{}\nEND:VCARD\n", lines.join("\r\n"));
        for draft in vcard::read(text.as_bytes()).drafts {
            for datum in draft.data {
                prop_assert_eq!(datum.value.trim(), datum.value.as_str());
                prop_assert!(!datum.value.is_empty());
                prop_assert!(!datum.value.contains('\0'));
            }
        }
    }

    #[test]
    fn mutated_cards_never_panic(
        pick in any::<prop::sample::Index>(),
        changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0..4_u8), 1..12),
    ) {
        let files = all();
        let (_, mut bytes) = files[pick.index(files.len())].clone();
        for (place, byte, how) in changes {
            let place = place.index(bytes.len().max(1));
            match how {
                0 if place < bytes.len() => bytes[place] = byte,
                1 if place < bytes.len() => drop(bytes.remove(place)),
                2 if place < bytes.len() => bytes.truncate(place),
                _ => bytes.insert(place.min(bytes.len()), byte),
            }
        }
        drop(vcard::read(&bytes));
    }
}

#[test]
fn a_line_of_five_megabytes_is_left_out_and_the_card_comes_in() {
    let long = "x".repeat(5_000_000);
    for text in [
        format!("BEGIN:VCARD\nFN:A\nNOTE:{long}\nEND:VCARD\n"),
        format!(
            "BEGIN:VCARD\nFN:A\nNOTE;QUOTED-PRINTABLE:{}\nEND:VCARD\n",
            long.replace("xx", "x=\n")
        ),
        format!("BEGIN:VCARD\nFN:A\nNOTE:{}\nEND:VCARD\n", long.replace("xxx", "x\n ")),
    ] {
        let reading = vcard::read(text.as_bytes());
        assert_eq!(reading.problems, []);
        let left = &reading.drafts[0].left[0];
        assert_eq!((left.line, left.reason), (3, LeftReason::TooLong));
        assert!(left.len_bytes > LONGEST_VALUE_BYTES);
    }
}

#[test]
fn a_line_of_five_megabytes_that_is_no_property_is_one_problem() {
    for filler in ["x", "\"", "x\n ", ";\"\n ", "\r", "\u{0}"] {
        let text = format!("BEGIN:VCARD\nFN:A\nX;{}\nEND:VCARD\n", filler.repeat(1_500_000));
        assert_eq!(vcard::read(text.as_bytes()).drafts.len(), 1, "{filler:?}");
    }
}

#[test]
fn cards_nested_a_hundred_thousand_deep_end() {
    let open = "BEGIN:VCARD\nFN:A\nAGENT:\n".repeat(100_000);
    let close = "END:VCARD\n".repeat(100_000);

    let closed = vcard::read(format!("{open}{close}").as_bytes());
    assert_eq!(closed.drafts.len(), 1);
    let unclosed = vcard::read(open.as_bytes());
    assert_eq!(unclosed.problems[0].what, Trouble::MissingEnd);
    let bare = vcard::read("BEGIN:VCARD\n".repeat(100_000).as_bytes());
    assert_eq!(bare.drafts.len(), 0);
}

#[test]
fn a_hundred_thousand_empty_cards_are_as_many_problems() {
    let reading = vcard::read("BEGIN:VCARD\nEND:VCARD\n".repeat(100_000).as_bytes());

    assert_eq!(reading.drafts.len(), 0);
    assert_eq!(reading.problems.len(), 100_000);
}

#[test]
fn a_card_of_a_hundred_thousand_values_comes_in() {
    let lines = "TEL;TYPE=pref:1\nx\n".repeat(100_000);
    let reading = vcard::read(format!("BEGIN:VCARD\n{lines}END:VCARD\n").as_bytes());

    assert_eq!(reading.drafts[0].data.len(), 100_000);
}
