//! Values as a user writes them in Rust, made of the examples of the document where it has them.

use crate::api::{Integer, Number, Presence, Text, Type, TypeId};
use crate::package::{
    Argument, Body, Construction, Enum, Field, Item, Package, Passing, Struct, Union,
};
use serde_json::Value;
use std::cell::Cell;

/// The longest text of the document that an example repeats.
const LONGEST_TEXT: usize = 60;

/// The longest value that an example writes down.
const LONGEST: usize = 800;

/// The longest value that a setter of an example is given.
const LONGEST_SET: usize = 80;

/// The most properties that a value is made of, and the most that are set behind its constructor.
const MOST_GIVEN: usize = 8;
const MOST_SET: usize = 3;

/// How deep values are written inside one another.
const DEEPEST: usize = 4;

/// How many values are tried for one body: types within types can have more than a document is long.
const MOST_TRIED: usize = 200;

/// What the place of a value takes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Taken {
    /// The value's type, and no other.
    Exact,
    /// Anything that becomes the type.
    Into,
    /// Anything that becomes a `Field` of the type.
    Field,
}

/// Writes values.
pub(super) struct Values<'p, 'a> {
    package: &'p Package<'a>,
    /// How the types are reached from where the value is written.
    types: String,
    /// How many more values may be tried for this body.
    left: Cell<usize>,
}

/// The expression that makes a struct: its constructor, and the setters behind that.
struct Made {
    /// The lines of the constructor.
    new: Vec<String>,
    setters: Vec<String>,
}

impl<'p, 'a> Values<'p, 'a> {
    /// Values whose types are reached by this path.
    pub(super) fn new(package: &'p Package<'a>, types: impl Into<String>) -> Self {
        Self {
            package,
            types: types.into(),
            left: Cell::new(MOST_TRIED),
        }
    }

    /// The statement that makes a body that the argument borrows, if there is room to write it down.
    pub(super) fn body(&self, argument: &Argument<'_>) -> Option<Vec<String>> {
        let Passing::Body(media) = &argument.passing else {
            return None;
        };
        if !matches!(media.body, Body::Json | Body::Form(_) | Body::Xml(_)) {
            return None;
        }
        let Type::Defined(id) = self.package.resolve(argument.ty) else {
            return None;
        };
        self.left.set(MOST_TRIED);
        let made = self.made(*id, media.example, 0)?;
        Some(made.statement(&argument.ident.code()))
    }

    /// The value of an enum that an argument takes: the first one.
    pub(super) fn choice(&self, ty: &Type) -> Option<String> {
        match self.package.resolve(ty) {
            Type::Defined(id) => self.variant(*id, None),
            _ => None,
        }
    }

