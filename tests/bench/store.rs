//! How quick the store is with 100,000 contacts of ten data each: facts, lists, changes, import.

#![expect(clippy::unwrap_used, clippy::print_stderr, reason = "a bench that cannot go on stops")]

use std::hint::black_box;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use candor::domain::{
    Category, ContactId, ContactKind, Controller, Country, Datum, DatumId, DatumKind, Day,
    Evidence, Ground, GroundId, HintMark, Holidays, How, LawfulBasis, Moment, Origin, OriginId,
    Period, PersonName, Policy, PostalAddress, Provenance, PurposeId, PurposeSet, Source, Value,
};
use candor::store::vault::{Protection, Secret};
use candor::store::{Change, ChangeKind, NewVault, Store, StoreError, Writer};
use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use redb::{Builder, ConcurrencyMode, TableDefinition};
use tempfile::TempDir;

const SLICE: usize = 10_000;
const CONTACTS: usize = 100_000;

fn today() -> Day {
    Day::new(2026, 11, 23).unwrap()
}

fn change(what: ChangeKind) -> Change {
    Change { what, at: Moment(1_795_000_000), today: today() }
}

fn create(folder: &Path) -> Store {
    let country = Country::new("DE").unwrap();
    let policy = Policy {
        from: Day::new(2018, 5, 25).unwrap(),
        name: "de".to_owned(),
        country,
        purposes: Vec::new(),
        child_age: 16,
        manners: false,
        region: String::new(),
        choices: Vec::new(),
        stated_periods: Vec::new(),
        countries: Vec::new(),
        holidays: Holidays::default(),
        response: Period::months(1),
        extended: Period::months(3),
        pauses: false,
        complaint_days: None,
        opt_out_business_days: 10,
        breach_records: None,
        deletion_lag: Period::months(1),
    };
    let controller = Controller {
        name: "Studio Example".to_owned(),
        country,
        zone: "Europe/Berlin".to_owned(),
        own_addresses: Vec::new(),
        policies: vec![policy],
        assessments: Vec::new(),
        notices: Vec::new(),
        recipients: Vec::new(),
    };
    let protection = Protection::None;
    let new = NewVault { protection, controller: &controller, at: Moment(1), today: today() };
    Store::create(folder, &new).unwrap()
}

fn text(category: Category, text: String, origin: &Arc<Origin>, line: usize) -> Datum {
    Datum {
        id: DatumId(0),
        category,
        value: Value::Text(text),
        label: "work".to_owned(),
        kind: DatumKind::Provided,
        special: None,
        hint: HintMark::None,
        link: None,
        engagement: None,
        mentions: Vec::new(),
        part_of: None,
        corrects: None,
        provenances: vec![Provenance {
            origin: Arc::clone(origin),
            line: u32::try_from(line).unwrap(),
        }],
        deleted: None,
    }
}

/// The ten data of the `n`th person.
fn card(n: usize, origin: &Arc<Origin>) -> Vec<Datum> {
    let line = n * 14 + 1;
    let (given, family) =
        (format!("Given{}", n * 7919 % 5003), format!("Family{}", n * 104_729 % 9973));
    let formatted = format!("{given} {family}");
    let address = PostalAddress {
        street: format!("Long Street {}", n % 300),
        locality: "Sampletown".to_owned(),
        code: format!("{:05}", n % 90_000),
        country: "Germany".to_owned(),
        ..PostalAddress::default()
    };
    let name = PersonName { formatted, family, given, ..PersonName::default() };
    vec![
        Datum { value: Value::Name(name), ..text(Category::Name, String::new(), origin, line) },
        text(Category::Email, format!("person{n}@mail{}.example", n % 50), origin, line + 1),
        text(Category::Email, format!("private{n}@home.example"), origin, line + 2),
        text(Category::Phone, format!("+49 30 {n:08}"), origin, line + 3),
        Datum {
            value: Value::Address(address),
            ..text(Category::PostalAddress, String::new(), origin, line + 4)
        },
        text(Category::Organisation, format!("Example Works {}", n % 4000), origin, line + 5),
        text(Category::Role, "Head of Samples".to_owned(), origin, line + 6),
        text(Category::Tag, format!("tag{}", n % 40), origin, line + 7),
        text(Category::Note, format!("Met at the fair, stand {n}; likes tea."), origin, line + 8),
        text(Category::Url, format!("https://person{n}.example/"), origin, line + 9),
    ]
}

fn origin() -> Origin {
    Origin {
        id: OriginId(0),
        source: Source::Unknown,
        how: How::Import { file: "people.vcf".to_owned() },
        collected_on: today(),
        recorded_at: Moment(1_795_000_000),
        collected_for: Some(PurposeSet::one(PurposeId(0))),
        opt_out_offered: false,
        refuses_messages: false,
    }
}

fn cards(from: usize, to: usize, origin: &Arc<Origin>) -> Vec<Vec<Datum>> {
    (from..to).map(|n| card(n, origin)).collect()
}

