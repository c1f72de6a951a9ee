//! People who are clients themselves: from the first mail to the warranty, and one lost shelf.

use crate::{
    app::{
        consents::NewConsent,
        demo::{
            act::{After, Worth},
            card::{Card, Origin},
            script::{Script, explicit, newsletter},
        },
    },
    domain::{Category, ConsentState, Direction, LegalForm, Means, RequestKind, Special, Stage},
};

const BOOKKEEPER: &str = "Krämer Steuerberatung";
const INVOICED: [Category; 2] = [Category::Name, Category::PostalAddress];

pub(super) fn write(script: &mut Script) {
    warranty(script);
    dispute(script);
    at_work(script);
    workshop(script);
    asked(script);
    sole_trader(script);
    rights(script);
}

/// Paid and done, but two years of warranty: all of it stays until then, name and address longer.
fn warranty(script: &mut Script) {
    let mara = script.meet(
        640,
        Card::person("Mara Vogt")
            .email("mara.vogt@keramik.example.com")
            .phone("+49 30 23125 014")
            .label("workshop"),
        Origin::wrote("enquiry"),
    );
    script.wrote(640, mara, "Asks for a logo and a small shop for her pottery");
    script.mail(638, mara, "Thanked her, asked for photographs of the shelves");
    let shop = script.proposal(632, &[mara], "Logo and shop for a pottery", 2_400);
    script.running(622, shop);
    let home = Card::further().address("Töpfergasse 3, 12043 Berlin, DE").label("invoices");
    script.learn(622, mara, home, Origin::gave("delivery"));
    script.met(610, &[mara], "Looked at glazes and type together; she likes the narrow grotesque");
    script.invoice(560, mara, shop, "2025-007", Worth(2_400, *b"EUR"));
    script.disclose(559, mara, BOOKKEEPER, &INVOICED);
    let after = After { owed_months: 24, keep_in_touch: true, dispute: false };
    script.done(556, shop, after);
    script.request(302, mara, RequestKind::Question);
    script.answer(302, mara);
    script.called(
        44,
        mara,
        "Called: the shop shows the wrong postage for Austria. Warranty, mended",
    );
}

/// Unpaid for long: a dispute was possible, so that what proves stays, and nothing else.
fn dispute(script: &mut Script) {
    let henrik = script.meet(
        470,
        Card::person("Henrik Lund")
            .email("henrik@lund-moebel.example.net")
            .phone("+49 40 66969 120"),
        Origin::wrote("enquiry"),
    );
    script.wrote(470, henrik, "Wants a catalogue for his furniture, 48 pages");
    let catalogue = script.proposal(463, &[henrik], "Furniture catalogue", 5_200);
    script.running(450, catalogue);
    let yard = Card::further().address("Werftstr. 19, 20457 Hamburg, DE");
    script.learn(450, henrik, yard, Origin::gave("delivery"));
    script.talk(
        431,
        &[henrik],
        (Means::Mail, Direction::FromThem),
        "Approves the proofs, asks for 200 copies more",
        Some(catalogue),
    );
    script.invoice(412, henrik, catalogue, "2025-019", Worth(5_200, *b"EUR"));
    script.done(405, catalogue, After { owed_months: 0, keep_in_touch: false, dispute: true });
    script.forget(400, henrik, Category::Phone);
    script.talk(
        352,
        &[henrik],
        (Means::Letter, Direction::ToThem),
        "Second reminder: 2,600 EUR are still open",
        Some(catalogue),
    );
}

