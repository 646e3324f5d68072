//! Swagger 2.0, brought into the form of OpenAPI 3.0.
//!
//! The trees of all files are rewritten into one, and every part whose place changes remembers where it was written.
//! The result is then read like a document of OpenAPI 3.0.

mod operation;
mod parameter;
mod schema;
mod security;
mod servers;

use super::at::{At, Step};
use super::component_kind::ComponentKind;
use super::refs::{Entered, References, component_pointer};
use super::resolve::Target;
use super::{Document, Origins, openapi3};
use crate::diagnostic::{Diagnostics, push_step};
use crate::maps::IndexMap;
use crate::source::{Node, Source};
use std::sync::Arc;

/// An object in the making.
type Object = IndexMap<String, Node>;

/// Converts a document of Swagger 2.0 into a [`Document`].
pub(super) fn document(source: &Source, diagnostics: &mut Diagnostics) -> Document {
    let mut upgrade = Upgrade::of(source, diagnostics);
    let root = upgrade.document();
    let origins = upgrade.origins;
    let before = diagnostics.iter().count();
    let upgraded = Source::of_tree(root);
    let mut document = openapi3::document(&upgraded, super::walk::Version::V2_0, diagnostics);
    diagnostics.relocate(before, |place| origins.relocated(place));
    document.origins.follow(Arc::new(origins));
    document
}

/// The state of the rewriting. The address of a node has both its place as written, and its place in the tree that is
/// made.
struct Upgrade<'s, 'd> {
    root: &'s Node,
    diagnostics: &'d mut Diagnostics,
    references: References<'s>,
    /// The places where nodes were written that have another place now.
    origins: Origins,
    /// The media types of bodies where an operation does not name its own.
    consumes: Vec<&'s str>,
    produces: Vec<&'s str>,
}

impl<'s, 'd> Upgrade<'s, 'd> {
    fn of(source: &'s Source, diagnostics: &'d mut Diagnostics) -> Self {
        let root = source.root();
        Self {
            root,
            diagnostics,
            references: References::of_swagger(source),
            origins: Origins::default(),
            consumes: texts(root.get("consumes")),
            produces: texts(root.get("produces")),
        }
    }

    fn document(&mut self) -> Node {
        let root = At::root(self.root, 0, "", "");
        let mut document = Object::default();
        document.insert("openapi".to_owned(), Node::String("3.0.3".to_owned()));
        for (key, member) in root.members() {
            let is_same = matches!(key, "info" | "tags" | "externalDocs" | "security");
            if key == "x-ms-paths" {
                let paths = self.paths(&member);
                document.insert(key.to_owned(), paths);
            } else if is_same {
                document.extend(self.plain(&member).map(|node| (key.to_owned(), node)));
            } else if key.starts_with("x-") {
                document.insert(key.to_owned(), member.node.clone());
            }
        }
        if let Some((servers, source)) = servers::servers(self.root) {
            self.origins
                .record("/servers".to_owned(), 0, source.to_owned());
            document.insert("servers".to_owned(), servers);
        }
        let mut components = Components::default();
        self.components(&mut components);
        if let Some(paths) = root.get_raw("paths") {
            let paths = self.paths(&paths);
            document.insert("paths".to_owned(), paths);
        }
        while let Some(hoisted) = self.references.hoist.next() {
            self.component(
                &mut components,
                hoisted.kind,
                &hoisted.name,
                &hoisted.target,
            );
        }
        document.insert("components".to_owned(), components.into_node());
        Node::from(document)
    }

    /// The components as written; names come first, because references lead to them.
    fn components(&mut self, components: &mut Components) {
        let mut written = Vec::new();
        for (section, kind) in [
            ("definitions", ComponentKind::Schema),
            ("securityDefinitions", ComponentKind::SecurityScheme),
            ("responses", ComponentKind::Response),
        ] {
            let Some(node) = self.root.get(section) else {
                continue;
            };
            let source = format!("/{section}");
            let place = format!("/components/{}", kind.section());
            self.origins.record(place.clone(), 0, source.clone());
            if node.as_object().is_none() {
                components.section(kind).other = Some(node.clone());
                continue;
            }
            let at = At::root(node, 0, &source, &place);
            self.each_member(&at, &mut |upgrade, name, at| {
                let target = Target {
                    file: at.file(),
                    pointer: at.source(),
                    node: at.node,
                };
                let hoist = &mut upgrade.references.hoist;
                hoist.add_written(kind, name, target.clone());
                written.push((kind, name.to_owned(), target));
            });
        }
        self.references.name_aliased(&mut written);
        for (kind, name, target) in written {
            self.component(components, kind, &name, &target);
        }
    }

