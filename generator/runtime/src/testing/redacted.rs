//! Requests and responses as they are kept, without secrets.

use std::borrow::Cow;

use http::{HeaderMap, HeaderName, Uri, header};
use serde_json::{Map, Value, json};

use super::super::secret_name::is_secret_name;

/// The text that takes the place of a secret.
const HIDDEN: &str = "REDACTED";

/// Path and query, without the values of secrets.
pub(super) fn target(uri: &Uri) -> String {
    match uri.query() {
        Some(query) => format!("{}?{}", uri.path(), pairs(query)),
        None => uri.path().to_owned(),
    }
}

/// The pairs of a query or a form, without the values of secrets. Their names may be encoded.
fn pairs(query: &str) -> String {
    let pairs = query.split('&').map(|pair| {
        let name = url::form_urlencoded::parse(pair.as_bytes()).next();
        match pair.split_once('=') {
            Some((written, _)) if name.is_some_and(|(name, _)| is_secret_name(&name)) => {
                format!("{written}={HIDDEN}")
            }
            _ => pair.to_owned(),
        }
    });
    pairs.collect::<Vec<_>>().join("&")
}

/// A header whose value is a URL, or has some between angle brackets (RFC 8288), without the values of secrets in their
/// queries.
fn urls(value: &str) -> String {
    let mut text = String::new();
    let mut rest = value;
    while let Some((before, query)) = rest.split_once('?') {
        let end = query.find(['>', '#', ' ', '"']).unwrap_or(query.len());
        let (query, after) = query.split_at_checked(end).unwrap_or((query, ""));
        text.push_str(before);
        text.push('?');
        text.push_str(&pairs(query));
        rest = after;
    }
    text + rest
}

/// The headers that say what a body is, and those that a client reads of any server.
const KEPT: &[HeaderName] = &[
    header::ACCEPT,
    header::CONTENT_TYPE,
    header::ETAG,
    header::LAST_MODIFIED,
    header::LINK,
    header::LOCATION,
    header::RETRY_AFTER,
];

/// Headers and body of a request or a response.
pub(super) fn message(headers: &HeaderMap, body: &[u8]) -> Value {
    let mut kept = Map::new();
    for (name, value) in headers {
        let is_kept = KEPT.contains(name) || is_of_limits(name);
        if let (true, Ok(value)) = (is_kept, value.to_str()) {
            let value = match boundary(value) {
                Some(boundary) => value.replace(boundary, "BOUNDARY"),
                None if *name == header::LINK || *name == header::LOCATION => urls(value),
                None => value.to_owned(),
            };
            kept.insert(name.as_str().to_owned(), json!(value));
        }
    }
    let media_type = headers.get(header::CONTENT_TYPE);
    let media_type = media_type
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    let mut told = Map::from_iter([("headers".to_owned(), Value::Object(kept))]);
    let parted;
    let body = match boundary(media_type) {
        Some(boundary) => {
            parted = parts(body, boundary.as_bytes());
            parted.as_slice()
        }
        None => body,
    };
    if !body.is_empty() {
        let (form, value) = written(media_type, body);
        told.insert(form.to_owned(), value);
    }
    Value::Object(told)
}

/// A body as it is written to a file: the name of the form, and the value.
fn written(media_type: &str, body: &[u8]) -> (&'static str, Value) {
    if let Ok(mut value) = serde_json::from_slice::<Value>(body) {
        redact(&mut value);
        return ("json", value);
    }
    match std::str::from_utf8(body) {
        Ok(text) if media_type.starts_with("application/x-www-form-urlencoded") => {
            ("text", json!(pairs(text)))
        }
        Ok(text) => ("text", json!(lines(text))),
        Err(_) => {
            use base64::Engine as _;
            let text = base64::engine::general_purpose::STANDARD.encode(body);
            ("base64", json!(text))
        }
    }
}

/// The boundary between the parts of a body, which is a new one each time.
fn boundary(media_type: &str) -> Option<&str> {
    let (_, boundary) = media_type
        .strip_prefix("multipart/")?
        .split_once("boundary=")?;
    let boundary = boundary
        .split(';')
        .next()
        .unwrap_or_default()
        .trim_matches('"');
    (!boundary.is_empty()).then_some(boundary)
}

/// A body of parts with a boundary that is always the same, and without the secrets among them.
fn parts(body: &[u8], boundary: &[u8]) -> Vec<u8> {
    let mut written = Vec::new();
    let mut rest = body;
    loop {
        let end = position(rest, boundary);
        let (part, after) = match end {
            Some(end) => (rest.get(..end), rest.get(end + boundary.len()..)),
            None => (Some(rest), None),
        };
        written.extend_from_slice(&without_secret(part.unwrap_or_default()));
        let Some(after) = after else {
            return written;
        };
        written.extend_from_slice(b"BOUNDARY");
        rest = after;
    }
}

/// A part as it is, or without its content if its name is that of a secret.
fn without_secret(part: &[u8]) -> Cow<'_, [u8]> {
    let head = position(part, b"\r\n\r\n").and_then(|end| part.get(..end));
    let text = head.map(String::from_utf8_lossy);
    let name = text.as_deref().and_then(|head| {
        let (_, rest) = head.split_once("name=\"")?;
        rest.split('"').next()
    });
    match (head, name) {
        (Some(head), Some(name)) if is_secret_name(name) => {
            Cow::Owned([head, b"\r\n\r\n", HIDDEN.as_bytes(), b"\r\n--"].concat())
        }
        _ => Cow::Borrowed(part),
    }
}

/// Where bytes occur first in others.
fn position(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes
        .windows(wanted.len())
        .position(|window| window == wanted)
}

/// A text whose lines may be JSON, as those of events are.
fn lines(text: &str) -> String {
    let lines = text.split('\n').map(|line| {
        let json = line.strip_prefix("data:").unwrap_or(line);
        match serde_json::from_str::<Value>(json) {
            Ok(mut value) if value.is_object() || value.is_array() => {
                let was = value.clone();
                redact(&mut value);
                match was == value {
                    true => line.to_owned(),
                    false => line.replace(json, &value.to_string()),
                }
            }
            _ => line.to_owned(),
        }
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// Whether a header is one of a rate limit.
fn is_of_limits(name: &HeaderName) -> bool {
    name.as_str().contains("ratelimit") || name.as_str().contains("rate-limit")
}

/// Hides the values of properties that have the name of a secret.
fn redact(value: &mut Value) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(redact),
        Value::Object(properties) => {
            for (name, value) in properties {
                match is_secret_name(name) {
                    true => hide(value),
                    false => redact(value),
                }
            }
        }
        _ => {}
    }
}

/// Hides the value of a secret. A number becomes zero, and a boolean stays, so that a type that wants one can be read.
fn hide(value: &mut Value) {
    match value {
        Value::String(text) => HIDDEN.clone_into(text),
        Value::Number(_) => *value = json!(0),
        Value::Array(items) => items.iter_mut().for_each(hide),
        Value::Object(properties) => properties.values_mut().for_each(hide),
        Value::Null | Value::Bool(_) => {}
    }
}
