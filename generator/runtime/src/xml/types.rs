//! The forms that the types of the runtime have in XML.

use std::collections::BTreeMap;

use super::super::{
    Base64, Base64Url, Bytes, Date, DateTime, Delimited, Field, HttpDate, IsoDuration, Number,
    OpenTuple, Scalar, ScalarText, Secret,
};
use super::{Xml, XmlType};

macro_rules! types {
    ($($kind:ident: $($ty:ty),+;)+) => {$($(
        impl Xml for $ty {
            fn xml() -> XmlType {
                XmlType::$kind
            }
        }
    )+)+};
}

types! {
    Text: String, str, Base64, Base64Url, Bytes, Date, DateTime, HttpDate, IsoDuration, uuid::Uuid;
    Boolean: bool;
    Literal: i32, i64, u64, i128, f64, Number;
    Any: serde_json::Value, ();
}

impl<F, R> Xml for OpenTuple<F, R> {
    fn xml() -> XmlType {
        XmlType::Any
    }
}

impl<T: Scalar> Xml for ScalarText<T> {
    fn xml() -> XmlType {
        XmlType::Text
    }
}

impl<T, const D: char> Xml for Delimited<T, D> {
    fn xml() -> XmlType {
        XmlType::Text
    }
}

impl<T: Xml> Xml for Secret<T> {
    fn xml() -> XmlType {
        T::xml()
    }
}

impl<T: Xml> Xml for Box<T> {
    fn xml() -> XmlType {
        T::xml()
    }
}

impl<T: Xml> Xml for Option<T> {
    fn xml() -> XmlType {
        XmlType::Optional(T::xml)
    }
}

impl<T: Xml> Xml for Field<T> {
    fn xml() -> XmlType {
        XmlType::Optional(T::xml)
    }
}

impl<T: Xml> Xml for [T] {
    fn xml() -> XmlType {
        XmlType::List(T::xml)
    }
}

impl<T: Xml> Xml for Vec<T> {
    fn xml() -> XmlType {
        XmlType::List(T::xml)
    }
}

impl<T: Xml> Xml for BTreeMap<String, T> {
    fn xml() -> XmlType {
        XmlType::Map(T::xml)
    }
}

macro_rules! tuples {
    ($(($($item:ident)+))+) => {$(
        impl<$($item),+> Xml for ($($item,)+) {
            fn xml() -> XmlType {
                XmlType::Any
            }
        }
    )+};
}

tuples! {
    (A) (A B) (A B C) (A B C D) (A B C D E) (A B C D E F) (A B C D E F G) (A B C D E F G H)
    (A B C D E F G H I) (A B C D E F G H I J) (A B C D E F G H I J K) (A B C D E F G H I J K L)
}
