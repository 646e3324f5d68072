//! What references lead to outside of the components, and the names it gets there.

use super::kind::Kind;
use crate::diagnostic::steps;
use crate::source::Node;
use std::collections::{HashMap, HashSet, VecDeque};

/// Something that becomes a component because a reference leads to it.
pub(super) struct Hoisted<'s> {
    pub(super) kind: Kind,
    pub(super) name: String,
    pub(super) file: usize,
    pub(super) pointer: String,
    pub(super) node: &'s Node,
}

/// What is to become a component, and the names given so far.
pub(super) struct Hoist<'s> {
    components: Option<&'s Node>,
    names: HashMap<(Kind, usize, String), String>,
    taken: HashSet<(Kind, String)>,
    queue: VecDeque<Hoisted<'s>>,
}

impl<'s> Hoist<'s> {
    pub(super) fn new(root: &'s Node) -> Self {
        Self {
            components: root.get("components"),
            names: HashMap::new(),
            taken: HashSet::new(),
            queue: VecDeque::new(),
        }
    }

    /// The component of this name, as written.
    pub(super) fn component(&self, kind: Kind, name: &str) -> Option<&'s Node> {
        self.components?.get(kind.section())?.get(name)
    }

    /// The name of the component that a node becomes.
    pub(super) fn name(
        &mut self,
        kind: Kind,
        file: usize,
        pointer: String,
        node: &'s Node,
    ) -> String {
        if let Some(name) = self.names.get(&(kind, file, pointer.clone())) {
            return name.clone();
        }
        let name = self.fresh(kind, &readable(&pointer));
        self.taken.insert((kind, name.clone()));
        self.names
            .insert((kind, file, pointer.clone()), name.clone());
        self.queue.push_back(Hoisted {
            kind,
            name: name.clone(),
            file,
            pointer,
            node,
        });
        name
    }

    /// The next one to become a component.
    pub(super) fn next(&mut self) -> Option<Hoisted<'s>> {
        self.queue.pop_front()
    }

    fn fresh(&self, kind: Kind, name: &str) -> String {
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

/// A name for what a pointer leads to: its steps without those that only say how documents are built.
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
            word => word
                .chars()
                .map(|char| if char.is_alphanumeric() { char } else { '_' })
                .collect(),
        };
        let word = word
            .split('_')
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join("_");
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
    use super::readable;

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
}
