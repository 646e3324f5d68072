//! All schemas of a document, by id.

use super::{BooleanOrSchema, JsonSchemaKeywords, Schema};
use crate::maps::IndexMap;
use std::sync::LazyLock;

/// A schema where it is used: one that is written in place, or one with a name that a reference leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SchemaId(u32);

/// All schemas of a document: those of the components by name too.
#[derive(Clone, Debug, Default)]
pub struct Schemas {
    entries: Vec<Entry>,
    /// The ids of the named schemas, in the order of the components.
    named: IndexMap<String, SchemaId>,
}

#[derive(Clone, Debug)]
struct Entry {
    /// Its place among the named schemas, if it has a name.
    place: Option<usize>,
    content: Content,
}

#[derive(Clone, Debug)]
enum Content {
    Schema(Box<Schema>),
    /// A named schema that is nothing but a reference.
    Reference(SchemaId),
}

/// Stands for a schema that is missing.
static ANYTHING: LazyLock<Schema> = LazyLock::new(Schema::default);

impl Schemas {
    /// Returns a schema. A name that is nothing but a reference gives the schema that it leads to.
    pub fn get(&self, id: SchemaId) -> &Schema {
        match self.entry(self.target(id)) {
            Some(Content::Schema(schema)) => schema,
            _ => &ANYTHING,
        }
    }

    /// Returns the id of the schema that a name leads to if it is nothing but a reference; else the id itself.
    pub fn target(&self, id: SchemaId) -> SchemaId {
        match self.entry(id) {
            // Every reference leads directly to the end of its chain: see `settle`.
            Some(Content::Reference(target)) => *target,
            _ => id,
        }
    }

    /// The name, as it is used; `None` for a schema that is written in place.
    pub fn name(&self, id: SchemaId) -> Option<&str> {
        let (name, _) = self.named.get_index(self.place(id)?)?;
        Some(name)
    }

    /// The place of a named schema in the order of the components.
    pub fn place(&self, id: SchemaId) -> Option<usize> {
        self.entries.get(index(id))?.place
    }

    /// The schema of this name.
    pub fn named(&self, name: &str) -> Option<SchemaId> {
        self.named.get(name).copied()
    }

    /// The named schemas, in the order of the components.
    pub fn all_named(&self) -> impl Iterator<Item = (&str, SchemaId)> {
        self.named.iter().map(|(name, id)| (name.as_str(), *id))
    }

    /// Every schema, named or written in place.
    pub fn all(&self) -> impl Iterator<Item = &Schema> {
        self.entries
            .iter()
            .filter_map(|entry| match &entry.content {
                Content::Schema(schema) => Some(&**schema),
                Content::Reference(_) => None,
            })
    }

    /// The number of named schemas.
    pub fn named_count(&self) -> usize {
        self.named.len()
    }

    /// Whether two schemas are the same, or written in place and alike.
    pub fn alike(&self, a: SchemaId, b: SchemaId) -> bool {
        if a == b {
            return true;
        }
        let (Some(a), Some(b)) = (self.in_place(a), self.in_place(b)) else {
            return false;
        };
        // Most schemas differ in one of these keywords, and comparing whole schemas costs copies.
        if a.types != b.types || a.properties.len() != b.properties.len() || a.title != b.title {
            return false;
        }
        let ((a, inner_a), (b, inner_b)) = (a.without_children(), b.without_children());
        let mut inner = inner_a.into_iter().zip(inner_b);
        a == b && inner.all(|(a, b)| self.alike(a, b))
    }

    /// A schema that is written in place.
    fn in_place(&self, id: SchemaId) -> Option<&Schema> {
        match self.entries.get(index(id))? {
            Entry {
                place: None,
                content: Content::Schema(schema),
            } => Some(schema),
            _ => None,
        }
    }

    fn entry(&self, id: SchemaId) -> Option<&Content> {
        self.entries.get(index(id)).map(|entry| &entry.content)
    }

    fn push(&mut self, entry: Entry) -> SchemaId {
        // A document of so many schemas is refused long before.
        let id = SchemaId(u32::try_from(self.entries.len()).unwrap_or(u32::MAX));
        self.entries.push(entry);
        id
    }

    /// Adds a schema that is written in place.
    pub(in crate::document) fn add(&mut self, schema: Schema) -> SchemaId {
        self.add_boxed(Box::new(schema))
    }

    /// Adds a schema that is written in place.
    pub(in crate::document) fn add_boxed(&mut self, schema: Box<Schema>) -> SchemaId {
        self.push(Entry {
            place: None,
            content: Content::Schema(schema),
        })
    }

    /// The id of a named schema, which may be read later.
    pub(in crate::document) fn reserve(&mut self, name: &str) -> SchemaId {
        if let Some(id) = self.named(name) {
            return id;
        }
        let id = self.push(Entry {
            place: Some(self.named.len()),
            content: Content::Schema(Box::default()),
        });
        self.named.insert(name.to_owned(), id);
        id
    }

