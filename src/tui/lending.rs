//! The programs that get the terminal for a while: which, with what, and what is said afterwards.
//!
//! A text reaches them through a private file alone. Nothing of it stands in their arguments, which
//! every user of the machine can read.

use std::os::unix::process::ExitStatusExt;
use std::process::Command;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::app::PrivateText;
use crate::tui::model::{FieldId, Trouble, Unfinished};
use crate::tui::msg::{Msg, Program, Writing};
use crate::tui::settings::Programs;
use crate::tui::terminal::{run, wait_for_enter};
use crate::tui::worker::Office;

/// What stands for the file in the command of the user's file.
const PLACE: &str = "%s";

/// Runs the programs, and knows the file that lies open meanwhile.
#[derive(Debug, Clone)]
pub(super) struct Lender {
    programs: Programs,
    lying: Arc<Mutex<Option<Lying>>>,
    /// The form with what an editor had written when a signal ended it: the same signal may be on
    /// its way to us.
    left: Arc<Mutex<Option<Unfinished>>>,
}

/// A text that lies in the clear.
#[derive(Debug)]
struct Lying {
    file: PrivateText,
    /// What it was at first, the field, and the form to keep if the program must end.
    kept: Option<(String, FieldId, Unfinished)>,
}

/// Destroys the file when it goes, however that comes.
struct Laid<'a>(&'a Lender);

impl Drop for Laid<'_> {
    fn drop(&mut self) {
        self.0.wipe();
    }
}

impl Lender {
    pub(super) fn new(programs: Programs) -> Self {
        Self { programs, lying: Arc::default(), left: Arc::default() }
    }

    /// Runs a program to its end, in a terminal that is lent; returns what to tell the screen.
    pub(super) fn run(&self, program: &Program, office: &dyn Office) -> Msg {
        match program {
            Program::Editor(writing) => Msg::Written(writing.field, self.edit(writing, office)),
            Program::Mail(draft) => Msg::Back(self.mail(&draft.0, office)),
            Program::Shell => Msg::Back(self.shell()),
            Program::Pipe { command, input } => Msg::Back(piped(command, &input.0)),
        }
    }

    /// Runs the mail program on a draft; it has read the file when it ends.
    fn mail(&self, draft: &str, office: &dyn Office) -> Result<(), Box<Trouble>> {
        let line = self.programs.mail.as_deref().unwrap_or_default();
        let words = split(line).ok_or_else(|| Box::new(no_mail(line)))?;
        let file = office.lay_out(draft, ".eml").map_err(Box::new)?;
        let mut command = with_path(&words, &file);
        *self.held() = Some(Lying { file, kept: None });
        let _laid = Laid(self);
        started(&mut command, &words, "the mail may not have been written: look there")
            .map_err(|(trouble, _)| trouble)
    }

    /// How a shell ends is nobody's business.
    fn shell(&self) -> Result<(), Box<Trouble>> {
        let shell = self.programs.shell.as_deref().unwrap_or("sh");
        run(&mut Command::new(shell), None)
            .map(|_| ())
            .map_err(|error| Box::new(not_started(shell, &error)))
    }

    /// The form with what was written so far, for whoever must end the program meanwhile.
    pub(super) fn rescue(&self) -> Option<Unfinished> {
        let lying = self.held();
        let left = || self.left.lock().unwrap_or_else(PoisonError::into_inner).clone();
        lying.as_ref().map_or_else(left, Self::written_in)
    }

    /// Whoever presses keys has not lost the line: what an editor left behind is let go.
    pub(super) fn forget_left(&self) {
        self.left.lock().unwrap_or_else(PoisonError::into_inner).take();
    }

    fn written_in(lying: &Lying) -> Option<Unfinished> {
        let (before, field, form) = lying.kept.as_ref()?;
        let text = written(&lying.file.text().ok()?);
        if text == *before {
            return None;
        }
        let mut form = form.clone();
        form.answers.0.retain(|(id, _)| id != field);
        form.answers.0.push((*field, text));
        Some(form)
    }

    /// Destroys the file that lies open, if one does.
    pub(super) fn wipe(&self) {
        let lying = self.held().take();
        drop(lying);
    }

    fn held(&self) -> MutexGuard<'_, Option<Lying>> {
        self.lying.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn edit(&self, writing: &Writing, office: &dyn Office) -> Result<String, Box<Trouble>> {
        let editor = self.programs.editor.as_deref().unwrap_or_default();
        let words = split(editor).ok_or_else(|| Box::new(no_editor(editor)))?;
        let file = office.lay_out(&writing.text, ".md").map_err(Box::new)?;
        let mut command = with_path(&words, &file);
        // Swap, undo and temporary files would else lie where nobody destroys them.
        command.env("TMPDIR", file.folder()).env("XDG_STATE_HOME", file.folder());
        let kept = writing.form.clone().map(|form| (writing.text.clone(), writing.field, form));
        *self.held() = Some(Lying { file, kept });
        let _laid = Laid(self);
        let ended = started(&mut command, &words, "what you wrote there is not taken over");
        let lying = self.held();
        if let Err((trouble, by_signal)) = ended {
            if by_signal {
                let mut left = self.left.lock().unwrap_or_else(PoisonError::into_inner);
                *left = lying.as_ref().and_then(Self::written_in);
            }
            return Err(trouble);
        }
        let text = lying.as_ref().map(|lying| lying.file.text());
        match text {
            Some(Ok(text)) => Ok(written(&text)),
            Some(Err(error)) => Err(Box::new(Trouble {
                sentence: "what the editor wrote cannot be read".to_owned(),
                causes: causes(&error),
                hint: Some("the field is as it was".to_owned()),
            })),
            None => Err(Box::default()),
        }
    }
}

