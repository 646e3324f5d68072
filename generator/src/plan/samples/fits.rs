//! Whether an example of the document is a value of a type.

use crate::api::{Integer, Presence, Text, Type, TypeId};
use crate::package::{Item, Package, Struct, Union};
use serde_json::Value;

/// Whether an example is a value of a type. It is not where that cannot be told.
pub(super) fn fits(package: &Package<'_>, ty: &Type, value: &Value) -> bool {
    match package.resolve(ty).on_the_wire() {
        Type::Boolean => value.is_boolean(),
        Type::Integer(range) => is_in_range(*range, value),
        Type::Number(_) => value.is_number(),
        Type::String(text) => value.as_str().is_some_and(|value| is_text(*text, value)),
        Type::Any => true,
        Type::Nullable(inner) => value.is_null() || fits(package, inner, value),
        Type::Array(inner) => {
            let items = value.as_array();
            items.is_some_and(|items| items.iter().all(|item| fits(package, inner, item)))
        }
        Type::Map(inner) => {
            let members = value.as_object();
            members.is_some_and(|members| members.values().all(|one| fits(package, inner, one)))
        }
        Type::Defined(id) => is_defined(package, *id, value),
        _ => false,
    }
}

fn is_defined(package: &Package<'_>, id: TypeId, value: &Value) -> bool {
    match package.item(id).map(|item| &item.item) {
        Some(Item::Enum(shape)) => shape.variants.iter().any(|one| one.value == value),
        Some(Item::Alias(other)) => is_defined(package, *other, value),
        Some(Item::Struct(shape)) => is_struct(package, shape, value),
        Some(Item::Union(shape)) => is_variant(package, shape, value),
        _ => false,
    }
}

/// Whether a value has what a struct requires, and nothing that is not a value of its property.
fn is_struct(package: &Package<'_>, shape: &Struct<'_>, value: &Value) -> bool {
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
        match (object.get(field.name), field.fixed) {
            (None, _) => may_lack,
            (Some(Value::Null), _) if may_be_null => true,
            (Some(value), Some(fixed)) => fixed.is(value),
            (Some(value), None) => fits(package, field.ty, value),
        }
    });
    let is_known = |name: &str| shape.fields.iter().any(|field| field.name == name);
    let mut others = object.iter().filter(|(name, _)| !is_known(name));
    is_field
        && others.all(|(_, value)| {
            let rest = shape.rest.as_ref();
            rest.is_some_and(|(_, ty)| fits(package, ty, value))
        })
}

/// Whether a value is of the type that the discriminator names, or of one only.
fn is_variant(package: &Package<'_>, shape: &Union<'_>, value: &Value) -> bool {
    let mut variants = shape.variants.iter();
    match shape.discriminator {
        Some(property) => {
            let tag = value.get(property).and_then(Value::as_str);
            let named = tag.and_then(|tag| variants.find(|one| one.tags.contains(&tag)));
            named.is_some_and(|variant| fits(package, variant.ty, value))
        }
        None => {
            let fitting = variants.filter(|variant| fits(package, variant.ty, value));
            fitting.count() == 1
        }
    }
}

fn is_in_range(range: Integer, value: &Value) -> bool {
    match range {
        Integer::I32 => value
            .as_i64()
            .is_some_and(|value| i32::try_from(value).is_ok()),
        Integer::I64 => value.is_i64(),
        Integer::U64 => value.is_u64(),
        Integer::I128 => value.is_i64() || value.is_u64(),
    }
}

/// Whether a text holds what its format says. Of formats that few examples keep to, the values made here are taken.
fn is_text(text: Text, value: &str) -> bool {
    match text {
        Text::Plain | Text::Secret => true,
        Text::Uuid => is_like(value, "hhhhhhhh-hhhh-hhhh-hhhh-hhhhhhhhhhhh"),
        Text::Date => is_like(value, "dddd-dd-dd"),
        Text::DateTime => is_date_time(value),
        _ => false,
    }
}

/// Whether a text looks like a pattern, in which `d` is a digit and `h` a hexadecimal one.
fn is_like(text: &str, pattern: &str) -> bool {
    let fits = |(character, wanted): (char, char)| match wanted {
        'd' => character.is_ascii_digit(),
        'h' => character.is_ascii_hexdigit(),
        other => character == other,
    };
    text.len() == pattern.len() && text.chars().zip(pattern.chars()).all(fits)
}

/// Whether a text is a date and a time, to fractions of a second, with a zone (RFC 3339).
fn is_date_time(text: &str) -> bool {
    let Some((time, zone)) = text.split_at_checked("dddd-dd-ddTdd:dd:dd".len()) else {
        return false;
    };
    let is_fraction = |sign: char| sign == '.' || sign.is_ascii_digit();
    let zone = zone.trim_start_matches(is_fraction);
    let is_zone = zone == "Z" || is_like(zone, "+dd:dd") || is_like(zone, "-dd:dd");
    is_zone && is_like(time, "dddd-dd-ddTdd:dd:dd")
}
