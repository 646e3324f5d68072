//! Operations: their parameters, bodies, responses and security.

use super::{Lowering, docs};
use crate::api::{Docs, Operation, OperationId, Parameter};
use crate::diagnostic::push_step;
use openapiv3::{PathItem, ReferenceOr};
use std::collections::HashSet;

impl<'d> Lowering<'d, '_> {
    /// Lowers every operation, in document order.
    pub(super) fn operations(&mut self) -> Vec<Operation> {
        let document = self.document;
        let mut operations = Vec::new();
        let mut ids = HashSet::new();
        for (path, item) in document.openapi.paths.iter() {
            let ReferenceOr::Item(item) = item else {
                continue;
            };
            let mut pointer = "/paths".to_owned();
            push_step(&mut pointer, path);
            for (method, operation) in item.iter() {
                let mut pointer = pointer.clone();
                push_step(&mut pointer, method);
                if let Some(id) = &operation.operation_id
                    && !ids.insert(id.as_str())
                {
                    self.warn(
                        &format!("{pointer}/operationId"),
                        format!("two operations have the id `{id}`"),
                    )
                    .advise(
                        "give each operation an id of its own; the later one gets a number here",
                    );
                }
                let id = OperationId(operations.len());
                operations.push(self.operation(id, path, method, item, operation, &pointer));
            }
        }
        operations
    }

    fn operation(
        &mut self,
        id: OperationId,
        path: &str,
        method: &str,
        item: &'d PathItem,
        operation: &'d openapiv3::Operation,
        pointer: &str,
    ) -> Operation {
        let (parameters, takes_authorization) = self.parameters(id, path, item, operation, pointer);
        let body = operation
            .request_body
            .as_ref()
            .and_then(|body| self.request_body(id, body, pointer));
        let responses = self.responses(id, &operation.responses, pointer);
        let servers = if operation.servers.is_empty() {
            &item.servers
        } else {
            &operation.servers
        };
        Operation {
            id: operation
                .operation_id
                .clone()
                .filter(|id| !id.trim().is_empty()),
            method: method.to_ascii_uppercase(),
            path: path.to_owned(),
            tags: operation.tags.clone(),
            docs: Docs {
                summary: docs::text(operation.summary.as_ref()),
                description: docs::text(operation.description.as_ref()),
                notes: docs::external(operation.external_docs.as_ref())
                    .into_iter()
                    .collect(),
                deprecated: operation.deprecated,
            },
            parameters,
            body,
            responses,
            security: self.requirements(operation, takes_authorization, pointer),
            servers: self.servers(servers, &format!("{pointer}/servers")),
            pagination: None,
        }
    }
}

/// The names between braces in a path template, in order.
pub(super) fn template_names(path: &str) -> Vec<&str> {
    let mut names = Vec::new();
    let mut rest = path;
    while let Some((_, after)) = rest.split_once('{') {
        let Some((name, after)) = after.split_once('}') else {
            break;
        };
        if !names.contains(&name) {
            names.push(name);
        }
        rest = after;
    }
    names
}

/// Parameters of the path in the order of the template, then the others as they stand.
pub(super) fn ordered(mut parameters: Vec<Parameter>, names: &[&str]) -> Vec<Parameter> {
    parameters.sort_by_key(|parameter| {
        let place = names.iter().position(|name| *name == parameter.name);
        match parameter.location {
            crate::api::Location::Path => place.unwrap_or(names.len()),
            _ => usize::MAX,
        }
    });
    parameters
}