/// Work that goes on: everything is there for the contract.
fn at_work(script: &mut Script) {
    let tobias = script.meet(
        95,
        Card::person("Tobias Ehrlich")
            .email("tobias@ehrlich-holz.example.org")
            .phone("+49 30 23125 077")
            .label("mobile"),
        Origin::wrote("enquiry"),
    );
    script.wrote(95, tobias, "Found us through Mara; needs a website for his joinery");
    script.mail(94, tobias, "Answered with three questions about kitchens and boats");
    let site = script.proposal(88, &[tobias], "Website for a joinery", 3_800);
    script.consent(80, tobias, newsletter(ConsentState::Refused, "asked on the phone"));
    script.running(75, site);
    let home = Card::further().address("Sägewerkstr. 8, 16225 Eberswalde, DE");
    script.learn(75, tobias, home, Origin::gave("delivery"));
    script.invoice(70, tobias, site, "2026-031", Worth(1_900, *b"EUR"));
    script.disclose(68, tobias, BOOKKEEPER, &INVOICED);
    script.met(33, &[tobias], "Workshop in Eberswalde: structure of the site, 40 photographs");
    script.called(4, tobias, "Called about the photographs: he wants the boat first");
    script.noted(2);

    let ayse = script.meet(
        61,
        Card::named("Ayşe Demir", "Demir", "Ayşe")
            .email("ayse@demir-foto.example.com")
            .phone("+49 30 23125 203")
            .handle("@aysedemir@social.example.org")
            .label("Mastodon"),
        Origin::wrote("enquiry"),
    );
    script.wrote(61, ayse, "Portfolio for her photographs of bridges, by the end of the year");
    script.mail(60, ayse, "Sent two examples and asked for twenty pictures");
    let portfolio = script.proposal(55, &[ayse], "Portfolio of bridges", 1_950);
    script.running(40, portfolio);
    // She signed up for the letter and wants the greeting in it: her birthday, without a year.
    let greeting = NewConsent {
        categories: vec![Category::Email, Category::Name, Category::Birthday],
        ..newsletter(ConsentState::Given, "sign-up form")
    };
    script.consent(38, ayse, greeting);
    let birthday = Card::further().value(Category::Birthday, "--04-15");
    script.learn(38, ayse, birthday, Origin::form("newsletter"));
    script.wrote(9, ayse, "Sends the last six bridges");
}

/// Health data: her explicit consent carries the note, and the work carries the rest.
fn workshop(script: &mut Script) {
    let johanna = script.meet(
        82,
        Card::person("Johanna Weiss")
            .email("johanna.weiss@lernwerk.example.org")
            .phone("+49 30 23125 318"),
        Origin::wrote("enquiry"),
    );
    script.wrote(82, johanna, "A two-day workshop on reading type, for twelve teachers");
    let days = script.proposal(77, &[johanna], "Workshop: reading type", 2_800);
    script.running(50, days);
    let agreed = explicit("delivery", Category::Note, "mail of hers, kept with the contract");
    script.consent(48, johanna, agreed);
    let allergy = Card::further()
        .note("Severe peanut allergy: tell the caterer before both days")
        .special(Special::Health);
    script.learn(48, johanna, allergy, Origin::gave("delivery"));
    script.called(18, johanna, "Called: room changed to the library, twelve people confirmed");
}

/// Questions and offers: at their request, and for six months after the last word.
fn asked(script: &mut Script) {
    let lucia = script.meet(
        20,
        Card::person("Lucía Fernández")
            .email("lucia@traducciones.example.net")
            .lives_in("ES")
            .role("translator"),
        Origin::wrote("enquiry"),
    );
    script.wrote(20, lucia, "Business cards and a one-page site in two languages");
    script.proposal(12, &[lucia], "Cards and a page in two languages", 900);
    script.consent(11, lucia, newsletter(ConsentState::Deferred, "mail: perhaps after the move"));

    let wei = script.meet(
        6,
        Card::named("张伟 (Zhang Wei)", "张", "伟")
            .email("zhang.wei@tee.example.org")
            .lives_in("DE"),
        Origin::wrote("enquiry"),
    );
    script.wrote(6, wei, "Packaging for three kinds of tea, first print run 500");
    script.start(5, &[wei], "Packaging for three teas", Worth(2_700, *b"EUR"), Stage::Enquiry);

    let mail = (Means::Mail, Direction::FromThem);
    let oksana = script.meet(
        172,
        Card::named("Оксана Бондаренко", "Бондаренко", "Оксана")
            .email("oksana@bondarenko.example.com")
            .phone("+49 30 23125 440"),
        Origin::wrote("enquiry"),
    );
    script.talk(172, &[oksana], mail, "Asks what a children's book would cost", None);
    script.mail(171, oksana, "Named a range and asked for the manuscript");
    script.talk(168, &[oksana], mail, "Will come back when the publisher decides", None);
}

