//! Bodies: media types, encodings, examples, responses, links.

use super::at::At;
use super::component_kind::ComponentKind;
use super::model::{
    Encoding, Header, MediaType, ParameterLocation, PositionalEncoding, RequestBody, Response,
    Responses, component_name,
};
use super::walk::{Version, Walk};
use crate::diagnostic::Code;
use crate::maps::IndexMap;
use crate::source::Node;
use openapiv3::{ReferenceOr, StatusCode};

/// Pairs of keys of an example that exclude each other (OpenAPI 3.2, Example Object).
const EXCLUSIVE: [(&str, &str); 4] = [
    ("value", "externalValue"),
    ("value", "dataValue"),
    ("value", "serializedValue"),
    ("serializedValue", "externalValue"),
];

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
        if let Some(map) = at.get("links") {
            self.each_member(&map, |walk, _, member| {
                walk.referable(ComponentKind::Link, member, |walk, at| walk.link(at));
            });
        }
        Some(Response {
            description: self.response_text(at),
            headers: self.headers(at),
            content: self.content(at),
        })
    }

    /// Returns the description of a response. Since OpenAPI 3.2 it may have a summary instead, or neither.
    fn response_text(&mut self, at: &At<'s, '_>) -> String {
        if self.version != Version::V3_2 {
            return self.required_text(at, "description");
        }
        let said = self.text_of(at, "description");
        said.or_else(|| self.text_of(at, "summary"))
            .unwrap_or_default()
    }

    fn headers(&mut self, owner: &At<'s, '_>) -> IndexMap<String, ReferenceOr<Header>> {
        let mut headers = IndexMap::default();
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
        let mut content = IndexMap::default();
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
        let mut encoding = IndexMap::default();
        if let Some(map) = at.get("encoding") {
            self.each_member(&map, |walk, name, member| {
                let part = walk.encoding(member);
                encoding.insert(name.to_owned(), part);
            });
        }
        MediaType {
            schema: at.get("schema").map(|schema| self.schema(&schema)),
            item_schema: at.get("itemSchema").map(|schema| self.schema(&schema)),
            example: self.value_of_examples(at),
            serialized: self.serialized(at),
            encoding,
            positional: self.positional(at, Self::encoding),
        }
    }

    /// `prefixEncoding` and `itemEncoding`, beside which `encoding` means nothing (OpenAPI 3.2, Media Type Object).
    /// `build` makes an Encoding Object.
    fn positional(
        &mut self,
        at: &At<'s, '_>,
        build: fn(&mut Self, &At<'s, '_>) -> Encoding,
    ) -> Option<Box<PositionalEncoding>> {
        let (prefix, item) = (at.get("prefixEncoding"), at.get("itemEncoding"));
        if prefix.is_none() && item.is_none() {
            return None;
        }
        if let Some(named) = at.get("encoding") {
            self.diagnostics
                .warning(
                    Code::KeysExclusive,
                    named.key_place(),
                    "`encoding` stands beside `prefixEncoding` or `itemEncoding`: it is not used for lists of parts",
                )
                .advise("remove one of them: `encoding` is for parts that have names");
        }
        let mut positional = PositionalEncoding::default();
        if let Some(list) = prefix {
            self.each(&list, |walk, item| {
                let encoding = build(walk, item);
                positional.prefix.push(encoding);
            });
        }
        positional.item = item.map(|item| build(self, &item));
        Some(Box::new(positional))
    }

    fn encoding(&mut self, at: &At<'s, '_>) -> Encoding {
        if let Some(encoding) = self.inline_alone(at, |walk, there| walk.encoding(there)) {
            return encoding;
        }
        self.encoding_here(at)
    }

    /// An Encoding Object that is no reference: those in others are none, so that they cannot multiply.
    fn encoding_here(&mut self, at: &At<'s, '_>) -> Encoding {
        if !self.is_object(at) {
            return Encoding::default();
        }
        // Where one of these keys is given, the defaults of the others apply.
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
            positional: self.positional(at, Self::encoding_here),
        }
    }

    /// Returns the `serializedValue` of each of the `examples` of a parameter or media type. A client has no use for
    /// the rest of the examples: it is read only to report mistakes.
    pub(super) fn serialized(&mut self, owner: &At<'s, '_>) -> Vec<String> {
        let mut serialized = Vec::new();
        let Some(at) = owner.get("examples") else {
            return serialized;
        };
        if let Some(example) = owner
            .get_raw("example")
            .filter(|_| self.version == Version::V3_2)
        {
            self.diagnostics
                .warning(
                    Code::KeysExclusive,
                    example.key_place(),
                    "`example` stands beside `examples`: both are read",
                )
                .advise("move it into `examples`");
        }
        match at.node {
            Node::Object(_) => self.each_member(&at, |walk, _, member| {
                serialized.extend(walk.serialized_example(member));
            }),
            // Some write a list of values.
            Node::Array(_) => {}
            other => {
                self.warn(
                    Code::WrongJsonType,
                    &at,
                    format!("an object is expected here, not {}: left out", other.kind()),
                );
            }
        }
        serialized
    }

    /// Returns the `serializedValue` of an example, or of the one that it refers to.
    fn serialized_example(&mut self, at: &At<'s, '_>) -> Option<String> {
        let kind = ComponentKind::Example;
        match self.referable(kind, at, |walk, at| Some(walk.example(at)))? {
            ReferenceOr::Item(serialized) => serialized,
            ReferenceOr::Reference { reference } => {
                let name = component_name(&reference);
                let target = self.references.hoist.component(kind, name)?;
                let text = target.node.get("serializedValue")?.as_str()?;
                Some(text.to_owned())
            }
        }
    }

    /// Returns the `serializedValue` of an example (OpenAPI 3.2, Example Object).
    pub(super) fn example(&mut self, at: &At<'s, '_>) -> Option<String> {
        at.node.as_object()?;
        for (one, other) in EXCLUSIVE {
            if at.get_raw(one).is_some()
                && let Some(second) = at.get_raw(other)
            {
                self.diagnostics
                    .warning(
                        Code::KeysExclusive,
                        second.key_place(),
                        format!("`{other}` stands beside `{one}`: an example has one of them"),
                    )
                    .advise(
                        "use `dataValue` for the value, and `serializedValue` for how it is sent",
                    );
            }
        }
        self.text_of(at, "serializedValue")
    }

    /// Checks a link, and reports mistakes in it. A client has no use for links.
    pub(super) fn link(&mut self, at: &At<'s, '_>) -> Option<()> {
        if !self.is_object(at) {
            return None;
        }
        let operation = self.text_of(at, "operationId");
        if operation
            .or_else(|| self.text_of(at, "operationRef"))
            .is_none()
        {
            self.warn(
                Code::KeyMissing,
                at,
                "a link without `operationId` and `operationRef` leads nowhere: left out",
            );
            return None;
        }
        at.get("server").and_then(|at| self.server(&at));
        Some(())
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
