//! Operations, and the pagination of their results.

use super::pagination::Listing;
use super::schema::read::docs;
use super::{Lowering, extension_names, security};
use crate::api::{Docs, Operation, OperationId, Pagination, Parameter, Response};
use crate::diagnostic::{Code, push_step};
use crate::document::{self, MethodOperation, PathItem};
use crate::maps::HashMap;

/// The extension that says how the results of an operation are paged.
const PAGINATION: &str = "x-jackfield-pagination";

impl<'d> Lowering<'d, '_> {
    /// Lowers every operation.
    pub(super) fn operations(&mut self) {
        let mut ids: HashMap<&'d str, String> = HashMap::default();
        for (path, item) in &self.document.paths {
            let mut item_pointer = "/paths".to_owned();
            push_step(&mut item_pointer, path);
            for method in &item.operations {
                let pointer = format!("{item_pointer}/{}", method.key);
                let operation = &method.operation;
                if let Some(id) = &operation.operation_id
                    && let Some(first) = ids.insert(id, pointer.clone())
                {
                    self.warn(Code::OperationIdTaken,
                        &format!("{pointer}/operationId"),
                        format!("the operationId `{id}` is taken by `{first}`: another name is made for one of them"),
                    )
                    .advise("give each operation an id of its own");
                }
                self.operation(path, item, method, &item_pointer);
            }
        }
    }

    fn operation(
        &mut self,
        path: &'d str,
        item: &'d PathItem,
        method: &'d MethodOperation,
        item_pointer: &str,
    ) {
        let operation = &method.operation;
        let pointer = &format!("{item_pointer}/{}", method.key);
        let id = OperationId(self.operations.len());
        let declared = self.declared_parameters(item, operation, item_pointer, pointer);
        let authorization = declared
            .iter()
            .map(|declared| declared.parameter)
            .find(|parameter| security::is_authorization(parameter));
        let security = self.operation_security(operation, authorization, pointer);
        let parameters = self.parameters(&declared, path, id, pointer, &security);
        let body = operation
            .request_body
            .as_ref()
            .and_then(|body| self.body(body, id, pointer));
        let responses = self.responses(&operation.responses, id, pointer);
        let servers = if operation.servers.is_empty() {
            self.servers(&item.servers, &format!("{item_pointer}/servers"))
        } else {
            self.servers(&operation.servers, &format!("{pointer}/servers"))
        };
        let pagination = self.pagination(method, &parameters.sent, &responses, pointer);
        let lowered = Operation {
            id: operation
                .operation_id
                .clone()
                .filter(|id| !id.trim().is_empty()),
            method: method.method.clone(),
            path: path.to_owned(),
            template: parameters.template,
            tags: self.grouped(&operation.tags),
            docs: operation_docs(operation, item, parameters.notes),
            group: extension_names::group(&operation.extensions),
            parameters: parameters.sent,
            fixed: parameters.fixed,
            body,
            responses,
            security,
            servers,
            pagination,
        };
        self.operations.push(lowered);
    }

    /// Returns how the results of an operation are paged, if they are.
    fn pagination(
        &mut self,
        method: &MethodOperation,
        parameters: &[Parameter],
        responses: &[Response],
        pointer: &str,
    ) -> Option<Pagination> {
        // Pages are recognized by their properties, which may still wait in the queue.
        self.types.drain();
        let listing = Listing {
            method: &method.method,
            parameters,
            responses,
        };
        match method.operation.extensions.get(PAGINATION) {
            None => listing.by_convention(self.types.definitions()),
            Some(value) => {
                self.pagination_by_extension(&listing, value, &format!("{pointer}/{PAGINATION}"))
            }
        }
    }
}

/// Returns the documentation of an operation: its own description, or else that of its path item, and the notes.
fn operation_docs(operation: &document::Operation, item: &PathItem, notes: Vec<String>) -> Docs {
    let description = docs::text(operation.description.as_ref());
    let external = docs::external(operation.external_docs.as_ref());
    Docs {
        summary: docs::text(operation.summary.as_ref()),
        description: description.or_else(|| docs::text(item.description.as_ref())),
        format: None,
        notes: external.into_iter().chain(notes).collect(),
        constraints: None,
        deprecated: operation.deprecated,
        name: extension_names::of_operation(&operation.extensions),
    }
}
