//! Request bodies.

use super::component::last_segment;
use super::{Lowering, docs};
use crate::api::{Body, Direction, Docs, OperationId, Root, Shared};
use crate::diagnostic::push_step;
use openapiv3::{ReferenceOr, RequestBody};

impl<'d> Lowering<'d, '_> {
    /// What an operation sends.
    pub(super) fn body(
        &mut self,
        body: &'d ReferenceOr<RequestBody>,
        id: OperationId,
        pointer: &str,
    ) -> Option<Body> {
        let own = format!("{pointer}/requestBody");
        let (body, pointer, root) = match body {
            ReferenceOr::Item(body) => (body, own, Root::RequestBody(id)),
            ReferenceOr::Reference { reference } => {
                let Some((name, body)) = self.body_target(reference) else {
                    self.warn(
                        &own,
                        "there is no such request body: the operation sends none",
                    )
                    .advise("correct the reference");
                    return None;
                };
                let mut pointer = "/components/requestBodies".to_owned();
                push_step(&mut pointer, name);
                (
                    body,
                    pointer,
                    Root::Shared(Shared::RequestBody, name.to_owned()),
                )
            }
        };
        let media = self.media(&body.content, &pointer, &root, Direction::Sent);
        (!media.is_empty()).then(|| Body {
            required: body.required,
            docs: Docs {
                description: docs::text(body.description.as_ref()),
                ..Docs::default()
            },
            media,
        })
    }

    pub(super) fn body_target(&self, reference: &'d str) -> Option<(&'d str, &'d RequestBody)> {
        let mut name = last_segment(reference);
        for _ in 0..16 {
            match self.components.request_bodies.get(name)? {
                ReferenceOr::Item(body) => return Some((name, body)),
                ReferenceOr::Reference { reference } => name = last_segment(reference),
            }
        }
        None
    }
}
