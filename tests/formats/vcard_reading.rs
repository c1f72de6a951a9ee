//! What the reader must get right: statements of the tests of those who wrote the files, and
//! traps that real files have set.

use super::vcard_fixtures::read as fixture;
use candor::formats::draft::{
    ContactDraft, DraftField, DraftKind, LeftReason, PartialDate, PostalAddress,
};
use candor::formats::problem::{Resemblance, Trouble};
use candor::formats::vcard::{self, File, Found};

/// A card of the given lines, read alone.
fn card(lines: &str) -> ContactDraft {
    let reading = vcard::read(format!("BEGIN:VCARD\n{lines}\nEND:VCARD\n").as_bytes());
    assert_eq!(reading.drafts.len(), 1, "{:?}", reading.problems);
    reading.drafts.into_iter().next().unwrap()
}

fn values(draft: &ContactDraft, field: impl Fn(&DraftField) -> bool) -> Vec<&str> {
    let data = draft.data.iter().filter(|datum| field(&datum.field));
    data.map(|datum| datum.value.as_str()).collect()
}

fn troubles(bytes: &[u8]) -> Vec<(u32, Trouble)> {
    vcard::read(bytes).problems.into_iter().map(|problem| (problem.line, problem.what)).collect()
}

fn phones(draft: &ContactDraft) -> Vec<&str> {
    values(draft, |field| *field == DraftField::Phone)
}

fn notes(draft: &ContactDraft) -> Vec<&str> {
    values(draft, |field| *field == DraftField::Note)
}

#[test]
fn an_old_card_with_everything_reads_as_android_reads_it() {
    let reading = fixture("android-v21_complicated");
    let draft = &reading.drafts[0];

    assert_eq!(draft.display_name(), Some("Joe Due"));
    let name = draft.name.as_ref().unwrap();
    assert_eq!(
        [&name.family, &name.given, &name.additional, &name.prefixes, &name.suffixes],
        ["Gump", "Forrest", "Hoge", "Pos", "Tao"]
    );
    let firm = draft.data.iter().find(|datum| datum.value == "Gump Shrimp Co.").unwrap();
    let units = vec!["Sales Dept.;Manager".to_owned(), "Fish keeper".to_owned()];
    assert_eq!(firm.field, DraftField::Organisation { units });
    assert_eq!(notes(draft)[1], "Now's the time for all folk to come to the aid of their country.");
    assert_eq!(phones(draft)[2], "0311111111");
    assert!(draft.left.iter().any(|left| left.reason == LeftReason::Photograph));
}

#[test]
fn a_japanese_card_in_shift_jis_reads_as_text() {
    let reading = fixture("android-v21_japanese_1");
    let draft = &reading.drafts[0];

    assert_eq!(draft.name.as_ref().unwrap().family, "安藤ロイド");
    assert_eq!(values(draft, |field| *field == DraftField::PhoneticName), ["ｱﾝﾄﾞｳﾛｲﾄﾞ"]);
}

#[test]
fn a_card_inside_a_card_is_left_out_and_the_outer_one_goes_on() {
    let reading = fixture("android-v21_nest");

    assert_eq!(reading.problems, []);
    assert_eq!(reading.drafts.len(), 1);
    let draft = &reading.drafts[0];
    assert_eq!(draft.display_name(), Some("parent"));
    assert_eq!(phones(draft), ["1"]);
    let nested = draft.left.iter().filter(|left| left.reason == LeftReason::NestedCard);
    assert_eq!(nested.map(|left| left.line).collect::<Vec<_>>(), [4, 8]);
}

#[test]
fn six_cards_of_an_android_phone_come_in() {
    let reading = fixture("ez-vcard-john_doe_android");

    assert_eq!(reading.drafts.len(), 6);
    assert_eq!(reading.drafts[2].display_name(), Some("Ñ Ñ Ñ Ñ Ñ"));
    assert_eq!(phones(&reading.drafts[3]), ["123456", "234567", "3456789", "45678901"]);
}

#[test]
fn a_birthday_without_a_year_keeps_none() {
    let without = Some(PartialDate { year: None, month: 4, day: 15 });
    for line in [
        "BDAY:--0415",
        "BDAY:--04-15",
        "BDAY;X-APPLE-OMIT-YEAR=1604:1604-04-15",
        "BDAY;VALUE=date:1604-04-15",
    ] {
        let draft = card(&format!("FN:A\n{line}"));
        let birthday = &draft.data[1];
        assert_eq!(birthday.field, DraftField::Birthday(without), "{line}");
        assert_eq!(birthday.value, "--04-15");
    }
}

