//! Names that a document suggests for code, in the extensions of the tools that make clients.

use super::schema::read::docs::text;
use crate::maps::IndexMap;
use serde_json::Value;

type Extensions = IndexMap<String, Value>;

/// What the type of a schema is to be called.
pub(super) fn of_type(extensions: &Extensions) -> Option<String> {
    let keys = [
        "x-rust-name",
        "x-speakeasy-name-override",
        "x-fern-type-name",
        "x-ms-client-name",
    ];
    first(extensions, &keys).or_else(|| {
        // Names for other languages say nothing of this one.
        let naming = extensions.get("x-stainless-naming")?.get("rust")?;
        non_empty(naming.get("model_name")?)
    })
}

/// What a property or a variant is to be called that this schema describes.
pub(super) fn of_use(extensions: &Extensions) -> Option<String> {
    let keys = [
        "x-rust-name",
        "x-speakeasy-name-override",
        "x-fern-property-name",
        "x-ms-client-name",
        "x-stainless-variantName",
    ];
    first(extensions, &keys)
}

/// What a parameter is to be called.
pub(super) fn of_parameter(extensions: &Extensions) -> Option<String> {
    let keys = [
        "x-rust-name",
        "x-speakeasy-name-override",
        "x-fern-parameter-name",
        "x-stainless-param",
        "x-ms-client-name",
    ];
    first(extensions, &keys)
}

/// What the method of an operation is to be called.
pub(super) fn of_operation(extensions: &Extensions) -> Option<String> {
    let keys = [
        "x-rust-name",
        "x-speakeasy-name-override",
        "x-fern-sdk-method-name",
    ];
    first(extensions, &keys)
}

/// The group that an operation is to be in; groups in one another are one.
pub(super) fn group(extensions: &Extensions) -> Option<String> {
    let keys = ["x-speakeasy-group", "x-fern-sdk-group-name"];
    keys.iter().find_map(|key| match extensions.get(*key)? {
        Value::Array(path) => {
            let path: Vec<&str> = path.iter().filter_map(Value::as_str).collect();
            text(Some(&path.join(".")))
        }
        one => non_empty(one),
    })
}

fn first(extensions: &Extensions, keys: &[&str]) -> Option<String> {
    let mut said = keys.iter().filter_map(|key| extensions.get(*key));
    said.find_map(non_empty)
}

fn non_empty(value: &Value) -> Option<String> {
    text(value.as_str().map(str::to_owned).as_ref())
}
