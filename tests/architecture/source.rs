//! Source files as rules see them: code without comments and texts, and the paths that it names.

#![expect(clippy::string_slice, reason = "cut where a sign was found")]

use std::path::{Path, PathBuf};

/// A source file: where it lies below the package, its text, and its code alone.
pub(crate) struct Source {
    /// From the package's folder, with `/`.
    pub(crate) path: String,
    pub(crate) text: String,
    tokens: Vec<Token>,
}

/// A word, or one sign; `::` is one sign.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Token {
    text: String,
    line: usize,
}

/// A path that the code names, from its first word on: `crate::store::Vault`, `redb::Table`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Named {
    pub(crate) words: Vec<String>,
    pub(crate) line: usize,
}

impl Named {
    /// Whether it begins with these words.
    pub(crate) fn starts(&self, words: &[&str]) -> bool {
        self.words.len() >= words.len()
            && self.words.iter().zip(words).all(|(own, word)| own == word)
    }
}

impl Source {
    /// A file with that text.
    pub(crate) fn new(path: &str, text: &str) -> Self {
        Self { path: path.to_owned(), text: text.to_owned(), tokens: tokens(&code(text)) }
    }

    /// Every source file below a folder of the package.
    pub(crate) fn all(below: &str) -> Vec<Self> {
        let mut paths = Vec::new();
        walk(&package().join(below), &mut paths);
        paths.sort();
        let read = paths.iter().map(|path| {
            let short = path.strip_prefix(package()).unwrap().to_str().unwrap().replace('\\', "/");
            Self::new(&short, &std::fs::read_to_string(path).unwrap())
        });
        read.collect()
    }

    /// Every path in the code, groups of `use` taken apart, `self` and `super` resolved to `crate`.
    pub(crate) fn named(&self) -> Vec<Named> {
        let mut named = Vec::new();
        let mut inline: Vec<Option<String>> = Vec::new();
        let mut place = 0;
        while let Some(token) = self.tokens.get(place) {
            match token.text.as_str() {
                "{" => {
                    let is_module = place >= 2 && self.sign(place - 2) == "mod";
                    inline.push(is_module.then(|| self.sign(place - 1).to_owned()));
                    place += 1;
                }
                "}" => {
                    inline.pop();
                    place += 1;
                }
                "use" => {
                    let home = self.home(&inline);
                    place = self.tree(place + 1, &[], &home, &mut named);
                }
                word if is_word(word) && self.sign(place + 1) == "::" => {
                    let home = self.home(&inline);
                    place = self.tree(place, &[], &home, &mut named);
                }
                _ => place += 1,
            }
        }
        named
    }

    /// Reads one path or group of paths, and says where it ends.
    fn tree(
        &self,
        from: usize,
        before: &[String],
        home: &[String],
        named: &mut Vec<Named>,
    ) -> usize {
        let mut words = before.to_vec();
        let mut place = from;
        if words.is_empty() && self.sign(place) == "::" {
            place += 1;
        }
        let line = self.tokens.get(place).map_or(0, |token| token.line);
        loop {
            match self.sign(place) {
                "{" => {
                    place += 1;
                    while !matches!(self.sign(place), "}" | "") {
                        let next = self.tree(place, &words, home, named);
                        place =
                            if next == place || self.sign(next) == "," { next + 1 } else { next };
                    }
                    return place + 1;
                }
                word if is_word(word) => {
                    words.push(word.to_owned());
                    place += 1;
                }
                _ => break,
            }
            if self.sign(place) != "::" {
                break;
            }
            place += 1;
        }
        if words.len() > before.len() {
            named.push(Named { words: absolute(words, home), line });
        }
        if self.sign(place) == "as" { place + 2 } else { place }
    }

    fn sign(&self, place: usize) -> &str {
        self.tokens.get(place).map_or("", |token| &token.text)
    }

    /// The module in which the code stands, as words behind `crate`.
    fn home(&self, inline: &[Option<String>]) -> Vec<String> {
        let path = self.path.strip_prefix("src/").unwrap_or(&self.path);
        let path = path.trim_end_matches(".rs").trim_end_matches("mod").trim_end_matches('/');
        let files = path.split('/').filter(|word| !matches!(*word, "lib" | "main" | ""));
        files.map(str::to_owned).chain(inline.iter().flatten().cloned()).collect()
    }
}

/// A path with `self` and `super` at its head taken out.
fn absolute(words: Vec<String>, home: &[String]) -> Vec<String> {
    let ups = words.iter().take_while(|word| *word == "super").count();
    let own = words.first().is_some_and(|word| word == "self");
    if ups == 0 && !own {
        return words;
    }
    let kept = home.len().saturating_sub(ups);
    let rest = words.iter().skip(ups.max(usize::from(own)));
    let mut absolute = vec!["crate".to_owned()];
    absolute.extend(home[..kept].iter().chain(rest).cloned());
    absolute
}

