//! Named schemas: which become definitions and which stand for another type, also where they recur.

use super::Lowering;
use super::nullable::nullable;
use super::site::{MAX_DEPTH, Site};
use super::view::View;
use crate::api::{Docs, Root, Shape, Type, TypeId};
use crate::diagnostic::push_step;
use openapiv3::{ReferenceOr, Schema};

/// What a named schema has become.
pub(super) enum Resolution {
    /// It is being lowered. `id` is its place, once it has one; `used` tells whether anybody relies on it.
    Open { id: Option<TypeId>, used: bool },
    /// It stands for this type.
    Done(Type),
}

/// A schema, or the name of one.
#[derive(Clone, Copy)]
pub(super) enum SchemaRef<'d> {
    /// The name of a schema.
    Named(&'d str),
    /// A schema.
    Inline(&'d Schema),
}

impl<'d> From<&'d ReferenceOr<Schema>> for SchemaRef<'d> {
    fn from(schema: &'d ReferenceOr<Schema>) -> Self {
        match schema {
            ReferenceOr::Reference { reference } => Self::Named(last_segment(reference)),
            ReferenceOr::Item(schema) => Self::Inline(schema),
        }
    }
}

impl<'d> From<&'d ReferenceOr<Box<Schema>>> for SchemaRef<'d> {
    fn from(schema: &'d ReferenceOr<Box<Schema>>) -> Self {
        match schema {
            ReferenceOr::Reference { reference } => Self::Named(last_segment(reference)),
            ReferenceOr::Item(schema) => Self::Inline(schema),
        }
    }
}

impl PartialEq for SchemaRef<'_> {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Named(a), Self::Named(b)) => a == b,
            (Self::Inline(a), Self::Inline(b)) => std::ptr::eq(*a, *b) || a == b,
            _ => false,
        }
    }
}

/// The name that a reference into the components ends with. It may itself hold slashes: names are not escaped.
pub(super) fn last_segment(reference: &str) -> &str {
    let name = reference
        .strip_prefix("#/components/")
        .and_then(|rest| rest.split_once('/'));
    match name {
        Some((_kind, name)) => name,
        None => reference.rsplit('/').next().unwrap_or(reference),
    }
}

/// The pointer to a named schema.
pub(super) fn schema_pointer(name: &str) -> String {
    let mut pointer = "/components/schemas".to_owned();
    push_step(&mut pointer, name);
    pointer
}

/// How many names may stand for one another before it counts as a mistake.
const MAX_ALIASES: usize = 64;

