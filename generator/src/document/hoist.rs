//! Nodes outside of the components that become components because references lead to them, and their names.

use super::component_kind::ComponentKind;
use super::resolve::Target;
use crate::diagnostic::steps;
use crate::maps::{HashMap, HashSet};
use std::collections::VecDeque;

/// A node that becomes a component because a reference leads to it.
pub(super) struct Hoisted<'s> {
    pub(super) kind: ComponentKind,
    pub(super) name: String,
    pub(super) target: Target<'s>,
}

/// All components, as written or still to be made, and their names.
#[derive(Default)]
pub(super) struct Hoist<'s> {
    /// The components as written.
    components: HashMap<ComponentKind, HashMap<String, Target<'s>>>,
    /// The kinds of the components as written, by file and pointer.
    written: HashMap<usize, HashMap<String, ComponentKind>>,
    /// The names of components, by the file and pointer of the nodes that they are made of.
    names: HashMap<(ComponentKind, usize), HashMap<String, String>>,
    taken: HashSet<(ComponentKind, String)>,
    queue: VecDeque<Hoisted<'s>>,
}

impl<'s> Hoist<'s> {
    /// The component of this name, as written.
    pub(super) fn component(&self, kind: ComponentKind, name: &str) -> Option<&Target<'s>> {
        self.components.get(&kind)?.get(name)
    }

    /// The kind of the component that is written at this place.
    pub(super) fn written(&self, file: usize, pointer: &str) -> Option<ComponentKind> {
        self.written.get(&file)?.get(pointer).copied()
    }

    /// Returns the name of the component that is made of the node at this place.
    pub(super) fn known(&self, kind: ComponentKind, file: usize, pointer: &str) -> Option<&str> {
        let names = self.names.get(&(kind, file))?;
        names.get(pointer).map(String::as_str)
    }

    /// Adds a component as written.
    pub(super) fn add_written(&mut self, kind: ComponentKind, name: &str, target: Target<'s>) {
        self.also_known(kind, name, &target);
        let written = self.written.entry(target.file).or_default();
        written.insert(target.pointer.clone(), kind);
        let components = self.components.entry(kind).or_default();
        components.insert(name.to_owned(), target);
    }

    /// Makes a component also stand for the node at another place.
    pub(super) fn also_known(&mut self, kind: ComponentKind, name: &str, target: &Target<'s>) {
        let names = self.names.entry((kind, target.file)).or_default();
        names
            .entry(target.pointer.clone())
            .or_insert_with(|| name.to_owned());
    }

    /// Gives a node without a component name a new one, and puts it into the queue of nodes to become components.
    /// `path` is the path of its file.
    pub(super) fn name(&mut self, kind: ComponentKind, path: &str, target: Target<'s>) -> String {
        let words = if target.file == 0 {
            readable(&target.pointer)
        } else {
            readable_in(path, &target.pointer)
        };
        let name = self.fresh(kind, &words);
        self.taken.insert((kind, name.clone()));
        self.also_known(kind, &name, &target);
        self.queue.push_back(Hoisted {
            kind,
            name: name.clone(),
            target,
        });
        name
    }

    /// Takes the next node from the queue.
    pub(super) fn next(&mut self) -> Option<Hoisted<'s>> {
        self.queue.pop_front()
    }

    fn fresh(&self, kind: ComponentKind, name: &str) -> String {
        let is_free = |name: &str| {
            self.component(kind, name).is_none() && !self.taken.contains(&(kind, name.to_owned()))
        };
        if is_free(name) {
            return name.to_owned();
        }
        (2_usize..)
            .map(|number| format!("{name}_{number}"))
            .find(|name| is_free(name))
            .unwrap_or_default()
    }
}

/// Steps under which a schema has no name of its own.
const PARTS: &[&str] = &[
    "properties",
    "patternProperties",
    "additionalProperties",
    "propertyNames",
    "items",
    "prefixItems",
    "contains",
    "allOf",
    "oneOf",
    "anyOf",
    "not",
    "if",
    "then",
    "else",
    "schema",
    "content",
    "get",
    "put",
    "post",
    "delete",
    "options",
    "head",
    "patch",
    "trace",
    "query",
];

