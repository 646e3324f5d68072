//! What is said of the use of a type.

use super::TypeBuilder;
use crate::api::{Constraints, Docs, Origin, Root, Type};
use crate::document::SchemaId;
use crate::lower::extension_names;

impl<'d> TypeBuilder<'d, '_> {
    /// What is said of the use of a type: by the schema used, and by the schemas it leads to as long as those
    /// have no definition of their own to carry what they say.
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
            // A named schema says what it is called itself, not what it is used for.
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
