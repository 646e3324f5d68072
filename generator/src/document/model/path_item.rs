//! Path items and operations, in the order of the document.
//!
//! `openapiv3` keeps the methods of a path item in an order of its own and knows eight of them only. Names are made in
//! the order of the document, so that order must be kept.

use super::{Parameter, RequestBody, Responses};
use crate::maps::IndexMap;
use openapiv3::{ExternalDocumentation, ReferenceOr, SecurityRequirement, Server};
use serde_json::Value;

/// A path item (OpenAPI, Path Item Object). A path item that is a reference holds the content of its target.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PathItem {
    /// `description`, which applies to all its operations.
    pub description: Option<String>,
    /// Its operations, in document order, each method once.
    pub operations: Vec<MethodOperation>,
    /// The servers of its operations, unless those name their own.
    pub servers: Vec<Server>,
    /// The parameters of all its operations.
    pub parameters: Vec<ReferenceOr<Parameter>>,
}

/// An operation with its method.
#[derive(Clone, Debug, PartialEq)]
pub struct MethodOperation {
    /// The method as it is sent.
    pub method: String,
    /// The pointer to the operation from its path item, without the slash before it.
    pub key: String,
    /// The operation.
    pub operation: Operation,
}

/// An operation (OpenAPI, Operation Object).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Operation {
    /// `tags`
    pub tags: Vec<String>,
    /// `summary`
    pub summary: Option<String>,
    /// `description`
    pub description: Option<String>,
    /// `externalDocs`
    pub external_docs: Option<ExternalDocumentation>,
    /// `operationId`, which is never empty.
    pub operation_id: Option<String>,
    /// `parameters`
    pub parameters: Vec<ReferenceOr<Parameter>>,
    /// `requestBody`
    pub request_body: Option<ReferenceOr<RequestBody>>,
    /// `responses`
    pub responses: Responses,
    /// `callbacks`: for each the path items by expression.
    pub callbacks: IndexMap<String, IndexMap<String, PathItem>>,
    /// `deprecated`
    pub deprecated: bool,
    /// `security`; absent differs from empty.
    pub security: Option<Vec<SecurityRequirement>>,
    /// `servers`
    pub servers: Vec<Server>,
    /// The extensions (`x-...`).
    pub extensions: IndexMap<String, Value>,
}
