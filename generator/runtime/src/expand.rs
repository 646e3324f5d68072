//! The expansion of a value by a style: what is written, and what is encoded.

use std::borrow::Cow;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::json::Node;
use super::style::{Nesting, Style, StyleKind};

/// Everything that RFC 3986 does not call unreserved.
const VALUE: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// The characters that are encoded where reserved characters are allowed: those of [`VALUE`] without the characters
/// that RFC 3986 calls reserved. Only `?`, `#`, `[` and `]` are still encoded, because the first two would end a path
/// or a query.
const RESERVED: &AsciiSet = &VALUE
    .remove(b':')
    .remove(b'/')
    .remove(b'@')
    .remove(b'!')
    .remove(b'$')
    .remove(b'&')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')')
    .remove(b'*')
    .remove(b'+')
    .remove(b',')
    .remove(b';')
    .remove(b'=');

/// In a query a question mark may stand as well.
const RESERVED_QUERY: &AsciiSet = &RESERVED.remove(b'?');

/// Where a parameter stands: what must be encoded depends on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Position {
    Path,
    /// A query. An object within an object, for which the styles define nothing, is nested like this.
    Query(Nesting),
    /// A form, in which an object is JSON unless the document says otherwise.
    Form,
    Header,
    Cookie,
    /// A part of a body of several parts.
    Part,
}

/// The text of a parameter: several `name=value` are joined by `&`, in a cookie by `; `. `None` is a value that is not
/// written at all: null, and in most styles an empty array or object.
pub(crate) fn expand(
    style: Style,
    position: Position,
    name: &str,
    value: Node<'_>,
) -> Option<String> {
    let expansion = Expansion {
        style,
        position,
        name,
    };
    if style.kind == StyleKind::DeepObject {
        let mut parts = Vec::new();
        expansion.deep(
            &expansion.encode(name),
            value,
            Nesting::Brackets,
            &mut parts,
        );
        return (!parts.is_empty()).then(|| parts.join("&"));
    }
    if let Some(items) = value.items() {
        let items: Vec<Node<'_>> = items.filter(|item| !item.is_null()).collect();
        return match items.as_slice() {
            [] => expansion.nothing(),
            items => Some(expansion.items(items)),
        };
    }
    if let Some(members) = value.members() {
        let members = members.filter(|(_, value)| !value.is_null());
        let members: Vec<(&str, Node<'_>)> = members.collect();
        return match members.as_slice() {
            [] => expansion.nothing(),
            members => Some(expansion.members(members)),
        };
    }
    (!value.is_null()).then(|| expansion.one(value))
}

/// The texts of the items of a list: one for each item if the style explodes, else one text that joins them. Null items
/// are left out, and null in place of the list gives no text.
pub(crate) fn joined(style: Style, list: Node<'_>) -> Vec<String> {
    let expansion = Expansion {
        style,
        position: Position::Part,
        name: "",
    };
    let Some(items) = list.items() else {
        return Vec::new();
    };
    let items: Vec<Node<'_>> = items.filter(|item| !item.is_null()).collect();
    match style.explode {
        true => items.into_iter().map(|item| expansion.text(item)).collect(),
        false => vec![expansion.join(&items, expansion.delimiter())],
    }
}

/// Percent-encodes a text for a path or a query: all characters but the unreserved ones.
pub(crate) fn percent_encode(text: &str) -> Cow<'_, str> {
    utf8_percent_encode(text, VALUE).into()
}

/// A text as it is, anything else as JSON.
pub(crate) fn text_of(value: Node<'_>) -> String {
    match value.as_str() {
        Some(text) => text.to_owned(),
        None => value.to_text(),
    }
}

fn is_scalar(value: Node<'_>) -> bool {
    value.items().is_none() && value.members().is_none()
}

struct Expansion<'a> {
    style: Style,
    position: Position,
    name: &'a str,
}

