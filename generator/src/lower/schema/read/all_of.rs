//! What an `allOf` consists of, through references and nested `allOf`s.

use super::Reader;
use super::objects::is_object;
use super::schema_pointer;
use crate::document::{Schema, SchemaId};
use crate::limits::ALL_OFS;
use crate::maps::{HashSet, IndexSet};

/// What an `allOf` consists of.
#[derive(Default)]
pub(in crate::lower) struct Flat<'d> {
    /// Everything that says something of a type, in document order, bases first.
    pub(in crate::lower) parts: Vec<Subschema<'d>>,
    /// Every name that some part requires.
    pub(in crate::lower) required: IndexSet<&'d str>,
    /// Where an `allOf` leads back to itself.
    pub(in crate::lower) cycle: Option<String>,
    /// Where `allOf`s stand in one another too deep.
    pub(in crate::lower) deep: Option<String>,
    /// The names met.
    pub(in crate::lower) seen: HashSet<SchemaId>,
    /// The names on the way to the schema looked at.
    pub(in crate::lower) open: Vec<SchemaId>,
}

impl Flat<'_> {
    /// Whether null fulfils all parts, and one of them says so: what is said of members is said of objects only.
    pub(in crate::lower::schema) fn admits_null(&self) -> bool {
        let admits = |part: &Subschema<'_>| {
            let view = part.view;
            let says_nothing = view.types.is_empty() && view.values().is_none();
            view.nullable || part.role == Role::Own && says_nothing
        };
        self.parts.iter().any(|part| part.view.nullable) && self.parts.iter().all(admits)
    }
}

/// One of the schemas that must all hold.
#[derive(Clone)]
pub(in crate::lower) struct Subschema<'d> {
    /// The schema that says it.
    pub(in crate::lower) view: &'d Schema,
    /// What of the schema is meant.
    pub(in crate::lower) role: Role,
    /// The named schema it belongs to, if that is another than the one composed.
    pub(in crate::lower) component: Option<SchemaId>,
    /// Where it stands.
    pub(in crate::lower) pointer: String,
}

/// What of a schema is meant.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::lower) enum Role {
    /// What it says itself.
    Own,
    /// Its `oneOf` or `anyOf`.
    Variants(&'static str),
}

impl<'d> Subschema<'d> {
    /// Whether it is about objects.
    pub(in crate::lower::schema) fn is_object(&self) -> bool {
        self.role == Role::Own && is_object(self.view)
    }

    /// Whether it names members or says what their values are.
    pub(in crate::lower::schema) fn has_keywords(&self) -> bool {
        self.is_object() && self.view.has_object_keywords()
    }

    /// Whether it says no more than `type`, and perhaps `format`.
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
    /// What a schema consists of. `name` is its name, if it has one.
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

    /// Adds what a schema consists of. `component` is the named schema it stands in, if that is another than
    /// the one composed.
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
