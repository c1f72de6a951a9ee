//! "Delete me": what goes, what stays, and that nothing comes back.

use candor::{
    app::{
        AppError, Mode,
        consents::{self, NewConsent},
        engagements::{self, EndAnswers},
        erase::{self, Occasion, Target},
        import::{self, ImportAnswers, Progress, Unneeded},
        rights,
    },
    domain::{Category, ConsentState, Source, Stage},
};

use super::{
    Office, day, office,
    work::{all_jobs, log, quick_entry},
};

const LINE: &str = "Anna Müller anna@example.org +49 30 23125 100 @enquiry";

fn ended(office: &Office) -> candor::domain::ContactId {
    let (anna, work) = all_jobs(office, LINE);
    let answers = EndAnswers {
        on: day("2026-11-23"),
        stage: Stage::Lost,
        owed_until: None,
        keep_in_touch: false,
        dispute: false,
    };
    engagements::end(&office.session, work, &answers, Mode::Commit).unwrap();
    anna
}

fn answers() -> ImportAnswers {
    ImportAnswers {
        purpose: "sorting".to_owned(),
        source: Source::Unknown,
        on: day("2026-11-23"),
        file: "book.vcf".to_owned(),
        unneeded: Unneeded::LeaveOut,
    }
}

#[test]
fn an_erasure_on_request_keeps_what_the_law_demands_and_names_it() {
    let office = office();
    let anna = ended(&office);
    let request = Occasion::Request(day("2026-11-23"));

    let plan = erase::plan(&office.session, anna, Target::Contact, request).unwrap();

    let stays: Vec<&Category> = plan.stays.iter().map(|one| &one.category).collect();
    assert_eq!(stays, [&Category::Name]);
    assert_eq!(plan.stays[0].article, "Art. 17(3)(b)");
    assert_eq!(plan.stays[0].until.to_string(), "2034-12-31");
    let report = erase::run(&office.session, &plan).unwrap();
    assert_eq!((report.values, report.stays, report.contact), (2, 1, false));
    let facts = office.session.facts(anna).unwrap();
    assert_eq!(facts.data.len(), 1);
    assert!(facts.interactions.iter().all(|talk| talk.text.is_empty()));
    assert_eq!(office.session.pending_erasures().unwrap(), 0);
}

#[test]
fn whoever_asked_to_be_erased_does_not_come_in_again_by_import() {
    let office = office();
    let anna = quick_entry(&office.session, LINE, "2026-11-23");
    let request = Occasion::Request(day("2026-11-23"));
    let plan = erase::plan(&office.session, anna, Target::Contact, request).unwrap();
    erase::run(&office.session, &plan).unwrap();
    let card =
        b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Anna M\r\nEMAIL: ANNA@Example.ORG \r\nEND:VCARD\r\n";

    let report =
        import::commit(&office.session, card, &answers(), &mut |_, _| Progress::GoOn).unwrap();

    assert_eq!((report.new, report.refused_count), (0, 1));
    assert!(report.refused[0].1.starts_with("SUPPRESSED"));
}

#[test]
fn somebody_without_proof_on_record_goes_wholly_by_our_choice() {
    let office = office();
    let anna = quick_entry(&office.session, LINE, "2026-11-23");
    let plan = erase::plan(&office.session, anna, Target::Contact, Occasion::OurChoice).unwrap();

    let report = erase::run(&office.session, &plan).unwrap();

    assert!(report.contact);
    assert!(office.session.facts(anna).is_err());
}

#[test]
fn a_restricted_value_is_not_erased() {
    let office = office();
    let anna = quick_entry(&office.session, LINE, "2026-11-23");
    let phone = office.session.facts(anna).unwrap().first(&Category::Phone).unwrap().id;
    let on = day("2026-11-23");
    rights::restrict(&office.session, anna, &[phone], "accuracy contested", on, Mode::Commit)
        .unwrap();
    let plan =
        erase::plan(&office.session, anna, Target::Datum(phone), Occasion::OurChoice).unwrap();

    let refused = erase::run(&office.session, &plan);

    assert!(matches!(refused, Err(AppError::Refused { .. })));
    assert_eq!(plan.stays[0].article, "Art. 18");
}

#[test]
fn the_proof_of_a_consent_outlives_the_person() {
    let office = office();
    let anna = quick_entry(&office.session, LINE, "2026-11-23");
    let mut given = NewConsent::new("newsletter", ConsentState::Given, day("2026-11-23"));
    given.method = "paper".to_owned();
    given.notice = "v1".to_owned();
    consents::record(&office.session, anna, &given, Mode::Commit).unwrap();
    let plan = erase::plan(&office.session, anna, Target::Contact, Occasion::OurChoice).unwrap();

    erase::run(&office.session, &plan).unwrap();

    let facts = office.session.facts(anna).unwrap();
    assert!(facts.data.is_empty());
    assert_eq!(facts.consents.len(), 1);
}

#[test]
fn a_second_import_of_a_file_changes_nothing() {
    let office = office();
    let cards = "BEGIN:VCARD\nVERSION:3.0\nFN:Bo Ek\nTEL:+46 8 465 004 00\nX-ODD:1\nEND:VCARD\n\
                 BEGIN:VCARD\nVERSION:4.0\nUID:urn:uuid:1\nFN:Cy Ash\nEMAIL:cy@example.net\nEND:VCARD\n\
                 BEGIN:VCARD\nVERSION:3.0\nFN:Nobody At All\nEND:VCARD\n";
    let run = || {
        import::commit(&office.session, cards.as_bytes(), &answers(), &mut |_, _| Progress::GoOn)
            .unwrap()
    };

    let first = run();
    let second = run();

    assert_eq!((first.new, first.changed, first.same), (3, 0, 0));
    assert_eq!((second.new, second.changed, second.same), (0, 0, 3));
}

#[test]
fn the_text_of_a_talk_can_go_alone_and_that_it_happened_stays() {
    let office = office();
    let anna = quick_entry(&office.session, LINE, "2026-11-23");
    log(&office.session, anna, "called about the logo", "2026-11-23");
    let talk = office.session.facts(anna).unwrap().interactions[0].id;
    let target = Target::Talk(talk);
    let plan = erase::plan(&office.session, anna, target, Occasion::OurChoice).unwrap();

    let report = erase::run(&office.session, &plan).unwrap();

    assert_eq!((report.values, report.talks), (0, 1));
    let talks = office.session.facts(anna).unwrap().interactions;
    assert_eq!(talks.len(), 1);
    assert_eq!(talks[0].text, "");
}
