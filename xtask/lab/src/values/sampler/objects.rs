//! Samples of objects.

use super::scalars::matching;
use super::view::View;
use super::{DEEP, MOST, Sampler, WIDEST};
use serde_json::{Map, Value, json};

impl<'d> Sampler<'d> {
    /// An object with all members, one with those that are required, and for each member one without it and one with
    /// it null or another of its alternatives.
    pub(super) fn objects(&mut self, view: &View<'d>) -> Vec<Value> {
        let full = self.members(view, 0);
        let least = self.members(view, DEEP + 1);
        let base = if has_room(view, &full) { &full } else { &least };
        let mut samples = vec![Value::Object(full.clone()), Value::Object(least.clone())];
        for (name, schemas) in view.members() {
            let mut without = base.clone();
            without.remove(name);
            samples.push(Value::Object(without));
            self.left = WIDEST;
            let mut alternatives = vec![Value::Null];
            self.all(
                View::of_all(self.document, &schemas),
                1,
                1,
                &mut alternatives,
            );
            for value in alternatives {
                let mut with = base.clone();
                with.insert(name.to_owned(), value);
                samples.push(Value::Object(with));
            }
            if samples.len() >= MOST {
                break;
            }
        }
        let mut more = base.clone();
        more.insert("x-not-known".to_owned(), json!({ "a": [null] }));
        samples.push(Value::Object(more));
        samples
    }

    /// An object: with all members, or with those that are required.
    pub(super) fn object(&mut self, view: &View<'d>, depth: usize) -> Value {
        let is_least = self.any(&[true, false, false, false]) == Some(&true);
        let members = if is_least {
            self.members(view, depth.max(DEEP + 1))
        } else {
            self.members(view, depth)
        };
        Value::Object(members)
    }

    fn members(&mut self, view: &View<'d>, depth: usize) -> Map<String, Value> {
        let required = view.required();
        let mut members = Map::new();
        for (name, schemas) in view.members() {
            let is_required = required.contains(&name);
            if !is_required {
                if depth > DEEP || self.left == 0 {
                    continue;
                }
                self.left -= 1;
            }
            members.insert(name.to_owned(), self.one_of(&schemas, depth + 1));
        }
        let others = others(view);
        let other = |sampler: &mut Self| match others.as_slice() {
            [] => json!("other"),
            schemas => sampler.one_of(schemas, depth + 1),
        };
        for name in required {
            if !members.contains_key(name) {
                let value = other(self);
                members.insert(name.to_owned(), value);
            }
        }
        for (property, value) in &view.tags {
            let value = json!(value);
            // A member that lists its values knows better than the name of its schema.
            let own = view
                .members()
                .into_iter()
                .find(|(name, _)| name == property);
            let listed = own.and_then(|(_, own)| View::of_all(self.document, &own).values());
            if listed.is_none_or(|listed| listed.contains(&value)) {
                members.insert((*property).to_owned(), value);
            }
        }
        let fewest = view.most("minProperties").unwrap_or(0).min(50);
        let fewest = fewest.max(usize::from(!others.is_empty() && depth <= DEEP) + members.len());
        let names = self.names(view, fewest.saturating_sub(members.len()));
        for name in names {
            let value = other(self);
            members.entry(name).or_insert(value);
        }
        if depth <= DEEP {
            for (pattern, schemas) in view.patterns() {
                if let Some(name) = matching(&mut self.random, pattern) {
                    let value = self.one_of(&schemas, depth + 1);
                    members.entry(name).or_insert(value);
                }
            }
        }
        for (name, schemas) in view.members() {
            if members.len() < fewest && !members.contains_key(name) {
                let value = self.one_of(&schemas, depth.max(DEEP) + 1);
                members.insert(name.to_owned(), value);
            }
        }
        members
    }

    /// Names for members that no schema names.
    fn names(&mut self, view: &View<'d>, count: usize) -> Vec<String> {
        if count == 0 {
            return Vec::new();
        }
        let names = view.subschemas("propertyNames");
        let mut own = Vec::new();
        for number in 0..count {
            let name = match names.as_slice() {
                [] => Value::String(format!("other{number}")),
                schemas => self.one_of(schemas, DEEP),
            };
            own.extend(
                name.as_str()
                    .filter(|name| !view.forbids(name))
                    .map(str::to_owned),
            );
        }
        own
    }
}

/// The schemas of members that no schema names.
fn others<'d>(view: &View<'d>) -> Vec<&'d Value> {
    let mut others = view.subschemas("additionalProperties");
    if others.is_empty() {
        others = view.subschemas("unevaluatedProperties");
        others.retain(|schema| schema.get("not") != Some(&json!({})));
    }
    others
}

/// Whether the full object has as many members as it may.
fn has_room(view: &View<'_>, members: &Map<String, Value>) -> bool {
    let most = view.least("maxProperties");
    most.is_none_or(|most| members.len() <= most)
}
