//! Path templates such as `/endpoints/{endpoint_sid}`.

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

/// The characters that cannot stand in a URL anywhere. The other characters of a template are structure.
const LITERAL: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'<')
    .add(b'>')
    .add(b'\\')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// The path of a template, and the query that some documents write into it: `/items?op=list`. What follows a `#` tells
/// operations apart in a document and is sent nowhere.
pub(crate) fn split(template: &str) -> (&str, &str) {
    let outside = |wanted: char| {
        let mut depth = 0_usize;
        move |character: char| {
            match character {
                '{' => depth += 1,
                '}' => depth = depth.saturating_sub(1),
                _ => {}
            }
            depth == 0 && character == wanted
        }
    };
    let end = template.find(outside('#')).unwrap_or(template.len());
    let template = template.get(..end).unwrap_or_default();
    match template.find(outside('?')) {
        Some(at) => (
            template.get(..at).unwrap_or_default(),
            // The parameters in braces behind it are parameters of the query (RFC 6570, section 3.2.9).
            template
                .get(at + 1..)
                .and_then(|query| query.split("{&").next())
                .unwrap_or_default(),
        ),
        None => (template, ""),
    }
}

/// Puts the values, encoded already, into the template, and the path at the end of the URL.
///
/// A segment that would come out as `.` or `..` is refused: whatever reads the URL next would take it for a way up.
pub(crate) fn push(
    url: &mut String,
    template: &str,
    values: &[(&'static str, String)],
) -> Result<(), String> {
    let start = url.len();
    fill(url, template, values)?;
    let path = url.get(start..).unwrap_or_default();
    if path.split(['/', '?', '#']).any(is_dots) {
        return Err("a segment of the path is `.` or `..`".to_owned());
    }
    if !path.is_empty() && !path.starts_with('/') {
        url.insert(start, '/');
    }
    Ok(())
}

/// Puts the values, encoded already, into a template.
pub(crate) fn fill(
    url: &mut String,
    template: &str,
    values: &[(&'static str, String)],
) -> Result<(), String> {
    let mut rest = template;
    while let Some((before, from)) = rest.split_once('{') {
        let Some((name, after)) = from.split_once('}') else {
            break;
        };
        url.extend(utf8_percent_encode(before, LITERAL));
        rest = after;
        // RFC 6570, section 3.2.8: parameters of the query, which are sent as those are.
        if name.starts_with(['?', '&']) {
            continue;
        }
        match values.iter().rev().find(|(known, _)| *known == name) {
            Some((_, value)) => url.push_str(value),
            None => return Err(format!("the path parameter `{name}` has no value")),
        }
    }
    url.extend(utf8_percent_encode(rest, LITERAL));
    Ok(())
}

/// Whether a whole segment is read as "here" or "up", which it also is if its dots are encoded.
pub(crate) fn is_dots(segment: &str) -> bool {
    let mut rest = segment;
    let mut dots = 0;
    let dot = |text| {
        [".", "%2e", "%2E"]
            .into_iter()
            .find_map(|dot| str::strip_prefix(text, dot))
    };
    while let Some(after) = dot(rest) {
        rest = after;
        dots += 1;
    }
    rest.is_empty() && matches!(dots, 1 | 2)
}
