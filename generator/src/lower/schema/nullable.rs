//! Null among the values of a type.

use crate::api::Type;

/// The type with null among its values, if so wanted.
pub(in crate::lower) fn nullable(ty: Type, null: bool) -> Type {
    match ty {
        Type::Nullable(_) | Type::Null => ty,
        other if null => Type::Nullable(Box::new(other)),
        other => other,
    }
}

/// The type without null, and whether null was among its values.
pub(in crate::lower) fn split_null(ty: Type) -> (Type, bool) {
    match ty {
        Type::Nullable(inner) => (*inner, true),
        other => (other, false),
    }
}
