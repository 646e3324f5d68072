//! The headers of answers.

use super::fits::Judge;
use super::made::{Made, plain, value};
use crate::api::{Parameter, ParameterEncoding, Response, Style};
use serde_json::Value;

/// Headers that say how a body travels, which the sender decides.
const OF_THE_CONNECTION: [&str; 8] = [
    "connection",
    "content-encoding",
    "content-length",
    "keep-alive",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
];

/// Makes the headers that a response must have. A value that no header can hold is left out.
pub(super) fn required<'a>(
    judge: Judge<'_, 'a>,
    response: &'a Response,
) -> Made<Vec<(&'a str, String)>> {
    let mut made = Made {
        value: Vec::new(),
        is_guess: false,
    };
    let is_of_connection = |header: &Parameter| {
        let mut names = OF_THE_CONNECTION.iter();
        names.any(|name| header.name.eq_ignore_ascii_case(name))
    };
    let required = response.headers.iter().filter(|header| header.required);
    for header in required.filter(|header| !is_of_connection(header)) {
        let Some(one) = of_header(judge, header) else {
            continue;
        };
        if one.value.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
            made.is_guess |= one.is_guess;
            made.value.push((header.name.as_str(), one.value));
        }
    }
    made
}

/// The text of a header: the document's own example, or one that is made.
fn of_header(judge: Judge<'_, '_>, header: &Parameter) -> Option<Made<String>> {
    let constraints = header.docs.constraints.as_deref();
    let example = header.example.as_deref();
    let example = example.filter(|value| judge.fits(&header.ty, constraints, value));
    let made = match example {
        Some(value) => Made {
            value: value.clone(),
            is_guess: false,
        },
        None => value(judge, &header.ty, constraints)?,
    };
    Some(made.map(|value| match &header.encoding {
        ParameterEncoding::Style(encoding) => listed(&value, encoding.style),
        _ => value.to_string(),
    }))
}

/// A value as a header has it: the items of a list, or the names and values of an object, one behind the other.
fn listed(value: &Value, style: Style) -> String {
    let delimiter = match style {
        Style::SpaceDelimited => " ",
        Style::TabDelimited => "\t",
        Style::PipeDelimited => "|",
        _ => ",",
    };
    let parts: Vec<String> = match value {
        Value::Array(items) => items.iter().map(plain).collect(),
        Value::Object(properties) => {
            let pairs = properties.iter();
            let pairs = pairs.map(|(name, value)| [name.clone(), plain(value)]);
            pairs.flatten().collect()
        }
        scalar => return plain(scalar),
    };
    parts.join(delimiter)
}
