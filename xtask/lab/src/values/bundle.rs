//! A document of several files as one.

use jackfield::source::Source;
use serde_json::{Map, Value};

/// Where the other files stand in the bundle.
const FILES: &str = "x-files";

/// The document with all its files in it, and every reference into another file one into the bundle. What cannot be
/// resolved stays as it is.
pub(crate) fn bundle(source: &Source) -> Value {
    let mut root = Value::Null;
    let mut others = Map::new();
    for (index, file) in source.files().iter().enumerate() {
        let mut tree = file.root.to_json();
        redirect(&mut tree, source, index);
        if index == 0 {
            root = tree;
        } else {
            others.insert(index.to_string(), tree);
        }
    }
    if let Some(root) = root.as_object_mut()
        && !others.is_empty()
    {
        root.insert(FILES.to_owned(), Value::Object(others));
    }
    root
}

fn redirect(node: &mut Value, source: &Source, file: usize) {
    match node {
        Value::Array(items) => items
            .iter_mut()
            .for_each(|item| redirect(item, source, file)),
        Value::Object(members) => {
            if let Some(reference) = members.get_mut("$ref") {
                redirect_one(reference, source, file);
            }
            let mapping = members
                .get_mut("discriminator")
                .and_then(|discriminator| discriminator.get_mut("mapping"));
            if let Some(Value::Object(mapping)) = mapping {
                let targets = mapping.values_mut();
                targets.for_each(|target| redirect_one(target, source, file));
            }
            members
                .values_mut()
                .for_each(|member| redirect(member, source, file));
        }
        _ => {}
    }
}

fn redirect_one(reference: &mut Value, source: &Source, file: usize) {
    let Some(text) = reference.as_str() else {
        return;
    };
    let (document, fragment) = text.split_once('#').unwrap_or((text, ""));
    let target = match document {
        "" if text.is_empty() => return,
        "" => Ok(file),
        document => source.link(file, document),
    };
    match target {
        Ok(0) => *reference = Value::String(format!("#{fragment}")),
        Ok(target) if fragment.is_empty() || fragment.starts_with('/') => {
            *reference = Value::String(format!("#/{FILES}/{target}{fragment}"));
        }
        _ => {}
    }
}
