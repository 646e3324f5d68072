//! How deep the least value of each schema nests.

use super::view::{array, target};
use serde_json::{Map, Value};
use std::collections::HashMap;

/// More than any value nests that has an end.
const ENDLESS: usize = usize::MAX;

/// How often the heights are gone over: values that must nest deeper than this are as good as endless.
const ROUNDS: usize = 32;

/// The heights of a document's schemas. Every object of the document is taken for a schema: what is none does no harm.
pub(super) struct Heights<'d> {
    document: &'d Value,
    /// By the address of the keywords.
    heights: HashMap<*const Map<String, Value>, usize>,
}

impl<'d> Heights<'d> {
    pub(super) fn of(document: &'d Value) -> Self {
        let mut schemas = Vec::new();
        let mut pending = vec![document];
        while let Some(node) = pending.pop() {
            match node {
                Value::Array(items) => pending.extend(items),
                Value::Object(keywords) => {
                    schemas.push(keywords);
                    pending.extend(keywords.values());
                }
                _ => {}
            }
        }
        let mut heights = Self {
            document,
            heights: HashMap::new(),
        };
        for _ in 0..ROUNDS {
            let mut is_settled = true;
            for keywords in &schemas {
                let address = std::ptr::from_ref(*keywords);
                let height = heights.of_keywords(keywords);
                let known = heights.heights.get(&address).copied().unwrap_or(ENDLESS);
                if height < known {
                    heights.heights.insert(address, height);
                    is_settled = false;
                }
            }
            if is_settled {
                break;
            }
        }
        heights
    }

    /// How deep the least value of a schema nests.
    pub(super) fn of_schema(&self, schema: &Value) -> usize {
        match schema {
            Value::Object(keywords) => self
                .heights
                .get(&std::ptr::from_ref(keywords))
                .copied()
                .unwrap_or(ENDLESS),
            Value::Bool(false) => ENDLESS,
            _ => 0,
        }
    }

    fn of_keywords(&self, keywords: &'d Map<String, Value>) -> usize {
        if keywords.contains_key("const") || keywords.contains_key("enum") {
            return 0;
        }
        let all = array(keywords, "allOf").iter();
        let mut height = all
            .chain(target(self.document, keywords))
            .map(|schema| self.of_schema(schema))
            .max()
            .unwrap_or(0);
        for keyword in ["oneOf", "anyOf"] {
            let entries = array(keywords, keyword).iter();
            let least = entries.map(|schema| self.of_schema(schema)).min();
            height = height.max(least.unwrap_or(0));
        }
        let properties = keywords.get("properties");
        let required = array(keywords, "required").iter().filter_map(Value::as_str);
        let members = required.filter_map(|name| properties?.get(name));
        let items = keywords.get("items").filter(|_| {
            let fewest = keywords.get("minItems").and_then(Value::as_u64);
            fewest.unwrap_or(0) > 0
        });
        members
            .chain(items)
            .map(|schema| self.of_schema(schema).saturating_add(1))
            .fold(height, usize::max)
    }
}
