//! `candor contact add`.

use clap::Args;

use super::{kind, value};
use crate::{
    app::{
        Session,
        contacts::{self, Collected, NewContact, NewDatum},
        quick,
    },
    cli::{
        CliError,
        args::{self, Assignment, DryRun, From, Hinting, NoGrounds},
        desk::Desk,
        find, told,
    },
    domain::{Category, ContactKind, Country, Value},
};

/// Options of `candor contact add`.
#[derive(Args, Debug)]
pub struct Add {
    /// What they are called
    name: String,
    /// Understand the name as quick entry: "Anna Bell anna@example.org 030 901820 @enquiry #design"
    #[arg(long)]
    quick: bool,
    #[arg(long, value_name = "ADDRESS")]
    /// An e-mail address; may be given again, as may the next ones
    email: Vec<String>,
    /// A telephone number
    #[arg(long, value_name = "NUMBER", allow_hyphen_values = true)]
    phone: Vec<String>,
    /// A postal address: "Münzstr. 5, 10178 Berlin, DE"
    #[arg(long, visible_alias = "address", value_name = "ADDRESS")]
    postal_address: Vec<String>,
    /// The organisation they belong to
    #[arg(long, value_name = "NAME")]
    organisation: Option<String>,
    /// What they do there
    #[arg(long)]
    role: Option<String>,
    /// Their birthday: 1990-04-15, or 04-15 without a year
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    birthday: Option<String>,
    /// A note
    #[arg(long, value_name = "TEXT")]
    note: Vec<String>,
    /// Any other value, with or without a label: url=example.org, phone/work=+49 30 901820
    #[arg(long, value_name = "CATEGORY=VALUE", value_parser = args::assignment)]
    set: Vec<Assignment>,
    /// What they are: person, company, partnership, sole-trader, organisation
    #[arg(long, default_value = "person", value_parser = kind)]
    kind: ContactKind,
    /// Where they live or have their seat
    #[arg(long, value_parser = args::country)]
    country: Option<Country>,
    /// The contact of the organisation for which they act
    #[arg(long, value_name = "WHO")]
    acts_for: Option<String>,
    #[command(flatten)]
    from: From,
    #[command(flatten)]
    hinting: Hinting,
    #[command(flatten)]
    no_grounds: NoGrounds,
    #[command(flatten)]
    dry_run: DryRun,
}

impl Add {
    pub(super) fn run(self, desk: &Desk<'_>) -> Result<(), CliError> {
        let session = desk.session()?;
        let mode = self.dry_run.mode();
        let organisation =
            self.acts_for.as_ref().map(|who| find::who(&session, who)).transpose()?;
        let mut entry = self.from.entry(&session);
        let said = if self.quick {
            let (said, purpose) = self.understood(&session)?;
            if let (Some(key), Collected::NotSaid) = (purpose, &entry.purpose) {
                entry.purpose = Collected::For(key);
            }
            said
        } else {
            self.named()?
        };
        let new = NewContact {
            kind: self.kind,
            country: self.country,
            organisation,
            data: self.data(said)?,
            entry,
            grounds: self.no_grounds.grounds(),
        };
        let name = new.data.first().map(|one| one.value.to_line()).unwrap_or_default();
        let done = contacts::add(&session, &new, mode)?;
        told::done(desk, &format!("contact {name}"), &done, &|id| Some(id.0), mode)
    }

    /// Reads `Anna Müller anna@example.org +49 30 901820 @enquiry` as the screen's quick entry does.
    fn understood(&self, session: &Session) -> Result<(Vec<NewDatum>, Option<String>), CliError> {
        let quick = quick::understand(&self.name, &*session.controller()?, session.today());
        if let Some((typed, near)) = quick.unknown_purpose {
            let hint = near.map(|near| format!("did you mean `@{near}`?")).unwrap_or_default();
            return Err(CliError::usage(format!("there is no purpose `@{typed}`"), hint));
        }
        Ok((quick.data, quick.purpose))
    }

    /// The name as it is written; an organisation's has no parts.
    fn named(&self) -> Result<Vec<NewDatum>, CliError> {
        Ok(vec![match self.kind {
            ContactKind::Person => value(Category::Name, "", &self.name)?,
            ContactKind::Organisation(_) => {
                NewDatum::new(Category::Name, Value::Text(self.name.trim().to_owned()))
            }
        }])
    }

    fn data(&self, mut data: Vec<NewDatum>) -> Result<Vec<NewDatum>, CliError> {
        let several = [
            (Category::Email, &self.email),
            (Category::Phone, &self.phone),
            (Category::PostalAddress, &self.postal_address),
            (Category::Note, &self.note),
        ];
        for (category, values) in several {
            for text in values {
                data.push(value(category.clone(), "", text)?);
            }
        }
        let single = [
            (Category::Organisation, &self.organisation),
            (Category::Role, &self.role),
            (Category::Birthday, &self.birthday),
        ];
        for (category, text) in single {
            if let Some(text) = text {
                data.push(value(category, "", text)?);
            }
        }
        for set in &self.set {
            data.push(value(Category::parse(&set.field), &set.label, &set.value)?);
        }
        for one in &mut data {
            one.hint = self.hinting.answer();
        }
        Ok(data)
    }
}
