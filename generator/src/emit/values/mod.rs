//! Values as a user writes them in Rust, made from the examples of the document where it has them.

mod structs;

use super::scalars::{decimal, double, integer, is_short};
use crate::api::{Constraints, Number, Text, Type, TypeId};
use crate::package::{Argument, Body, Enum, Field, Item, Package, Passing, Struct, Union};
use crate::plan::samples::constrained::Patterns;
use serde_json::Value;
use std::cell::Cell;

/// The most items that a list of an example has.
const MOST_ITEMS: usize = 2;

/// How deep values are written inside one another.
const DEEPEST: usize = 4;

/// How many values are tried for one body: types within types can have more than a document is long.
const MOST_TRIED: usize = 200;

/// The expressions that the place of a value takes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Taken {
    /// The value's type, and no other.
    Exact,
    /// Anything that becomes the type.
    Into,
    /// Anything that becomes a `Field` of the type.
    Field,
}

/// Where a value stands.
#[derive(Clone, Copy)]
struct Place<'p> {
    /// The name of the field, which is also the text that is preferred for it.
    name: &'p str,
    /// The constraints on the value beyond its type.
    constraints: Option<&'p Constraints>,
    taken: Taken,
    depth: usize,
}

impl Place<'_> {
    /// Returns the place of a value inside the value here.
    fn inside(self) -> Self {
        Self {
            constraints: self.constraints.and_then(|all| all.inner.as_deref()),
            taken: Taken::Exact,
            depth: self.depth + 1,
            ..self
        }
    }
}

/// Writes values.
pub(super) struct Values<'p, 'a> {
    package: &'p Package<'a>,
    /// How the types are reached from where the value is written.
    types: String,
    /// How many more values may be tried for this body.
    left: Cell<usize>,
    patterns: Patterns,
}

impl<'p, 'a> Values<'p, 'a> {
    /// Values whose types are reached by this path.
    pub(super) fn new(package: &'p Package<'a>, types: impl Into<String>) -> Self {
        Self {
            package,
            types: types.into(),
            left: Cell::new(MOST_TRIED),
            patterns: Patterns::default(),
        }
    }

    /// Returns the statement that makes the body which an argument borrows, if there is room to write it down.
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

    /// Returns the value of an enum that an argument takes: that of the example in the document, or the first one.
    pub(super) fn choice(&self, ty: &Type, sample: Option<&Value>) -> Option<String> {
        match self.package.resolve(ty) {
            Type::Defined(id) => self.variant(*id, sample),
            _ => None,
        }
    }

    /// Returns the scalar that an argument takes: the example in the document, or a value that the document admits. A
    /// text is preferably the name of the parameter; where the document admits no text that is found, it is left to the
    /// reader.
    pub(super) fn parameter(&self, argument: &Argument<'_>) -> Option<String> {
        let constraints = argument.docs.constraints.as_deref();
        let constraints = constraints.unwrap_or(Constraints::NONE);
        let sample = argument.example;
        let sample = sample.filter(|sample| !self.patterns.refuse(constraints, sample));
        match self.package.resolve(argument.ty) {
            Type::String(Text::Plain) => {
                let said = sample.and_then(Value::as_str).filter(|text| is_short(text));
                let made = || self.patterns.wished(constraints, argument.ident.as_str());
                let text = said.map(str::to_owned).or_else(made)?;
                Some(format!("{text:?}"))
            }
            Type::Boolean => Some(sample.and_then(Value::as_bool).unwrap_or(true).to_string()),
            Type::Integer(range) => integer(*range, sample, constraints),
            Type::Number(Number::Double) => double(sample, constraints),
            Type::Number(Number::Decimal) => decimal(sample, constraints),
            _ => None,
        }
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
        let place = Place {
            name: field.ident.as_str(),
            constraints: field.constraints.as_deref(),
            taken,
            depth,
        };
        self.of_type(field.ty, sample, place)
    }

    /// A value of a type, as its place takes it.
    fn of_type(&self, ty: &Type, sample: Option<&Value>, place: Place<'_>) -> Option<String> {
        let taken = place.taken;
        if place.depth >= DEEPEST {
            return None;
        }
        self.left.set(self.left.get().checked_sub(1)?);
        let runtime = self.package.target.results();
        let constraints = place.constraints.unwrap_or(Constraints::NONE);
        let sample = sample.filter(|sample| !self.patterns.refuse(constraints, sample));
        Some(match self.package.resolve(ty) {
            Type::String(text @ (Text::Plain | Text::Secret)) => {
                let said = sample.filter(|_| *text == Text::Plain);
                let said = said.and_then(Value::as_str).filter(|text| is_short(text));
                let made = || self.patterns.wished(constraints, place.name);
                let text = said.map(str::to_owned).or_else(made)?;
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
            Type::Integer(range) => integer(*range, sample, constraints)?,
            Type::Number(Number::Double) => double(sample, constraints)?,
            Type::Number(Number::Decimal) => match taken {
                Taken::Into => double(sample, constraints)?,
                Taken::Exact | Taken::Field => {
                    let number = double(sample, constraints)?;
                    format!("{runtime}::Number::from({number})")
                }
            },
            Type::Array(item) => self.list(item, sample, constraints, place)?,
            Type::Nullable(inner) if sample != Some(&Value::Null) => {
                let place = Place {
                    taken: Taken::Exact,
                    ..place
                };
                format!("Some({})", self.of_type(inner, sample, place)?)
            }
            Type::Defined(id) => self.defined(*id, sample, place)?,
            _ => return None,
        })
    }

    /// A list: of the first items of the sample, or of as many as it must have.
    fn list(
        &self,
        ty: &Type,
        sample: Option<&Value>,
        constraints: &Constraints,
        place: Place<'_>,
    ) -> Option<String> {
        let (least, most) = constraints.items;
        let most = most.unwrap_or(MOST_ITEMS).min(MOST_ITEMS.max(least));
        let value = |sample| self.of_type(ty, sample, place.inside());
        let said = sample.and_then(Value::as_array);
        let said = said.filter(|items| !items.is_empty() && items.len() >= least);
        let values: Vec<String> = match said {
            Some(items) => {
                let items = items.iter().take(most);
                items.map(|item| value(Some(item))).collect::<Option<_>>()?
            }
            // Items that are all the same are no list of unique ones.
            None if least > MOST_ITEMS || (constraints.unique && least > 1) => return None,
            None => vec![value(None)?; least.max(1)],
        };
        Some(format!("vec![{}]", values.join(", ")))
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

    fn defined(&self, id: TypeId, sample: Option<&Value>, place: Place<'_>) -> Option<String> {
        match self.item(id)? {
            Item::Enum(_) => self.variant(id, sample),
            Item::Struct(_) => {
                let made = self.made(id, sample, place.depth + 1)?;
                Some(made.in_line())
            }
            Item::Union(shape) => self.union(id, shape, sample, place),
            _ => None,
        }
    }

    /// A value of a union: of the variant that the discriminator names, or of the first that can be written down.
    fn union(
        &self,
        id: TypeId,
        shape: &Union<'a>,
        sample: Option<&Value>,
        place: Place<'_>,
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
            let place = Place {
                constraints: variant.constraints.as_deref(),
                ..place.inside()
            };
            let value = self.of_type(variant.ty, sample, place)?;
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

    /// Returns the item of a type; an alias is followed.
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
