//! The type of a schema by its `type`, and where it has none.

use super::TypeBuilder;
use super::nullable::nullable;
use super::position::Position;
use super::read::format;
use super::read::json_type::kind_name;
use crate::api::{Shape, Type, Union, Variant};
use crate::diagnostic::Code;
use crate::document::{JsonType, Schema, SchemaId};
use crate::limits::SCHEMAS;

/// Reduces a nullable [`Type::Any`] to [`Type::Any`], which includes null: only a property distinguishes the two, by
/// its presence.
fn element(ty: Type) -> Type {
    match ty {
        Type::Nullable(inner) if *inner == Type::Any => Type::Any,
        other => other,
    }
}

impl<'d> TypeBuilder<'d, '_> {
    /// The type of a schema that stands at a position, or is referred to there.
    pub(in crate::lower) fn schema(&mut self, schema: SchemaId, position: &Position<'_>) -> Type {
        if self.read.schemas.name(schema).is_some() {
            return self.component(schema, position);
        }
        if let Some(ty) = self.inline.get(&schema) {
            return ty.clone();
        }
        if position.depth > SCHEMAS {
            return self.too_deep(position);
        }
        let ty = self.view(self.read.schemas.get(schema), position);
        self.inline.insert(schema, ty.clone());
        ty
    }

    /// As [`schema`](Self::schema), for values that are not properties, such as items and bodies: a nullable type of
    /// any value is just any value.
    pub(in crate::lower) fn element(&mut self, schema: SchemaId, position: &Position<'_>) -> Type {
        element(self.schema(schema, position))
    }

    pub(super) fn too_deep(&mut self, position: &Position<'_>) -> Type {
        let pointer = position.pointer();
        self.warn(
            Code::LimitReached,
            &pointer,
            format!("more than {SCHEMAS} schemas stand in one another: any value is accepted here"),
        )
        .advise("give one of the schemas around it a name and a type of its own");
        Type::Any
    }

    /// The type of a schema.
    pub(super) fn view(&mut self, view: &'d Schema, position: &Position<'_>) -> Type {
        let ty = self.view_without_null(view, position);
        nullable(ty, view.nullable)
    }

    fn view_without_null(&mut self, view: &'d Schema, position: &Position<'_>) -> Type {
        if let Some(ty) = self.replaced_at(position, view) {
            return ty;
        }
        if view.boolean.is_some() {
            return Type::Any;
        }
        if view.values().is_some() {
            return self.enumeration(view, position);
        }
        if view.is_composed() {
            return self.compose(view, position);
        }
        self.own(view, position)
    }

    /// Returns the type of a schema from its own keywords, without the schemas that it combines.
    pub(super) fn own(&mut self, view: &'d Schema, position: &Position<'_>) -> Type {
        let widened = format::widened(view);
        let ty = match widened.as_deref().unwrap_or(&view.types) {
            [] => self.untyped(view, position),
            [kind] => self.kind(*kind, view, position),
            several => self.several(several, view, position),
        };
        self.replaced_by_format(ty, view)
    }

    /// Returns the type that a schema gives to values of one JSON type.
    pub(super) fn kind(
        &mut self,
        kind: JsonType,
        view: &'d Schema,
        position: &Position<'_>,
    ) -> Type {
        match kind {
            JsonType::Null => Type::Null,
            JsonType::Boolean => Type::Boolean,
            JsonType::Integer => Type::Integer(format::integer(view)),
            JsonType::Number => Type::Number(format::number(view)),
            JsonType::String => format::string(view),
            JsonType::Array => self.array(view, position),
            JsonType::Object => self.object(view, position),
        }
    }

    fn array(&mut self, view: &'d Schema, position: &Position<'_>) -> Type {
        if !view.json_schema.prefix_items.is_empty() {
            return self.tuple(view, position);
        }
        let items = match view.items {
            Some(items) => self.element(items, &position.items()),
            None => Type::Any,
        };
        match self.delimiter(view, position) {
            Some(delimiter) => Type::Delimited(Box::new(items), delimiter),
            None => Type::Array(Box::new(items)),
        }
    }

    /// Returns the delimiter of an array that is sent as one string, from the extension `x-jackfield-delimiter` (one
    /// character). OpenAPI has such delimiters for parameters only.
    fn delimiter(&mut self, view: &'d Schema, position: &Position<'_>) -> Option<char> {
        let said = view.extensions.get("x-jackfield-delimiter")?;
        let mut chars = said.as_str().unwrap_or_default().chars();
        match (chars.next(), chars.next()) {
            (Some(delimiter), None) => Some(delimiter),
            _ => {
                self.warn(
                    Code::ExtensionInvalid,
                    &format!("{}/x-jackfield-delimiter", position.pointer()),
                    "`x-jackfield-delimiter` is one character",
                );
                None
            }
        }
    }

    /// Returns the union of the types that a schema gives for each of several JSON types.
    fn several(&mut self, kinds: &[JsonType], view: &'d Schema, position: &Position<'_>) -> Type {
        let kinds: Vec<JsonType> = kinds
            .iter()
            .copied()
            .filter(|kind| *kind != JsonType::Null)
            .filter(|kind| *kind != JsonType::Integer || !kinds.contains(&JsonType::Number))
            .collect();
        if let [kind] = kinds.as_slice() {
            return self.kind(*kind, view, position);
        }
        // All JSON types: `number` includes `integer`.
        if kinds.len() >= 5 {
            return Type::Any;
        }
        let id = self.reserve(position);
        let mut variants = Vec::new();
        for (index, kind) in kinds.into_iter().enumerate() {
            let name = kind_name(kind);
            let position = position.kind(index, name);
            variants.push(Variant {
                name: Some(name.to_owned()),
                docs: self.read.asked_docs(view),
                ty: self.kind(kind, view, &position),
                is_beyond_type: !view.types.is_empty() && !says(view, kind),
            });
        }
        let docs = self.read.type_docs(view);
        let union = Union {
            variants,
            discriminator: None,
            open: false,
        };
        self.definitions.fill(id, docs, Shape::Union(union));
        Type::Defined(id)
    }

    /// Returns the type of a schema without `type`. A keyword constrains values of one JSON type only, so values of
    /// every other JSON type are valid too. Only a schema that names properties is taken to mean objects for certain.
    fn untyped(&mut self, view: &'d Schema, position: &Position<'_>) -> Type {
        let Some(kind) = format::implied(view) else {
            return Type::Any;
        };
        if !view.properties.is_empty() {
            return self.object(view, position);
        }
        let id = self.reserve(position);
        let name = kind_name(kind);
        let ty = match kind {
            JsonType::Array | JsonType::Object => self.kind(kind, view, &position.kind(0, name)),
            _ => Type::Any,
        };
        if says_nothing(&ty) {
            return Type::Any;
        }
        let docs = self.read.type_docs(view);
        let union = Union {
            variants: vec![Variant {
                name: Some(name.to_owned()),
                docs: self.read.asked_docs(view),
                ty,
                is_beyond_type: false,
            }],
            discriminator: None,
            open: true,
        };
        self.definitions.fill(id, docs, Shape::Union(union));
        self.untyped.insert(id);
        Type::Defined(id)
    }

    /// Returns the type that a schema without `type` has in a place where the JSON type that its keywords apply to is
    /// certain: the only variant of its union. Other types are returned as they are.
    pub(in crate::lower) fn typed(&self, ty: Type) -> Type {
        if let Type::Defined(id) = &ty
            && let Some(Shape::Union(union)) = self.shape(*id)
            && self.untyped.contains(id)
            && let [only] = union.variants.as_slice()
        {
            return only.ty.clone();
        }
        ty
    }
}

/// Whether the `type` of a schema includes a JSON type; `number` includes `integer`.
fn says(view: &Schema, kind: JsonType) -> bool {
    let mut types = view.types.iter();
    types.any(|said| *said == kind || (*said, kind) == (JsonType::Number, JsonType::Integer))
}

/// Whether a type admits every value of its JSON type.
fn says_nothing(ty: &Type) -> bool {
    match ty {
        Type::Any => true,
        Type::Array(inner) | Type::Map(inner) => **inner == Type::Any,
        _ => false,
    }
}
