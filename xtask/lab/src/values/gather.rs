//! The values of a document that its types must keep.

use super::cases::{Cases, Counts, Kind};
use super::examples::Example;
use super::holders::section;
use super::sampler::Sampler;
use super::standard::{Judge, Standard};
use jsonschema::Validator;
use serde_json::{Value, json};
use std::path::Path;

/// How often samples of a schema are made until one is valid.
const TRIES: usize = 32;

/// Gathers the valid examples, defaults and samples of a document.
pub(super) struct Gathering<'a> {
    path: &'a Path,
    document: &'a Value,
    standard: &'a Standard,
    judge: &'a Judge<'a>,
    counts: Counts,
    cases: Cases,
}

impl<'a> Gathering<'a> {
    pub(super) fn new(
        path: &'a Path,
        document: &'a Value,
        standard: &'a Standard,
        judge: &'a Judge<'a>,
    ) -> Self {
        Self {
            path,
            document,
            standard,
            judge,
            counts: Counts::default(),
            cases: Cases::default(),
        }
    }

    /// What was gathered.
    pub(super) fn done(self) -> (Counts, Cases) {
        (self.counts, self.cases)
    }

    /// Gathers the examples and defaults that were found.
    pub(super) fn examples(&mut self, examples: Vec<Example>) {
        let mut by_schema: Vec<(String, Vec<Value>)> = Vec::new();
        for Example { schema, value } in examples {
            match by_schema.last_mut() {
                Some((last, values)) if *last == schema => values.push(value),
                _ => by_schema.push((schema, vec![value])),
            }
        }
        for (pointer, values) in by_schema {
            self.counts.examples += values.len();
            let schema = self.document.pointer(&pointer);
            let Some(schema) = schema.filter(|schema| is_json(schema)) else {
                continue;
            };
            let Some(validator) = self.judge.schema(&pointer) else {
                continue;
            };
            for value in values.into_iter().filter(|value| validator.is_valid(value)) {
                self.counts.fitting += 1;
                self.cases
                    .push(Kind::Example, schema.clone(), &pointer, value);
            }
        }
    }

    /// Gathers samples of the named schemas, and of those in the places that were found.
    pub(super) fn samples(&mut self, places: &[String], seed: u64) {
        let mut sampler = Sampler::new(&self.standard.document, seed);
        let section = section(self.document);
        let named = self.standard.document.pointer(section);
        for name in named.and_then(Value::as_object).into_iter().flatten() {
            let name = name.0.replace('~', "~0").replace('/', "~1");
            let pointer = format!("{section}/{name}");
            let reference = json!({ "$ref": format!("#{pointer}") });
            self.counts.components += 1;
            let is_sampled = self.of_schema(&mut sampler, &pointer, reference);
            self.counts.sampled += usize::from(is_sampled);
        }
        for pointer in places {
            let schema = self.document.pointer(pointer).cloned();
            if let Some(schema) = schema.filter(is_json) {
                self.counts.places += 1;
                let is_sampled = self.of_schema(&mut sampler, pointer, schema);
                self.counts.places_sampled += usize::from(is_sampled);
            }
        }
    }

    /// Gathers samples of one schema, if any are valid. `holder` is what is put under test.
    fn of_schema(&mut self, sampler: &mut Sampler<'a>, pointer: &str, holder: Value) -> bool {
        let standard = self.standard;
        let (Some(schema), Some(validator)) = (
            standard.document.pointer(pointer),
            self.judge.schema(pointer),
        ) else {
            return false;
        };
        let valid = valid(sampler, schema, &validator);
        let is_sampled = !valid.is_empty();
        if !is_sampled {
            let line = json!({ "file": self.path.display().to_string(), "unsampled": pointer });
            self.counts.unsampled.push(line.to_string());
        }
        for sample in valid {
            self.cases
                .push(Kind::Sample, holder.clone(), pointer, sample);
        }
        let texts = schema.get("enum").and_then(Value::as_array);
        let is_list =
            |values: &Vec<Value>| !values.is_empty() && values.iter().all(Value::is_string);
        if texts.is_some_and(is_list) && admits_text(schema) {
            let unknown = json!("not among the values");
            self.cases.push(Kind::Unknown, holder, pointer, unknown);
        }
        is_sampled
    }
}

/// The valid samples of a schema.
fn valid<'d>(sampler: &mut Sampler<'d>, schema: &'d Value, validator: &Validator) -> Vec<Value> {
    let mut valid: Vec<Value> = Vec::new();
    for _ in 0..TRIES {
        let samples = sampler.samples(schema).into_iter();
        valid.extend(samples.filter(|sample| validator.is_valid(sample)));
        if !valid.is_empty() {
            break;
        }
    }
    valid
}

/// Whether a text may be among the values as far as `type` says: lists hold numbers in quotes, too.
fn admits_text(schema: &Value) -> bool {
    match schema.get("type") {
        Some(Value::Array(kinds)) => kinds.iter().any(|kind| kind == "string"),
        kind => kind.is_none_or(|kind| kind == "string"),
    }
}

/// Whether the values of a schema are JSON, and not files.
fn is_json(schema: &Value) -> bool {
    schema.get("type").is_none_or(|kind| kind != "file")
        && schema.get("format").is_none_or(|format| format != "binary")
}

#[cfg(test)]
mod tests {
    use super::admits_text;
    use serde_json::json;

    #[test]
    fn numbers_in_quotes_are_no_texts() {
        assert!(admits_text(&json!({ "enum": ["a"] })));
        assert!(admits_text(
            &json!({ "type": ["string", "null"], "enum": ["a"] })
        ));
        assert!(!admits_text(
            &json!({ "type": "integer", "enum": ["-1", "1"] })
        ));
    }
}
