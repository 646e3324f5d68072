//! Parameters.

use super::media_type::{Family, family};
use super::nested::Styled;
use super::schema::nullable::split_null;
use super::schema::position::Position;
use super::schema::property;
use super::schema::read::docs;
use super::template::{self, Variable};
use super::{Lowering, extension_names, media_type, security};
use crate::api::{
    Docs, Location, OperationId, Parameter, ParameterEncoding, Requirement, Root, Shared, Style,
    StyleEncoding, Text, Type,
};
use crate::diagnostic::{Code, push_step};
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

/// The parameters of an operation.
#[derive(Default)]
pub(super) struct Parameters {
    /// Those that a call gives: of the path in the order of its template, then the others.
    pub(super) sent: Vec<Parameter>,
    /// Those that the path key fixes.
    pub(super) fixed: Vec<(Location, String, String)>,
    /// The path with nothing but names between braces.
    pub(super) template: String,
    /// What is to be said of those that no call gives.
    pub(super) notes: Vec<String>,
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
                    self.warn(
                        Code::ReferenceNotFound,
                        &own,
                        "there is no such parameter: it is left out",
                    )
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
                        self.warn(Code::DescribedTwice, &own, message)
                            .advise("remove one of them");
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
        security: &[Requirement],
    ) -> Parameters {
        let is_whole = |one: &Declared<'d>| location(one.parameter) == Location::QueryString;
        let is_whole = declared.iter().any(is_whole);
        let is_declared = |name: &str| {
            let mut names = declared.iter().map(|one| one.parameter);
            names.any(|one| one.location == ParameterLocation::Path && one.name == name)
        };
        let variables: Vec<Variable<'_>> = template::variables(path, is_declared).collect();
        let mut all = Parameters {
            template: template::plain(path, &variables),
            ..Parameters::default()
        };
        let mut in_path = Vec::new();
        let mut others = Vec::new();
        for declared in declared {
            if let Some(value) = self.fixed(declared.parameter, path) {
                let data = declared.parameter;
                all.fixed.push((location(data), data.name.clone(), value));
                continue;
            }
            if let Some(note) = self.unsent(declared, security) {
                all.notes.push(note);
                continue;
            }
            let data = declared.parameter;
            if location(data) == Location::Query && is_whole {
                let name = &data.name;
                let message = format!("another parameter is the whole query: `{name}` is left out");
                self.warn(Code::WholeQuery, &declared.pointer, message)
                    .advise("make it a property of the whole query, or remove one of them");
                continue;
            }
            let variable = variables.iter().find(|one| one.name == data.name);
            let is_in_path = location(data) == Location::Path;
            if is_in_path && variable.is_none() {
                let name = &data.name;
                self.warn(
                    Code::PathParameterUnknown,
                    &declared.pointer,
                    format!("the path has no `{{{name}}}`: the parameter is left out"),
                )
                .advise("put it into the path, or remove the parameter");
                continue;
            }
            let is_sent = location(data) != Location::Header
                || self.is_header_name(&data.name, &declared.pointer, "the parameter is left out");
            if !is_sent {
                continue;
            }
            let has_segments = is_in_path && variable.is_some_and(|one| one.has_segments);
            let parameter = self.parameter(declared, id, has_segments);
            match is_in_path {
                true => in_path.push(parameter),
                false => others.push(parameter),
            }
        }
        all.sent = self.ordered_by_path(&variables, in_path, pointer);
        all.sent.append(&mut others);
        all
    }

    /// The parameters of a path in the order in which it names them, each once.
    fn ordered_by_path(
        &mut self,
        variables: &[Variable<'_>],
        mut declared: Vec<Parameter>,
        pointer: &str,
    ) -> Vec<Parameter> {
        let mut ordered: Vec<Parameter> = Vec::new();
        for variable in variables {
            let name = variable.name;
            if ordered.iter().any(|known| known.name == name) {
                continue;
            }
            let place = declared.iter().position(|parameter| parameter.name == name);
            ordered.push(match place {
                Some(place) => declared.remove(place),
                None => {
                    self.warn(
                        Code::PathParameterUnknown,
                        pointer,
                        format!("the path names `{{{name}}}`, but no parameter does: it is taken as text"),
                    )
                    .advise("declare the parameter");
                    undeclared(variable)
                }
            });
        }
        ordered
    }

    /// Why no call sends a declared parameter, as a note for its operation. OpenAPI 3 ignores header parameters by the
    /// names of those that other keywords describe; Swagger 2.0 does not, and one that is required is meant.
    fn unsent(&self, declared: &Declared<'d>, security: &[Requirement]) -> Option<String> {
        let data = declared.parameter;
        let described = ["accept", "content-type", "authorization"];
        let name = data.name.to_ascii_lowercase();
        if location(data) != Location::Header || !described.contains(&name.as_str()) {
            return None;
        }
        if security::is_authorization(data) && self.is_filled(security) {
            return Some(
                "The header `Authorization` comes from the credentials of the client.".to_owned(),
            );
        }
        let is_meant = data.required || self.document.is_swagger;
        (!is_meant).then(|| match name.as_str() {
            "accept" => "The header `Accept` follows from the responses.".to_owned(),
            "content-type" => "The header `Content-Type` follows from the body.".to_owned(),
            _ => "The header `Authorization` can be set on the call.".to_owned(),
        })
    }

    fn parameter(
        &mut self,
        declared: &Declared<'d>,
        id: OperationId,
        has_segments: bool,
    ) -> Parameter {
        let data = declared.parameter;
        let root = match declared.shared {
            Some(name) => Root::Shared(Shared::Parameter, name.to_owned()),
            None => Root::Parameter(id, data.name.clone()),
        };
        let is_in_path = location(data) == Location::Path;
        let keeps_reserved = data.allow_reserved
            || has_segments
            || template::keeps_reserved(data)
            || (is_in_path && self.names_segments(&data.value));
        let encoding = StyleEncoding {
            style: api_style(data.style),
            explode: data.explode,
            allow_reserved: keeps_reserved,
            allow_empty: is_in_path && self.lists_empty(&data.value),
            items: data.items.iter().copied().map(api_style).collect(),
        };
        let said = match (&data.value, location(data)) {
            (ParameterValue::Content(content), Location::QueryString) => {
                self.query_string(content, &declared.pointer, &root)
            }
            (value, _) => self.value_of(
                value,
                &declared.pointer,
                &root,
                ParameterEncoding::Style(encoding),
            ),
        };
        if let ParameterEncoding::Style(encoding) = &said.encoding {
            self.styled.push(Styled {
                ty: said.ty.clone(),
                location: location(data),
                encoding: encoding.clone(),
                pointer: declared.pointer.clone(),
            });
        }
        Parameter {
            name: data.name.clone(),
            location: location(data),
            docs: parameter_docs(data, said.docs),
            ty: said.ty,
            required: data.required,
            default: said.default,
            least: self.least(&data.value),
            encoding: said.encoding,
        }
    }

    /// The least whole number that a value may be, as far as its schema says.
    fn least(&self, value: &ParameterValue) -> Option<i64> {
        let ParameterValue::Schema(schema) = value else {
            return None;
        };
        let chain = self.read.chain(*schema).into_iter();
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
        let is_by_content = content.is_some();
        let mut ty = Type::Any;
        let mut docs = Docs::default();
        let mut default = None;
        if let Some(schema) = schema {
            // A parameter is text on the wire: what a schema without `type` says of one JSON type is meant.
            ty = match self.types.schema(schema, &Position::start(&pointer, root)) {
                Type::Any if content.is_none() => self.read.scalar(schema).unwrap_or(Type::Any),
                other => self.types.typed(other),
            };
            (docs, default) = self.value_docs(schema, &ty);
        }
        let json = content.filter(|media_type| is_json(media_type));
        if is_by_content && json.is_none() {
            ty = self.text_type(ty, &pointer);
        }
        // Null has no form in a parameter: one that is not sent says the same.
        if json.is_none() {
            ty = split_null(ty).0;
        }
        let encoding = json.map_or(style, ParameterEncoding::Content);
        Said {
            ty,
            docs,
            encoding,
            default,
        }
    }
}

