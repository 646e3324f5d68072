//! Problems as text for people.

use super::locate::locate;
use super::positions::Positions;
use super::tree::{Found, Tree};
use super::wanted::Ways;
use super::{Diagnostic, Diagnostics, File, Messages, NodePart, Severity};
use crate::maps::HashSet;
use annotate_snippets::{AnnotationKind, Element, Level, Origin, Renderer, Snippet};
use std::borrow::Cow;
use std::ops::Range;

/// The longest line that is shown whole, in bytes.
const LINE: usize = 160;

/// The longest message that is shown whole, in bytes: messages quote the document.
const MESSAGE: usize = 600;

impl Diagnostics {
    /// Every problem in document order, each with file, line, column, the text with a caret, the pointer and
    /// what to do. The text is plain.
    pub fn render(&self) -> String {
        self.render_as(Messages::Human)
    }

    /// Every problem in document order, in the given form.
    pub fn render_as(&self, messages: Messages) -> String {
        match messages {
            Messages::Human => self.render_by(|spot, diagnostic| {
                report(&Renderer::plain(), spot, diagnostic) + "\n\n"
            }),
            Messages::Coloured => self.render_by(|spot, diagnostic| {
                report(&Renderer::styled(), spot, diagnostic) + "\n\n"
            }),
            Messages::Short | Messages::Json | Messages::Github => {
                self.render_by(|spot, diagnostic| messages.of_spot(diagnostic, spot))
            }
        }
    }

    fn render_by(&self, write: impl Fn(Option<&Spot<'_>>, &Diagnostic) -> String) -> String {
        let mut seen = HashSet::default();
        let mut lines: Vec<Option<Lines<'_>>> = self.files.iter().map(|_| None).collect();
        let mut located = Vec::new();
        for diagnostic in self
            .list
            .iter()
            .filter(|diagnostic| seen.insert(*diagnostic))
        {
            let number = diagnostic.place.file;
            let lines = match (lines.get_mut(number), self.files.get(number)) {
                (Some(lines), Some(file)) => {
                    let lines = lines.get_or_insert_with(|| Lines::of(file, &self.ways_in(number)));
                    Some(&*lines)
                }
                _ => None,
            };
            let spot = lines.and_then(|lines| lines.spot(diagnostic));
            let start = spot.as_ref().map_or(0, |spot| spot.start);
            located.push((number, start, spot, diagnostic));
        }
        located.sort_by_key(|(file, start, ..)| (*file, *start));
        let reports = located
            .iter()
            .map(|(_, _, spot, diagnostic)| write(spot.as_ref(), diagnostic));
        let mut out = reports.collect::<String>();
        // Reports that show the text of the document are separated by empty lines; none follows the last.
        if out.ends_with("\n\n") {
            out.pop();
        }
        out
    }

    /// The pointers of the problems of a file.
    fn ways_in(&self, file: usize) -> Ways {
        let places = self.list.iter().map(|diagnostic| &diagnostic.place);
        let places = places.filter(|place| place.file == file);
        Ways::of(places.map(|place| place.pointer.as_str()))
    }
}

/// A file made ready to look positions up.
struct Lines<'f> {
    file: &'f File,
    /// The bytes before the text proper: a byte-order mark.
    skipped: usize,
    tree: Tree<'f>,
    positions: Positions<'f>,
}

/// The part of a file that a report shows: a line, and the position of the problem in it.
pub(super) struct Spot<'f> {
    pub(super) file: &'f str,
    /// The byte in the file.
    start: usize,
    /// The number of the line, from 1.
    pub(super) number: usize,
    /// The column in characters, from 1.
    pub(super) column: usize,
    /// The line, or the part of it around the caret.
    line: Cow<'f, str>,
    /// The bytes of the line to put carets under.
    span: Range<usize>,
}

impl<'f> Lines<'f> {
    fn of(file: &'f File, ways: &Ways) -> Self {
        let body = file.text.strip_prefix('\u{feff}').unwrap_or(&file.text);
        Self {
            file,
            skipped: file.text.len() - body.len(),
            tree: locate(body, ways.wanted()),
            positions: Positions::of(body),
        }
    }

    fn body(&self) -> &'f str {
        self.file.text.get(self.skipped..).unwrap_or_default()
    }

    fn spot(&self, diagnostic: &Diagnostic) -> Option<Spot<'f>> {
        let body = self.body();
        let bytes = match diagnostic.place.part {
            NodePart::At(offset) => {
                let at = floor(body, offset.saturating_sub(self.skipped));
                at..at
            }
            part => bytes_of(self.tree.find(&diagnostic.place.pointer)?, part),
        };
        let found = self.positions.line(bytes.start);
        let start = found.bytes.start;
        let line = without_end(body.get(found.bytes)?);
        let from = floor(line, bytes.start - start);
        let to = floor(line, bytes.end.saturating_sub(start)).max(from);
        let to = from + line.get(from..to).unwrap_or_default().trim_end().len();
        let (shown, span) = trimmed(line, from..to);
        Some(Spot {
            file: &self.file.name,
            start: bytes.start,
            number: found.number,
            column: self.positions.characters(start + from) - self.positions.characters(start) + 1,
            line: shown,
            span,
        })
    }
}

/// A line without its line end.
fn without_end(line: &str) -> &str {
    let inner = line.strip_suffix('\n');
    inner.map_or(line, |inner| inner.strip_suffix('\r').unwrap_or(inner))
}

/// The bytes to point at: the key for a list or map, whose own bytes go on for lines.
fn bytes_of(found: Found, part: NodePart) -> Range<usize> {
    match found.key {
        Some(key)
            if part == NodePart::Key || !found.whole || !found.scalar || found.value.is_empty() =>
        {
            key
        }
        _ => found.value,
    }
}

