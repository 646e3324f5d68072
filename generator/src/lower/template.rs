//! Path templates: their variables, and the ways in which a document says that a value may have several segments.

use super::Lowering;
use crate::document::{Parameter, ParameterLocation, ParameterValue, Schema};
use serde_json::Value;

/// A variable of a path template.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Variable<'p> {
    /// The text between the braces.
    pub(super) written: &'p str,
    /// The name of the variable, without marks and patterns.
    pub(super) name: &'p str,
    /// Whether the template says that the value may have slashes.
    pub(super) has_segments: bool,
}

impl<'p> Variable<'p> {
    /// Reads the text between braces. Some templates have more there than a name: operators of RFC 6570 (`+name`,
    /// `name*`), catch-all markers of frameworks (`*name`, `name+`), resource names of gRPC gateways
    /// (`name=projects/*`) and patterns (`name:.+`).
    fn read(written: &'p str) -> Self {
        let (marked, pattern) = written.split_once(['=', ':']).unwrap_or((written, ""));
        let name = marked.trim().trim_matches(MARKS);
        Self {
            written,
            name,
            has_segments: name.len() < marked.trim().len() || allows_slash(pattern),
        }
    }

    /// Takes the whole text between the braces for the name. Some documents give the parameter the mark too: `proxy+`
    /// of gateways of AWS.
    fn whole(written: &'p str) -> Self {
        Self {
            written,
            name: written,
            has_segments: written.trim_matches(MARKS).len() < written.len(),
        }
    }
}

/// Characters before or after a name that say that the value may have slashes.
const MARKS: [char; 2] = ['+', '*'];

/// Whether a pattern of a template admits values with slashes.
fn allows_slash(pattern: &str) -> bool {
    matches!(pattern, "path" | ".*" | ".+") || pattern.contains('/') || pattern.contains("**")
}

/// Returns the variables of a path, in order. Variables that stand for the query (RFC 6570, section 3.2.8) are left
/// out. `declares` tells whether a parameter has exactly this name; then the whole text between the braces is the name.
pub(super) fn variables<'p>(
    path: &'p str,
    declares: impl Fn(&str) -> bool,
) -> impl Iterator<Item = Variable<'p>> {
    super::servers::names(path)
        .filter(|written| !written.starts_with(['?', '&', '#']))
        .map(move |written| match declares(written) {
            true => Variable::whole(written),
            false => Variable::read(written),
        })
}

/// The path with nothing but names between braces, as the runtime fills it.
pub(super) fn plain(path: &str, variables: &[Variable<'_>]) -> String {
    let mut plain = String::with_capacity(path.len());
    let mut rest = path;
    for variable in variables {
        let Some((before, after)) = rest.split_once(&format!("{{{}}}", variable.written)) else {
            continue;
        };
        plain.push_str(before);
        plain.push_str(&format!("{{{}}}", variable.name));
        rest = after;
    }
    plain + rest
}

/// Whether a parameter states by an extension of Azure or GitHub that reserved characters of its values, such as
/// slashes, stay as they are.
pub(super) fn keeps_reserved(parameter: &Parameter) -> bool {
    ["x-ms-skip-url-encoding", "x-multi-segment"]
        .iter()
        .any(|key| parameter.extensions.get(*key) == Some(&Value::Bool(true)))
}

impl Lowering<'_, '_> {
    /// Returns the value of a parameter that the path key fixes, if the parameter lists it among its values.
    pub(super) fn fixed(&self, data: &Parameter, path: &str) -> Option<String> {
        let ParameterValue::Schema(schema) = &data.value else {
            return None;
        };
        let may_be = [ParameterLocation::Query, ParameterLocation::Header];
        if !may_be.contains(&data.location) {
            return None;
        }
        let value = fixed(path, &data.name)?;
        let mut views = self.read.chain(*schema).into_iter().map(|(_, view)| view);
        let lists = |value: &Value, text: &str| match value {
            Value::String(known) => known == text,
            other => format!("{other}") == text,
        };
        let is_listed = views.any(|view| {
            let mut values = view.values().into_iter().flatten();
            values.any(|known| lists(known, value))
        });
        is_listed.then(|| value.to_owned())
    }

    /// Whether the pattern of a value is that of a name of several segments.
    pub(super) fn names_segments(&self, value: &ParameterValue) -> bool {
        let ParameterValue::Schema(schema) = value else {
            return false;
        };
        let mut views = self.read.chain(*schema).into_iter();
        views.any(|(_, view)| names_segments(view))
    }

    /// Whether the empty text is among the values that are listed.
    pub(super) fn lists_empty(&self, value: &ParameterValue) -> bool {
        let ParameterValue::Schema(schema) = value else {
            return false;
        };
        let mut views = self.read.chain(*schema).into_iter();
        views.any(|(_, view)| {
            let mut values = view.values().into_iter().flatten();
            values.any(|value| value.as_str() == Some(""))
        })
    }
}

/// Whether the pattern of a schema is that of a name of several segments: `^projects/[^/]+/topics/[^/]+$`.
fn names_segments(schema: &Schema) -> bool {
    let Some(pattern) = &schema.bounds.pattern else {
        return false;
    };
    pattern.contains("[^/]") && pattern.replace("[^/]", "").contains('/')
}

/// Returns the value that a path key fixes for a parameter, in its query or after `#`, by which some documents tell
/// operations apart: `/?Action=List` and `/#Action=List` both give the value of the parameter `Action`.
fn fixed<'p>(path: &'p str, name: &str) -> Option<&'p str> {
    let (_, rest) = path.split_once(['?', '#'])?;
    rest.split(['&', '#', '?']).find_map(|pair| {
        let (known, value) = pair.split_once('=')?;
        let is_plain = known == name && !value.is_empty() && !value.contains(['{', '%', '+']);
        is_plain.then_some(value)
    })
}
