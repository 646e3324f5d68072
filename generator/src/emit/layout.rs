//! Text as the formatter would print it.
//!
//! Most of the output is written so directly: making tokens of it, parsing them and printing them again would take most of
//! the time of generation. An item with a line that is too long, and that no function here breaks, is left to the formatter.
//! A test holds the formatter's output equal to the text that is written here.

use proc_macro2::Literal;

/// The longest line that the formatter does not break.
pub(super) const MARGIN: usize = 89;

/// Whether the formatter would not break any line. Comments are not broken; what is not ASCII is left to it.
pub(super) fn fits(text: &str) -> bool {
    let fits = |line: &str| {
        let is_short = line.len() <= MARGIN || is_unbreakable(line.trim_start());
        line.trim_start().starts_with("///") || (is_short && line.is_ascii())
    };
    text.lines().all(fits)
}

/// Whether a line has no place where the formatter could break it: it is one literal, or it is words, of which only the last
/// opens a bracket.
fn is_unbreakable(line: &str) -> bool {
    let line = line.strip_suffix(',').unwrap_or(line);
    if let Some(rest) = line.strip_prefix('"') {
        return rest.find(['"', '\\']) == Some(rest.len().saturating_sub(1));
    }
    let line = line.strip_prefix(") -> ").unwrap_or(line);
    let line = line.strip_suffix(['(', '{']).unwrap_or(line);
    // The formatter breaks the head of an impl before its `for`.
    if line.starts_with("impl ") {
        return false;
    }
    let is_of_word =
        |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b':' | b'#' | b' ' | b'&');
    line.bytes().all(is_of_word)
}

/// Breaks a call, so that each argument is on a line of its own; none if an argument is more than a literal or words.
/// `indent` is that of the line on which the call begins.
pub(super) fn break_call(call: &str, indent: &str) -> Option<String> {
    let (callee, rest) = call.split_once('(')?;
    let mut rest = rest.strip_suffix(')')?;
    let mut out = format!("{callee}(\n");
    while !rest.is_empty() {
        let end = match rest.strip_prefix('"') {
            // A literal with an escaped quote ends too early here. The rest of it is then an argument with a quote inside, or
            // no argument at all: there is no result.
            Some(inner) => inner.find('"')? + 2,
            None => rest.find(',').unwrap_or(rest.len()),
        };
        let (argument, behind) = rest.split_at_checked(end)?;
        if !argument.starts_with('"') && argument.contains(['(', '[', '{', '<', '|', '"']) {
            return None;
        }
        out.push_str(&format!("{indent}    {argument},\n"));
        rest = match behind {
            "" => "",
            behind => behind.strip_prefix(", ")?,
        };
    }
    Some(format!("{out}{indent})"))
}

/// Writes a field or an argument with its type, on one line, or with the arguments of the type on lines of their own. A line
/// that only the comma makes too long is left to the formatter, which does not always count it.
pub(super) fn write_typed(indent: &str, before: &str, ty: &str) -> String {
    let line = format!("{indent}{before}{ty}");
    if line.len() <= MARGIN {
        return line + ",\n";
    }
    let inner = ty.strip_suffix('>').and_then(|ty| ty.split_once('<'));
    // A character, such as the delimiter of a text, may be a comma or a bracket.
    let is_plain = |head: &str| !head.contains(['(', '[', '&']) && !ty.contains('\'');
    let Some((head, inner)) = inner.filter(|(head, _)| is_plain(head)) else {
        return line + ",\n";
    };
    let inner_indent = format!("{indent}    ");
    let arguments = split_arguments(inner);
    let arguments = arguments.iter();
    let arguments: String = arguments
        .map(|argument| write_typed(&inner_indent, "", argument))
        .collect();
    format!("{indent}{before}{head}<\n{arguments}{indent}>,\n")
}

/// Splits the arguments of a generic type.
fn split_arguments(text: &str) -> Vec<&str> {
    let mut arguments = Vec::new();
    let (mut depth, mut start) = (0_usize, 0);
    for (at, sign) in text.char_indices() {
        match sign {
            '<' | '(' | '[' => depth += 1,
            '>' | ')' | ']' => depth = depth.saturating_sub(1),
            ',' if depth == 0 => {
                arguments.extend(text.get(start..at));
                start = at + 2;
            }
            _ => {}
        }
    }
    arguments.extend(text.get(start..));
    arguments
}

