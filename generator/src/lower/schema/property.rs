//! Properties of objects, each made from all the schemas that describe it.

use super::TypeBuilder;
use super::nullable::{nullable, split_null};
use super::position::Position;
use super::read::all_of::Subschema;
use super::read::docs;
use crate::api::{Access, Constraints, Docs, Member, Presence, Text, Type, Xml};
use crate::document::SchemaId;
use serde_json::Value;

impl<'d> TypeBuilder<'d, '_> {
    /// Lowers a property. `sources` are the schemas that describe it, each with the part that it stands in; there are
    /// none if `required` alone names the property. All of them must hold, unless `loose` is set: then any one of them
    /// may.
    pub(super) fn member(
        &mut self,
        name: &'d str,
        sources: &[(SchemaId, &Subschema<'d>)],
        required: bool,
        loose: bool,
        position: &Position<'_>,
    ) -> Member {
        let ty = self.member_type(name, sources, loose, position);
        let (mut ty, null) = split_null(ty);
        let presence = match (required, null) {
            (true, false) => Presence::Required,
            (true, true) => Presence::RequiredNullable,
            // A type that includes null without being nullable: a value of null and an absent property are still
            // different.
            (false, false) if self.admits_null(&ty) => Presence::OptionalNullable,
            (false, false) => Presence::Optional,
            (false, true) => Presence::OptionalNullable,
        };
        let (access, default) = self.access_and_default(sources);
        let is_bytes = || {
            sources
                .iter()
                .any(|(schema, _)| self.read.is_bytes(*schema))
        };
        if access == Access::WriteOnly && ty == Type::String(Text::Plain) && !is_bytes() {
            ty = Type::String(Text::Secret);
        }
        let mut said = Docs::default();
        for (schema, _) in sources.iter().rev() {
            merge(&mut said, self.use_docs(*schema, &ty));
        }
        said.notes.extend(default.as_ref().map(docs::default));
        Member {
            name: name.to_owned(),
            docs: said,
            ty,
            is_file: false,
            presence,
            access,
            default,
            example: self.member_example(sources),
            xml: self.member_xml(sources),
        }
    }

    /// Returns the first example that is a short scalar or a short list of scalars.
    fn member_example(&self, sources: &[(SchemaId, &Subschema<'d>)]) -> Option<Box<Value>> {
        let mut views = sources
            .iter()
            .flat_map(|(schema, _)| self.read.chain(*schema))
            .flat_map(|(_, view)| &view.examples);
        views.find(|value| is_short(value)).cloned().map(Box::new)
    }

    /// Returns the XML form of a property, from the first of its schemas that states one.
    fn member_xml(&self, sources: &[(SchemaId, &Subschema<'d>)]) -> Option<Box<Xml>> {
        let mut said = sources
            .iter()
            .filter_map(|(schema, _)| self.read.xml(*schema));
        said.next().map(Box::new)
    }

    /// Whether a type that is not nullable still admits null: it is the null type, or it stands for a schema without
    /// `type`, which admits values of every JSON type.
    fn admits_null(&self, ty: &Type) -> bool {
        *ty == Type::Null || self.typed(ty.clone()) != *ty
    }

    fn member_type(
        &mut self,
        name: &'d str,
        sources: &[(SchemaId, &Subschema<'d>)],
        loose: bool,
        position: &Position<'_>,
    ) -> Type {
        let mut distinct: Vec<(SchemaId, &Subschema<'d>)> = Vec::new();
        for (schema, part) in sources {
            if !distinct
                .iter()
                .any(|(known, _)| self.read.schemas.alike(*known, *schema))
                && !self.read.is_silent(*schema)
            {
                distinct.push((*schema, part));
            }
        }
        if distinct.is_empty() {
            let null = sources
                .iter()
                .any(|(schema, _)| self.read.schemas.get(*schema).nullable);
            return nullable(Type::Any, null);
        }
        if distinct.len() > 1 && !loose {
            if let Some(schema) = self.read.covering(&distinct) {
                return self.schema(schema, &position.member(name));
            }
            if let Some(head) = self.refinement(&distinct) {
                return self.refined(name, &distinct, head, position);
            }
        }
        let mut result: Option<Type> = None;
        for (schema, part) in &distinct {
            let root = self.read.part_root(part);
            let at = match part.component {
                Some(_) => Position::named(&part.pointer, &root, position.depth),
                None => position.moved(&part.pointer),
            };
            let at = at.member(name);
            let ty = self.schema(*schema, &at);
            result = Some(match result {
                None => ty,
                Some(known) if loose => self.widen(known, ty),
                Some(known) => {
                    let pointer = at.pointer();
                    self.narrow(known, ty, &pointer)
                }
            });
        }
        result.unwrap_or(Type::Any)
    }

    /// Returns whether a property belongs to requests or responses only, and its default. Either flag counts if any
    /// schema sets it; of several defaults, the last schema's counts.
    fn access_and_default(
        &self,
        sources: &[(SchemaId, &Subschema<'d>)],
    ) -> (Access, Option<Value>) {
        let (mut read_only, mut write_only, mut default) = (false, false, None);
        for (schema, _) in sources.iter().rev() {
            for (_, view) in self.read.chain(*schema) {
                read_only |= view.read_only;
                write_only |= view.write_only;
                if default.is_none() {
                    default.clone_from(&view.default);
                }
            }
        }
        let access = match (read_only, write_only) {
            (true, false) => Access::ReadOnly,
            (false, true) => Access::WriteOnly,
            _ => Access::ReadWrite,
        };
        (access, default)
    }
}

/// Whether a value is a scalar that fits on a line, or a list of a few such scalars.
pub(in crate::lower) fn is_short(value: &Value) -> bool {
    match value {
        Value::String(text) => text.len() <= 200,
        Value::Array(items) => {
            items.len() <= 8 && items.iter().all(|item| !item.is_array() && is_short(item))
        }
        Value::Bool(_) | Value::Number(_) => true,
        Value::Null | Value::Object(_) => false,
    }
}

/// Fills the gaps of `docs` from `more`: texts that are missing, and constraints and notes that are not there yet.
pub(in crate::lower) fn merge(docs: &mut Docs, more: Docs) {
    if docs.description.is_none() {
        docs.description = more.description;
    }
    if docs.summary.is_none() {
        docs.summary = more.summary;
    }
    if docs.format.is_none() {
        docs.format = more.format;
    }
    Constraints::merge(&mut docs.constraints, more.constraints);
    docs.deprecated |= more.deprecated;
    if docs.name.is_none() {
        docs.name = more.name;
    }
    for note in more.notes {
        if !docs.notes.contains(&note) {
            docs.notes.push(note);
        }
    }
}
