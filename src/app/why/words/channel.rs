//! Whether somebody may be reached for marketing, in one sentence.

use super::{date, names};
use crate::{
    app::why::telling::Telling,
    domain::{
        Cite,
        channel::{ClosedBy, OpenedBy, Permission},
    },
};

/// What opens or closes a contact point for marketing.
pub(in crate::app::why) fn sentence(telling: &Telling<'_>, permission: Permission) -> String {
    match permission {
        Permission::Open { by, until, cite } => {
            let until = until.map(|day| format!(" until {}", date(day))).unwrap_or_default();
            opened(telling, by, &until, cite)
        }
        Permission::Closed { by, since, cite } => closed(telling, by, since.map(date), cite),
    }
}

fn opened(telling: &Telling<'_>, by: OpenedBy, until: &str, cite: Option<Cite>) -> String {
    let because = cite.map(|cite| behind(telling, cite)).unwrap_or_default();
    match by {
        OpenedBy::NotMarketing => "This is no advertising; no further permission is needed.".into(),
        OpenedBy::Post => "Letters need no permission, as long as they do not object.".into(),
        OpenedBy::Consent => format!("They agreed to it{until}{because}."),
        OpenedBy::SoftOptIn => format!(
            "They bought something like it from you and could say no from the start{because}; \
             say in each message how to stop."
        ),
        OpenedBy::CorporateSubscriber => {
            "The address belongs to a company; write until somebody there says no.".into()
        }
        OpenedBy::AboutTheirJob => {
            "You may write about their job, as long as they were told and do not say no.".into()
        }
        OpenedBy::Implied => {
            format!("What passed between you allows it{until}{because}; say how to stop.")
        }
        OpenedBy::Published => {
            "They published the address and refused no messages: only about their work.".into()
        }
        OpenedBy::OptOut => {
            "Their country allows it until they say no; show your postal address in each message."
                .into()
        }
        OpenedBy::PresumedAtFirm => {
            "A call to a firm about its own business is presumed fine.".into()
        }
        OpenedBy::UnlessListed => {
            "Calls are allowed unless the number is on the do-not-call list: look there first."
                .into()
        }
    }
}

fn closed(
    telling: &Telling<'_>,
    by: ClosedBy,
    since: Option<String>,
    cite: Option<Cite>,
) -> String {
    let because = cite.map(|cite| behind(telling, cite)).unwrap_or_default();
    let since = since.map(|day| format!(" since {day}")).unwrap_or_default();
    match by {
        ClosedBy::Objection => format!("They want no advertising{since}."),
        ClosedBy::Withdrawal => format!("They said no on this way{since}."),
        ClosedBy::Suppression => format!("Somebody with this address wants no advertising{since}."),
        ClosedBy::NoConsent => "They have not agreed, and nothing else allows it.".into(),
        ClosedBy::NotOurOwn => {
            "It is about somebody else's product: only with their consent.".into()
        }
        ClosedBy::NoSale => "They have bought nothing from you: only with their consent.".into(),
        ClosedBy::NotSimilar => {
            "It is not like what they bought from you: only with their consent.".into()
        }
        ClosedBy::NoOptOutOffered => {
            "They were not offered to say no when they first gave the address: only with their \
             consent."
                .into()
        }
        ClosedBy::TimeOver => format!("The time that was allowed is over{since}{because}."),
    }
}

/// ` (their enquiry of 15 March 2026)`
fn behind(telling: &Telling<'_>, cite: Cite) -> String {
    let what = match cite {
        Cite::Event(id) => telling.event(id).map(names::event),
        Cite::Engagement(id) => telling.engagement(id).map(names::work),
        Cite::Interaction(id) => telling.talk(id).map(names::talk),
        Cite::Consent(id) => telling.consent(id).map(|one| format!("on {}", date(one.on))),
        Cite::Datum(_)
        | Cite::Disclosure(_)
        | Cite::Ground(_)
        | Cite::Origin(_)
        | Cite::Right(_)
        | Cite::Assessment(_)
        | Cite::Notice(_)
        | Cite::Purpose(_) => None,
    };
    what.map(|what| format!(" ({what})")).unwrap_or_default()
}
