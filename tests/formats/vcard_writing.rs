//! Cards that we write: others read them, and so do we.

use candor::domain::{Category, PartialDate, PersonName, PostalAddress, Value};
use candor::formats::draft::{self, ContactDraft, DraftField, DraftKind};
use candor::formats::vcard::{self, Card};
use proptest::prelude::*;

fn text(category: Category, label: &str, text: &str) -> (Category, String, Value) {
    (category, label.to_owned(), Value::Text(text.to_owned()))
}

fn ada() -> (Category, String, Value) {
    let name = PersonName {
        formatted: "Dr. Ada B. Łovelace, Jr.".to_owned(),
        family: "Łovelace".to_owned(),
        given: "Ada".to_owned(),
        additional: "B.".to_owned(),
        prefix: "Dr.".to_owned(),
        suffix: "Jr.".to_owned(),
    };
    (Category::Name, String::new(), Value::Name(name))
}

fn written(values: Vec<(Category, String, Value)>) -> String {
    vcard::write(&Card { uid: "urn:uuid:1".to_owned(), kind: DraftKind::Person, values })
}

/// The card as our own reader understands it.
fn again(values: Vec<(Category, String, Value)>) -> ContactDraft {
    let text = written(values);
    let reading = vcard::read(text.as_bytes());
    assert!(reading.problems.is_empty() && reading.drafts.len() == 1, "{text}");
    let draft = reading.drafts.into_iter().next().unwrap();
    assert!(draft.left.is_empty(), "{:?}\n{text}", draft.left);
    draft
}

/// Value and label of all data of a kind.
fn of(draft: &ContactDraft, field: &DraftField) -> Vec<(String, Option<String>)> {
    let data = draft.data.iter().filter(|datum| datum.field == *field);
    data.map(|datum| (datum.value.clone(), datum.label.clone())).collect()
}

#[test]
fn a_card_is_written_as_others_write_it() {
    let values = vec![
        ada(),
        text(Category::Email, "work", "ada@example.org"),
        text(Category::Email, "Ferienhaus Süd", "a@example.com"),
        text(Category::Phone, "work fax", "+49 30 901820"),
        text(Category::Note, "", "one; two, three\nC:\\four"),
        text(Category::TaxId, "", "DE1"),
    ];

    assert_eq!(
        written(values),
        "BEGIN:VCARD\r\nVERSION:3.0\r\nPRODID:-//Candor//EN\r\nUID:urn:uuid:1\r\n\
         FN:Dr. Ada B. Łovelace\\, Jr.\r\nN:Łovelace;Ada;B.;Dr.;Jr.\r\n\
         EMAIL;TYPE=INTERNET;TYPE=WORK:ada@example.org\r\n\
         item1.EMAIL;TYPE=INTERNET:a@example.com\r\nitem1.X-ABLABEL:Ferienhaus Süd\r\n\
         TEL;TYPE=WORK;TYPE=FAX:+49 30 901820\r\n\
         NOTE:one\\; two\\, three\\nC:\\\\four\r\nEND:VCARD\r\n"
    );
}

#[test]
fn names_labels_and_texts_come_back() {
    let draft = again(vec![
        ada(),
        text(Category::Name, "", "Countess, of L."),
        text(Category::Email, "work", "ada@example.org"),
        text(Category::Email, "home", "ada@example.com"),
        text(Category::Email, "Ferienhaus Süd", "a@example.com"),
        text(Category::Phone, "mobile", "+44 1632 960001"),
        text(Category::Phone, "work fax", "+44 1632 960002"),
        text(Category::Organisation, "", "Analytical; Engines, Ltd."),
        text(Category::Role, "", "Programmer"),
        text(Category::Url, "", "https://example.org/a,b;c?d=1"),
        text(Category::Handle, "matrix", "@ada:example.org"),
        text(Category::Tag, "", "first, ever"),
        text(Category::Tag, "", "日本"),
        text(Category::Note, "", "one\n\ntwo; C:\\new, 日本語"),
    ]);

    assert_eq!(draft.display_name(), Some("Dr. Ada B. Łovelace, Jr."));
    assert_eq!(draft.uid.as_deref(), Some("urn:uuid:1"));
    let name = draft.name.as_ref().unwrap();
    assert_eq!(
        [&name.family, &name.given, &name.additional, &name.prefixes, &name.suffixes],
        ["Łovelace", "Ada", "B.", "Dr.", "Jr."]
    );
    let is = |field: DraftField, expected: &[(&str, &str)]| {
        let found = of(&draft, &field);
        let found: Vec<_> = found
            .iter()
            .map(|(value, label)| (value.as_str(), label.as_deref().unwrap_or_default()))
            .collect();
        assert_eq!(found, expected);
    };
    is(DraftField::Nickname, &[("Countess, of L.", "")]);
    is(
        DraftField::Email,
        &[
            ("ada@example.org", "work"),
            ("ada@example.com", "home"),
            ("a@example.com", "Ferienhaus Süd"),
        ],
    );
    is(DraftField::Phone, &[("+44 1632 960001", "mobile"), ("+44 1632 960002", "work fax")]);
    is(DraftField::Organisation { units: Vec::new() }, &[("Analytical; Engines, Ltd.", "")]);
    is(DraftField::Title, &[("Programmer", "")]);
    is(DraftField::Url, &[("https://example.org/a,b;c?d=1", "")]);
    is(DraftField::Handle { service: "matrix".to_owned() }, &[("@ada:example.org", "")]);
    is(DraftField::Tag, &[("first, ever", ""), ("日本", "")]);
    is(DraftField::Note, &[("one\n\ntwo; C:\\new, 日本語", "")]);
}

