//! Bodies: media types, encodings, examples, responses, links.

use super::at::At;
use super::component_kind::ComponentKind;
use super::model::{
    Encoding, Header, MediaType, ParameterLocation, RequestBody, Response, Responses,
};
use super::walk::{Version, Walk};
use crate::diagnostic::Code;
use crate::source::Node;
use indexmap::IndexMap;
use openapiv3::{Example, Link, LinkOperation, ReferenceOr, StatusCode};

impl<'s> Walk<'s, '_> {
    /// A request body.
    pub(super) fn request_body(&mut self, at: &At<'s, '_>) -> Option<RequestBody> {
        if !self.is_object(at) {
            return None;
        }
        Some(RequestBody {
            description: self.text_of(at, "description"),
            content: self.content(at),
            required: self.flag_of(at, "required"),
        })
    }

    /// `responses` of an operation.
    pub(super) fn responses(&mut self, at: &At<'s, '_>) -> Responses {
        let mut responses = Responses::default();
        self.each_member(at, |walk, key, member| {
            if key.starts_with("x-") {
                return;
            }
            let build = |walk: &mut Self| {
                walk.referable(ComponentKind::Response, member, |walk, at| {
                    walk.response(at)
                })
                .unwrap_or_else(|| ReferenceOr::Item(Response::default()))
            };
            if key.eq_ignore_ascii_case("default") {
                responses.default = Some(build(walk));
            } else if let Some(status) = status(key) {
                let response = build(walk);
                responses.responses.insert(status, response);
            } else {
                walk.diagnostics
                    .warning(
                        Code::StatusUnknown,
                        member.key_place(),
                        format!("`{key}` is no status: left out"),
                    )
                    .advise("use a code like 200, a range like 2XX, or default");
            }
        });
        responses
    }

    /// A response.
    pub(super) fn response(&mut self, at: &At<'s, '_>) -> Option<Response> {
        if *at.node == Node::Null || !self.is_object(at) {
            return None;
        }
        let mut links = IndexMap::new();
        if let Some(map) = at.get("links") {
            self.each_member(&map, |walk, name, member| {
                let link = walk.referable(ComponentKind::Link, member, |walk, at| walk.link(at));
                links.extend(link.map(|link| (name.to_owned(), link)));
            });
        }
        Some(Response {
            description: self.response_text(at),
            headers: self.headers(at),
            content: self.content(at),
            links,
        })
    }

    /// What a response says of itself. Since OpenAPI 3.2 that may be a summary, or nothing.
    fn response_text(&mut self, at: &At<'s, '_>) -> String {
        if self.version != Version::V3_2 {
            return self.required_text(at, "description");
        }
        let said = self.text_of(at, "description");
        said.or_else(|| self.text_of(at, "summary"))
            .unwrap_or_default()
    }

    fn headers(&mut self, owner: &At<'s, '_>) -> IndexMap<String, ReferenceOr<Header>> {
        let mut headers = IndexMap::new();
        if let Some(map) = owner.get("headers") {
            headers.reserve_exact(map.size());
            self.each_member(&map, |walk, name, member| {
                let header =
                    walk.referable(ComponentKind::Header, member, |walk, at| walk.header(at));
                headers.extend(header.map(|header| (name.to_owned(), header)));
            });
        }
        headers
    }

    /// `content`: media types.
    pub(super) fn content(&mut self, owner: &At<'s, '_>) -> IndexMap<String, MediaType> {
        let mut content = IndexMap::new();
        if let Some(map) = owner.get("content") {
            content.reserve_exact(map.size());
            self.each_member(&map, |walk, media_type, member| {
                let media = walk.media(member);
                content.insert(media_type.to_owned(), media);
            });
        }
        content
    }

    fn media(&mut self, at: &At<'s, '_>) -> MediaType {
        if *at.node == Node::Null || !self.is_object(at) {
            return MediaType::default();
        }
        if let Some(media) = self.inline_alone(at, |walk, there| walk.media(there)) {
            return media;
        }
        let mut encoding = IndexMap::new();
        if let Some(map) = at.get("encoding") {
            self.each_member(&map, |walk, name, member| {
                let part = walk.encoding(member);
                encoding.insert(name.to_owned(), part);
            });
        }
        MediaType {
            schema: at.get("schema").map(|schema| self.schema(&schema)),
            item_schema: at.get("itemSchema").map(|schema| self.schema(&schema)),
            example: at.get_raw("example").map(|at| at.node.to_json()),
            examples: self.examples(at),
            encoding,
        }
    }

    fn encoding(&mut self, at: &At<'s, '_>) -> Encoding {
        if !self.is_object(at) {
            return Encoding::default();
        }
        if let Some(encoding) = self.inline_alone(at, |walk, there| walk.encoding(there)) {
            return encoding;
        }
        // Whoever says one of the three means the default of the others.
        let is_styled = ["style", "explode", "allowReserved", "collectionFormat"]
            .iter()
            .any(|key| at.get(key).is_some());
        let written = self.serialization(at, ParameterLocation::Query);
        Encoding {
            content_type: self.text_of(at, "contentType"),
            headers: self.headers(at),
            style: is_styled.then_some(written.style),
            explode: written.explode,
            allow_reserved: self.flag_of(at, "allowReserved"),
            items: written.items,
        }
    }

    /// `examples` of a parameter or media type: a map; some write a list.
    pub(super) fn examples(
        &mut self,
        owner: &At<'s, '_>,
    ) -> IndexMap<String, ReferenceOr<Example>> {
        let mut examples = IndexMap::new();
        let Some(at) = owner.get("examples") else {
            return examples;
        };
        match at.node {
            Node::Object(_) => self.each_member(&at, |walk, name, member| {
                let example =
                    walk.referable(ComponentKind::Example, member, |walk, at| walk.example(at));
                examples.extend(example.map(|example| (name.to_owned(), example)));
            }),
            Node::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    let example = Example {
                        value: Some(item.to_json()),
                        ..Example::default()
                    };
                    examples.insert(index.to_string(), ReferenceOr::Item(example));
                }
            }
            other => {
                self.warn(
                    Code::WrongJsonType,
                    &at,
                    format!("an object is expected here, not {}: left out", other.kind()),
                );
            }
        }
        examples
    }

    /// An example.
    pub(super) fn example(&mut self, at: &At<'s, '_>) -> Option<Example> {
        if at.node.as_object().is_none() {
            return Some(Example {
                value: Some(at.node.to_json()),
                ..Example::default()
            });
        }
        Some(Example {
            summary: self.text_of(at, "summary"),
            description: self.text_of(at, "description"),
            value: at
                .get_raw("value")
                .or_else(|| at.get_raw("dataValue"))
                .map(|at| at.node.to_json()),
            external_value: self.text_of(at, "externalValue"),
            extensions: self.extensions(at),
        })
    }

    /// A link.
    pub(super) fn link(&mut self, at: &At<'s, '_>) -> Option<Link> {
        if !self.is_object(at) {
            return None;
        }
        let operation = match (
            self.text_of(at, "operationId"),
            self.text_of(at, "operationRef"),
        ) {
            (Some(id), _) => LinkOperation::OperationId(id),
            (None, Some(reference)) => LinkOperation::OperationRef(reference),
            (None, None) => {
                self.warn(
                    Code::KeyMissing,
                    at,
                    "a link without `operationId` and `operationRef` leads nowhere: left out",
                );
                return None;
            }
        };
        let parameters = at
            .get("parameters")
            .and_then(|at| at.node.as_object())
            .map(|members| {
                members
                    .iter()
                    .map(|(name, node)| (name.clone(), node.to_json()))
                    .collect()
            });
        Some(Link {
            description: self.text_of(at, "description"),
            operation,
            request_body: at.get("requestBody").map(|at| at.node.to_json()),
            parameters: parameters.unwrap_or_default(),
            server: at.get("server").and_then(|at| self.server(&at)),
            extensions: self.extensions(at),
        })
    }
}

/// The status that a key of `responses` names.
fn status(key: &str) -> Option<StatusCode> {
    if let Ok(code) = key.trim().parse::<u16>() {
        return (100..1000)
            .contains(&code)
            .then_some(StatusCode::Code(code));
    }
    let digit = key
        .strip_suffix("XX")
        .or_else(|| key.strip_suffix("xx"))?
        .parse::<u16>()
        .ok()?;
    (1..=5).contains(&digit).then_some(StatusCode::Range(digit))
}
