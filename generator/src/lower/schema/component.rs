//! Named schemas: become definitions of their own, or stand for other types. A schema may refer to itself.

use super::TypeBuilder;
use super::nullable::nullable;
use super::position::Position;
use super::read::schema_pointer;
use crate::api::{Docs, Root, Shape, Type, TypeId};
use crate::diagnostic::Code;
use crate::document::{Schema, SchemaId};
use crate::limits::SCHEMAS;

/// The state of a named schema during lowering: still open, or the type that it stands for.
pub(super) enum Resolution {
    /// The schema is being lowered. `id` is the id of its definition, once one is reserved; `used` tells whether a
    /// recursive reference relies on that definition.
    Open { id: Option<TypeId>, used: bool },
    /// The schema is lowered, and stands for this type.
    Done(Type),
}

impl Resolution {
    /// The type that it stands for.
    pub(super) fn done(self) -> Option<Type> {
        match self {
            Self::Done(ty) => Some(ty),
            Self::Open { .. } => None,
        }
    }
}

impl<'d> TypeBuilder<'d, '_> {
    /// Lowers every named schema.
    pub(in crate::lower) fn all_components(&mut self) {
        for (name, id) in self.read.schemas.all_named() {
            let pointer = schema_pointer(name);
            let root = Root::Component(name.to_owned());
            self.component(id, &Position::start(&pointer, &root));
            self.drain();
        }
    }

    /// Fills in the definitions that wait for it.
    pub(in crate::lower) fn drain(&mut self) {
        while let Some((id, schema)) = self.queue.pop_front() {
            let (name, view) = self.read.target(schema);
            let name = name.unwrap_or_default();
            let pointer = schema_pointer(name);
            let root = Root::Component(name.to_owned());
            let position = Position::named(&pointer, &root, 0);
            let shape = self.component_struct(id, view, &position);
            let docs = self.read.type_docs(view);
            self.definitions.fill(id, docs, shape);
        }
    }

    /// The type that a named schema stands for. `position` is where it is used.
    pub(super) fn component(&mut self, schema: SchemaId, position: &Position<'_>) -> Type {
        let schema = self.read.schemas.target(schema);
        let (name, view) = self.read.target(schema);
        let name = name.unwrap_or_default();
        match self.resolved.get(&schema) {
            Some(Resolution::Done(ty)) => return ty.clone(),
            Some(Resolution::Open { .. }) => return self.recursion(schema, name, view),
            None => {}
        }
        if position.depth > SCHEMAS {
            return self.too_deep(position);
        }
        let pointer = schema_pointer(name);
        let root = Root::Component(name.to_owned());
        let own = Position::named(&pointer, &root, position.depth + 1);
        if let Some(ty) = self.replaced_at(&own, view) {
            let ty = nullable(ty, view.nullable);
            self.resolved.insert(schema, Resolution::Done(ty.clone()));
            return ty;
        }
        let subtypes = self.read.subtypes(schema, view);
        if !subtypes.is_empty() && self.read.is_struct(view, &own) {
            return self.hierarchy(schema, &subtypes, &own);
        }
        if self.read.is_struct(view, &own) {
            let id = self.definitions.slot(own.origin());
            let ty = nullable(Type::Defined(id), view.nullable);
            self.resolved.insert(schema, Resolution::Done(ty.clone()));
            self.queue.push_back((id, schema));
            return ty;
        }
        let open = Resolution::Open {
            id: None,
            used: false,
        };
        self.resolved.insert(schema, open);
        let ty = self.view(view, &own);
        let ty = self.close(schema, name, ty, view, &own);
        self.resolved.insert(schema, Resolution::Done(ty.clone()));
        ty
    }

    /// Returns the type of a named schema that is met again while it is being lowered: its definition, whose place is
    /// reserved if none is yet.
    fn recursion(&mut self, schema: SchemaId, name: &'d str, view: &'d Schema) -> Type {
        let id = match self.resolved.get(&schema) {
            Some(Resolution::Open { id: Some(id), .. }) => *id,
            _ => self.definitions.slot(crate::api::Origin {
                root: Root::Component(name.to_owned()),
                steps: Vec::new(),
            }),
        };
        let open = Resolution::Open {
            id: Some(id),
            used: true,
        };
        self.resolved.insert(schema, open);
        nullable(Type::Defined(id), view.nullable)
    }

    /// Finishes a named schema that was open. If a recursive reference already relies on its definition, and the
    /// definition has no shape yet, it becomes a newtype of the schema's type.
    fn close(
        &mut self,
        schema: SchemaId,
        name: &'d str,
        ty: Type,
        view: &'d Schema,
        position: &Position<'_>,
    ) -> Type {
        let Some(Resolution::Open {
            id: Some(id),
            used: true,
        }) = self.resolved.get(&schema)
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
            let pointer = position.pointer();
            self.warn(
                Code::ReferenceCycle,
                &pointer,
                format!("the schema `{name}` stands for itself: any value is accepted"),
            )
            .advise("give it a type");
            Type::Any
        } else {
            inner
        };
        let docs = self.read.type_docs(view);
        self.definitions.fill(id, docs, Shape::Newtype(inner));
        nullable(Type::Defined(id), null)
    }

    /// The place of the definition that stands at a position.
    pub(super) fn reserve(&mut self, position: &Position<'_>) -> TypeId {
        let component = position
            .component()
            .and_then(|name| self.read.schemas.named(name));
        if let Some(schema) = component {
            match self.resolved.get_mut(&schema) {
                Some(Resolution::Open { id: Some(id), .. })
                    if self.definitions.shape(*id).is_none() =>
                {
                    return *id;
                }
                Some(Resolution::Open { id, .. }) => {
                    let new = self.definitions.slot(position.origin());
                    *id = Some(new);
                    return new;
                }
                _ => {}
            }
        }
        self.definitions.slot(position.origin())
    }

    /// Defines a type at a position.
    pub(super) fn define(&mut self, position: &Position<'_>, docs: Docs, shape: Shape) -> Type {
        let id = self.reserve(position);
        self.definitions.fill(id, docs, shape);
        Type::Defined(id)
    }
}
