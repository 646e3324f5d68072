//! References: the component that each one leads to, and reports of references that lead nowhere.

use super::at::At;
use super::component_kind::ComponentKind;
use super::hoist::Hoist;
use super::resolve::{Lost, Resolver, Site, Target};
use crate::diagnostic::{Code, Diagnostics, push_step, steps};
use crate::limits::{DEPTH, ENTERED, HOPS, NODES};
use crate::source::{Node, Source, Unread};

/// The state of following references.
pub(super) struct References<'s> {
    pub(super) resolver: Resolver<'s>,
    pub(super) hoist: Hoist<'s>,
    /// The targets that are being read in the place of references, by which circles are detected.
    entered: Vec<(usize, String)>,
    /// How many nodes may still be built in the place of references.
    nodes_left: usize,
    /// Whether references are written as in Swagger 2.0.
    is_swagger: bool,
}

/// The result of entering a place where a reference is replaced by its target.
pub(super) enum Entered<'s> {
    /// The place holds no reference.
    Plain,
    /// A reference that leads nowhere, which was reported.
    Lost,
    /// The target of the reference, which must be left again.
    Target(Target<'s>),
}

impl<'s> References<'s> {
    pub(super) fn new(source: &'s Source) -> Self {
        Self {
            resolver: Resolver::new(source),
            hoist: Hoist::default(),
            entered: Vec::new(),
            nodes_left: NODES,
            is_swagger: false,
        }
    }

    /// As [`new`](Self::new), for a document of Swagger 2.0.
    pub(super) fn of_swagger(source: &'s Source) -> Self {
        Self {
            is_swagger: true,
            ..Self::new(source)
        }
    }

    /// Returns the reference, in the form `#/components/<kind>/<name>`, for a `$ref` at this place. `None` if it leads
    /// to nothing of this kind, which is reported.
    pub(super) fn reference(
        &mut self,
        kind: ComponentKind,
        at: &At<'s, '_>,
        diagnostics: &mut Diagnostics,
    ) -> Option<String> {
        let Node::String(text) = at.node else {
            no_reference(at, kind.instead(), diagnostics);
            return None;
        };
        let target = self.resolve_or_report(Some(kind), at, text, diagnostics)?;
        let target = self.settled(kind, target);
        let (file, pointer) = (target.file, target.pointer.as_str());
        let name = if let Some(name) = self.hoist.known(kind, file, pointer) {
            name.to_owned()
        } else if let Some(found) = self.hoist.written(file, pointer) {
            let message = format!(
                "this leads to {}, not to {}: {}",
                found.noun(),
                kind.noun(),
                kind.instead()
            );
            diagnostics
                .warning(Code::ReferenceWrongKind, at.place(), message)
                .advise(format!("refer to {}", kind.noun()));
            return None;
        } else {
            let path = self.resolver.path(file);
            self.hoist.name(kind, path, target)
        };
        Some(format!("#/components/{}/{name}", kind.section()))
    }

    /// Returns the name of the component of a kind that a URI at this place leads to.
    pub(super) fn by_uri(
        &mut self,
        kind: ComponentKind,
        uri: &str,
        at: &At<'s, '_>,
    ) -> Option<String> {
        let site = Site {
            file: at.file(),
            pointer: &|| at.source(),
        };
        let target = self.resolver.resolve(uri, site).ok()?;
        let target = self.settled(kind, target);
        if let Some(name) = self.hoist.known(kind, target.file, &target.pointer) {
            return Some(name.to_owned());
        }
        let path = self.resolver.path(target.file);
        Some(self.hoist.name(kind, path, target).to_owned())
    }

