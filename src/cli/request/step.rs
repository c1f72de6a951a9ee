//! The steps of a request: `doubt`, `identity`, `clarify`, `clarified`, `extend`, `acknowledge`,
//! `decide`, `answer`.

use clap::Args;

use crate::{
    app::{Session, requests},
    cli::{
        CliError,
        args::{self, DryRun, On},
        desk::Desk,
        find, told,
    },
    domain::{
        ContactId, RequestOutcome, RequestStep, RightId,
        spoken::{Lean, SpokenDay},
    },
};

/// Which request a step belongs to, and when it happened.
#[derive(Args, Debug)]
struct About {
    /// Who asked
    who: String,
    /// The request's number, from `request list`; not needed where one is open
    number: Option<u32>,
    #[command(flatten)]
    on: On,
    #[command(flatten)]
    dry_run: DryRun,
}

impl About {
    fn record(
        &self,
        desk: &Desk<'_>,
        what: &str,
        step: impl FnOnce(&Session, ContactId) -> Result<RequestStep, CliError>,
    ) -> Result<(), CliError> {
        let session = desk.session()?;
        let who = find::who(&session, &self.who)?;
        let request = request(&session, who, self.number)?;
        let (on, mode) = (self.on.day(&session), self.dry_run.mode());
        let step = step(&session, who)?;
        let done = requests::step(&session, who, request, step, on, mode)?;
        told::done(desk, what, &done, &|id| Some(id.0.into()), mode)
    }
}

/// The request with that number; without one, the only one that is open.
pub(super) fn request(
    session: &Session,
    who: ContactId,
    number: Option<u32>,
) -> Result<RightId, CliError> {
    if let Some(number) = number {
        return Ok(RightId(number));
    }
    let mut open = requests::of(session, who, session.today())?;
    open.retain(|line| line.course.answered.is_none());
    match open.as_slice() {
        [one] => Ok(one.course.request),
        [] => Err(CliError::None("no request of theirs is open".to_owned())),
        _ => {
            let hint = "say the number of the request, from `request list`";
            Err(CliError::usage("several requests of theirs are open", hint))
        }
    }
}

/// Options of `candor request doubt`.
#[derive(Args, Debug)]
pub struct Doubt {
    #[command(flatten)]
    about: About,
    /// Why you doubt that it is them
    #[arg(long, value_name = "TEXT")]
    reason: String,
}

impl Doubt {
    pub(super) fn run(self, desk: &Desk<'_>) -> Result<(), CliError> {
        let reason = self.reason;
        self.about.record(desk, "doubt", |_, _| Ok(RequestStep::IdentityDoubted { reason }))
    }
}

/// Options of `candor request identity`.
#[derive(Args, Debug)]
pub struct Identity {
    #[command(flatten)]
    about: About,
    /// By what they showed it
    #[arg(long = "by", value_name = "MEANS", default_value = "")]
    how: String,
}

impl Identity {
    pub(super) fn run(self, desk: &Desk<'_>) -> Result<(), CliError> {
        let how = self.how;
        self.about.record(desk, "identity", |_, _| Ok(RequestStep::IdentityShown { how }))
    }
}

/// Options of `candor request clarify`.
#[derive(Args, Debug)]
pub struct Clarify {
    #[command(flatten)]
    about: About,
    /// What you asked
    #[arg(long, value_name = "TEXT")]
    question: String,
}

impl Clarify {
    pub(super) fn run(self, desk: &Desk<'_>) -> Result<(), CliError> {
        let question = self.question;
        self.about.record(desk, "question", |_, _| Ok(RequestStep::ClarificationAsked { question }))
    }
}

/// Options of `candor request clarified` and `candor request acknowledge`.
#[derive(Args, Debug)]
pub struct Plain {
    #[command(flatten)]
    about: About,
}

impl Plain {
    pub(super) fn clarified(self, desk: &Desk<'_>) -> Result<(), CliError> {
        self.about.record(desk, "clarification", |_, _| Ok(RequestStep::ClarificationAnswered))
    }

    pub(super) fn acknowledged(self, desk: &Desk<'_>) -> Result<(), CliError> {
        self.about.record(desk, "acknowledgement", |_, _| Ok(RequestStep::Acknowledged))
    }
}

/// Options of `candor request extend`.
#[derive(Args, Debug)]
pub struct Extend {
    #[command(flatten)]
    about: About,
    /// Why it takes longer, as you told them
    #[arg(long, value_name = "TEXT")]
    reason: String,
}

impl Extend {
    pub(super) fn run(self, desk: &Desk<'_>) -> Result<(), CliError> {
        let reason = self.reason;
        self.about.record(desk, "extension", |_, _| Ok(RequestStep::Extended { reason }))
    }
}

/// Options of `candor request answer`.
#[derive(Args, Debug)]
pub struct Answer {
    #[command(flatten)]
    about: About,
    /// By which means the answer went out
    #[arg(long = "by", value_name = "MEANS", default_value = "mail")]
    means: String,
}

impl Answer {
    pub(super) fn run(self, desk: &Desk<'_>) -> Result<(), CliError> {
        let means = self.means;
        self.about.record(desk, "answer", |_, _| Ok(RequestStep::Answered { means }))
    }
}

/// Options of `candor request decide`.
#[derive(Args, Debug)]
pub struct Decide {
    #[command(flatten)]
    about: About,
    /// What becomes of the data: given, corrected, erased, refused
    #[arg(long, value_name = "OUTCOME", value_parser = outcome)]
    outcome: Outcome,
    /// Which value, by field or number; none: all that they asked for
    #[arg(long, value_name = "FIELD")]
    data: Vec<String>,
    /// Why it is refused, as you tell them
    #[arg(long, value_name = "TEXT", required_if_eq("outcome", "refused"))]
    reason: Option<String>,
    /// Where the law says so: "Art. 17(3)(b)"
    #[arg(long, value_name = "ARTICLE", default_value = "")]
    article: String,
    /// The last day on which it stays
    #[arg(long, value_name = "DAY")]
    until: Option<SpokenDay>,
}

#[derive(Debug, Clone, Copy)]
enum Outcome {
    Given,
    Corrected,
    Erased,
    Refused,
}

fn outcome(text: &str) -> Result<Outcome, String> {
    const KNOWN: [(Outcome, &str); 4] = [
        (Outcome::Given, "given"),
        (Outcome::Corrected, "corrected"),
        (Outcome::Erased, "erased"),
        (Outcome::Refused, "refused"),
    ];
    args::one_of(text, &KNOWN)
}

impl Decide {
    pub(super) fn run(self, desk: &Desk<'_>) -> Result<(), CliError> {
        let (fields, article, until) = (self.data, self.article, self.until);
        let reason = self.reason.unwrap_or_default();
        self.about.record(desk, "decision", |session, who| {
            let data = find::data(&session.facts(who)?, &fields)?;
            let outcome = match self.outcome {
                Outcome::Given => RequestOutcome::Given,
                Outcome::Corrected => RequestOutcome::Corrected,
                Outcome::Erased => RequestOutcome::Erased,
                Outcome::Refused => RequestOutcome::Refused {
                    article,
                    reason,
                    until: until.map(|day| day.day(session.today(), Lean::Future)),
                },
            };
            Ok(RequestStep::Decided { data, outcome })
        })
    }
}
