//! Conversions between the two forms of a type where `readOnly` and `writeOnly` gave it two.

use super::{Field, Item, Package, Struct, Union};
use crate::api::{Presence, Type, TypeId};

/// The way in which a value of one type becomes a value of another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Conversion {
    /// No conversion is needed: the types are the same.
    Same,
    /// By `From`.
    Into,
    /// For the value in an `Option`, if there is one.
    Option(Box<Conversion>),
    /// Item by item.
    List(Box<Conversion>),
    /// Value by value.
    Map(Box<Conversion>),
}

/// A predicate: whether the second definition is made from the first by `From`.
type IsMade<'f> = &'f mut dyn FnMut(TypeId, TypeId) -> bool;

impl<'a> Package<'a> {
    /// Returns how a value of one type becomes a value of another; `None` if it cannot.
    pub fn conversion(&self, from: &Type, to: &Type) -> Option<Conversion> {
        self.conversion_by(from, to, &mut |from, to| {
            self.conversions.contains(&(from, to))
        })
    }

    /// Returns how the value of one field becomes that of another; `None` if the user must give the value.
    pub fn field_conversion(&self, from: &Field<'_>, to: &Field<'_>) -> Option<Conversion> {
        self.field_by(from, to, &mut |from, to| {
            self.conversions.contains(&(from, to))
        })
    }

    fn conversion_by(&self, from: &Type, to: &Type, is_made: IsMade<'_>) -> Option<Conversion> {
        if self.is_same(from, to) {
            return Some(Conversion::Same);
        }
        let mut inner = |from, to| self.conversion_by(from, to, is_made).map(Box::new);
        Some(match (self.resolve(from), self.resolve(to)) {
            (Type::Nullable(from), Type::Nullable(to)) => Conversion::Option(inner(from, to)?),
            (Type::Array(from), Type::Array(to)) => Conversion::List(inner(from, to)?),
            (Type::Map(from), Type::Map(to)) => Conversion::Map(inner(from, to)?),
            (Type::Defined(from), Type::Defined(to)) => {
                return is_made(self.one(*from), self.one(*to)).then_some(Conversion::Into);
            }
            _ => return None,
        })
    }

    fn field_by(
        &self,
        from: &Field<'_>,
        to: &Field<'_>,
        is_made: IsMade<'_>,
    ) -> Option<Conversion> {
        match (from.presence, from.is_file) == (to.presence, to.is_file) {
            true => self.conversion_by(from.ty, to.ty, is_made),
            false => None,
        }
    }

    /// Whether all of the definition `to` can be made from all of the definition `from`. `is_made` answers for the
    /// definitions inside them.
    pub(crate) fn is_made_by(&self, from: TypeId, to: TypeId, is_made: IsMade<'_>) -> bool {
        let item = |id| self.item(id).map(|item| &item.item);
        match (item(from), item(to)) {
            (Some(Item::Struct(from)), Some(Item::Struct(to))) => {
                self.is_struct_made(from, to, is_made)
            }
            (Some(Item::Union(from)), Some(Item::Union(to))) => {
                self.is_union_made(from, to, is_made)
            }
            (Some(Item::Newtype(from, _)), Some(Item::Newtype(to, _))) => {
                self.conversion_by(from, to, is_made).is_some()
            }
            _ => false,
        }
    }

    fn is_struct_made(&self, from: &Struct<'_>, to: &Struct<'_>, is_made: IsMade<'_>) -> bool {
        let mut fields = to.fields.iter();
        let is_rest_made = match (&from.rest, &to.rest) {
            (Some((_, from)), Some((_, to))) => self.conversion_by(from, to, is_made).is_some(),
            (None, Some(_)) | (_, None) => true,
        };
        let is_field_made = |field: &Field<'_>| match from.field(field.name) {
            Some(other) => self.field_by(other, field, is_made).is_some(),
            None => !field.is_required(),
        };
        is_rest_made && !to.has_files() && fields.all(is_field_made)
    }

    fn is_union_made(&self, from: &Union<'_>, to: &Union<'_>, is_made: IsMade<'_>) -> bool {
        let mut pairs = from.variants.iter().zip(&to.variants);
        from.variants.len() == to.variants.len()
            && from.unknown.is_some() == to.unknown.is_some()
            && pairs.all(|(from, to)| self.conversion_by(from.ty, to.ty, is_made).is_some())
    }

    /// Returns the definition whose item stands for another: aliases are followed.
    fn one(&self, mut id: TypeId) -> TypeId {
        while let Some(Item::Alias(other)) = self.item(id).map(|item| &item.item) {
            id = *other;
        }
        id
    }

    fn is_same(&self, a: &Type, b: &Type) -> bool {
        match (self.resolve(a), self.resolve(b)) {
            (Type::Defined(a), Type::Defined(b)) => self.one(*a) == self.one(*b),
            (Type::Array(a), Type::Array(b))
            | (Type::Map(a), Type::Map(b))
            | (Type::Nullable(a), Type::Nullable(b)) => self.is_same(a, b),
            (Type::Tuple(a), Type::Tuple(b)) => self.are_same(a, b),
            (Type::OpenTuple(a, rest), Type::OpenTuple(b, other)) => {
                self.are_same(a, b) && self.is_same(rest, other)
            }
            (a, b) => a == b,
        }
    }

    fn are_same(&self, a: &[Type], b: &[Type]) -> bool {
        a.len() == b.len() && a.iter().zip(b).all(|(a, b)| self.is_same(a, b))
    }
}

impl<'a> Struct<'a> {
    /// Returns the field for a property.
    pub fn field(&self, name: &str) -> Option<&Field<'a>> {
        self.fields.iter().find(|field| field.name == name)
    }
}

impl Field<'_> {
    /// Whether a value must be given.
    pub fn is_required(&self) -> bool {
        matches!(
            self.presence,
            Presence::Required | Presence::RequiredNullable
        )
    }
}
