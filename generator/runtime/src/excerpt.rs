//! Texts of a server in messages: escaped and cut, so that they fit on a line of a log and do nothing to a terminal.

use std::fmt::Write as _;

/// Returns a text as a message may show it: cut after `most` characters, and with an escape for every character that is
/// invisible or moves the text around it.
pub(crate) fn excerpt(text: &str, most: usize) -> String {
    let mut shown = String::new();
    for (number, character) in text.chars().enumerate() {
        if number == most {
            shown.push('…');
            break;
        }
        match character {
            '"' | '\'' | '\\' => shown.push(character),
            // Writing to a `String` cannot fail.
            other => drop(write!(shown, "{}", other.escape_debug())),
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::excerpt;

    #[test]
    fn texts_are_escaped_and_cut() {
        for (text, most, shown) in [
            ("plain \"text\" \\ é ☎", 99, "plain \"text\" \\ é ☎"),
            ("a\r\nb\t\0\u{1b}[31m", 99, "a\\r\\nb\\t\\0\\u{1b}[31m"),
            (
                "\u{202e}a\u{2028}\u{200b}\u{feff}",
                99,
                "\\u{202e}a\\u{2028}\\u{200b}\\u{feff}",
            ),
            ("abc", 3, "abc"),
            ("abcd", 3, "abc…"),
            ("☎☎", 1, "☎…"),
        ] {
            assert_eq!(excerpt(text, most), shown);
        }
        assert!(excerpt(&"\u{1b}".repeat(5_000_000), 64).len() < 600);
    }
}
