//! Request bodies.

use super::Lowering;
use super::schema::read::docs;
use crate::api::{Body, Direction, Docs, OperationId, Root, Shared};
use crate::diagnostic::{Code, push_step};
use crate::document::{Components, RequestBody};
use openapiv3::ReferenceOr;

impl<'d> Lowering<'d, '_> {
    /// Lowers the request body of an operation; `None` if the body has no content, or if its reference leads nowhere,
    /// which is reported.
    pub(super) fn body(
        &mut self,
        body: &'d ReferenceOr<RequestBody>,
        id: OperationId,
        pointer: &str,
    ) -> Option<Body> {
        let own = format!("{pointer}/requestBody");
        let Some((name, body)) = Components::follow(&self.components.request_bodies, body) else {
            self.warn(
                Code::ReferenceNotFound,
                &own,
                "there is no such request body: the operation sends none",
            )
            .advise("correct the reference");
            return None;
        };
        let (pointer, root) = match name {
            None => (own, Root::RequestBody(id)),
            Some(name) => shared_body(name),
        };
        let media = self.media(&body.content, &pointer, &root, Direction::Sent);
        let description = docs::text(body.description.as_ref());
        let examples = body.content.values().flat_map(|media| &media.serialized);
        (!media.is_empty()).then(|| Body {
            required: body.required,
            docs: Docs {
                description: docs::with_serialized(description, examples),
                ..Docs::default()
            },
            media,
        })
    }
}

/// Returns the pointer to a request body of the components, and the root for the types in it.
pub(super) fn shared_body(name: &str) -> (String, Root) {
    let mut pointer = "/components/requestBodies".to_owned();
    push_step(&mut pointer, name);
    let root = Root::Shared(Shared::RequestBody, name.to_owned());
    (pointer, root)
}
