//! Structs as a user writes them: by a literal, or by a constructor with setters behind it.

use super::{Taken, Values};
use crate::api::{Presence, TypeId};
use crate::emit::made::Made;
use crate::package::{Construction, Field, Struct};
use serde_json::Value;

/// The longest value that an example writes down.
const LONGEST: usize = 800;

/// The longest value that a setter of an example is given.
const LONGEST_SET: usize = 80;

/// The most properties that a value is made of, and the most that are set behind its constructor.
const MOST_GIVEN: usize = 8;
const MOST_SET: usize = 3;

/// The fields of a literal, with their values.
type Given = Vec<(String, String)>;

impl<'a> Values<'_, 'a> {
    /// Makes a struct from the properties of an example, or from an example for each property.
    pub(super) fn made(&self, id: TypeId, sample: Option<&Value>, depth: usize) -> Option<Made> {
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
            Construction::Received => return None,
            // A box stands in a literal as such.
            Construction::Literal if shape.fields.iter().any(|field| field.boxed) => return None,
            Construction::Literal => {
                let given = self.given(shape.fields.iter(), Taken::Exact, of, depth)?;
                literal(&path, given, "")
            }
            Construction::Setters => vec![format!("{path}::new()")],
            Construction::NewAndSetters => self.constructor(&path, shape, of, depth)?,
        };
        let made = Made {
            new,
            setters: self.setters(shape, of, depth),
        };
        (made.length() <= LONGEST).then_some(made)
    }

    /// Returns the setters behind a constructor: those of the properties that the example has, and at least one where
    /// there is nothing else.
    fn setters<'s>(
        &self,
        shape: &'s Struct<'a>,
        sample: impl Fn(&'s Field<'a>) -> Option<&'s Value>,
        depth: usize,
    ) -> Vec<String> {
        if shape.construction == Construction::Literal {
            return Vec::new();
        }
        let fields = shape.fields.iter();
        let fields = fields.filter(|field| field.is_set() && !field.is_file);
        let shown = fields.clone().filter(|field| sample(field).is_some());
        let setter = |field: &'s Field<'a>| {
            let taken = match field.presence {
                Presence::OptionalNullable => Taken::Field,
                _ => Taken::Into,
            };
            let value = self.value(field, sample(field), taken, depth)?;
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
        setters
    }

    /// Returns the call of a constructor with the required values, by position or by name.
    fn constructor<'s>(
        &self,
        path: &str,
        shape: &'s Struct<'a>,
        sample: impl Fn(&'s Field<'a>) -> Option<&'s Value>,
        depth: usize,
    ) -> Option<Vec<String>> {
        let fields = shape.arguments.iter();
        let fields = fields
            .map(|at| shape.fields.get(*at))
            .collect::<Option<Vec<_>>>()?;
        let taken = match shape.required {
            Some(_) => Taken::Exact,
            None => Taken::Into,
        };
        let given = self.given(fields.into_iter(), taken, sample, depth)?;
        Some(match &shape.required {
            Some(required) => {
                let head = format!("{path}::new({}::{}", self.types, required.code());
                literal(&head, given, ")")
            }
            None => {
                let values: Vec<String> = given.into_iter().map(|(_, value)| value).collect();
                vec![format!("{path}::new({})", values.join(", "))]
            }
        })
    }

    /// Returns the fields with their values. `None` where a value cannot be written down, or where there are too many
    /// fields.
    fn given<'s>(
        &self,
        fields: impl ExactSizeIterator<Item = &'s Field<'a>>,
        taken: Taken,
        sample: impl Fn(&'s Field<'a>) -> Option<&'s Value>,
        depth: usize,
    ) -> Option<Given>
    where
        'a: 's,
    {
        if fields.len() > MOST_GIVEN {
            return None;
        }
        let value = |field: &'s Field<'a>| {
            let value = match (field.presence, sample(field)) {
                (Presence::RequiredNullable, Some(Value::Null)) => "None".to_owned(),
                (Presence::RequiredNullable, _) if field.boxed => return None,
                (Presence::RequiredNullable, sample) => {
                    format!("Some({})", self.value(field, sample, Taken::Exact, depth)?)
                }
                (_, sample) => self.value(field, sample, taken, depth)?,
            };
            Some((field.ident.code(), value))
        };
        fields.map(value).collect()
    }
}

/// The lines of a literal.
fn literal(path: &str, fields: Given, end: &str) -> Vec<String> {
    let fields = fields
        .into_iter()
        .map(|(ident, value)| match ident == value {
            true => format!("    {ident},"),
            false => format!("    {ident}: {value},"),
        });
    let head = format!("{path} {{");
    let end = format!("}}{end}");
    [head].into_iter().chain(fields).chain([end]).collect()
}
