//! Plain scalars of YAML: the values of texts without quotes.

use super::{Node, Number};

/// Reads a scalar without quotes by the core schema of YAML 1.2. A text to which only YAML 1.1 gives another meaning
/// (`yes`, `010`, `12:30`, `1_000`) stays text.
pub(super) fn plain(text: &str) -> Node {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => Node::Null,
        "true" | "True" | "TRUE" => Node::Bool(true),
        "false" | "False" | "FALSE" => Node::Bool(false),
        _ => number(text).map_or_else(|| Node::String(text.to_owned()), Node::Number),
    }
}

fn number(text: &str) -> Option<Number> {
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    // Most texts are words.
    if !unsigned.starts_with(|char: char| char.is_ascii_digit() || char == '.') {
        return None;
    }
    let has_leading_zero = unsigned.len() > 1
        && unsigned.starts_with('0')
        && unsigned.bytes().all(|byte| byte.is_ascii_digit());
    if has_leading_zero {
        return None;
    }
    let value = integer(text, unsigned).or_else(|| {
        // Infinite numbers have no JSON: they stay text.
        serde_json::Number::from_f64(text.parse().ok()?)
    })?;
    Some(Number::written(value, text))
}

fn integer(text: &str, unsigned: &str) -> Option<serde_json::Number> {
    let radix = |prefix: &str| unsigned.strip_prefix(prefix);
    let (digits, radix) = [("0x", 16), ("0o", 8), ("0b", 2)]
        .into_iter()
        .find_map(|(prefix, base)| radix(prefix).map(|digits| (digits, base)))
        .unwrap_or((unsigned, 10));
    if digits.starts_with(['+', '-']) {
        return None;
    }
    let value = u64::from_str_radix(digits, radix).ok()?;
    if !text.starts_with('-') {
        return Some(value.into());
    }
    0_i64.checked_sub_unsigned(value).map(Into::into)
}

#[cfg(test)]
mod tests {
    use super::plain;
    use crate::source::Node;

    /// The JSON and the text of a scalar.
    fn read(text: &str) -> (String, String) {
        let node = plain(text);
        let written = match &node {
            Node::Number(number) => number.to_string(),
            other => other.to_json().to_string(),
        };
        (node.to_json().to_string(), written)
    }

    #[test]
    fn numbers_keep_their_text() {
        for (text, json) in [
            ("1", "1"),
            ("-1", "-1"),
            ("+7", "7"),
            ("0", "0"),
            ("-0", "0"),
            ("1.10", "1.1"),
            ("1.0", "1.0"),
            (".5", "0.5"),
            ("5.", "5.0"),
            ("1e3", "1000.0"),
            ("0x10", "16"),
            ("-0x10", "-16"),
            ("0o17", "15"),
            ("18446744073709551615", "18446744073709551615"),
            ("-9223372036854775808", "-9223372036854775808"),
            ("-9223372036854776000", "-9.223372036854776e+18"),
            ("123456789012345678901234567890", "1.2345678901234568e+29"),
        ] {
            assert_eq!(read(text), (json.to_owned(), text.to_owned()));
        }
    }

    #[test]
    fn what_only_looks_like_a_number_is_text() {
        for text in [
            "010",
            "-010",
            "1_000",
            "12:30",
            "2022-11-28",
            "1.2.3",
            ".",
            "..",
            "+",
            "-",
            "0x",
            "0xg",
            "0x-1",
            "--1",
            "+-1",
            ".inf",
            "-.inf",
            ".nan",
            "inf",
            "nan",
            "1e999",
            "yes",
            "no",
            "on",
            "off",
            "y",
            "n",
            "NO",
            "<<",
            "=",
            "tRue",
            "nULL",
            "1e",
            "0b2",
        ] {
            assert_eq!(plain(text), Node::String(text.to_owned()), "{text}");
        }
    }

    #[test]
    fn words_of_the_core_schema() {
        for text in ["", "~", "null", "Null", "NULL"] {
            assert_eq!(plain(text), Node::Null, "{text}");
        }
        for text in ["true", "True", "TRUE"] {
            assert_eq!(plain(text), Node::Bool(true), "{text}");
        }
        assert_eq!(plain("FALSE"), Node::Bool(false));
    }
}
