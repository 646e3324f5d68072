//! `Default`, where it is not derived.

use super::constructors::unasked;
use super::file::File;
use super::layout;
use crate::package::{DefaultForm, Field, Struct, TypeItem};

/// Emits the `Default` of a struct, if it is to be written.
pub(super) fn emit(file: &mut File<'_, '_>, item: &TypeItem<'_>, shape: &Struct<'_>) {
    let value = match item.default {
        Some(DefaultForm::ByNew) => "        Self::new()\n".to_owned(),
        Some(DefaultForm::Written) => literal(file, shape),
        _ => return,
    };
    file.written(format!(
        "impl Default for {} {{\n    fn default() -> Self {{\n{value}    }}\n}}\n",
        item.name.code()
    ));
}

/// Returns the literal of all fields: those that the document fixes with their value, the others with their default.
fn literal(file: &mut File<'_, '_>, shape: &Struct<'_>) -> String {
    let mut value = |field: &Field<'_>| {
        let fixed = field.fixed.and_then(|_| unasked(file, field));
        let value = fixed.unwrap_or_else(|| "Default::default()".to_owned());
        format!("{}: {value}", field.ident.code())
    };
    let mut values: Vec<String> = shape.fields.iter().map(&mut value).collect();
    let rest = shape.rest.iter().map(|(ident, _)| ident);
    for ident in rest.chain(&shape.received) {
        values.push(format!("{}: Default::default()", ident.code()));
    }
    layout::literal_of_struct("        ", "", &values, "")
}
