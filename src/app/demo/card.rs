//! What is written down about somebody at once: their values, and where those come from.

use crate::{
    app::contacts::{Collected, Entry, NewDatum},
    domain::{
        Category, ContactKind, Country, Day, How, LegalForm, PersonName, Source, Special, Value,
        spoken,
    },
};

/// A person or a firm as they are entered.
#[derive(Debug, Clone)]
pub(super) struct Card {
    pub(super) kind: ContactKind,
    pub(super) country: Option<Country>,
    pub(super) data: Vec<NewDatum>,
}

impl Card {
    /// A person by a name as it is written, the family's last.
    pub(super) fn person(name: &str) -> Self {
        Self::empty(ContactKind::Person).value(Category::Name, name)
    }

    /// A person by a name of which the family's part does not come last.
    pub(super) fn named(formatted: &str, family: &str, given: &str) -> Self {
        let name = PersonName {
            formatted: formatted.to_owned(),
            family: family.to_owned(),
            given: given.to_owned(),
            ..PersonName::default()
        };
        let mut card = Self::empty(ContactKind::Person);
        card.data.push(NewDatum::new(Category::Name, Value::Name(name)));
        card
    }

    /// A firm by its name.
    pub(super) fn firm(name: &str, form: LegalForm) -> Self {
        let mut card = Self::empty(ContactKind::Organisation(form));
        card.data.push(NewDatum::new(Category::Name, Value::Text(name.to_owned())));
        card
    }

    /// Values without a name: of somebody who is known, or of nobody knows whom.
    pub(super) fn further() -> Self {
        Self::empty(ContactKind::Person)
    }

    fn empty(kind: ContactKind) -> Self {
        Self { kind, country: None, data: Vec::new() }
    }

    pub(super) fn email(self, text: &str) -> Self {
        self.value(Category::Email, text)
    }

    pub(super) fn phone(self, text: &str) -> Self {
        self.value(Category::Phone, text)
    }

    pub(super) fn address(self, text: &str) -> Self {
        self.value(Category::PostalAddress, text)
    }

    pub(super) fn organisation(self, text: &str) -> Self {
        self.value(Category::Organisation, text)
    }

    pub(super) fn role(self, text: &str) -> Self {
        self.value(Category::Role, text)
    }

    pub(super) fn handle(self, text: &str) -> Self {
        self.value(Category::Handle, text)
    }

    pub(super) fn note(self, text: &str) -> Self {
        self.value(Category::Note, text)
    }

    /// A value in the shape of its category; one that has not that shape stays a text.
    pub(super) fn value(mut self, category: Category, text: &str) -> Self {
        let value = spoken::value(&category, text);
        let value = value.unwrap_or_else(|_| Value::Text(text.to_owned()));
        self.data.push(NewDatum::new(category, value));
        self
    }

    /// Labels the value that was added last.
    pub(super) fn label(mut self, label: &str) -> Self {
        if let Some(last) = self.data.last_mut() {
            label.clone_into(&mut last.label);
        }
        self
    }

    /// Marks the value that was added last as special (Art. 9).
    pub(super) fn special(mut self, special: Special) -> Self {
        if let Some(last) = self.data.last_mut() {
            last.special = Some(special);
        }
        self
    }

    pub(super) fn lives_in(mut self, country: &str) -> Self {
        self.country = Country::new(country);
        self
    }
}

/// How values came in, and what for.
#[derive(Debug, Clone)]
pub(super) struct Origin {
    source: Source,
    how: How,
    purpose: Collected,
    opt_out: bool,
}

impl Origin {
    /// They wrote of their own accord.
    pub(super) fn wrote(purpose: &str) -> Self {
        Self::from(Source::Person, How::Message, purpose)
    }

    /// They said it, or gave their card.
    pub(super) fn gave(purpose: &str) -> Self {
        Self::from(Source::Person, How::Typed, purpose)
    }

    /// They filled in a form of ours, which shows the notice and offers an opt-out.
    pub(super) fn form(purpose: &str) -> Self {
        Self { opt_out: true, ..Self::from(Source::Person, How::Form, purpose) }
    }

    /// Somebody else told us.
    pub(super) fn told_by(name: &str, purpose: &str) -> Self {
        Self::from(Source::ThirdParty(name.to_owned()), How::Typed, purpose)
    }

    /// They have it on a page of theirs.
    pub(super) fn published(purpose: &str) -> Self {
        Self::from(Source::PublishedByPerson, How::Typed, purpose)
    }

    /// Nobody knows any more, and it is for nothing.
    pub(super) fn forgotten() -> Self {
        Self { purpose: Collected::ForNothing, ..Self::from(Source::Unknown, How::Typed, "") }
    }

    fn from(source: Source, how: How, purpose: &str) -> Self {
        Self { source, how, purpose: Collected::For(purpose.to_owned()), opt_out: false }
    }

    /// The entry, once the day is known.
    pub(super) fn entry(self, on: Day) -> Entry {
        let Self { source, how, purpose, opt_out: opt_out_offered } = self;
        Entry { source, how, on, purpose, opt_out_offered }
    }
}
