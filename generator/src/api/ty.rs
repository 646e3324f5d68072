//! The use of a type: the type of a property, an item, a parameter, a header or a body.

use super::TypeId;

/// A use of a type: it describes the values itself, or names a definition.
#[derive(Clone, Debug, PartialEq)]
pub enum Type {
    /// Any JSON value.
    Any,
    /// Null and nothing else.
    Null,
    /// True or false.
    Boolean,
    /// A whole number.
    Integer(Integer),
    /// A number.
    Number(Number),
    /// Text.
    String(Text),
    /// A list.
    Array(Box<Type>),
    /// A list of scalars that travels as one text, with this character between the items.
    Delimited(Box<Type>, char),
    /// An object whose properties all have one type.
    Map(Box<Type>),
    /// A list whose items have a type each: at least one, and no more than [`Type::LONGEST_TUPLE`].
    Tuple(Vec<Type>),
    /// A list whose first items have a type each (as many as a [`Type::Tuple`] may have), and whose other items share
    /// one type.
    OpenTuple(Vec<Type>, Box<Type>),
    /// A value that may be null, where no [`Presence`](super::Presence) says so.
    Nullable(Box<Type>),
    /// A type with a definition of its own.
    Defined(TypeId),
    /// A Rust type of the user's own.
    Custom(Box<Custom>),
}

/// A Rust type of the user's own, in place of a type of the document.
#[derive(Clone, Debug, PartialEq)]
pub struct Custom {
    /// Its path in Rust.
    pub path: String,
    /// The replaced type of the document, which says how the values look on the wire.
    pub replaced: Type,
}

/// How exact a number is (`format`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Number {
    /// 64 bits, binary: `double`, `float`.
    Double,
    /// Any decimal: where no format says otherwise.
    Decimal,
}

/// The range of a whole number (`format`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Integer {
    /// 32 bits, signed: `int32`.
    I32,
    /// 64 bits, signed: `int64`, or an upper bound within them.
    I64,
    /// 64 bits, unsigned: `uint64`.
    U64,
    /// 128 bits, signed: where neither a format nor a bound says that 64 are enough.
    I128,
}

/// The kind of value that a text holds (`format`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Text {
    /// Text of which no more is known; also every format that has no type of its own.
    Plain,
    /// A secret: `password`, or text that is `writeOnly`.
    Secret,
    /// RFC 9562.
    Uuid,
    /// RFC 3339, `date-time`.
    DateTime,
    /// RFC 3339, `full-date`.
    Date,
    /// RFC 9110, `http-date`.
    HttpDate,
    /// RFC 3339, appendix A, `duration`.
    Duration,
    /// Bytes in base64, `byte`.
    Base64,
    /// Bytes in base64url, `base64url`.
    Base64Url,
    /// A number or a boolean, by the format of its JSON type: `int64`.
    Scalar(Scalar),
}

/// The type of a boolean or a number that is written as text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Scalar {
    /// True or false.
    Boolean,
    /// A whole number.
    Integer(Integer),
    /// A number.
    Number,
}

impl Type {
    /// Returns the type itself, or, for a type of the user's own, the type that it replaces.
    pub fn on_the_wire(&self) -> &Self {
        match self {
            Self::Custom(custom) => &custom.replaced,
            other => other,
        }
    }

    /// Calls `found` with every type of the user's own within this type.
    pub fn each_custom<'t>(&'t self, found: &mut impl FnMut(&'t Custom)) {
        match self {
            Self::Custom(custom) => found(custom),
            Self::Array(inner)
            | Self::Delimited(inner, _)
            | Self::Map(inner)
            | Self::Nullable(inner) => inner.each_custom(found),
            Self::Tuple(items) => items.iter().for_each(|item| item.each_custom(found)),
            Self::OpenTuple(items, rest) => {
                items.iter().for_each(|item| item.each_custom(found));
                rest.each_custom(found);
            }
            _ => {}
        }
    }

    /// Any text.
    pub const PLAIN_TEXT: &'static Self = &Self::String(Text::Plain);

    /// The longest tuple: for longer ones Rust's standard library has no `Debug`, `PartialEq` and so on.
    pub const LONGEST_TUPLE: usize = 12;

    /// Returns the types that the type directly consists of: those of its items or values.
    pub fn children(&self) -> impl Iterator<Item = &Self> {
        let (items, other): (&[Self], Option<&Self>) = match self {
            Self::Array(inner)
            | Self::Delimited(inner, _)
            | Self::Map(inner)
            | Self::Nullable(inner) => (&[], Some(inner)),
            Self::Tuple(items) => (items, None),
            Self::OpenTuple(items, rest) => (items, Some(rest)),
            _ => (&[], None),
        };
        items.iter().chain(other)
    }

    /// Returns the same types as [`children`](Self::children), to change them.
    pub(crate) fn children_mut(&mut self) -> impl Iterator<Item = &mut Self> {
        let (items, other): (&mut [Self], Option<&mut Self>) = match self {
            Self::Array(inner)
            | Self::Delimited(inner, _)
            | Self::Map(inner)
            | Self::Nullable(inner) => (&mut [], Some(inner)),
            Self::Tuple(items) => (items, None),
            Self::OpenTuple(items, rest) => (items, Some(rest)),
            _ => (&mut [], None),
        };
        items.iter_mut().chain(other)
    }

    /// Whether `is_wanted` holds for the type itself or for a type inside it.
    pub fn any(&self, is_wanted: &impl Fn(&Self) -> bool) -> bool {
        is_wanted(self) || self.children().any(|child| child.any(is_wanted))
    }

    /// Calls `found` with every definition that the type itself names, also in lists, maps and tuples. Definitions are
    /// not followed.
    pub fn each_defined(&self, found: &mut impl FnMut(TypeId)) {
        if let Self::Defined(id) = self {
            found(*id);
        }
        self.children().for_each(|child| child.each_defined(found));
    }
}