impl Expansion<'_> {
    fn encode<'t>(&self, text: &'t str) -> Cow<'t, str> {
        match (self.position, self.style.reserved) {
            _ if self.style.kind == StyleKind::Cookie => text.into(),
            (Position::Header | Position::Part, _) => text.into(),
            (Position::Query(_) | Position::Form, true) => {
                encode_reserved(text, RESERVED_QUERY).into()
            }
            (Position::Path, true) => encode_reserved(text, RESERVED).into(),
            _ => percent_encode(text),
        }
    }

    /// A value as one text. A nested value that the styles do not cover has no form in OpenAPI and is written as JSON.
    fn text(&self, value: Node<'_>) -> String {
        match (self.style.items, value.items()) {
            (Some(style), Some(items)) => {
                let inner = Expansion {
                    style: *style,
                    ..*self
                };
                let items: Vec<Node<'_>> = items.filter(|item| !item.is_null()).collect();
                inner.join(&items, inner.delimiter())
            }
            _ => self.encode(&text_of(value)).into_owned(),
        }
    }

    /// The text before the value, such as `name=`; `empty` says whether the value is empty.
    fn prefix(&self, empty: bool) -> String {
        let is_bare = !matches!(
            self.position,
            Position::Query(_) | Position::Form | Position::Cookie
        );
        match self.style.kind {
            StyleKind::Label => ".".to_owned(),
            // RFC 6570: a matrix parameter with an empty value has no equals sign.
            StyleKind::Matrix if empty => format!(";{}", self.encode(self.name)),
            StyleKind::Matrix => format!(";{}=", self.encode(self.name)),
            StyleKind::Simple => String::new(),
            _ if is_bare => String::new(),
            _ => format!("{}=", self.encode(self.name)),
        }
    }

    fn one(&self, value: Node<'_>) -> String {
        let text = self.text(value);
        self.prefix(text.is_empty()) + &text
    }

    /// The text of an empty array or object. Where the items share one text, it is empty, by the table of styles of
    /// OpenAPI 3.2, so that an empty array differs from an array that is not given. Where each item has a part of its
    /// own, nothing is written.
    fn nothing(&self) -> Option<String> {
        use StyleKind::{DeepObject, Label, Matrix};
        let is_written =
            !self.style.explode && !matches!(self.style.kind, Label | Matrix | DeepObject);
        is_written.then(|| self.prefix(true))
    }

    fn items(&self, items: &[Node<'_>]) -> String {
        let explode = self.style.explode;
        match self.style.kind {
            StyleKind::Simple => self.join(items, ","),
            StyleKind::Label if explode => self.prefix(false) + &self.join(items, "."),
            StyleKind::Matrix if explode => items.iter().map(|item| self.one(*item)).collect(),
            _ if explode => {
                let mut parts = Vec::new();
                self.repeated(self.name, items, &mut parts);
                parts.join(self.between())
            }
            _ => self.prefix(false) + &self.join(items, self.delimiter()),
        }
    }

    /// Writes a pair for each item: `sort=a&sort=b`. Items that are arrays or objects are numbered:
    /// `items[0][price]=1`.
    fn repeated(&self, name: &str, items: &[Node<'_>], parts: &mut Vec<String>) {
        let name = self.encode(name);
        for (index, item) in items.iter().enumerate() {
            match self.position {
                Position::Query(nesting) if !is_scalar(*item) && self.style.items.is_none() => {
                    self.deep(&format!("{name}%5B{index}%5D"), *item, nesting, parts);
                }
                _ => parts.push(format!("{name}={}", self.text(*item))),
            }
        }
    }

    fn members(&self, members: &[(&str, Node<'_>)]) -> String {
        if !self.style.explode {
            let flat = members
                .iter()
                .flat_map(|(name, value)| [self.encode(name).into_owned(), self.text(*value)])
                .collect::<Vec<_>>();
            return self.prefix(false) + &flat.join(self.delimiter());
        }
        let mut parts = Vec::new();
        for (name, value) in members {
            match (self.position, value.items()) {
                (Position::Query(_) | Position::Form, Some(items)) => {
                    let items: Vec<Node<'_>> = items.filter(|item| !item.is_null()).collect();
                    self.repeated(name, &items, &mut parts);
                }
                (Position::Query(nesting), None) => {
                    self.deep(&self.encode(name), *value, nesting, &mut parts);
                }
                _ => parts.push(format!("{}={}", self.encode(name), self.text(*value))),
            }
        }
        match self.style.kind {
            StyleKind::Simple => parts.join(","),
            StyleKind::Label => format!(".{}", parts.join(".")),
            StyleKind::Matrix => format!(";{}", parts.join(";")),
            _ => parts.join(self.between()),
        }
    }

    fn join(&self, items: &[Node<'_>], delimiter: &str) -> String {
        let items = items.iter().map(|item| self.text(*item));
        items.collect::<Vec<_>>().join(delimiter)
    }

    fn between(&self) -> &'static str {
        if self.position == Position::Cookie {
            "; "
        } else {
            "&"
        }
    }

    /// The text between the items of an array in one part.
    fn delimiter(&self) -> &'static str {
        let is_raw = matches!(self.position, Position::Header | Position::Part);
        match self.style.kind {
            StyleKind::Space if is_raw => " ",
            StyleKind::Space => "%20",
            StyleKind::Pipe if is_raw => "|",
            StyleKind::Pipe => "%7C",
            StyleKind::Tab if is_raw => "\t",
            StyleKind::Tab => "%09",
            _ => ",",
        }
    }

    /// Writes every scalar in a value with the path that leads to it. The depth of a value is limited where its JSON is
    /// written.
    fn deep(&self, prefix: &str, value: Node<'_>, nesting: Nesting, parts: &mut Vec<String>) {
        if let Some(members) = value.members() {
            for (name, member) in members {
                let name = self.encode(name);
                let prefix = match nesting {
                    Nesting::Brackets => format!("{prefix}%5B{name}%5D"),
                    Nesting::Dots => format!("{prefix}.{name}"),
                };
                self.deep(&prefix, member, nesting, parts);
            }
        } else if let Some(items) = value.items() {
            for (index, item) in items.filter(|item| !item.is_null()).enumerate() {
                self.deep(&format!("{prefix}%5B{index}%5D"), item, nesting, parts);
            }
        } else if !value.is_null() {
            parts.push(format!("{prefix}={}", self.encode(&text_of(value))));
        }
    }
}

/// Encodes all but unreserved and reserved characters; a character that is percent-encoded already stays so.
fn encode_reserved(text: &str, set: &'static AsciiSet) -> String {
    let mut encoded = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('%') {
        let (before, from) = rest.split_at(at);
        encoded.extend(utf8_percent_encode(before, set));
        let triplet = from
            .get(..3)
            .filter(|triplet| triplet.bytes().skip(1).all(|byte| byte.is_ascii_hexdigit()));
        encoded.push_str(triplet.unwrap_or("%25"));
        rest = from.get(triplet.map_or(1, str::len)..).unwrap_or_default();
    }
    encoded.extend(utf8_percent_encode(rest, set));
    encoded
}
