//! The store's own books: journal, drafts, suppressions, and what is derived.

use std::ops::ControlFlow;

use candor::domain::*;
use candor::store::{Act, ChangeId, ChangeKind, Draft, Erasure, Scope, StoreError};

use super::people::{ada, change, datum, day, name, place, policy, today, typed};

#[test]
fn the_journal_names_rows_and_never_what_is_in_them() {
    let place = place();
    let contact = place.change(ChangeKind::ContactAdded, ada);
    place.change(ChangeKind::DatumAdded, |writer| {
        let origin = writer.origin(OriginId(1))?;
        writer.add_datum(contact, datum(Category::Tag, "maths", &origin))
    });

    let all = ChangeId(1)..=ChangeId(u64::MAX);
    let journal = place.store.read(|reader| reader.journal(all.clone())).unwrap();

    let kinds: Vec<_> = journal.iter().filter_map(|entry| entry.what).collect();
    assert_eq!(kinds, [ChangeKind::Setup, ChangeKind::ContactAdded, ChangeKind::DatumAdded]);
    assert_eq!(journal[1].contacts, Some((contact, contact)));
    let rows: Vec<_> =
        journal[2].rows.iter().map(|row| (row.table, row.act, row.lead, row.number)).collect();
    assert_eq!(
        rows,
        [("contact", Act::Changed, contact.0, 0), ("datum", Act::Added, contact.0, 3)]
    );
}

#[test]
fn drafts_are_kept_beside_the_journal_and_go_with_their_contact() {
    let place = place();
    let contact = place.change(ChangeKind::ContactAdded, ada);
    let draft = Draft {
        id: 0,
        form: "contact".to_owned(),
        contact: Some(contact),
        saved_at: Moment(5),
        text: "half a sentence".to_owned(),
    };
    let before = place.store.read(|reader| reader.last_change()).unwrap();
    let id = place.change(ChangeKind::Drafted, |writer| writer.put_draft(&draft));
    let kept = place.store.read(|reader| reader.drafts()).unwrap();
    assert_eq!(kept, [Draft { id, ..draft }]);
    assert_eq!(place.store.read(|reader| reader.last_change()).unwrap(), before);

    place.store.erase(&[Erasure::whole(contact)], change(ChangeKind::Erased)).unwrap();
    assert_eq!(place.store.read(|reader| reader.drafts()).unwrap(), []);
}

#[test]
fn a_suppression_holds_for_its_channel_and_an_erasure_for_marketing_as_well() {
    let place = place();
    let (one, two) = ([1; 32], [2; 32]);
    place.change(ChangeKind::Suppressed, |writer| {
        writer.suppress(&one, Some(Channel::Email), Scope::Marketing, day("2026-03-01"))?;
        writer.suppress(&one, Some(Channel::Email), Scope::Marketing, day("2026-02-01"))?;
        writer.suppress(&two, None, Scope::Import, day("2026-03-01"))
    });

    let is = |mark, channel, scope| {
        place.store.read(|reader| reader.is_suppressed(&mark, channel, scope)).unwrap()
    };

    let since = Some(day("2026-03-01"));
    assert_eq!(is(one, Channel::Email, Scope::Marketing), since);
    assert_eq!(is(one, Channel::Phone, Scope::Marketing), None);
    assert_eq!(is(one, Channel::Email, Scope::Import), None);
    assert_eq!(is(two, Channel::Post, Scope::Import), since);
    assert_eq!(is(two, Channel::Post, Scope::Marketing), since);
}

#[test]
fn lists_are_in_order_and_can_be_turned_page_by_page() {
    let place = place();
    place.change(ChangeKind::Import, |writer| {
        let origin = writer.new_origin(typed())?;
        for n in 0..25_u32 {
            let uid = format!("uid {n}");
            let contact = writer.new_contact(ContactKind::Person, &uid, None)?;
            let family = format!("Family{:02}", (n * 7) % 25);
            writer.add_datum(contact, name("Given", &family, &origin))?;
        }
        Ok(())
    });

    let mut all = Vec::new();
    place
        .store
        .read(|reader| {
            all.clear();
            reader.list_all(|entry| {
                all.push(entry.to_row());
                ControlFlow::Continue(())
            })
        })
        .unwrap();
    let mut pages = Vec::new();
    loop {
        let last = pages.last().map(|row: &candor::store::ListRow| (row.order.clone(), row.id));
        let after = last.as_ref().map(|(order, id)| (order.as_str(), *id));
        let page = place.store.read(|reader| reader.list_page(after, 10)).unwrap();
        if page.is_empty() {
            break;
        }
        pages.extend(page);
    }

    assert_eq!(pages, all);
    assert_eq!(all.len(), 25);
    assert!(all.is_sorted_by_key(|row| (row.order.clone(), row.id)));
    assert_eq!(all[0].name, "Given Family00");
    let row = place.store.read(|reader| reader.list_row(all[7].id)).unwrap();
    assert_eq!(row.as_ref(), Some(&all[7]));
}

#[test]
fn what_is_derived_follows_a_declaration_for_everybody() {
    let place = place();
    for _ in 0..3 {
        place.change(ChangeKind::ContactAdded, ada);
    }
    place.change(ChangeKind::Declared, |writer| writer.add_policy(&policy("2026-01-01")));

    assert!(place.store.read(|reader| reader.is_fresh()).unwrap());
    assert_eq!(place.store.check().unwrap(), []);
}

#[test]
fn signs_that_have_run_out_are_worked_out_again() {
    let place = place();
    let contact = place.change(ChangeKind::ContactAdded, ada);
    let later = day("2036-01-01");

    place.store.freshen(later, |_progress| ()).unwrap();

    let row = place.store.read(|reader| reader.list_row(contact)).unwrap().unwrap();
    assert!(row.sign_until.is_none_or(|until| until >= later));
    assert_eq!(place.store.check().unwrap(), []);
}

#[test]
fn an_import_larger_than_what_is_held_at_once_is_whole() {
    let place = place();
    let first = place.change(ChangeKind::Import, |writer| {
        let first = ada(writer)?;
        for _ in 0..2100 {
            ada(writer)?;
        }
        // Written long after the contact itself has been settled.
        let origin = writer.origin(OriginId(1))?;
        writer.add_datum(first, datum(Category::Tag, "first", &origin))?;
        Ok(first)
    });

    assert_eq!(place.facts(first).data.len(), 3);
    assert_eq!(place.store.read(|reader| reader.list_len()).unwrap(), 2101);
    assert_eq!(place.store.check().unwrap(), []);
    // So many that their rows are not kept: this cannot be done again.
    place.store.undo(change(ChangeKind::Undone)).unwrap();
    assert_eq!(place.store.read(|reader| reader.list_len()).unwrap(), 0);
    let redone = place.store.redo(change(ChangeKind::Redone));
    assert!(matches!(redone, Err(StoreError::NothingToRedo)));
    assert_eq!(place.store.check().unwrap(), []);
}

#[test]
fn what_falls_due_is_found_by_its_day() {
    let place = place();
    let contact = place.change(ChangeKind::ContactAdded, ada);

    let due =
        place.store.read(|reader| reader.due(today()..=day("2100-01-01"), usize::MAX)).unwrap();

    assert!(due.iter().all(|(who, one)| *who == contact && one.day >= today()));
}
