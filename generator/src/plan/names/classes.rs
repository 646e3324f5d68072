//! Classes that ids begin with: interfaces of TypeSpec, which stand for tags, and services of gRPC, which have both.

use super::verbs::is_verb;
use super::words::words;
use crate::api::{Api, Operation};

/// The class of an id that is written `Class_method`.
fn class(id: &str) -> Option<&str> {
    let (class, method) = id.split_once('_')?;
    let is_word = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphanumeric());
    let is_class = class.starts_with(|c: char| c.is_ascii_uppercase())
        && !words(class).first().is_some_and(|word| is_verb(word));
    (is_class && is_word(class) && is_word(method)).then_some(class)
}

/// The classes of the operations, where a document without tags has one in every id.
#[derive(Clone, Copy, Debug)]
pub(super) struct Classes {
    are_groups: bool,
}

impl Classes {
    pub(super) fn of(api: &Api) -> Self {
        let mut ids = api.operations.iter().map(|one| one.id.as_deref());
        let has_class = |id: Option<&str>| id.is_some_and(|id| class(id).is_some());
        let has_tags = api.operations.iter().any(|one| one.group.is_some());
        Self {
            are_groups: api.operations.len() > 1 && !has_tags && ids.all(has_class),
        }
    }

    /// The class that stands for the tag of an operation.
    pub(super) fn group<'a>(&self, operation: &'a Operation) -> Option<&'a str> {
        let id = operation.id.as_deref()?;
        class(id).filter(|_| self.are_groups)
    }
}

/// Whether an id says that a tag is the class that its function stands in: `FleetService_ListVehicles`.
pub(super) fn is_in(id: &str, tag: &str) -> bool {
    method(id, tag).is_some()
}

/// Like `is_in`, for a method whose name begins with a capital, as gRPC writes it.
pub(super) fn is_message(id: &str, tag: &str) -> bool {
    method(id, tag).is_some_and(|name| name.starts_with(|c: char| c.is_ascii_uppercase()))
}

fn method<'i>(id: &'i str, tag: &str) -> Option<&'i str> {
    let method = id.strip_prefix(tag)?.strip_prefix('_')?;
    (!words(method).is_empty()).then_some(method)
}
