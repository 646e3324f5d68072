//! The message of a server about an error, found where servers usually put it.

use http::{HeaderMap, header};
use serde_json::Value;

use super::excerpt::excerpt;
use super::limits::{PROBLEM_BYTES, SHOWN_ID, SHOWN_MESSAGE};
use super::secret_name::is_secret_name;

/// Headers by which servers know a request, the usual ones first.
const IDS: &[&str] = &[
    "x-request-id",
    "request-id",
    "x-correlation-id",
    "x-amzn-requestid",
    "x-amz-request-id",
    "x-ms-request-id",
    "x-github-request-id",
    "x-trace-id",
    "cf-ray",
];

/// The properties that hold a message, the usual ones first; one may hold an object or a list with others of these.
const MEMBERS: &[&str] = &[
    "message",
    "detail",
    "error_description",
    "errorMessage",
    "error_message",
    "msg",
    "reason",
    "title",
    "error",
    "errors",
    "faultstring",
    "fault",
    "description",
];

/// The message in the body of an error, on one line, without the secrets that were sent.
pub(crate) fn message(headers: &HeaderMap, body: &[u8], secrets: &[String]) -> Option<String> {
    let text = std::str::from_utf8(body)
        .ok()
        .filter(|text| text.len() <= PROBLEM_BYTES)?;
    let found = match serde_json::from_str::<Value>(text) {
        Ok(value) if value.is_object() || value.is_array() => in_value(&value, 4)?,
        _ if is_plain(headers) => text.to_owned(),
        _ => return None,
    };
    let mut found = found.trim().to_owned();
    for secret in secrets.iter().filter(|secret| !secret.is_empty()) {
        found = found.replace(secret.as_str(), "…");
    }
    (!found.is_empty()).then(|| excerpt(&found, SHOWN_MESSAGE))
}

/// The id that the server gave to the request.
pub(crate) fn request_id(headers: &HeaderMap) -> Option<String> {
    let mut values = IDS
        .iter()
        .filter_map(|name| headers.get(*name)?.to_str().ok());
    let id = values.find(|value| !value.is_empty())?;
    Some(excerpt(id, SHOWN_ID))
}

fn is_plain(headers: &HeaderMap) -> bool {
    let media_type = headers.get(header::CONTENT_TYPE);
    media_type.is_some_and(|value| value.as_bytes().starts_with(b"text/plain"))
}

/// The message in a value that nests no deeper than messages do.
fn in_value(value: &Value, depth: usize) -> Option<String> {
    let depth = depth.checked_sub(1)?;
    match value {
        Value::String(text) => (!text.trim().is_empty()).then(|| text.clone()),
        Value::Array(items) => {
            let texts: Vec<String> = items
                .iter()
                .take(3)
                .filter_map(|item| in_value(item, depth))
                .collect();
            (!texts.is_empty()).then(|| texts.join("; "))
        }
        Value::Object(members) => {
            // Only `errors` may be a list: no other list is a message.
            let is_message = |name: &str, value: &Value| !value.is_array() || name == "errors";
            let mut found = MEMBERS.iter().filter_map(|name| {
                let value = members.get(*name).filter(|value| is_message(name, value))?;
                in_value(value, depth)
            });
            let first = found.next()?;
            // RFC 9457: the title says what kind of problem it is, the detail what happened this time.
            match members.get("title").and_then(Value::as_str) {
                Some(title) if members.contains_key("detail") && title != first => {
                    Some(format!("{title}: {first}"))
                }
                _ => Some(first),
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => None,
    }
}

/// Collects the texts of those properties of a JSON body that have the name of a secret: a server may repeat them.
pub(crate) fn secrets_of_json(body: &[u8], found: &mut Vec<String>) {
    if body.len() <= PROBLEM_BYTES
        && let Ok(value) = serde_json::from_slice(body)
    {
        collect(&value, false, found);
    }
}

/// Collects the same texts of a form, or of the query of a URL.
pub(crate) fn secrets_of_form(body: &[u8], found: &mut Vec<String>) {
    if body.len() <= PROBLEM_BYTES {
        let pairs = url::form_urlencoded::parse(body);
        let secret = pairs.filter(|(name, value)| !value.is_empty() && is_secret_name(name));
        found.extend(secret.map(|(_, value)| value.into_owned()));
    }
}

fn collect(value: &Value, is_secret: bool, found: &mut Vec<String>) {
    match value {
        Value::String(text) if is_secret => found.push(text.clone()),
        Value::Array(items) => items
            .iter()
            .for_each(|item| collect(item, is_secret, found)),
        Value::Object(members) => {
            for (name, value) in members {
                collect(value, is_secret || is_secret_name(name), found);
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::{HeaderMap, message, secrets_of_form, secrets_of_json};

    fn found(body: &str) -> Option<String> {
        message(&HeaderMap::new(), body.as_bytes(), &["hunter2".to_owned()])
    }

    #[test]
    fn messages_are_found_by_convention() {
        for (body, expected) in [
            (r#"{"message":"gone"}"#, Some("gone")),
            (
                r#"{"code":7,"error":{"code":"x","message":"no such line"}}"#,
                Some("no such line"),
            ),
            (
                r#"{"type":"about:blank","title":"Not Found","status":404,"detail":"no line 7"}"#,
                Some("Not Found: no line 7"),
            ),
            (r#"{"title":"Not Found"}"#, Some("Not Found")),
            (
                r#"{"errors":[{"detail":"a"},{"message":"b"},"c","d"]}"#,
                Some("a; b; c"),
            ),
            (
                r#"{"error":"invalid_grant","error_description":"expired"}"#,
                Some("expired"),
            ),
            (r#"{"error":"invalid_grant"}"#, Some("invalid_grant")),
            (r#"[{"message":"a"}]"#, Some("a")),
            (r#"{"message":"  "}"#, None),
            (r#"{"message":7,"error":true}"#, None),
            (r#"{"name":"x"}"#, None),
            (r#""text""#, None),
            ("", None),
            ("<html>", None),
            (r#"{"message":"hunter2 is wrong"}"#, Some("… is wrong")),
            ("{\"message\":\"a\\nb\\u001b\"}", Some("a\\nb\\u{1b}")),
            (
                r#"{"error":{"error":{"error":{"error":{"error":"deep"}}}}}"#,
                None,
            ),
        ] {
            assert_eq!(found(body).as_deref(), expected, "{body}");
        }
        let long = format!(r#"{{"message":"{}"}}"#, "x".repeat(50_000));
        assert!(found(&long).is_some_and(|text| text.chars().count() == 301));
        assert_eq!(found(&long.replace('x', "xx")), None);
    }

    #[test]
    fn the_secrets_of_a_body_are_known() {
        let mut secrets = Vec::new();
        secrets_of_json(
            br#"{"name":"a","password":"b","more":[{"api_key":["c"],"x":"d"}],"auth":{"x":"e"}}"#,
            &mut secrets,
        );
        secrets_of_form(b"a=1&client_secret=f%26g&token=&api%5Fkey=h", &mut secrets);
        secrets.sort();
        assert_eq!(secrets, ["b", "c", "e", "f&g", "h"]);
    }
}