/// A trader is a person under a firm's name, with a person's rights.
fn sole_trader(script: &mut Script) {
    let glazier = script.meet(
        210,
        Card::firm("Glaserei Petersen", LegalForm::SoleTrader)
            .email("werkstatt@glaserei-petersen.example.com")
            .phone("+49 40 66969 301"),
        Origin::wrote("enquiry"),
    );
    script.called(210, glazier, "Called: lettering for the van and the window");
    script.mail(209, glazier, "Confirmed the call in writing");
    let van = script.proposal(205, &[glazier], "Lettering for van and window", 640);
    script.running(200, van);
    let shop = Card::further().address("Fischmarkt 2, 22767 Hamburg, DE");
    script.learn(200, glazier, shop, Origin::gave("delivery"));
    script.invoice(186, glazier, van, "2026-012", Worth(640, *b"EUR"));
    script.done(185, van, After { owed_months: 12, keep_in_touch: true, dispute: false });
}

/// Three who used a right: access, restriction, objection to marketing.
fn rights(script: &mut Script) {
    let ended = After { owed_months: 24, keep_in_touch: true, dispute: false };
    let marcel = script.meet(
        390,
        Card::person("Marcel Dubois").email("marcel@dubois-velo.example.org").lives_in("FR"),
        Origin::wrote("enquiry"),
    );
    script.wrote(390, marcel, "Signs for a bicycle workshop in Strasbourg");
    let signs = script.proposal(384, &[marcel], "Signs for a bicycle workshop", 1_450);
    script.running(377, signs);
    script.invoice(350, marcel, signs, "2025-026", Worth(1_450, *b"EUR"));
    script.done(349, signs, ended);
    script.wrote(9, marcel, "Asks for a copy of everything we hold about him");
    script.request(9, marcel, RequestKind::Access);

    let bettina = script.meet(
        330,
        Card::person("Bettina Graf")
            .email("bettina.graf@tanz.example.net")
            .phone("+49 30 23125 512"),
        Origin::wrote("enquiry"),
    );
    script.wrote(330, bettina, "Poster and programme for a dance festival");
    let poster = script.start(
        322,
        &[bettina],
        "Poster and programme, dance festival",
        Worth(2_100, *b"EUR"),
        Stage::Running,
    );
    let flat = Card::further().address("Ballhausweg 11, 13357 Berlin, DE");
    script.learn(322, bettina, flat, Origin::gave("delivery"));
    script.mail(321, bettina, "Confirmed dates and the first sketch");
    script.invoice(290, bettina, poster, "2026-003", Worth(2_100, *b"EUR"));
    script.done(288, poster, After { dispute: true, ..ended });
    script.wrote(
        8,
        bettina,
        "Says the address on the invoice is wrong, and not to use it till it is settled",
    );
    script.restrict(8, bettina, Category::PostalAddress, "she contests that it is right");

    let ruth = script.meet(
        520,
        Card::person("Ruth Oppermann")
            .email("ruth@oppermann-garten.example.com")
            .phone("+49 30 23125 640"),
        Origin::wrote("enquiry"),
    );
    script.wrote(520, ruth, "Plans for gardens need a cover that does not look like a bank's");
    let covers = script.proposal(515, &[ruth], "Folders for garden plans", 1_100);
    script.running(500, covers);
    script.invoice(470, ruth, covers, "2025-011", Worth(1_100, *b"EUR"));
    script.done(468, covers, ended);
    script.purchase(300, ruth, "calendar 2026, 3 copies", 54);
    script.wrote(25, ruth, "Likes the work, wants no more news");
    script.object(25, ruth, None);
}
