//! The trait of types that are written as JSON, and its implementations for types of Rust.

use std::collections::BTreeMap;

use serde_json::Value;

use super::{ArrayWriter, Node, ObjectWriter, Writer};

/// A type that is written as a JSON value: a struct by [`write`](Self::write), anything else by
/// [`encode`](Self::encode).
pub trait Encode {
    /// Writes the value.
    fn encode(&self, writer: Writer<'_>) {
        self.write(&mut writer.object());
    }

    /// Writes the properties of an object.
    fn write(&self, _object: &mut ObjectWriter<'_>) {}
}

impl Encode for () {
    fn encode(&self, writer: Writer<'_>) {
        writer.null();
    }
}

impl Encode for bool {
    fn encode(&self, writer: Writer<'_>) {
        writer.bool(*self);
    }
}

impl Encode for i32 {
    fn encode(&self, writer: Writer<'_>) {
        writer.signed(i64::from(*self));
    }
}

impl Encode for i64 {
    fn encode(&self, writer: Writer<'_>) {
        writer.signed(*self);
    }
}

impl Encode for u64 {
    fn encode(&self, writer: Writer<'_>) {
        writer.unsigned(*self);
    }
}

impl Encode for i128 {
    fn encode(&self, writer: Writer<'_>) {
        writer.wide(*self);
    }
}

impl Encode for f64 {
    fn encode(&self, writer: Writer<'_>) {
        writer.float(*self);
    }
}

impl Encode for str {
    fn encode(&self, writer: Writer<'_>) {
        writer.text(self);
    }
}

impl Encode for String {
    fn encode(&self, writer: Writer<'_>) {
        writer.text(self);
    }
}

impl Encode for Value {
    fn encode(&self, writer: Writer<'_>) {
        match self {
            Self::Null => writer.null(),
            Self::Bool(value) => writer.bool(*value),
            Self::Number(value) => writer.number(value),
            Self::String(text) => writer.text(text),
            Self::Array(items) => items.encode(writer),
            Self::Object(members) => writer.members(members),
        }
    }
}

/// A value that was read is written as it came.
impl Encode for Node<'_> {
    fn encode(&self, writer: Writer<'_>) {
        writer.node(*self);
    }
}

impl<T: Encode + ?Sized> Encode for &T {
    fn encode(&self, writer: Writer<'_>) {
        T::encode(self, writer);
    }
}

impl<T: Encode + ?Sized> Encode for Box<T> {
    fn encode(&self, writer: Writer<'_>) {
        T::encode(self, writer);
    }
}

impl<T: Encode> Encode for Option<T> {
    /// `None` is null.
    fn encode(&self, writer: Writer<'_>) {
        match self {
            Some(value) => value.encode(writer),
            None => writer.null(),
        }
    }
}

impl<T: Encode> Encode for [T] {
    fn encode(&self, writer: Writer<'_>) {
        let mut array = writer.array();
        for item in self {
            array.item(item);
        }
    }
}

impl<T: Encode> Encode for Vec<T> {
    fn encode(&self, writer: Writer<'_>) {
        self.as_slice().encode(writer);
    }
}

impl<T: Encode> Encode for BTreeMap<String, T> {
    fn encode(&self, writer: Writer<'_>) {
        writer.members(self);
    }
}

/// Values that are items of one array.
pub(super) trait PutItems {
    /// Writes the values as the next items of the array.
    fn put(&self, array: &mut ArrayWriter<'_>);
}

macro_rules! tuple {
    ($($item:ident)+) => {
        #[allow(non_snake_case, reason = "a type and the value of it share a name")]
        impl<$($item: Encode),+> PutItems for ($($item,)+) {
            fn put(&self, array: &mut ArrayWriter<'_>) {
                let ($($item,)+) = self;
                $(array.item($item);)+
            }
        }

        impl<$($item: Encode),+> Encode for ($($item,)+) {
            fn encode(&self, writer: Writer<'_>) {
                self.put(&mut writer.array());
            }
        }
    };
}

tuple!(A);
tuple!(A B);
tuple!(A B C);
tuple!(A B C D);
tuple!(A B C D E);
tuple!(A B C D E F);
tuple!(A B C D E F G);
tuple!(A B C D E F G H);
tuple!(A B C D E F G H I);
tuple!(A B C D E F G H I J);
tuple!(A B C D E F G H I J K);
tuple!(A B C D E F G H I J K L);
