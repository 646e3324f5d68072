//! Parameters.

use super::nullable::split_null;
use super::position::Position;
use super::{Lowering, docs, media_type, member, servers};
use crate::api::{
    Docs, Location, OperationId, Parameter, ParameterEncoding, Root, Shared, Style, Text, Type,
};
use crate::diagnostic::push_step;
use crate::document::{
    self, Bound, Components, Operation, ParameterLocation, ParameterStyle, ParameterValue, PathItem,
};
use serde_json::Value;
use std::collections::HashMap;

/// A parameter as declared.
pub(super) struct Declared<'d> {
    /// The parameter itself.
    pub(super) parameter: &'d document::Parameter,
    /// Where it stands.
    pointer: String,
    /// Its name in the components, if it stands there.
    shared: Option<&'d str>,
    /// Whether it is of the path, not of the operation.
    of_path: bool,
}

/// What a schema or `content` says of a value.
pub(super) struct Said {
    pub(super) ty: Type,
    pub(super) docs: Docs,
    pub(super) encoding: ParameterEncoding,
    pub(super) default: Option<Value>,
}

impl<'d> Lowering<'d, '_> {
    /// The parameters of an operation and its path as declared, each once.
    pub(super) fn declared_parameters(
        &mut self,
        item: &'d PathItem,
        operation: &'d Operation,
        item_pointer: &str,
        pointer: &str,
    ) -> Vec<Declared<'d>> {
        let mut found: Vec<Declared<'d>> = Vec::new();
        let mut places: HashMap<(Location, String), usize> = HashMap::new();
        for (list, pointer, of_path) in [
            (&item.parameters, item_pointer, true),
            (&operation.parameters, pointer, false),
        ] {
            for (index, parameter) in list.iter().enumerate() {
                let own = format!("{pointer}/parameters/{index}");
                let parameters = &self.components.parameters;
                let Some((shared, target)) = Components::follow(parameters, parameter) else {
                    self.warn(&own, "there is no such parameter: it is left out")
                        .advise("correct the reference");
                    continue;
                };
                let pointer = match shared {
                    Some(name) => {
                        let mut pointer = "/components/parameters".to_owned();
                        push_step(&mut pointer, name);
                        pointer
                    }
                    None => own.clone(),
                };
                let declared = Declared {
                    parameter: target,
                    pointer,
                    shared,
                    of_path,
                };
                let place = *places.entry(key(target)).or_insert(found.len());
                match found.get_mut(place) {
                    // The operation's own overrides the path's, in its place.
                    Some(known) if known.of_path && !of_path => *known = declared,
                    Some(_) => {
                        let name = &target.name;
                        let message = match target.location {
                            ParameterLocation::QueryString => {
                                format!(
                                    "another parameter is the whole query: `{name}` is left out"
                                )
                            }
                            _ => format!(
                                "the parameter `{name}` is declared twice: the first counts"
                            ),
                        };
                        self.warn(&own, message).advise("remove one of them");
                    }
                    None => found.push(declared),
                }
            }
        }
        found
    }

    /// The parameters that a call sends: those of the path in the order of its template first.
    pub(super) fn parameters(
        &mut self,
        declared: &[Declared<'d>],
        path: &'d str,
        id: OperationId,
        pointer: &str,
    ) -> Vec<Parameter> {
        let is_whole = |one: &Declared<'d>| location(one.parameter) == Location::QueryString;
        let is_whole = declared.iter().any(is_whole);
        let mut in_path = Vec::new();
        let mut others = Vec::new();
        for declared in declared {
            let Some(parameter) = self.parameter(declared, id) else {
                continue;
            };
            if parameter.location == Location::Query && is_whole {
                let name = &parameter.name;
                let message = format!("another parameter is the whole query: `{name}` is left out");
                self.warn(&declared.pointer, message)
                    .advise("make it a property of the whole query, or remove one of them");
            } else if parameter.location != Location::Path {
                others.push(parameter);
            } else if servers::names(path).any(|name| name == parameter.name) {
                in_path.push(parameter);
            } else {
                let name = &parameter.name;
                self.warn(
                    &declared.pointer,
                    format!("the path has no `{{{name}}}`: the parameter is left out"),
                )
                .advise("put it into the path, or remove the parameter");
            }
        }
        let mut ordered: Vec<Parameter> = Vec::new();
        for name in servers::names(path) {
            if ordered.iter().any(|known| known.name == name) {
                continue;
            }
            let place = in_path.iter().position(|parameter| parameter.name == name);
            ordered.push(match place {
                Some(place) => in_path.remove(place),
                None => {
                    self.warn(pointer, format!("the path names `{{{name}}}`, but no parameter does: it is taken as text"))
                        .advise("declare the parameter");
                    undeclared(name)
                }
            });
        }
        ordered.append(&mut others);
        ordered
    }

    fn parameter(&mut self, declared: &Declared<'d>, id: OperationId) -> Option<Parameter> {
        let data = declared.parameter;
        let location = location(data);
        // OpenAPI: these header parameters shall be ignored; other keywords describe them.
        let ignored = ["accept", "content-type", "authorization"];
        if location == Location::Header
            && ignored.contains(&data.name.to_ascii_lowercase().as_str())
        {
            return None;
        }
        let root = match declared.shared {
            Some(name) => Root::Shared(Shared::Parameter, name.to_owned()),
            None => Root::Parameter(id, data.name.clone()),
        };
        let said = match (&data.value, location) {
            (ParameterValue::Content(content), Location::QueryString) => {
                self.query_string(content, &declared.pointer, &root)
            }
            (value, _) => {
                let style = ParameterEncoding::Style {
                    style: api_style(data.style),
                    explode: data.explode,
                    allow_reserved: data.allow_reserved,
                };
                self.value_of(value, &declared.pointer, &root, style)
            }
        };
        Some(Parameter {
            name: data.name.clone(),
            location,
            docs: parameter_docs(data, said.docs),
            ty: said.ty,
            required: data.required,
            default: said.default,
            least: self.least(&data.value),
            encoding: said.encoding,
        })
    }

    /// The least whole number that a value may be, as far as its schema says.
    fn least(&self, value: &ParameterValue) -> Option<i64> {
        let ParameterValue::Schema(schema) = value else {
            return None;
        };
        let chain = self.chain(*schema).into_iter();
        let mut bounds = chain.filter_map(|(_, view)| {
            let excluded = i64::from(view.bounds.exclusive_minimum);
            match view.bounds.minimum? {
                Bound::Integer(least) => least.checked_add(excluded),
                Bound::Float(_) => None,
            }
        });
        bounds.next()
    }

    /// What a schema or `content` says of a parameter or header.
    pub(super) fn value_of(
        &mut self,
        format: &'d ParameterValue,
        pointer: &str,
        root: &Root,
        style: ParameterEncoding,
    ) -> Said {
        let (schema, pointer, content) = match format {
            ParameterValue::Schema(schema) => (Some(*schema), format!("{pointer}/schema"), None),
            ParameterValue::Content(content) => {
                let Some((name, media)) = content.first() else {
                    let ty = Type::String(Text::Plain);
                    return Said {
                        encoding: style,
                        ty,
                        docs: Docs::default(),
                        default: None,
                    };
                };
                let mut pointer = format!("{pointer}/content");
                push_step(&mut pointer, name);
                pointer.push_str("/schema");
                (media.schema, pointer, Some(media_type::essence(name)))
            }
        };
        let mut ty = Type::Any;
        let mut docs = Docs::default();
        let mut default = None;
        if let Some(schema) = schema {
            // A parameter is text on the wire: what a schema without `type` says of one JSON type is meant.
            ty = match self.schema(schema, &Position::start(&pointer, root)) {
                Type::Binary => Type::String(Text::Plain),
                Type::Any if content.is_none() => self.scalar(schema).unwrap_or(Type::Any),
                other => self.typed(other),
            };
            (docs, default) = self.value_docs(schema, &ty);
        }
        // Null has no form in a parameter: one that is not sent says the same.
        if content.is_none() {
            ty = split_null(ty).0;
        }
        let encoding = match content {
            Some(media_type) => ParameterEncoding::Content(media_type),
            None => style,
        };
        Said {
            ty,
            docs,
            encoding,
            default,
        }
    }
}

