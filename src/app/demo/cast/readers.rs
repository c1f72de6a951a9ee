//! Readers of the newsletter: one for each way in which a consent can stand.

use crate::{
    app::{
        consents::NewConsent,
        demo::{
            act::Who,
            card::{Card, Origin},
            script::{Script, newsletter, said_by},
        },
    },
    domain::{ConsentState, Direction, Expression, IndicatedBy, Means, Source},
};

const CLICK: (Means, Direction) = (Means::Click, Direction::FromThem);

/// A list from an old mailing tool, without a proof of any consent.
const OLD_LIST: (&str, &[u8]) =
    ("mailing-tool.vcf", include_bytes!("../../../../assets/demo/mailing-tool.vcf"));

pub(super) fn write(script: &mut Script) {
    in_order(script);
    ended(script);
    script.import(26, OLD_LIST, "newsletter", Source::ThirdParty("old mailing tool".to_owned()));
    let unknown = script.imported("vera.blum@gruenzeug.example.org");
    let claimed = NewConsent {
        method: String::new(),
        notice: String::new(),
        language: String::new(),
        ..newsletter(ConsentState::Unknown, "")
    };
    script.consent(26, unknown, said_by(IndicatedBy::Import, claimed));
}

/// Somebody who filled in the form on the web page.
fn reader(script: &mut Script, ago: u32, card: Card) -> Who {
    let who = script.meet(ago, card, Origin::form("newsletter"));
    script.consent(ago, who, newsletter(ConsentState::Given, "sign-up form, confirmed by mail"));
    who
}

fn in_order(script: &mut Script) {
    let leonie =
        reader(script, 200, Card::person("Leonie Arnold").email("leonie@arnold.example.org"));
    script.talk(86, &[leonie], CLICK, "", None);
    script.purchase(83, leonie, "poster: the ampersand, A2", 28);

    let oskar =
        reader(script, 700, Card::person("Oskar Neumann").email("oskar@neumann.example.net"));
    script.consent(30, oskar, newsletter(ConsentState::Renewed, "mail: yes, go on"));

    // Good for two years: asked again in time it goes on, else it ends in a fortnight.
    reader(script, 716, Card::person("Sophie Wagner").email("sophie.wagner@example.com"));

    // A child of fourteen: in Germany a parent has to agree.
    let mila = script.meet(
        90,
        Card::person("Mila Becker").email("mila@becker-familie.example.org").lives_in("DE"),
        Origin::form("newsletter"),
    );
    let parent = NewConsent {
        age: Some(14),
        ..newsletter(ConsentState::Given, "letter from her mother, binder 3")
    };
    script.consent(90, mila, said_by(IndicatedBy::Parent, parent));

    // Somebody tried what the form would do with colours. It is shown as what it is: letters.
    reader(
        script,
        35,
        Card::named("Ivo \u{1b}[31mNovák\u{1b}[0m", "Novák", "Ivo")
            .email("ivo@novak.example.com")
            .lives_in("CZ"),
    );

    // She answers for a firm, and reads for herself.
    let greek = reader(
        script,
        410,
        Card::named("Ελένη Νικολάου", "Νικολάου", "Ελένη").email("eleni@nikolaou.example.net"),
    );
    script.talk(140, &[greek], CLICK, "", None);
}

fn ended(script: &mut Script) {
    let hanna =
        reader(script, 500, Card::person("Hanna Fischer").email("hanna.fischer@example.org"));
    script.consent(21, hanna, newsletter(ConsentState::Withdrawn, "link in the letter"));

    let paul = reader(script, 746, Card::person("Paul Lorenz").email("paul@lorenz.example.com"));
    let over = NewConsent {
        expression: Expression::Expressed,
        ..newsletter(ConsentState::Expired, "two years are over")
    };
    script.consent(14, paul, said_by(IndicatedBy::Ourselves, over));
}