    fn component(
        &mut self,
        components: &mut Components,
        kind: ComponentKind,
        name: &str,
        target: &Target<'s>,
    ) {
        let place = component_pointer(kind, name);
        self.origins
            .record(place.clone(), target.file, target.pointer.clone());
        let at = At::root(target.node, target.file, &target.pointer, &place);
        let node = match kind {
            ComponentKind::Response => {
                let produces = self.produces.clone();
                self.response(&at, &produces)
            }
            ComponentKind::SecurityScheme => security::upgrade(at.node),
            _ => self.schema(&at),
        };
        let members = &mut components.section(kind).members;
        members.insert(name.to_owned(), node);
    }

    /// Calls a function for each property of an object. If a `$ref` among them leads to another object, the properties
    /// of that one are included.
    fn each_member(
        &mut self,
        at: &At<'s, '_>,
        with: &mut dyn FnMut(&mut Self, &'s str, &At<'s, '_>),
    ) {
        let inlined = self.inline(None, at, |upgrade, there| {
            upgrade.each_member(there, &mut |upgrade, key, member| {
                if at.node.get(key).is_none() {
                    with(upgrade, key, member);
                }
            });
        });
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

    /// Rewrites the target of a reference in the reference's place; `None` if there is no reference.
    fn inline<T: Default>(
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

    /// Returns the reference that a `$ref` at this place becomes. A reference that leads nowhere is reported.
    fn reference(&mut self, kind: ComponentKind, at: &At<'s, '_>) -> Option<Node> {
        let reference = self.references.reference(kind, at, self.diagnostics);
        reference.map(Node::String)
    }

    /// Copies a node, with references in it replaced by their targets; `None` for a reference that leads nowhere.
    fn plain(&mut self, at: &At<'s, '_>) -> Option<Node> {
        if let Some(node) = self.inline(None, at, |upgrade, there| upgrade.plain(there)) {
            return node;
        }
        Some(match at.node {
            Node::Object(_) => {
                let mut members = Object::default();
                for (key, member) in at.members() {
                    let node = if key.starts_with("x-") {
                        Some(member.node.clone())
                    } else {
                        self.plain(&member)
                    };
                    members.extend(node.map(|node| (key.to_owned(), node)));
                }
                Node::from(members)
            }
            Node::Array(_) => {
                Node::Array(at.items().filter_map(|item| self.plain(&item)).collect())
            }
            scalar => scalar.clone(),
        })
    }
}

/// The components in the making.
#[derive(Default)]
struct Components {
    schemas: Section,
    responses: Section,
    schemes: Section,
}

/// The components of one kind.
#[derive(Default)]
struct Section {
    members: Object,
    /// The node in the place of the section, if it is no object.
    other: Option<Node>,
}

impl Components {
    fn section(&mut self, kind: ComponentKind) -> &mut Section {
        match kind {
            ComponentKind::Response => &mut self.responses,
            ComponentKind::SecurityScheme => &mut self.schemes,
            _ => &mut self.schemas,
        }
    }

    fn into_node(self) -> Node {
        let node = |section: Section| match section.other {
            Some(other) if section.members.is_empty() => other,
            _ => Node::from(section.members),
        };
        object([
            ("schemas", node(self.schemas)),
            ("securitySchemes", node(self.schemes)),
            ("responses", node(self.responses)),
        ])
    }
}

/// The texts of a list.
fn texts(node: Option<&Node>) -> Vec<&str> {
    node.and_then(Node::as_array)
        .into_iter()
        .flatten()
        .filter_map(Node::as_str)
        .collect()
}

/// Returns an object with these properties.
fn object<const N: usize>(members: [(&str, Node); N]) -> Node {
    let members = members.map(|(name, value)| (name.to_owned(), value));
    Node::from(Object::from_iter(members))
}

/// A pointer one step further.
fn step(pointer: &str, key: &str) -> String {
    let mut pointer = pointer.to_owned();
    push_step(&mut pointer, key);
    pointer
}
