//! Values made from a schema: each member present, absent and null, each branch of a choice, each listed value.
//!
//! What is made need not be valid: a validator decides that afterwards. Nothing is left to chance but what a
//! seed gives, so the same document gives the same samples.

use serde_json::{Map, Number, Value, json};

/// How deep samples nest before only what is required is put in.
const DEEP: usize = 3;

/// How deep samples nest at most.
const DEEPEST: usize = 12;

/// How many members that are not required one sample may have, however they nest.
const WIDEST: usize = 500;

/// How many choices may stand in one another before one alternative of each is enough.
const MOST_CHOICES: usize = 3;

/// How many samples one schema may have.
const MOST: usize = 300;

/// Makes samples of the schemas of a document.
pub(super) struct Sampler<'d> {
    document: &'d Value,
    state: u64,
    /// How many members that are not required may still be put in.
    left: usize,
    /// How many choices the schema looked at stands in.
    choices_open: usize,
}

impl<'d> Sampler<'d> {
    pub(super) fn new(document: &'d Value, seed: u64) -> Self {
        Self {
            document,
            state: seed ^ 0x9e37_79b9_7f4a_7c15,
            left: WIDEST,
            choices_open: 0,
        }
    }

    /// A number that looks random (xorshift).
    fn next(&mut self) -> u64 {
        self.state ^= self.state << 13;
        self.state ^= self.state >> 7;
        self.state ^= self.state << 17;
        self.state
    }

    /// The samples of a schema.
    pub(super) fn samples(&mut self, schema: &'d Value) -> Vec<Value> {
        let mut samples = self.variants(schema, 0);
        samples.truncate(MOST);
        let mut distinct: Vec<Value> = Vec::new();
        for sample in samples {
            if !distinct.contains(&sample) {
                distinct.push(sample);
            }
        }
        distinct
    }