/// The package's folder.
pub(crate) fn package() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn walk(folder: &Path, paths: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            walk(&path, paths);
        } else if path.extension().is_some_and(|end| end == "rs") {
            paths.push(path);
        }
    }
}

fn is_word(text: &str) -> bool {
    text.chars().next().is_some_and(|first| first.is_alphabetic() || first == '_')
}

fn tokens(code: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    for (line, text) in (1..).zip(code.lines()) {
        let mut rest = text.trim_start();
        while let Some(first) = rest.chars().next() {
            let is_part = |sign: char| sign.is_alphanumeric() || sign == '_';
            let end = match first {
                _ if is_part(first) => rest.find(|sign| !is_part(sign)).unwrap_or(rest.len()),
                ':' if rest.starts_with("::") => 2,
                _ => first.len_utf8(),
            };
            tokens.push(Token { text: rest[..end].to_owned(), line });
            rest = rest[end..].trim_start();
        }
    }
    tokens
}

/// The text with comments and the insides of literals taken out; lines stay where they are.
fn code(text: &str) -> String {
    let mut code = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(sign) = rest.chars().next() {
        let skip = match sign {
            '/' if rest.starts_with("//") => rest.find('\n').unwrap_or(rest.len()),
            '/' if rest.starts_with("/*") => rest.find("*/").map_or(rest.len(), |end| end + 2),
            '"' => string_end(rest),
            'r' | 'b'
                if !code.ends_with(|before: char| before.is_alphanumeric() || before == '_') =>
            {
                raw_end(rest)
            }
            '\'' => char_end(rest),
            _ => 0,
        };
        if skip == 0 {
            code.push(sign);
            rest = &rest[sign.len_utf8()..];
        } else {
            code.push(' ');
            code.extend(rest[..skip].chars().filter(|sign| *sign == '\n'));
            rest = &rest[skip..];
        }
    }
    code
}

/// The length of the text literal at the start.
fn string_end(text: &str) -> usize {
    let mut escaped = false;
    for (at, sign) in text.char_indices().skip(1) {
        match sign {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    text.len()
}

/// The length of the raw text at the start; 0 if none is there.
fn raw_end(text: &str) -> usize {
    let Some(raw) = text.strip_prefix("br").or(text.strip_prefix('r')) else { return 0 };
    let hashes = raw.len() - raw.trim_start_matches('#').len();
    if !raw[hashes..].starts_with('"') {
        return 0;
    }
    let close = format!("\"{}", "#".repeat(hashes));
    let start = text.len() - raw.len() + hashes + 1;
    text[start..].find(&close).map_or(text.len(), |end| start + end + close.len())
}

/// The length of the character at the start; 0 if it is a lifetime.
fn char_end(text: &str) -> usize {
    let mut signs = text.char_indices().skip(1);
    match signs.next() {
        Some((_, '\\')) => text[2..]
            .char_indices()
            .skip(1)
            .find(|(_, sign)| *sign == '\'')
            .map_or(0, |(at, _)| at + 3),
        Some(_) => signs.next().filter(|(_, sign)| *sign == '\'').map_or(0, |(at, _)| at + 1),
        None => 0,
    }
}

#[test]
fn a_group_of_paths_is_taken_apart() {
    let source = Source::new(
        "src/app/erase.rs",
        "use crate::{app::{Session, clock::Clock as _}, store};\nfn f() { redb::open(super::x::Y) }",
    );

    let named: Vec<String> = source.named().iter().map(|named| named.words.join("::")).collect();

    assert_eq!(
        named,
        [
            "crate::app::Session",
            "crate::app::clock::Clock",
            "crate::store",
            "redb::open",
            "crate::app::x::Y"
        ]
    );
}

#[test]
fn comments_and_texts_name_nothing() {
    let text = "// redb::a\n/* redb::b\n */ let a = (\"redb::\\\"c\", r#\"redb::d\"#, b'\\'', '\"', 'x');\n\
                fn f<'a>(_: &'a str) -> redb::E {}";

    let named = Source::new("src/a.rs", text).named();

    assert_eq!(named, [Named { words: vec!["redb".to_owned(), "E".to_owned()], line: 4 }]);
}

#[test]
fn super_leads_out_of_an_inline_module_first() {
    let text = "mod tests { use super::*; use super::super::store::Vault; }";

    let named = Source::new("src/tui/mod.rs", text).named();

    assert!(named.iter().any(|named| named.starts(&["crate", "store", "Vault"])), "{named:?}");
}
