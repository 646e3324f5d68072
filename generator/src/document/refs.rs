//! Where references lead.

use super::at::At;
use super::kind::Kind;
use super::uri;
use super::walk::Walk;
use crate::diagnostic::{push_step, steps};
use crate::source::Node;
use openapiv3::ReferenceOr;
use std::collections::HashMap;

/// How many references may lie on the way of one pointer.
const HOPS: usize = 32;

/// What a reference leads to.
#[derive(Clone, Debug)]
pub(super) struct Target<'s> {
    pub(super) file: usize,
    pub(super) pointer: String,
    pub(super) node: &'s Node,
}

/// Why a reference leads nowhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lost {
    /// It names another document.
    External,
    /// Nothing stands there.
    Missing,
}

impl<'s> Walk<'s, '_> {
    /// The reference, in the form `#/components/<kind>/<name>`, that a `$ref` at this place stands for. `None`
    /// if it leads to nothing of this kind, which is reported.
    pub(super) fn reference(&mut self, kind: Kind, at: &At<'s, '_>) -> Option<String> {
        let Node::String(text) = at.node else {
            self.error(
                at,
                format!("a reference is expected here, not {}", at.node.kind()),
            );
            return None;
        };
        let direct = text
            .strip_prefix("#/components/")
            .and_then(|rest| rest.strip_prefix(kind.section()));
        let direct = direct.and_then(|rest| rest.strip_prefix('/'));
        if direct.is_some_and(|name| {
            !name.contains(['/', '~', '%']) && self.hoist.component(kind, name).is_some()
        }) {
            return Some(text.clone());
        }
        let target = self.resolve_or_report(kind, at, text)?;
        self.component_of(kind, at, target)
    }

    /// What the `$ref` at this place leads to; a reference that leads nowhere is reported.
    pub(super) fn resolve_or_report(
        &mut self,
        kind: Kind,
        at: &At<'s, '_>,
        text: &str,
    ) -> Option<Target<'s>> {
        match self.resolve(text, at) {
            Ok(target) => return Some(target),
            Err(Lost::Missing) => {
                // A bare name is how references were written before OpenAPI.
                if let Some(node) = self.hoist.component(kind, text) {
                    let reference = format!("#/components/{}/{text}", kind.section());
                    self.warn(
                        at,
                        format!("a reference is a URI, not a bare name: taken as `{reference}`"),
                    )
                    .advise(format!("write `{reference}`"));
                    let mut pointer = format!("/components/{}", kind.section());
                    push_step(&mut pointer, text);
                    return Some(Target {
                        file: at.file(),
                        pointer,
                        node,
                    });
                }
                self.warn(
                    at,
                    format!("nothing stands at `{text}`: {}", kind.instead()),
                )
                .advise("correct the reference, or add what it names");
            }
            Err(Lost::External) => {
                self.warn(
                    at,
                    format!(
                        "`{text}` is in another document, which is not read: {}",
                        kind.instead()
                    ),
                )
                .advise("bundle the documents into one");
            }
        }
        None
    }

    /// The reference to the component that a target is, or becomes.
    fn component_of(&mut self, kind: Kind, at: &At<'s, '_>, target: Target<'s>) -> Option<String> {
        match component_at(&target) {
            Some((found, name)) if found == kind => {
                Some(format!("#/components/{}/{name}", kind.section()))
            }
            Some((found, _)) => {
                self.warn(
                    at,
                    format!(
                        "this leads to {}, not to {}: {}",
                        found.noun(),
                        kind.noun(),
                        kind.instead()
                    ),
                )
                .advise(format!("refer to {}", kind.noun()));
                None
            }
            None => {
                let name = self
                    .hoist
                    .name(kind, target.file, target.pointer, target.node);
                Some(format!("#/components/{}/{name}", kind.section()))
            }
        }
    }

    /// What a reference at this place leads to.
    ///
    /// Other files plug in here: a reference that names a document which was read continues in its tree.
    pub(super) fn resolve(&self, text: &str, at: &At<'s, '_>) -> Result<Target<'s>, Lost> {
        let (document, fragment) = text.split_once('#').unwrap_or((text, ""));
        if !document.is_empty() && !self.is_own_name(document) {
            return self.resolve_id(document, fragment, at);
        }
        if let Some(name) = Some(fragment).filter(|fragment| !fragment.starts_with('/')) {
            return self.resolve_anchor(name, at);
        }
        if let Some(target) = self.follow("", fragment, HOPS) {
            return Ok(target);
        }
        // A pointer into an embedded schema counts from that schema's root: the nearest one where it leads
        // somewhere, because many documents embed schemas without giving them an `$id`.
        let site = at.source();
        let mut end = site.len();
        while let Some(prefix) = site.get(..end) {
            if let Some(target) = self.follow(prefix, fragment, HOPS) {
                return Ok(target);
            }
            match prefix.rfind('/') {
                Some(slash) if slash > 0 => end = slash,
                _ => break,
            }
        }
        Err(Lost::Missing)
    }

    /// Whether a document is the one that is being read: by its file name.
    fn is_own_name(&self, document: &str) -> bool {
        let name = self
            .source
            .files()
            .first()
            .map_or("", |file| file.name.as_str());
        let own = name.rsplit(['/', '\\']).next().unwrap_or_default();
        !own.is_empty() && document.strip_prefix("./").unwrap_or(document) == own
    }

    /// Follows a pointer below a base, as written or percent-decoded, through references on its way.
    fn follow(&self, base: &str, fragment: &str, hops: usize) -> Option<Target<'s>> {
        self.follow_exactly(base, fragment, hops)
            .or_else(|| self.follow_exactly(base, &uri::percent_decoded(fragment)?, hops))
    }

    fn follow_exactly(&self, base: &str, fragment: &str, hops: usize) -> Option<Target<'s>> {
        let root = self.source.root();
        let mut target = Target {
            file: 0,
            pointer: base.to_owned(),
            node: root.pointer(base)?,
        };
        for step in steps(fragment) {
            let next = match target.node {
                Node::Object(members) => members.get(step.as_ref()),
                Node::Array(items) => step
                    .parse::<usize>()
                    .ok()
                    .and_then(|index| items.get(index)),
                _ => None,
            };
            let next = match (next, target.node.get("$ref").and_then(Node::as_str)) {
                (Some(next), _) => next,
                (None, Some(reference)) => {
                    let reference = reference.strip_prefix('#')?;
                    target = self.follow("", reference, hops.checked_sub(1)?)?;
                    target.node.pointer(&{
                        let mut pointer = String::new();
                        push_step(&mut pointer, &step);
                        pointer
                    })?
                }
                (None, None) => return None,
            };
            target.node = next;
            push_step(&mut target.pointer, &step);
        }
        Some(target)
    }

    fn anchors(&self) -> &Anchors {
        self.anchors.get_or_init(|| Anchors::of(self.source.root()))
    }

    /// Resolves a reference to an embedded schema by its `$id`.
    fn resolve_id(
        &self,
        document: &str,
        fragment: &str,
        at: &At<'s, '_>,
    ) -> Result<Target<'s>, Lost> {
        let anchors = self.anchors();
        let lost = if document.contains(['/', '.', ':']) {
            Lost::External
        } else {
            Lost::Missing
        };
        let id = uri::join(&anchors.resource(&at.source()).1, document);
        let base = anchors.ids.get(&id).ok_or(lost)?;
        if fragment.is_empty() || fragment.starts_with('/') {
            return self.follow(base, fragment, HOPS).ok_or(Lost::Missing);
        }
        let pointer = anchors
            .names
            .get(&(base.clone(), fragment.to_owned()))
            .ok_or(Lost::Missing)?;
        self.follow("", pointer, HOPS).ok_or(Lost::Missing)
    }

    /// Resolves `#name`, and `#` for the root of the schema it stands in.
    fn resolve_anchor(&self, name: &str, at: &At<'s, '_>) -> Result<Target<'s>, Lost> {
        let anchors = self.anchors();
        let (base, _) = anchors.resource(&at.source());
        if name.is_empty() {
            // The document itself is no component of any kind.
            return if base.is_empty() {
                Err(Lost::Missing)
            } else {
                self.follow("", &base, 0).ok_or(Lost::Missing)
            };
        }
        let own = anchors.names.get(&(base, name.to_owned()));
        let pointer = own
            .or_else(|| anchors.names.get(&(String::new(), name.to_owned())))
            .ok_or(Lost::Missing)?;
        self.follow("", pointer, 0).ok_or(Lost::Missing)
    }

    /// A `$ref`, or what is built of the node itself.
    pub(super) fn referable<T>(
        &mut self,
        kind: Kind,
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
}

