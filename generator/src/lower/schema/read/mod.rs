//! Questions about the schemas of a document. Nothing here makes a type, and nothing changes.

pub(super) mod all_of;
pub(in crate::lower) mod bytes;
pub(in crate::lower) mod docs;
pub(in crate::lower) mod format;
pub(super) mod json_type;
pub(super) mod objects;
pub(super) mod references;

mod choices;
mod constraints;
mod content;
mod subtypes;
mod variant_name;
mod variant_shape;
mod xml;

use crate::diagnostic::push_step;
use crate::document::Schemas;
use crate::maps::HashSet;
use std::cell::OnceCell;
use subtypes::Subtypes;

/// Reads the schemas of a document.
pub(in crate::lower) struct Reader<'d> {
    /// The schemas.
    pub(in crate::lower) schemas: &'d Schemas,
    /// The direct subtypes of each named schema, found when they are first needed.
    direct_subtypes: OnceCell<Subtypes>,
    /// The properties that discriminators name, found when they are first needed.
    discriminators: OnceCell<HashSet<&'d str>>,
}

impl<'d> Reader<'d> {
    /// A reader of some schemas.
    pub(in crate::lower) fn new(schemas: &'d Schemas) -> Self {
        Self {
            schemas,
            direct_subtypes: OnceCell::new(),
            discriminators: OnceCell::new(),
        }
    }

    /// Whether a discriminator somewhere in the document names a property.
    pub(in crate::lower::schema) fn is_discriminator(&self, name: &str) -> bool {
        let names = self.discriminators.get_or_init(|| {
            let schemas = self.schemas.all();
            let said = schemas.filter_map(|view| view.discriminator.as_ref());
            said.map(|said| said.property_name.as_str()).collect()
        });
        names.contains(name)
    }
}

/// The pointer to a named schema.
pub(in crate::lower::schema) fn schema_pointer(name: &str) -> String {
    let mut pointer = "/components/schemas".to_owned();
    push_step(&mut pointer, name);
    pointer
}
