//! What a user changes of the types and features of a client.

use glob::Pattern;

/// A type of the user's in place of one of the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Replacement {
    /// What is replaced: a format, as `date-time`, or the pointer of a schema, as `#/components/schemas/Money`.
    pub key: String,
    /// The path of the type in Rust: `jiff::Timestamp`, or `crate::Money`.
    pub path: String,
}

/// An attribute that the user adds to types.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoration {
    /// The names of the types in Rust; `*` is any text.
    pub types: String,
    /// The attribute as it stands in the code: `#[derive(Eq)]`.
    pub attribute: String,
}

impl Decoration {
    /// Whether a type of this name gets it.
    pub fn is_of(&self, name: &str) -> bool {
        Pattern::new(&self.types).is_ok_and(|pattern| pattern.matches(name))
    }
}

/// Which cargo features a crate has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Features {
    /// One for each group of operations.
    #[default]
    Groups,
    /// None: all is always there.
    None,
}