    /// Sets the content of a named schema.
    pub(in crate::document) fn define(&mut self, id: SchemaId, schema: Box<Schema>) {
        if let Some(entry) = self.entries.get_mut(index(id)) {
            entry.content = Content::Schema(schema);
        }
    }

    /// Makes a named schema a mere reference to another.
    pub(in crate::document) fn define_as(&mut self, id: SchemaId, target: SchemaId) {
        if let Some(entry) = self.entries.get_mut(index(id)) {
            entry.content = Content::Reference(target);
        }
    }

    /// Makes every name that is nothing but a reference lead directly to the end of its chain. Names that lead back to
    /// themselves admit any value from now on; these are returned, in the order of the components.
    pub(in crate::document) fn settle(&mut self) -> Vec<String> {
        let ids: Vec<SchemaId> = self.named.values().copied().collect();
        let mut circling: Vec<SchemaId> = Vec::new();
        let mut seen_from: Vec<Option<SchemaId>> = vec![None; self.entries.len()];
        for id in &ids {
            let mut way = Vec::new();
            let mut at = *id;
            // Names that were seen on an earlier way have been checked already.
            while let Some(seen @ None) = seen_from.get_mut(index(at)) {
                *seen = Some(*id);
                way.push(at);
                match self.entry(at) {
                    Some(Content::Reference(next)) => at = *next,
                    _ => break,
                }
            }
            let met = seen_from.get(index(at)).copied().flatten() == Some(*id);
            if met && matches!(self.entry(at), Some(Content::Reference(_))) {
                circling.extend(way.into_iter().skip_while(|one| *one != at));
            }
        }
        for id in &circling {
            self.define(*id, Box::default());
        }
        for id in ids.into_iter().rev() {
            self.shorten(id);
        }
        circling.sort_unstable_by_key(|id| self.place(*id));
        let names = circling.into_iter().filter_map(|id| self.name(id));
        names.map(str::to_owned).collect()
    }

    /// Makes all references on the way from a name lead directly to its end.
    fn shorten(&mut self, id: SchemaId) {
        let mut way = Vec::new();
        let mut at = id;
        while let Some(Content::Reference(next)) = self.entry(at) {
            way.push(at);
            at = *next;
        }
        for one in way {
            self.define_as(one, at);
        }
    }
}

fn index(id: SchemaId) -> usize {
    usize::try_from(id.0).unwrap_or(usize::MAX)
}

impl Schema {
    /// Returns a copy with a fixed id in place of every schema that it holds, and the original ids.
    fn without_children(&self) -> (Self, Vec<SchemaId>) {
        let mut own = self.clone();
        let children = own.children_mut().into_iter();
        let children = children.map(|id| std::mem::replace(id, SchemaId(0)));
        let children = children.collect();
        (own, children)
    }

    /// The schemas that it holds.
    fn children_mut(&mut self) -> Vec<&mut SchemaId> {
        let mut all: Vec<&mut SchemaId> = Vec::new();
        all.extend([&mut self.items, &mut self.not].into_iter().flatten());
        all.extend(held(&mut self.additional_properties));
        let lists = [&mut self.all_of, &mut self.one_of, &mut self.any_of];
        all.extend(lists.into_iter().flatten());
        all.extend(self.properties.values_mut());
        if let Some(keywords) = self.json_schema.said_mut() {
            keywords.children_mut(&mut all);
        }
        if let Some(discriminator) = &mut self.discriminator {
            all.extend(discriminator.mapping.iter_mut().map(|(_, id)| id));
        }
        all
    }
}

impl JsonSchemaKeywords {
    /// The schemas that they hold.
    fn children_mut<'s>(&'s mut self, all: &mut Vec<&'s mut SchemaId>) {
        let single = [
            &mut self.content_schema,
            &mut self.property_names,
            &mut self.contains,
        ];
        all.extend(single.into_iter().flatten());
        all.extend(held(&mut self.unevaluated_properties));
        all.extend(held(&mut self.unevaluated_items));
        all.extend(&mut self.prefix_items);
        let maps = [&mut self.pattern_properties, &mut self.dependent_schemas];
        all.extend(maps.into_iter().flatten().map(|(_, id)| id));
        if let Some(conditional) = &mut self.conditional {
            all.push(&mut conditional.condition);
            all.extend(&mut conditional.then);
            all.extend(&mut conditional.otherwise);
        }
    }
}

fn held(schema: &mut Option<BooleanOrSchema>) -> Option<&mut SchemaId> {
    match schema {
        Some(BooleanOrSchema::Schema(id)) => Some(id),
        _ => None,
    }
}
