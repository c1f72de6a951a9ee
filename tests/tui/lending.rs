//! Mail program, shell and commands: they get the terminal, and what may leave.

use std::path::PathBuf;

use rustix::process::Signal;

use super::home::Home;
use super::pty::Driven;

/// The program with Anna in it.
fn with_anna(home: &Home) -> Driven {
    let add = ["contact", "add", "Änna Bell", "--email", "anna@example.org", "--for", "enquiry"];
    let done = home.candor().args(add).output().unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let mut driven = Driven::run(home.candor().env("SHELL", home.file("a shell.sh")));
    driven.wait_for("anna@example.org");
    driven.seen.clear();
    driven
}

#[test]
fn a_mail_is_begun_in_a_private_file_that_is_gone_afterwards() {
    let home = Home::with("");
    home.lay("mail.sh", "echo \"$*\" > \"$HOME/args\"; cp \"$2\" \"$HOME/draft\"; read key\n");
    let command = format!("sh {} -H %s", home.file("mail.sh").display());
    home.lay("config.toml", &format!("[programs]\nmail-command = \"{command}\"\n"));
    std::fs::create_dir_all(home.file(".config/candor")).unwrap();
    std::fs::rename(home.file("config.toml"), home.file(".config/candor/config.toml")).unwrap();
    let mut driven = with_anna(&home);

    driven.type_in("m");
    home.wait_for("draft");
    let there = home.showing("anna@example.org");
    driven.type_in("\n");
    driven.wait_for("\u{1b}[?1049h");

    assert_eq!(
        home.read("draft"),
        "To: =?UTF-8?Q?=C3=84nna_Bell?= <anna@example.org>\nSubject: \n\n"
    );
    assert_eq!((there.len(), home.read("args").contains("anna")), (1, false));
    driven.wait_for("anna@example.org");
    assert_eq!(home.showing("anna@example.org"), Vec::<PathBuf>::new());
}

#[test]
fn without_a_mail_program_it_says_how_to_set_one() {
    let home = Home::with("");
    let mut driven = with_anna(&home);

    driven.type_in("m");

    driven.wait_for("no mail program is known");
    driven.wait_for("mail-command");
}

#[test]
fn a_shell_has_the_terminal_until_it_ends() {
    let home = Home::with("");
    home.lay(
        "a shell.sh",
        "#!/bin/sh\necho in a shell\nread typed\necho \"$typed\" > \"$HOME/typed\"\nexit 7\n",
    );
    let set = std::process::Command::new("chmod").arg("+x").arg(home.file("a shell.sh")).status();
    assert!(set.unwrap().success());
    let mut driven = with_anna(&home);

    driven.type_in("!");
    driven.wait_for("in a shell");
    driven.type_in("jjq\n");
    driven.wait_for("\u{1b}[?1049h");
    driven.wait_for("anna@example.org");

    assert_eq!(home.read("typed"), "jjq\n");
    driven.type_in("q");
    assert!(driven.end().success());
}

#[test]
fn a_command_gets_the_vcard_and_its_output_stays_until_enter() {
    let home = Home::with("");
    let mut driven = with_anna(&home);

    driven.type_in("|");
    driven.wait_for("to a command");
    driven.type_in("\u{1b}[200~grep ^FN; exit 3\u{1b}[201~");
    driven.type_in("\r");
    driven.wait_for("FN:Änna Bell");
    driven.wait_for("exit status: 3; press Enter");
    driven.type_in("\n");

    driven.wait_for("\u{1b}[?1049h");
    driven.type_in("q");
    assert!(driven.end().success());
}

#[test]
fn a_signal_ends_the_shell_as_well() {
    let home = Home::with("");
    home.lay(
        "a shell.sh",
        "#!/bin/sh\ntrap 'touch \"$HOME/ended\"; exit' HUP\necho in a shell\nsleep 20 & wait\n",
    );
    let set = std::process::Command::new("chmod").arg("+x").arg(home.file("a shell.sh")).status();
    assert!(set.unwrap().success());
    let mut driven = with_anna(&home);
    driven.type_in("!");
    driven.wait_for("in a shell");

    driven.signal(Signal::TERM);

    driven.end();
    home.wait_for("ended");
}
