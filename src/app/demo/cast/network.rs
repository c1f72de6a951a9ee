//! Colleagues, suppliers and advisers: kept for three years after the last contact from them.

use crate::{
    app::demo::{
        act::Who,
        card::{Card, Origin},
        script::{Script, newsletter},
    },
    domain::{Art9Condition, Category, ConsentState, Direction, Means, Source, Special},
};

/// The address book of an old phone, on the way in.
const PHONE_BOOK: (&str, &[u8]) =
    ("phone-2019.vcf", include_bytes!("../../../../assets/demo/phone-2019.vcf"));

pub(super) fn write(script: &mut Script) {
    suppliers(script);
    colleagues(script);
    asked_for_the_letter(script);
    made_public(script);
    knee(script);
    script.import(12, PHONE_BOOK, "sorting", Source::Unknown);
}

/// They gave their card, and the notice went out with the first mail, the same day.
fn colleague(script: &mut Script, ago: u32, card: Card) -> Who {
    let who = script.meet(ago, card, Origin::gave("network"));
    script.mail(ago, who, "");
    who
}

fn suppliers(script: &mut Script) {
    let felix = colleague(
        script,
        715,
        Card::person("Felix Baumann")
            .email("felix@druckerei-baumann.example.com")
            .phone("+49 30 23125 808")
            .organisation("Druckerei Baumann")
            .role("printer")
            .note("Letterpress up to A3. Call before ten; the machine is loud after that"),
    );
    script.talk(120, &[felix], (Means::Call, Direction::Both), "", None);

    let anneliese = colleague(
        script,
        755,
        Card::person("Dr. Anneliese Krämer")
            .email("kanzlei@kraemer.example.org")
            .phone("+49 30 23125 900")
            .organisation("Krämer Steuerberatung")
            .role("tax adviser"),
    );
    script.talk(31, &[anneliese], (Means::Mail, Direction::FromThem), "", None);

    let rosa = colleague(
        script,
        333,
        Card::person("Rosa Okonkwo")
            .email("rosa@papierlager.example.net")
            .phone("+1 212 555 0142")
            .role("paper merchant")
            .lives_in("US")
            .note("Ships from Newark; samples are free"),
    );
    script.talk(140, &[rosa], (Means::Call, Direction::Both), "", None);
}

fn colleagues(script: &mut Script) {
    let chiara = colleague(
        script,
        610,
        Card::person("Chiara Rossi")
            .email("chiara@lettere.example.org")
            .role("type designer")
            .lives_in("IT")
            .note("Met at the type days in Bologna; draws Cyrillic too"),
    );
    script.talk(190, &[chiara], (Means::Meeting, Direction::Both), "", None);

    colleague(
        script,
        402,
        Card::named("佐藤 美咲 (Misaki Satō)", "佐藤", "美咲")
            .email("misaki@sato-e.example.net")
            .role("illustrator")
            .lives_in("JP")
            .note("Ink and water. Replies at night, which is her morning"),
    );
    let kwame = colleague(
        script,
        288,
        Card::person("Kwame Mensah")
            .email("kwame@mensah.example.com")
            .phone("+44 20 7946 0331")
            .handle("@kwame@code.example.org")
            .label("forge")
            .role("back-end developer")
            .lives_in("GB"),
    );
    // A handle is needed for nothing that he is held for; it went with the next tidy-up.
    script.forget(260, kwame, Category::Handle);
    script.talk(58, &[kwame], (Means::Message, Direction::Both), "", None);

    colleague(
        script,
        150,
        Card::named("🦊 Robin Fuchs", "Fuchs", "Robin")
            .email("robin@fuchsbau.example.org")
            .role("animator")
            .note("Writes the fox into every form; it stays"),
    );
    colleague(
        script,
        66,
        Card::named("Mícheál Ó Súilleabháin", "Ó Súilleabháin", "Mícheál")
            .email("micheal@brat.example.com")
            .role("sign painter")
            .lives_in("IE"),
    );
}

/// Held as colleagues, whatever became of the letter: asked, revoked, never a real consent.
fn asked_for_the_letter(script: &mut Script) {
    let nils = colleague(
        script,
        230,
        Card::person("Nils Hoffmann").email("nils@hoffmann.example.org").role("photographer"),
    );
    script.consent(5, nils, newsletter(ConsentState::Requested, "sign-up form, link not clicked"));

    let amelie = colleague(
        script,
        480,
        Card::person("Amélie Laurent")
            .email("amelie@laurent.example.net")
            .role("bookbinder")
            .lives_in("FR"),
    );
    script.consent(400, amelie, newsletter(ConsentState::Given, "paper at the meetup, binder 2"));
    script.consent(120, amelie, newsletter(ConsentState::Revoked, "French list closed by us"));

    let gustav = colleague(
        script,
        300,
        Card::person("Gustav Klee").email("gustav@klee.example.com").role("web developer"),
    );
    script.consent(299, gustav, newsletter(ConsentState::Given, "form with a box ticked already"));
    script.consent(60, gustav, newsletter(ConsentState::Invalidated, "the box had been ticked"));
}

/// Health again, and all right: he writes about it on his own page.
fn made_public(script: &mut Script) {
    let lars = colleague(
        script,
        175,
        Card::person("Lars Nyqvist")
            .email("lars@nyqvist.example.com")
            .role("accessibility tester")
            .lives_in("SE"),
    );
    script.condition(174, lars, "network", Art9Condition::MadePublic);
    let page = Card::further()
        .note("Blind; tests with a Braille line and writes about it on his page")
        .special(Special::Health);
    script.learn(174, lars, page, Origin::published("network"));
}

/// One note too many: it is about his health, and nothing lets us hold that.
fn knee(script: &mut Script) {
    let peter = colleague(
        script,
        160,
        Card::person("Peter Holm")
            .email("peter@holm-satz.example.org")
            .phone("+49 40 66969 777")
            .role("typesetter"),
    );
    let knee = Card::further()
        .note("Knee operation in autumn, on strong painkillers: no calls before noon")
        .special(Special::Health);
    script.learn(21, peter, knee, Origin::gave("network"));
}
