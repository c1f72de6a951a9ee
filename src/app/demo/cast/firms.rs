//! Firms and those who speak for them: held while there is work, and half a year after.

use crate::{
    app::demo::{
        act::{After, Worth},
        card::{Card, Origin},
        script::Script,
    },
    domain::{Category, Decision, Direction, LegalForm, Means, Stage},
};

const PAID: After = After { owed_months: 0, keep_in_touch: false, dispute: false };

pub(super) fn write(script: &mut Script) {
    publisher(script);
    dairy(script);
    museum(script);
    theatre(script);
    garden(script);
    london(script);
}

/// A publisher, twice: one job done, one running, and somebody whom a colleague named.
fn publisher(script: &mut Script) {
    let house = Card::firm("Nordlicht Verlag GmbH", LegalForm::Company)
        .phone("+49 40 66969 000")
        .label("switchboard")
        .address("Am Sandtorkai 77, 20457 Hamburg, DE");
    let house = script.meet(430, house, Origin::gave("client-contact"));
    let miriam = script.meet_at(
        430,
        house,
        Card::person("Dr. Miriam Adler")
            .email("m.adler@nordlicht.example.com")
            .phone("+49 40 66969 021")
            .organisation("Nordlicht Verlag GmbH")
            .role("head of production"),
        Origin::wrote("enquiry"),
    );
    script.wrote(430, miriam, "Covers for the spring list, eight titles");
    script.mail(429, miriam, "Thanked her, asked for the blurbs");
    let covers = script.proposal(424, &[house, miriam], "Covers, spring list", 7_200);
    script.running(415, covers);
    let jonas = script.meet_at(
        410,
        house,
        Card::person("Jonas Brandt")
            .email("j.brandt@nordlicht.example.com")
            .organisation("Nordlicht Verlag GmbH")
            .role("editor"),
        Origin::told_by("Dr. Miriam Adler", "client-contact"),
    );
    script.mail(409, jonas, "Introduced ourselves; sent title three");
    script.met(
        372,
        &[miriam, jonas],
        "All eight covers on the wall; two more rounds for title five",
    );
    script.invoice(305, house, covers, "2025-031", Worth(7_200, *b"EUR"));
    script.done(300, covers, PAID);
    script.wrote(84, miriam, "The web shop is ten years old. Can we?");
    let shop = script.proposal(76, &[house, miriam, jonas], "Web shop relaunch", 14_500);
    script.running(60, shop);
    script.met(28, &[jonas], "Walked through the order form; guests must not need an account");
    script.wrote(3, miriam, "Board wants to see it on the 12th");
}

/// An offer that they asked for.
fn dairy(script: &mut Script) {
    let dairy = Card::firm("Tannenhof Käserei eG", LegalForm::Company)
        .address("Almweg 1, 87538 Bolsterlang, DE");
    let dairy = script.meet(24, dairy, Origin::gave("client-contact"));
    let greta = script.meet_at(
        24,
        dairy,
        Card::person("Greta Sommer")
            .email("greta@tannenhof.example.org")
            .organisation("Tannenhof Käserei eG")
            .role("marketing"),
        Origin::wrote("enquiry"),
    );
    script.wrote(24, greta, "Labels for six cheeses, recyclable, and please no cows");
    script.proposal(15, &[dairy, greta], "Labels for six cheeses", 3_300);
}

/// Done a while ago: they fall due before long. One objected, one had objected.
fn museum(script: &mut Script) {
    let museum = Card::firm("Hafenmuseum Ost", LegalForm::Company).phone("+49 40 66969 450");
    let museum = script.meet(270, museum, Origin::gave("client-contact"));
    let sven = script.meet_at(
        270,
        museum,
        Card::person("Sven Harmsen")
            .email("harmsen@hafenmuseum.example.org")
            .phone("+49 40 66969 452")
            .organisation("Hafenmuseum Ost")
            .role("curator"),
        Origin::wrote("enquiry"),
    );
    script.wrote(270, sven, "Microsite for the exhibition about tugboats");
    let tugs = script.proposal(262, &[museum, sven], "Microsite: tugboats", 6_900);
    script.running(250, tugs);
    let fatima = script.meet_at(
        240,
        museum,
        Card::named("فاطمة الخطيب (Fatima al-Khatib)", "الخطيب", "فاطمة")
            .email("al-khatib@hafenmuseum.example.org")
            .organisation("Hafenmuseum Ost")
            .role("archive"),
        Origin::told_by("Sven Harmsen", "client-contact"),
    );
    script.mail(239, fatima, "Asked for scans of the logbooks");
    script.wrote(233, fatima, "Sends 60 scans, one of them upside down");
    script.object(205, sven, Some("client-contact"));
    script.decide(190, sven, Decision::Overruled);
    script.invoice(104, museum, tugs, "2026-022", Worth(6_900, *b"EUR"));
    script.done(100, tugs, PAID);
    script.wrote(12, fatima, "Left the museum; objects to being kept as its contact");
    script.object(12, fatima, Some("client-contact"));
}

