//! Which types have `Default`: those read from answers, where every field has one.
//!
//! A program that is tested with answers of its own begins with a default and sets what the test is about. A type that is
//! only sent has none unless nothing of it must be given, and one whose discriminator is left open has none either: its
//! default would be told as something that it is not. A type that must hold itself has no default, as it has no value.

use super::types::Planning;
use crate::api::{Direction, Presence, Type, TypeId};
use crate::package::{
    Construction, DefaultForm, Derive, Enum, EnumKind, Field, Fixed, Item, Struct, TypeItem,
};

/// Decides for every item whether it has `Default`, and in which form.
pub(super) fn plan(planning: &Planning<'_, '_>, items: &mut [TypeItem<'_>]) {
    let forms = Defaults::of(planning, items).forms;
    for (item, form) in items.iter_mut().zip(forms) {
        item.default = form;
        if form == Some(DefaultForm::Derived) {
            let derives = &mut item.attributes.derives;
            let mut places = derives.iter();
            let place = places.position(|derive| *derive == Derive::PartialEq);
            derives.insert(place.unwrap_or(derives.len()), Derive::Default);
        }
    }
}

/// The search for the types that have `Default`, with the forms that were found so far.
struct Defaults<'p, 'a> {
    planning: &'p Planning<'a, 'p>,
    items: &'p [TypeItem<'a>],
    forms: Vec<Option<DefaultForm>>,
}

impl<'p, 'a> Defaults<'p, 'a> {
    /// Finds the default of every type. A type is looked at again whenever a type that it holds turns out to have a
    /// default. Types that wait for each other stay without.
    fn of(planning: &'p Planning<'a, 'p>, items: &'p [TypeItem<'a>]) -> Self {
        let mut found = Self {
            planning,
            items,
            forms: vec![None; items.len()],
        };
        let holders = found.holders();
        let mut waiting: Vec<usize> = (0..items.len()).rev().collect();
        while let Some(at) = waiting.pop() {
            let (Some(item), Some(None)) = (items.get(at), found.forms.get(at)) else {
                continue;
            };
            let form = found.form(TypeId(at), item);
            if let Some(slot) = found.forms.get_mut(at)
                && form.is_some()
            {
                *slot = form;
                waiting.extend(holders.get(at).into_iter().flatten());
            }
        }
        found
    }

    /// The types that hold each type.
    fn holders(&self) -> Vec<Vec<usize>> {
        let mut holders = vec![Vec::new(); self.items.len()];
        for (at, item) in self.items.iter().enumerate() {
            let mut held: Vec<&Type> = match &item.item {
                Item::Struct(shape) => shape.fields.iter().map(|field| field.ty).collect(),
                Item::Newtype(ty, _) => vec![ty],
                _ => Vec::new(),
            };
            while let Some(ty) = held.pop() {
                held.extend(ty.children());
                let Type::Defined(id) = ty else { continue };
                match self.item(*id) {
                    (_, Some(Item::Transparent(ty))) => held.push(ty),
                    (TypeId(id), _) => {
                        let all = holders.get_mut(id).filter(|all| all.last() != Some(&at));
                        all.into_iter().for_each(|all| all.push(at));
                    }
                }
            }
        }
        holders
    }

    fn form(&self, id: TypeId, item: &TypeItem<'a>) -> Option<DefaultForm> {
        match &item.item {
            Item::Struct(shape) => self.of_struct(id, shape),
            Item::Enum(shape) => of_enum(shape),
            Item::Newtype(ty, _) => self.has(ty).then_some(DefaultForm::Derived),
            // No type of a union is more usual than another.
            Item::Union(_) | Item::Tagged(_) | Item::Alias(_) | Item::Transparent(_) => None,
        }
    }

    fn of_struct(&self, id: TypeId, shape: &Struct<'a>) -> Option<DefaultForm> {
        match shape.construction {
            Construction::Received => {}
            Construction::Setters => return Some(DefaultForm::Derived),
            Construction::NewAndSetters if shape.arguments.is_empty() => {
                return Some(DefaultForm::ByNew);
            }
            // Code that makes a type which is only sent must not compile without the required properties.
            Construction::NewAndSetters | Construction::Literal => {
                let direction = self.planning.duplicates.direction(self.planning.api, id);
                if direction == Direction::Sent {
                    return None;
                }
            }
        }
        let mut fields = shape.fields.iter();
        if !fields.all(|field| self.has_field(id, field)) {
            return None;
        }
        let mut fields = shape.fields.iter();
        match fields.all(|field| field.fixed.is_none() || self.is_only(field)) {
            true => Some(DefaultForm::Derived),
            false => Some(DefaultForm::Written),
        }
    }

    /// Whether a default value for a field is known.
    fn has_field(&self, id: TypeId, field: &Field<'a>) -> bool {
        match field.presence {
            Presence::Required if field.fixed.is_some() => true,
            Presence::Required if field.is_file => field.is_list(),
            Presence::Required => !self.planning.tags.tell(id, field.name) && self.has(field.ty),
            Presence::RequiredNullable | Presence::Optional | Presence::OptionalNullable => true,
        }
    }

    /// Whether the only value that a field may have is the default of its type too.
    fn is_only(&self, field: &Field<'a>) -> bool {
        let Type::Defined(id) = field.ty else {
            return false;
        };
        let is_only =
            |shape: &Enum<'_>| shape.variants.len() == 1 && shape.kind != EnumKind::Integer;
        matches!(field.fixed, Some(Fixed::Only(_)))
            && matches!(&self.item(*id).1, Some(Item::Enum(shape)) if is_only(shape))
    }

    fn has(&self, ty: &Type) -> bool {
        match ty {
            Type::Any | Type::Null | Type::Boolean | Type::Integer(_) | Type::Number(_) => true,
            Type::String(_) | Type::Array(_) | Type::Map(_) | Type::Nullable(_) => true,
            Type::Delimited(item, _) => self.has(item),
            Type::Tuple(items) => items.iter().all(|item| self.has(item)),
            Type::OpenTuple(items, rest) => {
                items.iter().all(|item| self.has(item)) && self.has(rest)
            }
            Type::Defined(id) => match self.item(*id) {
                (_, Some(Item::Transparent(ty))) => self.has(ty),
                (id, _) => self.forms.get(id.0).copied().flatten().is_some(),
            },
            // Nobody but the user knows whether it has a default.
            Type::Custom(_) => false,
        }
    }

    /// The item that stands for a definition, and its place.
    fn item(&self, id: TypeId) -> (TypeId, Option<&'p Item<'a>>) {
        let item = |id: TypeId| self.items.get(id.0).map(|item| &item.item);
        match item(id) {
            Some(Item::Alias(other)) => (*other, item(*other)),
            found => (id, found),
        }
    }
}

/// Returns the form of an enum's default. An enum that may get other values has a value that says nothing: the empty
/// text, or zero. An enum of one value has that value.
fn of_enum(shape: &Enum<'_>) -> Option<DefaultForm> {
    match (shape.kind, shape.variants.as_slice()) {
        (EnumKind::Text | EnumKind::Integer, _) => Some(DefaultForm::ByRuntime),
        (EnumKind::Literal, [_]) if shape.unknown.is_none() => Some(DefaultForm::Derived),
        (EnumKind::Literal, _) => None,
    }
}
