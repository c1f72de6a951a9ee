//! Tells of the record that a line of an explanation rests on.

use crate::{
    app::why::{
        RecordText,
        telling::Telling,
        words::{self, capital, date, names, provenance, quote},
    },
    domain::{
        AnchorEvent, Assessment, Cite, ConsentEvent, Controller, Datum, Disclosure, Engagement,
        Evidence, Facts, Ground, HintMark, Interaction, Money, OriginId, Outcome, PartyRole,
        Purpose,
    },
};

/// The record behind a line, in words; `None` if it is not there, or no longer.
#[must_use]
pub fn record(facts: &Facts, controller: &Controller, cite: Cite) -> Option<RecordText> {
    let of = |id| facts.data.iter().find(|one: &&Datum| one.id == id);
    let datum = if let Cite::Datum(id) = cite { of(id) } else { None };
    let nothing = nothing_held();
    // A record is shown as it stands, not as of a day: the latest policy has the words for it.
    let policy = controller.policies.last()?;
    let telling = Telling {
        facts,
        controller,
        policy,
        datum: datum.unwrap_or(&nothing),
        day: crate::domain::Day::MAX,
    };
    match cite {
        Cite::Datum(_) => datum.map(|datum| of_datum(&telling, datum)),
        Cite::Ground(id) => telling.ground(id).map(|one| of_ground(&telling, one)),
        Cite::Consent(id) => telling.consent(id).map(|one| of_consent(&telling, one)),
        Cite::Engagement(id) => {
            telling.involvement(id).map(|one| of_engagement(&telling, &one.engagement, one.role))
        }
        Cite::Event(id) => telling.event(id).map(|one| of_event(&telling, one)),
        Cite::Interaction(id) => telling.talk(id).map(|one| of_talk(&telling, one)),
        Cite::Right(id) => telling.right(id).map(|one| super::right::told(&telling, one)),
        Cite::Assessment(id) => controller
            .assessments
            .iter()
            .find(|one| one.id == id)
            .map(|one| of_assessment(&telling, one)),
        Cite::Notice(id) => controller.notices.iter().find(|one| one.id == id).map(|one| {
            let lines = vec![
                line("Language", &one.language),
                line("Counts from", &date(one.from)),
                line("Stands by itself", if one.standing { "yes" } else { "no" }),
                line("Sources", &or_all(&one.sources)),
            ];
            RecordText { title: format!("Notice {}", one.version), lines: kept(lines) }
        }),
        Cite::Purpose(id) => telling.purpose(id).map(of_purpose),
        Cite::Origin(id) => of_origin(&telling, id),
        Cite::Disclosure(id) => facts
            .disclosures
            .iter()
            .find(|one| one.id == id)
            .map(|one| of_disclosure(&telling, one)),
    }
}

/// A value that nobody holds, for records that need none.
fn nothing_held() -> Datum {
    Datum {
        id: crate::domain::DatumId(0),
        category: crate::domain::Category::Note,
        value: crate::domain::Value::Text(String::new()),
        label: String::new(),
        kind: crate::domain::DatumKind::Provided,
        special: None,
        hint: HintMark::None,
        link: None,
        engagement: None,
        mentions: Vec::new(),
        part_of: None,
        corrects: None,
        provenances: Vec::new(),
        deleted: None,
    }
}

pub(super) fn line(label: &str, text: &str) -> (String, String) {
    (label.to_owned(), text.trim().to_owned())
}

/// The lines that say something.
pub(super) fn kept(lines: Vec<(String, String)>) -> Vec<(String, String)> {
    lines.into_iter().filter(|(_, text)| !text.is_empty()).collect()
}

pub(super) fn or_all(items: &[String]) -> String {
    if items.is_empty() { "all".to_owned() } else { words::list(items) }
}

fn money(money: Money) -> String {
    let currency = String::from_utf8_lossy(&money.currency);
    let (whole, rest) = (money.minor / 100, (money.minor % 100).abs());
    format!("{whole}.{rest:02} {currency}")
}

