//! Cards that other programs wrote: a snapshot of everything that each file gives.

use candor::formats::draft::{ContactDraft, DraftDatum, DraftField, PostalAddress};
use candor::formats::vcard;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/vcard")
}

/// Every fixture as (name, bytes), in order of names.
pub(super) fn all() -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<_> = fs::read_dir(folder())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "vcf"))
        .collect();
    files.sort();
    files
        .into_iter()
        .map(|path| {
            let name = path.file_stem().unwrap().to_string_lossy().into_owned();
            (name, fs::read(path).unwrap())
        })
        .collect()
}

/// One fixture by name.
pub(super) fn read(name: &str) -> vcard::Reading {
    vcard::read(&fs::read(folder().join(format!("{name}.vcf"))).unwrap())
}

#[test]
fn every_fixture_gives_what_its_snapshot_says() {
    for (name, bytes) in all() {
        let reading = vcard::read(&bytes);

        let mut text = String::new();
        for problem in &reading.problems {
            writeln!(text, "problem, line {}: {}", problem.line, problem.what).unwrap();
        }
        for draft in &reading.drafts {
            describe(draft, &mut text);
        }
        insta::with_settings!({prepend_module_to_snapshot => false, omit_expression => true}, {
            insta::assert_snapshot!(format!("vcard-{name}"), text);
        });
    }
}

#[test]
fn every_fixture_names_its_origin_and_licence() {
    let origins = fs::read_to_string(folder().join("ORIGIN.tsv")).unwrap();

    for (name, _) in all() {
        let line = origins.lines().find(|line| line.starts_with(&format!("{name}.vcf\t")));
        assert_eq!(line.map(|line| line.split('\t').count()), Some(3), "{name}");
    }
}

fn describe(draft: &ContactDraft, text: &mut String) {
    let ContactDraft { line, uid, kind, name, data, left, technical } = draft;
    writeln!(text, "line {line}: {kind:?}, uid {uid:?}, {technical} technical").unwrap();
    if let Some(name) = name {
        let parts = [&name.family, &name.given, &name.additional, &name.prefixes, &name.suffixes];
        writeln!(text, "  {:>4} parts of the name {parts:?}", name.line).unwrap();
    }
    for datum in data {
        describe_datum(datum, text);
    }
    for left in left {
        let (property, reason, length) = (&left.property, left.reason, left.len_bytes);
        writeln!(text, "  {:>4} left out: {property} ({length} bytes): {reason}", left.line)
            .unwrap();
    }
}

fn describe_datum(datum: &DraftDatum, text: &mut String) {
    let DraftDatum { line, field, value, label, preferred } = datum;
    write!(text, "  {line:>4} ").unwrap();
    if let DraftField::PostalAddress(address) = field {
        let PostalAddress {
            po_box,
            extended,
            street,
            locality,
            region,
            code,
            country,
            text: print,
        } = &**address;
        let parts = [po_box, extended, street, locality, region, code, country];
        write!(text, "PostalAddress {parts:?}").unwrap();
        if let Some(print) = print {
            write!(text, " printed {print:?}").unwrap();
        }
    } else {
        write!(text, "{field:?}").unwrap();
    }
    if let Some(label) = label {
        write!(text, " [{label}]").unwrap();
    }
    if *preferred {
        write!(text, " *").unwrap();
    }
    writeln!(text, " {value:?}").unwrap();
}
