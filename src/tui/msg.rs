//! What comes into `update` and what goes out of it.

use std::sync::Arc;

use ratatui::layout::{Position, Size};

use crate::app::sorting::Order;
use crate::domain::{DatumId, Day, SegmentId};
use crate::tui::command::Chord;
use crate::tui::model::{
    Answers, AskKind, Board, BoardKind, ContactId, Detail, FieldId, FieldNote, FormKind, FormSpec,
    Header, Preview, Review, Rows, Subject, Trouble, Unfinished, Why,
};

/// Something that happened.
#[derive(Debug, Clone)]
pub enum Msg {
    /// A key was pressed.
    Key(Chord),
    /// Text was pasted.
    Paste(String),
    /// The mouse did something at a cell; only where the user asked for the mouse.
    Mouse(Pointer, Position),
    /// The terminal has another size.
    Resized(Size),
    /// Somebody else sent the stop signal.
    StopAsked,
    /// The program runs again after a stop.
    Continued,
    /// Another process changed the vault.
    ChangedElsewhere,
    /// A question was answered.
    Answered(u64, Answer),
    /// A question could not be answered.
    Unanswered(u64, AskKind, Trouble),
    /// A deed was done, or not.
    Done(Outcome),
    /// The deed in hand has come so far: bytes read, and bytes in all.
    Progress(usize, usize),
    /// A field was written in the editor, or not.
    Written(FieldId, Result<String, Box<Trouble>>),
    /// Another program gave the terminal back; what is to be said of it.
    Back(Result<(), Box<Trouble>>),
}

/// What the mouse does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pointer {
    /// The left button went down.
    Click,
    /// The wheel turned towards the user.
    WheelDown,
    /// The wheel turned away from the user.
    WheelUp,
}

/// Something to be done outside of `update`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// A question, for the lane of reads; the number comes back with the answer.
    Ask(u64, Ask),
    /// A deed, for the lane of writes.
    Do(Deed),
    /// The deed in hand is to stop where it can; what it has done stays.
    Stop,
    /// Give the terminal back and stop until the shell continues.
    Suspend,
    /// Take the terminal again and paint everything.
    Retake,
    /// Paint everything.
    Redraw,
    /// Hand a text to the terminal's clipboard.
    Copy(String),
    /// Lend the terminal to another program, and paint everything afterwards.
    Lend(Program),
}

/// A program that gets the terminal for a while.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Program {
    /// The user's editor, on the text of a field.
    Editor(Box<Writing>),
    /// The user's mail program, on the draft of a mail.
    Mail(Foreign),
    /// A shell.
    Shell,
    /// A command of the user's, with a text on its standard input.
    Pipe {
        /// The command, as a shell understands it.
        command: String,
        /// What it reads.
        input: Foreign,
    },
}

/// A text that leaves for another program.
#[derive(Clone, PartialEq, Eq)]
pub struct Foreign(pub String);

/// Shows that there is one, never what it says.
impl std::fmt::Debug for Foreign {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Foreign(…)")
    }
}

/// The text of a field, for the editor.
#[derive(Clone, PartialEq, Eq)]
pub struct Writing {
    /// The field.
    pub field: FieldId,
    /// What stands in it.
    pub text: String,
    /// The form, to be kept with what was written if the program must end meanwhile.
    pub form: Option<Unfinished>,
}

/// Shows which field it is, never the text.
impl std::fmt::Debug for Writing {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Writing").field("field", &self.field).finish_non_exhaustive()
    }
}

/// A question to the vault. It changes nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ask {
    /// What stands in the top line?
    Header,
    /// Which rows has the list?
    Rows {
        /// What is searched for; empty for everybody.
        query: String,
        /// The first row wanted.
        from: usize,
        /// How many are wanted.
        count: usize,
        /// A contact to lay the window around instead, if the list has it.
        around: Option<ContactId>,
        /// In which order.
        order: Order,
    },
    /// Who are all that a query finds?
    Everybody(String, Order),
    /// Which lines has a board?
    Board(BoardKind),
    /// What do we hold about a contact?
    Detail(ContactId),
    /// Why is this held, today or as of another day?
    Why(Subject, Option<Day>),
    /// What would change that?
    WhatIf(Subject),
    /// How does that read as text, as of a day?
    Letter(Subject, Option<Day>),
    /// Which fields has this form?
    Form(FormKind),
    /// The same, for a form whose text is to be written in the editor at once.
    Text(FormKind),
    /// What was filled in of the form that was left unfinished last?
    Draft,
    /// What would this form do as it stands?
    Preview(FormKind, Answers),
}