    /// A struct, of its properties in an example or of an example for each.
    fn made(&self, id: TypeId, sample: Option<&Value>, depth: usize) -> Option<Made> {
        let name = self.package.item(id)?.name.code();
        let shape = self.structure(id)?;
        let sample = sample.and_then(Value::as_object);
        let of = |field: &Field<'a>| -> Option<&Value> {
            match sample {
                Some(sample) => sample.get(field.name),
                None => field.example,
            }
        };
        let path = format!("{}::{name}", self.types);
        let new = match shape.construction {
            Construction::Received | Construction::Literal => return None,
            Construction::Setters => vec![format!("{path}::new()")],
            Construction::NewAndSetters => self.constructor(&path, shape, of, depth)?,
        };
        let fields = shape
            .fields
            .iter()
            .filter(|field| field.is_set() && !field.is_file);
        let shown = fields.clone().filter(|field| of(field).is_some());
        let setter = |field: &Field<'a>| {
            let taken = match field.presence {
                Presence::OptionalNullable => Taken::Field,
                _ => Taken::Into,
            };
            let value = self.value(field, of(field), taken, depth)?;
            let is_short = value.len() <= LONGEST_SET;
            is_short.then(|| format!(".{}({value})", field.setter.code()))
        };
        let most = if depth == 0 { MOST_SET } else { 1 };
        let mut setters: Vec<String> = shown.filter_map(setter).take(most).collect();
        if setters.is_empty() && shape.construction == Construction::Setters {
            // A plain value is read more easily than one that is made of others.
            let (plain, made): (Vec<_>, Vec<_>) = fields.partition(|field| self.is_plain(field.ty));
            setters.extend(plain.into_iter().chain(made).find_map(setter));
        }
        let made = Made { new, setters };
        (made.length() <= LONGEST).then_some(made)
    }

    /// The call of a constructor with what is required, by place or by name.
    fn constructor<'s>(
        &self,
        path: &str,
        shape: &'s Struct<'a>,
        sample: impl Fn(&'s Field<'a>) -> Option<&'s Value>,
        depth: usize,
    ) -> Option<Vec<String>> {
        if shape.arguments.len() > MOST_GIVEN {
            return None;
        }
        let fields = shape.arguments.iter().map(|at| shape.fields.get(*at));
        let is_named = shape.required.is_some();
        let value = |field: Option<&'s Field<'a>>| {
            let field = field?;
            let taken = match field.presence {
                Presence::Required if !is_named => Taken::Into,
                _ => Taken::Exact,
            };
            let value = match (field.presence, sample(field)) {
                (Presence::RequiredNullable, Some(Value::Null)) => "None".to_owned(),
                (Presence::RequiredNullable, _) if field.boxed => return None,
                (Presence::RequiredNullable, sample) => {
                    format!("Some({})", self.value(field, sample, taken, depth)?)
                }
                (_, sample) => self.value(field, sample, taken, depth)?,
            };
            Some((field.ident.code(), value))
        };
        let values: Vec<(String, String)> = fields.map(value).collect::<Option<_>>()?;
        let Some(required) = &shape.required else {
            let values: Vec<String> = values.into_iter().map(|(_, value)| value).collect();
            return Some(vec![format!("{path}::new({})", values.join(", "))]);
        };
        let head = format!("{path}::new({}::{} {{", self.types, required.code());
        let values = values
            .into_iter()
            .map(|(ident, value)| match ident == value {
                true => format!("    {ident},"),
                false => format!("    {ident}: {value},"),
            });
        Some(
            [head]
                .into_iter()
                .chain(values)
                .chain(["})".to_owned()])
                .collect(),
        )
    }

    fn value(
        &self,
        field: &Field<'a>,
        sample: Option<&Value>,
        taken: Taken,
        depth: usize,
    ) -> Option<String> {
        if field.is_file {
            return None;
        }
        self.of_type(field.ty, sample, field.ident.as_str(), taken, depth)
    }

    /// A value of a type, as its place takes it.
    fn of_type(
        &self,
        ty: &Type,
        sample: Option<&Value>,
        name: &str,
        taken: Taken,
        depth: usize,
    ) -> Option<String> {
        if depth >= DEEPEST {
            return None;
        }
        self.left.set(self.left.get().checked_sub(1)?);
        let runtime = self.package.target.results();
        Some(match self.package.resolve(ty) {
            Type::String(Text::Plain | Text::Secret) => {
                let is_secret = *self.package.resolve(ty) == Type::String(Text::Secret);
                let said = sample.filter(|_| !is_secret).and_then(Value::as_str);
                let text = said.filter(|text| is_short(text)).unwrap_or(name);
                match taken {
                    Taken::Exact => format!("{text:?}.into()"),
                    Taken::Into | Taken::Field => format!("{text:?}"),
                }
            }
            Type::String(Text::Date) => format!("{runtime}::Date::from_text(\"2026-01-31\")"),
            Type::String(Text::DateTime) => {
                format!("{runtime}::DateTime::from_text(\"2026-01-31T12:00:00Z\")")
            }
            Type::Boolean => sample.and_then(Value::as_bool).unwrap_or(true).to_string(),
            Type::Integer(range) => integer(*range, sample),
            Type::Number(Number::Double) => double(sample),
            Type::Number(Number::Decimal) => match taken {
                Taken::Into => double(sample),
                Taken::Exact | Taken::Field => {
                    format!("{runtime}::Number::from({})", double(sample))
                }
            },
            Type::Array(item) => {
                let items = sample
                    .and_then(Value::as_array)
                    .map_or(&[][..], Vec::as_slice);
                let value = |sample| self.of_type(item, sample, name, Taken::Exact, depth + 1);
                let values: Vec<String> = match items {
                    [] => vec![value(None)?],
                    items => items
                        .iter()
                        .take(2)
                        .map(|item| value(Some(item)))
                        .collect::<Option<_>>()?,
                };
                format!("vec![{}]", values.join(", "))
            }
            Type::Nullable(inner) if sample != Some(&Value::Null) => {
                let inner = self.of_type(inner, sample, name, Taken::Exact, depth)?;
                format!("Some({inner})")
            }
            Type::Defined(id) => self.defined(*id, sample, name, depth)?,
            _ => return None,
        })
    }

    /// Whether values of a type are written without naming it.
    fn is_plain(&self, mut ty: &'a Type) -> bool {
        loop {
            ty = match self.package.resolve(ty) {
                Type::Array(item) | Type::Nullable(item) => item,
                ty => {
                    return matches!(
                        ty,
                        Type::String(Text::Plain | Text::Secret)
                            | Type::Boolean
                            | Type::Integer(_)
                            | Type::Number(_)
                    );
                }
            }
        }
    }

    fn defined(
        &self,
        id: TypeId,
        sample: Option<&Value>,
        name: &str,
        depth: usize,
    ) -> Option<String> {
        match self.item(id)? {
            Item::Enum(_) => self.variant(id, sample),
            Item::Struct(_) => self.made(id, sample, depth + 1).map(|made| made.in_line()),
            Item::Union(shape) => self.union(id, shape, sample, name, depth),
            _ => None,
        }
    }

    /// A value of a union: of the variant that the discriminator names, or of the first that can be written down.
    fn union(
        &self,
        id: TypeId,
        shape: &Union<'a>,
        sample: Option<&Value>,
        name: &str,
        depth: usize,
    ) -> Option<String> {
        let tag = shape
            .discriminator
            .and_then(|tag| sample?.get(tag)?.as_str());
        let is_named = |tags: &[&str]| tag.is_some_and(|tag| tags.contains(&tag));
        let named = shape
            .variants
            .iter()
            .find(|variant| is_named(&variant.tags));
        let variants: Vec<_> = match named {
            Some(variant) => vec![(variant, sample)],
            None => shape
                .variants
                .iter()
                .map(|variant| (variant, None))
                .collect(),
        };
        let union = self.package.item(id)?.name.code();
        variants.into_iter().find_map(|(variant, sample)| {
            let value = self.of_type(variant.ty, sample, name, Taken::Exact, depth + 1)?;
            let value = match variant.boxed {
                true => format!("Box::new({value})"),
                false => value,
            };
            Some(format!(
                "{}::{union}::{}({value})",
                self.types,
                variant.ident.code()
            ))
        })
    }

    /// A value of an enum: that of the sample, or the first.
    fn variant(&self, id: TypeId, sample: Option<&Value>) -> Option<String> {
        let Item::Enum(Enum { variants, .. }) = self.item(id)? else {
            return None;
        };
        let known = sample.and_then(|sample| variants.iter().find(|one| one.value == sample));
        let variant = known.or(variants.first())?;
        let name = self.package.item(id)?.name.code();
        Some(format!("{}::{name}::{}", self.types, variant.ident.code()))
    }

    /// The item that a type is, seen through other names for it.
    fn item(&self, id: TypeId) -> Option<&'p Item<'a>> {
        match &self.package.item(id)?.item {
            Item::Alias(other) => self.package.item(*other).map(|item| &item.item),
            item => Some(item),
        }
    }

    fn structure(&self, id: TypeId) -> Option<&'p Struct<'a>> {
        match self.item(id)? {
            Item::Struct(shape) => Some(shape),
            _ => None,
        }
    }
}

