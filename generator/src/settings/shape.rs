//! The user's changes to the types and features of a client.

use glob::Pattern;

/// A type of the user's that replaces a type of the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Replacement {
    /// The key of the replaced type: a format, as `date-time`, or the pointer of a schema, as `#/components/schemas/Money`.
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
    /// Whether a type of this name gets the attribute.
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
    /// None: everything is always compiled.
    None,
}
