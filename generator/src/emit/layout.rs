//! Text as the formatter would print it.
//!
//! What most of the output consists of is written so directly: to make tokens of it, to parse them and to print them
//! again takes most of the time of generation. A line that is too long is left to the formatter, and a test holds
//! its output equal to what is written here.

use proc_macro2::Literal;

/// The longest line that the formatter does not break.
pub(super) const MARGIN: usize = 89;

/// Whether the formatter would not break any line. Comments are not broken; what is not ASCII is left to it.
pub(super) fn fits(text: &str) -> bool {
    let fits = |line: &str| {
        line.trim_start().starts_with("///") || (line.len() <= MARGIN && line.is_ascii())
    };
    text.lines().all(fits)
}

/// The head of a function inside an impl, with each argument on a line of its own where it is too long.
pub(super) fn head(name: &str, arguments: &[String], output: &str) -> String {
    let line = format!("    {name}({}) -> {output} {{\n", arguments.join(", "));
    if line.len() <= MARGIN + 1 {
        return line;
    }
    let arguments: String = arguments
        .iter()
        .map(|argument| format!("        {argument},\n"))
        .collect();
    format!("    {name}(\n{arguments}    ) -> {output} {{\n")
}

/// A call of a function, as the last expression of another one, with a chain of methods as its only argument.
pub(super) fn chain(function: &str, start: &str, steps: &[String]) -> String {
    let chain = format!("{start}{}", steps.concat());
    let line = format!("        {function}({chain})");
    if line.len() <= MARGIN {
        return line + "\n";
    }
    let indent = "            ";
    let chain = match indent.len() + chain.len() <= MARGIN {
        true => chain,
        false => {
            let steps = steps.iter().map(|step| format!("\n{indent}    {step}"));
            format!("{start}{}", steps.collect::<String>())
        }
    };
    format!("        {function}(\n{indent}{chain},\n        )\n")
}

/// The longest literal of a struct that the formatter prints on one line.
const SHORT: usize = 35;

/// A literal of `Self` with these values, as the last expression of a function, between what stands before and after it.
pub(super) fn literal_of_struct(
    indent: &str,
    before: &str,
    values: &[String],
    after: &str,
) -> String {
    let line = match values {
        [] => "Self {}".to_owned(),
        values => format!("Self {{ {} }}", values.join(", ")),
    };
    if line.len() <= SHORT {
        return format!("{indent}{before}{line}{after}\n");
    }
    let values: String = values
        .iter()
        .map(|value| format!("{indent}    {value},\n"))
        .collect();
    format!("{indent}{before}Self {{\n{values}{indent}}}{after}\n")
}

/// A list of an item inside an impl, between what stands before and after it.
pub(super) fn list(before: &str, values: &[String], after: &str) -> String {
    let line = format!("{before}{}{after}\n", values.join(", "));
    if line.len() <= MARGIN + 1 {
        return line;
    }
    let values: String = values
        .iter()
        .map(|value| format!("        {value},\n"))
        .collect();
    format!("{before}\n{values}    {after}\n")
}

/// How many signs are tried at the ends of a raw literal.
const MOST_HASHES: usize = 5;

/// A text as a literal.
pub(super) fn literal(text: &str) -> String {
    if !text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return Literal::string(text).to_string();
    }
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for piece in text.split_inclusive(['"', '\\']) {
        let end = piece.len() - usize::from(piece.ends_with(['"', '\\']));
        let (plain, escaped) = piece.split_at_checked(end).unwrap_or((piece, ""));
        out.push_str(plain);
        if !escaped.is_empty() {
            out.push('\\');
            out.push_str(escaped);
        }
    }
    out.push('"');
    out
}

/// A text of JSON as a literal, raw where it has what would be escaped.
pub(super) fn json_literal(text: &str) -> String {
    let is_plain = |byte: u8| matches!(byte, b' '..=b'~');
    if !text.contains(['"', '\\']) || !text.bytes().all(is_plain) {
        return literal(text);
    }
    let hashes = (1..=MOST_HASHES).map(|count| "#".repeat(count));
    let mut free = hashes.filter(|hashes| !text.contains(&format!("\"{hashes}")));
    match free.next() {
        Some(hashes) => format!("r{hashes}\"{text}\"{hashes}"),
        None => literal(text),
    }
}

/// What one way of writing something gives if its lines are short enough, else what another does.
pub(super) fn either(first: String, second: impl FnOnce() -> String) -> String {
    if fits(&first) { first } else { second() }
}

#[cfg(test)]
mod tests {
    use super::json_literal;

    #[test]
    fn texts_of_json_end_where_their_literals_do() {
        for (text, literal) in [
            ("1", "\"1\""),
            (r#"{"a":1}"#, r##"r#"{"a":1}"#"##),
            (r##"{"a":"#b"}"##, r###"r##"{"a":"#b"}"##"###),
            ("\"\u{202e}\"", "\"\\\"\\u{202e}\\\"\""),
        ] {
            assert_eq!(json_literal(text), literal);
            assert!(syn::parse_str::<syn::LitStr>(literal).is_ok_and(|read| read.value() == text));
        }
    }
}