#[test]
fn a_birthday_that_is_no_day_stays_text() {
    let draft = card("FN:A\nBDAY;VALUE=text:circa 1800");

    assert_eq!(draft.data[1].field, DraftField::Birthday(None));
    assert_eq!(draft.data[1].value, "circa 1800");
}

#[test]
fn soft_breaks_of_quoted_printable_join_without_a_trace() {
    let draft = card(
        "FN:A\nNOTE;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:Gr=C3=BC=\n=C3=9Fe=0D=0Aaus =\nUlm",
    );

    assert_eq!(notes(&draft), ["Grüße\naus Ulm"]);
}

#[test]
fn a_fold_may_cut_a_character_in_two() {
    let reading = vcard::read(b"BEGIN:VCARD\r\nFN:Gr\xC3\r\n \xBC\xC3\x9Fe\r\nEND:VCARD\r\n");

    assert_eq!(reading.problems, []);
    assert_eq!(reading.drafts[0].display_name(), Some("Grüße"));
}

#[test]
fn every_kind_of_line_end_counts_lines_alike() {
    let text = "BEGIN:VCARD\nFN:A\n B\nNOTE:x\nEND:VCARD\n";
    for end in ["\n", "\r\n", "\r", "\r\r\n"] {
        let reading = vcard::read(text.replace('\n', end).as_bytes());
        let lines: Vec<_> = reading.drafts[0].data.iter().map(|datum| datum.line).collect();
        assert_eq!((lines, reading.problems.len()), (vec![2, 4], 0), "{end:?}");
        assert_eq!(reading.drafts[0].display_name(), Some("AB"));
    }
}

#[test]
fn utf_16_reads_with_and_without_its_mark() {
    let text = "BEGIN:VCARD\r\nFN:Ǽgean Ľda\r\nEND:VCARD\r\n";
    let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();

    for bytes in [
        little.clone(),
        big.clone(),
        [b"\xFF\xFE".to_vec(), little].concat(),
        [b"\xFE\xFF".to_vec(), big].concat(),
    ] {
        let reading = vcard::read(&bytes);
        assert_eq!(reading.drafts[0].display_name(), Some("Ǽgean Ľda"));
        assert_eq!(reading.problems, []);
    }
}

#[test]
fn undeclared_windows_text_is_read_and_the_guess_is_told() {
    let bytes = b"BEGIN:VCARD\nFN:M\xFCller\nNOTE:\x80 5\nEND:VCARD\n";
    let reading = vcard::read(bytes);

    assert_eq!(reading.drafts[0].display_name(), Some("Müller"));
    assert_eq!(notes(&reading.drafts[0]), ["€ 5"]);
    assert_eq!(troubles(bytes), [(2, Trouble::Guessed)]);
}

#[test]
fn halves_of_a_character_are_put_together() {
    let bytes = b"BEGIN:VCARD\nFN:Ada \xED\xA0\xBD\xED\xB8\x80\nEND:VCARD\n";
    let encoded =
        b"BEGIN:VCARD\nFN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Ada =ED=A0=BD=ED=B8=80\nEND:VCARD\n";

    for bytes in [&bytes[..], encoded] {
        let reading = vcard::read(bytes);
        assert_eq!(reading.drafts[0].display_name(), Some("Ada 😀"));
        assert_eq!(reading.problems, []);
    }
}

#[test]
fn bad_bytes_in_good_text_are_marked_and_told() {
    let bytes = b"BEGIN:VCARD\nFN:Zo\xC3\xAB \xFF Q\nEND:VCARD\n";

    assert_eq!(vcard::read(bytes).drafts[0].display_name(), Some("Zoë \u{FFFD} Q"));
    assert_eq!(troubles(bytes), [(2, Trouble::Garbled)]);
}

#[test]
fn declared_character_sets_are_believed_and_unknown_ones_told() {
    let draft = vcard::read(b"BEGIN:VCARD\nFN;CHARSET=windows-1250:Iksi\xF1ski\nEND:VCARD\n");
    assert_eq!(draft.drafts[0].display_name(), Some("Iksiński"));

    let odd = b"BEGIN:VCARD\nFN;CHARSET=x-klingon:M\xFCller\nEND:VCARD\n";
    assert_eq!(vcard::read(odd).drafts[0].display_name(), Some("Müller"));
    assert_eq!(troubles(odd), [(2, Trouble::UnknownCharset)]);
}

