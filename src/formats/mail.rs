//! The head of a mail that somebody is about to write: `To`, an empty subject, and nothing else.

/// The longest encoded word that may stand in a header (RFC 2047, section 2).
const LONGEST_WORD: usize = 75;
const BEFORE: &str = "=?UTF-8?Q?";
const AFTER: &str = "?=";

/// Writes the draft of a mail to somebody; without a name the address stands alone.
///
/// # Examples
///
/// ```
/// let draft = candor::formats::mail::draft("Anna Bell", "anna@example.org");
/// assert_eq!(draft, "To: Anna Bell <anna@example.org>\nSubject: \n\n");
/// ```
#[must_use]
pub fn draft(name: &str, address: &str) -> String {
    let is_foreign = |sign: char| {
        sign.is_control() || sign.is_whitespace() || matches!(sign, '<' | '>' | ',' | ';')
    };
    let address: String = address.chars().filter(|sign| !is_foreign(*sign)).collect();
    let name: String =
        name.chars().map(|sign| if sign.is_control() { ' ' } else { sign }).collect();
    let name = name.trim();
    let to = if name.is_empty() { address } else { format!("{} <{address}>", phrase(name)) };
    format!("To: {to}\nSubject: \n\n")
}

/// A name as it may stand before an address: bare, between quotes, or encoded.
fn phrase(name: &str) -> String {
    if !name.is_ascii() {
        return encoded(name);
    }
    if name.chars().all(|sign| sign.is_ascii_alphanumeric() || " -'_+".contains(sign)) {
        return name.to_owned();
    }
    format!("\"{}\"", name.replace('\\', "\\\\").replace('"', "\\\""))
}

/// Encoded words, parted by folds; none cuts a character.
fn encoded(name: &str) -> String {
    let mut words = vec![String::new()];
    for sign in name.chars() {
        let piece = match sign {
            ' ' => "_".to_owned(),
            _ if sign.is_ascii_alphanumeric() => sign.to_string(),
            _ => {
                let mut bytes = [0; 4];
                let bytes = sign.encode_utf8(&mut bytes).as_bytes();
                bytes.iter().map(|byte| format!("={byte:02X}")).collect::<Vec<_>>().concat()
            }
        };
        let room = LONGEST_WORD - BEFORE.len() - AFTER.len();
        match words.last_mut().filter(|word| word.len() + piece.len() <= room) {
            Some(word) => word.push_str(&piece),
            None => words.push(piece),
        }
    }
    let words: Vec<String> = words.iter().map(|word| format!("{BEFORE}{word}{AFTER}")).collect();
    words.join("\n ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn to(name: &str, address: &str) -> String {
        let draft = draft(name, address);
        draft.strip_suffix("\nSubject: \n\n").unwrap().strip_prefix("To: ").unwrap().to_owned()
    }

    #[test]
    fn a_name_is_written_so_that_it_stays_one() {
        assert_eq!(to("", "a@example.org"), "a@example.org");
        assert_eq!(to("Bell, Anna", "a@example.org"), "\"Bell, Anna\" <a@example.org>");
        assert_eq!(to("A \"B\" \\", "a@example.org"), "\"A \\\"B\\\" \\\\\" <a@example.org>");
        assert_eq!(to("Zoë B.", "z@example.org"), "=?UTF-8?Q?Zo=C3=AB_B=2E?= <z@example.org>");
    }

    #[test]
    fn a_long_name_is_several_words() {
        let to = to(&"日".repeat(20), "a@example.org");
        assert!(to.lines().all(|line| line.len() <= 100), "{to}");
        assert_eq!(to.matches("=E6=97=A5").count(), 20);
    }

    #[test]
    fn nothing_in_a_value_becomes_a_header_of_its_own() {
        let draft = draft("Anna\nBcc: x@example.org", "a@example.org\nCc: y@example.org>");
        assert_eq!(draft.lines().count(), 3, "{draft}");
    }
}
