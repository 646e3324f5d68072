//! Whether an example of the document is a value of a type.

use super::constrained::Patterns;
use crate::api::{Constraints, Integer, Presence, Text, Type, TypeId};
use crate::maps::HashMap;
use crate::package::{Field, Item, Package, Struct, Union};
use serde_json::Value;
use std::cell::RefCell;
use std::ptr;

/// How many items are compared with one another.
const MOST_COMPARED: usize = 100;

/// The most unions that may stand in one another for one value: they can lead back to themselves. An example that needs
/// more does not count as a value.
const MOST_UNIONS: usize = 8;

/// The findings that are kept while examples are judged.
#[derive(Default)]
pub(super) struct Known<'a> {
    pub(super) patterns: Patterns,
    /// Whether the example of a field is a value of the field, by the definition and the name of the field: everything
    /// that holds the definition asks again.
    fields: RefCell<HashMap<(TypeId, &'a str), bool>>,
}

/// Judges examples by the types of a package, and by what the document asks of values beyond those.
#[derive(Clone, Copy)]
pub(super) struct Judge<'p, 'a> {
    pub(super) package: &'p Package<'a>,
    pub(super) known: &'p Known<'a>,
}

impl<'a> Judge<'_, 'a> {
    /// Whether an example is a value of a type. It is not where that cannot be told.
    pub(super) fn fits(self, ty: &Type, constraints: Option<&Constraints>, value: &Value) -> bool {
        Judging::new(self).fits(ty, constraints, value)
    }

    /// The example of a field of a definition, if it is a value of the field.
    pub(super) fn example_of(self, id: TypeId, field: &Field<'a>) -> Option<&'a Value> {
        let example = field.example?;
        let key = (id, field.name);
        let known = self.known.fields.borrow().get(&key).copied();
        let fits = known.unwrap_or_else(|| {
            let fits = self.fits(field.ty, field.constraints.as_deref(), example);
            self.known.fields.borrow_mut().insert(key, fits);
            fits
        });
        fits.then_some(example)
    }

    /// Returns the number of variants that a value may be of.
    pub(super) fn count(self, shape: &Union<'_>, value: &Value) -> usize {
        Judging::new(self).count(shape, value)
    }
}

/// Judges one example.
struct Judging<'p, 'a> {
    judge: Judge<'p, 'a>,
    /// The verdict on each part of the example by each union: unions that name one another would be entered again and
    /// again. While a union is being entered, the part does not count as a value of it.
    found: HashMap<(*const Value, TypeId), bool>,
    /// How many unions were entered for the part that is judged.
    unions: usize,
}

impl<'p, 'a> Judging<'p, 'a> {
    fn new(judge: Judge<'p, 'a>) -> Self {
        Self {
            judge,
            found: HashMap::default(),
            unions: 0,
        }
    }

    fn fits(&mut self, ty: &Type, constraints: Option<&Constraints>, value: &Value) -> bool {
        let Judge { package, known } = self.judge;
        let is_admitted = || {
            constraints.is_none_or(|constraints| {
                is_counted(constraints, value) && !known.patterns.refuse(constraints, value)
            })
        };
        let inner_constraints = constraints.and_then(|constraints| constraints.inner.as_deref());
        let is_value = match package.resolve(ty).on_the_wire() {
            Type::Boolean => value.is_boolean(),
            Type::Integer(range) => is_in_range(*range, value),
            Type::Number(_) => value.is_number(),
            Type::String(text) => value.as_str().is_some_and(|value| is_text(*text, value)),
            Type::Any => true,
            Type::Nullable(inner) => {
                return value.is_null() || self.fits(inner, constraints, value);
            }
            Type::Array(inner) => value.as_array().is_some_and(|items| {
                let mut items = items.iter();
                items.all(|item| self.inside(inner, inner_constraints, item))
            }),
            Type::Map(inner) => value.as_object().is_some_and(|properties| {
                let mut values = properties.values();
                values.all(|one| self.inside(inner, inner_constraints, one))
            }),
            Type::Defined(id) => self.is_defined(*id, value),
            _ => false,
        };
        is_value && is_admitted()
    }

    fn is_defined(&mut self, id: TypeId, value: &Value) -> bool {
        let Some(item) = self.judge.package.item(id) else {
            return false;
        };
        let constraints = item.docs.constraints.as_deref();
        let is_counted = || constraints.is_none_or(|constraints| is_counted(constraints, value));
        match &item.item {
            Item::Enum(shape) => shape.variants.iter().any(|one| one.value == value),
            Item::Alias(other) => self.is_defined(*other, value),
            Item::Struct(shape) => self.is_struct(shape, value) && is_counted(),
            Item::Union(shape) => self.is_union(id, shape, value),
            _ => false,
        }
    }

    /// Whether a value has what a struct requires, and nothing that is not a value of its property.
    fn is_struct(&mut self, shape: &Struct<'_>, value: &Value) -> bool {
        let Some(object) = value.as_object().filter(|_| !shape.has_files()) else {
            return false;
        };
        let mut fields = shape.fields.iter();
        let is_field = fields.all(|field| {
            let may_lack = matches!(
                field.presence,
                Presence::Optional | Presence::OptionalNullable
            );
            let may_be_null = matches!(
                field.presence,
                Presence::RequiredNullable | Presence::OptionalNullable
            );
            let constraints = field.constraints.as_deref();
            match (object.get(field.name), field.fixed) {
                (None, _) => may_lack,
                (Some(Value::Null), _) if may_be_null => true,
                (Some(value), Some(fixed)) => fixed.is(value),
                (Some(value), None) => self.inside(field.ty, constraints, value),
            }
        });
        let is_known = |name: &str| shape.fields.iter().any(|field| field.name == name);
        let mut others = object.iter().filter(|(name, _)| !is_known(name));
        is_field
            && others.all(|(_, value)| {
                let rest = shape.rest.as_ref();
                rest.is_some_and(|(_, ty)| self.inside(ty, None, value))
            })
    }