impl Ask {
    /// Returns the kind, of which the newest question alone matters.
    #[must_use]
    pub const fn kind(&self) -> AskKind {
        match self {
            Self::Header => AskKind::Header,
            Self::Rows { .. } => AskKind::Rows,
            Self::Everybody(..) => AskKind::Everybody,
            Self::Board(_) => AskKind::Board,
            Self::Detail(_) => AskKind::Detail,
            Self::Why(..) => AskKind::Why,
            Self::WhatIf(_) => AskKind::WhatIf,
            Self::Letter(..) => AskKind::Letter,
            Self::Form(_) | Self::Text(_) | Self::Draft => AskKind::Form,
            Self::Preview(..) => AskKind::Preview,
        }
    }
}

/// The answer to a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// The top line.
    Header(Box<Header>),
    /// Rows of the list.
    Rows(Rows),
    /// All that a query finds.
    Everybody(Vec<ContactId>),
    /// The lines of a board.
    Board(Box<Board>),
    /// A contact; none if it is gone.
    Detail(Option<Box<Detail>>),
    /// Why; none if it is gone.
    Why(Option<Box<Why>>),
    /// What would change it, a sentence for each thing that could happen.
    WhatIf(Vec<String>),
    /// The explanation as text; none if it is gone.
    Letter(Option<String>),
    /// The fields of a form, or the reason why there is nothing to fill in.
    Form(Result<Box<FormSpec>, String>),
    /// The same, for the editor.
    Text(Result<Box<FormSpec>, String>),
    /// The form that was left unfinished last with what was filled in, or why there is none.
    Draft(Result<(Box<FormSpec>, Answers), String>),
    /// What the form would do.
    Preview(Preview),
}

impl Answer {
    /// Returns the kind of question that this answers.
    #[must_use]
    pub const fn kind(&self) -> AskKind {
        match self {
            Self::Header(_) => AskKind::Header,
            Self::Rows(_) => AskKind::Rows,
            Self::Everybody(_) => AskKind::Everybody,
            Self::Board(_) => AskKind::Board,
            Self::Detail(_) => AskKind::Detail,
            Self::Why(_) => AskKind::Why,
            Self::WhatIf(_) => AskKind::WhatIf,
            Self::Letter(_) => AskKind::Letter,
            Self::Form(_) | Self::Text(_) | Self::Draft(_) => AskKind::Form,
            Self::Preview(_) => AskKind::Preview,
        }
    }
}

/// Something that changes the vault. Deeds are done one after the other, in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Deed {
    /// Save a form.
    Submit(FormKind, Answers),
    /// Hand a value to the terminal's clipboard.
    Copy(ContactId, CopyWish),
    /// Begin a mail to a contact: to that address, or to the first.
    Mail(ContactId, Option<DatumId>),
    /// Keep a form that is not finished.
    KeepDraft(Unfinished),
    /// Throw the draft of a form away, if there is one.
    DropDraft(FormKind),
    /// Delete; it can be undone.
    Delete(Subject),
    /// Delete whole contacts in one change; it can be undone.
    DeleteAll(Arc<[ContactId]>),
    /// Delete a segment; it can be undone.
    DeleteSegment(SegmentId),
    /// Undo the last change.
    Undo,
    /// Do again what was undone last.
    Redo,
    /// Bring in the people of the review.
    AcceptImport,
    /// Forget the people of the review.
    RejectImport,
}

/// Which value is to be copied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CopyWish {
    /// That one.
    Value(DatumId),
    /// The first address.
    Email,
    /// The first phone number.
    Phone,
    /// The name.
    Name,
    /// The first web address.
    Link,
    /// That web address.
    ThatLink(DatumId),
    /// The contact as a vCard.
    Card,
}

/// What became of a deed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// It is saved: a sentence, and the contact to select.
    Saved {
        /// What was done, as a sentence.
        sentence: String,
        /// The contact to select now.
        select: Option<ContactId>,
    },
    /// A form cannot be saved as it stands.
    Refused {
        /// What is wrong with single fields.
        fields: Vec<FieldNote>,
        /// What is wrong with the whole.
        sentence: String,
    },
    /// A value that may be copied: the value, and a sentence.
    Copied {
        /// What goes to the terminal.
        text: String,
        /// What was done, as a sentence.
        sentence: String,
    },
    /// Another program may have the terminal, with what may leave: the program, and a sentence if
    /// something had to stay.
    Lend(Program, Option<String>),
    /// The next form of a sequence.
    Next(Box<FormSpec>),
    /// The vault is open: the panes may come.
    Opened,
    /// An import to be looked at.
    Review(Review),
    /// What an import did: a sentence for now, and the whole for whoever reads on.
    Report {
        /// What came in, as a sentence.
        sentence: String,
        /// What came in, what stayed out and why.
        report: Review,
    },
    /// A draft was kept or thrown away.
    Noted,
    /// It could not be done.
    Failed(Trouble),
    /// Nothing to say.
    Quiet,
}
