//! Objects: their properties and additional properties.

use super::TypeBuilder;
use super::position::Position;
use super::read::all_of::{Flat, Subschema};
use super::read::objects::has_members;
use crate::api::{Additional, Shape, Struct, Type, TypeId};
use crate::diagnostic::Code;
use crate::document::{BooleanOrSchema, Schema, SchemaId};
use crate::limits::{ALL_OFS, FIELDS};
use crate::maps::IndexMap;

/// The schemas that describe each property, each with the index of the part that it stands in.
type Sources<'d> = IndexMap<&'d str, Vec<(SchemaId, usize)>>;

impl<'d> TypeBuilder<'d, '_> {
    /// The definition of a named schema that is plainly an object with members.
    pub(super) fn component_struct(
        &mut self,
        id: TypeId,
        view: &'d Schema,
        position: &Position<'_>,
    ) -> Shape {
        let flat = self
            .read
            .flatten(view, self.read.key(position), position.pointer());
        self.report_left_out(&flat);
        self.note_json_data(id, &flat, 0);
        Shape::Struct(self.structure(&flat, 0, position))
    }

    /// Reports an `allOf` that leads back to itself, or goes too deep.
    pub(super) fn report_left_out(&mut self, flat: &Flat<'d>) {
        if let Some(pointer) = &flat.cycle {
            self.warn(
                Code::ReferenceCycle,
                pointer,
                "`allOf` leads back to the schema it stands in: the entry is left out",
            )
            .advise("remove the entry");
        }
        if let Some(pointer) = &flat.deep {
            let message = format!(
                "more than {ALL_OFS} `allOf`s stand in one another, through references: the entry is left out"
            );
            self.warn(Code::LimitReached, pointer, message)
                .advise("let the schema combine what it consists of without so many steps between");
        }
    }

    /// The type of an object schema without compositions.
    pub(super) fn object(&mut self, view: &'d Schema, position: &Position<'_>) -> Type {
        let mut flat = Flat {
            parts: vec![Subschema {
                view,
                role: super::read::all_of::Role::Own,
                component: None,
                pointer: position.pointer(),
            }],
            ..Flat::default()
        };
        flat.required
            .extend(view.required.iter().map(String::as_str));
        self.object_of(&flat, 0, view, position)
    }

    /// Returns the type of objects that fulfil all the parts: a definition if they have properties, else a map. The
    /// last `loose` parts are those that only some of the objects fulfil.
    pub(super) fn object_of(
        &mut self,
        flat: &Flat<'d>,
        loose: usize,
        head: &'d Schema,
        position: &Position<'_>,
    ) -> Type {
        if has_members(flat) {
            let id = self.reserve(position);
            self.note_json_data(id, flat, loose);
            let shape = Shape::Struct(self.structure(flat, loose, position));
            let docs = self.read.type_docs(head);
            self.definitions.fill(id, docs, shape);
            return Type::Defined(id);
        }
        let values = match self.additional(flat, position) {
            Additional::Typed(ty) => ty,
            Additional::Unspecified | Additional::Forbidden => Type::Any,
        };
        Type::Map(Box::new(values))
    }

    /// Collects the properties and the additional properties of objects that fulfil all the parts. For `loose`, see
    /// [`object_of`](Self::object_of).
    pub(super) fn structure(
        &mut self,
        flat: &Flat<'d>,
        loose: usize,
        position: &Position<'_>,
    ) -> Struct {
        let certain = flat.parts.len().saturating_sub(loose);
        let mut sources = Sources::default();
        for (index, part) in flat.parts.iter().enumerate() {
            for (name, schema) in &part.view.properties {
                sources.entry(name).or_default().push((*schema, index));
            }
        }
        for name in &flat.required {
            sources.entry(name).or_default();
        }
        let mut additional = self.additional(flat, position);
        if sources.len() > FIELDS {
            let message = format!(
                "{} properties: the first {FIELDS} have a field, the others are among the additional ones",
                sources.len()
            );
            self.warn(Code::LimitReached, &position.pointer(), message)
                .advise("put properties that belong together into an object of their own");
            additional = Additional::Typed(Type::Any);
        }
        let mut members = Vec::new();
        for (name, sources) in sources.into_iter().take(FIELDS) {
            let required = self.is_required(name, flat, !sources.is_empty(), &additional);
            let is_loose = !sources.is_empty() && sources.iter().all(|(_, part)| *part >= certain);
            let sources: Vec<(SchemaId, &Subschema<'d>)> = sources
                .into_iter()
                .filter_map(|(schema, part)| Some((schema, flat.parts.get(part)?)))
                .collect();
            if sources
                .iter()
                .any(|(schema, _)| self.read.is_false(*schema))
            {
                continue;
            }
            members.push(self.member(name, &sources, required, is_loose, position));
        }
        Struct {
            members,
            additional,
        }
    }

    /// Returns the additional properties that the parts together allow: a stated type if any part has one, else what
    /// the last part says, if it says anything.
    fn additional(&mut self, flat: &Flat<'d>, position: &Position<'_>) -> Additional {
        let mut said = Vec::new();
        for part in flat.parts.iter().filter(|part| part.is_object()) {
            let root = self.read.part_root(part);
            let at = match part.component {
                Some(_) => Position::named(&part.pointer, &root, position.depth + 1),
                None => position.moved(&part.pointer),
            };
            said.push(self.part_additional(part.view, &at));
        }
        if let Some(typed) = said
            .iter()
            .find(|one| matches!(one, Additional::Typed(ty) if *ty != Type::Any))
        {
            return typed.clone();
        }
        // A base type that forbids the properties which its subtypes add is meant to forbid only the other ones.
        match said.pop() {
            Some(Additional::Unspecified) | None => said
                .into_iter()
                .find(|one| matches!(one, Additional::Typed(_)))
                .unwrap_or_default(),
            Some(last) => last,
        }
    }

    fn part_additional(&mut self, view: &'d Schema, position: &Position<'_>) -> Additional {
        let mut types: Vec<Type> = Vec::new();
        for (pattern, schema) in &view.json_schema.pattern_properties {
            types.push(self.element(*schema, &position.pattern(pattern)));
        }
        let forbidden = match (
            view.additional_properties,
            view.json_schema.unevaluated_properties,
        ) {
            (Some(BooleanOrSchema::Boolean(allowed)), _) => {
                if allowed {
                    types.push(Type::Any);
                }
                !allowed
            }
            (Some(BooleanOrSchema::Schema(schema)), _) => {
                if self.read.is_false(schema) {
                    true
                } else {
                    types.push(self.element(schema, &position.values()));
                    false
                }
            }
            // Which properties other keywords have evaluated is not known here, so none is forbidden.
            (None, Some(BooleanOrSchema::Boolean(allowed))) => {
                if allowed {
                    types.push(Type::Any);
                }
                false
            }
            (None, Some(BooleanOrSchema::Schema(schema))) => {
                types.push(self.element(schema, &position.other_values()));
                false
            }
            (None, None) => false,
        };
        match types.split_first() {
            None if forbidden => Additional::Forbidden,
            None => Additional::Unspecified,
            Some((first, rest)) if rest.iter().all(|ty| ty == first) => {
                Additional::Typed(first.clone())
            }
            Some(_) => Additional::Typed(Type::Any),
        }
    }
}