/// The part of a long line around the bytes that are pointed at, and their span in that part.
fn trimmed(line: &str, span: Range<usize>) -> (Cow<'_, str>, Range<usize>) {
    if line.len() <= LINE {
        return (line.into(), span);
    }
    let from = floor(line, span.start.saturating_sub(LINE / 3));
    let to = floor(line, from + LINE);
    let before = if from > 0 { "…" } else { "" };
    let after = if to < line.len() { "…" } else { "" };
    let shown = format!("{before}{}{after}", line.get(from..to).unwrap_or_default());
    let move_by = |at: usize| at.min(to) - from + before.len();
    let span = move_by(span.start)..move_by(span.end);
    (shown.into(), span)
}

/// The last boundary between characters that is not after `at`.
fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

fn report(renderer: &Renderer, spot: Option<&Spot<'_>>, diagnostic: &Diagnostic) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let mut group = level
        .primary_title(short(&diagnostic.message))
        .id(diagnostic.code.name())
        .elements(Vec::<Element<'_>>::new());
    if let Some(spot) = spot {
        let path = printable(spot.file);
        let snippet = Snippet::source(visible(&spot.line))
            .line_start(spot.number)
            .annotation(AnnotationKind::Primary.span(spot.span.clone()));
        group = match spot.line {
            Cow::Borrowed(_) => group.element(snippet.path(path)),
            // The line is cut: the column is said apart from it.
            Cow::Owned(_) => group
                .element(
                    Origin::path(path)
                        .line(spot.number)
                        .char_column(spot.column),
                )
                .element(snippet),
        };
    }
    if !diagnostic.place.pointer.is_empty() {
        group =
            group.element(Level::NOTE.message(format!("at {}", short(&diagnostic.place.pointer))));
    }
    if let Some(advice) = &diagnostic.advice {
        group = group.element(Level::HELP.message(short(advice)));
    }
    renderer.render(&[group])
}

/// A message on one line, of bounded length.
pub(super) fn short(message: &str) -> String {
    let message = printable(message).into_owned();
    if message.len() <= MESSAGE {
        return message;
    }
    format!(
        "{}…",
        message.get(..floor(&message, MESSAGE)).unwrap_or_default()
    )
}

/// A text as one line in which nothing moves the cursor, changes colours or turns the direction: messages quote documents,
/// which may be hostile.
///
/// ```
/// assert_eq!(jackfield::diagnostic::printable("a\u{1b}[2J\nb"), r"a\u{1b}[2J b");
/// ```
pub fn printable(text: &str) -> Cow<'_, str> {
    if !text.contains(is_control) {
        return text.into();
    }
    let shown = text.chars().map(|char| match char {
        '\n' | '\r' | '\t' => " ".into(),
        char if is_control(char) => Cow::from(char.escape_unicode().to_string()),
        char => char.to_string().into(),
    });
    shown.collect::<String>().into()
}

/// Lines of which each is [`printable`], but for tabs, with which text is indented.
pub(crate) fn printable_lines(text: &str) -> String {
    let mut lines = String::new();
    for line in text.lines() {
        let parts: Vec<_> = line.split('\t').map(printable).collect();
        lines.push_str(&parts.join("\t"));
        lines.push('\n');
    }
    lines
}

/// JSON in which nothing moves the cursor or turns the direction either, and which says the same.
pub(crate) fn printable_json(json: &str) -> Cow<'_, str> {
    // The control characters of ASCII are escaped in all JSON, but for the white space between values.
    let is_raw = |char: char| is_control(char) && !char.is_ascii();
    if !json.contains(is_raw) {
        return json.into();
    }
    let shown = json.chars().map(|char| match char {
        char if is_raw(char) => Cow::from(format!("\\u{:04x}", u32::from(char))),
        char => char.to_string().into(),
    });
    shown.collect::<String>().into()
}

/// Writes a text, given in pieces, between quotes, as JSON and TOML have it, in which nothing moves the
/// cursor or turns the direction.
pub(crate) fn push_quoted(out: &mut String, pieces: &[&str]) {
    let is_plain = |byte: u8| matches!(byte, b' '..=b'~') && !matches!(byte, b'"' | b'\\');
    // Without an early exit the loop looks at many bytes at once.
    let are_plain = |piece: &str| {
        let bytes = piece.bytes();
        bytes.fold(true, |all, byte| all & is_plain(byte))
    };
    out.push('"');
    for piece in pieces {
        if are_plain(piece) {
            out.push_str(piece);
            continue;
        }
        let json = serde_json::Value::from(*piece).to_string();
        let json = printable_json(&json);
        out.push_str(json.get(1..json.len() - 1).unwrap_or_default());
    }
    out.push('"');
}

/// A line of a document as it can be shown, byte for byte: the renderer replaces the control characters of ASCII
/// itself, and knows of no others.
fn visible(line: &str) -> Cow<'_, str> {
    let is_unknown = |char: char| is_control(char) && !char.is_ascii();
    if !line.contains(is_unknown) {
        return line.into();
    }
    let shown = line.chars().map(|char| match char {
        // The replacement is as long in UTF-8 as the character that it stands for.
        char if is_unknown(char) && char.len_utf8() == 2 => '\u{bf}',
        char if is_unknown(char) => '\u{fffd}',
        char => char,
    });
    shown.collect::<String>().into()
}

/// Whether a terminal may act on a character instead of showing it.
fn is_control(char: char) -> bool {
    // The marks of text direction, the separators of lines and paragraphs, and the byte-order mark.
    char.is_control()
        || matches!(char, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}
