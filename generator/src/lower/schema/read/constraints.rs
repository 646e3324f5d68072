//! What schemas ask of values beyond their types.

use super::Reader;
use crate::api::Constraints;
use crate::document::{BooleanOrSchema, Bound, Schema, SchemaId};

/// How many lists and maps within one another are looked into.
const DEEPEST: usize = 4;

impl<'d> Reader<'d> {
    /// What a schema and those that it merely stands for ask of a value; none if that is nothing.
    pub(in crate::lower) fn constraints(&self, schema: SchemaId) -> Option<Box<Constraints>> {
        self.constraints_of(schema, 0)
    }

    fn constraints_of(&self, schema: SchemaId, depth: usize) -> Option<Box<Constraints>> {
        let (_, view) = self.target(schema);
        if !view.is_composed() {
            return self.own_constraints(view, depth);
        }
        let mut all = None;
        for (_, view) in self.chain(schema) {
            Constraints::merge(&mut all, self.own_constraints(view, depth));
        }
        all
    }

    /// What a schema itself asks of a value, and of what the value holds as a list or a map.
    pub(super) fn own_constraints(
        &self,
        view: &'d Schema,
        depth: usize,
    ) -> Option<Box<Constraints>> {
        let inner = match (view.items, view.additional_properties) {
            _ if depth >= DEEPEST => None,
            (Some(items), _) => self.constraints_of(items, depth + 1),
            (None, Some(BooleanOrSchema::Schema(values))) if view.properties.is_empty() => {
                self.constraints_of(values, depth + 1)
            }
            _ => None,
        };
        let bounds = &view.bounds;
        let (least, most) = from_zero(bounds.properties);
        // What has no properties and admits no others is empty. What is unevaluated is additional where nothing is combined.
        let forbids = |others: Option<BooleanOrSchema>| match others {
            Some(BooleanOrSchema::Boolean(admitted)) => !admitted,
            Some(BooleanOrSchema::Schema(schema)) => self.is_false(schema),
            None => false,
        };
        let is_empty = view.properties.is_empty()
            && view.json_schema.pattern_properties.is_empty()
            && (forbids(view.additional_properties)
                || view.additional_properties.is_none()
                    && forbids(view.json_schema.unevaluated_properties));
        let most = if is_empty && !view.is_composed() {
            Some(0)
        } else {
            most
        };
        let made = Constraints {
            patterns: bounds.pattern.iter().cloned().collect(),
            format: view.format.clone(),
            length: from_zero(bounds.length),
            minimum: bound(bounds.minimum, bounds.exclusive_minimum),
            maximum: bound(bounds.maximum, bounds.exclusive_maximum),
            multiple_of: bounds.multiple_of.map(Bound::as_f64),
            items: from_zero(bounds.items),
            unique: bounds.unique,
            properties: (least, most),
            inner,
        };
        (made != Constraints::default()).then(|| Box::new(made))
    }
}

fn from_zero((low, high): (Option<usize>, Option<usize>)) -> (usize, Option<usize>) {
    (low.unwrap_or_default(), high)
}

fn bound(bound: Option<Bound>, is_excluded: bool) -> Option<(f64, bool)> {
    bound.map(|bound| (bound.as_f64(), is_excluded))
}
