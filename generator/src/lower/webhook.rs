//! The payloads of webhooks and callbacks: types only.

use super::Lowering;
use crate::api::{Direction, Root, Shared};
use crate::diagnostic::push_step;
use crate::document::{MethodOperation, PathItem};
use openapiv3::ReferenceOr;

impl<'d> Lowering<'d, '_> {
    /// Lowers what webhooks and callbacks carry.
    pub(super) fn webhooks(&mut self) {
        for (name, item) in &self.document.webhooks {
            let mut pointer = "/webhooks".to_owned();
            push_step(&mut pointer, name);
            self.payloads_of(name, item, &pointer);
        }
        for (path, item) in &self.document.paths {
            for MethodOperation { key, operation, .. } in &item.operations {
                for (name, callback) in &operation.callbacks {
                    for (expression, item) in callback {
                        let mut pointer = "/paths".to_owned();
                        push_step(&mut pointer, path);
                        pointer = format!("{pointer}/{key}/callbacks");
                        push_step(&mut pointer, name);
                        push_step(&mut pointer, expression);
                        self.payloads_of(name, item, &pointer);
                    }
                }
            }
        }
    }

    fn payloads_of(&mut self, name: &str, item: &'d PathItem, pointer: &str) {
        let root = Root::Webhook(name.to_owned());
        for MethodOperation { key, operation, .. } in &item.operations {
            let media = match &operation.request_body {
                Some(ReferenceOr::Item(body)) => {
                    let pointer = format!("{pointer}/{key}/requestBody");
                    self.media(&body.content, &pointer, &root, Direction::Sent)
                }
                Some(ReferenceOr::Reference { reference }) => {
                    let Some((name, body)) = self.body_target(reference) else {
                        continue;
                    };
                    let mut pointer = "/components/requestBodies".to_owned();
                    push_step(&mut pointer, name);
                    let root = Root::Shared(Shared::RequestBody, name.to_owned());
                    self.media(&body.content, &pointer, &root, Direction::Sent)
                }
                None => continue,
            };
            let types = media.iter().filter_map(|media| media.content.ty().cloned());
            self.payloads.extend(types);
        }
        self.drain();
    }
}
