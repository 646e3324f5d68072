//! Documents with their names: generating them, and all that a user can name in what is generated.

use jackfield::diagnostic::Diagnostics;
use jackfield::plan::{Lock, Naming};
use jackfield::{FileSet, Generated, Target, generate_named, source};
use quote::ToTokens;
use serde_yaml::Value;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Every document of the goldens and of `specs/`.
pub(crate) fn documents() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    for folder in ["tests/golden", "../specs", "../../specs"] {
        for entry in fs::read_dir(root.join(folder)).into_iter().flatten() {
            let path = entry.unwrap().path().join("openapi.yaml");
            found.extend(path.is_file().then_some(path));
        }
    }
    assert!(found.len() > 10);
    found
}

pub(crate) fn parsed(path: &Path) -> Value {
    serde_yaml::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

pub(crate) fn generated(document: &Value, lock: Lock) -> Generated {
    let generated = with_lock(document, lock);
    assert_eq!(generated.errors, 0, "{}", generated.report);
    generated
}

/// The same, or nothing for a document that is no client.
pub(crate) fn try_generated(document: &Value, lock: Lock) -> Option<Generated> {
    Some(with_lock(document, lock)).filter(|generated| generated.errors == 0)
}

fn with_lock(document: &Value, lock: Lock) -> Generated {
    let text = serde_yaml::to_string(document).unwrap();
    let mut diagnostics = Diagnostics::default();
    let source = source::read("names.yaml", text, &mut diagnostics);
    let naming = Naming {
        lock,
        ..Naming::default()
    };
    let target = Target::new("names");
    generate_named(source, diagnostics, &target, Some(&naming))
}

/// All that a user can name, and with `ordered` the order of arguments too.
pub(crate) fn interface(files: &FileSet, ordered: bool) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for text in files.0.values() {
        for item in syn::parse_file(text).unwrap().items {
            add(&item, ordered, &mut found);
        }
    }
    found
}

fn add(item: &syn::Item, ordered: bool, found: &mut BTreeSet<String>) {
    match item {
        syn::Item::Struct(item) => {
            for field in &item.fields {
                let name = field.ident.as_ref().map(ToString::to_string);
                let ty = field.ty.to_token_stream();
                found.insert(format!("{}.{} {ty}", item.ident, name.unwrap_or_default()));
            }
        }
        syn::Item::Enum(item) => {
            for variant in &item.variants {
                let fields = variant.fields.to_token_stream();
                found.insert(format!("{}::{} {fields}", item.ident, variant.ident));
            }
        }
        syn::Item::Impl(block) if block.trait_.is_none() => {
            for item in &block.items {
                let syn::ImplItem::Fn(function) = item else {
                    continue;
                };
                let inputs = function.sig.inputs.iter();
                let mut inputs: Vec<String> = inputs
                    .map(|input| input.to_token_stream().to_string())
                    .collect();
                if !ordered {
                    inputs.sort();
                }
                found.insert(format!(
                    "{}::{} {inputs:?} {}",
                    block.self_ty.to_token_stream(),
                    function.sig.ident,
                    function.sig.output.to_token_stream()
                ));
            }
        }
        syn::Item::Impl(block) => {
            let ty = block.self_ty.to_token_stream();
            let of = block.trait_.as_ref().map(|of| of.0.to_token_stream());
            found.insert(format!("impl {} for {ty}", of.unwrap_or_default()));
        }
        syn::Item::Type(item) => {
            found.insert(format!(
                "type {} = {}",
                item.ident,
                item.ty.to_token_stream()
            ));
        }
        // What a macro of the runtime gives the type that it names first.
        syn::Item::Macro(item) => {
            let tokens = item.mac.tokens.to_string();
            let first = tokens.split([',', '{']).next().unwrap_or_default();
            let name = item.mac.path.to_token_stream();
            found.insert(format!("{name}! {}", first.trim()));
        }
        syn::Item::Use(item) if matches!(item.vis, syn::Visibility::Public(_)) => {
            exported(&item.tree, "", found);
        }
        _ => {}
    }
}

/// Each item that a `pub use` exports, with its path.
fn exported(tree: &syn::UseTree, path: &str, found: &mut BTreeSet<String>) {
    match tree {
        syn::UseTree::Path(inner) => {
            exported(&inner.tree, &format!("{path}{}::", inner.ident), found);
        }
        syn::UseTree::Group(group) => {
            for tree in &group.items {
                exported(tree, path, found);
            }
        }
        other => {
            found.insert(format!("use {path}{}", other.to_token_stream()));
        }
    }
}

/// Puts a document over another.
pub(crate) fn merge(into: &mut Value, from: &Value) {
    match (into, from) {
        (Value::Mapping(into), Value::Mapping(from)) => {
            for (key, value) in from {
                let is_container = key.as_str().is_some_and(|key| {
                    matches!(
                        key,
                        "paths"
                            | "components"
                            | "schemas"
                            | "responses"
                            | "parameters"
                            | "requestBodies"
                            | "headers"
                            | "securitySchemes"
                    )
                });
                match into.get_mut(key) {
                    Some(known) if is_container => merge(known, value),
                    _ => {
                        into.insert(key.clone(), value.clone());
                    }
                }
            }
        }
        (into, from) => *into = from.clone(),
    }
}
