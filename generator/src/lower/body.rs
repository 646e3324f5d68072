//! Bodies of requests and responses.

use super::schema::split_null;
use super::site::Site;
use super::{Lowering, component, docs};
use crate::api::{Body, Docs, Media, OperationId, Response, Root, StatusPattern, Type};
use crate::diagnostic::push_step;
use indexmap::IndexMap;
use openapiv3::{MediaType, ReferenceOr, RequestBody, Responses, StatusCode};

impl<'d> Lowering<'d, '_> {
    /// What an operation sends.
    pub(super) fn request_body(
        &mut self,
        id: OperationId,
        body: &'d ReferenceOr<RequestBody>,
        pointer: &str,
    ) -> Option<Body> {
        let (body, pointer) = match body {
            ReferenceOr::Item(body) => (body, format!("{pointer}/requestBody")),
            ReferenceOr::Reference { reference } => {
                let name = component::last_segment(reference);
                let mut pointer = "/components/requestBodies".to_owned();
                push_step(&mut pointer, name);
                (
                    self.components.request_bodies.get(name)?.as_item()?,
                    pointer,
                )
            }
        };
        let media = self.media(&Root::RequestBody(id), &body.content, &pointer);
        if media.is_empty() {
            return None;
        }
        let docs = Docs {
            description: docs::text(body.description.as_ref()),
            ..Docs::default()
        };
        Some(Body {
            required: body.required,
            docs,
            media,
        })
    }

    /// What an operation may receive.
    pub(super) fn responses(
        &mut self,
        id: OperationId,
        responses: &'d Responses,
        pointer: &str,
    ) -> Vec<Response> {
        let mut lowered = Vec::new();
        let coded = responses
            .responses
            .iter()
            .map(|(code, response)| (status(code), code.to_string(), response));
        let default = responses
            .default
            .iter()
            .map(|response| (StatusPattern::Default, "default".to_owned(), response));
        for (status, key, response) in coded.chain(default) {
            let pointer = format!("{pointer}/responses/{key}");
            let (response, pointer) = match response {
                ReferenceOr::Item(response) => (response, pointer),
                ReferenceOr::Reference { reference } => {
                    let name = component::last_segment(reference);
                    let mut pointer = "/components/responses".to_owned();
                    push_step(&mut pointer, name);
                    let Some(response) = self
                        .components
                        .responses
                        .get(name)
                        .and_then(ReferenceOr::as_item)
                    else {
                        continue;
                    };
                    (response, pointer)
                }
            };
            let media = self.media(&Root::Response(id, status), &response.content, &pointer);
            let docs = Docs {
                description: docs::text(Some(&response.description)),
                ..Docs::default()
            };
            lowered.push(Response {
                status,
                docs,
                media,
                headers: Vec::new(),
            });
        }
        lowered
    }

    /// The forms of a body.
    fn media(
        &mut self,
        root: &Root,
        content: &'d IndexMap<String, MediaType>,
        pointer: &str,
    ) -> Vec<Media> {
        let mut media = Vec::new();
        for (name, content) in content {
            let mut pointer = format!("{pointer}/content");
            push_step(&mut pointer, name);
            pointer.push_str("/schema");
            let ty = match &content.schema {
                Some(schema) => self.schema(schema, &Site::start(&pointer, root)),
                None => Type::Any,
            };
            let ty = match split_null(ty) {
                (Type::Any, _) => Type::Any,
                (ty, false) => ty,
                (ty, true) => Type::Nullable(Box::new(ty)),
            };
            let name = name
                .split(';')
                .next()
                .unwrap_or_default()
                .trim()
                .to_ascii_lowercase();
            media.push(Media {
                media_type: name,
                ty,
            });
        }
        media
    }
}

/// The statuses that a key of the responses stands for.
fn status(code: &StatusCode) -> StatusPattern {
    match code {
        StatusCode::Code(code) => StatusPattern::Code(*code),
        StatusCode::Range(digit) => StatusPattern::Range(u8::try_from(*digit).unwrap_or(0)),
    }
}
