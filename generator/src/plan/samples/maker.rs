//! Values made of a type, with the examples of its properties.

use super::constrained;
use super::fits::Judge;
use super::formats::text_of;
use super::made::{Care, Made, plain};
use crate::api::{Constraints, Number, Type, TypeId};
use crate::package::{Enum, EnumKind, Field, Fixed, Item, Struct, Union};
use serde_json::{Map, Value, json};

/// How many values one example may have: a type may demand more than anybody has room for.
const MOST: usize = 2000;

/// How many bytes of the document's own texts one example may have: a long one that many types hold would be written for
/// each of them.
const MOST_TEXT: usize = 65_536;

/// How deep values may be within one another.
const DEEPEST: usize = 48;

/// How many items or properties are made where the document asks for many.
const MOST_ITEMS: usize = 16;

/// Makes one value.
pub(super) struct Maker<'p, 'a> {
    judge: Judge<'p, 'a>,
    /// The definitions that the value is inside of.
    inside: Vec<TypeId>,
    depth: usize,
    /// How many values it may still have.
    left: usize,
    /// How many bytes of the document's own texts it may still have.
    text: usize,
    care: Care,
    /// How many bytes the names that it has for certain take as JSON.
    names: usize,
    /// How many bytes it may take: an object that is found to take more is not made to its end.
    most: usize,
    /// Whether a part of it is a guess.
    is_guess: bool,
}

impl<'p, 'a> Maker<'p, 'a> {
    pub(super) fn new(judge: Judge<'p, 'a>, care: Care, most: usize) -> Self {
        Self {
            judge,
            inside: Vec::new(),
            depth: 0,
            left: MOST,
            text: MOST_TEXT,
            care,
            names: 0,
            most,
            is_guess: false,
        }
    }

    /// The value, and whether it is a guess.
    pub(super) fn made(
        mut self,
        ty: &Type,
        constraints: Option<&Constraints>,
    ) -> Option<Made<Value>> {
        let value = self.value(ty, constraints)?;
        Some(Made {
            value,
            is_guess: self.is_guess,
        })
    }

    /// A value of a type; none if there is no end to it, or no room for it.
    fn value(&mut self, ty: &Type, constraints: Option<&Constraints>) -> Option<Value> {
        self.left = self.left.checked_sub(1)?;
        if self.depth >= DEEPEST {
            return None;
        }
        let before = (self.names, self.is_guess);
        self.depth += 1;
        let value = self.value_here(ty, constraints);
        self.depth -= 1;
        if value.is_none() {
            (self.names, self.is_guess) = before;
        }
        value
    }

    fn value_here(&mut self, ty: &Type, constraints: Option<&Constraints>) -> Option<Value> {
        let constraints = constraints.unwrap_or(Constraints::NONE);
        let inner = constraints.inner.as_deref();
        self.is_guess |= constraints.is_more;
        Some(match ty {
            Type::Any => json!({}),
            Type::Null => Value::Null,
            Type::Boolean => json!(true),
            Type::Integer(range) => {
                let made = constrained::integer(constraints, *range);
                self.guessed(made, || json!(1))?
            }
            Type::Number(Number::Double | Number::Decimal) => {
                let made = constrained::number(constraints, 1.5);
                self.guessed(made, || json!(1.5))?
            }
            Type::String(text) => {
                let usual = text_of(*text);
                let made = self.judge.known.patterns.text_of(constraints, *text, usual);
                self.guessed(made.map(Value::String), || json!(usual))?
            }
            Type::Array(item) => Value::Array(self.items(item, constraints)?),
            Type::Delimited(item, _) => json!(plain(&self.value(item, inner)?)),
            Type::Map(value) => Value::Object(self.properties(value, constraints)?),
            Type::Tuple(items) | Type::OpenTuple(items, _) => {
                let items = items.iter().map(|item| self.value(item, None));
                Value::Array(items.collect::<Option<_>>()?)
            }
            Type::Nullable(ty) => self.value(ty, Some(constraints)).unwrap_or_default(),
            Type::Custom(custom) => self.value(&custom.replaced, Some(constraints))?,
            Type::Defined(id) => self.defined(*id)?,
        })
    }

