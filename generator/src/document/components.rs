//! The components, and the nodes elsewhere that become components because references lead to them.

use super::at::At;
use super::component_kind::ComponentKind;
use super::hoist::Hoisted;
use super::model::{
    Components, Header, Parameter, ParameterLocation, ParameterStyle, ParameterValue, RequestBody,
    Response, Schema,
};
use super::refs::component_pointer;
use super::resolve::Target;
use super::walk::Walk;
use crate::diagnostic::{Code, NodePart, Place};
use crate::maps::{HashSet, IndexMap};
use crate::source::Node;
use openapiv3::ReferenceOr;

impl<'s> Walk<'s, '_> {
    /// `components` as written.
    pub(super) fn components(&mut self, root: &At<'s, '_>) -> Components {
        let mut components = Components::default();
        let Some(at) = root.get("components") else {
            return components;
        };
        let mut written = Vec::new();
        self.each_member(&at, |walk, section, member| {
            if let Some(kind) = ComponentKind::of_section(section)
                && member.node != &Node::Null
            {
                walk.each_member(member, |walk, name, at| {
                    let target = Target {
                        file: at.file(),
                        pointer: at.source(),
                        node: at.node,
                    };
                    walk.references
                        .hoist
                        .add_written(kind, name, target.clone());
                    written.push((kind, name.to_owned(), target));
                });
            }
        });
        self.references.name_aliased(&mut written);
        for (kind, name, _) in &written {
            if *kind == ComponentKind::Schema {
                self.schemas.reserve(name);
            }
        }
        for (kind, name, target) in written {
            self.component_of(&mut components, kind, &name, &target);
        }
        components
    }

    /// Builds the nodes outside of the components that references lead to, until none is left.
    pub(super) fn hoisted(&mut self, components: &mut Components) {
        while let Some(Hoisted { kind, name, target }) = self.references.hoist.next() {
            self.component_of(components, kind, &name, &target);
        }
    }

    fn component_of(
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
        self.component(components, kind, name, &at);
    }

    fn component(
        &mut self,
        components: &mut Components,
        kind: ComponentKind,
        name: &str,
        at: &At<'s, '_>,
    ) {
        let key = name.to_owned();
        match kind {
            ComponentKind::Schema => {
                let id = self.schemas.reserve(name);
                self.named_schema(id, at);
            }
            ComponentKind::Response => {
                let response = self.referable(kind, at, |walk, at| walk.response(at));
                components.responses.insert(
                    key,
                    response.unwrap_or(ReferenceOr::Item(Response::default())),
                );
            }
            ComponentKind::Parameter => {
                let parameter = self.referable(kind, at, |walk, at| walk.parameter(at));
                let parameter =
                    parameter.unwrap_or_else(|| ReferenceOr::Item(self.any_parameter(name)));
                components.parameters.insert(key, parameter);
            }
            ComponentKind::Example => {
                self.referable(kind, at, |walk, at| Some(walk.example(at)));
            }
            ComponentKind::RequestBody => {
                let body = self.referable(kind, at, |walk, at| walk.request_body(at));
                components.request_bodies.insert(
                    key,
                    body.unwrap_or(ReferenceOr::Item(RequestBody::default())),
                );
            }
            ComponentKind::Header => {
                let header = self.referable(kind, at, |walk, at| walk.header(at));
                components.headers.insert(
                    key,
                    header.unwrap_or_else(|| ReferenceOr::Item(self.any_header())),
                );
            }
            ComponentKind::SecurityScheme => {
                let scheme = self.referable(kind, at, |walk, at| walk.security_scheme(at));
                components
                    .security_schemes
                    .extend(scheme.map(|scheme| (key, scheme)));
            }
            ComponentKind::Link => {
                self.referable(kind, at, |walk, at| walk.link(at));
            }
            // These are built where they are used, because nothing can refer to them there.
            ComponentKind::Callback | ComponentKind::PathItem => {}
        }
    }

    /// Replaces references that go in circles and never reach anything.
    pub(super) fn break_circles(&mut self, components: &mut Components) {
        for name in self.schemas.settle() {
            self.report_circle(ComponentKind::Schema, &name);
        }
        self.circles(
            ComponentKind::Response,
            &mut components.responses,
            |_, _| Some(Response::default()),
        );
        self.circles(
            ComponentKind::Parameter,
            &mut components.parameters,
            |walk, name| Some(walk.any_parameter(name)),
        );
        self.circles(
            ComponentKind::RequestBody,
            &mut components.request_bodies,
            |_, _| Some(RequestBody::default()),
        );
        self.circles(ComponentKind::Header, &mut components.headers, |walk, _| {
            Some(walk.any_header())
        });
        self.circles(
            ComponentKind::SecurityScheme,
            &mut components.security_schemes,
            |_, _| None,
        );
    }

    fn circles<T>(
        &mut self,
        kind: ComponentKind,
        components: &mut IndexMap<String, ReferenceOr<T>>,
        instead: impl Fn(&mut Self, &str) -> Option<T>,
    ) {
        let prefix = format!("#/components/{}/", kind.section());
        let next = |name: &str| match components.get(name) {
            Some(ReferenceOr::Reference { reference }) => reference.strip_prefix(&prefix),
            _ => None,
        };
        let circling = circling(components.keys(), next);
        let names: Vec<String> = components.keys().cloned().collect();
        let mut removed = HashSet::default();
        for name in names.into_iter().filter(|name| circling.contains(name)) {
            self.report_circle(kind, &name);
            match instead(self, &name) {
                Some(item) => drop(components.insert(name, ReferenceOr::Item(item))),
                None => drop(removed.insert(name)),
            }
        }
        if !removed.is_empty() {
            components.retain(|name, _| !removed.contains(name));
        }
    }

    fn report_circle(&mut self, kind: ComponentKind, name: &str) {
        let pointer = component_pointer(kind, name);
        let origin = self.origins.place(&pointer, NodePart::Value);
        let place = Place {
            pointer: format!("{}/$ref", origin.pointer),
            ..origin
        };
        self.diagnostics
            .warning(
                Code::ReferenceCycle,
                place,
                format!("this reference leads back to itself: {}", kind.instead()),
            )
            .advise(format!("let it lead to {}", kind.noun()));
    }

    /// Returns an optional parameter that stands for one that cannot be read, so that references to it lead somewhere.
    /// The parameter itself was reported.
    fn any_parameter(&mut self, name: &str) -> Parameter {
        Parameter {
            name: name.to_owned(),
            location: ParameterLocation::Query,
            description: None,
            required: false,
            deprecated: false,
            style: ParameterStyle::Form,
            explode: true,
            allow_reserved: false,
            items: Vec::new(),
            value: ParameterValue::Schema(self.schemas.add(Schema::default())),
            example: None,
            serialized: Vec::new(),
            extensions: IndexMap::default(),
        }
    }

    fn any_header(&mut self) -> Header {
        Header {
            description: None,
            required: false,
            deprecated: false,
            style: ParameterStyle::Simple,
            value: ParameterValue::Schema(self.schemas.add(Schema::default())),
            example: None,
        }
    }
}

/// Returns the names whose references lead back to themselves. Each name is visited once.
fn circling<'n>(
    names: impl Iterator<Item = &'n String>,
    next: impl Fn(&str) -> Option<&'n str>,
) -> HashSet<String> {
    let mut seen = HashSet::default();
    let mut circling = HashSet::default();
    for name in names {
        let mut way: Vec<&str> = Vec::new();
        let mut at = Some(name.as_str());
        while let Some(here) = at.filter(|here| seen.insert(*here)) {
            way.push(here);
            at = next(here);
        }
        // The way ended, or came to a name of another way, or to a name of this way: only the last is a circle.
        let start = at.and_then(|end| way.iter().position(|here| *here == end));
        let circle = start.and_then(|start| way.get(start..)).unwrap_or_default();
        circling.extend(circle.iter().map(|name| (*name).to_owned()));
    }
    circling
}
