//! What has to go, each for another reason: what the tidy-up of the month would find.

use crate::{
    app::{
        consents::NewConsent,
        demo::{
            act::{After, Worth},
            card::{Card, Origin},
            script::{Script, newsletter},
        },
    },
    domain::{Category, ConsentState},
};

pub(super) fn write(script: &mut Script) {
    silent(script);
    just_ended(script);
    not_needed(script);
    child(script);
    sticky_note(script);
}

/// He asked, and nothing came of it: six months after his last word it is over.
fn silent(script: &mut Script) {
    let georgios = script.meet(
        203,
        Card::named("Γιώργος Παπαδόπουλος", "Παπαδόπουλος", "Γιώργος")
            .email("giorgos@elaiolado.example.com"),
        Origin::wrote("enquiry"),
    );
    script.mail(202, georgios, "Asked how many bottles and which shops");
}

/// The work is done and nothing is owed: what only the work needed has no reason left.
fn just_ended(script: &mut Script) {
    let yusuf = script.meet(
        130,
        Card::person("Yusuf Aydın")
            .email("yusuf@aydin-kaffee.example.org")
            .phone("+49 30 23125 871"),
        Origin::wrote("enquiry"),
    );
    script.mail(129, yusuf, "");
    let bags = script.proposal(124, &[yusuf], "Bags for three roasts", 1_300);
    script.running(110, bags);
    let bar = Card::further().address("Röstgasse 5, 10999 Berlin, DE");
    script.learn(110, yusuf, bar, Origin::gave("delivery"));
    script.invoice(17, yusuf, bags, "2026-038", Worth(1_300, *b"EUR"));
    script.done(16, bags, After { owed_months: 0, keep_in_touch: true, dispute: false });
}

/// Nice to know, and needed for nothing that he is held for.
fn not_needed(script: &mut Script) {
    let kai = script.meet(
        245,
        Card::person("Kai Ostermann")
            .email("kai@ostermann.example.net")
            .role("copywriter")
            .value(Category::Birthday, "1988-09-30"),
        Origin::gave("network"),
    );
    script.mail(245, kai, "");
}

/// The brother of a reader, thirteen: he said yes himself, and cannot.
fn child(script: &mut Script) {
    let finn = script.meet(
        13,
        Card::person("Finn Becker").email("finn@becker-familie.example.org").lives_in("DE"),
        Origin::form("newsletter"),
    );
    let alone =
        NewConsent { age: Some(13), ..newsletter(ConsentState::Given, "sign-up form, age told") };
    script.consent(13, finn, alone);
}

/// A number without a story.
fn sticky_note(script: &mut Script) {
    script.meet(
        19,
        Card::further().phone("+49 30 23125 999").label("on a sticky note"),
        Origin::forgotten(),
    );
}