    /// A value, or a guess at one if that is all there can be.
    fn guessed(&mut self, value: Option<Value>, guess: impl FnOnce() -> Value) -> Option<Value> {
        if value.is_none() && self.care.guesses {
            self.is_guess = true;
            return Some(guess());
        }
        value
    }

    /// Whether there are enough of something, or few may be taken for enough.
    fn is_enough(&mut self, count: usize, least: usize) -> bool {
        if count < least && self.care.guesses {
            self.is_guess = true;
            return true;
        }
        count >= least
    }

    /// The items of a list: one if it may have that and there is one, or as many as it must have.
    fn items(&mut self, ty: &Type, constraints: &Constraints) -> Option<Vec<Value>> {
        let (least, most) = constraints.items;
        if most == Some(0) {
            return Some(Vec::new());
        }
        let inner = constraints.inner.as_deref();
        let Some(first) = self.value(ty, inner) else {
            return self.is_enough(0, least).then(Vec::new);
        };
        let mut items = vec![first];
        while items.len() < least.min(MOST_ITEMS) {
            let names = self.names;
            let item = match constraints.unique {
                true => self.other(ty, inner, &items),
                false => self.value(ty, inner),
            };
            match item {
                Some(item) => items.push(item),
                None => {
                    self.names = names;
                    break;
                }
            }
        }
        self.is_enough(items.len(), least).then_some(items)
    }

    /// A value that is not among others.
    fn other(
        &mut self,
        ty: &Type,
        constraints: Option<&Constraints>,
        others: &[Value],
    ) -> Option<Value> {
        let package = self.judge.package;
        if let Type::Defined(id) = package.resolve(ty)
            && let Item::Enum(shape) = &package.item(*id)?.item
        {
            let mut values = shape.variants.iter().map(|variant| variant.value);
            let value = values.find(|value| !others.contains(value))?;
            return self.copied(value);
        }
        let made = self.value(ty, constraints)?;
        let varied = match &made {
            Value::Number(number) => json!(number.as_i64()?.checked_add(others.len() as i64)?),
            Value::String(text) => json!(format!("{text}{}", others.len())),
            Value::Object(_) => with_other_text(made.clone(), others.len())?,
            _ => return None,
        };
        let is_other = !others.contains(&varied) && self.judge.fits(ty, constraints, &varied);
        is_other.then_some(varied)
    }

    /// The properties of a map: one if it may have that, or as many as it must have.
    fn properties(&mut self, ty: &Type, constraints: &Constraints) -> Option<Map<String, Value>> {
        let (least, most) = constraints.properties;
        let mut properties = Map::new();
        for place in 0..least.clamp(1, MOST_ITEMS) {
            if most.is_some_and(|most| place >= most) {
                break;
            }
            let Some(value) = self.value(ty, constraints.inner.as_deref()) else {
                break;
            };
            let name = match place {
                0 => "key".to_owned(),
                place => format!("key{}", place + 1),
            };
            properties.insert(name, value);
        }
        self.is_enough(properties.len(), least)
            .then_some(properties)
    }

    fn defined(&mut self, id: TypeId) -> Option<Value> {
        if self.inside.contains(&id) {
            return None;
        }
        self.inside.push(id);
        let package = self.judge.package;
        let item = package.item(id)?;
        let constraints = item.docs.constraints.as_deref();
        self.is_guess |= constraints.is_some_and(|constraints| constraints.is_more);
        let value = match &item.item {
            Item::Struct(shape) => self.object(id, shape).map(Value::Object),
            Item::Enum(shape) => self.first(shape),
            Item::Union(shape) => self.variant(shape, constraints.is_some_and(|one| one.is_one)),
            Item::Tagged(shape) => shape.variants.iter().find_map(|variant| {
                self.spend(variant.tag.len())?;
                Some(match variant.ty {
                    None => json!(variant.tag),
                    Some(ty) => json!({ variant.tag: self.value(ty, None)? }),
                })
            }),
            Item::Newtype(ty, _) | Item::Transparent(ty) => self.value(ty, constraints),
            Item::Alias(other) => self.defined(*other),
        };
        self.inside.pop();
        value
    }