/// Gives a text to a command, and leaves what it prints on the screen until Enter.
fn piped(command: &str, input: &str) -> Result<(), Box<Trouble>> {
    let mut shell = Command::new("sh");
    let ended = run(shell.args(["-c", command]), Some(input.as_bytes()));
    let status = ended.map_err(|error| Box::new(not_started("sh", &error)))?;
    let said = if status.success() { String::new() } else { format!("{status}; ") };
    wait_for_enter(&format!("\n{said}press Enter to go back to Candor "));
    Ok(())
}

/// The command with the path in place of `%s`, or after all other words where no word has it.
fn with_path(words: &[String], file: &PrivateText) -> Command {
    let mut command = Command::new(words.first().map_or("", String::as_str));
    let mut named = false;
    for word in words.iter().skip(1) {
        if word == PLACE {
            command.arg(file.path());
        } else {
            command.arg(word.replace(PLACE, &file.path().to_string_lossy()));
        }
        named |= word.contains(PLACE);
    }
    if !named {
        command.arg(file.path());
    }
    command
}

/// Splits a command line as a shell would; none if there is nothing or a quote is not closed.
fn split(line: &str) -> Option<Vec<String>> {
    shell_words::split(line).ok().filter(|words| !words.is_empty())
}

fn no_editor(line: &str) -> Trouble {
    let hint = "set VISUAL or EDITOR to its command, such as `vim` or `code --wait`".to_owned();
    if line.trim().is_empty() {
        return Trouble {
            sentence: "no editor is known".to_owned(),
            causes: vec!["neither VISUAL nor EDITOR is set".to_owned()],
            hint: Some(hint),
        };
    }
    Trouble {
        sentence: "the command in VISUAL or EDITOR cannot be understood".to_owned(),
        causes: vec!["a quote in it is not closed".to_owned()],
        hint: Some(hint),
    }
}

fn no_mail(line: &str) -> Trouble {
    let hint = "put `mail-command = \"neomutt -H %s\"` below `[programs]` in config.toml; \
                `candor config path` says where that is"
        .to_owned();
    if line.trim().is_empty() {
        return Trouble {
            sentence: "no mail program is known".to_owned(),
            causes: vec!["config.toml sets no `mail-command`".to_owned()],
            hint: Some(hint),
        };
    }
    Trouble {
        sentence: "the `mail-command` in config.toml cannot be understood".to_owned(),
        causes: vec!["a quote in it is not closed".to_owned()],
        hint: Some(hint),
    }
}

/// Runs a command to its end; one that does not end well is a trouble, told with whether a signal
/// ended it.
fn started(
    command: &mut Command,
    words: &[String],
    then: &str,
) -> Result<(), (Box<Trouble>, bool)> {
    let name = words.first().map_or("", String::as_str);
    match run(command, None) {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => {
            let trouble = Trouble {
                sentence: format!("`{name}` did not end well"),
                causes: vec![status.to_string()],
                hint: Some(then.to_owned()),
            };
            Err((Box::new(trouble), status.signal().is_some()))
        }
        Err(error) => Err((Box::new(not_started(name, &error)), false)),
    }
}

fn not_started(name: &str, error: &std::io::Error) -> Trouble {
    Trouble {
        sentence: format!("`{name}` cannot be started"),
        causes: vec![error.to_string()],
        hint: Some("check that it is installed and spelt as in a shell".to_owned()),
    }
}

/// A text as an editor leaves it, without the line end that it adds to the last line.
fn written(text: &str) -> String {
    let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
    text.trim_end_matches(['\n', '\r']).to_owned()
}

fn causes(error: &dyn std::error::Error) -> Vec<String> {
    std::iter::successors(Some(error), |error| error.source()).map(ToString::to_string).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_is_split_as_a_shell_would() {
        assert_eq!(split("vim -c 'set tw=72'").unwrap(), ["vim", "-c", "set tw=72"]);
        assert!(split(" ").is_none() && split("vim 'x").is_none());
    }

    #[test]
    fn the_line_end_that_an_editor_adds_is_no_text() {
        assert_eq!(written("one\r\ntwo\n"), "one\ntwo");
        assert_eq!(written("\u{feff}one\n\n"), "one");
    }
}
