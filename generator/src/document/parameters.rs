//! Parameters and headers.

use super::at::At;
use super::collection::Serialization;
use super::model::{
    Header, MediaType, Parameter, ParameterLocation, ParameterStyle, ParameterValue, Schema,
    SchemaId,
};
use super::walk::Walk;
use crate::diagnostic::{Code, push_step};
use crate::maps::IndexMap;
use crate::source::Node;

impl<'s> Walk<'s, '_> {
    /// Reads a parameter. One without a name or a valid location is reported and left out.
    pub(super) fn parameter(&mut self, at: &At<'s, '_>) -> Option<Parameter> {
        if !self.is_object(at) {
            return None;
        }
        let said = self.required_text(at, "in");
        let name = self.required_text(at, "name");
        if at.node.get("name").and_then(Node::as_str) == Some("") {
            self.warn(
                Code::KeyMissing,
                at,
                "the name of this parameter is empty: it is left out",
            )
            .advise("name it");
        }
        let required = self.flag_of(at, "required");
        if said == "querystring" {
            let value = self.query_content(at);
            return (!name.is_empty()).then(|| self.query_string(at, name, required, value));
        }
        let value = self.schema_or_content(at);
        if name.is_empty() {
            return None;
        }
        let location = self.location(at, &said)?;
        let is_in_path = location == ParameterLocation::Path;
        if is_in_path && !required {
            self.warn(
                Code::PathParameterOptional,
                at,
                "a path parameter is always required: taken as that",
            )
            .advise("add `required: true`");
        }
        let written = self.serialization(at, location);
        Some(Parameter {
            name,
            location,
            description: self.text_of(at, "description"),
            required: required || is_in_path,
            deprecated: self.flag_of(at, "deprecated"),
            style: written.style,
            explode: written.explode,
            allow_reserved: self.allow_reserved(at, location),
            items: written.items,
            value,
            example: self.value_of_examples(at).map(|value| *value),
            serialized: self.serialized(at),
            extensions: self.extensions(at),
        })
    }

    fn location(&mut self, at: &At<'s, '_>, said: &str) -> Option<ParameterLocation> {
        let (message, advice) = match said {
            "query" => return Some(ParameterLocation::Query),
            "header" => return Some(ParameterLocation::Header),
            "path" => return Some(ParameterLocation::Path),
            "cookie" => return Some(ParameterLocation::Cookie),
            "body" | "formData" => (
                format!("a parameter of OpenAPI 3 does not travel in `{said}`: left out"),
                "use `requestBody`",
            ),
            _ => (
                format!("a parameter cannot travel in `{said}`: left out"),
                "use query, querystring, header, path or cookie",
            ),
        };
        self.warn(Code::ParameterLocation, at, message)
            .advise(advice);
        None
    }

    /// `allowReserved`, which OpenAPI 3.2 has in paths too. Elsewhere it is reported.
    fn allow_reserved(&mut self, at: &At<'s, '_>, location: ParameterLocation) -> bool {
        let Some(written) = at.get("allowReserved") else {
            return false;
        };
        let is_allowed = self.flag(&written).unwrap_or_default();
        let place = match location {
            ParameterLocation::Query | ParameterLocation::Path => return is_allowed,
            ParameterLocation::Header => "a header",
            ParameterLocation::Cookie => "a cookie",
            ParameterLocation::QueryString => "a whole query",
        };
        if is_allowed {
            let message = format!("`allowReserved` has no effect in {place}: left out");
            self.warn(Code::KeywordWithoutEffect, &written, message)
                .advise("remove it");
        }
        false
    }

    /// A header.
    pub(super) fn header(&mut self, at: &At<'s, '_>) -> Option<Header> {
        if !self.is_object(at) {
            return None;
        }
        let written = self.serialization(at, ParameterLocation::Header);
        self.serialized(at);
        Some(Header {
            description: self.text_of(at, "description"),
            required: self.flag_of(at, "required"),
            deprecated: self.flag_of(at, "deprecated"),
            style: written.style,
            value: self.schema_or_content(at),
            example: self.value_of_examples(at).map(|value| *value),
        })
    }

    /// A parameter that is the whole query. It has a media type, and so no style.
    fn query_string(
        &mut self,
        at: &At<'s, '_>,
        name: String,
        required: bool,
        value: ParameterValue,
    ) -> Parameter {
        for key in ["style", "explode", "allowReserved"] {
            if let Some(written) = at.get(key) {
                self.warn(
                    Code::WholeQuery,
                    &written,
                    format!("`{key}` says nothing of a whole query: left out"),
                )
                .advise("say in `content` how it is written");
            }
        }
        Parameter {
            name,
            location: ParameterLocation::QueryString,
            description: self.text_of(at, "description"),
            required,
            deprecated: self.flag_of(at, "deprecated"),
            style: ParameterStyle::Form,
            explode: true,
            allow_reserved: false,
            items: Vec::new(),
            value,
            example: at.get_raw("example").map(|at| at.node.to_json()),
            serialized: self.serialized(at),
            extensions: self.extensions(at),
        }
    }

    /// Reads the `content` of a whole query. A query that only a schema describes is a form.
    fn query_content(&mut self, at: &At<'s, '_>) -> ParameterValue {
        const FORM: &str = "application/x-www-form-urlencoded";
        let content = self.parameter_content(at);
        if !content.is_empty() {
            return ParameterValue::Content(content);
        }
        let schema = at.get_raw("schema");
        let message = match schema {
            Some(_) => "a whole query has `content`, not `schema`: taken as a form",
            None => "`content` is missing: any form is admitted",
        };
        self.warn(Code::WholeQuery, at, message)
            .advise(format!("put the schema below `content: {{ {FORM}: ... }}`"));
        let mut place = format!("{}/content", at.target());
        push_step(&mut place, FORM);
        self.origins.record(place, at.file(), at.source());
        let media = MediaType {
            schema: schema.map(|schema| self.schema(&schema)),
            ..MediaType::default()
        };
        ParameterValue::Content(IndexMap::from_iter([(FORM.to_owned(), media)]))
    }

    /// `content` of a parameter or header: one media type.
    fn parameter_content(&mut self, at: &At<'s, '_>) -> IndexMap<String, MediaType> {
        let mut content = self.content(at);
        if content.len() > 1 {
            self.warn(
                Code::ParameterSchema,
                at,
                "`content` of a parameter has one media type: the first counts",
            )
            .advise("remove the others");
            content.truncate(1);
        }
        content
    }

    /// `schema` or `content`. A parameter of Swagger 2.0 is a schema itself.
    fn schema_or_content(&mut self, at: &At<'s, '_>) -> ParameterValue {
        if let Some(schema) = at.get_raw("schema") {
            return ParameterValue::Schema(self.schema(&schema));
        }
        if at.get("content").is_some() {
            let content = self.parameter_content(at);
            if !content.is_empty() {
                return ParameterValue::Content(content);
            }
        }
        if let Some(Node::String(_) | Node::Array(_)) = at.node.get("type") {
            self.warn(
                Code::ParameterSchema,
                at,
                "`type` stands where `schema` is expected: taken as the schema",
            )
            .advise("put `type` and what belongs to it into `schema`");
            return ParameterValue::Schema(self.swagger_schema(at));
        }
        self.warn(
            Code::ParameterSchema,
            at,
            "neither `schema` nor `content` is here: any value is admitted",
        )
        .advise("add `schema`");
        ParameterValue::Schema(self.schemas.add(Schema::default()))
    }

    /// Reads a schema whose keywords stand directly in the parameter. Keys of the parameter itself are left out.
    fn swagger_schema(&mut self, at: &At<'s, '_>) -> SchemaId {
        let place = format!("{}/schema", at.target());
        let source = at.source();
        self.origins
            .record(place.clone(), at.file(), source.clone());
        let schema = self.swagger_object(&At::root(at.node, at.file(), &source, &place));
        self.schemas.add(schema)
    }

    /// Reads how a value becomes text, with the defaults of its location.
    pub(super) fn serialization(
        &mut self,
        at: &At<'s, '_>,
        location: ParameterLocation,
    ) -> Serialization {
        if let Some(collection) = self.collection(at, location) {
            return collection;
        }
        let style = self.style(at, location);
        let explode = at.get("explode").and_then(|at| self.flag(&at));
        Serialization {
            style,
            explode: explode.unwrap_or(explodes(style)),
            items: Vec::new(),
        }
    }

    /// `style`, or the default of a location.
    fn style(&mut self, at: &At<'s, '_>, location: ParameterLocation) -> ParameterStyle {
        use ParameterStyle as S;
        let (default, possible): (S, &[(&str, S)]) = match location {
            ParameterLocation::Query => (
                S::Form,
                &[
                    ("form", S::Form),
                    ("spaceDelimited", S::SpaceDelimited),
                    ("pipeDelimited", S::PipeDelimited),
                    ("deepObject", S::DeepObject),
                ],
            ),
            ParameterLocation::Path => (
                S::Simple,
                &[
                    ("simple", S::Simple),
                    ("label", S::Label),
                    ("matrix", S::Matrix),
                ],
            ),
            ParameterLocation::Header => (S::Simple, &[("simple", S::Simple)]),
            ParameterLocation::Cookie => (S::Form, &[("form", S::Form), ("cookie", S::Cookie)]),
            ParameterLocation::QueryString => (S::Form, &[("form", S::Form)]),
        };
        let Some(written) = at.get("style") else {
            return default;
        };
        let said = written.node.as_str().unwrap_or_else(|| written.node.kind());
        if let Some((_, style)) = possible.iter().find(|(name, _)| *name == said) {
            return *style;
        }
        let instead = possible.first().map_or("", |(name, _)| name);
        self.warn(
            Code::ParameterStyle,
            &written,
            format!("`{said}` is no style of this: taken as `{instead}`"),
        );
        default
    }
}

/// Whether `explode` is true by default for a style.
fn explodes(style: ParameterStyle) -> bool {
    matches!(
        style,
        ParameterStyle::Form | ParameterStyle::DeepObject | ParameterStyle::Cookie
    )
}
