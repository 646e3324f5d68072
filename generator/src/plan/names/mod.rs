//! How names are made: one rule a file.
//!
//! A name is made of facts about the item that it names and of nothing else, and such facts also decide which of
//! several items gets a name ([`clash`]). So nothing that stands before or behind in the document, and no order in it,
//! changes a name.

mod advice;
mod bindings;
mod changes;
mod clash;
mod classes;
mod constants;
mod conventions;
mod enum_prefix;
mod framework;
mod general;
mod generics;
mod listing;
mod lock;
mod methods;
mod namer;
pub(super) mod operations;
mod packages;
mod paths;
mod prefix;
pub(super) mod reserved;
pub(super) mod schemas;
mod scope;
mod signs;
mod tags;
pub(super) mod texts;
pub(super) mod types;
mod utilities;
mod verbs;
pub(super) mod words;

pub use self::advice::Advice;
pub(super) use self::advice::without_advised;
pub(super) use self::changes::changes;
pub(super) use self::clash::Wish;
pub use self::lock::{Lock, LockError};
pub(super) use self::namer::Namer;
pub(super) use self::scope::Scope;

/// A name with its last word in the singular.
pub(super) fn singular_name(name: &str) -> String {
    words::one_of_many(&words::words(name)).join("_")
}
