//! The conditions that a request must meet for a rule of a mock to answer it.

use std::fmt;

use serde_json::Value;

use super::request::MockRequest;

/// A condition that a request must meet.
pub(super) enum Condition {
    Operation(String, String),
    Path(String, String),
    Query(String, String),
    Header(String, String),
    Json(Value),
    Predicate(Box<dyn Fn(&MockRequest) -> bool + Send + Sync>),
}

impl Condition {
    /// Says why a request does not meet the condition; `None` if it does. `template` is the path of the rule's
    /// operation.
    pub(super) fn difference(&self, request: &MockRequest, template: &str) -> Option<String> {
        let differs = |place: &str, name: &str, came: Option<&str>, wanted: &str| match came {
            Some(came) if came == wanted => None,
            Some(came) => Some(format!(
                "`{name}` in the {place} is {came:?} and not {wanted:?}"
            )),
            None => Some(format!(
                "`{name}` is not in the {place}, it should be {wanted:?}"
            )),
        };
        match self {
            Self::Operation(method, path) => {
                (!request.is_of(method, path)).then(|| "it is another operation".to_owned())
            }
            Self::Path(name, wanted) => differs(
                "path",
                name,
                request.captured(template, name).as_deref(),
                wanted,
            ),
            Self::Query(name, wanted) => {
                differs("query", name, request.query(name).as_deref(), wanted)
            }
            // The received value is not shown: it may be a credential.
            Self::Header(name, wanted) => (request.header(name) != Some(wanted.as_str()))
                .then(|| format!("the header `{name}` is absent or another")),
            Self::Json(wanted) => match request.value() {
                Some(came) => first_difference(&came, wanted, &mut String::new()),
                None => Some("the body is no JSON".to_owned()),
            },
            Self::Predicate(is_wanted) => {
                (!is_wanted(request)).then(|| "the function says no".to_owned())
            }
        }
    }
}

/// The first place where two values differ.
fn first_difference(came: &Value, wanted: &Value, at: &mut String) -> Option<String> {
    let length = at.len();
    let mut below = |name: &str, came: Option<&Value>, wanted: Option<&Value>| {
        at.push('/');
        at.push_str(name);
        let found = match (came, wanted) {
            (Some(came), Some(wanted)) => first_difference(came, wanted, at),
            (None, Some(wanted)) => Some(format!("the body has no `{at}`, it should be {wanted}")),
            (Some(_), None) => Some(format!("the body has `{at}`, which should not be there")),
            (None, None) => None,
        };
        at.truncate(length);
        found
    };
    match (came, wanted) {
        (Value::Object(came), Value::Object(wanted)) => {
            let names = wanted
                .keys()
                .chain(came.keys().filter(|name| !wanted.contains_key(*name)));
            names
                .into_iter()
                .find_map(|name| below(name, came.get(name), wanted.get(name)))
        }
        (Value::Array(came), Value::Array(wanted)) => (0..came.len().max(wanted.len()))
            .find_map(|index| below(&index.to_string(), came.get(index), wanted.get(index))),
        (came, wanted) if came == wanted => None,
        (came, wanted) => {
            let place = if at.is_empty() {
                "the body"
            } else {
                at.as_str()
            };
            Some(format!("{place} is {came} and not {wanted}"))
        }
    }
}

impl fmt::Debug for Condition {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Operation(method, path) => write!(formatter, "{method} {path}"),
            Self::Path(name, value) => write!(formatter, "`{name}` in the path {value:?}"),
            Self::Query(name, value) => write!(formatter, "`{name}` in the query {value:?}"),
            Self::Header(name, _) => write!(formatter, "header `{name}`"),
            Self::Json(_) => formatter.write_str("a body"),
            Self::Predicate(_) => formatter.write_str("a function"),
        }
    }
}
