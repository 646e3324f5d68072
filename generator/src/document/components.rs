//! The components, and what becomes one because a reference leads to it.

use super::at::At;
use super::hoist::Hoisted;
use super::kind::Kind;
use super::refs::component_pointer;
use super::resolve::Target;
use super::schema::anything;
use super::walk::Walk;
use crate::diagnostic::{Part, Place};
use crate::source::Node;
use indexmap::IndexMap;
use openapiv3::{
    Components, Example, Header, HeaderStyle, Parameter, ParameterData, ParameterSchemaOrContent,
    QueryStyle, ReferenceOr, RequestBody, Response,
};

impl<'s> Walk<'s, '_> {
    /// `components` as written.
    pub(super) fn components(&mut self, root: &At<'s, '_>) -> Components {
        let mut components = Components::default();
        let Some(at) = root.get("components") else {
            return components;
        };
        let mut written = Vec::new();
        self.each_member(&at, |walk, section, member| {
            if section.starts_with("x-") {
                walk.extension(&mut components.extensions, section, member);
            } else if let Some(kind) = Kind::of_section(section)
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
        for (kind, name, target) in written {
            self.component_of(&mut components, kind, &name, &target);
        }
        components
    }

    /// Builds what references lead to outside of the components, until none is left.
    pub(super) fn hoisted(&mut self, components: &mut Components) {
        while let Some(Hoisted { kind, name, target }) = self.references.hoist.next() {
            self.component_of(components, kind, &name, &target);
        }
    }

    fn component_of(
        &mut self,
        components: &mut Components,
        kind: Kind,
        name: &str,
        target: &Target<'s>,
    ) {
        let place = component_pointer(kind, name);
        self.origins
            .record(place.clone(), target.file, target.pointer.clone());
        let at = At::root(target.node, target.file, &target.pointer, &place);
        self.component(components, kind, name, &at);
    }

    fn component(&mut self, components: &mut Components, kind: Kind, name: &str, at: &At<'s, '_>) {
        let key = name.to_owned();
        match kind {
            Kind::Schema => {
                let schema = self.schema(at);
                components.schemas.insert(key, schema);
            }
            Kind::Response => {
                let response = self.referable(kind, at, |walk, at| walk.response(at));
                components.responses.insert(
                    key,
                    response.unwrap_or(ReferenceOr::Item(Response::default())),
                );
            }
            Kind::Parameter => {
                let parameter = self.referable(kind, at, |walk, at| walk.parameter(at));
                let parameter = parameter.unwrap_or_else(|| ReferenceOr::Item(any_parameter(name)));
                components.parameters.insert(key, parameter);
            }
            Kind::Example => {
                let example = self.referable(kind, at, |walk, at| walk.example(at));
                components.examples.insert(
                    key,
                    example.unwrap_or(ReferenceOr::Item(Example::default())),
                );
            }
            Kind::RequestBody => {
                let body = self.referable(kind, at, |walk, at| walk.request_body(at));
                components.request_bodies.insert(
                    key,
                    body.unwrap_or(ReferenceOr::Item(RequestBody::default())),
                );
            }
            Kind::Header => {
                let header = self.referable(kind, at, |walk, at| walk.header(at));
                components.headers.insert(
                    key,
                    header.unwrap_or_else(|| ReferenceOr::Item(any_header())),
                );
            }
            Kind::SecurityScheme => {
                let scheme = self.referable(kind, at, |walk, at| walk.security_scheme(at));
                components
                    .security_schemes
                    .extend(scheme.map(|scheme| (key, scheme)));
            }
            Kind::Link => {
                let link = self.referable(kind, at, |walk, at| walk.link(at));
                components.links.extend(link.map(|link| (key, link)));
            }
            // These are built where they are used, because nothing can refer to them there.
            Kind::Callback | Kind::PathItem => {}
        }
    }

    /// Replaces references that go in circles and never reach anything.
    pub(super) fn break_circles(&mut self, components: &mut Components) {
        self.circles(Kind::Schema, &mut components.schemas, |_| Some(anything()));
        self.circles(Kind::Response, &mut components.responses, |_| {
            Some(Response::default())
        });
        self.circles(Kind::Parameter, &mut components.parameters, |name| {
            Some(any_parameter(name))
        });
        self.circles(Kind::Example, &mut components.examples, |_| {
            Some(Example::default())
        });
        self.circles(Kind::RequestBody, &mut components.request_bodies, |_| {
            Some(RequestBody::default())
        });
        self.circles(
            Kind::Header,
            &mut components.headers,
            |_| Some(any_header()),
        );
        self.circles(
            Kind::SecurityScheme,
            &mut components.security_schemes,
            |_| None,
        );
        self.circles(Kind::Link, &mut components.links, |_| None);
    }

    fn circles<T>(
        &mut self,
        kind: Kind,
        components: &mut IndexMap<String, ReferenceOr<T>>,
        instead: impl Fn(&str) -> Option<T>,
    ) {
        let prefix = format!("#/components/{}/", kind.section());
        let next = |name: &str| match components.get(name) {
            Some(ReferenceOr::Reference { reference }) => reference.strip_prefix(&prefix),
            _ => None,
        };
        let mut circling = Vec::new();
        for name in components.keys() {
            let mut at = name.as_str();
            let mut steps = 0;
            while let Some(target) = next(at) {
                at = target;
                steps += 1;
                if at == name || steps > components.len() {
                    break;
                }
            }
            if steps > 0 && at == name {
                circling.push(name.clone());
            }
        }
        for name in circling {
            let pointer = component_pointer(kind, &name);
            let origin = self.origins.place(&pointer, Part::Value);
            let place = Place {
                pointer: format!("{}/$ref", origin.pointer),
                ..origin
            };
            self.diagnostics
                .warning(
                    place,
                    format!("this reference leads back to itself: {}", kind.instead()),
                )
                .advise(format!("let it lead to {}", kind.noun()));
            match instead(&name) {
                Some(item) => components.insert(name, ReferenceOr::Item(item)),
                None => components.shift_remove(&name),
            };
        }
    }
}

/// Stands for a parameter that cannot be read, so that references to it lead somewhere. It is optional, and was
/// reported.
fn any_parameter(name: &str) -> Parameter {
    Parameter::Query {
        parameter_data: ParameterData {
            name: name.to_owned(),
            description: None,
            required: false,
            deprecated: None,
            format: ParameterSchemaOrContent::Schema(ReferenceOr::Item(anything())),
            example: None,
            examples: IndexMap::new(),
            explode: None,
            extensions: IndexMap::new(),
        },
        allow_reserved: false,
        style: QueryStyle::Form,
        allow_empty_value: None,
    }
}

fn any_header() -> Header {
    Header {
        description: None,
        style: HeaderStyle::Simple,
        required: false,
        deprecated: None,
        format: ParameterSchemaOrContent::Schema(ReferenceOr::Item(anything())),
        example: None,
        examples: IndexMap::new(),
        extensions: IndexMap::new(),
    }
}
