//! What values can be, by the way they travel.

use jackfield::package::{Argument, Body, Passing, QueryString};
use serde_json::{Map, Value};

/// How a value travels, which decides what it can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Travel {
    /// In the path, which has no place for nothing.
    Path,
    /// In a header or a cookie, which are printable.
    Header,
    /// In the query.
    Query,
    /// As a form, whose members are like parameters of a query.
    Form,
    /// As what it is.
    Whole,
}

/// How an argument travels.
pub(super) fn travel(argument: &Argument<'_>) -> Travel {
    match &argument.passing {
        Passing::Path(..) => Travel::Path,
        Passing::Header(..) | Passing::Cookie(..) => Travel::Header,
        Passing::Query(..) => Travel::Query,
        Passing::QueryString(_, QueryString::Form(_)) => Travel::Form,
        Passing::QueryString(..) => Travel::Whole,
        Passing::Body(media) => match media.body {
            Body::Form(_) | Body::Parts(_) | Body::Members | Body::Xml(_) => Travel::Form,
            Body::Json
            | Body::Lines
            | Body::Text
            | Body::Scalar
            | Body::Bytes
            | Body::Items(_)
            | Body::ItemMembers
            | Body::ByHand => Travel::Whole,
        },
    }
}

impl Travel {
    /// What of a value can travel so, if anything can: outside of JSON there is no null and no empty list.
    pub(super) fn of(self, value: Value) -> Option<Value> {
        match (self, value) {
            (Self::Whole, value) => Some(value),
            (Self::Form, Value::Object(members)) => Some(Value::Object(written(members))),
            (_, value) => filled(value).filter(|value| self.admits(value)),
        }
    }

    /// Whether every text in a value can travel so.
    fn admits(self, value: &Value) -> bool {
        let is_printable = |text: &str| text.bytes().all(|byte| (b' '..=b'~').contains(&byte));
        match (self, value) {
            (Self::Path, Value::String(text)) => !matches!(text.as_str(), "" | "." | ".."),
            (Self::Header, Value::String(text)) => is_printable(text) && text.trim() == text,
            (_, Value::Array(items)) => items.iter().all(|item| self.admits(item)),
            (_, Value::Object(members)) => members.values().all(|member| self.admits(member)),
            _ => true,
        }
    }
}

/// A value without what is null or empty in it, if something is left.
fn filled(value: Value) -> Option<Value> {
    match value {
        Value::Null => None,
        Value::Array(items) => {
            let items: Vec<Value> = items.into_iter().filter_map(filled).collect();
            (!items.is_empty()).then_some(Value::Array(items))
        }
        Value::Object(members) => {
            let members = written(members);
            (!members.is_empty()).then_some(Value::Object(members))
        }
        scalar => Some(scalar),
    }
}

fn written(members: Map<String, Value>) -> Map<String, Value> {
    let members = members.into_iter();
    members
        .filter_map(|(name, value)| Some((name, filled(value)?)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::Travel;
    use serde_json::json;

    #[test]
    fn values_are_such_as_can_travel() {
        for (value, path, header, query) in [
            (json!("a/b"), true, true, true),
            (json!(""), false, true, true),
            (json!(".."), false, true, true),
            (json!(null), false, false, false),
            (json!([null, []]), false, false, false),
            (json!(["a", ""]), false, true, true),
            (json!("\u{e4}"), true, false, true),
            (json!("a\n"), true, false, true),
            (json!({ "a": 1 }), true, true, true),
        ] {
            for (travel, can) in [
                (Travel::Path, path),
                (Travel::Header, header),
                (Travel::Query, query),
            ] {
                assert_eq!(
                    travel.of(value.clone()).is_some(),
                    can,
                    "{value} in {travel:?}"
                );
            }
            assert_eq!(Travel::Whole.of(value.clone()), Some(value));
        }
    }

    #[test]
    fn forms_have_no_place_for_nothing() {
        let value = json!({ "a": { "b": null, "c": [[], 1] }, "d": {} });
        assert_eq!(Travel::Form.of(value), Some(json!({ "a": { "c": [1] } })));
        assert_eq!(Travel::Form.of(json!({ "a": null })), Some(json!({})));
    }
}