impl Made {
    fn length(&self) -> usize {
        self.new.iter().chain(&self.setters).map(String::len).sum()
    }

    /// The expression on one line.
    fn in_line(&self) -> String {
        let new = match self.new.as_slice() {
            [head, fields @ .., end] => {
                let fields: Vec<&str> = fields.iter().map(|field| field.trim_start()).collect();
                let fields = fields.join(" ");
                format!("{head} {} {end}", fields.trim_end_matches(','))
            }
            new => new.concat(),
        };
        new + &self.setters.concat()
    }

    /// The statement that binds the value, a setter on each line where there are several.
    fn statement(self, name: &str) -> Vec<String> {
        let mut lines = self.new;
        if let Some(first) = lines.first_mut() {
            *first = format!("let {name} = {first}");
        }
        match (lines.as_mut_slice(), self.setters.as_slice()) {
            ([line], [] | [_]) => line.push_str(&self.setters.concat()),
            (lines, setters) => {
                let indent = if lines.len() > 1 { "" } else { "    " };
                let setters = setters.iter().map(|setter| format!("{indent}{setter}"));
                return finished([lines.to_vec(), setters.collect()].concat());
            }
        }
        finished(lines)
    }
}

/// The lines of a statement with its end.
fn finished(mut lines: Vec<String>) -> Vec<String> {
    if let Some(last) = lines.last_mut() {
        last.push(';');
    }
    lines
}

/// Whether a text of the document can be repeated in an example.
fn is_short(text: &str) -> bool {
    text.len() <= LONGEST_TEXT && super::markdown::clean(text) == text
}

/// A whole number of the document if it is in range.
fn integer(range: Integer, sample: Option<&Value>) -> String {
    let number = sample.and_then(Value::as_i64).filter(|number| match range {
        Integer::I32 => i32::try_from(*number).is_ok(),
        Integer::U64 => *number >= 0,
        Integer::I64 | Integer::I128 => true,
    });
    number.unwrap_or(1).to_string()
}

/// A number of the document, with a point.
fn double(sample: Option<&Value>) -> String {
    let number = sample.and_then(Value::as_f64).unwrap_or(1.0);
    format!("{number:?}")
}
