//! What several schemas together say of one value.

use serde_json::{Map, Value, json};

/// How many schemas may say something of one value.
const MOST_PARTS: usize = 200;

/// The schemas that one value must fit: a schema, what it refers to, what `allOf` brings, and the alternatives that
/// were decided for.
#[derive(Clone, Debug)]
pub(in crate::values) struct View<'d> {
    parts: Vec<&'d Map<String, Value>>,
    /// The schemas whose choices are decided, by keyword.
    decided: Vec<(&'d Map<String, Value>, &'static str)>,
    /// What discriminators call the alternatives that were decided for: property and value.
    pub(super) tags: Vec<(&'d str, String)>,
}

/// A choice in a schema.
pub(super) struct Choice<'d> {
    owner: &'d Map<String, Value>,
    keyword: &'static str,
    pub(super) entries: &'d [Value],
}

impl<'d> View<'d> {
    pub(in crate::values) fn of(document: &'d Value, schema: &'d Value) -> Self {
        Self::of_all(document, &[schema])
    }

    pub(in crate::values) fn of_all(document: &'d Value, schemas: &[&'d Value]) -> Self {
        let mut view = Self {
            parts: Vec::new(),
            decided: Vec::new(),
            tags: Vec::new(),
        };
        for schema in schemas {
            view.add(document, schema);
        }
        view
    }

    /// Adds a schema, what it refers to and what its `allOf` brings.
    fn add(&mut self, document: &'d Value, schema: &'d Value) {
        let mut pending = vec![schema];
        while let Some(schema) = pending.pop() {
            let Value::Object(keywords) = schema else {
                continue;
            };
            let is_known = self.parts.iter().any(|part| std::ptr::eq(*part, keywords));
            if is_known || self.parts.len() >= MOST_PARTS {
                continue;
            }
            self.parts.push(keywords);
            pending.extend(target(document, keywords));
            pending.extend(array(keywords, "allOf"));
        }
    }

    /// The first choice that is not decided.
    pub(super) fn undecided(&mut self) -> Option<Choice<'d>> {
        for keywords in &self.parts {
            for keyword in ["oneOf", "anyOf"] {
                let is_decided = |(owner, of): &(&Map<String, Value>, &str)| {
                    std::ptr::eq(*owner, *keywords) && *of == keyword
                };
                if self.decided.iter().any(is_decided) {
                    continue;
                }
                let entries = array(keywords, keyword);
                if !entries.is_empty() {
                    return Some(Choice {
                        owner: keywords,
                        keyword,
                        entries,
                    });
                }
            }
        }
        None
    }

    /// Decides a choice for one of its entries.
    pub(super) fn decide(&mut self, document: &'d Value, choice: &Choice<'d>, entry: &'d Value) {
        self.decided.push((choice.owner, choice.keyword));
        self.add(document, entry);
        let parts = self.parts.iter();
        let discriminator = std::iter::once(&choice.owner)
            .chain(parts)
            .find_map(|keywords| keywords.get("discriminator"));
        self.tags
            .extend(discriminator.and_then(|discriminator| tag(discriminator, entry)));
    }

    /// The values that are listed, if any are: those that are in every list.
    pub(in crate::values) fn values(&self) -> Option<Vec<Value>> {
        let mut lists = self.parts.iter().flat_map(|keywords| {
            let constant = keywords.get("const").map(|value| vec![value.clone()]);
            let listed = keywords.get("enum").and_then(Value::as_array).cloned();
            constant.into_iter().chain(listed)
        });
        let mut values = lists.next()?;
        for list in lists {
            values.retain(|value| list.contains(value));
        }
        Some(values)
    }

    /// The JSON types that every schema admits; where none names any, those that the keywords are about.
    pub(super) fn kinds(&self) -> Vec<&'d str> {
        let mut all: Option<Vec<&'d str>> = None;
        for keywords in &self.parts {
            let own: Vec<&str> = match keywords.get("type") {
                Some(Value::String(kind)) => vec![kind],
                Some(Value::Array(kinds)) => kinds.iter().filter_map(Value::as_str).collect(),
                _ => continue,
            };
            all = Some(match all {
                None => own,
                Some(earlier) => both(&earlier, &own),
            });
        }
        if let Some(all) = all {
            return all;
        }
        let mentions = |names: &[&str]| {
            let mut parts = self.parts.iter();
            parts.any(|keywords| names.iter().any(|name| keywords.contains_key(*name)))
        };
        if mentions(&[
            "properties",
            "required",
            "additionalProperties",
            "patternProperties",
        ]) {
            vec!["object"]
        } else if mentions(&["items", "prefixItems", "minItems", "maxItems"]) {
            vec!["array"]
        } else if mentions(&["pattern", "minLength", "maxLength", "format"]) {
            vec!["string"]
        } else if mentions(&["minimum", "maximum", "multipleOf"]) {
            vec!["number"]
        } else {
            vec!["string", "integer", "object", "null"]
        }
    }

    /// What each schema says with a keyword.
    pub(super) fn each(&self, keyword: &'d str) -> impl Iterator<Item = &'d Value> {
        self.parts
            .iter()
            .filter_map(move |keywords| keywords.get(keyword))
    }

    /// Whether a schema says just this with a keyword.
    pub(super) fn says(&self, keyword: &'d str, value: &Value) -> bool {
        self.each(keyword).any(|said| said == value)
    }

    /// The schemas that a keyword holds, one for each schema that has it.
    pub(super) fn subschemas(&self, keyword: &'d str) -> Vec<&'d Value> {
        self.each(keyword)
            .filter(|schema| schema.is_object())
            .collect()
    }

    /// The schemas of each of the first items.
    pub(super) fn tuple(&self) -> Vec<Vec<&'d Value>> {
        let mut tuple: Vec<Vec<&'d Value>> = Vec::new();
        for entries in self.each("prefixItems").filter_map(Value::as_array) {
            tuple.resize_with(tuple.len().max(entries.len()), Vec::new);
            for (schemas, entry) in tuple.iter_mut().zip(entries) {
                schemas.push(entry);
            }
        }
        tuple
    }

    /// Whether a schema admits no members but its own, and a name is not among these.
    pub(super) fn forbids(&self, name: &str) -> bool {
        let is_closed = |keywords: &&Map<String, Value>| {
            keywords.get("additionalProperties") == Some(&Value::Bool(false))
                && !keywords.contains_key("patternProperties")
                && keywords
                    .get("properties")
                    .is_none_or(|own| own.get(name).is_none())
        };
        self.parts.iter().copied().any(|part| is_closed(&part))
    }

    /// The names of the members and the schemas of each.
    pub(in crate::values) fn members(&self) -> Vec<(&'d str, Vec<&'d Value>)> {
        let mut members: Vec<(&'d str, Vec<&'d Value>)> = Vec::new();
        for (name, schema) in self
            .each("properties")
            .filter_map(Value::as_object)
            .flatten()
        {
            match members.iter_mut().find(|(known, _)| known == name) {
                Some((_, schemas)) => schemas.push(schema),
                None if self.forbids(name) => {}
                None => members.push((name, vec![schema])),
            }
        }
        members
    }

    /// The patterns of names of members, each with its schema.
    pub(super) fn patterns(&self) -> Vec<(&'d str, Vec<&'d Value>)> {
        self.each("patternProperties")
            .filter_map(Value::as_object)
            .flatten()
            .filter(|(_, schema)| schema.is_object())
            .map(|(pattern, schema)| (pattern.as_str(), vec![schema]))
            .collect()
    }

    /// The members that some schema requires.
    pub(super) fn required(&self) -> Vec<&'d str> {
        self.each("required")
            .filter_map(Value::as_array)
            .flatten()
            .filter_map(Value::as_str)
            .collect()
    }

    /// The largest count that any schema says with a keyword.
    pub(super) fn most(&self, keyword: &'d str) -> Option<usize> {
        self.counts(keyword).max()
    }

    /// The smallest count that any schema says with a keyword.
    pub(super) fn least(&self, keyword: &'d str) -> Option<usize> {
        self.counts(keyword).min()
    }

    fn counts(&self, keyword: &'d str) -> impl Iterator<Item = usize> {
        let counts = self.each(keyword).filter_map(Value::as_f64);
        counts.map(|count| count.max(0.0) as usize)
    }
}

