//! The command line: the same use-cases as the screen, from a shell; text or JSON.
//!
//! One file for each noun. A command reads its options, asks the use-case in `app`, and prints the
//! answer: data on standard output, talk on standard error. What went wrong is told by one printer
//! ([`CliError::print`]) and by the exit code:
//!
//! | code | meaning |
//! |---|---|
//! | 0 | done |
//! | 1 | nothing found, or it failed |
//! | 2 | the command was not meant so |
//! | 3 | several contacts or values answer to what was asked for |
//! | 4 | something else is there already |
//! | 10 | the vault cannot be opened |

mod agenda;
mod args;
mod assess;
mod backup;
mod breach;
mod check;
mod config;
mod consent;
mod contact;
mod desk;
mod disclosure;
mod engagement;
mod erase;
mod error;
mod event;
mod export;
mod fairness;
mod find;
mod follow_up;
mod generate;
mod ground;
mod hint;
mod import;
mod init;
mod interaction;
mod keys;
mod may_use;
mod notice;
mod object;
mod policy;
mod printer;
mod recipient;
mod request;
mod restrict;
mod search;
mod segment;
mod text;
mod told;
mod undo;
mod unlock;
mod what_if;
mod why;

use clap::{Parser, Subcommand};

pub use args::Global;
pub use desk::{clock, folder};
pub use error::{CliError, complain};
pub use init::machine_zone;
pub use unlock::given;

use crate::config::{Environment, KeyPlace, Loaded};
use desk::Desk;

/// What was typed after `candor`.
#[derive(Parser, Debug)]
#[command(
    name = "candor",
    version,
    about = "A CRM for one person that can always say why it holds what it holds",
    long_about = "A CRM for one person that can always say why it holds what it holds.\n\n\
        Without a command it opens the screen.",
    after_help = EXIT_CODES,
    infer_long_args = true,
    max_term_width = 100
)]
pub struct Cli {
    /// Options that every command has.
    #[command(flatten)]
    pub global: Global,
    /// What to do; nothing opens the screen.
    #[command(subcommand)]
    pub command: Option<Command>,
}

const EXIT_CODES: &str = "\
Whoever a command is about can be named by number, uid, address, telephone number or name.

Exit codes: 0 done, 1 nothing found or failed, 2 usage, 3 ambiguous, 4 conflict, 10 vault.";

/// Every command.
#[derive(Subcommand, Debug)]
pub enum Command {
    /// Make a vault
    Init(init::Init),
    /// Open the screen on a made-up freelancer's vault, gone at the end
    Demo,
    /// Read contacts from a vCard file
    Import(import::Import),
    /// People and organisations
    #[command(subcommand)]
    Contact(contact::Contact),
    /// What passed between you
    #[command(subcommand)]
    Interaction(interaction::Interaction),
    /// A day to come back to somebody, once or every so often
    #[command(subcommand)]
    FollowUp(follow_up::FollowUp),
    /// Find contacts by what is true of them: tag:client last>90d -country:DE
    Find(search::Find),
    /// Contacts that answer to a saved query
    #[command(subcommand)]
    Segment(segment::Segment),
    /// Compare how groups of contacts are treated
    Fairness(fairness::Fairness),
    /// Pieces of work
    #[command(subcommand)]
    Engagement(engagement::Engagement),
    /// Enquiries, purchases, invoices
    #[command(subcommand)]
    Event(event::Event),
    /// What people agreed to, refused or took back
    #[command(subcommand)]
    Consent(consent::Consent),
    /// Why somebody is held, for the unusual case: events open grounds by themselves
    #[command(subcommand)]
    Ground(ground::Ground),
    /// What texts seem to speak of that the law protects, and your answers
    #[command(subcommand)]
    Hint(hint::Hint),
    /// Adopt the balancing of a legitimate interest, or list those adopted
    Assess(assess::Assess),
    /// The rules that count, a file of your own, and what it would change
    #[command(subcommand)]
    Policy(policy::Policy),
    /// What people are told
    #[command(subcommand)]
    Notice(notice::Notice),
    /// What people ask for by their rights
    #[command(subcommand)]
    Request(request::Request),
    /// Record that somebody objected
    Object(object::Object),
    /// Record that somebody had data restricted
    Restrict(restrict::Restrict),
    /// Data lost, stolen or sent to the wrong people: the register, and whom to tell
    #[command(subcommand)]
    Breach(breach::Breach),
    /// Who gets data, by name
    #[command(subcommand)]
    Recipient(recipient::Recipient),
    /// Data that left: to whom, what for, when
    #[command(subcommand)]
    Disclosure(disclosure::Disclosure),
    /// What is due: notices, requests, data that must go
    Agenda(agenda::Agenda),
    /// Say why a value, or all of a contact, is held
    Why(why::Why),
    /// Say what would change if something happened; nothing is written
    WhatIf(what_if::WhatIf),
    /// Ask what may be used for a purpose, for whom and by which channel
    MayUse(may_use::MayUse),
    /// Take data out for a purpose: through the gate, and on record
    Export(export::Export),
    /// Erase a value or a contact for ever
    Erase(erase::Erase),
    /// Undo the last change
    Undo(undo::Undo),
    /// Copy everything into a vault of its own, elsewhere
    #[command(subcommand)]
    Backup(backup::Backup),
    /// Make a vault out of a backup; what was erased since stays erased
    Restore(backup::Restore),
    /// Check the vault and everything in it
    Check(check::Check),
    /// Your settings: where they lie, what they are, what is wrong in them
    #[command(subcommand)]
    Config(config::Config),
    /// Print every key of the screen, by place
    Keys(keys::Keys),
    /// Print completions for a shell
    Completions(generate::Completions),
    /// Write the manual pages
    Man(generate::Man),
}

