//! The user's choices for the code that is generated from a document.

use crate::diagnostic::Messages;
use crate::plan::Naming;
use crate::settings::{Decoration, Features, Reading, Replacement, Select};
use std::collections::BTreeSet;

/// The user's choices for the code that is generated from a document.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The names that are fixed before the rules are asked. Without any, names are made but not written down.
    pub naming: Option<Naming>,
    /// The operations and schemas that the client has.
    pub select: Select,
    /// Types of the user's in place of those of the document.
    pub types: Vec<Replacement>,
    /// Attributes of the types that are written.
    pub decorations: Vec<Decoration>,
    /// Which features a crate has.
    pub features: Features,
    /// The way in which the client reads responses that are not as documented.
    pub reading: Reading,
    /// How problems are written.
    pub messages: Messages,
}

/// The user's own modules in a generated crate: those at its root that the paths of types in `crate::` begin with.
pub(crate) fn own_modules(types: &[Replacement]) -> BTreeSet<&str> {
    let inner = types
        .iter()
        .filter_map(|one| one.path.strip_prefix("crate::"));
    inner
        .filter_map(|path| path.split_once("::").map(|(module, _)| module))
        .collect()
}