#[test]
fn an_address_comes_back_in_its_parts() {
    let address = PostalAddress {
        extension: "c/o Babbage".to_owned(),
        street: "Töpfergasse 3\nHinterhaus".to_owned(),
        locality: "Berlin".to_owned(),
        region: String::new(),
        code: "12043".to_owned(),
        country: "Deutschland; DE".to_owned(),
    };
    let draft = again(vec![
        ada(),
        (Category::PostalAddress, "home".to_owned(), Value::Address(address.clone())),
        text(Category::PostalAddress, "", "Am Markt 1, 10115 Berlin"),
    ]);

    let parts = draft::PostalAddress {
        po_box: String::new(),
        extended: address.extension,
        street: address.street,
        locality: address.locality,
        region: address.region,
        code: address.code,
        country: address.country,
        text: None,
    };
    let found = of(&draft, &DraftField::PostalAddress(Box::new(parts)));
    assert_eq!(found.len(), 1, "{:?}", draft.data);
    assert_eq!(found[0].1.as_deref(), Some("home"));
    assert!(draft.data.iter().any(|datum| datum.value == "Am Markt 1, 10115 Berlin"));
}

#[test]
fn a_birthday_comes_back_with_or_without_its_year() {
    for (year, expected) in [(Some(1815), "1815-12-10"), (None, "--12-10")] {
        let day = PartialDate { year, month: Some(12), day: Some(10) };
        let draft = again(vec![ada(), (Category::Birthday, String::new(), Value::Date(day))]);

        let value = draft.data.iter().find(|datum| matches!(datum.field, DraftField::Birthday(_)));
        assert_eq!(value.unwrap().value, expected);
    }
}

#[test]
fn an_organisation_stays_one_and_a_card_without_a_name_has_one_to_show() {
    let values = vec![text(Category::Name, "", "Acme, Ltd.")];
    let card = Card { uid: "2".to_owned(), kind: DraftKind::Organisation, values };
    let draft = vcard::read(vcard::write(&card).as_bytes()).drafts.remove(0);
    assert_eq!((draft.kind, draft.display_name()), (DraftKind::Organisation, Some("Acme, Ltd.")));

    let nameless = again(vec![text(Category::Email, "", "ada@example.org")]);
    assert_eq!(nameless.display_name(), Some("ada@example.org"));
}

#[test]
fn nothing_in_a_value_can_start_a_line_of_its_own() {
    let text = written(vec![
        text(Category::Url, "x\r\nTEL:1", "https://example.org/\r\nTEL:2"),
        text(Category::Handle, "a\"\r\nTEL:3", "b\nTEL:4"),
        text(Category::Email, "", "a@example.org\r\nTEL:5"),
    ]);

    assert!(!text.lines().any(|line| line.starts_with("TEL")), "{text}");
}

proptest! {
    #[test]
    fn any_text_comes_back_and_no_line_is_too_long(note in "[ -~äöß日\n;,\\\\:]{0,300}") {
        let text = written(vec![ada(), text(Category::Note, "", &note)]);
        prop_assert!(text.split("\r\n").all(|line| line.len() <= 75));
        let reading = vcard::read(text.as_bytes());
        let notes = of(&reading.drafts[0], &DraftField::Note);
        let expected = note.trim();
        prop_assert_eq!(notes.first().map_or("", |(value, _)| value.as_str()), expected);
    }
}
