//! Parameters.

use super::component::{SchemaRef, last_segment};
use super::nullable::split_null;
use super::site::Site;
use super::{Lowering, docs, media_type, member, servers};
use crate::api::{
    Docs, Location, OperationId, Parameter, ParameterEncoding, Root, Shared, Style, Text, Type,
};
use crate::diagnostic::push_step;
use crate::document::{Operation, PATH_RESERVED, PathItem};
use openapiv3::{ParameterData, ParameterSchemaOrContent, PathStyle, QueryStyle, ReferenceOr};
use serde_json::Value;

/// A parameter as declared.
pub(super) struct Declared<'d> {
    /// The parameter itself.
    pub(super) parameter: &'d openapiv3::Parameter,
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
    default: Option<Value>,
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
        for (list, pointer, of_path) in [
            (&item.parameters, item_pointer, true),
            (&operation.parameters, pointer, false),
        ] {
            for (index, parameter) in list.iter().enumerate() {
                let own = format!("{pointer}/parameters/{index}");
                let Some((target, shared)) = self.parameter_target(parameter) else {
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
                let same = |known: &Declared<'d>| key(known.parameter) == key(target);
                match found.iter_mut().find(|known| same(known)) {
                    // The operation's own overrides the path's, in its place.
                    Some(known) if known.of_path && !of_path => *known = declared,
                    Some(_) => {
                        let name = &target.parameter_data_ref().name;
                        self.warn(
                            &own,
                            format!("the parameter `{name}` is declared twice: the first counts"),
                        )
                        .advise("remove one of them");
                    }
                    None => found.push(declared),
                }
            }
        }
        found
    }

    /// The parameter itself, and its name if it stands in the components.
    pub(super) fn parameter_target(
        &self,
        parameter: &'d ReferenceOr<openapiv3::Parameter>,
    ) -> Option<(&'d openapiv3::Parameter, Option<&'d str>)> {
        let mut name = match parameter {
            ReferenceOr::Item(parameter) => return Some((parameter, None)),
            ReferenceOr::Reference { reference } => last_segment(reference),
        };
        for _ in 0..16 {
            match self.components.parameters.get(name)? {
                ReferenceOr::Item(parameter) => return Some((parameter, Some(name))),
                ReferenceOr::Reference { reference } => name = last_segment(reference),
            }
        }
        None
    }

    /// The parameters that a call sends: those of the path in the order of its template first.
    pub(super) fn parameters(
        &mut self,
        declared: &[Declared<'d>],
        path: &'d str,
        id: OperationId,
        pointer: &str,
    ) -> Vec<Parameter> {
        let mut in_path = Vec::new();
        let mut others = Vec::new();
        for declared in declared {
            let Some(parameter) = self.parameter(declared, id) else {
                continue;
            };
            if parameter.location != Location::Path {
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
        use openapiv3::Parameter as P;
        let data = declared.parameter.parameter_data_ref();
        let (location, style, allow_reserved) = match declared.parameter {
            P::Path { style, .. } => {
                let allow_reserved = data.extensions.contains_key(PATH_RESERVED);
                (Location::Path, path_style(style), allow_reserved)
            }
            P::Query {
                style,
                allow_reserved,
                ..
            } => (Location::Query, query_style(style), *allow_reserved),
            P::Header { .. } => (Location::Header, Style::Simple, false),
            P::Cookie { .. } => (Location::Cookie, Style::Form, false),
        };
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
        let said = self.value_of(
            &data.format,
            &declared.pointer,
            &root,
            ParameterEncoding::Style {
                style,
                explode: data
                    .explode
                    .unwrap_or(matches!(style, Style::Form | Style::DeepObject)),
                allow_reserved,
            },
        );
        Some(Parameter {
            name: data.name.clone(),
            location,
            docs: parameter_docs(data, said.docs),
            ty: said.ty,
            required: data.required || location == Location::Path,
            default: said.default,
            encoding: said.encoding,
        })
    }

    /// What a schema or `content` says of a parameter or header.
    pub(super) fn value_of(
        &mut self,
        format: &'d ParameterSchemaOrContent,
        pointer: &str,
        root: &Root,
        style: ParameterEncoding,
    ) -> Said {
        let (schema, pointer, content) = match format {
            ParameterSchemaOrContent::Schema(schema) => {
                (Some(schema), format!("{pointer}/schema"), None)
            }
            ParameterSchemaOrContent::Content(content) => {
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
                (
                    media.schema.as_ref(),
                    pointer,
                    Some(media_type::essence(name)),
                )
            }
        };
        let mut ty = Type::Any;
        let mut docs = Docs::default();
        let mut default = None;
        if let Some(schema) = schema {
            let schema = SchemaRef::from(schema);
            // A parameter is text on the wire: what a schema without `type` says of one JSON type is meant.
            ty = match self.schema(schema, &Site::start(&pointer, root)) {
                Type::Binary => Type::String(Text::Plain),
                Type::Any if content.is_none() => self.scalar(schema).unwrap_or(Type::Any),
                other => self.typed(other),
            };
            docs = self.use_docs(schema, &ty);
            default = self
                .chain(schema)
                .into_iter()
                .find_map(|(_, view)| view.data.default.clone());
            docs.notes.extend(default.as_ref().map(docs::default));
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
fn key(parameter: &openapiv3::Parameter) -> (Location, String) {
    use openapiv3::Parameter as P;
    let name = &parameter.parameter_data_ref().name;
    match parameter {
        P::Path { .. } => (Location::Path, name.clone()),
        P::Query { .. } => (Location::Query, name.clone()),
        P::Header { .. } => (Location::Header, name.to_ascii_lowercase()),
        P::Cookie { .. } => (Location::Cookie, name.clone()),
    }
}

fn parameter_docs(data: &ParameterData, of_schema: Docs) -> Docs {
    let mut docs = Docs {
        description: docs::text(data.description.as_ref()),
        deprecated: data.deprecated.unwrap_or_default(),
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
        encoding: ParameterEncoding::Style {
            style: Style::Simple,
            explode: false,
            allow_reserved: false,
        },
    }
}

fn path_style(style: &PathStyle) -> Style {
    match style {
        PathStyle::Matrix => Style::Matrix,
        PathStyle::Label => Style::Label,
        PathStyle::Simple => Style::Simple,
    }
}

pub(super) fn query_style(style: &QueryStyle) -> Style {
    match style {
        QueryStyle::Form => Style::Form,
        QueryStyle::SpaceDelimited => Style::SpaceDelimited,
        QueryStyle::PipeDelimited => Style::PipeDelimited,
        QueryStyle::DeepObject => Style::DeepObject,
    }
}
