//! How the value of a parameter becomes text: the styles of OpenAPI, as expansions of RFC 6570.

use std::borrow::Cow;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::json::Node;

/// Everything that RFC 3986 does not call unreserved.
const VALUE: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// The same, and what RFC 3986 calls reserved is left as it is, save what would end a path or a query.
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

/// How the value of a parameter is written, as OpenAPI's `style`, `explode` and `allowReserved` say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    kind: Kind,
    explode: bool,
    reserved: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Simple,
    Label,
    Matrix,
    Form,
    Space,
    Pipe,
    DeepObject,
}

impl Style {
    /// `blue,black`: what paths and headers use if nothing else is said.
    pub const SIMPLE: Self = Self::of(Kind::Simple, false);
    /// `.blue,black`, in a path.
    pub const LABEL: Self = Self::of(Kind::Label, false);
    /// `;color=blue,black`, in a path.
    pub const MATRIX: Self = Self::of(Kind::Matrix, false);
    /// `color=blue&color=black`: what queries and cookies use if nothing else is said.
    pub const FORM: Self = Self::of(Kind::Form, true);
    /// `color=blue%20black`, in a query.
    pub const SPACE: Self = Self::of(Kind::Space, false);
    /// `color=blue%7Cblack`, in a query.
    pub const PIPE: Self = Self::of(Kind::Pipe, false);
    /// `color%5BR%5D=100&color%5BG%5D=200`, in a query or a form.
    ///
    /// It goes to any depth, and counts the items of arrays: `items[0][price]=x`. OpenAPI does not say how; this is how
    /// servers read it that know more than one level.
    pub const DEEP_OBJECT: Self = Self::of(Kind::DeepObject, true);

    const fn of(kind: Kind, explode: bool) -> Self {
        Self {
            kind,
            explode,
            reserved: false,
        }
    }

    /// Every item and every member becomes a part of its own.
    #[must_use]
    pub const fn explode(mut self) -> Self {
        self.explode = true;
        self
    }

    /// The items or members stay in one part.
    #[must_use]
    pub const fn no_explode(mut self) -> Self {
        self.explode = false;
        self
    }

    /// Reserved characters such as `/` and `:` are not percent-encoded.
    #[must_use]
    pub const fn reserved(mut self) -> Self {
        self.reserved = true;
        self
    }
}

impl Style {
    /// Whether the text is the value and nothing else.
    pub(crate) fn is_simple(self) -> bool {
        self.kind == Kind::Simple
    }
}

/// Where a parameter stands: what must be encoded depends on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Position {
    Path,
    Query,
    Header,
    Cookie,
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
    if style.kind == Kind::DeepObject {
        let mut parts = Vec::new();
        expansion.deep(&expansion.encode(name), value, &mut parts);
        return (!parts.is_empty()).then(|| parts.join("&"));
    }
    match Parts::of(value) {
        Parts::Nothing => None,
        Parts::One(text) => Some(expansion.one(&text)),
        Parts::Items(items) if items.is_empty() => None,
        Parts::Items(items) => Some(expansion.items(&items)),
        Parts::Members(members) if members.is_empty() => None,
        Parts::Members(members) => Some(expansion.members(&members)),
    }
}

/// Text as it stands in a path or a query where it is neither structure nor exempt from encoding.
pub(crate) fn percent_encode(text: &str) -> Cow<'_, str> {
    utf8_percent_encode(text, VALUE).into()
}

/// A value as far as the styles look into it. What lies deeper has no form in OpenAPI and is written as JSON.
enum Parts {
    Nothing,
    One(String),
    Items(Vec<String>),
    Members(Vec<(String, String)>),
}

impl Parts {
    fn of(value: Node<'_>) -> Self {
        if let Some(items) = value.items() {
            return Self::Items(items.filter(|item| !item.is_null()).map(text_of).collect());
        }
        if let Some(members) = value.members() {
            let present = members.filter(|(_, value)| !value.is_null());
            return Self::Members(
                present
                    .map(|(name, value)| (name.to_owned(), text_of(value)))
                    .collect(),
            );
        }
        if value.is_null() {
            Self::Nothing
        } else {
            Self::One(text_of(value))
        }
    }
}

