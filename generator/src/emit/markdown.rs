//! Markdown of a document to Markdown that rustdoc takes as text.
//!
//! A description is hostile until it has been through here: no text leaves the comment, no code block is
//! taken for a test, no bracket for a link to an item, no angle bracket for HTML.

/// The lines of a description, ready to stand behind `///`.
pub(super) fn lines(text: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut fence: Option<String> = None;
    for line in clean(text).lines() {
        match &fence {
            Some(open) if closes(line, open) => {
                out.push(open.clone());
                fence = None;
            }
            Some(_) => out.push(line.trim_end().to_owned()),
            None => match opens(line) {
                Some(open) => {
                    out.push(format!("{open}text"));
                    fence = Some(open);
                }
                None => out.push(prose(line)),
            },
        }
    }
    out.extend(fence);
    let blank = |line: &String| line.is_empty();
    out.dedup_by(|a, b| blank(a) && blank(b));
    let start = out
        .iter()
        .position(|line| !blank(line))
        .unwrap_or(out.len());
    out.drain(..start);
    out.truncate(
        out.iter()
            .rposition(|line| !blank(line))
            .map_or(0, |last| last + 1),
    );
    out
}

/// One line of a text, whatever it holds.
pub(super) fn line(text: &str) -> String {
    prose(&clean(text).split_whitespace().collect::<Vec<_>>().join(" "))
        .trim_start()
        .to_owned()
}

/// A text as inline code.
pub(super) fn code(text: &str) -> String {
    let text: String = clean(text).split_whitespace().collect::<Vec<_>>().join(" ");
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    match (text.is_empty(), longest) {
        (true, _) => "the empty text".to_owned(),
        (_, 0) => format!("{fence}{text}{fence}"),
        _ => format!("{fence} {text} {fence}"),
    }
}

/// Removes from a text all that a comment must not hold: control characters, and those that change the direction of
/// writing, which rustc refuses.
pub(super) fn clean(text: &str) -> String {
    text.replace("\r\n", "\n")
        .chars()
        .map(|c| if matches!(c, '\r' | '\u{2028}' | '\u{2029}' | '\u{85}') { '\n' } else { c })
        .map(|c| if c == '\t' { ' ' } else { c })
        .filter(|c| *c == '\n' || !c.is_control())
        .filter(|c| !matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}'))
        .collect()
}

/// The fence that a line opens, if it does.
fn opens(line: &str) -> Option<String> {
    let text = line.trim_start();
    let sign = text.chars().next().filter(|c| matches!(c, '`' | '~'))?;
    let length = text.chars().take_while(|c| *c == sign).count();
    let rest = text.get(length..)?;
    (length >= 3 && !rest.contains('`')).then(|| sign.to_string().repeat(length))
}

fn closes(line: &str, open: &str) -> bool {
    let text = line.trim();
    text.starts_with(open) && text.chars().all(|c| open.starts_with(c))
}

/// A line outside code blocks. No indentation of four, which would make it code; no run of spaces, which
/// would make it code inside a list.
fn prose(line: &str) -> String {
    let indent = line.chars().take_while(|c| *c == ' ').count().min(3);
    let words = line.split_whitespace().collect::<Vec<_>>().join(" ");
    if words.is_empty() {
        return String::new();
    }
    format!("{}{}", " ".repeat(indent), inline(&words))
}

/// Escapes everything that Markdown does not take as text, save code spans and links to the web.
fn inline(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let taken = match c {
            '`' => code_span(rest, &mut out),
            '\\' => escape(rest, &mut out),
            '!' if rest.starts_with("![") => image(rest, &mut out),
            '[' => link(rest, &mut out),
            '<' => autolink(rest, &mut out),
            'h' => bare_url(rest, &mut out),
            ']' => push(&mut out, "\\]", 1),
            '~' if rest.starts_with("~~~") => push(&mut out, "\\~", 1),
            _ => {
                out.push(c);
                c.len_utf8()
            }
        };
        rest = rest.get(taken..).unwrap_or_default();
    }
    out
}

