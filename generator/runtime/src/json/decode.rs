//! The trait of types that are read from JSON, and its implementations for types of Rust.

use std::collections::BTreeMap;

use serde_json::Value;

use super::node::Items;
use super::reading::{is_stack_short, too_deep};
use super::tolerance::{null, twice};
use super::{DecodeError, Node, Object, Tape};

/// A type that is read from a JSON value: a struct by [`read`](Self::read), anything else by [`decode`](Self::decode).
/// It is `Send`, as the calls that return it are.
pub trait Decode: Sized + Send {
    /// Reads the value; the values in it are read by [`Node::decode`]. A struct is not begun where too little of the
    /// stack is left.
    ///
    /// # Errors
    ///
    /// The value is not of this type.
    fn decode(node: Node<'_>) -> Result<Self, DecodeError> {
        if is_stack_short(size_of::<Self>()) {
            return Err(too_deep());
        }
        let mut object = Object::new(node);
        let mut value = Self::read(&mut object);
        if value.is_ok()
            && let Err(error) = object.finish()
        {
            value = Err(error);
        }
        value
    }

    /// Reads the properties of an object. The error of an optional property is kept by the object, and becomes the
    /// error of the whole.
    ///
    /// # Errors
    ///
    /// A required property is absent, or not of its type.
    fn read(object: &mut Object<'_>) -> Result<Self, DecodeError> {
        Err(object.unlike())
    }

    /// The value that stands for one that a server left out or sent as null although the document requires it, with the
    /// JSON of that value. `None` for types that have no empty value, such as objects and unions.
    fn empty() -> Option<(Self, &'static str)> {
        None
    }

    /// Whether the type has no values but those that the document lists, so that it cannot hold another one.
    #[doc(hidden)]
    fn is_listed() -> bool {
        false
    }
}

/// Reads a JSON text.
///
/// # Errors
///
/// The text is not JSON, or its value is no `T`.
pub fn from_slice<T: Decode>(text: &[u8]) -> Result<T, DecodeError> {
    Tape::from_json(text)?.decode()
}

impl Decode for () {
    /// Null.
    fn decode(node: Node<'_>) -> Result<Self, DecodeError> {
        if node.is_null() {
            Ok(())
        } else {
            Err(node.unlike("null"))
        }
    }

    fn empty() -> Option<(Self, &'static str)> {
        Some(((), "null"))
    }
}

impl Decode for bool {
    fn decode(node: Node<'_>) -> Result<Self, DecodeError> {
        let value = node.as_bool().or_else(|| node.meant_boolean());
        value.ok_or_else(|| node.unlike("a boolean"))
    }

    fn empty() -> Option<(Self, &'static str)> {
        Some((false, "false"))
    }
}

impl Decode for i32 {
    fn decode(node: Node<'_>) -> Result<Self, DecodeError> {
        let value = node.as_i64().and_then(|value| Self::try_from(value).ok());
        let value = value.or_else(|| node.meant_integer());
        value.ok_or_else(|| node.unlike("an integer of 32 bits"))
    }

    fn empty() -> Option<(Self, &'static str)> {
        Some((0, "0"))
    }
}

impl Decode for i64 {
    fn decode(node: Node<'_>) -> Result<Self, DecodeError> {
        node.integer()
    }

    fn empty() -> Option<(Self, &'static str)> {
        Some((0, "0"))
    }
}

impl Decode for u64 {
    fn decode(node: Node<'_>) -> Result<Self, DecodeError> {
        node.as_u64()
            .or_else(|| node.meant_integer())
            .ok_or_else(|| node.unlike("an integer of zero or more, of 64 bits"))
    }

    fn empty() -> Option<(Self, &'static str)> {
        Some((0, "0"))
    }
}

impl Decode for i128 {
    fn decode(node: Node<'_>) -> Result<Self, DecodeError> {
        node.as_i128()
            .or_else(|| node.meant_integer())
            .ok_or_else(|| node.unlike("an integer of 128 bits"))
    }

    fn empty() -> Option<(Self, &'static str)> {
        Some((0, "0"))
    }
}

impl Decode for f64 {
    fn decode(node: Node<'_>) -> Result<Self, DecodeError> {
        let value = node.as_f64().or_else(|| node.meant_double());
        value.ok_or_else(|| node.unlike("a number"))
    }

    fn empty() -> Option<(Self, &'static str)> {
        Some((0.0, "0"))
    }
}

impl Decode for String {
    fn decode(node: Node<'_>) -> Result<Self, DecodeError> {
        node.owned_text()
    }

