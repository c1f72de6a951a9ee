//! A form that is not finished: what is kept of it, and which forms are kept at all.

use super::{Answers, FieldKind, Form, FormKind, FormSpec};
use crate::domain::{ContactId, DatumId, EngagementId, RequestKind};

/// What is kept of a form: which it is, what it was called, and what was filled in by hand.
#[derive(Clone, PartialEq, Eq)]
pub struct Unfinished {
    /// Which form.
    pub kind: FormKind,
    /// Its heading, to name it by.
    pub title: String,
    /// What was filled in by hand; secrets never.
    pub answers: Answers,
}

/// Shows which form it is, never whom it is about.
impl std::fmt::Debug for Unfinished {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Unfinished").field("kind", &self.kind).finish_non_exhaustive()
    }
}

type About = fn(ContactId) -> FormKind;
type AboutWork = fn(ContactId, Option<EngagementId>) -> FormKind;

/// Forms about one contact, by the words under which their drafts are kept.
const ABOUT: [(&str, About); 9] = [
    ("contact-edit", FormKind::ContactEdit),
    ("interaction-log", FormKind::InteractionLog),
    ("follow-up", FormKind::FollowUp),
    ("consent-give", FormKind::ConsentGive),
    ("consent-withdraw", FormKind::ConsentWithdraw),
    ("objection", FormKind::Objection),
    ("notice-give", FormKind::NoticeGive),
    ("ground-open", FormKind::GroundOpen),
    ("merge", FormKind::Merge),
];

/// Forms about an engagement, by the same.
const ABOUT_WORK: [(&str, AboutWork); 3] = [
    ("stage-next", FormKind::StageNext),
    ("invoice", FormKind::Invoice),
    ("engagement-end", FormKind::EngagementEnd),
];

impl FormKind {
    /// The contact that the form is about, if it is about one.
    #[must_use]
    pub const fn contact(&self) -> Option<ContactId> {
        match self {
            Self::Unlock
            | Self::Setup(_)
            | Self::ContactNew
            | Self::SegmentSave
            | Self::SignUps
            | Self::SegmentRename(_)
            | Self::Import
            | Self::FollowUpAll(_)
            | Self::DueAll(_) => None,
            Self::ContactEdit(id)
            | Self::DatumEdit(id, _)
            | Self::InteractionLog(id)
            | Self::StageNext(id, _)
            | Self::Invoice(id, _)
            | Self::EngagementEnd(id, _)
            | Self::ConsentGive(id)
            | Self::ConsentWithdraw(id)
            | Self::Objection(id)
            | Self::EraseRequest(id)
            | Self::Request(id, _)
            | Self::NoticeGive(id)
            | Self::GroundOpen(id)
            | Self::FollowUp(id)
            | Self::Merge(id)
            | Self::Pipe(id) => Some(*id),
            Self::Erase(subject) | Self::Restrict(subject) | Self::Remedy(subject) => {
                Some(subject.contact())
            }
            Self::Due(line) => Some(line.contact),
        }
    }

    /// The words under which a draft of it is kept: `invoice 7`. None for forms that are not worth
    /// it or must not be kept: passphrases, the first start, and those that only confirm.
    #[must_use]
    pub fn kept_as(&self) -> Option<String> {
        match self {
            Self::Unlock
            | Self::Setup(_)
            | Self::Erase(_)
            | Self::EraseRequest(_)
            | Self::Restrict(_)
            | Self::Import
            | Self::Pipe(_)
            | Self::Remedy(_)
            | Self::Due(_)
            | Self::FollowUpAll(_)
            | Self::SegmentRename(_)
            | Self::DueAll(_) => None,
            Self::ContactNew => Some("contact-new".to_owned()),
            Self::SegmentSave => Some("segment-save".to_owned()),
            Self::SignUps => Some("sign-ups".to_owned()),
            Self::DatumEdit(id, datum) => Some(format!("datum-edit {id} {datum}")),
            Self::Request(id, kind) => {
                let (_, word) = RequestKind::ALL.iter().find(|(own, _)| own == kind)?;
                Some(format!("request {id} {word}"))
            }
            Self::StageNext(id, which)
            | Self::Invoice(id, which)
            | Self::EngagementEnd(id, which) => {
                let (word, _) = ABOUT_WORK.iter().find(|(_, about)| about(*id, *which) == *self)?;
                let which = which.map(|which| format!(" {which}")).unwrap_or_default();
                Some(format!("{word} {id}{which}"))
            }
            Self::ContactEdit(id)
            | Self::InteractionLog(id)
            | Self::FollowUp(id)
            | Self::ConsentGive(id)
            | Self::ConsentWithdraw(id)
            | Self::Objection(id)
            | Self::NoticeGive(id)
            | Self::GroundOpen(id)
            | Self::Merge(id) => {
                let (word, _) = ABOUT.iter().find(|(_, about)| about(*id) == *self)?;
                Some(format!("{word} {id}"))
            }
        }
    }

