//! The parts of an `allOf`, collected through references and nested `allOf`s.

use super::Reader;
use super::objects::is_object;
use super::schema_pointer;
use crate::document::{Schema, SchemaId};
use crate::limits::ALL_OFS;
use crate::maps::{HashSet, IndexSet};

/// The parts of a composed schema: a flat list of the schemas that must all hold, and the names that they require.
#[derive(Default)]
pub(in crate::lower) struct Flat<'d> {
    /// The schemas that say something about the type, in document order, base types first.
    pub(in crate::lower) parts: Vec<Subschema<'d>>,
    /// The names that the parts require.
    pub(in crate::lower) required: IndexSet<&'d str>,
    /// The pointer to the first entry that leads back to a schema it stands in.
    pub(in crate::lower) cycle: Option<String>,
    /// The pointer to the first entry that is nested too deep.
    pub(in crate::lower) deep: Option<String>,
    /// The named schemas met so far, each of which is added once.
    pub(in crate::lower) seen: HashSet<SchemaId>,
    /// The named schemas that enclose the schema being flattened.
    pub(in crate::lower) open: Vec<SchemaId>,
}

impl Flat<'_> {
    /// Whether null fulfils all parts and at least one of them is nullable. Keywords about properties do not exclude
    /// null, because they constrain objects only.
    pub(in crate::lower::schema) fn admits_null(&self) -> bool {
        let admits = |part: &Subschema<'_>| {
            let view = part.view;
            let says_nothing = view.types.is_empty() && view.values().is_none();
            view.nullable || part.role == Role::Own && says_nothing
        };
        self.parts.iter().any(|part| part.view.nullable) && self.parts.iter().all(admits)
    }
}

/// One of the schemas that must all hold, or the choice in one of them.
#[derive(Clone)]
pub(in crate::lower) struct Subschema<'d> {
    /// The schema.
    pub(in crate::lower) view: &'d Schema,
    /// Which keywords of the schema this part stands for.
    pub(in crate::lower) role: Role,
    /// The named schema that the part was reached through, if that is another one than the schema being flattened.
    pub(in crate::lower) component: Option<SchemaId>,
    /// The pointer to the schema.
    pub(in crate::lower) pointer: String,
}

/// The keywords of a schema that a part stands for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::lower) enum Role {
    /// The schema's own keywords, without the schemas that it combines.
    Own,
    /// Its `oneOf` or `anyOf`; the string is the keyword.
    Variants(&'static str),
}

impl<'d> Subschema<'d> {
    /// Whether it is about objects.
    pub(in crate::lower::schema) fn is_object(&self) -> bool {
        self.role == Role::Own && is_object(self.view)
    }

    /// Whether the part is an object that names properties or describes their values.
    pub(in crate::lower::schema) fn has_keywords(&self) -> bool {
        self.is_object() && self.view.has_object_keywords()
    }

    /// Whether the part states nothing beyond `type`, `format` and bounds.
    pub(in crate::lower::schema) fn is_bare(&self) -> bool {
        let view = self.view;
        self.role == Role::Own
            && view.values().is_none()
            && view.items.is_none()
            && view.json_schema.prefix_items.is_empty()
            && !view.has_object_keywords()
    }

    /// The entries of its `oneOf` or `anyOf`.
    pub(in crate::lower::schema) fn variants(&self) -> (&'static str, &'d [SchemaId]) {
        match self.role {
            Role::Variants("oneOf") => ("oneOf", &self.view.one_of),
            Role::Variants(keyword) => (keyword, &self.view.any_of),
            Role::Own => ("oneOf", &[]),
        }
    }
}

impl<'d> Reader<'d> {
    /// Collects the parts of a schema. `name` is the schema's own id if it is a named schema.
    pub(in crate::lower::schema) fn flatten(
        &self,
        view: &'d Schema,
        name: Option<SchemaId>,
        pointer: String,
    ) -> Flat<'d> {
        let mut flat = Flat::default();
        flat.seen.extend(name);
        flat.open.extend(name);
        self.flatten_view(view, None, pointer, &mut flat);
        flat
    }

    /// Adds the parts of a schema to `flat`. `component` is the named schema that it stands in, if that is another one
    /// than the schema being flattened.
    pub(in crate::lower::schema) fn flatten_into(
        &self,
        schema: SchemaId,
        component: Option<SchemaId>,
        pointer: String,
        flat: &mut Flat<'d>,
    ) {
        let id = self.schemas.target(schema);
        let (name, view) = self.target(id);
        let Some(name) = name else {
            return self.flatten_view(view, component, pointer, flat);
        };
        if flat.open.contains(&id) {
            flat.cycle.get_or_insert(pointer);
        } else if flat.open.len() > ALL_OFS {
            flat.deep.get_or_insert(pointer);
        } else if flat.seen.insert(id) {
            flat.open.push(id);
            self.flatten_view(view, Some(id), schema_pointer(name), flat);
            flat.open.pop();
        }
    }

    fn flatten_view(
        &self,
        view: &'d Schema,
        component: Option<SchemaId>,
        pointer: String,
        flat: &mut Flat<'d>,
    ) {
        for (index, entry) in view.all_of.iter().enumerate() {
            self.flatten_into(*entry, component, format!("{pointer}/allOf/{index}"), flat);
        }
        flat.required
            .extend(view.required.iter().map(String::as_str));
        let part = |role| Subschema {
            view,
            role,
            component,
            pointer: pointer.clone(),
        };
        if !view.is_silent_itself() {
            flat.parts.push(part(Role::Own));
        }
        for (keyword, entries) in [("oneOf", &view.one_of), ("anyOf", &view.any_of)] {
            match entries.as_slice() {
                [] => {}
                [only] => {
                    self.flatten_into(*only, component, format!("{pointer}/{keyword}/0"), flat);
                }
                _ if self.only_constrain(entries) => {}
                _ => flat.parts.push(part(Role::Variants(keyword))),
            }
        }
    }
}
