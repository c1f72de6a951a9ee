//! Made-up people as vCards: several scripts, about ten values each, names that repeat as names do.

use std::fmt::Write as _;

/// Given names and family names of one script, how its people write themselves in an address, and
/// how many of a hundred people write it.
struct Script {
    share: u64,
    given: &'static [&'static str],
    family: &'static [&'static str],
    local: &'static str,
}

#[rustfmt::skip]
const SCRIPTS: &[Script] = &[
    Script {
        share: 58,
        given: &[
            "Mary", "James", "Siobhán", "Jürgen", "Käthe", "Björn", "François", "Hélène", "Łukasz",
            "Małgorzata", "İbrahim", "Şeyma", "Nguyễn", "Jiří", "Šárka", "Åsa", "Søren", "José", "Íñigo",
        ],
        family: &[
            "Smith", "O'Brien", "McDonald", "Müller", "Groß", "Schäfer", "Lefèvre", "L'Hôpital",
            "Wójcik", "Dąbrowski", "Yılmaz", "Öztürk", "Thị Minh", "Dvořák", "Ångström", "Møller",
            "Núñez", "Ordóñez", "Van der Berg", "Lovelace",
        ],
        local: "p",
    },
    Script {
        share: 12,
        given: &["Александр", "Мария", "Наталья", "Юлія", "Ґалина", "Олександр"],
        family: &["Иванов", "Смирнова", "Соколов", "Шевченко", "Ковальчук", "Лисенко"],
        local: "aleksandr",
    },
    Script {
        share: 14,
        given: &["伟", "秀英", "翔太", "さくら", "ケンジ", "민준", "서연"],
        family: &["王", "欧阳", "佐藤", "齋藤", "김", "남궁"],
        local: "wei",
    },
    Script {
        share: 7,
        given: &["محمد", "فاطمة", "يوسف", "שרה", "נועם"],
        family: &["الأحمد", "المصري", "حداد", "כהן", "בן־דוד"],
        local: "yusuf",
    },
    Script {
        share: 9,
        given: &["Γιώργος", "Ελένη", "राजेश", "प्रिया", "สมชาย", "พิมพ์ชนก"],
        family: &["Παπαδόπουλος", "Νικολαΐδης", "शर्मा", "चौधरी", "ใจดี", "ศรีสุข"],
        local: "giorgos",
    },
];

#[rustfmt::skip]
const PLACES: &[(&str, &str, &str)] = &[
    ("Berlin", "10115", "Germany"), ("Kraków", "31-042", "Poland"), ("Lyon", "69001", "France"),
    ("Dublin", "D02 X285", "Ireland"), ("東京都", "100-0001", "日本"), ("Αθήνα", "105 52", "Ελλάδα"),
];

const FIRMS: &[&str] = &["Acme", "Nordwind", "Quantum", "Köln", "Małopolska", "東京", "Москва"];
const TRADES: &[&str] = &["Software", "Design", "Bakery", "Translation", "Legal", "Energy"];
const ROLES: &[&str] =
    &["Buyer", "Translator", "Geschäftsführer", "Directrice artistique", "取締役"];
const TAGS: &[&str] = &["client", "lead", "friend", "supplier", "press", "conference-2025"];
const NOTES: &[&str] = &[
    "Met at the fair in Lisbon\\; interested in a redesign.",
    "Asked for a quote: 3 landing pages\\, 2 languages.\\nPrefers e-mail.",
    "Предпочитает звонки после обеда.",
];

/// A small generator of numbers: the same on every machine and with every version of every crate.
pub(crate) struct Numbers(pub(crate) u64);

impl Numbers {
    /// A number below `below`.
    pub(crate) fn next(&mut self, below: u64) -> u64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % below
    }

    /// One of some.
    pub(crate) fn pick<T: Copy>(&mut self, of: &[T]) -> T {
        let place = usize::try_from(self.next(1 << 30)).unwrap();
        *of.get(place % of.len()).unwrap()
    }
}

/// The text of a file with so many cards.
pub(crate) fn cards(people: u64) -> String {
    let mut numbers = Numbers(1);
    let mut text = String::new();
    for person in 0..people {
        card(&mut numbers, person, &mut text);
    }
    text
}

fn card(numbers: &mut Numbers, person: u64, text: &mut String) {
    let script = script(numbers.next(100));
    let (given, family) = (numbers.pick(script.given), numbers.pick(script.family));
    let (local, firm, trade) = (script.local, numbers.pick(FIRMS), numbers.pick(TRADES));
    let (role, tag) = (numbers.pick(ROLES), numbers.pick(TAGS));
    let (town, code, country) = numbers.pick(PLACES);
    let version = if numbers.next(4) == 0 { "4.0" } else { "3.0" };
    write!(
        text,
        "BEGIN:VCARD\r\nVERSION:{version}\r\nUID:urn:uuid:6f9619ff-8b86-4011-b42d-{person:012x}\r\n\
         FN:{given} {family}\r\nN:{family};{given};;;\r\n\
         EMAIL;TYPE=WORK:{local}.{person}@example.com\r\n\
         TEL;TYPE=CELL:+49 30 23125 {:04}\r\n\
         ORG:{firm} {trade} {}\r\nTITLE:{role}\r\n\
         ADR;TYPE=WORK:;;High Street {};{town};;{code};{country}\r\nCATEGORIES:{tag}\r\n",
        person % 10_000,
        person % 4000,
        numbers.next(300),
    )
    .unwrap();
    if numbers.next(2) == 0 {
        write!(text, "EMAIL;TYPE=HOME:{local}{person}@example.net\r\n").unwrap();
    }
    if numbers.next(2) == 0 {
        write!(text, "TEL;TYPE=WORK:+44 20 7946 {:04}\r\n", numbers.next(1000)).unwrap();
    }
    if numbers.next(10) < 3 {
        write!(text, "BDAY:19{:02}-04-15\r\n", 40 + numbers.next(60)).unwrap();
    }
    if numbers.next(10) < 4 {
        write!(text, "NOTE:{}\r\n", numbers.pick(NOTES)).unwrap();
    }
    if numbers.next(10) < 4 {
        write!(text, "URL:https://www.example.org/{person}\r\n").unwrap();
    }
    text.push_str("END:VCARD\r\n");
}

/// The script of a person, by a number below a hundred.
fn script(number: u64) -> &'static Script {
    let mut shares = 0;
    SCRIPTS
        .iter()
        .find(|script| {
            shares += script.share;
            number < shares
        })
        .unwrap()
}