/// What tells parameters apart: headers by name in any case.
fn key(parameter: &document::Parameter) -> (Location, String) {
    match location(parameter) {
        Location::Header => (Location::Header, parameter.name.to_ascii_lowercase()),
        // There is one query, whatever its name.
        Location::QueryString => (Location::QueryString, String::new()),
        location => (location, parameter.name.clone()),
    }
}

fn location(parameter: &document::Parameter) -> Location {
    match parameter.location {
        ParameterLocation::Path => Location::Path,
        ParameterLocation::Query => Location::Query,
        ParameterLocation::Header => Location::Header,
        ParameterLocation::Cookie => Location::Cookie,
        ParameterLocation::QueryString => Location::QueryString,
    }
}

fn parameter_docs(data: &document::Parameter, of_schema: Docs) -> Docs {
    let mut docs = Docs {
        description: docs::text(data.description.as_ref()),
        deprecated: data.deprecated,
        ..Docs::default()
    };
    member::merge(&mut docs, of_schema);
    docs
}

fn undeclared(name: &str) -> Parameter {
    Parameter {
        name: name.to_owned(),
        location: Location::Path,
        docs: Docs::default(),
        ty: Type::String(Text::Plain),
        required: true,
        default: None,
        least: None,
        encoding: ParameterEncoding::Style {
            style: Style::Simple,
            explode: false,
            allow_reserved: false,
        },
    }
}

pub(super) fn api_style(style: ParameterStyle) -> Style {
    match style {
        ParameterStyle::Matrix => Style::Matrix,
        ParameterStyle::Label => Style::Label,
        ParameterStyle::Simple => Style::Simple,
        ParameterStyle::Form => Style::Form,
        ParameterStyle::SpaceDelimited => Style::SpaceDelimited,
        ParameterStyle::PipeDelimited => Style::PipeDelimited,
        ParameterStyle::DeepObject => Style::DeepObject,
        ParameterStyle::Cookie => Style::Cookie,
    }
}
