//! The parameters that the calls of an operation send.

use super::declared::Declared;
use super::nested::Styled;
use super::schema::property;
use super::schema::read::docs;
use super::template::{self, Variable};
use super::{Lowering, extension_names, security};
use crate::api::{
    Docs, Location, OperationId, Parameter, ParameterEncoding, Requirement, Root, Shared, Style,
    StyleEncoding, Text, Type,
};
use crate::diagnostic::Code;
use crate::document::{self, ParameterLocation, ParameterStyle, ParameterValue};
use serde_json::Value;

/// The parameters of an operation.
#[derive(Default)]
pub(super) struct Parameters {
    /// The parameters that a call gives: those of the path in the order of its template, then the others.
    pub(super) sent: Vec<Parameter>,
    /// The parameters that the path key fixes: location, name and value.
    pub(super) fixed: Vec<(Location, String, String)>,
    /// The path with nothing but names between braces.
    pub(super) template: String,
    /// Notes for the operation's documentation about parameters that no call gives.
    pub(super) notes: Vec<String>,
}

impl<'d> Lowering<'d, '_> {
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
            let variable = variables.iter().find(|one| one.name == data.name);
            if self.is_left_out(declared, variable, is_whole) {
                continue;
            }
            let is_in_path = location(data) == Location::Path;
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

    /// Whether no call can send a declared parameter: the path has no place for it, its name is none of a header, or
    /// another parameter is the whole query.
    fn is_left_out(
        &mut self,
        declared: &Declared<'d>,
        variable: Option<&Variable<'_>>,
        is_whole: bool,
    ) -> bool {
        let (name, pointer) = (&declared.parameter.name, &declared.pointer);
        match location(declared.parameter) {
            Location::Query if is_whole => {
                let message = format!("another parameter is the whole query: `{name}` is left out");
                self.warn(Code::WholeQuery, pointer, message)
                    .advise("make it a property of the whole query, or remove one of them");
                true
            }
            Location::Path if variable.is_none() => {
                let message = format!("the path has no `{{{name}}}`: the parameter is left out");
                self.warn(Code::PathParameterUnknown, pointer, message)
                    .advise("put it into the path, or remove the parameter");
                true
            }
            Location::Header => !self.is_header_name(name, pointer, "the parameter is left out"),
            _ => false,
        }
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

    /// Returns the note that explains why no call sends a declared header. OpenAPI 3 ignores header parameters named
    /// `Accept`, `Content-Type` and `Authorization`, because other keywords describe these headers. Swagger 2.0 does
    /// not ignore them, and a required one is meant in either version.
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

    /// The example of a parameter: its own, or that of its schema.
    fn parameter_example(&self, data: &document::Parameter) -> Option<Box<Value>> {
        self.example_of(data.example.as_ref(), &data.value)
    }

    /// The example of a parameter or header: its own, or that of its schema.
    pub(super) fn example_of(
        &self,
        own: Option<&Value>,
        value: &ParameterValue,
    ) -> Option<Box<Value>> {
        let views = match value {
            ParameterValue::Schema(schema) => self.read.chain(*schema),
            ParameterValue::Content(_) => Vec::new(),
        };
        let of_schema = views.iter().flat_map(|(_, view)| &view.examples);
        let mut examples = own.into_iter().chain(of_schema);
        examples
            .find(|value| property::is_short(value))
            .cloned()
            .map(Box::new)
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
            example: self.parameter_example(data),
            least: self.least(&data.value),
            encoding: said.encoding,
        }
    }
}

/// Where a parameter travels.
pub(super) fn location(parameter: &document::Parameter) -> Location {
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
        example: None,
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
