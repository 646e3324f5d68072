//! The header `Link` (RFC 8288, section 3).

/// The target of the first link whose relation is `next`. The search ends at a text that is no link.
pub(crate) fn next(header: &str) -> Option<&str> {
    let mut rest = header;
    loop {
        let from = rest.trim_start_matches([' ', '\t', ',']);
        let (target, after) = from.strip_prefix('<')?.split_once('>')?;
        let (is_next, more) = parameters(after);
        if is_next {
            return Some(target);
        }
        rest = more;
    }
}

/// Whether the parameters of a link name the relation `next`, and what follows the link.
fn parameters(mut rest: &str) -> (bool, &str) {
    let mut is_next = false;
    // Of several relations the first counts (section 3.3).
    let mut is_known = false;
    while let Some(from) = rest.trim_start().strip_prefix(';') {
        let end = from.find(['=', ';', ',']).unwrap_or(from.len());
        let (name, after) = from.split_at(end);
        rest = after;
        let Some(given) = after.strip_prefix('=') else {
            continue;
        };
        let (value, after) = value(given.trim_start());
        rest = after;
        if name.trim().eq_ignore_ascii_case("rel") && !is_known {
            is_known = true;
            let mut relations = value.split_ascii_whitespace();
            is_next = relations.any(|one| one.eq_ignore_ascii_case("next"));
        }
    }
    (is_next, rest)
}

/// The value of a parameter, without quotes, and what follows it. Relations hold nothing that must be escaped, so
/// escapes are only passed over.
fn value(from: &str) -> (&str, &str) {
    let Some(quoted) = from.strip_prefix('"') else {
        let end = from.find([';', ',']).unwrap_or(from.len());
        let (value, rest) = from.split_at(end);
        return (value.trim(), rest);
    };
    let mut escaped = false;
    let end = quoted.find(|c: char| {
        let ends = c == '"' && !escaped;
        escaped = c == '\\' && !escaped;
        ends
    });
    match end {
        Some(end) => (
            quoted.get(..end).unwrap_or_default(),
            quoted.get(end + 1..).unwrap_or_default(),
        ),
        None => (quoted, ""),
    }
}

#[cfg(test)]
mod tests {
    use super::next;

    #[test]
    fn relations_are_found_where_they_stand() {
        let found = [
            ("<a>; rel=next", Some("a")),
            ("<a>;rel=\"prev\", <b> ; REL = \"last Next\"", Some("b")),
            (
                "<a,b>; rel=x; rel=next, <c>; title=\"<d>, \\\" ; rel=next\"; rel=\"next\"",
                Some("c"),
            ),
            ("<a>; rel=\"next", Some("a")),
            ("<a>; rel; next, <b>", None),
            ("<a>", None),
            ("a; rel=next", None),
            ("", None),
            ("<a; rel=next", None),
            (", ,<>; rel=next", Some("")),
        ];
        for (header, target) in found {
            assert_eq!(next(header), target, "{header}");
        }
    }
}