    fn resolve(&self, mut schema: &'d Value) -> &'d Value {
        for _ in 0..16 {
            let target = schema
                .get("$ref")
                .and_then(Value::as_str)
                .and_then(|reference| reference.strip_prefix('#'));
            let Some(found) = target.and_then(|pointer| self.document.pointer(pointer)) else {
                break;
            };
            // What stands beside a reference counts in later versions: the validator sorts it out.
            schema = found;
        }
        schema
    }

    /// The samples of a schema, each alternative at this level taken once.
    fn variants(&mut self, schema: &'d Value, depth: usize) -> Vec<Value> {
        let schema = self.resolve(schema);
        let Value::Object(keywords) = schema else {
            return vec![json!({ "any": [1, "a", null] })];
        };
        if depth > DEEPEST {
            return vec![Value::Null];
        }
        if let Some(value) = keywords.get("const") {
            return vec![value.clone()];
        }
        if let Some(Value::Array(values)) = keywords.get("enum") {
            return values.clone();
        }
        for choice in ["oneOf", "anyOf"] {
            if let Some(Value::Array(entries)) = keywords.get(choice) {
                return self.choices(schema, keywords, entries, depth);
            }
        }
        if let Some(Value::Array(entries)) = keywords.get("allOf") {
            return vec![self.merged(keywords, entries, depth)];
        }
        kinds(keywords)
            .into_iter()
            .flat_map(|kind| self.of_kind(kind, keywords, depth))
            .collect()
    }

    /// One sample of each entry of a choice, with what stands beside the choice.
    fn choices(
        &mut self,
        schema: &'d Value,
        keywords: &'d Map<String, Value>,
        entries: &'d [Value],
        depth: usize,
    ) -> Vec<Value> {
        let beside = keywords
            .contains_key("properties")
            .then(|| self.object(keywords, depth));
        let all_of = keywords.get("allOf").and_then(Value::as_array);
        let base = match (beside, all_of) {
            (beside, Some(entries)) => merge(
                beside.unwrap_or(Value::Null),
                self.merged(keywords, entries, depth),
            ),
            (beside, None) => beside.unwrap_or(Value::Null),
        };
        let mut samples = Vec::new();
        for entry in entries {
            // A choice may lead back to itself: only the outer ones are taken with all their alternatives.
            let is_outer = depth == 0 && self.choices_open < MOST_CHOICES;
            self.choices_open += 1;
            let own = self.variants(entry, if is_outer { 0 } else { depth + 1 });
            self.choices_open -= 1;
            let taken = if depth == 0 { own.len() } else { 1 };
            for sample in own.into_iter().take(taken) {
                let mut sample = merge(base.clone(), sample);
                if let Some(discriminator) = schema.get("discriminator") {
                    tag(&mut sample, discriminator, entry);
                }
                samples.push(sample);
            }
        }
        samples
    }

    /// One sample that has the members of every entry.
    fn merged(
        &mut self,
        keywords: &'d Map<String, Value>,
        entries: &'d [Value],
        depth: usize,
    ) -> Value {
        let mut result = Value::Null;
        for entry in entries {
            let sample = self.one(entry, depth + 1);
            result = if result.is_null() {
                sample
            } else {
                merge(result, sample)
            };
        }
        if keywords.contains_key("properties") {
            result = merge(result, self.object(keywords, depth));
        }
        result
    }

    /// One sample.
    fn one(&mut self, schema: &'d Value, depth: usize) -> Value {
        let mut all = self.variants(schema, depth.max(1));
        if all.is_empty() {
            return Value::Null;
        }
        let place = usize::try_from(self.next() % all.len() as u64).unwrap_or_default();
        all.swap_remove(place)
    }

    fn of_kind(
        &mut self,
        kind: &str,
        keywords: &'d Map<String, Value>,
        depth: usize,
    ) -> Vec<Value> {
        match kind {
            "null" => vec![Value::Null],
            "boolean" => vec![Value::Bool(true), Value::Bool(false)],
            "integer" => self.numbers(keywords, true),
            "number" => self.numbers(keywords, false),
            "string" => texts(keywords),
            "array" => self.arrays(keywords, depth),
            _ => self.objects(keywords, depth),
        }
    }

    fn numbers(&mut self, keywords: &Map<String, Value>, whole: bool) -> Vec<Value> {
        let bound = |name: &str| keywords.get(name).and_then(Value::as_f64);
        let low = bound("minimum").or(bound("exclusiveMinimum").map(|bound| bound + 1.0));
        let high = bound("maximum").or(bound("exclusiveMaximum").map(|bound| bound - 1.0));
        let step = bound("multipleOf").filter(|step| *step > 0.0);
        let any = (self.next() % 100) as f64;
        let base = match (low, high) {
            (Some(low), Some(high)) => low + (high - low) / 2.0,
            (Some(low), None) => low + any,
            (None, Some(high)) => high - any,
            (None, None) => any,
        };
        let fraction = if whole { 0.0 } else { 0.5 };
        let mut values = vec![base.floor(), base.floor() + fraction];
        values.extend(low);
        values.extend(high);
        let round = |value: f64| step.map_or(value, |step| (value / step).ceil() * step);
        values
            .into_iter()
            .map(round)
            .filter_map(|value| number(value, whole))
            .collect()
    }

    fn arrays(&mut self, keywords: &'d Map<String, Value>, depth: usize) -> Vec<Value> {
        let count = |name: &str| {
            keywords
                .get(name)
                .and_then(Value::as_u64)
                .and_then(|count| usize::try_from(count).ok())
        };
        let least = count("minItems").unwrap_or(0).min(20);
        let mut items: Vec<Value> = Vec::new();
        for entry in keywords
            .get("prefixItems")
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
        {
            items.push(self.one(entry, depth + 1));
        }
        let item = keywords.get("items").filter(|items| items.is_object());
        let mut all = item.map_or(vec![json!(1)], |item| self.variants(item, depth + 1));
        if depth > DEEP {
            all.truncate(least);
        }
        items.extend(all);
        while items.len() < least {
            items.push(item.map_or(json!(items.len()), |item| self.one(item, depth + 1)));
        }
        items.truncate(count("maxItems").unwrap_or(8).max(least));
        let mut arrays = vec![
            Value::Array(items.iter().take(least.max(1)).cloned().collect()),
            Value::Array(items),
        ];
        if least == 0 {
            arrays.push(json!([]));
        }
        arrays
    }

    /// An object with all members, and for each member one without it and one with it null or another of its
    /// alternatives.
    fn objects(&mut self, keywords: &'d Map<String, Value>, depth: usize) -> Vec<Value> {
        if depth > 0 {
            let is_full = !self.next().is_multiple_of(4);
            return vec![self.object(keywords, if is_full { depth } else { depth.max(DEEP + 1) })];
        }
        self.left = WIDEST;
        let full = self.object(keywords, depth);
        let least = self.object(keywords, DEEP + 1);
        let mut samples = vec![full.clone(), least];
        for (name, schema) in keywords
            .get("properties")
            .and_then(Value::as_object)
            .into_iter()
            .flatten()
        {
            let mut without = full.clone();
            if let Some(members) = without.as_object_mut() {
                members.remove(name);
            }
            samples.push(without);
            self.left = WIDEST;
            let alternatives = self.variants(schema, 1);
            for value in alternatives.into_iter().chain([Value::Null]) {
                samples.push(merge(full.clone(), json!({ name: value })));
            }
        }
        samples.push(merge(full, json!({ "x-not-known": { "a": [null] } })));
        samples
    }

    /// An object with all members, or with those that are required if it stands deep.
    fn object(&mut self, keywords: &'d Map<String, Value>, depth: usize) -> Value {
        let required: Vec<&str> = keywords
            .get("required")
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
            .collect();
        let mut members = Map::new();
        for (name, schema) in keywords
            .get("properties")
            .and_then(Value::as_object)
            .into_iter()
            .flatten()
        {
            let is_optional = !required.contains(&name.as_str());
            if !is_optional || (depth <= DEEP && self.left > 0) {
                self.left = self.left.saturating_sub(usize::from(is_optional));
                members.insert(name.clone(), self.one(schema, depth + 1));
            }
        }
        for name in required {
            members.entry(name).or_insert_with(|| json!("required"));
        }
        if let Some(values @ Value::Object(_)) = keywords.get("additionalProperties")
            && depth <= DEEP
        {
            members.insert("other".to_owned(), self.one(values, depth + 1));
        }
        Value::Object(members)
    }
}

/// The JSON types of a schema; where it names none, what its keywords are about.
fn kinds(keywords: &Map<String, Value>) -> Vec<&str> {
    match keywords.get("type") {
        Some(Value::String(kind)) => vec![kind],
        Some(Value::Array(kinds)) => kinds.iter().filter_map(Value::as_str).collect(),
        _ if ["properties", "required", "additionalProperties"]
            .iter()
            .any(|name| keywords.contains_key(*name)) =>
        {
            vec!["object"]
        }
        _ if keywords.contains_key("items") => vec!["array"],
        _ => vec!["string", "integer", "object", "null"],
    }
}

/// A number as JSON has it: whole ones without a point.
fn number(value: f64, whole: bool) -> Option<Value> {
    if value.fract() == 0.0 && value.abs() < 9e15 {
        return Some(json!(value as i64));
    }
    if whole {
        return Some(json!(value.floor() as i64));
    }
    Number::from_f64(value).map(Value::Number)
}

fn texts(keywords: &Map<String, Value>) -> Vec<Value> {
    let count = |name: &str| {
        keywords
            .get(name)
            .and_then(Value::as_u64)
            .and_then(|count| usize::try_from(count).ok())
    };
    let known: &[&str] = match keywords.get("format").and_then(Value::as_str) {
        Some("date-time") => &["2026-03-01T12:30:00.5+02:00", "1999-12-31T23:59:59Z"],
        Some("date") => &["2026-03-01"],
        Some("time") => &["12:30:00Z"],
        Some("uuid") => &["3c90c3cc-0d44-4b50-8888-8dd25736052a"],
        Some("email") => &["a.b@example.com"],
        Some("uri" | "url") => &["https://example.com/a?b=c#d"],
        Some("uri-reference") => &["/a"],
        Some("hostname") => &["example.com"],
        Some("ipv4") => &["192.0.2.1"],
        Some("ipv6") => &["2001:db8::1"],
        Some("byte") => &["aGVsbG8=", ""],
        Some("duration") => &["P1DT2H"],
        _ => &[
            "text",
            "",
            "ä \u{1F600} \"\\\u{7}",
            "1",
            "2026-03-01",
            "a@b.c",
            "https://a.b/c",
            "+15551234567",
            "AB",
        ],
    };
    let least = count("minLength").unwrap_or(0).min(2000);
    let most = count("maxLength").unwrap_or(usize::MAX);
    let fit = known.iter().map(|text| {
        let mut text: String = text.chars().take(most).collect();
        while text.chars().count() < least {
            text.push('a');
        }
        Value::String(text)
    });
    fit.collect()
}

/// Two objects in one, the members of the second before those of the first; else the second.
fn merge(first: Value, second: Value) -> Value {
    match (first, second) {
        (Value::Object(mut first), Value::Object(second)) => {
            first.extend(second);
            Value::Object(first)
        }
        (_, second) => second,
    }
}

/// Puts into a sample what a discriminator calls the entry it was made from.
fn tag(sample: &mut Value, discriminator: &Value, entry: &Value) {
    let Some(property) = discriminator.get("propertyName").and_then(Value::as_str) else {
        return;
    };
    let Some(reference) = entry.get("$ref").and_then(Value::as_str) else {
        return;
    };
    let name = reference.rsplit('/').next().unwrap_or_default();
    let mapping = discriminator.get("mapping").and_then(Value::as_object);
    let mapped = mapping
        .into_iter()
        .flatten()
        .find(|(_, target)| *target == reference || *target == name);
    let value = mapped.map_or(name, |(value, _)| value.as_str());
    if let Some(members) = sample.as_object_mut()
        && !members.get(property).is_some_and(|known| known == value)
    {
        members.insert(property.to_owned(), json!(value));
    }
}
