//! The colours and attributes that the terminal writes with now, and the shortest way to others.

use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier};

const VISIBLE_ON_BLANK: Modifier =
    Modifier::REVERSED.union(Modifier::UNDERLINED).union(Modifier::CROSSED_OUT);

/// What the terminal writes with; it outlives the frame, which saves a reset each time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Pen {
    fg: Color,
    bg: Color,
    modifier: Modifier,
    palette: Palette,
}

/// Which colours a terminal can show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Palette {
    /// Any red, green and blue.
    #[default]
    Any,
    /// The 256 that have a number: others are sent as the nearest one.
    Indexed,
}

impl Default for Pen {
    fn default() -> Self {
        Self::new(Palette::Any)
    }
}

impl Pen {
    /// A pen of the terminal's own colours.
    pub(super) fn new(palette: Palette) -> Self {
        Self { fg: Color::Reset, bg: Color::Reset, modifier: Modifier::empty(), palette }
    }

    /// The pen after a reset, for the same terminal.
    pub(super) fn afresh(self) -> Self {
        Self::new(self.palette)
    }

    /// Says whether a blank in that cell looks like a wiped one.
    pub(super) fn is_invisible_on_blank(cell: &Cell) -> bool {
        cell.bg == Color::Reset && !cell.modifier.intersects(VISIBLE_ON_BLANK)
    }

    /// Says whether printing with this pen gives what the cell shows.
    pub(super) fn writes_as(self, cell: &Cell) -> bool {
        self == self.of(cell)
            || (cell.symbol() == " "
                && self.bg == self.palette.nearest(cell.bg)
                && !self.modifier.union(cell.modifier).intersects(VISIBLE_ON_BLANK))
    }

    /// Wiping paints the pen's background: takes it to the plain one.
    pub(super) fn prepare_wipe(&mut self, bytes: &mut Vec<u8>) {
        if self.bg != Color::Reset || self.modifier.intersects(VISIBLE_ON_BLANK) {
            self.turn(Self::new(self.palette), bytes);
        }
    }

    /// Takes the pen to a cell's style, unless the cell would look the same already.
    pub(super) fn change(&mut self, cell: &Cell, bytes: &mut Vec<u8>) {
        if !self.writes_as(cell) {
            self.turn(self.of(cell), bytes);
        }
    }

    fn of(self, cell: &Cell) -> Self {
        let (fg, bg) = (self.palette.nearest(cell.fg), self.palette.nearest(cell.bg));
        Self { fg, bg, modifier: cell.modifier, palette: self.palette }
    }

    fn turn(&mut self, to: Self, bytes: &mut Vec<u8>) {
        let fresh = to.from_nothing();
        let changed = self.parameters_to(to);
        let shorter = if changed.len() <= fresh.len() { changed } else { fresh };
        bytes.extend_from_slice(b"\x1b[");
        // A bare `m` is a reset.
        bytes.extend_from_slice(if shorter == "0" { "" } else { &shorter }.as_bytes());
        bytes.push(b'm');
        *self = to;
    }

    #[expect(clippy::wrong_self_convention, reason = "reads as the way from nothing to this pen")]
    fn from_nothing(self) -> String {
        let rest = Self::new(self.palette).parameters_to(self);
        if rest.is_empty() { "0".to_owned() } else { format!("0;{rest}") }
    }

    fn parameters_to(self, to: Self) -> String {
        let mut parameters: Vec<String> = Vec::new();
        let dropped = self.modifier.difference(to.modifier);
        let mut added = to.modifier.difference(self.modifier);
        let weights = Modifier::BOLD.union(Modifier::DIM);
        if dropped.intersects(weights) {
            parameters.push("22".to_owned());
            added |= to.modifier.intersection(weights);
        }
        for (flag, code) in
            [(Modifier::ITALIC, 23), (Modifier::UNDERLINED, 24), (Modifier::REVERSED, 27)]
        {
            if dropped.contains(flag) {
                parameters.push(code.to_string());
            }
        }
        for (flag, code) in [
            (Modifier::BOLD, 1),
            (Modifier::DIM, 2),
            (Modifier::ITALIC, 3),
            (Modifier::UNDERLINED, 4),
            (Modifier::REVERSED, 7),
        ] {
            if added.contains(flag) {
                parameters.push(code.to_string());
            }
        }
        if self.fg != to.fg {
            parameters.push(colour(to.fg, 30));
        }
        if self.bg != to.bg {
            parameters.push(colour(to.bg, 40));
        }
        parameters.join(";")
    }
}