fn of_datum(telling: &Telling<'_>, datum: &Datum) -> RecordText {
    let mut lines = vec![
        line("Label", &datum.label),
        line("Speaks of", datum.special.map(names::special).unwrap_or_default()),
    ];
    lines.extend(provenance::lines(telling).into_iter().map(|text| line("Where from", &text)));
    RecordText { title: capital(&names::noun(&datum.category)), lines: kept(lines) }
}

/// One way in which something came in; the first datum that came that way tells it.
fn of_origin(telling: &Telling<'_>, id: OriginId) -> Option<RecordText> {
    let mut ways = telling.facts.data.iter().flat_map(|datum| &datum.provenances);
    let way = ways.find(|one| one.origin.id == id)?;
    let title = format!("Where it came from, {}", date(way.origin.collected_on));
    Some(RecordText { title, lines: vec![line("Where from", &provenance::line(telling, way))] })
}

fn of_disclosure(telling: &Telling<'_>, one: &Disclosure) -> RecordText {
    let known = telling.controller.recipients.iter().find(|known| Some(known.id) == one.recipient);
    let what: Vec<String> = one.categories.iter().map(names::noun).collect();
    let lines = vec![
        line("To", known.map(|known| known.name.as_str()).unwrap_or_default()),
        line("For", &names::maybe_purpose(telling, one.purpose)),
        line("What", &words::list(&what)),
        line("By", &one.means),
        line("Not permitted", &words::misuse::whys(telling.facts, one)),
        line("Entered", telling.late(one.on, one.recorded_at).trim()),
    ];
    let title = match (one.refused.is_empty(), one.recipient) {
        (true, Some(_)) => "Passed on",
        (true, None) => "Used",
        (false, _) => "Not passed on",
    };
    RecordText { title: format!("{title}, {}", date(one.on)), lines: kept(lines) }
}

fn of_ground(telling: &Telling<'_>, ground: &Ground) -> RecordText {
    let purpose = telling.purpose(ground.purpose);
    let basis = format!("{} ({})", words::claim::basis(ground, purpose), ground.basis.article());
    let behind = Cite::of(&ground.evidence)
        .and_then(|cite| record(telling.facts, telling.controller, cite))
        .map(|record| record.title);
    let evidence = match (behind, &ground.evidence) {
        (Some(title), _) => title,
        (None, Evidence::Reason(why)) => quote(why),
        (None, Evidence::Ledger) => "what they said about consent".to_owned(),
        (
            None,
            Evidence::Consent(_)
            | Evidence::Engagement(_)
            | Evidence::Event(_)
            | Evidence::Interaction(_)
            | Evidence::Assessment(_),
        ) => "a record that is gone".to_owned(),
    };
    let lines = vec![
        line("What for", purpose.map(|one| one.text.as_str()).unwrap_or_default()),
        line("Rests on", &basis),
        line("Because of", &evidence),
        line("Opened", &date(ground.opened)),
        line("Closed", &ground.closed.map(date).unwrap_or_default()),
    ];
    let name = names::purpose(telling, ground.purpose);
    RecordText { title: format!("Held for {name}"), lines: kept(lines) }
}

fn of_consent(telling: &Telling<'_>, event: &ConsentEvent) -> RecordText {
    let age = event.age.map(|age| age.to_string()).unwrap_or_default();
    let named: Vec<String> = event.categories.iter().map(names::noun).collect();
    let lines = vec![
        line(
            "About",
            telling.purpose(event.purpose).map(|one| one.text.as_str()).unwrap_or_default(),
        ),
        line(
            "By",
            match event.indicated_by {
                crate::domain::IndicatedBy::Person => "the person",
                crate::domain::IndicatedBy::Parent => "a parent",
                crate::domain::IndicatedBy::Ourselves => "us",
                crate::domain::IndicatedBy::Import => "a file",
            },
        ),
        line("How", &event.method),
        line(
            "Said",
            match event.expression {
                crate::domain::Expression::Implied => "by going along only",
                crate::domain::Expression::Expressed => "clearly",
                crate::domain::Expression::Explicit => "in so many words",
            },
        ),
        line("Notice", &[event.notice.trim(), event.language.trim()].join(" ")),
        line("Reaches them by", names::channel(event.channel)),
        line("Covers", &words::list(&named)),
        line("Good for", &event.validity.map(words::period).unwrap_or_default()),
        line("Age", &age),
        line("Proof", &event.evidence),
        line("Entered", telling.late(event.on, event.recorded_at).trim()),
    ];
    let title = format!("Consent {} on {}", event.state.word(), date(event.on));
    RecordText { title, lines: kept(lines) }
}