impl<'d> Lowering<'d, '_> {
    /// Lowers every named schema.
    pub(super) fn all_components(&mut self) {
        for name in self.components.schemas.keys() {
            let pointer = schema_pointer(name);
            let root = Root::Component(name.clone());
            self.component(name, &Site::start(&pointer, &root));
            self.drain();
        }
    }

    /// Fills in the definitions that wait for it.
    pub(super) fn drain(&mut self) {
        while let Some((id, name)) = self.queue.pop_front() {
            let Some((name, view)) = self.named_view(name) else {
                continue;
            };
            let pointer = schema_pointer(name);
            let root = Root::Component(name.to_owned());
            let site = Site::named(&pointer, &root, 0);
            let shape = self.component_struct(&view, &site);
            let docs = self.type_docs(&view);
            self.fill(id, docs, shape);
        }
    }

    /// The schema that a name leads to, through names that stand for one another, and the last of those names.
    pub(super) fn named_view(&self, name: &str) -> Option<(&'d str, View<'d>)> {
        let mut name = name;
        for _ in 0..MAX_ALIASES {
            let (key, schema) = self.components.schemas.get_key_value(name)?;
            match schema {
                ReferenceOr::Reference { reference } => name = last_segment(reference),
                ReferenceOr::Item(schema) => return Some((key, View::of(self.document, schema))),
            }
        }
        None
    }

    /// The schema itself or the one that its name leads to, and the last name on the way.
    pub(super) fn target(&self, schema: SchemaRef<'d>) -> Option<(Option<&'d str>, View<'d>)> {
        match schema {
            SchemaRef::Inline(schema) => Some((None, View::of(self.document, schema))),
            SchemaRef::Named(name) => {
                let (name, view) = self.named_view(name)?;
                Some((Some(name), view))
            }
        }
    }

    /// The type that a name stands for. `site` is where it is used.
    pub(super) fn component(&mut self, name: &'d str, site: &Site<'_>) -> Type {
        let Some((name, view)) = self.named_view(name) else {
            let pointer = site.pointer();
            self.warn(
                &pointer,
                format!("there is no schema named `{name}`: any value is accepted"),
            )
            .advise("correct the name, or add the schema to the components");
            return Type::Any;
        };
        match self.resolved.get(name) {
            Some(Resolution::Done(ty)) => return ty.clone(),
            Some(Resolution::Open { .. }) => return self.recursion(name, &view),
            None => {}
        }
        if site.depth > MAX_DEPTH {
            return self.too_deep(site);
        }
        let pointer = schema_pointer(name);
        let root = Root::Component(name.to_owned());
        let own = Site::named(&pointer, &root, site.depth + 1);
        let heirs = self.heirs(name, &view);
        if !heirs.is_empty() && self.is_struct(&view, &own) {
            return self.hierarchy(name, &view, &heirs, &own);
        }
        if self.is_struct(&view, &own) {
            let id = self.slot(own.origin());
            let ty = nullable(Type::Defined(id), view.nullable());
            self.resolved.insert(name, Resolution::Done(ty.clone()));
            self.queue.push_back((id, name));
            return ty;
        }
        let open = Resolution::Open {
            id: None,
            used: false,
        };
        self.resolved.insert(name, open);
        let ty = self.view(&view, &own);
        let ty = self.close(name, ty, &view, &own);
        self.resolved.insert(name, Resolution::Done(ty.clone()));
        ty
    }

    /// The type of a name that is met while it is being lowered.
    fn recursion(&mut self, name: &'d str, view: &View<'d>) -> Type {
        let id = match self.resolved.get(name) {
            Some(Resolution::Open { id: Some(id), .. }) => *id,
            _ => self.slot(crate::api::Origin {
                root: Root::Component(name.to_owned()),
                steps: Vec::new(),
            }),
        };
        let open = Resolution::Open {
            id: Some(id),
            used: true,
        };
        self.resolved.insert(name, open);
        nullable(Type::Defined(id), view.nullable())
    }

    /// Settles what a name stands for: if something already relies on a definition, there must be one.
    fn close(&mut self, name: &'d str, ty: Type, view: &View<'d>, site: &Site<'_>) -> Type {
        let Some(Resolution::Open {
            id: Some(id),
            used: true,
        }) = self.resolved.get(name)
        else {
            return ty;
        };
        let id = *id;
        if self.shape(id).is_some() {
            return ty;
        }
        let (inner, null) = match ty {
            Type::Nullable(inner) => (*inner, true),
            other => (other, false),
        };
        let inner = if inner == Type::Defined(id) {
            let pointer = site.pointer();
            self.warn(
                &pointer,
                format!("the schema `{name}` stands for itself: any value is accepted"),
            )
            .advise("give it a type");
            Type::Any
        } else {
            inner
        };
        let docs = self.type_docs(view);
        self.fill(id, docs, Shape::Newtype(inner));
        nullable(Type::Defined(id), null)
    }

    /// The place of the definition that stands at a site.
    pub(super) fn reserve(&mut self, site: &Site<'_>) -> TypeId {
        let component = site
            .component()
            .and_then(|name| self.components.schemas.get_key_value(name));
        if let Some((name, _)) = component {
            match self.resolved.get_mut(name.as_str()) {
                Some(Resolution::Open { id: Some(id), .. })
                    if self
                        .slots
                        .get(id.0)
                        .is_some_and(|slot| slot.shape.is_none()) =>
                {
                    return *id;
                }
                Some(Resolution::Open { id, .. }) => {
                    let new = TypeId(self.slots.len());
                    *id = Some(new);
                }
                _ => {}
            }
        }
        self.slot(site.origin())
    }

    /// Defines a type at a site.
    pub(super) fn define(&mut self, site: &Site<'_>, docs: Docs, shape: Shape) -> Type {
        let id = self.reserve(site);
        self.fill(id, docs, shape);
        Type::Defined(id)
    }
}
