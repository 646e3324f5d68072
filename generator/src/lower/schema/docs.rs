//! The documentation of the place where a type is used, such as a property or a variant.

use super::TypeBuilder;
use crate::api::{Constraints, Docs, Origin, Root, Type};
use crate::document::SchemaId;
use crate::lower::extension_names;

impl<'d> TypeBuilder<'d, '_> {
    /// Collects the documentation for a place where a type is used, from the schema there and from the schemas that it
    /// merely stands for. It stops at the first named schema whose definition is `ty`, because that definition carries
    /// its own documentation.
    pub(in crate::lower) fn use_docs(&self, schema: SchemaId, ty: &Type) -> Docs {
        let mut docs = Docs::default();
        for (name, view) in self.read.chain(schema) {
            if name.is_some_and(|name| self.is_defined_as(ty, name)) {
                break;
            }
            let more = self.read.type_docs(view);
            docs.summary = docs.summary.or(more.summary);
            docs.description = docs.description.or(more.description);
            docs.format = docs.format.or(more.format);
            Constraints::merge(&mut docs.constraints, more.constraints);
            docs.deprecated |= more.deprecated;
            // A name in a named schema is a name for its type, not for the place where it is used.
            if docs.name.is_none() && name.is_none() {
                docs.name = extension_names::of_use(&view.extensions);
            }
            for note in more.notes {
                if !docs.notes.contains(&note) {
                    docs.notes.push(note);
                }
            }
        }
        docs
    }

    /// Whether a type is, or holds, the definition of a named schema.
    fn is_defined_as(&self, ty: &Type, name: &str) -> bool {
        match ty {
            Type::Defined(id) => self.definitions.origin(*id).is_some_and(|origin| {
                matches!(origin, Origin { root: Root::Component(root), steps } if root == name && steps.is_empty())
            }),
            Type::Nullable(inner) => self.is_defined_as(inner, name),
            _ => false,
        }
    }
}
