//! The walk over the tree of a document: its state, and the ways to read scalars, lists and references, and to report
//! problems.

use super::at::{At, Step};
use super::component_kind::ComponentKind;
use super::refs::{Entered, References};
use super::{Origins, Schemas};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::source::{Node, Source};
use openapiv3::ReferenceOr;
use serde_json::Value;

/// The versions that differ in what a keyword means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Version {
    /// Swagger 2.0 in the form of OpenAPI 3.0.
    V2_0,
    V3_0,
    V3_1,
    V3_2,
}

/// The state of the walk over the tree of a document.
pub(super) struct Walk<'s, 'd> {
    pub(super) diagnostics: &'d mut Diagnostics,
    pub(super) version: Version,
    pub(super) schemas: Schemas,
    pub(super) origins: Origins,
    pub(super) references: References<'s>,
    /// The URL that relative ones of servers count from: that which the document was fetched from, whatever `$self` says
    /// (OpenAPI 3.2, "Examples of API Base URL Determination").
    pub(super) retrieval_url: Option<&'s str>,
}

impl<'s, 'd> Walk<'s, 'd> {
    pub(super) fn new(
        source: &'s Source,
        diagnostics: &'d mut Diagnostics,
        version: Version,
    ) -> Self {
        Self {
            diagnostics,
            version,
            schemas: Schemas::default(),
            origins: Origins::default(),
            references: References::new(source),
            retrieval_url: source.retrieval_url(),
        }
    }

    /// Reports that something was repaired or left out.
    pub(super) fn warn(
        &mut self,
        code: Code,
        at: &At<'s, '_>,
        message: impl Into<String>,
    ) -> &mut Diagnostic {
        self.diagnostics.warning(code, at.place(), message)
    }

    /// Reports a node that cannot be understood where it stands.
    pub(super) fn error(
        &mut self,
        code: Code,
        at: &At<'s, '_>,
        message: impl Into<String>,
    ) -> &mut Diagnostic {
        self.diagnostics.error(code, at.place(), message)
    }

    /// Whether a node is an object. Any other node is reported and left out, so that one bad node does not cost the
    /// rest.
    pub(super) fn is_object(&mut self, at: &At<'s, '_>) -> bool {
        let is = matches!(at.node, Node::Object(_));
        if *at.node == Node::Null {
            self.warn(
                Code::WrongJsonType,
                at,
                "an object is expected here, and nothing is: it is left out",
            )
            .advise("remove its name, or say what it is");
        } else if !is {
            let message = format!(
                "an object is expected here, not {}: it is left out",
                at.node.kind()
            );
            self.warn(Code::WrongJsonType, at, message)
                .advise("write an object, or remove it");
        }
        is
    }

    /// Returns the reference, in the form `#/components/<kind>/<name>`, for a `$ref` at this place. `None` if it leads
    /// to nothing of this kind, which is reported.
    pub(super) fn reference(&mut self, kind: ComponentKind, at: &At<'s, '_>) -> Option<String> {
        let text = at.node.as_str().unwrap_or_default();
        let direct = text
            .strip_prefix("#/components/")
            .and_then(|rest| rest.strip_prefix(kind.section()));
        let direct = direct.and_then(|rest| rest.strip_prefix('/'));
        let is_direct = direct.is_some_and(|name| {
            !name.contains(['/', '~', '%']) && self.references.hoist.component(kind, name).is_some()
        });
        // In another file it counts there first.
        if is_direct && at.file() == 0 {
            return Some(text.to_owned());
        }
        self.references.reference(kind, at, self.diagnostics)
    }

    /// Returns the reference of a `$ref`, or builds the node itself.
    pub(super) fn referable<T>(
        &mut self,
        kind: ComponentKind,
        at: &At<'s, '_>,
        build: impl FnOnce(&mut Self, &At<'s, '_>) -> Option<T>,
    ) -> Option<ReferenceOr<T>> {
        match at.get("$ref") {
            Some(reference) => self
                .reference(kind, &reference)
                .map(|reference| ReferenceOr::Reference { reference }),
            None => build(self, at).map(ReferenceOr::Item),
        }
    }

    /// Builds the target of a reference in the reference's place; `None` if there is no reference. For a reference that
    /// leads nowhere or in circles, which is reported, the result is the default.
    pub(super) fn inline<T: Default>(
        &mut self,
        kind: Option<ComponentKind>,
        at: &At<'s, '_>,
        build: impl FnOnce(&mut Self, &At<'s, '_>) -> T,
    ) -> Option<T> {
        let target = match self.references.enter(kind, at, self.diagnostics) {
            Entered::Plain => return None,
            Entered::Lost => return Some(T::default()),
            Entered::Target(target) => target,
        };
        let place = at.target();
        self.origins
            .record(place.clone(), target.file, target.pointer.clone());
        let there = At::root(target.node, target.file, &target.pointer, &place);
        let built = build(self, &there);
        self.references.leave();
        Some(built)
    }

    /// As [`inline`](Self::inline), in places where OpenAPI has no references, but documents of many files do.
    pub(super) fn inline_alone<T: Default>(
        &mut self,
        at: &At<'s, '_>,
        build: impl FnOnce(&mut Self, &At<'s, '_>) -> T,
    ) -> Option<T> {
        let built = self.inline(None, at, build)?;
        let mut beside = at
            .members()
            .filter(|(key, _)| *key != "$ref" && !key.starts_with("x-"));
        if let Some((_, member)) = beside.next() {
            self.diagnostics
                .warning(
                    Code::BesideReference,
                    member.key_place(),
                    "this stands beside a `$ref`: left out",
                )
                .advise("put it where the reference leads");
        }
        Some(built)
    }

