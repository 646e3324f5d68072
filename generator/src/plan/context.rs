//! What the calls of all groups are planned from.

use super::operations::OperationName;
use crate::api::Api;
use crate::package::TypeItem;

/// Everything the calls of all groups are planned from.
pub(super) struct Context<'a, 'b> {
    pub(super) api: &'a Api,
    pub(super) items: &'b [TypeItem<'a>],
    pub(super) names: &'b [OperationName],
    pub(super) security: &'b [Vec<&'a str>],
}
