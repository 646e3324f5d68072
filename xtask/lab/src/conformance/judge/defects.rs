//! What the judge is known to say wrongly.

use super::documents;
use super::problem::Problem;
use jackfield::source::Node;
use serde::Serialize;
use std::io;
use std::path::Path;

/// Something that is refused although it is right, or cannot be judged.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Defect {
    /// The document it is known of, or `*`.
    pub(super) document: String,
    /// The operation it is known of, method and path; a `*` at the end stands for any rest.
    pub(super) operation: String,
    /// What the judge says: pieces of its text, all of which must be there in this order, with `*` between them.
    pub(super) says: String,
    /// What the request holds, method, URL and body; in the same way.
    pub(super) request: Option<String>,
    /// Why that is the judge's fault.
    pub(super) reason: String,
}

/// Reads the list.
pub(super) fn read(own: &Path) -> io::Result<Vec<Defect>> {
    let root = documents::read(&own.join("defects.yaml"))?;
    let text = |entry: &Node, name: &str| entry.get(name).and_then(Node::as_str).map(str::to_owned);
    let defect = |entry: &Node| {
        let any = || "*".to_owned();
        match (text(entry, "says"), text(entry, "reason")) {
            (Some(says), Some(reason)) => Ok(Defect {
                document: text(entry, "document").unwrap_or_else(any),
                operation: text(entry, "operation").unwrap_or_else(any),
                says,
                request: text(entry, "request"),
                reason: reason.trim().to_owned(),
            }),
            _ => Err(io::Error::other(
                "defects.yaml: an entry without `says` or `reason`",
            )),
        }
    };
    root.as_array()
        .unwrap_or_default()
        .iter()
        .map(defect)
        .collect()
}

impl Defect {
    /// Whether it is what was said of a request.
    pub(super) fn is(&self, document: &str, problem: &Problem) -> bool {
        let holds = |pattern: &str, text: &str| is_like(&format!("*{pattern}*"), text);
        let request = || format!("{}\n{}", problem.request, problem.body);
        is_like(&self.document, document)
            && is_like(&self.operation, &problem.operation)
            && holds(&self.says, &problem.text)
            && self
                .request
                .as_ref()
                .is_none_or(|pattern| holds(pattern, &request()))
    }
}

/// Whether a text is what a pattern says, in which `*` stands for anything.
pub(crate) fn is_like(pattern: &str, text: &str) -> bool {
    let mut pieces = pattern.split('*');
    let first = pieces.next().unwrap_or_default();
    let Some(mut rest) = text.strip_prefix(first) else {
        return false;
    };
    let Some(last) = pieces.next_back() else {
        return rest.is_empty();
    };
    for piece in pieces {
        match rest.find(piece) {
            Some(place) => rest = rest.get(place + piece.len()..).unwrap_or_default(),
            None => return false,
        }
    }
    rest.ends_with(last)
}

#[cfg(test)]
mod tests {
    use super::is_like;

    #[test]
    fn a_star_is_anything() {
        for (pattern, text, is) in [
            ("GET /a", "GET /a", true),
            ("GET /a", "GET /a/b", false),
            ("GET /a*", "GET /a/b", true),
            ("*", "", true),
            ("*b*d*", "abcde", true),
            ("*d*b*", "abcde", false),
            ("a*a", "a", false),
        ] {
            assert_eq!(is_like(pattern, text), is, "{pattern} {text}");
        }
    }
}