#[test]
fn apple_labels_name_the_values_of_their_group() {
    let draft = card(
        "FN:A\nitem1.TEL;type=pref:1\nitem1.X-ABLabel:_$!<Home>!$_\n\
         ITEM2.TEL:2\nitem2.X-ABLABEL:Ferienhaus Süd\nTEL;TYPE=\"voice,x-Car\":3",
    );
    let phones: Vec<_> = draft
        .data
        .iter()
        .filter(|datum| datum.field == DraftField::Phone)
        .map(|datum| (datum.value.as_str(), datum.label.as_deref(), datum.preferred))
        .collect();

    assert_eq!(
        phones,
        [
            ("1", Some("home"), true),
            ("2", Some("Ferienhaus Süd"), false),
            ("3", Some("car"), false)
        ]
    );
}

#[test]
fn bare_types_and_uris_read_like_the_others() {
    let draft = card(
        "FN:A\nTEL;WORK;FAX:1\nTEL;VALUE=uri;TYPE=cell:tel:+49-30-1;ext=5\nEMAIL:mailto:a@example.org",
    );
    let read: Vec<_> =
        draft.data.iter().map(|datum| (datum.value.as_str(), datum.label.as_deref())).collect();

    assert_eq!(
        read,
        [
            ("A", None),
            ("1", Some("work fax")),
            ("+49-30-1;ext=5", Some("mobile")),
            ("a@example.org", None)
        ]
    );
}

#[test]
fn an_address_keeps_its_parts_and_its_print() {
    let draft = card(
        "VERSION:4.0\nFN:A\nADR;TYPE=work;LABEL=\"1 Long St, A^nTown\":;Floor 2;1 Long St,A;Town;;12345;Wales",
    );
    let address = PostalAddress {
        extended: "Floor 2".to_owned(),
        street: "1 Long St,A".to_owned(),
        locality: "Town".to_owned(),
        code: "12345".to_owned(),
        country: "Wales".to_owned(),
        text: Some("1 Long St, A\nTown".to_owned()),
        ..PostalAddress::default()
    };

    assert_eq!(draft.data[1].field, DraftField::PostalAddress(Box::new(address)));
    assert_eq!(draft.data[1].value, "Floor 2, 1 Long St,A, 12345 Town, Wales");
    assert_eq!(draft.data[1].label.as_deref(), Some("work"));
}

#[test]
fn the_text_of_an_address_joins_the_parts_of_the_same_types() {
    let draft = card(
        "FN:A\nLABEL;WORK;QUOTED-PRINTABLE:1 Long St=0D=0ATown\nADR;HOME:;;2 Hill;;;;\n\
         ADR;WORK:;;1 Long St;Town;;;\nLABEL;TYPE=dom,parcel:9 Elsewhere",
    );
    let texts: Vec<_> = draft.data[1..]
        .iter()
        .map(|datum| {
            let DraftField::PostalAddress(address) = &datum.field else { panic!("no address") };
            (datum.line, address.text.as_deref())
        })
        .collect();

    assert_eq!(texts, [(4, None), (5, Some("1 Long St\nTown")), (6, Some("9 Elsewhere"))]);
}

#[test]
fn handles_name_their_service() {
    let draft = card(
        "FN:A\nIMPP:xmpp:ada@example.org\nX-SKYPE:ada.l\nIMPP;X-SERVICE-TYPE=Skype:x-apple:ada\n\
         X-SOCIALPROFILE;type=twitter;x-user=ada:https://example.org/ada\nIMPP:aim:goim?screenname=ada",
    );
    let service = |field: &DraftField| {
        if let DraftField::Handle { service } = field { service.clone() } else { String::new() }
    };
    let handles: Vec<_> =
        draft.data[1..].iter().map(|datum| (service(&datum.field), datum.value.as_str())).collect();
    let handles: Vec<_> = handles.iter().map(|(service, name)| (service.as_str(), *name)).collect();

    assert_eq!(
        handles,
        [
            ("xmpp", "ada@example.org"),
            ("skype", "ada.l"),
            ("skype", "ada"),
            ("twitter", "https://example.org/ada"),
            ("aim", "ada")
        ]
    );
}

