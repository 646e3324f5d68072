//! Values made of a type, with the examples of its properties.

use super::fits::fits;
use crate::api::{Number, Scalar, Text, Type, TypeId};
use crate::package::{Enum, EnumKind, Field, Fixed, Item, Package, Struct, Union};
use serde_json::{Map, Value, json};

/// The longest text that has what may be absent too.
const LONG: usize = 4096;

/// How many values one example may have: a type may demand more than anybody has room for.
const MOST: usize = 2000;

/// How many bytes of the document's own texts one example may have: a long one that many types hold would be written for
/// each of them.
const MOST_TEXT: usize = 65_536;

/// How deep values may be within one another.
const DEEPEST: usize = 48;

/// A value of a type as JSON, with as much of what may be absent as there is room for.
pub(super) fn text(package: &Package<'_>, ty: &Type) -> Option<String> {
    let mut shortest = None;
    for optional in [2, 1, 0] {
        let Some(value) = Maker::new(package, optional).value(ty) else {
            continue;
        };
        let text = serde_json::to_string(&value).unwrap_or_default();
        if text.len() <= LONG {
            return Some(text);
        }
        shortest = Some(text);
    }
    shortest
}

/// Makes one value.
pub(super) struct Maker<'p, 'a> {
    package: &'p Package<'a>,
    /// The definitions that the value is inside of.
    inside: Vec<TypeId>,
    depth: usize,
    /// How many values it may still have.
    left: usize,
    /// How many bytes of the document's own texts it may still have.
    text: usize,
    /// How many objects within one another have what may be absent.
    optional: usize,
}

impl<'p, 'a> Maker<'p, 'a> {
    /// Starts a value.
    pub(super) fn new(package: &'p Package<'a>, optional: usize) -> Self {
        Self {
            package,
            inside: Vec::new(),
            depth: 0,
            left: MOST,
            text: MOST_TEXT,
            optional,
        }
    }

    /// A value of a type; none if there is no end to it, or no room for it.
    pub(super) fn value(&mut self, ty: &Type) -> Option<Value> {
        self.left = self.left.checked_sub(1)?;
        if self.depth >= DEEPEST {
            return None;
        }
        self.depth += 1;
        let value = self.value_here(ty);
        self.depth -= 1;
        value
    }

    fn value_here(&mut self, ty: &Type) -> Option<Value> {
        Some(match ty {
            Type::Any => json!({}),
            Type::Null => Value::Null,
            Type::Boolean => json!(true),
            Type::Integer(_) => json!(1),
            Type::Number(Number::Double | Number::Decimal) => json!(1.5),
            Type::String(text) => json!(text_of(*text)),
            Type::Array(inner) => Value::Array(self.value(inner).into_iter().collect()),
            Type::Delimited(inner, _) => json!(plain(&self.value(inner)?)),
            Type::Map(inner) => {
                let member = self.value(inner).map(|value| ("key".to_owned(), value));
                Value::Object(member.into_iter().collect())
            }
            Type::Tuple(items) | Type::OpenTuple(items, _) => {
                let items = items.iter().map(|item| self.value(item));
                Value::Array(items.collect::<Option<_>>()?)
            }
            Type::Nullable(inner) => self.value(inner).unwrap_or_default(),
            Type::Custom(custom) => self.value(&custom.replaced)?,
            Type::Defined(id) => self.defined(*id)?,
        })
    }

    fn defined(&mut self, id: TypeId) -> Option<Value> {
        if self.inside.contains(&id) {
            return None;
        }
        self.inside.push(id);
        let package = self.package;
        let value = match &package.item(id)?.item {
            Item::Struct(shape) => self.object(shape).map(Value::Object),
            Item::Enum(shape) => self.first(shape),
            Item::Union(shape) => self.variant(shape),
            Item::Tagged(shape) => shape.variants.iter().find_map(|variant| {
                self.spend(variant.tag.len())?;
                Some(match variant.ty {
                    None => json!(variant.tag),
                    Some(ty) => json!({ variant.tag: self.value(ty)? }),
                })
            }),
            Item::Newtype(ty, _) | Item::Transparent(ty) => self.value(ty),
            Item::Alias(other) => self.defined(*other),
        };
        self.inside.pop();
        value
    }

