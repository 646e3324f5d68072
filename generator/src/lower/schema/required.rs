//! Names that `required` lists and no schema describes.

use super::TypeBuilder;
use super::read::all_of::{Flat, Subschema};
use crate::api::{Additional, Type};
use crate::diagnostic::{Code, push_step};

impl<'d> TypeBuilder<'d, '_> {
    /// Whether a property must be present. A property that `required` names but no schema describes need not be: its
    /// name is a mistake, or left from another version, and servers do not send it. It is still required where
    /// additional properties have a schema, or where a discriminator names it.
    pub(super) fn is_required(
        &mut self,
        name: &'d str,
        flat: &Flat<'d>,
        is_described: bool,
        additional: &Additional,
    ) -> bool {
        if !flat.required.contains(&name) {
            return false;
        }
        let has_schema = matches!(additional, Additional::Typed(ty) if *ty != Type::Any);
        if is_described || has_schema || self.read.is_discriminator(name) {
            return true;
        }
        self.report_undescribed(name, flat);
        false
    }

    fn report_undescribed(&mut self, name: &str, flat: &Flat<'d>) {
        let names = |part: &&Subschema<'d>| part.view.required.iter().any(|one| one == name);
        // A part that says nothing of types is none of the parts.
        let Some(part) = flat.parts.iter().find(names).or(flat.parts.first()) else {
            return;
        };
        let pointer = format!("{}/required", part.pointer);
        let mut key = pointer.clone();
        push_step(&mut key, name);
        if self.undescribed.insert(key) {
            self.warn(
                Code::RequiredUndescribed,
                &pointer,
                format!("`required` names `{name}`, which is no property: it need not be there"),
            )
            .advise("describe the property, or remove its name");
        }
    }
}
