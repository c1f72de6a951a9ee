//! Notes as people write them: which seem to speak of something special, and which of business.

use candor::{
    domain::hint::{HintKind, hints},
    formats::hints::builtin,
};

/// What a note speaks of, and the note.
fn notes(text: &'static str) -> Vec<(Option<HintKind>, &'static str)> {
    let note = |line: &'static str| {
        let (kind, note) = line.split_once('\t').unwrap();
        let known = HintKind::of(kind);
        assert!(known.is_some() || kind == "-", "{line}");
        (known, note)
    };
    text.lines().map(note).collect()
}

/// How many of the telling notes are hinted at by their kind, how many harmless ones at all.
fn judge(language: &str, text: &'static str) -> [(usize, usize); 2] {
    let lexicon = builtin().unwrap();
    let mut telling = (0, 0);
    let mut harmless = (0, 0);
    for (kind, note) in notes(text) {
        let found = hints(note, &lexicon);
        let right = if let Some(kind) = kind {
            telling.1 += 1;
            telling.0 += usize::from(found.iter().any(|hint| hint.kind == kind));
            found.iter().any(|hint| hint.kind == kind)
        } else {
            harmless.1 += 1;
            harmless.0 += usize::from(!found.is_empty());
            found.is_empty()
        };
        if !right {
            println!("{language}: {kind:?} {note}: {found:?}");
        }
    }
    println!("{language}: {telling:?} telling notes hinted at, {harmless:?} harmless ones");
    [telling, harmless]
}

macro_rules! languages {
    ($($test:ident $language:literal;)*) => { $(
        #[test]
        fn $test() {
            let text = include_str!(concat!("notes/", $language, ".txt"));

            let [(found, telling), (alarms, harmless)] = judge($language, text);

            assert!(telling >= 30 && harmless >= 30, "{telling} {harmless}");
            assert!(found * 20 >= telling * 19, "{found} of {telling}");
            assert!(alarms * 20 <= harmless, "{alarms} of {harmless}");
        }
    )* };
}

languages! {
    english_notes_are_hinted_at_where_they_tell "en";
    german_notes_are_hinted_at_where_they_tell "de";
    french_notes_are_hinted_at_where_they_tell "fr";
}

#[test]
fn the_span_of_a_hint_is_what_is_read_in_the_note() {
    let lexicon = builtin().unwrap();
    let read = |note: &'static str| {
        let hints = hints(note, &lexicon).into_iter();
        hints
            .map(|hint| (hint.kind.word(), note.get(hint.span).unwrap_or_default(), hint.language))
            .collect::<Vec<_>>()
    };

    assert_eq!(
        read("Prefers calls. Coeliac; his wife helps"),
        [("health", "Coeliac", "en".to_owned()), ("third-person", "his wife", "en".to_owned()),]
    );
    assert_eq!(read("leidet an Zöliakie"), [("health", "Zöliakie", "de".to_owned())]);
}