impl Lowering<'_, '_> {
    /// The type of a value whose media type is not JSON: a scalar is written as its text, and what is none the user has
    /// to write.
    fn text_type(&mut self, ty: Type, pointer: &str) -> Type {
        // An enum is known by its shape, which may still wait.
        self.types.drain();
        let (ty, _) = split_null(ty);
        if self.is_scalar(&ty) {
            return ty;
        }
        if ty != Type::Any {
            let message =
                "a parameter whose media type is not JSON is given as text: its schema is not used";
            self.warn(Code::BodySchemaUnused, pointer, message)
                .advise("describe it as JSON if it is that, or as a string");
        }
        Type::String(Text::Plain)
    }
}

/// Whether a value of a media type is written as JSON.
fn is_json(media_type: &str) -> bool {
    matches!(family(media_type), Family::Json | Family::Any)
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
    let content = match &data.value {
        ParameterValue::Content(content) => content.values().next(),
        ParameterValue::Schema(_) => None,
    };
    let examples = content.into_iter().flat_map(|media| &media.serialized);
    let examples = data.serialized.iter().chain(examples);
    let description = docs::text(data.description.as_ref());
    let mut docs = Docs {
        description: docs::with_serialized(description, examples),
        deprecated: data.deprecated,
        ..Docs::default()
    };
    property::merge(&mut docs, of_schema);
    docs.name = extension_names::of_parameter(&data.extensions);
    docs
}

fn undeclared(variable: &Variable<'_>) -> Parameter {
    let encoding = StyleEncoding {
        allow_reserved: variable.has_segments,
        ..StyleEncoding::of(Style::Simple, false)
    };
    Parameter {
        name: variable.name.to_owned(),
        location: Location::Path,
        docs: Docs::default(),
        ty: Type::String(Text::Plain),
        required: true,
        default: None,
        least: None,
        encoding: ParameterEncoding::Style(encoding),
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
        ParameterStyle::TabDelimited => Style::TabDelimited,
        ParameterStyle::DeepObject => Style::DeepObject,
        ParameterStyle::Cookie => Style::Cookie,
    }
}