/// Writes a text, and returns how many bytes of the source it stands for.
fn push(out: &mut String, text: &str, taken: usize) -> usize {
    out.push_str(text);
    taken
}

/// How far ahead the end of a link or of a span of code is looked for, in bytes: a description may open any number of
/// them and close none.
const FAR: usize = 4_000;

/// Returns the start of a text, within which an open link or code span must close.
fn near(text: &str) -> &str {
    let end = (FAR..FAR + 4).find(|end| text.is_char_boundary(*end));
    end.and_then(|end| text.get(..end)).unwrap_or(text)
}

/// Returns the first `length` bytes of a text with the start of the rest.
fn near_after(text: &str, length: usize) -> &str {
    let tail = text.get(length..).unwrap_or_default();
    text.get(..length + near(tail).len()).unwrap_or(text)
}

fn code_span(rest: &str, out: &mut String) -> usize {
    let length = rest.chars().take_while(|c| *c == '`').count();
    let rest = near_after(rest, length);
    let (open, after) = rest.split_at(length);
    let mut from = 0;
    while let Some(found) = after.get(from..).and_then(|tail| tail.find('`')) {
        let at = from + found;
        let run = after
            .get(at..)
            .map_or(0, |tail| tail.chars().take_while(|c| *c == '`').count());
        if run == length {
            let content = after.get(..at).unwrap_or_default();
            let fence = if length >= 3 { "`" } else { open };
            if content.contains('`') && length >= 3 {
                break;
            }
            out.push_str(fence);
            out.push_str(content);
            out.push_str(fence);
            return length * 2 + content.len();
        }
        from = at + run;
    }
    push(out, &"\\`".repeat(length), length)
}

fn escape(rest: &str, out: &mut String) -> usize {
    match rest.chars().nth(1).filter(char::is_ascii_punctuation) {
        Some(next) => {
            out.push('\\');
            out.push(next);
            2
        }
        None => push(out, "\\\\", 1),
    }
}

/// A link keeps its target where that is on the web; else its text alone is left.
fn link(rest: &str, out: &mut String) -> usize {
    let parsed = rest.get(1..).map(near).and_then(|tail| {
        let end = tail.find(']')?;
        let text = tail
            .get(..end)
            .filter(|text| !text.contains(['[', '`', '\\', '<']))?;
        let target = tail.get(end + 1..)?.strip_prefix('(')?;
        let close = target.find(')')?;
        Some((text, target.get(..close)?, end + close + 4))
    });
    let Some((text, target, taken)) = parsed else {
        return push(out, "\\[", 1);
    };
    let is_web = ["https://", "http://", "mailto:"]
        .iter()
        .any(|scheme| target.starts_with(scheme));
    if is_web && !target.contains([' ', '<', '>', '(', '"', '\\', '`', '[', ']']) {
        out.push_str(&format!("[{text}]({target})"));
    } else {
        out.push_str(&inline(text));
    }
    taken
}

/// An image would be fetched by whoever reads the docs: it becomes a link, or its text.
fn image(rest: &str, out: &mut String) -> usize {
    let link_text = rest.get(1..).unwrap_or_default();
    let mut written = String::new();
    let taken = link(link_text, &mut written);
    match written
        .strip_prefix("[](")
        .and_then(|rest| rest.strip_suffix(')'))
    {
        _ if taken == 1 => push(out, "\\!", 1),
        Some(target) if is_url(target) => push(out, &format!("<{target}>"), taken + 1),
        Some(_) => taken + 1,
        None => push(out, &written, taken + 1),
    }
}

fn autolink(rest: &str, out: &mut String) -> usize {
    let tail = rest.get(1..).map(near);
    let target = tail.and_then(|tail| tail.get(..tail.find('>')?));
    match target.filter(|target| is_url(target)) {
        Some(target) => push(out, &format!("<{target}>"), target.len() + 2),
        None => push(out, "\\<", 1),
    }
}