    fn object(&mut self, id: TypeId, shape: &Struct<'a>) -> Option<Map<String, Value>> {
        if shape.has_files() {
            return None;
        }
        let mut object = Map::new();
        let objects = |maker: &Self| {
            let items = maker
                .inside
                .iter()
                .filter_map(|id| maker.judge.package.item(*id));
            items
                .filter(|item| matches!(item.item, Item::Struct(_)))
                .count()
        };
        for field in &shape.fields {
            use crate::api::Presence::{Optional, OptionalNullable, Required, RequiredNullable};
            let is_optional = matches!(field.presence, Optional | OptionalNullable);
            if is_optional && objects(self) > self.care.optional {
                continue;
            }
            let value = match (self.field(id, field), field.presence) {
                (Some(value), _) => value,
                (None, Required) => return None,
                (None, RequiredNullable) => Value::Null,
                (None, Optional | OptionalNullable) => continue,
            };
            self.spend(field.name.len())?;
            object.insert(field.name.to_owned(), value);
            // Its quotes, the colon, and the comma or brace behind.
            self.names += field.name.len() + 4;
            // An object within others may not be taken in the end.
            if self.depth == 1 && self.names > self.most {
                return None;
            }
        }
        Some(object)
    }

    fn field(&mut self, id: TypeId, field: &Field<'a>) -> Option<Value> {
        match field.fixed {
            Some(Fixed::Only(value)) => self.copied(value),
            Some(Fixed::Tag(tag)) => {
                self.spend(tag.len())?;
                Some(json!(tag))
            }
            None => match self.judge.example_of(id, field) {
                Some(value) => self.copied(value),
                None => self.value(field.ty, field.constraints.as_deref()),
            },
        }
    }

    /// Makes a value of the first variant that has one, marked by the discriminator. Without a discriminator, a value
    /// that is of no other variant too is better; if there is none, the first value is taken, as a guess if it has to
    /// be of one variant alone.
    fn variant(&mut self, shape: &Union<'_>, is_one: bool) -> Option<Value> {
        let mut first = None;
        let before = (self.names, self.is_guess);
        // Variants that only a format or an extension means come last: not every reader of the document knows it.
        let by_type = shape.variants.iter().filter(|one| !one.is_beyond_type);
        let by_format = shape.variants.iter().filter(|one| one.is_beyond_type);
        for variant in by_type.chain(by_format) {
            // The names and guesses of a value that was not taken do not count.
            (self.names, self.is_guess) = before;
            let constraints = variant.constraints.as_deref();
            let Some(mut value) = self.value(variant.ty, constraints) else {
                continue;
            };
            let Some(property) = shape.discriminator else {
                if self.judge.count(shape, &value) <= 1 {
                    return Some(value);
                }
                first = first.or(Some((value, self.names, self.is_guess)));
                continue;
            };
            if let (Some(tag), Some(object)) = (variant.tags.first(), value.as_object_mut()) {
                self.spend(property.len() + tag.len())?;
                object.insert(property.to_owned(), json!(tag));
            }
            return Some(value);
        }
        let (value, names, is_guess) = first?;
        (self.names, self.is_guess) = (names, is_guess || is_one);
        Some(value)
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

/// Changes the first text of an object, so that the object differs from others.
fn with_other_text(mut object: Value, place: usize) -> Option<Value> {
    let mut values = object.as_object_mut()?.values_mut();
    let text = values.find(|value| value.is_string())?;
    *text = json!(format!("{}{place}", text.as_str()?));
    Some(object)
}