    fn empty() -> Option<(Self, &'static str)> {
        Some((Self::new(), r#""""#))
    }
}

impl Decode for Value {
    fn decode(node: Node<'_>) -> Result<Self, DecodeError> {
        let value = node.to_json();
        node.note_losses(&value);
        Ok(value)
    }

    fn empty() -> Option<(Self, &'static str)> {
        Some((Self::Null, "null"))
    }
}

impl<T: Decode> Decode for Box<T> {
    fn decode(node: Node<'_>) -> Result<Self, DecodeError> {
        T::decode(node).map(Self::new)
    }

    fn empty() -> Option<(Self, &'static str)> {
        T::empty().map(|(value, made)| (Self::new(value), made))
    }
}

impl<T: Decode> Decode for Option<T> {
    /// Null is `None`.
    fn decode(node: Node<'_>) -> Result<Self, DecodeError> {
        if node.is_null() {
            Ok(None)
        } else {
            T::decode(node).map(Some)
        }
    }

    fn empty() -> Option<(Self, &'static str)> {
        Some((None, "null"))
    }
}

impl<T: Decode> Decode for Vec<T> {
    fn decode(node: Node<'_>) -> Result<Self, DecodeError> {
        let items = node.items().ok_or_else(|| node.unlike("an array"))?;
        if items.len() > 0 && is_stack_short(size_of::<T>()) {
            return Err(too_deep());
        }
        let mut values = Self::with_capacity(items.len());
        for (index, item) in items.enumerate() {
            match T::decode(item) {
                // There is room for all of them; where the compiler sees it, a large item is moved only once.
                Ok(value) if values.len() < values.capacity() => values.push(value),
                Ok(_) => break,
                Err(error) => match null(item) {
                    Some(value) => values.push(value),
                    None => return Err(error.within_item(index)),
                },
            }
        }
        Ok(values)
    }

    fn empty() -> Option<(Self, &'static str)> {
        Some((Self::new(), "[]"))
    }
}

impl<T: Decode> Decode for BTreeMap<String, T> {
    fn decode(node: Node<'_>) -> Result<Self, DecodeError> {
        let members = node.members().ok_or_else(|| node.unlike("an object"))?;
        if members.len() > 0 && is_stack_short(size_of::<T>()) {
            return Err(too_deep());
        }
        let mut values = Self::new();
        for (name, member) in members {
            let value = member.decode_member(name);
            let value = value.or_else(|error| null(member).ok_or(error))?;
            if values.insert(name.to_owned(), value).is_some() && !twice(member) {
                return Err(DecodeError::duplicate(name));
            }
        }
        Ok(values)
    }

    fn empty() -> Option<(Self, &'static str)> {
        Some((Self::new(), "{}"))
    }
}

/// The first items of an array, each of which has a type of its own.
pub(super) trait FirstItems: Sized + Send {
    /// The number of these items.
    const COUNT: usize;

    /// Reads these items, and leaves the others.
    fn take(node: Node<'_>, items: &mut Items<'_>) -> Result<Self, DecodeError>;
}

macro_rules! tuple {
    ($length:literal, $expected:literal, $($item:ident)+) => {
        impl<$($item: Decode),+> FirstItems for ($($item,)+) {
            const COUNT: usize = $length;

            fn take(node: Node<'_>, items: &mut Items<'_>) -> Result<Self, DecodeError> {
                let mut items = items.enumerate();
                Ok(($({
                    let (index, item) = items.next().ok_or_else(|| node.unlike($expected))?;
                    item.decode_item::<$item>(index)?
                },)+))
            }
        }

        impl<$($item: Decode),+> Decode for ($($item,)+) {
            fn decode(node: Node<'_>) -> Result<Self, DecodeError> {
                let items = node.items().filter(|items| items.len() == $length);
                Self::take(node, &mut items.ok_or_else(|| node.unlike($expected))?)
            }
        }
    };
}

tuple!(1, "an array of one item", A);
tuple!(2, "an array of two items", A B);
tuple!(3, "an array of three items", A B C);
tuple!(4, "an array of four items", A B C D);
tuple!(5, "an array of five items", A B C D E);
tuple!(6, "an array of six items", A B C D E F);
tuple!(7, "an array of seven items", A B C D E F G);
tuple!(8, "an array of eight items", A B C D E F G H);
tuple!(9, "an array of nine items", A B C D E F G H I);
tuple!(10, "an array of ten items", A B C D E F G H I J);
tuple!(11, "an array of eleven items", A B C D E F G H I J K);
tuple!(12, "an array of twelve items", A B C D E F G H I J K L);