/// Makes a name for a node in another file of the document: the name of the file, or the steps of the pointer where
/// they are a name.
fn readable_in(path: &str, pointer: &str) -> String {
    let mut folders = path.rsplit('/');
    let file = folders.next().unwrap_or_default();
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let stem = stem.strip_suffix(".schema").unwrap_or(stem);
    // Many documents give this name to the file that stands for its folder.
    let stem = match stem.trim_start_matches('_') {
        "index" => folders.next().unwrap_or(stem),
        _ => stem,
    };
    let stem = words_of(stem);
    let mut all = steps(pointer);
    let Some(first) = all.next() else {
        return if stem.is_empty() {
            "Schema".to_owned()
        } else {
            stem
        };
    };
    let is_section = ComponentKind::of_section(&first).is_some() && all.next().is_some();
    if is_section {
        return readable(&format!("/components{pointer}"));
    }
    let name = readable(pointer);
    if PARTS.contains(&first.as_ref()) && !stem.is_empty() {
        return format!("{stem}_{name}");
    }
    name
}

/// A text as words with underscores between them.
fn words_of(text: &str) -> String {
    let parts = text.split(|char: char| !char.is_alphanumeric());
    let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
    parts.join("_")
}

/// Makes a name from a pointer: its steps, without those that only reflect the structure of documents.
fn readable(pointer: &str) -> String {
    let all: Vec<_> = steps(pointer).collect();
    // A definition has a name of its own, wherever it stands.
    let definition = all
        .iter()
        .rposition(|step| matches!(step.as_ref(), "$defs" | "definitions"));
    let from = definition.map_or(0, |at| at + 1);
    let mut words: Vec<String> = Vec::new();
    for (index, step) in all.iter().enumerate().skip(from) {
        let before = index
            .checked_sub(1)
            .and_then(|before| all.get(before))
            .map(AsRef::as_ref);
        // Under these a step is a name, whatever it says.
        let named = matches!(
            before,
            Some("properties" | "schemas" | "$defs" | "definitions" | "paths" | "responses")
        );
        let word = match step.as_ref() {
            "items" if !named => "item".to_owned(),
            "additionalProperties" if !named => "value".to_owned(),
            word if !named && is_structure(word, index) => continue,
            word => words_of(word),
        };
        if !word.is_empty() {
            words.push(word);
        }
    }
    if words.is_empty() {
        "Schema".to_owned()
    } else {
        words.join("_")
    }
}

fn is_structure(step: &str, index: usize) -> bool {
    match step {
        "components" | "paths" | "webhooks" => index == 0,
        "schemas" | "parameters" | "headers" | "requestBodies" | "callbacks" | "pathItems" => {
            index == 1
        }
        "responses" | "properties" | "patternProperties" | "content" | "schema" => true,
        "allOf" | "oneOf" | "anyOf" | "prefixItems" | "$defs" | "definitions" => true,
        media_type => media_type.contains('/'),
    }
}

#[cfg(test)]
mod tests {
    use super::{readable, readable_in};

    #[test]
    fn names_are_readable() {
        let cases = [
            ("/components/schemas/Pet/properties/tag", "Pet_tag"),
            (
                "/components/schemas/Pet/properties/tags/items",
                "Pet_tags_item",
            ),
            ("/components/schemas/Pet/$defs/Tag", "Tag"),
            ("/definitions/Pet", "Pet"),
            (
                "/paths/~1pets~1{id}/get/responses/200/content/application~1json/schema",
                "pets_id_get_200",
            ),
            (
                "/components/responses/Error/content/application~1json/schema",
                "Error",
            ),
            ("/components/schemas/Pet/properties/items", "Pet_items"),
            ("", "Schema"),
        ];
        for (pointer, name) in cases {
            assert_eq!(readable(pointer), name, "{pointer}");
        }
    }
    #[test]
    fn files_have_names() {
        let cases = [
            ("schemas/Pet.yaml", "", "Pet"),
            ("schemas/pet-name.schema.json", "", "pet_name"),
            ("pets/_index.yaml", "", "pets"),
            ("query/$select.yaml", "", "select"),
            ("all.yaml", "/Pet", "Pet"),
            ("all.yaml", "/definitions/Pet", "Pet"),
            ("all.yaml", "/components/schemas/Pet", "Pet"),
            ("all.yaml", "/schemas/Pet", "Pet"),
            ("Pet.yaml", "/properties/id", "Pet_id"),
            (
                "pets.yaml",
                "/get/responses/200/content/a~1b/schema",
                "pets_get_200",
            ),
        ];
        for (path, pointer, name) in cases {
            assert_eq!(readable_in(path, pointer), name, "{path} {pointer}");
        }
    }
}
