//! The payloads of webhooks and callbacks: types only.

use super::Lowering;
use super::body::shared_body;
use crate::api::{Direction, Root};
use crate::diagnostic::push_step;
use crate::document::{Components, MethodOperation, PathItem};

impl<'d> Lowering<'d, '_> {
    /// Lowers the bodies of webhooks and callbacks.
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
            let Some(body) = &operation.request_body else {
                continue;
            };
            let Some((name, body)) = Components::follow(&self.components.request_bodies, body)
            else {
                continue;
            };
            let (pointer, root) = match name {
                None => (format!("{pointer}/{key}/requestBody"), root.clone()),
                Some(name) => shared_body(name),
            };
            let media = self.media(&body.content, &pointer, &root, Direction::Sent);
            let types = media.iter().filter_map(|media| media.content.ty().cloned());
            self.payloads.extend(types);
        }
        self.types.drain();
    }
}