    /// Returns the target of the `$ref` at this place. A reference that leads nowhere is reported.
    fn resolve_or_report(
        &self,
        kind: Option<ComponentKind>,
        at: &At<'s, '_>,
        text: &str,
        diagnostics: &mut Diagnostics,
    ) -> Option<Target<'s>> {
        let site = Site {
            file: at.file(),
            pointer: &|| at.source(),
        };
        let lost = match self.resolver.resolve(text, site) {
            Ok(target) => return Some(target),
            Err(lost) => lost,
        };
        // A bare name is how references were written before OpenAPI.
        if let (Lost::Missing, Some(kind)) = (&lost, kind)
            && let Some(target) = self.hoist.component(kind, text)
        {
            let reference = match (self.is_swagger, kind) {
                (true, ComponentKind::Schema) => format!("#/definitions/{text}"),
                (true, _) => format!("#/{}/{text}", kind.section()),
                (false, _) => format!("#/components/{}/{text}", kind.section()),
            };
            let message = format!("a reference is a URI, not a bare name: taken as `{reference}`");
            diagnostics
                .warning(Code::ReferenceBareName, at.place(), message)
                .advise(format!("write `{reference}`"));
            return Some(target.clone());
        }
        let instead = kind.map_or("left out", ComponentKind::instead);
        let (why, advice) = reason(text, &lost);
        diagnostics
            .warning(
                Code::ReferenceNotFound,
                at.place(),
                format!("{why}: {instead}"),
            )
            .advise(advice);
        None
    }

    /// Follows pure references from a target to the first node that is not one, or that has a component name. If there
    /// is no such node, returns the target itself.
    fn settled(&self, kind: ComponentKind, target: Target<'s>) -> Target<'s> {
        let mut settled = target.clone();
        for _ in 0..HOPS {
            if self
                .hoist
                .known(kind, settled.file, &settled.pointer)
                .is_some()
            {
                return settled;
            }
            match self.next(kind, &settled) {
                None => return settled,
                Some(Err(_)) => break,
                Some(Ok(next)) => settled = next,
            }
        }
        // It goes in circles or leads nowhere, which is reported when it is built.
        target
    }

    /// Returns the target of a node that is nothing but a reference; `None` for any other node.
    pub(super) fn next(
        &self,
        kind: ComponentKind,
        target: &Target<'s>,
    ) -> Option<Result<Target<'s>, Lost>> {
        let members = target.node.as_object()?;
        let text = members.get("$ref")?.as_str()?;
        let is_pure = kind != ComponentKind::Schema
            || !members.keys().any(|key| counts_beside_reference(key));
        is_pure.then(|| {
            let site = Site {
                file: target.file,
                pointer: &|| target.pointer.clone(),
            };
            self.resolver.resolve(text, site)
        })
    }

    /// Follows components that are nothing but references to nodes without a name: the nodes get the names of these
    /// components, and replace them as their content. All components are known by now.
    pub(super) fn name_aliased(&mut self, written: &mut [(ComponentKind, String, Target<'s>)]) {
        for (kind, name, target) in written {
            for _ in 0..HOPS {
                let Some(Ok(next)) = self.next(*kind, target) else {
                    break;
                };
                if self.hoist.known(*kind, next.file, &next.pointer).is_some()
                    || self.hoist.written(next.file, &next.pointer).is_some()
                {
                    break;
                }
                self.hoist.also_known(*kind, name, &next);
                *target = next;
            }
        }
    }

    /// Enters the target of the reference at this place. A reference that leads nowhere, in circles or to too many
    /// nodes is reported.
    pub(super) fn enter(
        &mut self,
        kind: Option<ComponentKind>,
        at: &At<'s, '_>,
        diagnostics: &mut Diagnostics,
    ) -> Entered<'s> {
        let Some(reference) = at.get("$ref") else {
            return Entered::Plain;
        };
        let Node::String(text) = reference.node else {
            if kind.is_none() {
                // This is a property with the name `$ref`.
                return Entered::Plain;
            }
            no_reference(
                &reference,
                kind.map_or("left out", ComponentKind::instead),
                diagnostics,
            );
            return Entered::Lost;
        };
        let Some(target) = self.resolve_or_report(kind, &reference, text, diagnostics) else {
            return Entered::Lost;
        };
        let place = (target.file, target.pointer.clone());
        let (message, advice) = if self.entered.contains(&place) {
            let message = format!("`{text}` leads in circles: left out");
            (message, "break the circle")
        } else if self.entered.len() >= ENTERED {
            let message = format!(
                "`{text}` stands behind {ENTERED} references that lead to one another: left out"
            );
            (message, "refer to what the last of them leads to")
        } else if self.is_too_much(at, target.node) {
            let message = format!("what `{text}` leads to makes the document too large: left out");
            (message, "refer to less")
        } else {
            self.entered.push(place);
            return Entered::Target(target);
        };
        diagnostics
            .warning(Code::ReferenceCycle, reference.place(), message)
            .advise(advice);
        Entered::Lost
    }

    /// Whether a node is a reference to a node that fulfils a condition.
    pub(super) fn is(&self, at: &At<'s, '_>, is: impl FnOnce(&Node) -> bool) -> bool {
        let reference = at.node.get("$ref").and_then(Node::as_str);
        let site = Site {
            file: at.file(),
            pointer: &|| at.source(),
        };
        let target = reference.and_then(|text| self.resolver.resolve(text, site).ok());
        target.is_some_and(|target| is(target.node))
    }

    /// Leaves the target that was entered last.
    pub(super) fn leave(&mut self) {
        self.entered.pop();
    }

    /// Whether building a node in the place of a reference would exceed the limits of a document. If not, its nodes are
    /// counted.
    fn is_too_much(&mut self, at: &At<'s, '_>, node: &Node) -> bool {
        let left = DEPTH.checked_sub(steps(&at.target()).count());
        left.is_none_or(|left| !self.take_nodes(node, left))
    }

    /// Counts the nodes of a tree against those that may still be built. Returns false if they are too many, or nest
    /// deeper than `depth`.
    fn take_nodes(&mut self, node: &Node, depth: usize) -> bool {
        match self.nodes_left.checked_sub(node.weight()) {
            Some(left) => self.nodes_left = left,
            None => return false,
        }
        let mut take = |node| match depth.checked_sub(1) {
            Some(depth) => self.take_nodes(node, depth),
            None => false,
        };
        match node {
            Node::Object(members) => members.values().all(&mut take),
            Node::Array(items) => items.iter().all(&mut take),
            _ => true,
        }
    }
}