impl Palette {
    /// The colour that is sent for one.
    fn nearest(self, colour: Color) -> Color {
        match (self, colour) {
            (Self::Indexed, Color::Rgb(red, green, blue)) => {
                Color::Indexed(index(red, green, blue))
            }
            (Self::Any | Self::Indexed, colour) => colour,
        }
    }
}

/// The number of the nearest of the 6×6×6 colours and 24 greys that xterm's palette has.
fn index(red: u8, green: u8, blue: u8) -> u8 {
    const STEPS: [u8; 6] = [0, 95, 135, 175, 215, 255];
    let step = |part: u8| {
        let near = STEPS.iter().zip(0u8..).min_by_key(|(step, _)| step.abs_diff(part));
        near.map_or((0, 0), |(step, at)| (at, *step))
    };
    let (red_at, green_at, blue_at) = (step(red), step(green), step(blue));
    let far = |own: [u8; 3]| -> u32 {
        let parts = own.into_iter().zip([red, green, blue]);
        parts.map(|(own, wanted)| u32::from(own.abs_diff(wanted)).pow(2)).sum()
    };
    let cube = far([red_at.1, green_at.1, blue_at.1]);
    let grey = (0..24u8).min_by_key(|at| far([8 + at * 10; 3])).unwrap_or_default();
    if far([8 + grey * 10; 3]) < cube {
        232 + grey
    } else {
        16 + 36 * red_at.0 + 6 * green_at.0 + blue_at.0
    }
}

/// Returns the parameter of a colour; `base` is 30 for letters and 40 for the background.
fn colour(colour: Color, base: u8) -> String {
    let named = |number: u8| (base + number).to_string();
    let light = |number: u8| (base + 60 + number).to_string();
    match colour {
        Color::Reset => named(9),
        Color::Black => named(0),
        Color::Red => named(1),
        Color::Green => named(2),
        Color::Yellow => named(3),
        Color::Blue => named(4),
        Color::Magenta => named(5),
        Color::Cyan => named(6),
        Color::Gray => named(7),
        Color::DarkGray => light(0),
        Color::LightRed => light(1),
        Color::LightGreen => light(2),
        Color::LightYellow => light(3),
        Color::LightBlue => light(4),
        Color::LightMagenta => light(5),
        Color::LightCyan => light(6),
        Color::White => light(7),
        Color::Rgb(red, green, blue) => format!("{};2;{red};{green};{blue}", base + 8),
        Color::Indexed(number) => format!("{};5;{number}", base + 8),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chosen_colour_becomes_the_nearest_that_has_a_number() {
        for (colour, number) in
            [((0, 0, 0), 16), ((255, 255, 255), 231), ((128, 138, 150), 245), ((184, 28, 36), 124)]
        {
            assert_eq!(index(colour.0, colour.1, colour.2), number, "{colour:?}");
        }
        assert_eq!(Palette::Indexed.nearest(Color::Cyan), Color::Cyan);
        assert_eq!(Palette::Any.nearest(Color::Rgb(1, 2, 3)), Color::Rgb(1, 2, 3));
    }

    // After a new size, and after another program had the terminal, colours went out as red, green
    // and blue to terminals that have 256. The pen was made anew without them.
    #[test]
    fn a_pen_that_begins_afresh_still_knows_its_terminal() {
        let mut cell = Cell::EMPTY;
        cell.set_symbol("x").fg = Color::Rgb(184, 28, 36);
        let mut bytes = Vec::new();

        Pen::new(Palette::Indexed).afresh().change(&cell, &mut bytes);

        assert_eq!(String::from_utf8(bytes).unwrap(), "\u{1b}[38;5;124m");
    }
}