/// A text as it is, anything else as JSON.
pub(crate) fn text_of(value: Node<'_>) -> String {
    match value.as_str() {
        Some(text) => text.to_owned(),
        None => value.to_text(),
    }
}

struct Expansion<'a> {
    style: Style,
    position: Position,
    name: &'a str,
}

impl Expansion<'_> {
    fn encode<'t>(&self, text: &'t str) -> Cow<'t, str> {
        match (self.position, self.style.reserved) {
            (Position::Header, _) => text.into(),
            (Position::Query, true) => encode_reserved(text, RESERVED_QUERY).into(),
            (Position::Path, true) => encode_reserved(text, RESERVED).into(),
            _ => percent_encode(text),
        }
    }

    /// What precedes the value, if it is not empty, and if it is.
    fn prefix(&self, empty: bool) -> String {
        match self.style.kind {
            Kind::Simple => String::new(),
            Kind::Label => ".".to_owned(),
            // RFC 6570: a matrix parameter with an empty value has no equals sign.
            Kind::Matrix if empty => format!(";{}", self.encode(self.name)),
            Kind::Matrix => format!(";{}=", self.encode(self.name)),
            _ => format!("{}=", self.encode(self.name)),
        }
    }

    fn one(&self, text: &str) -> String {
        self.prefix(text.is_empty()) + &self.encode(text)
    }

    fn items(&self, items: &[String]) -> String {
        let explode = self.style.explode;
        match self.style.kind {
            Kind::Simple => self.join(items, ","),
            Kind::Label if explode => self.prefix(false) + &self.join(items, "."),
            Kind::Matrix if explode => items.iter().map(|item| self.one(item)).collect(),
            Kind::Label | Kind::Matrix => self.prefix(false) + &self.join(items, ","),
            _ if explode => items
                .iter()
                .map(|item| self.one(item))
                .collect::<Vec<_>>()
                .join(self.between()),
            kind => self.prefix(false) + &self.join(items, delimiter(kind)),
        }
    }

    fn members(&self, members: &[(String, String)]) -> String {
        if self.style.explode {
            let pairs = members
                .iter()
                .map(|(name, value)| format!("{}={}", self.encode(name), self.encode(value)));
            let pairs = pairs.collect::<Vec<_>>();
            return match self.style.kind {
                Kind::Simple => pairs.join(","),
                Kind::Label => format!(".{}", pairs.join(".")),
                Kind::Matrix => format!(";{}", pairs.join(";")),
                _ => pairs.join(self.between()),
            };
        }
        let flat = members
            .iter()
            .flat_map(|(name, value)| [self.encode(name), self.encode(value)])
            .collect::<Vec<_>>();
        self.prefix(false) + &flat.join(delimiter(self.style.kind))
    }

    fn join(&self, items: &[String], delimiter: &str) -> String {
        items
            .iter()
            .map(|item| self.encode(item))
            .collect::<Vec<_>>()
            .join(delimiter)
    }

    fn between(&self) -> &'static str {
        if self.position == Position::Cookie {
            "; "
        } else {
            "&"
        }
    }

    /// Every scalar with the way that leads to it. How deep a value nests is limited where it is written.
    fn deep(&self, prefix: &str, value: Node<'_>, parts: &mut Vec<String>) {
        if let Some(members) = value.members() {
            for (name, member) in members {
                let prefix = format!("{prefix}%5B{}%5D", self.encode(name));
                self.deep(&prefix, member, parts);
            }
        } else if let Some(items) = value.items() {
            for (index, item) in items.filter(|item| !item.is_null()).enumerate() {
                self.deep(&format!("{prefix}%5B{index}%5D"), item, parts);
            }
        } else if !value.is_null() {
            parts.push(format!("{prefix}={}", self.encode(&text_of(value))));
        }
    }
}

/// What stands between the items of an array in one part.
fn delimiter(kind: Kind) -> &'static str {
    match kind {
        Kind::Space => "%20",
        Kind::Pipe => "%7C",
        _ => ",",
    }
}

/// Encodes all but unreserved and reserved characters; what is percent-encoded already stays.
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
