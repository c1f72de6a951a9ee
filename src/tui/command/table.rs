//! The table itself: one line a command.

use super::{Entry, Scope};

macro_rules! commands {
    ($($id:ident $name:literal $scope:ident [$($key:literal),*] $hint:literal $help:literal;)*) => {
        /// Everything that a person can ask for with a key.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Command {
            $(#[doc = $help] $id,)*
        }

        impl Command {
            /// Returns the whole table, in the order in which help shows it.
            #[must_use]
            pub const fn table() -> &'static [Entry] {
                const TABLE: &[Entry] = &[$(Entry {
                    command: Command::$id,
                    name: $name,
                    scope: Scope::$scope,
                    keys: &[$($key),*],
                    hint: $hint,
                    help: $help,
                },)*];
                TABLE
            }
        }
    };
}

#[rustfmt::skip]
commands! {
    ContactNew      "contact-new"       Panes    ["n"]                          "new"      "Add a contact from one line of text";
    InteractionLog  "interaction-log"   Panes    ["i"]                          "log"      "Log a call, a mail or a meeting with this contact";
    FollowUp        "follow-up"         Panes    ["f"]                          "follow up" "Set a day to come back to this contact, or how often to keep in touch";
    Why             "why"               Panes    ["w"]                          "why"      "Say why this is held";
    WhatIf          "what-if"           Panes    ["x"]                          "what if"  "Step through what would change what is explained";
    AsOf            "as-of"             Why      ["t"]                          "as of"    "Ask why as of another day, past or to come";
    CopyWhy         "copy-why"          Why      ["y"]                          "copy"     "Copy the explanation as text, of a whole contact as a letter";
    Edit            "edit"              Panes    ["e"]                          "edit"     "Edit the contact or the value, rename the segment";
    EditText        "edit-text"         Panes    ["E"]                          ""         "Write the value, or a note about the contact, in your editor";
    Filter          "filter"            Panes    ["/"]                          "filter"   "Find contacts by typing part of anything";
    Remedy          "remedy"            Panes    ["."]                          "do it"    "Do the next step that is shown";
    StageNext       "stage-next"        Panes    ["p p"]                        "next stage" "Move the engagement one stage along";
    Invoice         "invoice"           Panes    ["p i"]                        "invoice"  "Record an invoice";
    EngagementEnd   "engagement-end"    Panes    ["p e"]                        "end"      "End the engagement";
    ConsentGive     "consent-give"      Panes    ["c g"]                        "give"     "Record that consent was given";
    ConsentWithdraw "consent-withdraw"  Panes    ["c w"]                        "withdraw" "Record that consent was withdrawn";
    SignUps         "sign-ups"          Panes    ["c s"]                        "sign-ups" "Record a list that people signed, a line for each person";
    Objection       "objection"         Panes    ["r o"]                        "object"   "Record an objection";
    EraseRequest    "erase-request"     Panes    ["r e"]                        "erase"    "Erase a contact who asks for it, after showing what goes and what stays";
    Question        "question"          Panes    ["r q"]                        "question" "Record that they ask what you hold, and why";
    AccessRequest   "access-request"    Panes    ["r a"]                        "access"   "Record a request for a copy of everything";
    Rectification   "rectification"     Panes    ["r c"]                        "correct"  "Record a request to correct something";
    Portability     "portability"       Panes    ["r p"]                        "take along" "Record a request for data to take along";
    Complaint       "complaint"         Panes    ["r k"]                        "complaint" "Record a complaint";
    Restriction     "restriction"       Panes    ["r r"]                        "restrict" "Store the value or the contact only, and use it no more";
    NoticeGive      "notice-give"       Panes    ["r t"]                        "told"     "Record that they were told how you use their data";
    GroundOpen      "ground-open"       Panes    ["p o"]                        "hold for" "Hold the contact for another purpose";
    Merge           "merge"             Panes    ["M"]                          "merge"    "Make two records of the same person one";
    Erase           "erase"             Panes    ["D"]                          "erase"    "Erase a contact or a value for ever, after showing what goes and what stays";
    CopyValue       "copy-value"        Panes    ["y y"]                        "value"    "Copy the value, or the address of the contact";
    CopyPhone       "copy-phone"        Panes    ["y p"]                        "phone"    "Copy the phone number";
    CopyName        "copy-name"         Panes    ["y n"]                        "name"     "Copy the name";
    CopyCard        "copy-vcard"        Panes    ["y v"]                        "vCard"    "Copy the contact as a vCard, as far as it may go";
    CopyLink        "copy-link"         Panes    ["o"]                          ""         "Copy the web address, to open it in your browser";
    Mail            "mail"              Panes    ["m"]                          ""         "Write a mail to the contact in your mail program";
    Pipe            "pipe"              Panes    ["|"]                          ""         "Give the contact as a vCard to a command";
    Shell           "shell"             Panes    ["!"]                          ""         "Go to a shell; its end leads back here";
    Delete          "delete"            Panes    ["d"]                          "delete"   "Delete what is selected or marked; it can be undone";
    Undo            "undo"              Panes    ["u"]                          "undo"     "Undo the last change";
    Redo            "redo"              Panes    ["ctrl-r"]                     "redo"     "Do again what was undone last";
    SegmentSave     "segment-save"      Panes    ["S"]                          "segment"  "Save the query as a segment";
    Resume          "resume"            Panes    ["R"]                          "resume"   "Go on with the form that was left unfinished last";
    Import          "import"            Panes    ["I"]                          "import"   "Bring in people from a file, with a review first";

    Open            "open"              Panes    ["enter", "l", "right"]        "open"     "Open what is selected";
    Back            "back"              Panes    ["esc", "h", "left"]           "back"     "Step back";
    Down            "down"              Panes    ["j", "down", "ctrl-n"]        ""         "Move down";
    Up              "up"                Panes    ["k", "up"]                    ""         "Move up";
    First           "first"             Panes    ["g g", "home"]                ""         "Go to the first line";
    Last            "last"              Panes    ["G", "end"]                   ""         "Go to the last line";
    HalfDown        "half-page-down"    Panes    ["ctrl-d"]                     ""         "Half a page down";
    HalfUp          "half-page-up"      Panes    ["ctrl-u"]                     ""         "Half a page up";
    PageDown        "page-down"         Panes    ["ctrl-f", "pgdn"]             ""         "A page down";
    PageUp          "page-up"           Panes    ["ctrl-b", "pgup"]             ""         "A page up";
    ScrollDown      "scroll-other-down" Panes    ["J"]                          ""         "Scroll the pane beside down";
    ScrollUp        "scroll-other-up"   Panes    ["K"]                          ""         "Scroll the pane beside up";
    NextPane        "next-pane"         Panes    ["tab", "]"]                   ""         "Go to the next pane";
    PreviousPane    "previous-pane"     Panes    ["shift-tab", "["]             ""         "Go to the pane before";
    GoContacts      "go-contacts"       Panes    ["1", "g c"]                   "contacts" "Go to the contacts";
    GoCard          "go-card"           Panes    ["2"]                          ""         "Go to the card";
    GoInteractions  "go-interactions"   Panes    ["3"]                          ""         "Go to the interactions";
    GoConsent       "go-consent"        Panes    ["4"]                          ""         "Go to consent";
    GoWhy           "go-why"            Panes    ["5"]                          ""         "Go to the why pane";
    GoAgenda        "go-agenda"         Panes    ["6", "g a"]                   "agenda"   "Go to the agenda: what is due, each one key from its remedy";
    GoPipeline      "go-pipeline"       Panes    ["7", "g p"]                   "pipeline" "Go to the pipeline: engagements by stage, with sums";
    GoRequests      "go-requests"       Panes    ["8", "g r"]                   "requests" "Go to the requests: who asked for what, and until when to answer";
    GoJournal       "go-journal"        Panes    ["9", "g j", "U"]              "journal"  "Go to the journal: what was changed, the latest first";
    GoSegments      "go-segments"       Panes    ["0", "g s"]                   "segments" "Go to the segments: the queries that you saved";
    Mark            "mark"              Panes    ["space", "v"]                 ""         "Mark the contact or the line, or take the mark away";
    MarkGroup       "mark-group"        Panes    ["*"]                          ""         "Turn the marks round, of all that is found or of the group";
    SortName        "sort-name"         Panes    [", n"]                        "name"     "Sort the contacts by name; once more turns an order round";
    SortContact     "sort-last-contact" Panes    [", l"]                        "last contact" "Sort the contacts by when you last heard of each other";
    SortDue         "sort-due"          Panes    [", d"]                        "due first" "Sort the contacts by what falls due first";
    SortAdded       "sort-added"        Panes    [", a"]                        "added"    "Sort the contacts by when they were added, the latest first";
    Zoom            "zoom"              Panes    ["z", "+"]                     ""         "Give this pane the whole screen, or take it back";
    Palette         "palette"           Panes    [":", "ctrl-p"]                ""         "Find any command by typing part of its name";
    Help            "help"              Panes    ["?"]                          "help"     "Show the keys for this place";
    Quit            "quit"              Panes    ["q"]                          "quit"     "Leave the program";

    FilterKeep      "filter-keep"       Filter   ["enter"]                      "keep"     "Keep the filter and go to the list";
    FilterComplete  "filter-complete"   Filter   ["tab"]                        ""         "Complete the word of a query, or keep the filter";
    FilterClear     "filter-clear"      Filter   ["esc"]                        "clear"    "Clear the filter";
    FilterDown      "filter-down"       Filter   ["down", "ctrl-n"]             ""         "Move down in what is found";
    FilterUp        "filter-up"         Filter   ["up", "ctrl-p"]               ""         "Move up in what is found";

    AsOfAsk         "as-of-ask"         AsOf     ["enter"]                      "ask"      "Ask as of the day that is typed; nothing typed is today";
    AsOfLeave       "as-of-leave"       AsOf     ["esc"]                        "leave"    "Ask about no other day";

    FormSave        "form-save"         Form     ["enter"]                      "save"     "Save the form";
    FormNext        "form-next"         Form     ["tab", "down", "ctrl-n"]      "next"     "Go to the next field";
    FormPrevious    "form-previous"     Form     ["shift-tab", "up", "ctrl-p"]  ""         "Go to the field before";
    FormEditor      "form-editor"       Form     ["ctrl-o", "ctrl-x ctrl-e"]    "editor"   "Write the text of the field in your editor";
    FormLeave       "form-leave"        Form     ["esc"]                        "leave"    "Leave the form";

    Answer          "answer"            Question ["enter", "y"]                 "yes"      "Say yes";
    Decline         "decline"           Question ["esc", "n", "q"]              "no"       "Say no";

    LeaveKeep       "leave-keep"        Leaving  ["esc", "q"]                   "keep it as a draft" "Leave the form; what is typed is kept as a draft, where the form is one to go on with";
    LeaveStay       "leave-stay"        Leaving  ["enter", "n"]                 "go on"    "Go on with the form";
    LeaveDrop       "leave-drop"        Leaving  ["d"]                          "throw it away" "Leave the form and throw away what is typed";

    FinderRun       "finder-run"        Finder   ["enter"]                      "run"      "Run the selected command";
    FinderDown      "finder-down"       Finder   ["down", "ctrl-n"]             ""         "Move down";
    FinderUp        "finder-up"         Finder   ["up", "ctrl-p"]               ""         "Move up";
    FinderPageDown  "finder-page-down"  Finder   ["pgdn", "ctrl-d"]             ""         "A page down";
    FinderPageUp    "finder-page-up"    Finder   ["pgup"]                       ""         "A page up";
    FinderLeave     "finder-leave"      Finder   ["esc"]                        "close"    "Close it";

    ReviewAccept    "review-accept"     Review   ["enter"]                      "import"   "Bring these people in";
    ReviewDown      "review-down"       Review   ["j", "down", "ctrl-d", "pgdn"] ""        "Scroll down";
    ReviewUp        "review-up"         Review   ["k", "up", "ctrl-u", "pgup"]  ""         "Scroll up";
    ReviewLeave     "review-leave"      Review   ["esc", "q", "h"]              "leave it" "Bring nobody in";

    ReportClose     "report-close"      Report   ["enter", "esc", "q", "h"]     "close"    "Close the report";
    ReportCopy      "report-copy"       Report   ["y"]                          "copy"     "Copy the report as text";
    ReportDown      "report-down"       Report   ["j", "down", "ctrl-d", "pgdn"] ""        "Scroll down";
    ReportUp        "report-up"         Report   ["k", "up", "ctrl-u", "pgup"]  ""         "Scroll up";

    HelpHere        "help-here"         Global   ["f1"]                         ""         "Show the keys for this place, also in a form";
    Interrupt       "interrupt"         Global   ["ctrl-c"]                     ""         "Leave what is open; twice leaves the program";
    Suspend         "suspend"           Global   ["ctrl-z"]                     ""         "Stop the program until the shell continues it";
    Redraw          "redraw"            Global   ["ctrl-l"]                     ""         "Paint the screen again";
}