fn no_reference(at: &At<'_, '_>, instead: &str, diagnostics: &mut Diagnostics) {
    let kind = at.node.kind();
    diagnostics
        .warning(
            Code::WrongJsonType,
            at.place(),
            format!("a reference is expected here, not {kind}: {instead}"),
        )
        .advise("write a reference as text, as in `#/components/schemas/Pet`");
}

/// Returns why a reference leads nowhere, and what to do about it.
fn reason(text: &str, lost: &Lost) -> (String, &'static str) {
    let unread = match lost {
        Lost::Unread(unread) => unread,
        Lost::Missing => {
            return (
                format!("nothing stands at `{text}`"),
                "correct the reference, or add what it names",
            );
        }
        Lost::TooFar => {
            return (
                format!("this leads through more than {HOPS} references, or in circles"),
                "refer to what the last of them leads to",
            );
        }
    };
    match unread {
        Unread::Url => (
            format!("`{text}` is a URL, and nothing is fetched"),
            "save the file beside the document, and refer to that",
        ),
        Unread::Outside => (
            format!("`{text}` lies outside of the folder that files are read from"),
            "give a folder that holds all files as the root (`--root`)",
        ),
        Unread::Missing => (
            format!("there is no file for `{text}`"),
            "correct the reference, or add the file",
        ),
        Unread::Alone => (
            format!("`{text}` is in another document, which is not read"),
            "bundle the documents into one",
        ),
        Unread::TooMany => (
            format!("`{text}` is in one file too many, which is not read"),
            "join some of the files",
        ),
        Unread::Unreadable(why) => (
            format!("the file for `{text}` cannot be read ({why})"),
            "correct the file, or the reference",
        ),
    }
}

/// The pointer to a component in the document that is made.
pub(super) fn component_pointer(kind: ComponentKind, name: &str) -> String {
    let mut pointer = format!("/components/{}", kind.section());
    push_step(&mut pointer, name);
    pointer
}

/// Whether a keyword beside a `$ref` has a meaning, so that the schema is more than a reference.
pub(super) fn counts_beside_reference(key: &str) -> bool {
    match key {
        "$ref" | "$dynamicRef" | "$recursiveRef" | "$comment" | "$schema" | "$defs"
        | "definitions" | "summary" => false,
        "$id" | "$anchor" | "$dynamicAnchor" | "$recursiveAnchor" | "externalDocs" => false,
        key => {
            !key.starts_with("x-") || key.starts_with("x-jackfield-") || key.starts_with("x-enum")
        }
    }
}
