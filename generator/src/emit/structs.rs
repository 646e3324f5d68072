//! Structs: fields, and how they are read and written.

use super::docs::Comment;
use super::file::File;
use super::{attributes, constructors, defaults, layout, markdown};
use crate::api::{Presence, Type};
use crate::package::{Field, Fixed, Ident, Struct, TypeItem};

/// Emits a struct.
pub(super) fn emit(file: &mut File<'_, '_>, item: &TypeItem<'_>, shape: &Struct<'_>) {
    definition(file, item, shape);
    constructors::emit(file, item, shape);
    defaults::emit(file, item, shape);
    if !shape.has_files() {
        model(file, &item.name, shape);
    }
}

fn definition(file: &mut File<'_, '_>, item: &TypeItem<'_>, shape: &Struct<'_>) {
    let mut text = Comment::of(item.docs, "").text_outer("");
    text.push_str(&attributes::text(&item.attributes));
    let mut fields = String::new();
    for field in &shape.fields {
        let is_renamed = field.ident.as_str() != field.name;
        let otherwise = is_renamed.then(|| format!("The property {}.", markdown::code(field.name)));
        let mut docs = Comment::of(field.docs, &otherwise.unwrap_or_default());
        docs.add(presence(field.presence));
        fields.push_str(&docs.text_outer("    "));
        let ty = field_type(file, field);
        let before = format!("pub {}: ", field.ident.code());
        fields.push_str(&layout::write_typed("    ", &before, &ty));
    }
    if let Some((ident, ty)) = &shape.rest {
        let docs = match ty {
            Type::Any => "Properties that this client does not know.",
            _ => "All other properties.",
        };
        let ty = file.ty(&Type::Map(Box::new((*ty).clone())));
        fields.push_str(&format!(
            "    /// {docs}\n    pub {}: {ty},\n",
            ident.code()
        ));
    }
    if let Some(ident) = &shape.received {
        let ty = file.runtime("AsReceived");
        fields.push_str(&format!(
            "    /// Values that came in another form than their field holds; they are sent back as they came.\n    pub {}: {ty},\n",
            ident.code()
        ));
    }
    let name = item.name.code();
    text.push_str(&match fields.as_str() {
        "" => format!("pub struct {name} {{}}\n"),
        fields => format!("pub struct {name} {{\n{fields}}}\n"),
    });
    file.written(text);
}

/// What the docs of a field say of how it may be missing.
fn presence(presence: Presence) -> &'static str {
    match presence {
        Presence::Required => "",
        Presence::RequiredNullable => "May be null.",
        Presence::Optional => "May be absent.",
        Presence::OptionalNullable => "May be absent or null.",
    }
}

/// The type of a field.
pub(super) fn field_type(file: &mut File<'_, '_>, field: &Field<'_>) -> String {
    let inner = inner_type(file, field);
    match field.presence {
        Presence::Required => inner,
        Presence::RequiredNullable | Presence::Optional => format!("Option<{inner}>"),
        Presence::OptionalNullable => format!("{}<{inner}>", file.runtime("Field")),
    }
}

/// The type of a field's value.
fn inner_type(file: &mut File<'_, '_>, field: &Field<'_>) -> String {
    let ty = file.value_of(field);
    if field.boxed {
        format!("Box<{ty}>")
    } else {
        ty
    }
}

/// How a struct is read and written: one line for each member.
fn model(file: &mut File<'_, '_>, name: &Ident, shape: &Struct<'_>) {
    decode(file, name, shape);
    encode(file, name, shape);
    let model = file.runtime("model");
    file.text(format!("{model}!({});\n", name.code()));
}

fn decode(file: &mut File<'_, '_>, name: &Ident, shape: &Struct<'_>) {
    let [decode, object, error] =
        ["Decode", "Object", "DecodeError"].map(|name| file.runtime(name));
    let mut reads: Vec<String> = shape.fields.iter().map(read).collect();
    if let Some((ident, _)) = &shape.rest {
        reads.push(format!("{}: object.rest()", ident.code()));
    }
    if let Some(ident) = &shape.received {
        reads.push(format!("{}: object.as_received()", ident.code()));
    }
    let argument = if reads.is_empty() { "_" } else { "object" };
    let value = layout::literal_of_struct("        ", "Ok(", &reads, ")");
    let head = layout::implementation(&decode, &name.code());
    file.written(format!(
        "{head}    fn read({argument}: &mut {object}<'_>) -> Result<Self, {error}> {{\n{value}    }}\n}}\n",
    ));
}

fn encode(file: &mut File<'_, '_>, name: &Ident, shape: &Struct<'_>) {
    let encode = file.runtime("Encode");
    let mut writes: String = shape.fields.iter().map(write).collect();
    if let Some((ident, _)) = &shape.rest {
        writes.push_str(&format!("        object.rest(&self.{});\n", ident.code()));
    }
    if let Some(ident) = &shape.received {
        writes.push_str(&format!(
            "        object.as_received(&self.{});\n",
            ident.code()
        ));
    }
    let name = name.code();
    let text = match writes.as_str() {
        "" => format!("impl {encode} for {name} {{}}\n"),
        writes => {
            let writer = file.runtime("ObjectWriter");
            let head = layout::implementation(&encode, &name);
            format!("{head}    fn write(&self, object: &mut {writer}<'_>) {{\n{writes}    }}\n}}\n")
        }
    };
    file.written(text);
}

/// The value of a field as it is read.
fn read(field: &Field<'_>) -> String {
    let (mut method, ident) = (method(field.presence), field.ident.code());
    let mut member = layout::literal(field.name);
    if let (Presence::Required, Some(Fixed::Tag(tag))) = (field.presence, field.fixed) {
        method = "tag";
        member = format!("{member}, {}", layout::literal(tag));
    }
    // Only what must be there has no value to go on with after an error.
    let or_return = match field.presence {
        Presence::Required => "?",
        _ => "",
    };
    let line = format!("{ident}: object.{method}({member}){or_return}");
    // The formatter does not count the comma behind it.
    if line.len() + 12 <= layout::MARGIN {
        return line;
    }
    let (indent, read) = ("                ", format!(".{method}({member})"));
    let read = match indent.len() + read.len() + or_return.len() <= layout::MARGIN {
        true => read,
        false => layout::break_call(&read, indent).unwrap_or(read),
    };
    format!("{ident}: object\n{indent}{read}{or_return}")
}

/// The statement that writes a field.
fn write(field: &Field<'_>) -> String {
    let (ident, method) = (field.ident.code(), method(field.presence));
    let member = layout::literal(field.name);
    let (indent, call) = (
        "            ",
        format!(".{method}({member}, &self.{ident})"),
    );
    let line = format!("        object{call};\n");
    layout::either(line, || {
        let line = format!("        object\n{indent}{call};\n");
        layout::either(line, || {
            let call = layout::break_call(&call, indent).unwrap_or(call);
            format!("        object\n{indent}{call};\n")
        })
    })
}

/// The method of the runtime that reads and writes a member of this presence.
fn method(presence: Presence) -> &'static str {
    match presence {
        Presence::Required => "required",
        Presence::RequiredNullable => "nullable",
        Presence::Optional => "optional",
        Presence::OptionalNullable => "field",
    }
}