/// The kind and name of the component that a target is, if it is one.
fn component_at(target: &Target<'_>) -> Option<(Kind, String)> {
    let mut way = steps(&target.pointer);
    if target.file != 0 || way.next()? != "components" {
        return None;
    }
    let kind = Kind::of_section(&way.next()?)?;
    let name = way.next()?.into_owned();
    way.next().is_none().then_some((kind, name))
}

/// The names that schemas give themselves: `$id`, `$anchor`, `$dynamicAnchor`.
#[derive(Debug, Default)]
pub(super) struct Anchors {
    /// Pointers by absolute `$id`.
    ids: HashMap<String, String>,
    /// `$id`s by pointer.
    bases: HashMap<String, String>,
    /// Pointers by the pointer of the resource and the name of the anchor.
    names: HashMap<(String, String), String>,
}

impl Anchors {
    fn of(root: &Node) -> Self {
        let mut anchors = Self::default();
        let own = root
            .get("$self")
            .and_then(Node::as_str)
            .unwrap_or_default()
            .to_owned();
        anchors.scan(root, &mut String::new(), "", &own);
        anchors
    }

    fn scan(&mut self, node: &Node, pointer: &mut String, base: &str, id: &str) {
        match node {
            Node::Object(members) => {
                let own = node
                    .get("$id")
                    .and_then(Node::as_str)
                    .filter(|own| !own.starts_with('#'));
                let joined = own.map(|own| uri::join(id, own.trim_end_matches('#')));
                let here = pointer.clone();
                let (base, id) = match &joined {
                    Some(joined) => (here.as_str(), joined.as_str()),
                    None => (base, id),
                };
                if joined.is_some() {
                    self.ids
                        .entry(id.to_owned())
                        .or_insert_with(|| here.clone());
                    self.bases.insert(here.clone(), id.to_owned());
                }
                for key in ["$anchor", "$dynamicAnchor"] {
                    if let Some(name) = node.get(key).and_then(Node::as_str) {
                        self.names
                            .entry((base.to_owned(), name.to_owned()))
                            .or_insert_with(|| here.clone());
                    }
                }
                let values = ["example", "examples", "default", "enum", "const"];
                for (key, member) in members
                    .iter()
                    .filter(|(key, _)| !values.contains(&key.as_str()))
                {
                    self.below(member, pointer, key, base, id);
                }
            }
            Node::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    self.below(item, pointer, &index.to_string(), base, id);
                }
            }
            _ => {}
        }
    }

    fn below(&mut self, node: &Node, pointer: &mut String, step: &str, base: &str, id: &str) {
        let length = pointer.len();
        push_step(pointer, step);
        self.scan(node, pointer, base, id);
        pointer.truncate(length);
    }

    /// The pointer and the `$id` of the nearest embedded schema around a place.
    fn resource(&self, pointer: &str) -> (String, String) {
        let mut end = pointer.len();
        while let Some(prefix) = pointer.get(..end) {
            if let Some(id) = self.bases.get(prefix) {
                return (prefix.to_owned(), id.clone());
            }
            match prefix.rfind('/') {
                Some(slash) => end = slash,
                None => break,
            }
        }
        (String::new(), String::new())
    }
}
