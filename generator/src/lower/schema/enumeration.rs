//! `enum` and `const`.

use super::TypeBuilder;
use super::position::Position;
use super::read::{docs, format};
use crate::api::{Docs, Enum, EnumValue, Shape, Text, Type};
use crate::diagnostic::Code;
use crate::document::{JsonType, Schema};
use crate::limits::VALUES;
use crate::maps::HashSet;
use serde_json::Value;

impl<'d> TypeBuilder<'d, '_> {
    /// The type of a schema that lists its values.
    pub(super) fn enumeration(&mut self, view: &'d Schema, position: &Position<'_>) -> Type {
        let listed = view.values().unwrap_or_default();
        let mut values: Vec<EnumValue> = Vec::new();
        let mut known: HashSet<Value> = HashSet::default();
        let mut repaired = false;
        for (index, value) in listed.iter().enumerate() {
            let Some(value) = conform(value, &view.types, &mut repaired) else {
                continue;
            };
            if known.insert(value.clone()) {
                values.push(EnumValue {
                    name: suggestion(view, NAMES, "name", index, &value),
                    docs: Docs {
                        description: suggestion(view, DESCRIPTIONS, "description", index, &value),
                        ..Docs::default()
                    },
                    value,
                });
            }
        }
        if repaired {
            let pointer = position.pointer();
            self.warn(
                Code::ValueOfOtherType,
                &pointer,
                "the values are not of the type that is given: they are taken as such",
            )
            .advise("put the values in quotes, or correct the type");
        }
        if values.is_empty() {
            return self.without_values(view, listed, position);
        }
        let base = base(&values, view);
        if base == Type::Boolean && values.len() > 1 {
            return Type::Boolean;
        }
        let is_constant = view.constant.is_some();
        if values.len() > VALUES {
            return self.any_of_many(values.len(), base, view, position);
        }
        let open = base != Type::Any && (!is_constant || base == Type::String(Text::Plain));
        let mut docs = self.read.type_docs(view);
        let name = view
            .extensions
            .get("x-ms-enum")
            .and_then(|said| said.get("name"));
        if let Some(name) = name.and_then(Value::as_str).filter(|_| docs.name.is_none()) {
            docs.name = docs::text(Some(&name.to_owned()));
        }
        self.define(position, docs, Shape::Enum(Enum { values, base, open }))
    }

    /// A type around any value of the JSON type, where there are more values than an enum may have.
    fn any_of_many(
        &mut self,
        count: usize,
        base: Type,
        view: &'d Schema,
        position: &Position<'_>,
    ) -> Type {
        let message = format!(
            "{count} values are more than the {VALUES} that an enum may have: any value of their type is accepted"
        );
        self.warn(Code::LimitReached, &position.pointer(), message)
            .advise("leave `enum` out");
        let mut docs = self.read.type_docs(view);
        docs.notes.push(format!(
            "The document lists {count} values, which are too many for an enum: any value of their type can be given."
        ));
        self.define(position, docs, Shape::Newtype(base))
    }

    fn without_values(
        &mut self,
        view: &'d Schema,
        listed: &[Value],
        position: &Position<'_>,
    ) -> Type {
        if !listed.is_empty() {
            return Type::Null;
        }
        let pointer = position.pointer();
        self.warn(
            Code::EnumEmpty,
            &pointer,
            "the list of values is empty: it is taken as absent",
        )
        .advise("list the values, or remove `enum`");
        self.own(view, position)
    }
}

/// Converts a listed value to the JSON type that the schema states, as YAML reads unquoted texts as numbers and
/// booleans; `None` for null.
fn conform(value: &Value, types: &[JsonType], repaired: &mut bool) -> Option<Value> {
    let changed = match (types, value) {
        (_, Value::Null) => return None,
        ([JsonType::String], Value::Number(number)) => Value::String(number.to_string()),
        ([JsonType::String], Value::Bool(boolean)) => Value::String(boolean.to_string()),
        ([JsonType::Integer | JsonType::Number], Value::String(text)) => {
            match serde_json::from_str::<serde_json::Number>(text) {
                Ok(number) => Value::Number(number),
                Err(_) => return Some(value.clone()),
            }
        }
        _ => return Some(value.clone()),
    };
    *repaired = true;
    Some(changed)
}

/// Returns the type that all the values share; [`Type::Any`] if they share none.
fn base(values: &[EnumValue], view: &Schema) -> Type {
    let all = |test: fn(&Value) -> bool| values.iter().all(|value| test(&value.value));
    if all(Value::is_string) {
        Type::String(Text::Plain)
    } else if *view.types == [JsonType::Number] && view.constant.is_none() && all(Value::is_number)
    {
        // Numbers written without a decimal point are integers in JSON; `type` says that they are numbers all the same.
        Type::Number(format::number(view))
    } else if all(|value| value.is_i64() || value.is_u64()) {
        Type::Integer(format::integer(view))
    } else if all(Value::is_number) {
        Type::Number(format::number(view))
    } else if all(Value::is_boolean) {
        Type::Boolean
    } else {
        Type::Any
    }
}

/// Extensions that name the values.
const NAMES: &[&str] = &[
    "x-enum-varnames",
    "x-enumNames",
    "x-speakeasy-enums",
    "x-fern-enum",
    "x-ms-enum",
];

/// Extensions that describe the values.
const DESCRIPTIONS: &[&str] = &[
    "x-enum-descriptions",
    "x-enumDescriptions",
    "x-fern-enum",
    "x-ms-enum",
];

/// Finds the text that an extension gives for a value. The extension is a list in the order of the values, an object
/// with the values as keys, or an object whose `values` lists objects with a `value` each. Where an object belongs to
/// the value, its property `field` is the text.
fn suggestion(
    view: &Schema,
    keys: &[&str],
    field: &str,
    index: usize,
    value: &Value,
) -> Option<String> {
    let said = keys.iter().filter_map(|key| view.extensions.get(*key));
    let mut found = said.filter_map(|extension| match extension {
        Value::Array(list) => list.get(index),
        Value::Object(map) => match map.get("values") {
            Some(Value::Array(list)) => {
                let mut entries = list.iter();
                entries.find(|entry| entry.get("value").is_some_and(|one| key(one) == key(value)))
            }
            _ => map.get(&key(value)),
        },
        _ => None,
    });
    found.find_map(|found| {
        let text = found.as_str().or_else(|| found.get(field)?.as_str())?;
        docs::text(Some(&text.to_owned()))
    })
}

/// Writes a value as the property name under which an extension lists it.
fn key(value: &Value) -> String {
    value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned)
}