/// The head of an impl of a trait.
pub(super) fn implementation(of: &str, name: &str) -> String {
    let line = format!("impl {of} for {name} {{");
    match line.len() <= MARGIN {
        true => line + "\n",
        false => format!("impl {of}\nfor {name} {{\n"),
    }
}

/// An arm of a match, in a block where it is too long.
pub(super) fn arm(indent: &str, pattern: &str, value: &str) -> String {
    let line = format!("{indent}{pattern} => {value}");
    match line.len() <= MARGIN {
        true => line + ",\n",
        false => format!("{indent}{pattern} => {{\n{indent}    {value}\n{indent}}}\n"),
    }
}

/// A statement of a method that assigns a value.
pub(super) fn assignment(place: &str, value: &str) -> String {
    let indent = "        ";
    let line = format!("{indent}{place} = {value};\n");
    if line.len() <= MARGIN + 1 {
        return line;
    }
    let inner = value
        .strip_suffix(')')
        .and_then(|value| value.split_once('('));
    match (inner, value.strip_suffix(".into()")) {
        (_, Some(value)) if !value.contains('(') => {
            format!("{indent}{place} = {value}\n{indent}    .into();\n")
        }
        (Some((callee, inner)), _) => {
            format!("{indent}{place} = {callee}(\n{indent}    {inner},\n{indent});\n")
        }
        _ => line,
    }
}

/// The head of a function inside an impl, with each argument on a line of its own where it is too long.
pub(super) fn head(name: &str, arguments: &[String], output: &str) -> String {
    let line = format!("    {name}({}) -> {output} {{\n", arguments.join(", "));
    if line.len() <= MARGIN + 1 {
        return line;
    }
    let arguments = arguments.iter().map(|argument| {
        let (name, ty) = argument.split_once(": ").unwrap_or((argument, ""));
        match ty {
            "" => format!("        {name},\n"),
            ty => write_typed("        ", &format!("{name}: "), ty),
        }
    });
    let arguments: String = arguments.collect();
    format!("    {name}(\n{arguments}    ) -> {output} {{\n")
}

/// A call of a function, as the last expression of another one, with a chain of methods as its only argument.
pub(super) fn chain(function: &str, start: &str, steps: &[String]) -> String {
    let chain = format!("{start}{}", steps.concat());
    let line = format!("        {function}({chain})");
    if line.len() <= MARGIN {
        return line + "\n";
    }
    let (indent, inner) = ("            ", "                ");
    let line = |call: &str, before: usize, indent: &str| match before + call.len() <= MARGIN {
        true => call.to_owned(),
        false => break_call(call, indent).unwrap_or_else(|| call.to_owned()),
    };
    let chain = match indent.len() + chain.len() <= MARGIN {
        true => chain,
        false if steps.is_empty() => line(start, indent.len(), indent),
        false => {
            let start = line(start, indent.len(), inner);
            let steps = steps.iter();
            let steps = steps.map(|step| format!("\n{inner}{}", line(step, inner.len(), inner)));
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

/// Takes the first way of writing something if the formatter would break none of its lines, else the second.
pub(super) fn either(first: String, second: impl FnOnce() -> String) -> String {
    if fits(&first) { first } else { second() }
}

#[cfg(test)]
mod tests {
    use super::{break_call, json_literal, write_typed};

    #[test]
    fn calls_are_broken_at_their_arguments_alone() {
        let broken = |call: &str| break_call(call, "  ");
        assert_eq!(
            broken(".json(body)").as_deref(),
            Some(".json(\n      body,\n  )")
        );
        let two = "Call::get(\n      self.0,\n      \"/a, {b}\",\n  )";
        assert_eq!(
            broken(r#"Call::get(self.0, "/a, {b}")"#).as_deref(),
            Some(two)
        );
        for call in [
            r#".path("a\"b", c)"#,
            r#".path("a\", b", c)"#,
            r#".path("a\\", "b\", c")"#,
            ".json(&[a, b])",
            ".style(f(a, b))",
            "no_call",
        ] {
            assert_eq!(broken(call), None, "{call}");
        }
    }

    #[test]
    fn types_with_characters_are_left_to_the_formatter() {
        let ty = format!("Option<Delimited<{}, ','>>", "N".repeat(90));
        assert_eq!(write_typed("", "a: ", &ty), format!("a: {ty},\n"));
        let ty = format!("BTreeMap<String, ({}, i64)>", "N".repeat(90));
        let broken = format!(
            "a: BTreeMap<\n    String,\n    ({}, i64),\n>,\n",
            "N".repeat(90)
        );
        assert_eq!(write_typed("", "a: ", &ty), broken);
    }

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