/// Lost, and still no reason to hide it: half a year to come back to it.
fn theatre(script: &mut Script) {
    let stage = Card::firm("Theater Papierflieger e. V.", LegalForm::Company);
    let stage = script.meet(73, stage, Origin::gave("client-contact"));
    let noor = script.meet_at(
        73,
        stage,
        Card::person("Noor Haddad")
            .email("noor@papierflieger.example.net")
            .organisation("Theater Papierflieger e. V.")
            .role("dramaturg"),
        Origin::wrote("enquiry"),
    );
    script.wrote(73, noor, "Season booklet, sixteen pages, money only from January");
    let booklet = script.proposal(66, &[stage, noor], "Season booklet", 2_600);
    script.called(45, noor, "Called: the city cut the grant, they print it themselves");
    script.lost(45, booklet);
}

/// Done 165 days ago: all of it falls due within the month.
fn garden(script: &mut Script) {
    let garden = Card::firm("Bytegarten UG", LegalForm::Company).phone("+49 30 23125 700");
    let garden = script.meet(255, garden, Origin::gave("client-contact"));
    let emre = script.meet_at(
        255,
        garden,
        Card::named("Emre Yıldız", "Yıldız", "Emre")
            .email("emre@bytegarten.example.com")
            .organisation("Bytegarten UG")
            .role("founder"),
        Origin::wrote("enquiry"),
    );
    script.wrote(255, emre, "An icon set for a watering app");
    let icons = script.proposal(248, &[garden, emre], "Icons for a watering app", 1_800);
    script.running(240, icons);
    script.invoice(168, garden, icons, "2026-015", Worth(1_800, *b"EUR"));
    script.done(165, icons, PAID);
}

/// A client abroad, in pounds.
fn london(script: &mut Script) {
    let firm = Card::firm("Harbour & Finch Ltd", LegalForm::Company)
        .phone("+44 20 7946 0102")
        .address("4 Rope Walk, Bristol, GB")
        .lives_in("GB");
    let firm = script.meet(52, firm, Origin::gave("client-contact"));
    let eleanor = script.meet_at(
        52,
        firm,
        Card::person("Eleanor Finch")
            .email("eleanor@harbourfinch.example.com")
            .phone("+44 20 7946 0118")
            .organisation("Harbour & Finch Ltd")
            .role("managing director")
            .lives_in("GB"),
        Origin::wrote("enquiry"),
    );
    script.wrote(52, eleanor, "A house style for tide tables; yes, really");
    script.mail(51, eleanor, "Yes, gladly");
    let style = script.start(
        44,
        &[firm, eleanor],
        "House style for tide tables",
        Worth(6_400, *b"GBP"),
        Stage::Proposal,
    );
    script.running(30, style);
    let priya = script.meet_at(
        29,
        firm,
        Card::person("Priya Raman")
            .email("priya@harbourfinch.example.com")
            .phone("+44 1632 960 417")
            .organisation("Harbour & Finch Ltd")
            .role("editor")
            .lives_in("GB"),
        Origin::told_by("Eleanor Finch", "client-contact"),
    );
    script.mail(29, priya, "Eleanor gave us your address; here is the schedule");
    let video = (Means::Meeting, Direction::Both);
    script.talk(
        14,
        &[eleanor, priya],
        video,
        "First spread, by video: tables set in two columns",
        None,
    );
    script.disclose(13, eleanor, "Posthorn Mail", &[Category::Email]);
}