fn is_url(text: &str) -> bool {
    let rest = text
        .strip_prefix("https://")
        .or_else(|| text.strip_prefix("http://"));
    rest.is_some_and(|rest| {
        rest.starts_with(|c: char| c.is_ascii_alphanumeric()) && rest.chars().all(in_url)
    })
}

fn in_url(c: char) -> bool {
    c.is_ascii_alphanumeric() || "-@:%._+~#=?&/;,!$*".contains(c)
}

/// An address in the text becomes a link.
fn bare_url(rest: &str, out: &mut String) -> usize {
    let scheme = if rest.starts_with("https://") {
        "https://".len()
    } else {
        "http://".len()
    };
    let end = rest
        .char_indices()
        .skip(scheme)
        .find(|(_, c)| !in_url(*c))
        .map_or(rest.len(), |(at, _)| at);
    let url = rest
        .get(..end)
        .unwrap_or_default()
        .trim_end_matches(['.', ',', ';', ':', '!', '?', '*', '_']);
    if is_url(url) {
        push(out, &format!("<{url}>"), url.len())
    } else {
        push(out, "h", 1)
    }
}

#[cfg(test)]
mod tests {
    use super::{code, lines};

    #[test]
    fn descriptions_stay_text() {
        let cases = [
            ("plain", vec!["plain"]),
            (
                "see [this](/docs/x) and [that](https://a.example/b)",
                vec!["see this and [that](https://a.example/b)"],
            ),
            (
                "a [type] and `[code]` and <b>",
                vec!["a \\[type\\] and `[code]` and \\<b>"],
            ),
            (
                "an ![image](https://a.example/x.png) and ![](https://a.example/y) and ![z](/z.png)",
                vec!["an [image](https://a.example/x.png) and <https://a.example/y> and z"],
            ),
            (
                "[![badge](https://a.example/b.svg)](https://a.example/)",
                vec!["\\[[badge](https://a.example/b.svg)\\](<https://a.example/>)"],
            ),
            (
                "wow![a] ![b][c] !\u{200e}[d](http://d.example) \\![e](https://e.example)",
                vec![
                    "wow\\!\\[a\\] \\!\\[b\\]\\[c\\] [d](http://d.example) \\![e](https://e.example)",
                ],
            ),
            (
                "https://a.example/![x](https://b.example/x)!",
                vec!["<https://a.example/>[x](https://b.example/x)!"],
            ),
            ("![x](data:image/png;base64,AA==)", vec!["x"]),
            ("at https://a.example/b.", vec!["at <https://a.example/b>."]),
            ("at https://{host}/b", vec!["at https://{host}/b"]),
            ("<https://a.example>", vec!["<https://a.example>"]),
            ("an open ` tick", vec!["an open \\` tick"]),
            (
                "```rust\nfn main() {}\n```",
                vec!["```text", "fn main() {}", "```"],
            ),
            ("```\nnever closed", vec!["```text", "never closed", "```"]),
            ("    let code = 1;", vec!["   let code = 1;"]),
            ("-      not code", vec!["- not code"]),
            (
                "> ```\n> code\n> ```",
                vec!["> \\`\\`\\`", "> code", "> \\`\\`\\`"],
            ),
            ("- ~~~\n", vec!["- \\~~~"]),
            ("one\r\n\r\n\r\ntwo\n", vec!["one", "", "two"]),
            ("*/ \u{202e}hidden\u{0}", vec!["*/ hidden"]),
            ("a ```b``` c", vec!["a `b` c"]),
            ("end\\", vec!["end\\\\"]),
        ];
        for (text, expected) in cases {
            assert_eq!(lines(text), expected, "{text:?}");
        }
    }

    #[test]
    fn code_holds_any_text() {
        assert_eq!(code("a"), "`a`");
        assert_eq!(code("a`b"), "`` a`b ``");
        assert_eq!(code(""), "the empty text");
    }
}
