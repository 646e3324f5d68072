//! The attributes of generated types.

/// The attributes of a generated type: its derives, `#[non_exhaustive]`, and those that the user adds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Attributes {
    /// The traits that it derives, in order.
    pub derives: Vec<Derive>,
    /// Whether it is `#[non_exhaustive]`.
    pub is_non_exhaustive: bool,
    /// The attributes that the user adds, as they stand in the code.
    pub by_user: Vec<String>,
}

/// A trait that a type derives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Derive {
    /// `Clone`
    Clone,
    /// `Copy`
    Copy,
    /// `Debug`
    Debug,
    /// `Default`
    Default,
    /// `PartialEq`
    PartialEq,
    /// `Eq`
    Eq,
    /// `Hash`
    Hash,
}

impl Derive {
    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Clone => "Clone",
            Self::Copy => "Copy",
            Self::Debug => "Debug",
            Self::Default => "Default",
            Self::PartialEq => "PartialEq",
            Self::Eq => "Eq",
            Self::Hash => "Hash",
        }
    }
}
