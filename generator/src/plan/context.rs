//! The data that the calls of all groups are planned from.

use super::names::Namer;
use super::names::operations::OperationName;
use crate::api::Api;
use crate::package::TypeItem;

/// The data that names are made from: the names of the operations, and the namer that gives out all others.
pub(super) struct Names<'b> {
    pub(super) operations: &'b [OperationName],
    pub(super) namer: &'b Namer<'b>,
}

/// Everything the calls of all groups are planned from.
pub(super) struct Context<'a, 'b> {
    pub(super) api: &'a Api,
    pub(super) items: &'b [TypeItem<'a>],
    pub(super) names: &'b [OperationName],
    pub(super) security: &'b [Vec<&'a str>],
    pub(super) namer: &'b Namer<'b>,
}
