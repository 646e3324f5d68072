//! Parameters and headers.

use super::operation::{ordered, template_names};
use super::schema::split_null;
use super::site::Site;
use super::{Lowering, component, docs};
use crate::api::{
    Docs, Location, OperationId, Parameter, ParameterEncoding, Root, Style, Text, Type,
};
use crate::diagnostic::push_step;
use openapiv3::{
    CookieStyle, HeaderStyle, ParameterData, ParameterSchemaOrContent, PathItem, PathStyle,
    QueryStyle, ReferenceOr,
};

/// Header parameters that OpenAPI says are ignored: other parts of the document speak of them.
const IGNORED: &[&str] = &["accept", "content-type", "authorization"];

impl<'d> Lowering<'d, '_> {
    /// The parameters of an operation and its path, and whether `Authorization` is among them.
    pub(super) fn parameters(
        &mut self,
        id: OperationId,
        path: &str,
        item: &'d PathItem,
        operation: &'d openapiv3::Operation,
        pointer: &str,
    ) -> (Vec<Parameter>, bool) {
        let above = pointer.rsplit_once('/').map_or("", |(above, _)| above);
        let mut found: Vec<(Parameter, bool)> = Vec::new();
        let mut takes_authorization = false;
        let own = operation
            .parameters
            .iter()
            .enumerate()
            .map(|(at, p)| (format!("{pointer}/parameters/{at}"), p, true));
        let shared = item
            .parameters
            .iter()
            .enumerate()
            .map(|(at, p)| (format!("{above}/parameters/{at}"), p, false));
        for (pointer, parameter, is_own) in own.chain(shared) {
            let Some((parameter, pointer)) = self.resolve_parameter(parameter, pointer) else {
                continue;
            };
            let lowered = self.parameter(id, parameter, &pointer);
            if lowered.location == Location::Header
                && IGNORED.contains(&lowered.name.to_ascii_lowercase().as_str())
            {
                takes_authorization |= lowered.name.eq_ignore_ascii_case("authorization");
                continue;
            }
            let same = found.iter().find(|(known, _)| {
                known.name == lowered.name && known.location == lowered.location
            });
            match same {
                Some((_, known_own)) if *known_own == is_own => {
                    self.warn(
                        &pointer,
                        format!(
                            "the parameter `{}` is declared twice: the first counts",
                            lowered.name
                        ),
                    );
                }
                Some(_) => {}
                None => found.push((lowered, is_own)),
            }
        }
        let parameters = found.into_iter().map(|(parameter, _)| parameter).collect();
        (
            self.against_template(parameters, path, pointer),
            takes_authorization,
        )
    }

    fn resolve_parameter(
        &mut self,
        parameter: &'d ReferenceOr<openapiv3::Parameter>,
        pointer: String,
    ) -> Option<(&'d openapiv3::Parameter, String)> {
        match parameter {
            ReferenceOr::Item(parameter) => Some((parameter, pointer)),
            ReferenceOr::Reference { reference } => {
                let name = component::last_segment(reference);
                let mut pointer = "/components/parameters".to_owned();
                push_step(&mut pointer, name);
                Some((self.components.parameters.get(name)?.as_item()?, pointer))
            }
        }
    }

    fn parameter(
        &mut self,
        id: OperationId,
        parameter: &'d openapiv3::Parameter,
        pointer: &str,
    ) -> Parameter {
        use openapiv3::Parameter as P;
        let (location, style, reserved) = match parameter {
            P::Query {
                style,
                allow_reserved,
                ..
            } => (Location::Query, query_style(style), *allow_reserved),
            P::Header {
                style: HeaderStyle::Simple,
                ..
            } => (Location::Header, Style::Simple, false),
            P::Path { style, .. } => (Location::Path, path_style(style), false),
            P::Cookie {
                style: CookieStyle::Form,
                ..
            } => (Location::Cookie, Style::Form, false),
        };
        let data = parameter.parameter_data_ref();
        let (ty, docs, encoding) = self.value(id, data, pointer, style, reserved);
        Parameter {
            name: data.name.clone(),
            location,
            docs,
            ty,
            required: data.required || location == Location::Path,
            default: None,
            encoding,
        }
    }

    /// The type of a parameter, what is said of it, and how it becomes text.
    fn value(
        &mut self,
        id: OperationId,
        data: &'d ParameterData,
        pointer: &str,
        style: Style,
        allow_reserved: bool,
    ) -> (Type, Docs, ParameterEncoding) {
        let root = Root::Parameter(id, data.name.clone());
        let explode = data
            .explode
            .unwrap_or(matches!(style, Style::Form | Style::DeepObject));
        let styled = ParameterEncoding::Style {
            style,
            explode,
            allow_reserved,
        };
        let (schema, pointer, encoding) = match &data.format {
            ParameterSchemaOrContent::Schema(schema) => {
                (Some(schema), format!("{pointer}/schema"), styled)
            }
            ParameterSchemaOrContent::Content(content) => match content.first() {
                Some((media_type, media)) => {
                    let mut pointer = format!("{pointer}/content");
                    push_step(&mut pointer, media_type);
                    (
                        media.schema.as_ref(),
                        format!("{pointer}/schema"),
                        ParameterEncoding::Content(media_type.clone()),
                    )
                }
                None => (None, pointer.to_owned(), styled),
            },
        };
        let (ty, mut docs) = match schema {
            Some(schema) => {
                let ty = self.schema(schema, &Site::start(&pointer, &root));
                let docs = self.use_docs(schema.into(), &ty);
                (split_null(ty).0, docs)
            }
            None => (Type::String(Text::Plain), Docs::default()),
        };
        if let Some(text) = docs::text(data.description.as_ref()) {
            docs.description = Some(text);
        }
        docs.deprecated |= data.deprecated.unwrap_or(false);
        (ty, docs, encoding)
    }

    /// Drops parameters of the path that its template has not, and adds those it has undeclared.
    fn against_template(
        &mut self,
        parameters: Vec<Parameter>,
        path: &str,
        pointer: &str,
    ) -> Vec<Parameter> {
        let names = template_names(path);
        let mut kept = Vec::new();
        for parameter in parameters {
            if parameter.location == Location::Path && !names.contains(&parameter.name.as_str()) {
                let message = format!(
                    "the path has no `{{{}}}`: the parameter is left out",
                    parameter.name
                );
                self.warn(pointer, message);
                continue;
            }
            kept.push(parameter);
        }
        for name in &names {
            if kept
                .iter()
                .any(|known| known.location == Location::Path && known.name == *name)
            {
                continue;
            }
            self.warn(
                pointer,
                format!("the path has `{{{name}}}`, which is not declared: it is taken as text"),
            );
            kept.push(Parameter {
                name: (*name).to_owned(),
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
            });
        }
        ordered(kept, &names)
    }
}

fn query_style(style: &QueryStyle) -> Style {
    match style {
        QueryStyle::Form => Style::Form,
        QueryStyle::SpaceDelimited => Style::SpaceDelimited,
        QueryStyle::PipeDelimited => Style::PipeDelimited,
        QueryStyle::DeepObject => Style::DeepObject,
    }
}

fn path_style(style: &PathStyle) -> Style {
    match style {
        PathStyle::Matrix => Style::Matrix,
        PathStyle::Label => Style::Label,
        PathStyle::Simple => Style::Simple,
    }
}
