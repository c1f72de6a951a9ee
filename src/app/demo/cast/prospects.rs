//! People who did not ask: what was found, where, and whether they were told in time (Art. 14).

use crate::{
    app::demo::{
        card::{Card, Origin},
        script::Script,
    },
    domain::{Category, Source},
};

/// Contacts exported from a social network.
const LINKEDIN: (&str, &[u8]) =
    ("linkedin.vcf", include_bytes!("../../../../assets/demo/linkedin.vcf"));

pub(super) fn write(script: &mut Script) {
    let speaker = script.meet(
        50,
        Card::named("Ingrid Solberg", "Solberg", "Ingrid")
            .email("ingrid@fjordkart.example.org")
            .organisation("Fjordkart")
            .role("head of maps")
            .value(Category::Url, "https://talks.example.org/speakers/solberg")
            .lives_in("NO"),
        Origin::published("prospecting"),
    );
    // The first mail said where her address is from: in time.
    script.mail(48, speaker, "");

    script.import(55, LINKEDIN, "prospecting", Source::Public("LinkedIn".to_owned()));
    // Told, but three weeks too late: it holds from then on, and the gap stays on record.
    let late = script.imported("theo.maas@stadtplan.example.com");
    script.told(4, late, "mail, with where we found him");

    let carsten = script.meet(
        34,
        Card::person("Carsten Wolff")
            .email("wolff@wolff-immobilien.example.net")
            .organisation("Wolff Immobilien"),
        Origin::published("prospecting"),
    );
    script.mail(33, carsten, "");
    script.object(3, carsten, None);
}
