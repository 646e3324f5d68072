//! The documentation that a schema gives of itself, and its bounds as sentences.

use super::{Reader, format};
use crate::api::Docs;
use crate::document::{Bounds, Schema};
use crate::lower::extension_names;
use openapiv3::ExternalDocumentation;
use serde_json::Value;

/// Returns a text without the white space around it; `None` if nothing is left.
pub(in crate::lower) fn text(text: Option<&String>) -> Option<String> {
    text.map(|text| text.trim())
        .filter(|text| !text.is_empty())
        .map(str::to_owned)
}

/// The sentence that tells where to read on.
pub(in crate::lower) fn external(docs: Option<&ExternalDocumentation>) -> Option<String> {
    let docs = docs.filter(|docs| !docs.url.trim().is_empty())?;
    let url = docs.url.trim();
    Some(match text(docs.description.as_ref()) {
        Some(description) => format!("{}: <{url}>", description.trim_end_matches(['.', ':'])),
        None => format!("See <{url}>."),
    })
}

/// The sentence that tells the default.
pub(in crate::lower) fn default(value: &Value) -> String {
    format!("Default: `{value}`.")
}

impl<'d> Reader<'d> {
    /// Returns the documentation that a schema gives of its type.
    pub(in crate::lower) fn type_docs(&self, view: &'d Schema) -> Docs {
        let mut notes = bounds(&view.bounds);
        if let Some(discriminator) = &view.discriminator
            && view.one_of.is_empty()
            && view.any_of.is_empty()
        {
            let member = code(&discriminator.property_name);
            notes.push(format!("Which kind it is, {member} says."));
        }
        notes.extend(conditions(view));
        notes.extend(external(view.external_docs.as_deref()));
        Docs {
            summary: text(view.title.as_ref()),
            description: text(view.description.as_ref()),
            format: format::beyond_type(view).map(str::to_owned),
            notes,
            constraints: self.own_constraints(view),
            deprecated: view.deprecated,
            name: extension_names::of_type(&view.extensions),
        }
    }

    /// Returns documentation with only the constraints of a schema, for variants whose union carries the rest.
    pub(in crate::lower) fn asked_docs(&self, view: &'d Schema) -> Docs {
        Docs {
            constraints: self.own_constraints(view),
            ..Docs::default()
        }
    }
}

/// Every bound as a sentence.
pub(in crate::lower) fn bounds(bounds: &Bounds) -> Vec<String> {
    let mut notes = Vec::new();
    notes.extend(range(bounds));
    notes.extend(bounds.multiple_of.map(|of| format!("A multiple of {of}.")));
    notes.extend(count(bounds.length, "character", "characters"));
    notes.extend(
        bounds
            .pattern
            .as_ref()
            .map(|pattern| format!("Matches {}.", code(pattern))),
    );
    notes.extend(count(bounds.items, "item", "items"));
    if bounds.unique {
        notes.push("Each item once.".to_owned());
    }
    notes.extend(count(bounds.properties, "member", "members"));
    notes
}

/// Returns sentences for the conditions that types and bounds cannot express, such as `not`, `if` and `contains`.
fn conditions(view: &Schema) -> Vec<String> {
    let mut notes = Vec::new();
    if view.not.is_some() {
        notes.push("Some of these values are excluded (`not`).".to_owned());
    }
    for (name, others) in &view.json_schema.dependent_required {
        let others: Vec<String> = others.iter().map(|other| code(other)).collect();
        if !others.is_empty() {
            notes.push(format!("With {} goes {}.", code(name), others.join(", ")));
        }
    }
    for name in view
        .json_schema
        .dependent_schemas
        .iter()
        .map(|(name, _)| name)
    {
        notes.push(format!(
            "With {} more is asked for (`dependentSchemas`).",
            code(name)
        ));
    }
    let said = [
        (
            view.json_schema.conditional.is_some(),
            "More is asked for under a condition (`if`).",
        ),
        (
            view.json_schema.property_names.is_some(),
            "Not every name of a member is allowed (`propertyNames`).",
        ),
        (
            view.json_schema.contains.is_some(),
            "Certain items must be among them (`contains`).",
        ),
    ];
    let said = said.into_iter().filter(|(holds, _)| *holds);
    notes.extend(said.map(|(_, note)| note.to_owned()));
    notes
}

fn range(bounds: &Bounds) -> Option<String> {
    let above = if bounds.exclusive_minimum {
        "More than"
    } else {
        "At least"
    };
    let below = if bounds.exclusive_maximum {
        "less than"
    } else {
        "at most"
    };
    match (bounds.minimum, bounds.maximum) {
        (Some(low), Some(high)) if !bounds.exclusive_minimum && !bounds.exclusive_maximum => {
            Some(format!("Between {low} and {high}."))
        }
        (Some(low), Some(high)) => Some(format!("{above} {low} and {below} {high}.")),
        (Some(low), None) => Some(format!("{above} {low}.")),
        (None, Some(high)) if bounds.exclusive_maximum => Some(format!("Less than {high}.")),
        (None, Some(high)) => Some(format!("At most {high}.")),
        (None, None) => None,
    }
}

fn count(range: (Option<usize>, Option<usize>), one: &str, many: &str) -> Option<String> {
    let unit = |number: usize| if number == 1 { one } else { many };
    match range {
        (Some(low), Some(high)) if low == high => Some(format!("Exactly {low} {}.", unit(low))),
        (Some(low), Some(high)) if low > 0 => {
            Some(format!("Between {low} and {high} {}.", unit(high)))
        }
        (_, Some(high)) => Some(format!("At most {high} {}.", unit(high))),
        (Some(low), None) if low > 0 => Some(format!("At least {low} {}.", unit(low))),
        _ => None,
    }
}

/// A text as Markdown code, whatever it holds (CommonMark, section 6.1).
pub(in crate::lower) fn code(text: &str) -> String {
    let longest = text
        .split(|c| c != '`')
        .map(str::len)
        .max()
        .unwrap_or_default();
    let fence = "`".repeat(longest + 1);
    let text = text.replace(['\n', '\r'], " ");
    if longest == 0 {
        format!("{fence}{text}{fence}")
    } else {
        format!("{fence} {text} {fence}")
    }
}

/// Appends examples in serialized form (OpenAPI 3.2, `serializedValue`) to a description. At most three are shown; long
/// ones and those of several lines are left out.
pub(in crate::lower) fn with_serialized<'s>(
    description: Option<String>,
    examples: impl IntoIterator<Item = &'s String>,
) -> Option<String> {
    const LONGEST: usize = 200;
    const MOST: usize = 3;
    let is_short =
        |text: &&String| text.len() <= LONGEST && !text.is_empty() && !text.contains(['\n', '\r']);
    let examples = examples.into_iter().filter(is_short).take(MOST);
    let examples: Vec<String> = examples.map(|text| code(text)).collect();
    if examples.is_empty() {
        return description;
    }
    let examples = format!("For example, this is sent: {}.", examples.join(" or "));
    Some(match description {
        Some(description) => format!("{description}\n\n{examples}"),
        None => examples,
    })
}