    /// The form that is kept under these words; none if no form of this version is.
    #[must_use]
    pub fn from_kept(words: &str) -> Option<Self> {
        let mut parts = words.split(' ');
        let (word, id, rest) = (parts.next()?, parts.next(), parts.next());
        match (word, rest) {
            ("contact-new", None) => return Some(Self::ContactNew),
            ("segment-save", None) => return Some(Self::SegmentSave),
            ("sign-ups", None) => return Some(Self::SignUps),
            _about_somebody => {}
        }
        let contact = ContactId(id?.parse().ok()?);
        if let Some((_, about)) = ABOUT_WORK.iter().find(|(own, _)| *own == word) {
            let which = rest.map(str::parse).transpose().ok()?;
            return Some(about(contact, which.map(EngagementId)));
        }
        match (word, rest) {
            ("datum-edit", Some(datum)) => {
                Some(Self::DatumEdit(contact, DatumId(datum.parse().ok()?)))
            }
            ("request", Some(word)) => {
                let (kind, _) = RequestKind::ALL.iter().find(|(_, own)| *own == word)?;
                Some(Self::Request(contact, *kind))
            }
            (word, None) => {
                let (_, about) = ABOUT.iter().find(|(own, _)| *own == word)?;
                Some(about(contact))
            }
            (_, Some(_)) => None,
        }
    }
}

impl Form {
    /// What is to be kept of it, if anything was filled in by hand and it is one that is kept.
    #[must_use]
    pub fn unfinished(&self) -> Option<Unfinished> {
        if self.saving || !self.is_touched() || self.spec.kind.kept_as().is_none() {
            return None;
        }
        let by_hand = self.fields.iter().filter(|field| field.touched);
        let told = by_hand.filter(|field| field.spec.kind != FieldKind::Secret);
        let answers = told.map(|field| (field.spec.id, field.line.text().to_owned())).collect();
        let (kind, title) = (self.spec.kind.clone(), self.spec.title.clone());
        Some(Unfinished { kind, title, answers: Answers(answers) })
    }

    /// What would be kept of it if the field in use were changed.
    #[must_use]
    pub fn as_if_touched(&self) -> Option<Unfinished> {
        let mut form = self.clone();
        if let Some(field) = form.fields.get_mut(form.focus) {
            field.touched = true;
        }
        form.unfinished()
    }

    /// Opens a form with what was filled in before; fields that it no longer has are left out.
    #[must_use]
    pub fn resumed(spec: FormSpec, answers: &Answers) -> Self {
        let mut form = Self::new(spec);
        for (id, text) in &answers.0 {
            if let Some(field) = form.fields.iter_mut().find(|field| field.spec.id == *id) {
                field.line.set(text);
                field.touched = true;
            }
        }
        form.focus = form.fields.iter().rposition(|field| field.touched).unwrap_or(0);
        form
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_is_found_again_under_its_words() {
        let contact = ContactId(7);
        let mut kinds = vec![
            FormKind::ContactNew,
            FormKind::SegmentSave,
            FormKind::SignUps,
            FormKind::DatumEdit(contact, DatumId(3)),
            FormKind::Request(contact, RequestKind::Access),
        ];
        kinds.extend(ABOUT.map(|(_, about)| about(contact)));
        for which in [None, Some(EngagementId(4))] {
            kinds.extend(ABOUT_WORK.map(|(_, about)| about(contact, which)));
        }
        for kind in kinds {
            let words = kind.kept_as().unwrap();
            assert_eq!(FormKind::from_kept(&words), Some(kind), "{words}");
        }
    }

    #[test]
    fn what_was_kept_otherwise_is_no_form() {
        for words in
            ["", "invoice", "invoice x", "invoice 7 x", "merge 7 8", "datum-edit 7", "nothing 7"]
        {
            assert_eq!(FormKind::from_kept(words), None, "{words}");
        }
        assert_eq!(FormKind::Unlock.kept_as(), None);
    }
}