    /// Calls a function for each item of a list. A node that is no list counts as a list of one.
    pub(super) fn each(&mut self, at: &At<'s, '_>, mut with: impl FnMut(&mut Self, &At<'s, '_>)) {
        self.each_of(at, &mut with);
    }

    fn each_of(&mut self, at: &At<'s, '_>, with: &mut dyn FnMut(&mut Self, &At<'s, '_>)) {
        match at.node {
            Node::Array(_) => at.items().for_each(|item| with(self, &item)),
            Node::Null => {}
            Node::Object(_) if self.references.is(at, |node| node.as_array().is_some()) => {
                self.inline_alone(at, |walk, there| walk.each_of(there, with));
            }
            other => {
                self.warn(
                    Code::WrongJsonType,
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

    /// Calls a function for each property of an object; any other node is reported. A `$ref` among the properties
    /// stands for those of another object, as far as this object does not have them itself.
    pub(super) fn each_member(
        &mut self,
        at: &At<'s, '_>,
        mut with: impl FnMut(&mut Self, &'s str, &At<'s, '_>),
    ) {
        self.each_member_of(at, &mut with);
    }

    fn each_member_of(
        &mut self,
        at: &At<'s, '_>,
        with: &mut dyn FnMut(&mut Self, &'s str, &At<'s, '_>),
    ) {
        if !self.is_object(at) {
            return;
        }
        let inlined = self.inline(None, at, |walk, there| {
            walk.each_member_of(there, &mut |walk, key, member| {
                if at.node.get(key).is_none() {
                    with(walk, key, member);
                }
            });
        });
        // Loops, not iterators: this recurses, and each frame counts.
        for (key, node) in at.node.as_object().into_iter().flatten() {
            let member = at.step(node, Step::Key(key), Step::Key(key));
            if inlined.is_some() {
                if key == "$ref" {
                    continue;
                }
                self.origins
                    .record(member.target(), member.file(), member.source());
            }
            with(self, key, &member);
        }
    }

    /// Text. Numbers and booleans become text; anything else is left out. Either is a warning.
    pub(super) fn text(&mut self, at: &At<'s, '_>) -> Option<String> {
        let text = match at.node {
            Node::String(text) => return Some(text.clone()),
            Node::Number(number) => number.to_string(),
            Node::Bool(value) => value.to_string(),
            other => {
                if let Some(text) = self.inline_alone(at, |walk, there| walk.text(there)) {
                    return text;
                }
                self.warn(
                    Code::WrongJsonType,
                    at,
                    format!("text is expected here, not {}: left out", other.kind()),
                );
                return None;
            }
        };
        self.warn(
            Code::WrongJsonType,
            at,
            format!(
                "text is expected here, not {}: taken as \"{text}\"",
                at.node.kind()
            ),
        )
        .advise("put it in quotes");
        Some(text)
    }

    /// Returns the text of a property, if it is there.
    pub(super) fn text_of(&mut self, at: &At<'s, '_>, key: &str) -> Option<String> {
        at.get(key).and_then(|member| self.text(&member))
    }

    /// Returns the text of a required property. Where it is missing, the text is empty, with a warning.
    pub(super) fn required_text(&mut self, at: &At<'s, '_>, key: &str) -> String {
        match at.get(key) {
            Some(member) => self.text(&member).unwrap_or_default(),
            None => {
                self.warn(Code::KeyMissing, at, format!("`{key}` is missing"))
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
            Code::WrongJsonType,
            at,
            format!(
                "true or false is expected here, not {}: {made}",
                at.node.kind()
            ),
        );
        value
    }

    /// Returns the flag of a property; false if it is not there.
    pub(super) fn flag_of(&mut self, at: &At<'s, '_>, key: &str) -> bool {
        at.get(key)
            .and_then(|member| self.flag(&member))
            .unwrap_or_default()
    }

    /// Returns the properties of a map of text.
    pub(super) fn texts<M: Default + Extend<(String, String)>>(&mut self, at: &At<'s, '_>) -> M {
        let mut texts = M::default();
        self.each_member(at, |walk, key, member| {
            let text = if *member.node == Node::Null {
                None
            } else {
                walk.text(member)
            };
            texts.extend([(key.to_owned(), text.unwrap_or_default())]);
        });
        texts
    }

    /// A list of text.
    pub(super) fn text_list(&mut self, at: &At<'s, '_>) -> Vec<String> {
        let mut list = Vec::new();
        self.each(at, |walk, item| list.extend(walk.text(item)));
        list
    }

    /// Returns the extensions of an object that the generator reads. Documents hold many others, and large ones.
    pub(super) fn extensions<M: FromIterator<(String, Value)>>(&self, at: &At<'s, '_>) -> M {
        let extensions = at.members().filter(|(key, _)| is_known_extension(key));
        extensions
            .map(|(key, member)| (key.to_owned(), member.node.to_json()))
            .collect()
    }
}

/// The prefixes of the extensions that the generator reads. Others are not copied: a document may consist mostly of
/// them.
const KNOWN_EXTENSIONS: &[&str] = &[
    "x-jackfield-",
    "x-enum",
    "x-fern-",
    "x-kubernetes-int-or-string",
    "x-ms-",
    "x-multi-segment",
    "x-rust-name",
    "x-speakeasy-",
    "x-stainless-",
];

/// Whether the generator reads an extension.
pub(super) fn is_known_extension(key: &str) -> bool {
    key.starts_with("x-") && KNOWN_EXTENSIONS.iter().any(|start| key.starts_with(start))
}
