//! What the walk over the tree carries, and how it reads scalars and reports.

use super::at::At;
use super::hoist::Hoist;
use super::refs::Anchors;
use super::{Origins, SchemaExtra};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::source::{Node, Source};
use indexmap::IndexMap;
use serde_json::Value;
use std::cell::OnceCell;

/// The prefix of the extensions that are ours, which no document may use.
pub(super) const RESERVED: &str = "x-jackfield~";

/// The versions that differ in what a keyword means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Version {
    V3_0,
    V3_1,
}

/// What the walk over the tree carries.
pub(super) struct Walk<'s, 'd> {
    pub(super) source: &'s Source,
    pub(super) diagnostics: &'d mut Diagnostics,
    pub(super) version: Version,
    pub(super) extras: Vec<SchemaExtra>,
    /// The operations of methods that OpenAPI 3.0 does not know.
    pub(super) operations: Vec<openapiv3::Operation>,
    pub(super) origins: Origins,
    pub(super) hoist: Hoist<'s>,
    pub(super) anchors: OnceCell<Anchors>,
    /// The places that are being read for a reference that is replaced by what it leads to.
    pub(super) inlining: Vec<String>,
    /// How many such references may still be replaced.
    pub(super) inlines_left: usize,
}

impl<'s, 'd> Walk<'s, 'd> {
    pub(super) fn new(
        source: &'s Source,
        diagnostics: &'d mut Diagnostics,
        version: Version,
    ) -> Self {
        Self {
            source,
            diagnostics,
            version,
            extras: Vec::new(),
            operations: Vec::new(),
            origins: Origins::default(),
            hoist: Hoist::new(source.root()),
            anchors: OnceCell::new(),
            inlining: Vec::new(),
            inlines_left: 20_000,
        }
    }

    /// Reports that something was repaired or left out.
    pub(super) fn warn(&mut self, at: &At<'s, '_>, message: impl Into<String>) -> &mut Diagnostic {
        self.diagnostics.warning(at.place(), message)
    }

    /// Reports a node that cannot be understood where it stands.
    pub(super) fn error(&mut self, at: &At<'s, '_>, message: impl Into<String>) -> &mut Diagnostic {
        self.diagnostics.error(at.place(), message)
    }

    /// Whether it is an object; reports it if it is not.
    pub(super) fn is_object(&mut self, at: &At<'s, '_>) -> bool {
        let is = matches!(at.node, Node::Object(_));
        if *at.node == Node::Null {
            self.warn(
                at,
                "an object is expected here, and nothing is: it is left out",
            )
            .advise("remove its name, or say what it is");
        } else if !is {
            self.error(
                at,
                format!("an object is expected here, not {}", at.node.kind()),
            );
        }
        is
    }

    /// Does something with each item of a list. What is no list counts as a list of one.
    pub(super) fn each(&mut self, at: &At<'s, '_>, mut with: impl FnMut(&mut Self, &At<'s, '_>)) {
        match at.node {
            Node::Array(_) => at.items().for_each(|item| with(self, &item)),
            Node::Null => {}
            other => {
                self.warn(
                    at,
                    format!(
                        "a list is expected here, not {}: taken as a list of one",
                        other.kind()
                    ),
                );
                self.origins
                    .record(format!("{}/0", at.target()), at.file(), at.source());
                with(self, at);
            }
        }
    }

    /// Does something with each member of an object; reports what is no object.
    pub(super) fn each_member(
        &mut self,
        at: &At<'s, '_>,
        mut with: impl FnMut(&mut Self, &'s str, &At<'s, '_>),
    ) {
        if self.is_object(at) {
            at.members()
                .for_each(|(key, member)| with(self, key, &member));
        }
    }

    /// Text. Numbers and booleans become text; anything else is left out. Either is a warning.
    pub(super) fn text(&mut self, at: &At<'s, '_>) -> Option<String> {
        let text = match at.node {
            Node::String(text) => return Some(text.clone()),
            Node::Number(number) => number.to_string(),
            Node::Bool(value) => value.to_string(),
            other => {
                self.warn(
                    at,
                    format!("text is expected here, not {}: left out", other.kind()),
                );
                return None;
            }
        };
        self.warn(
            at,
            format!(
                "text is expected here, not {}: taken as \"{text}\"",
                at.node.kind()
            ),
        )
        .advise("put it in quotes");
        Some(text)
    }

    /// The text of a member, if it is there.
    pub(super) fn text_of(&mut self, at: &At<'s, '_>, key: &str) -> Option<String> {
        at.get(key).and_then(|member| self.text(&member))
    }

    /// The text of a member that must be there; it is empty, with a warning, where it is not.
    pub(super) fn required_text(&mut self, at: &At<'s, '_>, key: &str) -> String {
        match at.get(key) {
            Some(member) => self.text(&member).unwrap_or_default(),
            None => {
                self.warn(at, format!("`{key}` is missing"))
                    .advise(format!("add `{key}`"));
                String::new()
            }
        }
    }

    /// True or false. Their names as text are accepted with a warning.
    pub(super) fn flag(&mut self, at: &At<'s, '_>) -> Option<bool> {
        let value = match at.node {
            Node::Bool(value) => return Some(*value),
            Node::String(text) if text.eq_ignore_ascii_case("true") => Some(true),
            Node::String(text) if text.eq_ignore_ascii_case("false") => Some(false),
            _ => None,
        };
        let made = value.map_or_else(
            || "left out".to_owned(),
            |value| format!("taken as {value}"),
        );
        self.warn(
            at,
            format!(
                "true or false is expected here, not {}: {made}",
                at.node.kind()
            ),
        );
        value
    }

    /// The flag of a member; false if it is not there.
    pub(super) fn flag_of(&mut self, at: &At<'s, '_>, key: &str) -> bool {
        at.get(key)
            .and_then(|member| self.flag(&member))
            .unwrap_or_default()
    }

    /// The members of a map of text.
    pub(super) fn texts(&mut self, at: &At<'s, '_>) -> IndexMap<String, String> {
        let mut texts = IndexMap::new();
        self.each_member(at, |walk, key, member| {
            let text = if *member.node == Node::Null {
                None
            } else {
                walk.text(member)
            };
            texts.insert(key.to_owned(), text.unwrap_or_default());
        });
        texts
    }

    /// A list of text.
    pub(super) fn text_list(&mut self, at: &At<'s, '_>) -> Vec<String> {
        let mut list = Vec::new();
        self.each(at, |walk, item| list.extend(walk.text(item)));
        list
    }

    /// The extensions of an object (`x-...`), without those that are ours.
    pub(super) fn extensions(&mut self, at: &At<'s, '_>) -> IndexMap<String, Value> {
        let mut extensions = IndexMap::new();
        for (key, member) in at.members().filter(|(key, _)| key.starts_with("x-")) {
            self.extension(&mut extensions, key, &member);
        }
        extensions
    }

    /// Keeps one extension, unless it would pass for one of ours.
    pub(super) fn extension(
        &mut self,
        extensions: &mut IndexMap<String, Value>,
        key: &str,
        at: &At<'s, '_>,
    ) {
        if key.starts_with(RESERVED) {
            self.diagnostics.warning(
                at.key_place(),
                format!("`{RESERVED}...` is reserved: left out"),
            );
        } else {
            extensions.insert(key.to_owned(), at.node.to_json());
        }
    }
}
