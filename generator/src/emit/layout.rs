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
        let is_short = line.len() <= MARGIN || is_unbreakable(line.trim_start());
        line.trim_start().starts_with("///") || (is_short && line.is_ascii())
    };
    text.lines().all(fits)
}

/// Whether a line has no place where it could be broken: it is one literal, or words of which only the last opens something.
fn is_unbreakable(line: &str) -> bool {
    let line = line.strip_suffix(',').unwrap_or(line);
    if let Some(rest) = line.strip_prefix('"') {
        return rest.find(['"', '\\']) == Some(rest.len().saturating_sub(1));
    }
    let line = line.strip_prefix(") -> ").unwrap_or(line);
    let line = line.strip_suffix(['(', '{']).unwrap_or(line);
    if line.starts_with("impl ") {
        return false;
    }
    let is_of_word =
        |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b':' | b'#' | b' ' | b'&');
    line.bytes().all(is_of_word)
}

/// A call with each argument on a line of its own, as it stands behind what is indented so far; none if an argument is more
/// than a literal or words.
pub(super) fn broken(call: &str, indent: &str) -> Option<String> {
    let (callee, rest) = call.split_once('(')?;
    let mut rest = rest.strip_suffix(')')?;
    let mut out = format!("{callee}(\n");
    while !rest.is_empty() {
        let end = match rest.strip_prefix('"') {
            // An escaped quote ends the literal too early, and what is behind it is no comma.
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

/// Something with its type, as a field or an argument has it, on one line or with what the type consists of on lines of
/// their own. The formatter does not always count the comma: a line that is too long by it is left to it.
pub(super) fn typed(indent: &str, before: &str, ty: &str) -> String {
    let line = format!("{indent}{before}{ty}");
    if line.len() <= MARGIN {
        return line + ",\n";
    }
    let inner = ty.strip_suffix('>').and_then(|ty| ty.split_once('<'));
    let Some((head, inner)) = inner.filter(|(head, _)| !head.contains(['(', '[', '&'])) else {
        return line + ",\n";
    };
    let inner_indent = format!("{indent}    ");
    let parts = parts(inner);
    let parts = parts.iter().map(|part| typed(&inner_indent, "", part));
    format!(
        "{indent}{before}{head}<\n{}{indent}>,\n",
        parts.collect::<String>()
    )
}

/// The arguments of a generic type.
fn parts(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut depth, mut start) = (0_usize, 0);
    for (at, sign) in text.char_indices() {
        match sign {
            '<' | '(' | '[' => depth += 1,
            '>' | ')' | ']' => depth = depth.saturating_sub(1),
            ',' if depth == 0 => {
                parts.extend(text.get(start..at));
                start = at + 2;
            }
            _ => {}
        }
    }
    parts.extend(text.get(start..));
    parts
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
            ty => typed("        ", &format!("{name}: "), ty),
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
        false => broken(call, indent).unwrap_or_else(|| call.to_owned()),
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
