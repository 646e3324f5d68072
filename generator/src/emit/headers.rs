//! The documented headers of an operation, as a struct.

use super::docs::Comment;
use super::file::File;
use super::{attributes, layout, markdown};
use crate::package::{Call, Group, HeaderForm, Headers};

/// The struct of the headers, and how it is read.
pub(super) fn emit(
    file: &mut File<'_, '_>,
    group: &Group<'_>,
    call: &Call<'_>,
    headers: &Headers<'_>,
) {
    let name = headers.name.code();
    let docs = Comment::line(&format!(
        "The documented headers of the responses of [`{}::{}`].",
        group.name, call.method
    ));
    let (mut fields, mut reads) = (String::new(), Vec::new());
    for field in &headers.fields {
        let otherwise = format!("The header {}.", markdown::code(field.name));
        let (ident, header) = (field.ident.code(), layout::literal(field.name));
        let ty = match (field.form, file.ty(field.ty)) {
            (HeaderForm::Lines, ty) => format!("Option<Vec<{ty}>>"),
            (_, ty) => format!("Option<{ty}>"),
        };
        fields.push_str(&Comment::of(field.docs, &otherwise).text_outer("    "));
        fields.push_str(&layout::write_typed("    ", &format!("pub {ident}: "), &ty));
        let read = match field.form {
            HeaderForm::Value => format!("value({header})"),
            HeaderForm::List(',') => format!("list({header})"),
            HeaderForm::List(delimiter) => format!("list_by({header}, {delimiter:?})"),
            HeaderForm::Lines => format!("lines({header})"),
            HeaderForm::Json => format!("json({header})"),
        };
        reads.push(format!("{ident}: headers.{read}"));
    }
    let docs = docs.text_outer("");
    let attributes = attributes::text(&headers.attributes);
    file.written(format!(
        "{docs}{attributes}pub struct {name} {{\n{fields}}}\n"
    ));
    let [documented, reader] = ["DocumentedHeaders", "Headers"].map(|name| file.runtime(name));
    let value = layout::literal_of_struct("        ", "", &reads, "");
    let head = layout::implementation(&documented, &name);
    file.written(format!(
        "{head}    fn read(headers: &{reader}<'_>) -> Self {{\n{value}    }}\n}}\n"
    ));
}
