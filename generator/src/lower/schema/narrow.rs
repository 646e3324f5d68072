//! One type from two: the narrower one, or one that admits the values of both.

use super::TypeBuilder;
use super::nullable::{nullable, split_null};
use crate::api::{Integer, Number, Shape, Text, Type};
use crate::diagnostic::Code;

impl TypeBuilder<'_, '_> {
    /// Returns the narrower of two types that must both hold. If neither admits the other, returns the first, with a
    /// warning.
    pub(super) fn narrow(&mut self, a: Type, b: Type, pointer: &str) -> Type {
        let ((a, a_null), (b, b_null)) = (split_null(a), split_null(b));
        let (a, b) = match (&a, &b) {
            (Type::Any, _) | (_, Type::Any) => (a, b),
            // Where one type leaves the JSON type open, the other one states it.
            _ => (self.typed(a), self.typed(b)),
        };
        let ty = if self.admits(&a, &b) {
            b
        } else {
            if !self.admits(&b, &a) {
                self.warn(
                    Code::AllOfContradiction,
                    pointer,
                    "two schemas of `allOf` say different things of this: the first counts",
                )
                .advise("make them agree");
            }
            a
        };
        nullable(ty, a_null && b_null)
    }

    /// Whether one type certainly admits every value of another.
    fn admits(&self, wide: &Type, narrow: &Type) -> bool {
        match (wide, narrow) {
            (a, b) if a == b => true,
            (Type::Any | Type::Number(_), Type::Integer(_)) | (Type::Any, _) => true,
            (Type::Number(Number::Decimal), Type::Number(_)) => true,
            (Type::String(Text::Plain), Type::String(_)) => true,
            (Type::Integer(Integer::I128), Type::Integer(_)) => true,
            (Type::Integer(Integer::I64), Type::Integer(Integer::I32 | Integer::U64)) => true,
            (Type::Array(a), Type::Array(b)) | (Type::Map(a), Type::Map(b)) => self.admits(a, b),
            (Type::Array(a), Type::Tuple(items)) => items.iter().all(|item| self.admits(a, item)),
            (Type::Array(a), Type::OpenTuple(items, rest)) => {
                let mut items = items.iter().chain([&**rest]);
                items.all(|item| self.admits(a, item))
            }
            (Type::Map(a), Type::Defined(id)) if **a == Type::Any => {
                matches!(
                    self.shape(*id),
                    Some(Shape::Struct(_) | Shape::Union(_)) | None
                )
            }
            (Type::Defined(wide), Type::Defined(narrow)) => {
                match (self.shape(*wide), self.shape(*narrow)) {
                    (Some(Shape::Enum(wide)), Some(Shape::Enum(narrow))) => {
                        let has = |value| wide.values.iter().any(|known| known.value == value);
                        narrow.values.iter().all(|value| has(value.value.clone()))
                    }
                    _ => false,
                }
            }
            (base, Type::Defined(id)) => match (self.shape(*id), base) {
                (Some(Shape::Enum(shape)), Type::Integer(_)) => {
                    matches!(shape.base, Type::Integer(_))
                }
                (Some(Shape::Enum(shape)), _) => shape.base == *base,
                (Some(Shape::Union(shape)), Type::Array(_)) => {
                    let mut variants = shape.variants.iter();
                    variants.all(|variant| self.admits(base, &variant.ty))
                }
                _ => false,
            },
            _ => false,
        }
    }

    /// Returns a type that admits all values of two types.
    pub(super) fn widen(&mut self, a: Type, b: Type) -> Type {
        let ((a, a_null), (b, b_null)) = (split_null(a), split_null(b));
        let ty = if self.admits(&a, &b) {
            a
        } else if self.admits(&b, &a) {
            b
        } else if self.is_text(&a) && self.is_text(&b) {
            Type::String(Text::Plain)
        } else {
            Type::Any
        };
        nullable(ty, a_null || b_null)
    }

    /// Whether all values of a type are texts.
    pub(super) fn is_text(&self, ty: &Type) -> bool {
        match ty {
            Type::String(_) => true,
            Type::Defined(id) => match self.shape(*id) {
                Some(Shape::Enum(shape)) => matches!(shape.base, Type::String(_)),
                _ => false,
            },
            _ => false,
        }
    }
}