fn of_engagement(telling: &Telling<'_>, work: &Engagement, role: PartyRole) -> RecordText {
    let mut lines = vec![
        line(
            "They are",
            &match role {
                PartyRole::Client => "the client".to_owned(),
                PartyRole::ContactPerson { of } => telling
                    .organisation(Some(of))
                    .map_or_else(|| "a contact person".to_owned(), |name| format!("at {name}")),
            },
        ),
        line("Service", &work.service),
        line("Worth", &work.value.map(money).unwrap_or_default()),
        line("Asked for", if work.asked_for { "by them" } else { "by nobody" }),
    ];
    let stages = work.stages.iter();
    lines.extend(stages.map(|(stage, from)| line(&capital(stage.word()), &date(*from))));
    lines.push(line("Owed until", &work.owed_until.map(date).unwrap_or_default()));
    RecordText { title: capital(&names::work(work)), lines: kept(lines) }
}

fn of_event(telling: &Telling<'_>, event: &AnchorEvent) -> RecordText {
    let work = event.engagement.and_then(|id| telling.engagement(id));
    let lines = vec![
        line("Day", &date(event.on)),
        line("Reference", &event.reference),
        line("Amount", &event.amount.map(money).unwrap_or_default()),
        line("Work", &work.map(names::work).unwrap_or_default()),
        line("Entered", telling.late(event.on, event.recorded_at).trim()),
    ];
    RecordText { title: capital(&names::event(event)), lines: kept(lines) }
}

fn of_talk(telling: &Telling<'_>, talk: &Interaction) -> RecordText {
    let work = talk.engagement.and_then(|id| telling.engagement(id));
    let lines = vec![
        line("Day", &date(talk.on)),
        line("About", &talk.text),
        line("Work", &work.map(names::work).unwrap_or_default()),
        line("Notice", if talk.carries_notice { "it carried our notice" } else { "" }),
        line("Entered", telling.late(talk.on, talk.recorded_at).trim()),
    ];
    RecordText { title: capital(&names::talk(talk)), lines: kept(lines) }
}

fn of_assessment(telling: &Telling<'_>, one: &Assessment) -> RecordText {
    let outcome = match one.outcome {
        Outcome::Positive => "it is fair to them",
        Outcome::Negative => "it is not fair to them",
    };
    let lines = vec![
        line("What for", telling.purpose(one.purpose).map(|p| p.text.as_str()).unwrap_or_default()),
        line("Adopted", &date(one.adopted_on)),
        line("Found", outcome),
        line("Weighed", &one.text),
    ];
    let title =
        format!("What we want weighed against what it means for them, {}", date(one.adopted_on));
    RecordText { title, lines: kept(lines) }
}

fn of_purpose(purpose: &Purpose) -> RecordText {
    let mut lines = vec![line("In words", &purpose.text)];
    lines.extend(
        purpose
            .needs
            .iter()
            .map(|(category, why)| line(&format!("Needs {}", names::noun(category)), why)),
    );
    let useful: Vec<String> = purpose.useful.iter().map(names::noun).collect();
    lines.push(line("With consent also", &words::list(&useful)));
    if purpose.retention.anchor.is_some() {
        lines.push(line("Lasts", &words::period(purpose.retention.period)));
    }
    if !purpose.recipients.is_empty() {
        lines.push(line("Who gets it", &words::list(&purpose.recipients)));
    }
    lines.push(line("Source", &words::source(&purpose.provision)));
    RecordText { title: format!("Purpose {}", purpose.key), lines: kept(lines) }
}