fn write(writer: &mut Writer<'_>, cards: Vec<Vec<Datum>>) -> Result<(), StoreError> {
    for (n, card) in cards.into_iter().enumerate() {
        let tail = u64::try_from(n).unwrap_or(0) + writer.change_id().0 * 1_000_000;
        let uid = format!("6f9619ff-8b86-4011-b42d-{tail:012x}");
        let contact = writer.new_contact(ContactKind::Person, &uid, None)?;
        for datum in card {
            writer.add_datum(contact, datum)?;
        }
        writer.add_ground(
            contact,
            Ground {
                id: GroundId(0),
                purpose: PurposeId(0),
                basis: LawfulBasis::LegitimateInterests,
                evidence: Evidence::Reason(String::new()),
                opened: today(),
                closed: None,
                condition: None,
            },
        )?;
    }
    Ok(())
}

/// Imports `n` people in slices and says how long writing took.
fn import(store: &Store, n: usize) -> Duration {
    let (group, origin) = store
        .change(change(ChangeKind::Import), |writer| {
            Ok::<_, StoreError>((writer.change_id(), writer.new_origin(origin())?))
        })
        .unwrap();
    let mut spent = Duration::ZERO;
    for from in (0..n).step_by(SLICE) {
        let cards = cards(from, (from + SLICE).min(n), &origin);
        let start = Instant::now();
        store
            .change_within(Some(group), change(ChangeKind::Import), |writer| write(writer, cards))
            .unwrap();
        spent += start.elapsed();
    }
    spent
}

fn reads(criterion: &mut Criterion, store: &Store) {
    let mut next = 0_u64;
    criterion.bench_function("store/facts of one contact", |bench| {
        bench.iter(|| {
            next = (next + 7919) % 100_000;
            store.read(|reader| reader.facts(ContactId(next + 1))).unwrap()
        });
    });
    criterion.bench_function("store/first page of the list", |bench| {
        bench.iter(|| store.read(|reader| reader.list_page(None, 50)).unwrap());
    });
    criterion.bench_function("store/all rows of the list", |bench| {
        bench.iter(|| {
            let mut count = 0_usize;
            store
                .read(|reader| {
                    count = 0;
                    reader.list_all(|entry| {
                        count += black_box(entry.name).len();
                        std::ops::ControlFlow::Continue(())
                    })
                })
                .unwrap();
            count
        });
    });
    criterion.bench_function("store/all search keys", |bench| {
        bench.iter(|| {
            let mut count = 0_usize;
            store
                .read(|reader| {
                    count = 0;
                    reader.search_keys(|_, key| count += black_box(key).len())
                })
                .unwrap();
            count
        });
    });
}

/// One datum edited, durably; and the same bytes by the engine alone, in clear.
fn one_change(criterion: &mut Criterion, store: &Store) {
    let mut next = 0_u64;
    criterion.bench_function("store/one durable change", |bench| {
        bench.iter(|| {
            next = (next + 7919) % 100_000;
            let contact = ContactId(next + 1);
            store
                .change(change(ChangeKind::ContactEdited), |writer| {
                    let mut datum = writer.datum(contact, DatumId(2))?;
                    datum.value = Value::Text(format!("new{next}@mail.example"));
                    writer.put_datum(contact, &datum)
                })
                .unwrap();
        });
    });
    let folder = tempfile::tempdir().unwrap();
    let database = Builder::new()
        .set_cache_size(48 * 1024 * 1024)
        .set_concurrency_mode(ConcurrencyMode::MultiWriter)
        .create(folder.path().join("alone.redb"))
        .unwrap();
    let names =
        ["contact", "datum", "list", "search", "point", "derived", "journal", "undo", "meta"];
    let tables = names.map(TableDefinition::<u64, &[u8]>::new);
    let row = [7_u8; 90];
    for from in (0..100_000_u64).step_by(10_000) {
        let transaction = database.begin_write().unwrap();
        for table in tables {
            let mut table = transaction.open_table(table).unwrap();
            for key in from..from + 10_000 {
                table.insert(key, row.as_slice()).unwrap();
            }
        }
        transaction.commit().unwrap();
    }
    criterion.bench_function("store/the same rows by the engine alone", |bench| {
        bench.iter(|| {
            next = (next + 7919) % 100_000;
            let transaction = database.begin_write().unwrap();
            for table in tables {
                transaction.open_table(table).unwrap().insert(next, row.as_slice()).unwrap();
            }
            transaction.commit().unwrap();
        });
    });
}

fn opening(criterion: &mut Criterion, folder: &Path) {
    criterion.bench_function("store/open and first page", |bench| {
        bench.iter(|| {
            let store = Store::open(folder, &Secret::None).unwrap();
            store.read(|reader| reader.list_page(None, 50)).unwrap()
        });
    });
}

fn importing(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("store/import");
    group.sample_size(10);
    for n in [20_000_usize, CONTACTS] {
        group.throughput(Throughput::Elements(u64::try_from(n).unwrap()));
        group.bench_with_input(BenchmarkId::from_parameter(n), &n, |bench, &n| {
            bench.iter_custom(|times| {
                (0..times)
                    .map(|_| {
                        let folder = TempDir::new().unwrap();
                        import(&create(&folder.path().join("vault")), n)
                    })
                    .sum()
            });
        });
    }
}

fn store(criterion: &mut Criterion) {
    let folder = TempDir::new().unwrap();
    let vault = folder.path().join("vault");
    let store = create(&vault);
    let spent = import(&store, CONTACTS);
    eprintln!("imported {CONTACTS} contacts in {spent:?}");
    reads(criterion, &store);
    one_change(criterion, &store);
    drop(store);
    opening(criterion, &vault);
}

criterion_group!(benches, store, importing);
criterion_main!(benches);
