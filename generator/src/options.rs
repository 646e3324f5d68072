//! What a user chose of the code that is made of a document.

use crate::diagnostic::Messages;
use crate::plan::Naming;
use crate::settings::{Decoration, Features, Replacement, Select};

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
    /// How problems are written.
    pub messages: Messages,
}
