//! Completions and manual pages come from the same definitions as the help.

use super::Candor;

#[test]
fn completions_know_the_nouns() {
    let candor = Candor::in_country("DE");
    for shell in ["bash", "zsh", "fish"] {
        let script = candor.run(&["completions", shell]);
        for noun in ["contact", "engagement", "consent"] {
            assert!(script.contains(noun), "{shell}: {noun}");
        }
    }
}

#[test]
fn every_command_has_a_manual_page() {
    let candor = Candor::in_country("DE");
    let folder = candor.home().join("man");
    std::fs::create_dir(&folder).unwrap();

    candor.run(&["man", folder.to_str().unwrap()]);

    for page in ["candor.1", "candor-why.1", "candor-consent-give.1"] {
        let text = std::fs::read_to_string(folder.join(page)).unwrap();
        assert!(text.contains(".SH NAME"), "{page}");
    }
}
