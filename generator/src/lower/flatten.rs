//! What an `allOf` consists of, through references and nested `allOf`s.

use super::Lowering;
use super::component::{SchemaRef, schema_pointer};
use super::view::View;
use crate::document::JsonType;
use openapiv3::{ReferenceOr, Schema};
use std::collections::HashSet;

/// How far `allOf`s may stand in one another, through references too.
const MAX_DEPTH: usize = 100;

/// What an `allOf` consists of.
#[derive(Default)]
pub(super) struct Flat<'d> {
    /// Everything that says something of a type, in document order, bases first.
    pub(super) parts: Vec<Part<'d>>,
    /// Every name that some part requires.
    pub(super) required: Vec<&'d str>,
    /// Where an `allOf` leads back to itself.
    pub(super) cycle: Option<String>,
    /// The names met.
    pub(super) seen: HashSet<&'d str>,
    /// The names on the way to the schema looked at.
    pub(super) open: Vec<&'d str>,
}

/// One of the schemas that must all hold.
#[derive(Clone)]
pub(super) struct Part<'d> {
    /// The schema that says it.
    pub(super) view: View<'d>,
    /// What of the schema is meant.
    pub(super) role: Role,
    /// The named schema it belongs to, if that is another than the one composed.
    pub(super) component: Option<&'d str>,
    /// Where it stands.
    pub(super) pointer: String,
}

/// What of a schema is meant.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// What it says itself.
    Own,
    /// Its `oneOf` or `anyOf`.
    Variants(&'static str),
}

impl<'d> Part<'d> {
    /// Whether it is about objects.
    pub(super) fn is_object(&self) -> bool {
        self.role == Role::Own && is_object(&self.view)
    }

    /// Whether it names members or says what their values are.
    pub(super) fn is_rich(&self) -> bool {
        self.is_object() && self.view.has_object_keywords()
    }

    /// Whether it says no more than `type`, and perhaps `format`.
    pub(super) fn is_bare(&self) -> bool {
        let view = &self.view;
        self.role == Role::Own
            && view.values.is_none()
            && view.items.is_none()
            && view.prefix_items().is_empty()
            && !view.has_object_keywords()
    }

    /// The entries of its `oneOf` or `anyOf`.
    pub(super) fn variants(&self) -> (&'static str, &'d [ReferenceOr<Schema>]) {
        match self.role {
            Role::Variants("oneOf") => ("oneOf", self.view.one_of),
            Role::Variants(keyword) => (keyword, self.view.any_of),
            Role::Own => ("oneOf", &[]),
        }
    }
}

/// Whether a schema, without the ones it combines, is about objects.
pub(super) fn is_object(view: &View<'_>) -> bool {
    view.values.is_none()
        && match view.types.as_slice() {
            [] => view.has_object_keywords(),
            [kind] => *kind == JsonType::Object,
            _ => false,
        }
}

/// Whether a schema, without the ones it combines, says no more than `type`.
pub(super) fn says_type_only(view: &View<'_>) -> bool {
    view.values.is_none()
        && view.items.is_none()
        && view.format.is_none()
        && view.prefix_items().is_empty()
        && !view.has_object_keywords()
}

impl<'d> Lowering<'d, '_> {
    /// What a schema consists of. `name` is its name, if it has one.
    pub(super) fn flatten(
        &self,
        view: &View<'d>,
        name: Option<&'d str>,
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
    pub(super) fn flatten_into(
        &self,
        schema: SchemaRef<'d>,
        component: Option<&'d str>,
        pointer: String,
        flat: &mut Flat<'d>,
    ) {
        match schema {
            SchemaRef::Inline(schema) => {
                let view = View::of(self.document, schema);
                self.flatten_view(&view, component, pointer, flat);
            }
            SchemaRef::Named(name) => {
                let Some((name, view)) = self.named_view(name) else {
                    return;
                };
                if flat.open.contains(&name) || flat.open.len() > MAX_DEPTH {
                    flat.cycle.get_or_insert(pointer);
                } else if flat.seen.insert(name) {
                    flat.open.push(name);
                    self.flatten_view(&view, Some(name), schema_pointer(name), flat);
                    flat.open.pop();
                }
            }
        }
    }

    fn flatten_view(
        &self,
        view: &View<'d>,
        component: Option<&'d str>,
        pointer: String,
        flat: &mut Flat<'d>,
    ) {
        for (index, entry) in view.all_of.iter().enumerate() {
            self.flatten_into(
                entry.into(),
                component,
                format!("{pointer}/allOf/{index}"),
                flat,
            );
        }
        for required in view.required {
            if !flat.required.contains(&required.as_str()) {
                flat.required.push(required);
            }
        }
        let part = |role| Part {
            view: view.clone(),
            role,
            component,
            pointer: pointer.clone(),
        };
        if !view.own_part_is_silent() {
            flat.parts.push(part(Role::Own));
        }
        for (keyword, entries) in [("oneOf", view.one_of), ("anyOf", view.any_of)] {
            match entries {
                [] => {}
                [only] => {
                    self.flatten_into(
                        only.into(),
                        component,
                        format!("{pointer}/{keyword}/0"),
                        flat,
                    );
                }
                _ if self.only_constrain(entries) => {}
                _ => flat.parts.push(part(Role::Variants(keyword))),
            }
        }
    }

    /// Whether the entries of a `oneOf` or `anyOf` say nothing of types: which members must be there, say.
    pub(super) fn only_constrain(&self, entries: &'d [ReferenceOr<Schema>]) -> bool {
        entries.iter().all(|entry| match entry {
            ReferenceOr::Reference { .. } => false,
            ReferenceOr::Item(schema) => {
                let view = View::of(self.document, schema);
                view.types.is_empty()
                    && view.values.is_none()
                    && view.items.is_none()
                    && view.properties.is_none()
                    && view.additional.is_none()
                    && view.prefix_items().is_empty()
                    && !view.is_composed()
            }
        })
    }

    /// The one schema that a schema merely stands for, with the keyword and the place it stands at: the only
    /// entry of an `allOf`, `oneOf` or `anyOf` that says something of a type.
    pub(super) fn sole(&self, view: &View<'d>) -> Option<(SchemaRef<'d>, &'static str, usize)> {
        if !says_type_only(view) {
            return None;
        }
        let mut found: Option<(SchemaRef<'d>, &'static str, usize)> = None;
        let lists = [
            ("allOf", view.all_of),
            ("oneOf", view.one_of),
            ("anyOf", view.any_of),
        ];
        for (keyword, entries) in lists {
            if keyword != "allOf" && entries.len() > 1 && !self.only_constrain(entries) {
                return None;
            }
            for (index, entry) in entries.iter().enumerate() {
                let entry = SchemaRef::from(entry);
                if self.is_silent(entry) || (keyword != "allOf" && entries.len() > 1) {
                    continue;
                }
                match found {
                    Some((other, ..)) if other != entry => return None,
                    Some(_) => {}
                    None => found = Some((entry, keyword, index)),
                }
            }
        }
        found
    }

    /// Whether a schema written in place says nothing of a type.
    pub(super) fn is_silent(&self, schema: SchemaRef<'d>) -> bool {
        match schema {
            SchemaRef::Named(_) => false,
            SchemaRef::Inline(schema) => {
                let view = View::of(self.document, schema);
                view.own_part_is_silent() && !view.is_composed()
            }
        }
    }
}