    /// Whether a part of the value here is a value of a type.
    fn inside(&mut self, ty: &Type, constraints: Option<&Constraints>, value: &Value) -> bool {
        let around = std::mem::take(&mut self.unions);
        let is_value = self.fits(ty, constraints, value);
        self.unions = around;
        is_value
    }

    fn is_union(&mut self, id: TypeId, shape: &Union<'_>, value: &Value) -> bool {
        let key = (ptr::from_ref(value), id);
        if let Some(is_value) = self.found.get(&key) {
            return *is_value;
        }
        if self.unions >= MOST_UNIONS {
            return false;
        }
        self.found.insert(key, false);
        self.unions += 1;
        let item = self.judge.package.item(id);
        let constraints = item.and_then(|item| item.docs.constraints.as_deref());
        let is_one = constraints.is_some_and(|constraints| constraints.is_one);
        let is_value = self.is_variant(shape, value, is_one);
        self.unions -= 1;
        self.found.insert(key, is_value);
        is_value
    }

    /// Whether a value is of the variant that the discriminator names. Without a discriminator, whether it is of a
    /// variant, and of no other one if `is_one` is true.
    fn is_variant(&mut self, shape: &Union<'_>, value: &Value, is_one: bool) -> bool {
        let variants = &shape.variants;
        match shape.discriminator {
            Some(property) => {
                let tag = value.get(property).and_then(Value::as_str);
                let mut variants = variants.iter();
                let named = tag.and_then(|tag| variants.find(|one| one.tags.contains(&tag)));
                named.is_some_and(|variant| self.fits(variant.ty, None, value))
            }
            None => match self.count(shape, value) {
                0 => false,
                1 => true,
                _ => !is_one,
            },
        }
    }

    fn count(&mut self, shape: &Union<'_>, value: &Value) -> usize {
        let variants = shape.variants.iter();
        let fitting = variants.filter(|variant| {
            let constraints = variant.constraints.as_deref();
            self.fits(variant.ty, constraints, value)
        });
        fitting.count()
    }
}

/// Whether a list or an object has as many items or properties as it may have.
fn is_counted(constraints: &Constraints, value: &Value) -> bool {
    let is_within = |count: usize, (least, most): (usize, Option<usize>)| {
        count >= least && most.is_none_or(|most| count <= most)
    };
    match value {
        Value::Array(items) => {
            let is_unique = || {
                let compared = items.iter().take(MOST_COMPARED).enumerate();
                let mut compared = compared.map(|(place, item)| (item, items.iter().take(place)));
                compared.all(|(item, mut before)| !before.any(|other| other == item))
            };
            is_within(items.len(), constraints.items) && (!constraints.unique || is_unique())
        }
        Value::Object(properties) => is_within(properties.len(), constraints.properties),
        _ => true,
    }
}

pub(super) fn is_in_range(range: Integer, value: &Value) -> bool {
    match range {
        Integer::I32 => value
            .as_i64()
            .is_some_and(|value| i32::try_from(value).is_ok()),
        Integer::I64 => value.is_i64(),
        Integer::U64 => value.is_u64(),
        Integer::I128 => value.is_i64() || value.is_u64(),
    }
}

/// Whether a text holds what its format says. For formats that few examples keep to, the answer is no, so that the
/// values made here are taken.
pub(super) fn is_text(text: Text, value: &str) -> bool {
    match text {
        Text::Plain | Text::Secret => true,
        Text::Uuid => is_like(value, "hhhhhhhh-hhhh-hhhh-hhhh-hhhhhhhhhhhh"),
        Text::Date => is_like(value, "dddd-dd-dd"),
        Text::DateTime => is_date_time(value),
        _ => false,
    }
}

/// Whether a text looks like a pattern, in which `d` is a digit and `h` a hexadecimal one.
pub(super) fn is_like(text: &str, pattern: &str) -> bool {
    let fits = |(character, wanted): (char, char)| match wanted {
        'd' => character.is_ascii_digit(),
        'h' => character.is_ascii_hexdigit(),
        other => character == other,
    };
    text.len() == pattern.len() && text.chars().zip(pattern.chars()).all(fits)
}

/// Whether a text is a date and a time, to fractions of a second, with a zone (RFC 3339).
pub(super) fn is_date_time(text: &str) -> bool {
    let Some((time, zone)) = text.split_at_checked("dddd-dd-ddTdd:dd:dd".len()) else {
        return false;
    };
    let is_fraction = |sign: char| sign == '.' || sign.is_ascii_digit();
    let zone = zone.trim_start_matches(is_fraction);
    let is_zone = zone == "Z" || is_like(zone, "+dd:dd") || is_like(zone, "-dd:dd");
    is_zone && is_like(time, "dddd-dd-ddTdd:dd:dd")
}