#[test]
fn groups_and_firms_are_told_from_people() {
    let group =
        card("VERSION:4.0\nKIND:group\nFN:Choir\nMEMBER:urn:uuid:1\nMEMBER:mailto:a@example.org");
    assert_eq!(group.kind, DraftKind::Group);
    let members = values(&group, |field| *field == DraftField::Member);
    assert_eq!(members, ["urn:uuid:1", "a@example.org"]);

    assert_eq!(card("X-ADDRESSBOOKSERVER-KIND:group\nN:Choir").kind, DraftKind::Group);
    assert_eq!(card("X-ABShowAs:COMPANY\nFN:Acme\nORG:Acme;").kind, DraftKind::Organisation);
    assert_eq!(card("N:;;;;\nFN:Acme\nORG:Acme").kind, DraftKind::Organisation);
    assert_eq!(card("ORG:Acme").display_name(), Some("Acme"));
    assert_eq!(card("FN:Ada\nORG:Acme").kind, DraftKind::Person);
}

#[test]
fn a_card_without_a_formatted_name_gets_one_from_its_parts() {
    assert_eq!(card("N:Gump;Forrest;;Dr.;Jr.").display_name(), Some("Dr. Forrest Gump, Jr."));
    assert_eq!(card("N:安藤;ロイド").display_name(), Some("安藤 ロイド"));
    assert_eq!(card("EMAIL:a@example.org").display_name(), None);
}

#[test]
fn backslashes_that_escape_nothing_stay() {
    let draft = card("FN:A\nNOTE:C:\\Users\\nx\\, y\\; z\\\\ \\q\nURL:http\\://example.org");

    assert_eq!(notes(&draft), ["C:\\Users\nx, y; z\\ \\q"]);
    assert_eq!(values(&draft, |field| *field == DraftField::Url), ["http://example.org"]);
}

#[test]
fn escape_sequences_stay_in_the_value_and_nul_does_not() {
    let draft = card("FN:A\u{1b}[31m\0B");

    assert_eq!(draft.display_name(), Some("A\u{1b}[31mB"));
}

#[test]
fn what_stays_out_is_named_with_its_line_and_reason() {
    let draft = card(
        "FN:A\nPHOTO;ENCODING=b:AAAA\n AAAA\nKEY:x\nSOUND;VALUE=uri:http://example.org/a\n\
         X-UNHEARD-OF:1\nTEL:\nNOTE;ENCODING=b:*\nREV:20200101\nAGENT:BEGIN:VCARD\\nFN:B\\nEND:VCARD",
    );
    let left: Vec<_> =
        draft.left.iter().map(|left| (left.line, left.property.as_str(), left.reason)).collect();

    assert_eq!(
        left,
        [
            (3, "PHOTO", LeftReason::Photograph),
            (5, "KEY", LeftReason::Key),
            (6, "SOUND", LeftReason::Sound),
            (7, "X-UNHEARD-OF", LeftReason::Unknown),
            (8, "TEL", LeftReason::Empty),
            (9, "NOTE", LeftReason::Undecodable),
            (11, "AGENT", LeftReason::NestedCard),
        ]
    );
    assert_eq!(draft.technical, 1);
}

#[test]
fn a_base64_photo_may_be_unfolded_and_ends_where_text_begins() {
    let draft =
        card("FN:A\nPHOTO;BASE64:\nAAAA\nAAA=\n\nTEL:1\nLOGO;TYPE=PNG;ENCODING=b:AAAA\nTEL:2");

    assert_eq!(phones(&draft), ["1", "2"]);
    assert_eq!(draft.left.iter().map(|left| left.len_bytes).collect::<Vec<_>>(), [8, 4]);
}

#[test]
fn a_card_without_an_end_comes_in_and_so_does_the_next() {
    let bytes = b"BEGIN:VCARD\nFN:A\nBEGIN:VCARD\nFN:B\nEND:VCARD\nBEGIN:VCARD\nFN:C\n";
    let reading = vcard::read(bytes);

    let names: Vec<_> = reading.drafts.iter().filter_map(ContactDraft::display_name).collect();
    assert_eq!(names, ["A", "B", "C"]);
    assert_eq!(troubles(bytes), [(1, Trouble::MissingEnd), (6, Trouble::MissingEnd)]);
}

