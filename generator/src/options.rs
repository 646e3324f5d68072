//! What a user chose of the code that is made of a document.

use crate::diagnostic::Messages;
use crate::plan::Naming;
use crate::settings::{Decoration, Features, Reading, Replacement, Select};
use std::collections::BTreeSet;

/// What a user chose of the code that is made of a document.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The names that are fixed before the rules are asked. Without any, names are made but not written down.
    pub naming: Option<Naming>,
    /// Which operations and schemas are there.
    pub select: Select,
    /// Types of the user's in place of those of the document.
    pub types: Vec<Replacement>,
    /// Attributes of the types that are written.
    pub decorations: Vec<Decoration>,
    /// Which features a crate has.
    pub features: Features,
    /// What becomes of responses that are not as documented.
    pub reading: Reading,
    /// How problems are written.
    pub messages: Messages,
}

/// The modules of the user's in a crate of ours: those that types of `crate::` are in.
pub(crate) fn own_modules(types: &[Replacement]) -> BTreeSet<&str> {
    let inner = types
        .iter()
        .filter_map(|one| one.path.strip_prefix("crate::"));
    inner
        .filter_map(|path| path.split_once("::").map(|(module, _)| module))
        .collect()
}
