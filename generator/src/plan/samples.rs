//! Valid values of types, for tests of programs.

use crate::api::{Content, Framing, MediaType, Response, StatusPattern, Text, Type, TypeId};
use crate::api::{Integer, Number, Scalar};
use crate::package::{
    Answer, AnswerBody, Call, Enum, EnumKind, Field, Fixed, Item, Package, Struct, Testing, Union,
};
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

/// Makes the values. A type that has none, because it demands itself or is no JSON, is left out, and so is an answer
/// whose body is XML.
pub(super) fn plan<'a>(package: &Package<'a>) -> Testing<'a> {
    let mut testing = Testing::default();
    let ids = package.type_files.iter().flat_map(|file| &file.types);
    for id in ids {
        let Some(item) = package.item(*id) else {
            continue;
        };
        let is_own = match &item.item {
            Item::Struct(shape) => !shape.has_files(),
            Item::Alias(_) | Item::Transparent(_) => false,
            _ => true,
        };
        if let Some(text) = is_own.then(|| text(package, &Type::Defined(*id))).flatten() {
            testing.examples.push((*id, text));
        }
    }
    for (place, group) in package.groups.iter().enumerate() {
        for (index, call) in group.calls.iter().enumerate() {
            testing
                .answers
                .extend(answer(package, &testing.examples, call, (place, index)));
        }
    }
    testing
}

/// The answer of an operation: the first success that it documents, as JSON if it may be that.
fn answer<'a>(
    package: &Package<'a>,
    examples: &[(TypeId, String)],
    call: &Call<'a>,
    place: (usize, usize),
) -> Option<Answer<'a>> {
    let responses = &call.operation.responses;
    let is_success = |response: &&Response| match response.status {
        StatusPattern::Code(code) => (200..300).contains(&code) || call.redirects.contains(&code),
        StatusPattern::Range(digit) => digit == 2,
        StatusPattern::Default => false,
    };
    let is_default = |response: &&Response| response.status == StatusPattern::Default;
    let response = responses.iter().find(is_success);
    let response = response.or_else(|| responses.iter().find(is_default));
    let status = match response.map(|response| response.status) {
        Some(StatusPattern::Code(code)) => code,
        Some(_) => 200,
        None => 204,
    };
    let media = response.map_or(&[][..], |response| &response.media);
    let is_json = |content: &Content| matches!(content, Content::Json(_));
    let is_xml = |content: &Content| matches!(content, Content::Xml(..));
    let media = media
        .iter()
        .find(|media| is_json(&media.content))
        .or_else(|| media.iter().find(|media| !is_xml(&media.content)))
        .or(media.first());
    let (media_type, body) = match media {
        None => ("", AnswerBody::Text(String::new())),
        Some(media) => (
            concrete(&media.media_type, &media.content),
            body(package, examples, &media.content)?,
        ),
    };
    Some(Answer {
        call: place,
        status,
        media_type,
        body,
    })
}

/// A media type that can be sent, for one that may stand for several.
fn concrete<'a>(media_type: &'a MediaType, content: &Content) -> &'a str {
    match (media_type.is_range(), content) {
        (false, _) => media_type.as_str(),
        (true, Content::Json(_)) => "application/json",
        (true, Content::Text(_)) => "text/plain",
        (true, _) => match media_type.essence() {
            "image/*" => "image/png",
            "audio/*" => "audio/mpeg",
            "video/*" => "video/mp4",
            "text/*" => "text/plain",
            _ => "application/octet-stream",
        },
    }
}

fn body(
    package: &Package<'_>,
    examples: &[(TypeId, String)],
    content: &Content,
) -> Option<AnswerBody> {
    let made = |ty: &Type| text(package, ty);
    let body = match content {
        Content::Json(ty) => match example_of(package, ty) {
            Some(id) if examples.iter().any(|(known, _)| *known == id) => {
                return Some(AnswerBody::Example(id));
            }
            _ => made(ty)?,
        },
        Content::Text(ty) => plain(&Maker::new(package, 1).value(ty)?),
        Content::Bytes => "bytes".to_owned(),
        Content::Stream(framing, ty) => {
            let value = match ty {
                Some(ty) => Maker::new(package, 1).value(ty)?,
                None => json!({}),
            };
            match framing {
                Framing::Data => format!("data: {value}\n\n"),
                Framing::Events => event(&value),
                Framing::Lines => format!("{value}\n"),
                Framing::Records => format!("\u{1e}{value}\n"),
            }
        }
        // Writing XML and forms is the runtime's.
        Content::Xml(..) | Content::Form(..) | Content::Parts(_) => return None,
    };
    Some(AnswerBody::Text(body))
}

/// A server-sent event whose fields are the properties of a value.
fn event(value: &Value) -> String {
    let mut text = String::new();
    for (name, value) in value.as_object().into_iter().flatten() {
        if matches!(name.as_str(), "event" | "data" | "id" | "retry") {
            text.push_str(&format!("{name}: {}\n", plain(value)));
        }
    }
    text + "\n"
}

/// The definition whose example is one of a type.
fn example_of(package: &Package<'_>, ty: &Type) -> Option<TypeId> {
    match package.resolve(ty) {
        Type::Defined(id) => match &package.item(*id)?.item {
            Item::Alias(other) => example_of(package, &Type::Defined(*other)),
            _ => Some(*id),
        },
        _ => None,
    }
}

/// A scalar as text.
fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// A value of a type as JSON, with as much of what may be absent as there is room for.
fn text(package: &Package<'_>, ty: &Type) -> Option<String> {
    let mut shortest = None;
    for optional in [2, 1, 0] {
        let Some(value) = Maker::new(package, optional).value(ty) else {
            continue;
        };
        let text = value.to_string();
        if text.len() <= LONG {
            return Some(text);
        }
        shortest = Some(text);
    }
    shortest
}

/// Makes one value.
struct Maker<'p, 'a> {
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
    fn new(package: &'p Package<'a>, optional: usize) -> Self {
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
    fn value(&mut self, ty: &Type) -> Option<Value> {
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

/// Whether an example, a scalar or a list of such, is a value of a type.
fn fits(package: &Package<'_>, ty: &Type, value: &Value) -> bool {
    match package.resolve(ty).on_the_wire() {
        Type::Boolean => value.is_boolean(),
        Type::Integer(range) => is_in_range(*range, value),
        Type::Number(_) => value.is_number(),
        Type::String(text) => value.as_str().is_some_and(|value| is_text(*text, value)),
        Type::Nullable(inner) => fits(package, inner, value),
        Type::Array(inner) => {
            let items = value.as_array();
            items.is_some_and(|items| items.iter().all(|item| fits(package, inner, item)))
        }
        Type::Defined(id) => match package.item(*id).map(|item| &item.item) {
            Some(Item::Enum(shape)) => shape.variants.iter().any(|one| one.value == value),
            Some(Item::Alias(other)) => fits(package, &Type::Defined(*other), value),
            _ => false,
        },
        _ => false,
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
        Text::Plain => true,
        Text::Uuid => is_like(value, "hhhhhhhh-hhhh-hhhh-hhhh-hhhhhhhhhhhh"),
        Text::Date => is_like(value, "dddd-dd-dd"),
        Text::DateTime => is_like(value, "dddd-dd-ddTdd:dd:ddZ"),
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