#[test]
fn cards_put_together_without_a_line_end_are_told_apart() {
    let bytes = b"BEGIN:VCARD\nFN:A\nEND:VCARD\xEF\xBB\xBFBEGIN:VCARD\nFN:B\nEND:VCARD";
    let reading = vcard::read(bytes);

    let lines: Vec<_> = reading.drafts.iter().map(|draft| draft.line).collect();
    assert_eq!(lines, [1, 3]);
    assert_eq!(reading.problems, []);
}

#[test]
fn a_card_that_is_indented_as_a_whole_reads_like_any_other() {
    let bytes =
        b"  BEGIN:VCARD\n  FN:A\n   B\n  TEL:1\n  END:VCARDBEGIN:VCARD\nFN:C\n D\nEND:VCARD\n";
    let reading = vcard::read(bytes);

    assert_eq!(reading.problems, []);
    let names: Vec<_> = reading.drafts.iter().filter_map(ContactDraft::display_name).collect();
    assert_eq!((names, phones(&reading.drafts[0])), (vec!["AB", "CD"], vec!["1"]));
}

#[test]
fn broken_lines_are_reported_and_the_rest_comes_in() {
    let bytes = b"\xEF\xBB\xBF\n\nhello\nBEGIN:VCARD\nFN:A\nno property\nnone either\nTEL:1\nEND:VCARD\nEND:VCARD\n";
    let reading = vcard::read(bytes);

    assert_eq!(phones(&reading.drafts[0]), ["1"]);
    assert_eq!(
        troubles(bytes),
        [(3, Trouble::OutsideCard(1)), (6, Trouble::NotAProperty(2)), (10, Trouble::StrayEnd)]
    );
}

#[test]
fn a_file_without_a_card_is_one_problem_that_says_what_it_is() {
    let said = |bytes: &[u8]| match troubles(bytes).as_slice() {
        [(1, what)] => what.clone(),
        other => panic!("{other:?}"),
    };

    assert_eq!(said(b""), Trouble::EmptyFile);
    assert_eq!(said(b"\xEF\xBB\xBF \n"), Trouble::EmptyFile);
    assert_eq!(said(b"hello\nworld\n"), Trouble::NoCard(Resemblance::Text));
    assert_eq!(said(b"BEGIN:VCALENDAR\n"), Trouble::NoCard(Resemblance::Calendar));
    assert_eq!(said(b"[\"vcard\",[]]"), Trouble::NoCard(Resemblance::Json));
    assert_eq!(said(b"<vcards/>"), Trouble::NoCard(Resemblance::Markup));
    assert_eq!(said(b"Name,Mail,Phone\n"), Trouble::NoCard(Resemblance::Table));
    assert_eq!(said(b"Return-Path: <a@b>\n"), Trouble::NoCard(Resemblance::Mail));
    assert_eq!(said(b"PK\x03\x04\0\0"), Trouble::NoCard(Resemblance::Archive));
    assert_eq!(said(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"), Trouble::NoCard(Resemblance::Binary));
    assert_eq!(said(b"END:VCARD\n"), Trouble::NoCard(Resemblance::Text));
}

#[test]
fn a_card_with_nothing_in_it_is_told_and_skipped() {
    assert_eq!(troubles(b"BEGIN:VCARD\nVERSION:3.0\nEND:VCARD\n"), [(1, Trouble::EmptyCard)]);
}

#[test]
fn cards_come_one_by_one_and_say_how_far_they_have_come() {
    let bytes = b"BEGIN:VCARD\nFN:A\nEND:VCARD\nBEGIN:VCARD\nFN:B\nEND:VCARD\n";
    let file = File::new(bytes);
    let mut cards = file.cards();

    assert!(matches!(cards.next(), Some(Found::Contact(draft)) if draft.line == 1));
    assert_eq!(cards.progress(), (27, 54));
    assert!(matches!(cards.next(), Some(Found::Contact(draft)) if draft.line == 4));
    assert_eq!(cards.next(), None);
}

#[test]
fn problems_name_no_value() {
    for problem in vcard::read(b"secret\nBEGIN:VCARD\nsecret\nFN:A\nEND:VCARD\n").problems {
        assert!(!format!("{problem:?} {}", problem.what).contains("secret"));
    }
}
