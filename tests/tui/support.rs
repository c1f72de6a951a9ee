//! Plays keys to the screen without a terminal, and looks at what it shows.

use candor::tui::command::Chord;
use candor::tui::model::{Model, Standing};
use candor::tui::msg::{Deed, Effect, Msg, Program};
use candor::tui::terminal::{Painter, Wrapping};
use candor::tui::theme::{Role, Theme};
use candor::tui::update::update;
use candor::tui::view::view;
use candor::tui::worker::Office;
use ratatui::Terminal;
use ratatui::buffer::Buffer;
use ratatui::layout::Size;

use super::fake::Fake;

/// The screen with an office whose answers come at once.
pub(super) struct Stage<O: Office = Fake> {
    pub(super) model: Model,
    pub(super) office: O,
    /// What was handed to the terminal's clipboard.
    pub(super) copied: Vec<String>,
    /// The programs that the terminal was lent to.
    pub(super) lent: Vec<Program>,
    /// How many keys were pressed, typed text apart.
    pub(super) keys: usize,
    terminal: Terminal<Painter<Vec<u8>>>,
    written: usize,
}

impl Stage {
    /// Opens the screen at a size such as `80x24`, on made-up people.
    pub(super) fn open(size: &str, people: usize) -> Self {
        Self::on(size, Fake::with(people))
    }

    /// Returns the deeds that the keys led to.
    pub(super) fn deeds(&self) -> Vec<Deed> {
        self.office.deeds()
    }
}

impl<O: Office> Stage<O> {
    /// Opens the screen at a size such as `80x24`, on an office.
    pub(super) fn on(size: &str, office: O) -> Self {
        let (width, height) = size.split_once('x').expect("a size");
        let size = Size { width: width.parse().unwrap(), height: height.parse().unwrap() };
        let painter = Painter::new(Vec::new(), size, Wrapping::Synchronized);
        let mut stage = Self {
            model: Model::new(size, Theme::Sixteen),
            office,
            copied: Vec::new(),
            lent: Vec::new(),
            keys: 0,
            terminal: Terminal::new(painter).unwrap(),
            written: 0,
        };
        stage.tell(Msg::Done(stage.office.begin()));
        stage.frame();
        stage
    }

    /// Tells the screen something and runs whatever it wants done, until it wants nothing more.
    pub(super) fn tell(&mut self, msg: Msg) {
        let mut waiting = vec![msg];
        while let Some(msg) = waiting.pop() {
            for effect in update(&mut self.model, msg) {
                match effect {
                    Effect::Ask(number, ask) => {
                        let kind = ask.kind();
                        waiting.push(match self.office.answer(ask) {
                            Ok(answer) => Msg::Answered(number, answer),
                            Err(trouble) => Msg::Unanswered(number, kind, trouble),
                        });
                    }
                    Effect::Do(deed) => waiting.push(Msg::Done(self.office.perform(deed))),
                    Effect::Stop => self.office.stop(),
                    Effect::Copy(text) => self.copied.push(text),
                    Effect::Lend(program) => self.lent.push(program),
                    Effect::Suspend | Effect::Retake | Effect::Redraw => {}
                }
            }
        }
    }

    /// Tells screen and painter of a size, as the loop does.
    pub(super) fn resized(&mut self, size: &str) {
        let (width, height) = size.split_once('x').expect("a size");
        let size = Size { width: width.parse().unwrap(), height: height.parse().unwrap() };
        self.terminal.backend_mut().resize(size);
        self.tell(Msg::Resized(size));
    }

    /// Presses keys as the table spells them, parted by blanks; `"text"` is typed.
    pub(super) fn press(&mut self, keys: &str) -> &mut Self {
        for (at, part) in keys.split('"').enumerate() {
            if at % 2 == 1 {
                for sign in part.chars() {
                    self.key(&if sign == ' ' { "space".to_owned() } else { sign.to_string() });
                }
            } else {
                for key in part.split_whitespace() {
                    self.keys += 1;
                    self.key(key);
                }
            }
        }
        self
    }

    fn key(&mut self, key: &str) {
        self.tell(Msg::Key(Chord::parse(key).unwrap_or_else(|| panic!("no key `{key}`"))));
    }

    /// Draws a frame and returns how many bytes it took.
    pub(super) fn frame(&mut self) -> usize {
        self.terminal.draw(|frame| view(&self.model, frame)).unwrap();
        let all = self.terminal.backend().out().len();
        let bytes = all - self.written;
        self.written = all;
        bytes
    }

    /// Returns what a real terminal would show after all that was written.
    pub(super) fn emulated(&self) -> String {
        let size = self.model.size;
        let mut emulator = vt100::Parser::new(size.height, size.width, 0);
        emulator.process(self.terminal.backend().out());
        emulator.screen().contents()
    }

    /// Returns the screen as text.
    pub(super) fn text(&self) -> String {
        lines(&self.drawn(), |buffer, x, y| buffer[(x, y)].symbol().to_owned())
    }

    /// Returns the screen as text, and below it the roles of its cells.
    pub(super) fn text_and_roles(&self) -> String {
        let buffer = self.drawn();
        let text = lines(&buffer, |buffer, x, y| buffer[(x, y)].symbol().to_owned());
        let roles = lines(&buffer, |buffer, x, y| {
            let cell = &buffer[(x, y)];
            if cell.symbol() == " " { " ".to_owned() } else { letter(cell.style()).to_string() }
        });
        format!("{text}\n{}\n{roles}", "=".repeat(usize::from(self.model.size.width)))
    }

    fn drawn(&self) -> Buffer {
        let size = self.model.size;
        let backend = ratatui::backend::TestBackend::new(size.width, size.height);
        let mut terminal = Terminal::new(backend).unwrap();
        terminal.draw(|frame| view(&self.model, frame)).unwrap();
        terminal.backend().buffer().clone()
    }

    /// Says whether the bottom line tells of success.
    pub(super) fn succeeded(&self) -> bool {
        self.model.message.as_ref().is_some_and(|said| said.standing == Standing::Justified)
    }
}

fn lines(buffer: &Buffer, show: impl Fn(&Buffer, u16, u16) -> String) -> String {
    let mut text = String::new();
    for y in 0..buffer.area.height {
        let mut line = String::new();
        let mut x = 0;
        while x < buffer.area.width {
            let shown = show(buffer, x, y);
            let width = unicode_width::UnicodeWidthStr::width(buffer[(x, y)].symbol()).max(1);
            line.push_str(&shown);
            x += u16::try_from(width).unwrap();
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

/// The first role of that style, as a letter: `t` text, `m` muted, `b` bright and so on.
fn letter(style: ratatui::style::Style) -> char {
    const LETTERS: [char; 15] =
        ['t', 'm', 'b', 'p', 'P', 'k', 'S', 'R', 'M', 'g', 'r', '!', 'd', 'i', 'l'];
    let plain = |style: ratatui::style::Style| {
        (style.fg.unwrap_or_default(), style.bg.unwrap_or_default(), style.add_modifier)
    };
    Role::ALL
        .iter()
        .position(|role| plain(Theme::Sixteen.style(*role)) == plain(style))
        .map_or('?', |at| LETTERS[at])
}