/// Runs a command that needs no screen. `reference` is the screen's key map as it counts.
///
/// # Errors
///
/// Whatever kept it from its answer; see [`CliError::code`].
pub fn run(
    command: Command,
    global: Global,
    environment: &Environment,
    loaded: &Loaded,
    reference: &[KeyPlace],
) -> Result<(), CliError> {
    let desk = Desk::new(global, environment);
    match command {
        Command::Init(init) => init.run(&desk),
        Command::Demo => Err(CliError::usage("the demo needs the screen", "")),
        Command::Import(import) => import.run(&desk),
        Command::Contact(contact) => contact.run(&desk),
        Command::Interaction(interaction) => interaction.run(&desk),
        Command::FollowUp(follow_up) => follow_up.run(&desk),
        Command::Find(find) => find.run(&desk),
        Command::Segment(segment) => segment.run(&desk),
        Command::Fairness(fairness) => fairness.run(&desk),
        Command::Engagement(engagement) => engagement.run(&desk),
        Command::Event(event) => event.run(&desk),
        Command::Consent(consent) => consent.run(&desk),
        Command::Ground(ground) => ground.run(&desk),
        Command::Hint(hint) => hint.run(&desk),
        Command::Assess(assess) => assess.run(&desk),
        Command::Policy(policy) => policy.run(&desk),
        Command::Notice(notice) => notice.run(&desk),
        Command::Request(request) => request.run(&desk),
        Command::Object(object) => object.run(&desk),
        Command::Restrict(restrict) => restrict.run(&desk),
        Command::Breach(breach) => breach.run(&desk),
        Command::Recipient(recipient) => recipient.run(&desk),
        Command::Disclosure(disclosure) => disclosure.run(&desk),
        Command::Agenda(agenda) => agenda.run(&desk),
        Command::Why(why) => why.run(&desk),
        Command::WhatIf(what_if) => what_if.run(&desk),
        Command::MayUse(may_use) => may_use.run(&desk),
        Command::Export(export) => export.run(&desk),
        Command::Erase(erase) => erase.run(&desk),
        Command::Undo(undo) => undo.run(&desk),
        Command::Backup(backup) => backup.run(&desk),
        Command::Restore(restore) => restore.run(&desk),
        Command::Check(check) => check.run(&desk),
        Command::Config(config) => config.run(&desk, loaded),
        Command::Keys(keys) => keys.run(&desk, reference),
        Command::Completions(completions) => completions.run(&desk),
        Command::Man(man) => man.run(&desk),
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::Cli;

    #[test]
    fn the_definitions_contradict_nothing() {
        Cli::command().debug_assert();
    }
}