    fn object(&mut self, shape: &Struct<'_>) -> Option<Map<String, Value>> {
        if shape.has_files() {
            return None;
        }
        let mut object = Map::new();
        let objects = |maker: &Self| {
            let items = maker.inside.iter().filter_map(|id| maker.package.item(*id));
            items
                .filter(|item| matches!(item.item, Item::Struct(_)))
                .count()
        };
        for field in &shape.fields {
            use crate::api::Presence::{Optional, OptionalNullable, Required, RequiredNullable};
            let is_optional = matches!(field.presence, Optional | OptionalNullable);
            if is_optional && objects(self) > self.optional {
                continue;
            }
            let value = match (self.field(field), field.presence) {
                (Some(value), _) => value,
                (None, Required) => return None,
                (None, RequiredNullable) => Value::Null,
                (None, Optional | OptionalNullable) => continue,
            };
            self.spend(field.name.len())?;
            object.insert(field.name.to_owned(), value);
        }
        Some(object)
    }

    fn field(&mut self, field: &Field<'_>) -> Option<Value> {
        match field.fixed {
            Some(Fixed::Only(value)) => self.copied(value),
            Some(Fixed::Tag(tag)) => {
                self.spend(tag.len())?;
                Some(json!(tag))
            }
            None => match field
                .example
                .filter(|value| fits(self.package, field.ty, value))
            {
                Some(value) => self.copied(value),
                None => self.value(field.ty),
            },
        }
    }

    /// A value of the first variant that has one, marked by the discriminator.
    fn variant(&mut self, shape: &Union<'_>) -> Option<Value> {
        shape.variants.iter().find_map(|variant| {
            let mut value = self.value(variant.ty)?;
            if let (Some(property), Some(tag)) = (shape.discriminator, variant.tags.first())
                && let Some(object) = value.as_object_mut()
            {
                self.spend(property.len() + tag.len())?;
                object.insert(property.to_owned(), json!(tag));
            }
            Some(value)
        })
    }

    /// The first value of an enum.
    fn first(&mut self, shape: &Enum<'_>) -> Option<Value> {
        match (shape.variants.first(), shape.kind) {
            (Some(variant), _) => self.copied(variant.value),
            (None, EnumKind::Text) => Some(json!("text")),
            (None, EnumKind::Integer) => Some(json!(1)),
            (None, EnumKind::Literal) => None,
        }
    }

    /// A value that the document has; none if there is no room for it.
    fn copied(&mut self, value: &Value) -> Option<Value> {
        self.spend_on(value)?;
        Some(value.clone())
    }

    fn spend_on(&mut self, value: &Value) -> Option<()> {
        match value {
            Value::String(text) => self.spend(text.len()),
            Value::Array(items) => items.iter().try_for_each(|item| self.spend_on(item)),
            Value::Object(members) => members.iter().try_for_each(|(name, value)| {
                self.spend(name.len())?;
                self.spend_on(value)
            }),
            Value::Null | Value::Bool(_) | Value::Number(_) => self.spend(1),
        }
    }

    fn spend(&mut self, bytes: usize) -> Option<()> {
        self.text = self.text.checked_sub(bytes)?;
        Some(())
    }
}

/// A scalar as text.
pub(super) fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

fn text_of(text: Text) -> &'static str {
    match text {
        Text::Plain => "text",
        Text::Secret => "secret",
        Text::Uuid => "0195bf4c-7a2e-7c31-9d5e-2f6b8a1c4d70",
        Text::DateTime => "2025-03-14T15:09:26Z",
        Text::Date => "2025-03-14",
        Text::HttpDate => "Fri, 14 Mar 2025 15:09:26 GMT",
        Text::Duration => "PT15M",
        Text::Base64 | Text::Base64Url => "dGV4",
        Text::Scalar(Scalar::Boolean) => "true",
        Text::Scalar(Scalar::Integer(_)) => "1",
        Text::Scalar(Scalar::Number) => "1.5",
    }
}
