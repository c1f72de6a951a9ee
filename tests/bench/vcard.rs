//! How fast cards are read: made-up cards of three kinds of writer, the same on every run.

use candor::formats::vcard::{File, Found};
use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use std::fmt::Write as _;
use std::hint::black_box;

const CARDS: u64 = 10_000;

/// A small generator of numbers: the bench must not depend on a crate's next version.
struct Numbers(u64);

impl Numbers {
    fn next(&mut self, below: u64) -> u64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % below
    }

    fn pick<'a>(&mut self, words: &[&'a str]) -> &'a str {
        let place = usize::try_from(self.next(1 << 16)).unwrap_or_default();
        words.get(place % words.len()).copied().unwrap_or_default()
    }
}

fn old_card(numbers: &mut Numbers, text: &mut String) -> std::fmt::Result {
    let (given, family) =
        (numbers.pick(&["J=C3=B6rg", "Ana", "Zo=C3=AB"]), numbers.pick(&["Meier", "M=C3=BCller"]));
    let encoded = "CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE";
    write!(text, "BEGIN:VCARD\r\nVERSION:2.1\r\nN;{encoded}:{family};{given};;;\r\n")?;
    write!(
        text,
        "FN;{encoded}:{given} {family}\r\nTEL;CELL;PREF:+49 1555 {}\r\n",
        numbers.next(1_000_000)
    )?;
    write!(
        text,
        "NOTE;{encoded}:Met at the fair =\r\nin K=C3=B6ln=0D=0Acalls back\r\nEND:VCARD\r\n"
    )
}

fn usual_card(numbers: &mut Numbers, text: &mut String) -> std::fmt::Result {
    let (given, family) = (
        numbers.pick(&["Bùi", "Søren", "Наталья", "Ada"]),
        numbers.pick(&["Thị", "Соколов", "Lovelace"]),
    );
    let number = numbers.next(1_000_000);
    write!(
        text,
        "BEGIN:VCARD\nVERSION:3.0\nPRODID:-//example//EN\nUID:{number:032}\nFN:{given} {family}\nN:{family};{given};;;\n"
    )?;
    write!(
        text,
        "EMAIL;TYPE=INTERNET,WORK,PREF:p{number}@mail.example\nEMAIL;TYPE=INTERNET,HOME:q{number}@home.example\n"
    )?;
    write!(
        text,
        "TEL;TYPE=CELL:+44 7700 900{:03}\nTEL;TYPE=WORK,VOICE:+44 20 7946 0{:03}\n",
        number % 1000,
        number % 997
    )?;
    write!(
        text,
        "ORG:Zephyr Labs;Sales\nTITLE:Office Manager\nADR;TYPE=WORK:;;Kungsgatan {};Ulm;;89073;Germany\n",
        number % 100
    )?;
    write!(
        text,
        "CATEGORIES:client,friend\nBDAY:1980-04-15\nNOTE:Contract ended\\; keep invoices only. Long enough that it is fold\n ed once.\nREV:20251003T212907Z\nEND:VCARD\n"
    )
}

fn new_card(numbers: &mut Numbers, text: &mut String) -> std::fmt::Result {
    let number = numbers.next(1_000_000);
    write!(
        text,
        "BEGIN:VCARD\nVERSION:4.0\nUID:urn:uuid:{number:032}\nFN:राजेश कुमार\nN:कुमार;राजेश;;;\nEMAIL;TYPE=work;PREF=1:r{number}@mail.example\n"
    )?;
    write!(
        text,
        "TEL;VALUE=uri;TYPE=\"voice,cell\":tel:+1-555-01{:02}\nitem1.URL:https://www.example/{number}\nitem1.X-ABLABEL:_$!<HomePage>!$_\nBDAY:--0415\nEND:VCARD\n",
        number % 100
    )
}

fn cards() -> String {
    let mut numbers = Numbers(1);
    let mut text = String::new();
    for _ in 0..CARDS {
        let written = match numbers.next(10) {
            0 => old_card(&mut numbers, &mut text),
            1 | 2 => new_card(&mut numbers, &mut text),
            _ => usual_card(&mut numbers, &mut text),
        };
        debug_assert!(written.is_ok(), "writing to a string does not fail");
    }
    text
}

fn read(text: &str) -> usize {
    let file = File::new(text.as_bytes());
    file.cards().filter(|found| matches!(found, Found::Contact(_))).count()
}

fn bench(criterion: &mut Criterion) {
    let text = cards();
    let mut group = criterion.benchmark_group("vcard");
    group.throughput(Throughput::Elements(CARDS));
    group.sample_size(20);
    group.bench_function("read 10,000 cards", |bencher| {
        bencher.iter_batched(|| text.as_str(), |text| read(black_box(text)), BatchSize::LargeInput);
    });
    group.finish();
}

criterion_group!(benches, bench);
criterion_main!(benches);