/// The JSON types that are in both lists; a whole number is a number.
fn both<'d>(first: &[&'d str], second: &[&'d str]) -> Vec<&'d str> {
    let admits = |kinds: &[&str], kind: &str| {
        kinds.contains(&kind) || (kind == "integer" && kinds.contains(&"number"))
    };
    let mut kinds: Vec<&str> = Vec::new();
    for kind in first.iter().chain(second) {
        if !kinds.contains(kind) && admits(first, kind) && admits(second, kind) {
            kinds.push(kind);
        }
    }
    kinds
}

/// What a reference leads to.
pub(super) fn target<'d>(
    document: &'d Value,
    keywords: &'d Map<String, Value>,
) -> Option<&'d Value> {
    let reference = keywords.get("$ref")?.as_str()?;
    document.pointer(&decoded(reference.strip_prefix('#')?))
}

/// A fragment of a URI as the pointer it stands for.
pub(crate) fn decoded(fragment: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = fragment.as_bytes();
    while let [first, tail @ ..] = rest {
        let hex = |byte: &u8| char::from(*byte).to_digit(16);
        match (first, tail) {
            (b'%', [high, low, after @ ..]) if hex(high).is_some() && hex(low).is_some() => {
                let value = hex(high).unwrap_or_default() * 16 + hex(low).unwrap_or_default();
                bytes.push(u8::try_from(value).unwrap_or_default());
                rest = after;
            }
            _ => {
                bytes.push(*first);
                rest = tail;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

pub(super) fn array<'d>(keywords: &'d Map<String, Value>, name: &str) -> &'d [Value] {
    keywords
        .get(name)
        .and_then(Value::as_array)
        .map_or(&[], Vec::as_slice)
}

/// What a discriminator calls an entry: its property and the value.
fn tag<'d>(discriminator: &'d Value, entry: &'d Value) -> Option<(&'d str, String)> {
    let property = discriminator.get("propertyName").and_then(Value::as_str)?;
    let reference = entry.get("$ref").and_then(Value::as_str)?;
    let name = reference.rsplit('/').next().unwrap_or_default();
    let mapping = discriminator.get("mapping").and_then(Value::as_object);
    let mapped = mapping
        .into_iter()
        .flatten()
        .find(|(_, target)| **target == json!(reference) || **target == json!(name));
    Some((property, mapped.map_or(name, |(value, _)| value).to_owned()))
}
