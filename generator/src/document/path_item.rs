//! Path items: which of their keys are operations, and the methods of these.

use super::at::At;
use super::component_kind::ComponentKind;
use super::model::{MethodOperation, PathItem};
use super::walk::{Version, Walk};
use crate::diagnostic::{Code, push_step};
use crate::http_token::is_token;
use crate::source::Node;

/// The methods that have a field of their own in a path item.
const METHODS: [&str; 9] = [
    "get", "put", "post", "delete", "options", "head", "patch", "trace", "query",
];

/// The field for operations of all other methods (OpenAPI 3.2).
const ADDITIONAL: &str = "additionalOperations";

/// The fields of a path item that are no operations.
const OTHER_FIELDS: [&str; 5] = ["$ref", "summary", "description", "servers", "parameters"];

impl<'s> Walk<'s, '_> {
    /// Reads a path item. A reference is replaced by its target, because the model has no components for path items.
    pub(super) fn path_item(&mut self, at: &At<'s, '_>) -> PathItem {
        // On the heap: path items are large, and hold each other.
        let inlined = self.inline(Some(ComponentKind::PathItem), at, |walk, at| {
            Box::new(walk.path_item(at))
        });
        match inlined {
            Some(item) => self.path_item_with(at, *item),
            None => self.own_path_item(at),
        }
    }

    /// Merges the keys beside a reference into the path item that it leads to. The keys beside the reference win.
    #[inline(never)]
    fn path_item_with(&mut self, at: &At<'s, '_>, mut item: PathItem) -> PathItem {
        let own = self.own_path_item(at);
        for (key, _) in at.members().filter(|(key, _)| *key != "$ref") {
            self.origins.record(
                format!("{}/{key}", at.target()),
                at.file(),
                format!("{}/{key}", at.source()),
            );
        }
        item.description = own.description.or(item.description);
        for own in own.operations {
            let same = |known: &&mut MethodOperation| known.method == own.method;
            match item.operations.iter_mut().find(same) {
                Some(known) => *known = own,
                None => item.operations.push(own),
            }
        }
        if !own.servers.is_empty() {
            item.servers = own.servers;
        }
        if !own.parameters.is_empty() {
            item.parameters = own.parameters;
        }
        item
    }

    fn own_path_item(&mut self, at: &At<'s, '_>) -> PathItem {
        if *at.node == Node::Null || !self.is_object(at) {
            return PathItem::default();
        }
        let mut operations = Vec::new();
        for (key, member) in at.members() {
            if *member.node == Node::Null {
                continue;
            }
            if METHODS.contains(&key) {
                let method = key.to_ascii_uppercase();
                self.method(&mut operations, method, key.to_owned(), &member);
            } else if key == ADDITIONAL {
                self.each_member(&member, |walk, key, member| {
                    walk.additional_operation(at, &mut operations, key, member);
                });
            } else {
                self.check_field(key, &member);
            }
        }
        PathItem {
            description: self.text_of(at, "description"),
            operations,
            servers: self.servers(at),
            parameters: self.parameters(at),
        }
    }

    /// Reads the operation of a method.
    fn method(
        &mut self,
        operations: &mut Vec<MethodOperation>,
        method: String,
        key: String,
        at: &At<'s, '_>,
    ) {
        if operations.iter().any(|known| known.method == method) {
            self.diagnostics
                .warning(
                    Code::DescribedTwice,
                    at.key_place(),
                    format!("`{method}` is described twice for this path: the first counts"),
                )
                .advise("remove one of them");
            return;
        }
        if let Some(operation) = self.operation(at) {
            operations.push(MethodOperation {
                method,
                key,
                operation,
            });
        }
    }

    /// Reads an operation of `additionalOperations` of a path item. The field of a method counts before an entry for it,
    /// wherever each of them stands.
    fn additional_operation(
        &mut self,
        item: &At<'s, '_>,
        operations: &mut Vec<MethodOperation>,
        key: &str,
        at: &At<'s, '_>,
    ) {
        let mut pointer = ADDITIONAL.to_owned();
        push_step(&mut pointer, key);
        if !is_token(key) {
            let message = format!("`{key}` cannot be a method: the operation is left out");
            self.diagnostics
                .warning(Code::OperationKey, at.key_place(), message)
                .advise("write a method of letters, digits and hyphens");
            return;
        }
        let mut fields = METHODS.into_iter();
        let Some(field) = fields.find(|field| field.eq_ignore_ascii_case(key)) else {
            self.method(operations, key.to_owned(), pointer, at);
            return;
        };
        let method = field.to_ascii_uppercase();
        let own = item.get(field);
        if own.is_some_and(|own| own.node.as_object().is_some()) {
            let message = format!(
                "`{method}` is described twice for this path: the field `{field}` of the path item counts"
            );
            self.diagnostics
                .warning(Code::DescribedTwice, at.key_place(), message)
                .advise("remove one of them");
            return;
        }
        if !operations.iter().any(|known| known.method == method) {
            let message =
                format!("`{method}` is the field `{field}` of a path item: taken as that field");
            self.diagnostics
                .warning(Code::OperationKey, at.key_place(), message)
                .advise(format!("write it as `{field}`, beside `{ADDITIONAL}`"));
        }
        self.method(operations, method, pointer, at);
    }

    /// Reports a key of a path item that is none of its fields if it holds an operation, which no call can then send.
    fn check_field(&mut self, key: &str, at: &At<'s, '_>) {
        if OTHER_FIELDS.contains(&key) || key.starts_with("x-") || at.node.as_object().is_none() {
            return;
        }
        let mut fields = METHODS.into_iter();
        let field = fields.find(|field| field.eq_ignore_ascii_case(key));
        let is_operation = field.is_some()
            || key.eq_ignore_ascii_case("connect")
            || ["operationId", "responses"]
                .iter()
                .any(|key| at.node.get(key).is_some());
        if !is_operation {
            return;
        }
        let advice = match field {
            Some(field) => format!("write `{field}`"),
            None if self.version == Version::V3_2 => {
                format!("put it into `{ADDITIONAL}`, with the method as it is sent")
            }
            None => format!("put it into `{ADDITIONAL}` of OpenAPI 3.2, or remove it"),
        };
        let message = format!("`{key}` is no field of a path item: the operation is left out");
        self.diagnostics
            .warning(Code::OperationKey, at.key_place(), message)
            .advise(advice);
    }
}
