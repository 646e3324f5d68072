//! Parameters and headers.

use super::at::At;
use super::schema::anything;
use super::walk::Walk;
use crate::source::Node;
use openapiv3::{
    CookieStyle, Header, HeaderStyle, Parameter, ParameterData, ParameterSchemaOrContent,
    PathStyle, QueryStyle, ReferenceOr,
};

/// `allowReserved` of a parameter in the path.
pub(crate) const PATH_RESERVED: &str = "x-jackfield~allowReserved";

impl<'s> Walk<'s, '_> {
    /// A parameter. One that cannot be said to travel anywhere is reported and left out.
    pub(super) fn parameter(&mut self, at: &At<'s, '_>) -> Option<Parameter> {
        if !self.is_object(at) {
            return None;
        }
        let location = self.required_text(at, "in");
        let mut parameter_data = self.parameter_data(at);
        if parameter_data.name.is_empty() {
            return None;
        }
        Some(match location.as_str() {
            "query" => Parameter::Query {
                allow_reserved: self.flag_of(at, "allowReserved"),
                style: self.query_style(at),
                allow_empty_value: at.get("allowEmptyValue").and_then(|at| self.flag(&at)),
                parameter_data,
            },
            "header" => {
                self.only_style(at, "simple");
                Parameter::Header {
                    parameter_data,
                    style: HeaderStyle::Simple,
                }
            }
            "path" => {
                if !parameter_data.required {
                    self.warn(at, "a path parameter is always required: taken as that")
                        .advise("add `required: true`");
                    parameter_data.required = true;
                }
                // OpenAPI 3.2 has it in paths too; `openapiv3` has no place for it.
                if self.flag_of(at, "allowReserved") {
                    let extensions = &mut parameter_data.extensions;
                    extensions.insert(PATH_RESERVED.to_owned(), true.into());
                }
                Parameter::Path {
                    parameter_data,
                    style: self.path_style(at),
                }
            }
            "cookie" => {
                self.only_style(at, "form");
                Parameter::Cookie {
                    parameter_data,
                    style: CookieStyle::Form,
                }
            }
            "body" | "formData" => {
                self.warn(
                    at,
                    format!("a parameter of OpenAPI 3 does not travel in `{location}`: left out"),
                )
                .advise("use `requestBody`");
                return None;
            }
            _ => {
                self.warn(
                    at,
                    format!("a parameter cannot travel in `{location}`: left out"),
                )
                .advise("use query, header, path or cookie");
                return None;
            }
        })
    }

    fn parameter_data(&mut self, at: &At<'s, '_>) -> ParameterData {
        ParameterData {
            name: self.required_text(at, "name"),
            description: self.text_of(at, "description"),
            required: self.flag_of(at, "required"),
            deprecated: at.get("deprecated").and_then(|at| self.flag(&at)),
            format: self.schema_or_content(at),
            example: at.get_raw("example").map(|at| at.node.to_json()),
            examples: self.examples(at),
            explode: at.get("explode").and_then(|at| self.flag(&at)),
            extensions: self.extensions(at),
        }
    }

    /// A header.
    pub(super) fn header(&mut self, at: &At<'s, '_>) -> Option<Header> {
        if !self.is_object(at) {
            return None;
        }
        self.only_style(at, "simple");
        Some(Header {
            description: self.text_of(at, "description"),
            style: HeaderStyle::Simple,
            required: self.flag_of(at, "required"),
            deprecated: at.get("deprecated").and_then(|at| self.flag(&at)),
            format: self.schema_or_content(at),
            example: at.get_raw("example").map(|at| at.node.to_json()),
            examples: self.examples(at),
            extensions: self.extensions(at),
        })
    }

    /// `schema` or `content`. A parameter of Swagger 2.0 is a schema itself.
    fn schema_or_content(&mut self, at: &At<'s, '_>) -> ParameterSchemaOrContent {
        if let Some(schema) = at.get_raw("schema") {
            return ParameterSchemaOrContent::Schema(self.schema(&schema));
        }
        if at.get("content").is_some() {
            let content = self.content(at);
            if !content.is_empty() {
                return ParameterSchemaOrContent::Content(content);
            }
        }
        if let Some(Node::String(_) | Node::Array(_)) = at.node.get("type") {
            self.warn(
                at,
                "`type` stands where `schema` is expected: taken as the schema",
            )
            .advise("put `type` and what belongs to it into `schema`");
            return ParameterSchemaOrContent::Schema(self.swagger_schema(at));
        }
        self.warn(
            at,
            "neither `schema` nor `content` is here: any value is admitted",
        )
        .advise("add `schema`");
        ParameterSchemaOrContent::Schema(ReferenceOr::Item(anything()))
    }

    /// The schema that a parameter is itself, without what belongs to the parameter.
    fn swagger_schema(&mut self, at: &At<'s, '_>) -> ReferenceOr<openapiv3::Schema> {
        let place = format!("{}/schema", at.target());
        let source = at.source();
        self.origins
            .record(place.clone(), at.file(), source.clone());
        let schema = self.swagger_object(&At::root(at.node, at.file(), &source, &place));
        ReferenceOr::Item(schema)
    }

    fn query_style(&mut self, at: &At<'s, '_>) -> QueryStyle {
        let Some(style) = at.get("style") else {
            return QueryStyle::Form;
        };
        match style.node.as_str() {
            Some("form") => QueryStyle::Form,
            Some("spaceDelimited") => QueryStyle::SpaceDelimited,
            Some("pipeDelimited") => QueryStyle::PipeDelimited,
            Some("deepObject") => QueryStyle::DeepObject,
            _ => {
                self.unknown_style(&style, "form");
                QueryStyle::Form
            }
        }
    }

    fn path_style(&mut self, at: &At<'s, '_>) -> PathStyle {
        let Some(style) = at.get("style") else {
            return PathStyle::Simple;
        };
        match style.node.as_str() {
            Some("simple") => PathStyle::Simple,
            Some("label") => PathStyle::Label,
            Some("matrix") => PathStyle::Matrix,
            _ => {
                self.unknown_style(&style, "simple");
                PathStyle::Simple
            }
        }
    }

    fn only_style(&mut self, at: &At<'s, '_>, only: &str) {
        if let Some(style) = at.get("style")
            && style.node.as_str() != Some(only)
        {
            self.unknown_style(&style, only);
        }
    }

    fn unknown_style(&mut self, at: &At<'s, '_>, instead: &str) {
        let style = at.node.as_str().unwrap_or_else(|| at.node.kind());
        self.warn(
            at,
            format!("`{style}` is no style of this: taken as `{instead}`"),
        );
    }

    /// The style of a form's part.
    pub(super) fn encoding_style(&mut self, at: &At<'s, '_>) -> Option<QueryStyle> {
        at.get("style").is_some().then(|| self.query_style(at))
    }
}
