//! README's pictures are what the screen shows of the demo.

use std::fs;
use std::path::{Path, PathBuf};

use super::places::{at, demo};

/// The name in README's marker, the size, who is selected, and the keys.
const PICTURES: [(&str, &str, &str, &str); 4] = [
    ("contact", "110x28", "hanna fischer", ""),
    ("why", "80x24", "mara vogt", "2 j j w"),
    ("end", "80x19", "tobias ehrlich", "p e tab y"),
    ("agenda", "80x24", "mara vogt", "g a j j j"),
];

fn readme() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")
}

/// README with every picture as it is today.
fn renewed() -> String {
    let mut text = fs::read_to_string(readme()).unwrap();
    for (name, size, who, keys) in PICTURES {
        let mut stage = demo(size);
        stage.press(&at(who)).press(keys);
        let marker = format!("<!-- screen: {name} -->\n```text\n");
        let (before, rest) = text.split_once(&marker).expect("its marker");
        let (_old, after) = rest.split_once("```\n").expect("its end");
        text = format!("{before}{marker}{}```\n{after}", stage.text());
    }
    text
}

#[test]
fn the_pictures_in_the_readme_are_true() {
    let hint = "run `cargo test --test main write_the_pictures -- --ignored`";

    assert!(fs::read_to_string(readme()).unwrap() == renewed(), "README.md is behind: {hint}");
}

#[test]
#[ignore = "writes README.md"]
fn write_the_pictures_into_the_readme() {
    let text = renewed();
    let file = fs::File::create(readme());
    file.and_then(|mut file| std::io::Write::write_all(&mut file, text.as_bytes())).unwrap();
}
