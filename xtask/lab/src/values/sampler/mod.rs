//! Values made from a schema: each member present, absent and null, each branch of a choice, each listed value.
//!
//! What is made need not be valid: a validator decides that afterwards. Nothing is left to chance but what a
//! seed gives, so the same document gives the same samples.

mod heights;
mod objects;
mod scalars;
#[cfg(test)]
mod tests;
mod view;

use self::heights::Heights;
pub(in crate::values) use self::view::View;
pub(crate) use self::view::decoded;

use rand::{Rng, RngExt, SeedableRng, rngs::StdRng};
use serde_json::{Value, json};
use std::collections::HashSet;

/// How deep samples nest before only what is required is put in, of each choice the alternative that ends first.
const DEEP: usize = 3;

/// How deep samples nest at most: what is required deeper than this has no end.
const DEEPEST: usize = 24;

/// How many choices may stand in one another before one alternative of each is enough.
const MOST_CHOICES: usize = 3;

/// How many choices are decided for one value.
const MOST_DECISIONS: usize = 40;

/// How many samples one schema may have.
const MOST: usize = 300;

/// How many values one sample may hold that nothing requires.
const WIDEST: usize = 500;

/// Makes samples of the schemas of a document.
pub(crate) struct Sampler<'d> {
    document: &'d Value,
    heights: Heights<'d>,
    random: StdRng,
    /// How many values that nothing requires may still be put in.
    left: usize,
}

impl<'d> Sampler<'d> {
    pub(crate) fn new(document: &'d Value, seed: u64) -> Self {
        Self {
            document,
            heights: Heights::of(document),
            random: StdRng::seed_from_u64(seed),
            left: WIDEST,
        }
    }

    /// The samples of a schema.
    pub(crate) fn samples(&mut self, schema: &'d Value) -> Vec<Value> {
        let view = View::of(self.document, schema);
        let mut samples = Vec::new();
        self.all(view, 0, 0, &mut samples);
        let mut seen = HashSet::new();
        samples.retain(|sample| seen.insert(sample.to_string()));
        samples
    }

    /// Every alternative at the level of a view, and of each the samples: many at the depth 0, below it one of each
    /// kind that nests.
    fn all(&mut self, mut view: View<'d>, depth: usize, choices: usize, samples: &mut Vec<Value>) {
        if let Some(values) = view.values() {
            samples.extend(values);
        } else if let Some(choice) = view.undecided() {
            for entry in choice.entries {
                let mut taken = view.clone();
                taken.decide(self.document, &choice, entry);
                if choices < MOST_CHOICES {
                    self.all(taken, depth, choices + 1, samples);
                } else {
                    samples.push(self.one(taken, depth));
                }
                if samples.len() >= MOST {
                    return;
                }
            }
        } else {
            for kind in view.kinds() {
                self.left = WIDEST;
                match kind {
                    "null" => samples.push(Value::Null),
                    "boolean" => samples.extend([Value::Bool(true), Value::Bool(false)]),
                    "integer" | "number" => {
                        samples.extend(scalars::numbers(&mut self.random, &view, kind));
                    }
                    "string" => samples.extend(scalars::texts(&mut self.random, &view)),
                    "array" if depth == 0 => samples.extend(self.arrays(&view)),
                    "object" if depth == 0 => samples.extend(self.objects(&view)),
                    _ => samples.push(self.of_kind(kind, &view, depth)),
                }
            }
        }
        samples.truncate(MOST);
    }

    /// One sample of a schema.
    fn one_of(&mut self, schemas: &[&'d Value], depth: usize) -> Value {
        self.one(View::of_all(self.document, schemas), depth)
    }

    /// One sample.
    fn one(&mut self, mut view: View<'d>, depth: usize) -> Value {
        if depth > DEEPEST {
            return Value::Null;
        }
        for _ in 0..MOST_DECISIONS {
            if let Some(values) = view.values() {
                return self.any(&values).cloned().unwrap_or(Value::Null);
            }
            let Some(choice) = view.undecided() else {
                break;
            };
            let entries = choice.entries.iter();
            let entry = if depth > DEEP {
                entries.min_by_key(|entry| self.heights.of_schema(entry))
            } else {
                self.any(choice.entries)
            };
            let Some(entry) = entry else { break };
            view.decide(self.document, &choice, entry);
        }
        let kinds = view.kinds();
        let kind = if depth > DEEP {
            let simple = |kind: &&&str| !matches!(**kind, "object" | "array");
            kinds.iter().find(simple).or(kinds.first())
        } else {
            self.any(&kinds)
        };
        self.of_kind(kind.copied().unwrap_or("null"), &view, depth)
    }

    fn of_kind(&mut self, kind: &str, view: &View<'d>, depth: usize) -> Value {
        let values = match kind {
            "null" => return Value::Null,
            "boolean" => return Value::Bool(self.random.random()),
            "integer" | "number" => scalars::numbers(&mut self.random, view, kind),
            "string" => scalars::texts(&mut self.random, view),
            "array" => return self.array(view, depth, if depth > DEEP { 0 } else { 2 }),
            _ => return self.object(view, depth),
        };
        self.any(&values).cloned().unwrap_or(Value::Null)
    }

    fn any<'v, T>(&mut self, values: &'v [T]) -> Option<&'v T> {
        let count = u64::try_from(values.len())
            .ok()
            .filter(|count| *count > 0)?;
        values.get(usize::try_from(self.random.next_u64() % count).ok()?)
    }

    /// Lists of few and of several items, and an empty one where it may be.
    fn arrays(&mut self, view: &View<'d>) -> Vec<Value> {
        let mut arrays = vec![self.array(view, 1, 1), self.array(view, 1, 0)];
        let items = view.subschemas("items");
        let mut several = Vec::new();
        if view.subschemas("prefixItems").is_empty() && !items.is_empty() {
            self.all(View::of_all(self.document, &items), 1, 1, &mut several);
            let most = view.least("maxItems").unwrap_or(8).min(8);
            several.truncate(most);
            arrays.push(Value::Array(several));
        }
        arrays.push(self.array(view, 1, 3));
        arrays
    }

    /// A list of so many items, or as many as must be; no two are equal where none may.
    fn array(&mut self, view: &View<'d>, depth: usize, count: usize) -> Value {
        let fewest = view.most("minItems").unwrap_or(0).min(50);
        let most = view.least("maxItems").unwrap_or(usize::MAX);
        let count = count.max(fewest).min(most);
        let is_unique = view.says("uniqueItems", &Value::Bool(true));
        let prefix = view.tuple();
        let rest = view.subschemas("items");
        let mut items: Vec<Value> = Vec::new();
        // A tuple is a tuple only if it is whole.
        let count = count.max(prefix.len().min(most));
        for _ in 0..count.saturating_mul(4) {
            if items.len() >= count {
                break;
            }
            let schemas = match prefix.get(items.len()) {
                Some(schemas) => schemas,
                None => &rest,
            };
            let item = match schemas.as_slice() {
                [] => json!(items.len()),
                schemas => self.one_of(schemas, depth + 1),
            };
            if !is_unique || !items.contains(&item) {
                items.push(item);
            }
        }
        Value::Array(items)
    }
}
