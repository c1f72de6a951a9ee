//! `candor init`: making a vault without questions, for scripts; the screen asks.

use clap::Args;
use serde_json::json;

use super::{CliError, args, desk::Desk, unlock};
use crate::{
    app::{
        KdfPasses, Passphrase, Session,
        setup::{self, NewSecret, Setup},
    },
    domain::{Country, Period},
};

/// Options of `candor init`.
#[derive(Args, Debug)]
pub struct Init {
    /// Your country: DE, GB, FR …; purposes, periods and holidays come from it
    #[arg(long, value_name = "COUNTRY", value_parser = args::country)]
    country: Country,
    /// Your name or firm; it signs notices and letters
    #[arg(long)]
    name: String,
    /// Your time zone, Europe/Berlin; the machine's if you do not say
    #[arg(long)]
    zone: Option<String>,
    /// An address or mail domain of your own; may be given again
    #[arg(long, value_name = "ADDRESS")]
    own_address: Vec<String>,
    /// Somebody who sees your data, as NAME=ROLE: "Bookkeeper Ltd=bookkeeper"
    #[arg(long, value_name = "NAME=ROLE")]
    recipient: Vec<String>,
    /// A link to your notice stands in the signature of your mails
    #[arg(long)]
    signature_notice: bool,
    /// Children use your services
    #[arg(long)]
    children: bool,
    /// How long the law makes you keep invoices, where your country's period is not known: P10Y
    #[arg(long, value_name = "PERIOD", value_parser = args::period)]
    tax_period: Option<Period>,
    /// After how long claims about your work are barred, where it is asked: P3Y
    #[arg(long, value_name = "PERIOD", value_parser = args::period)]
    claims_period: Option<Period>,
    /// The part of your country whose holidays count: BY, SCT, ON
    #[arg(long, value_name = "REGION", default_value = "", hide_default_value = true)]
    region: String,
    /// Which of several ways your country's law knows: ten-years, vat; may be given again; see
    /// `candor policy options`
    #[arg(long, value_name = "CHOICE")]
    choice: Vec<String>,
    /// Adopt the drafted assessment of this interest; none is adopted unless you say so
    #[arg(long, value_name = "PURPOSE")]
    adopt: Vec<String>,
    /// Passes of the key derivation instead of about half a second's worth; for tests
    #[arg(long, value_name = "NUMBER", value_parser = clap::value_parser!(u32).range(1..=1000))]
    kdf_passes: Option<u32>,
    /// Make the vault without encryption: whoever has the file reads it
    #[arg(long, conflicts_with_all = ["passphrase_command", "passphrase_fd", "kdf_passes"])]
    unencrypted: bool,
}

impl Init {
    pub(super) fn run(self, desk: &Desk<'_>) -> Result<(), CliError> {
        let folder = desk.folder()?;
        if Session::exists(&folder) {
            return Err(CliError::VaultThere(folder));
        }
        let secret = self.secret(desk)?;
        let passes = self.kdf_passes.map_or(KdfPasses::Tuned, KdfPasses::Fixed);
        if self.kdf_passes.is_some() {
            desk.printer.talk("warning: so few passes make the passphrase easier to guess");
        }
        let zone = self.zone.unwrap_or_else(machine_zone);
        let mut answers = Setup::defaults(self.country, &zone);
        answers.zone = zone;
        answers.name = self.name;
        answers.own_addresses = self.own_address;
        answers.recipients = self.recipient.iter().map(|text| recipient(text)).collect();
        answers.signature_notice = self.signature_notice;
        answers.children = self.children;
        answers.tax_period = self.tax_period.or(answers.tax_period);
        answers.claims_period = self.claims_period;
        answers.region = self.region;
        answers.choices = self.choice;
        answers.interests = self.adopt;
        let session = setup::create(&folder, &answers, &secret, passes, desk.clock())?;
        if desk.printer.is_json() {
            return desk.printer.json(&json!({
                "folder": folder,
                "country": self.country.as_str(),
                "encrypted": session.is_encrypted(),
            }));
        }
        desk.printer.talk(&format!("The vault is in {}", desk.environment.shown(&folder)));
        if !session.is_encrypted() {
            desk.printer.talk("It is not encrypted: whoever has the file reads it.");
        }
        Ok(())
    }

    fn secret(&self, desk: &Desk<'_>) -> Result<NewSecret, CliError> {
        if self.unencrypted {
            return Ok(NewSecret::Unencrypted);
        }
        if let Some(passphrase) = unlock::given(&desk.global)? {
            return Ok(NewSecret::Passphrase(passphrase));
        }
        let passphrase = unlock::ask_typed("New passphrase: ")?;
        if *passphrase != *unlock::ask_typed("The same again: ")? {
            return Err(CliError::usage("the passphrases differ", "try again"));
        }
        let strength = setup::strength(&passphrase, &[&self.name]);
        if strength.score < 3 {
            desk.printer.talk(&format!("This passphrase is easy to guess. {}", strength.hint));
        }
        let taken = Passphrase::new(passphrase.to_string());
        taken.map(NewSecret::Passphrase).map_err(|error| CliError::usage(error.to_string(), ""))
    }
}

/// The machine's time zone by its IANA name; UTC where it does not tell.
#[must_use]
pub fn machine_zone() -> String {
    iana_time_zone::get_timezone().unwrap_or_else(|_error| "UTC".to_owned())
}

/// `NAME=ROLE`; without a role it is left empty.
fn recipient(text: &str) -> (String, String) {
    let (name, role) = text.split_once('=').unwrap_or((text, ""));
    (name.trim().to_owned(), role.trim().to_owned())
}
