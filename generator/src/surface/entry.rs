//! An item that a user can name, and what is true of it.

use super::facts::Facts;
use crate::api::Docs;
use crate::maps::HashMap;
use std::borrow::Cow;
use std::cell::RefCell;

/// An item that a user can name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What it is.
    pub noun: Noun,
    /// Where the document describes it (RFC 6901).
    pub pointer: String,
    /// What is true of it.
    pub facts: Facts,
    /// Whether existing programs stop compiling where the item is added to its owner.
    pub addition_breaks: bool,
    /// Whether it should not be used any more.
    pub deprecated: bool,
    /// A hash of what the document says of it in prose; empty if that is nothing.
    pub docs: String,
}

/// Makes entries. Many items have the same docs, such as a parameter of every operation: each text is hashed once.
#[derive(Debug, Default)]
pub(super) struct Entries(RefCell<HashMap<String, String>>);

impl Entries {
    /// An item, and what the document says of it.
    pub(super) fn item(&self, noun: Noun, pointer: &str, docs: &Docs) -> Entry {
        let mut entry = self.with_texts(noun, pointer, docs, &[]);
        entry.fact(Aspect::Limits, docs.notes.join(" "));
        entry.fact(Aspect::Format, docs.format.clone().unwrap_or_default());
        entry
    }

    /// An item of which the document says nothing but for people to read.
    pub(super) fn described(&self, noun: Noun, pointer: &str, docs: &Docs) -> Entry {
        self.with_texts(noun, pointer, docs, &docs.notes)
    }

    fn with_texts(&self, noun: Noun, pointer: &str, docs: &Docs, notes: &[String]) -> Entry {
        let texts = [&docs.summary, &docs.description].into_iter().flatten();
        let texts: Vec<&str> = texts.chain(notes).map(String::as_str).collect();
        let docs_said = match texts.as_slice() {
            [] => String::new(),
            [text] => self.hash(text),
            texts => self.hash(&texts.join("\n\n")),
        };
        Entry {
            noun,
            pointer: pointer.to_owned(),
            facts: Facts::default(),
            addition_breaks: false,
            deprecated: docs.deprecated,
            docs: docs_said,
        }
    }

    fn hash(&self, text: &str) -> String {
        let mut known = self.0.borrow_mut();
        if let Some(hash) = known.get(text) {
            return hash.clone();
        }
        let hash = hash(text);
        known.insert(text.to_owned(), hash.clone());
        hash
    }
}

impl Entry {
    /// States a fact of the whole item. Where nothing is said of it anyway, that is no fact.
    pub(super) fn fact(&mut self, aspect: Aspect, said: impl Into<Cow<'static, str>>) {
        self.fact_of(aspect, "", said);
    }

    /// States a fact of a part of the item, which is compared only where both clients have that part.
    pub(super) fn fact_of(
        &mut self,
        aspect: Aspect,
        part: &str,
        said: impl Into<Cow<'static, str>>,
    ) {
        let said = said.into();
        if aspect.unsaid() != Some(&said) {
            self.facts.insert(aspect, part, said);
        }
    }

    /// A fact of the whole item, or what holds where nothing is said.
    pub(crate) fn whole(&self, aspect: Aspect) -> Option<&str> {
        self.facts.get(aspect, "").or_else(|| aspect.unsaid())
    }
}

/// A short hash of a text, by which changes of it are noticed; that of no text is empty.
fn hash(text: &str) -> String {
    if text.is_empty() {
        return String::new();
    }
    let hash = hmac_sha256::Hash::hash(text.as_bytes());
    hash.iter()
        .take(6)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// What an item is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Noun {
    /// A type.
    Type,
    /// A trait of a type that not all types of its kind have.
    Trait,
    /// A field of a struct.
    Field,
    /// A variant of an enum.
    Variant,
    /// A method.
    Method,
    /// A setter of what a call may give.
    Setter,
    /// A feature of the package.
    Feature,
}

impl Noun {
    pub(super) const ALL: [Self; 7] = [
        Self::Type,
        Self::Trait,
        Self::Field,
        Self::Variant,
        Self::Method,
        Self::Setter,
        Self::Feature,
    ];

    /// It in a word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Type => "type",
            Self::Trait => "trait",
            Self::Field => "field",
            Self::Variant => "variant",
            Self::Method => "method",
            Self::Setter => "setter",
            Self::Feature => "feature",
        }
    }

    pub(super) fn of(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|noun| noun.word() == word)
    }
}

/// What a fact is about, which decides what its change means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Aspect {
    /// What sort of item it is, and the traits it has.
    Kind,
    /// Its type.
    Type,
    /// The types that a method takes, in order.
    Arguments,
    /// What a method gives.
    Output,
    /// How a struct is made.
    Construction,
    /// Whether variants or fields may be added without breaking programs.
    Openness,
    /// The feature that it needs.
    Feature,
    /// The names of arguments, in order.
    ArgumentNames,
    /// HTTP method and path.
    Request,
    /// Where and how a value travels.
    Wire,
    /// The media types sent and asked for.
    Media,
    /// What authenticates.
    Security,
    /// Where the API is served.
    Servers,
    /// The value that is assumed where none is given.
    Default,
    /// Whether a value may be absent or null.
    Presence,
    /// The value of a variant on the wire.
    Value,
    /// The documented statuses.
    Statuses,
    /// Bounds, patterns and defaults that the type does not say.
    Limits,
    /// What its values are, where the type does not say it.
    Format,
}

impl Aspect {
    /// The first edition of surfaces whose facts of this aspect are worded as they are now. Whoever words them otherwise
    /// makes an edition, so that the first comparison after an upgrade reports no words for a change.
    pub(super) fn edition(self) -> u32 {
        match self {
            Self::Wire | Self::Media => 2,
            _ => 0,
        }
    }

    pub(crate) const ALL: [Self; 19] = [
        Self::Kind,
        Self::Type,
        Self::Arguments,
        Self::Output,
        Self::Construction,
        Self::Openness,
        Self::Feature,
        Self::ArgumentNames,
        Self::Request,
        Self::Wire,
        Self::Media,
        Self::Security,
        Self::Servers,
        Self::Default,
        Self::Presence,
        Self::Value,
        Self::Statuses,
        Self::Limits,
        Self::Format,
    ];

    /// It in a word, for files.
    pub(crate) fn key(self) -> &'static str {
        match self {
            Self::Kind => "kind",
            Self::Type => "type",
            Self::Arguments => "takes",
            Self::Output => "gives",
            Self::Construction => "made",
            Self::Openness => "openness",
            Self::Feature => "feature",
            Self::ArgumentNames => "order",
            Self::Request => "request",
            Self::Wire => "wire",
            Self::Media => "media",
            Self::Security => "security",
            Self::Servers => "servers",
            Self::Default => "default",
            Self::Presence => "presence",
            Self::Value => "value",
            Self::Statuses => "statuses",
            Self::Limits => "limits",
            Self::Format => "format",
        }
    }

    pub(super) fn of(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|aspect| aspect.key() == key)
    }

    /// What holds of a whole item of which nothing is said.
    pub(crate) fn unsaid(self) -> Option<&'static str> {
        match self {
            Self::Limits | Self::Format => Some(""),
            Self::Default => Some("none"),
            Self::Value => Some("whatever is given"),
            _ => None,
        }
    }
}
