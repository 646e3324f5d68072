//! Constraints: the bounds, patterns and other conditions that schemas put on values beyond their types.

use super::Reader;
use crate::api::Constraints;
use crate::document::{BooleanOrSchema, Bound, JsonType, Schema, SchemaId};

/// How many levels of nested lists and maps are searched for constraints.
const DEEPEST: usize = 4;

/// How many combined schemas (entries of `allOf`, `oneOf` and `anyOf`) are read for the constraints of one schema.
const MOST_COMBINED: usize = 64;

/// How many levels of combined schemas within one another are read.
const DEEPEST_COMBINED: usize = 4;

impl<'d> Reader<'d> {
    /// Returns the constraints of a schema and of the schemas that it merely stands for; `None` if there are none.
    pub(in crate::lower) fn constraints(&self, schema: SchemaId) -> Option<Box<Constraints>> {
        Asked::new(self).of(schema, 0)
    }

    /// Returns the constraints of a schema itself, including those on the items of a list or the values of a map.
    pub(super) fn own_constraints(&self, view: &'d Schema) -> Option<Box<Constraints>> {
        let mut own = Asked::new(self).of_view(view, 0);
        if view.one_of.len() > 1 {
            own.get_or_insert_default().is_one = true;
        }
        own
    }
}

/// Collects the constraints of one schema, within the limits above.
struct Asked<'r, 'd> {
    read: &'r Reader<'d>,
    /// How many more combined schemas may be read.
    left: usize,
    /// How many combined schemas enclose the schema being read.
    combined: usize,
}

impl<'r, 'd> Asked<'r, 'd> {
    fn new(read: &'r Reader<'d>) -> Self {
        Self {
            read,
            left: MOST_COMBINED,
            combined: 0,
        }
    }

    fn of(&mut self, schema: SchemaId, depth: usize) -> Option<Box<Constraints>> {
        let (_, view) = self.read.target(schema);
        if !view.is_composed() {
            return self.of_view(view, depth);
        }
        let mut all = None;
        for (_, view) in self.read.chain(schema) {
            Constraints::merge(&mut all, self.of_view(view, depth));
        }
        all
    }

    fn of_view(&mut self, view: &'d Schema, depth: usize) -> Option<Box<Constraints>> {
        let inner = match (view.items, view.additional_properties) {
            _ if depth >= DEEPEST => None,
            (Some(items), _) => self.of(items, depth + 1),
            (None, Some(BooleanOrSchema::Schema(values))) if view.properties.is_empty() => {
                self.of(values, depth + 1)
            }
            _ => None,
        };
        let mut made = self.written(view);
        made.inner = inner;
        made.is_more = self.asks_more(view);
        // The constraints of the one schema that this schema merely stands for are collected where the chain is
        // followed.
        if view.is_composed() && self.read.sole(view).is_none() {
            self.combine(view, &mut made, depth);
        }
        (made != Constraints::default()).then(|| Box::new(made))
    }

    /// Returns the constraints that the schema's own keywords state, without the schemas that it refers to.
    fn written(&self, view: &'d Schema) -> Constraints {
        let bounds = &view.bounds;
        let (least, most) = from_zero(bounds.properties);
        let most = match self.is_empty(view) {
            true => Some(0),
            false => most,
        };
        Constraints {
            patterns: bounds.pattern.iter().cloned().collect(),
            format: view.format.clone(),
            length: from_zero(bounds.length),
            minimum: bound(bounds.minimum, bounds.exclusive_minimum),
            maximum: bound(bounds.maximum, bounds.exclusive_maximum),
            multiple_of: bounds.multiple_of.map(Bound::as_f64),
            items: from_zero(bounds.items),
            unique: bounds.unique,
            properties: (least, most),
            ..Constraints::default()
        }
    }

    /// Whether an object has no properties and admits no others. `unevaluatedProperties` means the same as
    /// `additionalProperties` here, because nothing is combined.
    fn is_empty(&self, view: &'d Schema) -> bool {
        let forbids = |others: Option<BooleanOrSchema>| match others {
            Some(BooleanOrSchema::Boolean(admitted)) => !admitted,
            Some(BooleanOrSchema::Schema(schema)) => self.read.is_false(schema),
            None => false,
        };
        view.properties.is_empty()
            && !view.is_composed()
            && view.json_schema.pattern_properties.is_empty()
            && (forbids(view.additional_properties)
                || view.additional_properties.is_none()
                    && forbids(view.json_schema.unevaluated_properties))
    }

    /// Whether a schema has conditions that [`Constraints`] has no field for, such as `not` and `if`. A `propertyNames`
    /// that only says that names are strings is no condition.
    fn asks_more(&self, view: &'d Schema) -> bool {
        let more = &view.json_schema;
        let is_asked = |names: SchemaId| {
            let (_, names) = self.read.target(names);
            let is_bare = names.values().is_none() && names.boolean.is_none();
            !is_bare || names.is_composed() || self.written(names) != Constraints::default()
        };
        view.not.is_some()
            || more.conditional.is_some()
            || more.property_names.is_some_and(is_asked)
            || more.contains.is_some()
            || !more.dependent_required.is_empty()
            || !more.dependent_schemas.is_empty()
    }

    /// Adds the constraints on scalars and lists of the schemas that a schema combines: all those of `allOf`, and
    /// alternatives for `oneOf` and `anyOf`.
    fn combine(&mut self, view: &'d Schema, made: &mut Constraints, depth: usize) {
        if self.combined >= DEEPEST_COMBINED {
            return;
        }
        self.combined += 1;
        for entry in &view.all_of {
            made.and(self.entry(*entry, depth).unwrap_or_default());
        }
        for choice in [&view.one_of, &view.any_of] {
            let mut either = Vec::new();
            for entry in choice {
                let (_, target) = self.read.target(*entry);
                if target.types.iter().eq([&JsonType::Null]) {
                    continue;
                }
                match self.entry(*entry, depth) {
                    Some(asked) => either.push(asked),
                    // If one entry has no constraints, the choice has none.
                    None => {
                        either.clear();
                        break;
                    }
                }
            }
            made.choose(either);
        }
        self.combined -= 1;
    }

    /// Returns the constraints of a combined schema; `None` if it has none, names properties, lists its values, or if
    /// the limit is reached.
    fn entry(&mut self, schema: SchemaId, depth: usize) -> Option<Constraints> {
        let (_, view) = self.read.target(schema);
        if !view.properties.is_empty() || view.values().is_some() {
            return None;
        }
        self.left = self.left.checked_sub(1)?;
        let mut asked = *self.of(schema, depth)?;
        // Objects become one type, which has the properties of all.
        asked.properties = (0, None);
        (asked != Constraints::default()).then_some(asked)
    }
}

fn from_zero((low, high): (Option<usize>, Option<usize>)) -> (usize, Option<usize>) {
    (low.unwrap_or_default(), high)
}

fn bound(bound: Option<Bound>, is_excluded: bool) -> Option<(f64, bool)> {
    bound.map(|bound| (bound.as_f64(), is_excluded))
}
