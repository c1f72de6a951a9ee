//! The list that says where each clause of the scenarios is tried names tests that are there.

use std::fs;

const LIST: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/SCENARIOS.md");

#[test]
fn every_test_that_the_list_of_scenarios_names_is_there() {
    let list = fs::read_to_string(LIST).unwrap();
    let mut named = 0;
    for line in list.lines().filter(|line| line.starts_with("| C") || line.starts_with("| X")) {
        let tests = line.trim_end_matches('|').rsplit('|').next().unwrap();
        for one in tests.split(';') {
            let (file, test) = one.trim().split_once(": ").unwrap_or_else(|| panic!("{line}"));
            let path = LIST.replace("SCENARIOS.md", file.trim_matches('`'));
            let code = fs::read_to_string(&path).unwrap_or_else(|_| panic!("{file} is not there"));
            assert!(code.contains(&format!("\n#[test]\nfn {test}()")), "{file}: {test}");
            named += 1;
        }
    }
    assert!(named > 80, "only {named} are named");
}
