//! Paths, webhooks, callbacks, and what their operations say.

use super::at::{At, Step};
use super::component_kind::ComponentKind;
use super::model::{Operation, Parameter, PathItem, Responses};
use super::walk::{Version, Walk};
use crate::diagnostic::{Code, push_step};
use crate::limits::PATH_BYTES;
use crate::maps::IndexMap;
use crate::source::Node;
use openapiv3::ReferenceOr;

/// Path items by path or by expression, in document order.
pub(super) type PathItems = IndexMap<String, PathItem>;

impl<'s> Walk<'s, '_> {
    /// `paths`.
    pub(super) fn paths(&mut self, root: &At<'s, '_>) -> PathItems {
        let mut paths = PathItems::default();
        let more = root.get("x-ms-paths");
        let Some(at) = root.get("paths") else {
            let is_needed = self.version <= Version::V3_0
                || !["components", "webhooks", "x-ms-paths"]
                    .iter()
                    .any(|key| root.get(key).is_some());
            if is_needed {
                self.warn(
                    Code::KeyMissing,
                    root,
                    "`paths` is missing: the client has no operations",
                )
                .advise("add `paths`");
            }
            self.more_paths(more, &mut paths);
            return paths;
        };
        if !matches!(at.node, Node::Object(_) | Node::Null) {
            // Without any path there is no client.
            let message = format!("`paths` is an object, not {}", at.node.kind());
            self.error(Code::WrongJsonType, &at, message)
                .advise("write the path items below their paths, as in `/pets: { get: ... }`");
            return paths;
        }
        paths.reserve_exact(at.size());
        self.each_member(&at, |walk, path, member| {
            walk.path(path, member, &mut paths)
        });
        self.more_paths(more, &mut paths);
        paths
    }

    /// Adds the paths that Azure's documents set apart, because their keys differ in the query alone: `x-ms-paths`.
    fn more_paths(&mut self, at: Option<At<'s, '_>>, paths: &mut PathItems) {
        let Some(at) = at else { return };
        self.each_member(&at, |walk, path, member| {
            if paths.contains_key(path) {
                walk.diagnostics
                    .warning(
                        Code::DescribedTwice,
                        member.key_place(),
                        format!("`paths` has `{path}` already: left out"),
                    )
                    .advise("describe it once");
                return;
            }
            let mut target = "/paths".to_owned();
            push_step(&mut target, path);
            let source = member.source();
            walk.origins
                .record(target.clone(), member.file(), source.clone());
            let moved = At::root(member.node, member.file(), &source, &target);
            walk.path(path, &moved, paths);
        });
    }

    /// The item of a path.
    fn path(&mut self, path: &str, member: &At<'s, '_>, paths: &mut PathItems) {
        if path.starts_with("x-") {
            return;
        }
        if path.len() > PATH_BYTES {
            let message = format!(
                "a path has at most {PATH_BYTES} bytes, and this one {}: it is left out",
                path.len()
            );
            self.diagnostics
                .warning(Code::LimitReached, member.key_place(), message)
                .advise("send what is so long in a body");
            return;
        }
        if path.starts_with('/') {
            let item = self.path_item(member);
            paths.insert(path.to_owned(), item);
            return;
        }
        self.diagnostics
            .warning(
                Code::PathWithoutSlash,
                member.key_place(),
                "a path begins with a slash: one is put before it",
            )
            .advise(format!("write `/{path}`"));
        let path = format!("/{path}");
        let member = member.moved(Step::Key(&path));
        self.origins
            .record(member.target(), member.file(), member.source());
        let item = self.path_item(&member);
        paths.entry(path.clone()).or_insert(item);
    }

    /// `webhooks`.
    pub(super) fn webhooks(&mut self, root: &At<'s, '_>) -> Vec<(String, PathItem)> {
        let mut webhooks = Vec::new();
        for key in ["webhooks", "x-webhooks"] {
            if let Some(at) = root.get(key) {
                let at = at.moved(Step::Key("webhooks"));
                if key != "webhooks" {
                    self.origins.record(at.target(), at.file(), at.source());
                }
                self.each_member(&at, |walk, name, member| {
                    let item = walk.path_item(member);
                    webhooks.push((name.to_owned(), item));
                });
            }
        }
        webhooks
    }

    pub(super) fn operation(&mut self, at: &At<'s, '_>) -> Option<Operation> {
        if !self.is_object(at) {
            return None;
        }
        if let Some(operation) = self.inline_alone(at, |walk, there| walk.operation(there)) {
            return operation;
        }
        let mut callbacks = IndexMap::default();
        if let Some(map) = at.get("callbacks") {
            self.each_member(&map, |walk, name, member| {
                if !name.starts_with("x-") {
                    let callback = walk.callback(member);
                    callbacks.insert(name.to_owned(), callback);
                }
            });
        }
        Some(Operation {
            tags: at
                .get("tags")
                .map(|at| self.text_list(&at))
                .unwrap_or_default(),
            summary: self.text_of(at, "summary"),
            description: self.text_of(at, "description"),
            external_docs: at
                .get("externalDocs")
                .and_then(|at| self.external_docs(&at)),
            operation_id: self.text_of(at, "operationId").filter(|id| !id.is_empty()),
            parameters: self.parameters(at),
            request_body: at.get("requestBody").and_then(|at| {
                self.referable(ComponentKind::RequestBody, &at, |walk, at| {
                    walk.request_body(at)
                })
            }),
            responses: self.responses_of(at),
            callbacks,
            deprecated: self.flag_of(at, "deprecated"),
            security: self.security(at),
            servers: self.servers(at),
            extensions: self.extensions(at),
        })
    }

    fn responses_of(&mut self, operation: &At<'s, '_>) -> Responses {
        match operation.get("responses") {
            Some(at) => self.responses(&at),
            None => {
                if self.version <= Version::V3_0 {
                    self.warn(
                        Code::KeyMissing,
                        operation,
                        "`responses` is missing: any response is taken as undocumented",
                    )
                    .advise("add `responses`");
                }
                Responses::default()
            }
        }
    }

    pub(super) fn parameters(&mut self, owner: &At<'s, '_>) -> Vec<ReferenceOr<Parameter>> {
        let mut parameters = Vec::new();
        let Some(at) = owner.get("parameters") else {
            return parameters;
        };
        parameters.reserve_exact(at.size());
        let mut index = 0;
        self.each(&at, |walk, item| {
            let item_moved = item.moved(Step::Index(parameters.len()));
            if index != parameters.len() {
                walk.origins
                    .record(item_moved.target(), item.file(), item.source());
            }
            index += 1;
            parameters.extend(
                walk.referable(ComponentKind::Parameter, &item_moved, |walk, at| {
                    walk.parameter(at)
                }),
            );
        });
        parameters
    }

    /// A callback: path items by expression.
    fn callback(&mut self, at: &At<'s, '_>) -> PathItems {
        if let Some(callback) = self.inline(Some(ComponentKind::Callback), at, |walk, at| {
            walk.callback(at)
        }) {
            return callback;
        }
        let mut callback = PathItems::default();
        self.each_member(at, |walk, expression, member| {
            if !expression.starts_with("x-") {
                let item = walk.path_item(member);
                callback.insert(expression.to_owned(), item);
            }
        });
        callback
    }
}
