//! Names that a document suggests for generated code, in the extensions of client generators.

use super::schema::read::docs::text;
use crate::maps::IndexMap;
use serde_json::Value;

type Extensions = IndexMap<String, Value>;

/// Returns the suggested name for the type of a schema.
pub(super) fn of_type(extensions: &Extensions) -> Option<String> {
    let keys = [
        "x-rust-name",
        "x-speakeasy-name-override",
        "x-fern-type-name",
        "x-ms-client-name",
    ];
    first(extensions, &keys).or_else(|| {
        // `x-stainless-naming` has a name for each language: only the one for Rust counts.
        let naming = extensions.get("x-stainless-naming")?.get("rust")?;
        non_empty(naming.get("model_name")?)
    })
}

/// Returns the suggested name for the property or variant that a schema describes.
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

/// Returns the suggested name for a parameter.
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

/// Returns the suggested name for the method of an operation.
pub(super) fn of_operation(extensions: &Extensions) -> Option<String> {
    let keys = [
        "x-rust-name",
        "x-speakeasy-name-override",
        "x-fern-sdk-method-name",
    ];
    first(extensions, &keys)
}

/// Returns the suggested group of an operation; the names of nested groups are joined by dots.
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
