//! Names for the variants of unions.

use super::json_type::kind_name;
use super::{Reader, docs};
use crate::document::{JsonType, Schema, SchemaId};

impl<'d> Reader<'d> {
    /// A name for a variant: of the component it refers to, its title, or what its discriminator says.
    pub(in crate::lower::schema) fn variant_name(
        &self,
        schema: SchemaId,
        head: &'d Schema,
    ) -> Option<String> {
        if let Some(name) = self.schemas.name(schema) {
            return Some(name.to_owned());
        }
        let view = self.schemas.get(schema);
        if let Some(title) = docs::text(view.title.as_ref()) {
            return Some(title);
        }
        if let Some((sole, _, _)) = self.sole(view)
            && let Some(name) = self.schemas.name(sole)
        {
            return Some(name.to_owned());
        }
        if let Some(discriminator) = &head.discriminator
            && let [value] = self
                .member_values(schema, &discriminator.property_name)
                .as_slice()
        {
            return Some(value.clone());
        }
        if let Some([value]) = view.values() {
            return value.as_str().map(str::to_owned);
        }
        let mut constants = view.properties.keys().filter_map(|name| {
            match self.member_values(schema, name).as_slice() {
                [value] => Some(value.clone()),
                _ => None,
            }
        });
        if let Some(value) = constants.next() {
            return Some(value);
        }
        match &*view.types {
            [kind] if *kind != JsonType::Object => Some(kind_name(*kind).to_owned()),
            _ => match view.required.as_slice() {
                [only] => Some(only.clone()),
                _ => None,
            },
        }
    }
}
