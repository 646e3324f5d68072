//! Structs: fields, constructor, setters, and how they are read and written.

use super::docs::Comment;
use super::file::{Code, File, Function};
use super::{attributes, fixed, layout, markdown};
use crate::api::{Number, Presence, Text, Type};
use crate::package::{Construction, Field, Fixed, Ident, Struct, TypeItem};

/// Emits a struct.
pub(super) fn emit(file: &mut File<'_, '_>, item: &TypeItem<'_>, shape: &Struct<'_>) {
    definition(file, item, shape);
    construction(file, &item.name, shape);
    if !shape.has_files() {
        model(file, &item.name, shape);
    }
}

fn definition(file: &mut File<'_, '_>, item: &TypeItem<'_>, shape: &Struct<'_>) {
    let mut text = Comment::of(item.docs, "").text_outer("");
    text.push_str(&attributes::text(&item.attributes));
    text.push_str(&file.decoration(&item.name));
    let mut fields = String::new();
    for field in &shape.fields {
        let is_renamed = field.ident.as_str() != field.name;
        let otherwise = is_renamed.then(|| format!("The property {}.", markdown::code(field.name)));
        let docs = Comment::of(field.docs, &otherwise.unwrap_or_default());
        fields.push_str(&docs.text_outer("    "));
        let ty = field_type(file, field);
        fields.push_str(&format!("    pub {}: {ty},\n", field.ident.code()));
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

fn construction(file: &mut File<'_, '_>, name: &Ident, shape: &Struct<'_>) {
    let new = match shape.construction {
        Construction::Received | Construction::Literal => return,
        Construction::Setters => Function {
            docs: Comment::line("Creates an empty value; only properties that are set are sent."),
            code: Code::Written(
                "    pub fn new() -> Self {\n        Default::default()\n    }\n".to_owned(),
            ),
        },
        Construction::NewAndSetters => new_with_required(file, shape),
    };
    let mut functions = vec![new];
    for field in shape.fields.iter().filter(|field| is_set(field)) {
        functions.push(setter(file, field));
    }
    file.functions(&format!("impl {}", name.code()), functions);
    if shape.construction == Construction::NewAndSetters && shape.arguments.is_empty() {
        file.written(format!(
            "impl Default for {} {{\n    fn default() -> Self {{\n        Self::new()\n    }}\n}}\n",
            name.code()
        ));
    }
}

/// Whether a field has a setter.
fn is_set(field: &Field<'_>) -> bool {
    let is_optional = matches!(
        field.presence,
        Presence::Optional | Presence::OptionalNullable
    );
    is_optional && field.fixed.is_none()
}

fn new_with_required(file: &mut File<'_, '_>, shape: &Struct<'_>) -> Function {
    let mut arguments: Vec<(usize, String)> = Vec::new();
    let mut values: Vec<String> = Vec::new();
    for (index, field) in shape.fields.iter().enumerate() {
        let ident = field.ident.code();
        if let Some(value) = unasked(file, field) {
            values.push(format!("{ident}: {value}"));
            continue;
        }
        let (ty, value) = match field.presence {
            Presence::RequiredNullable => (field_type(file, field), ident.clone()),
            _ => parameter(file, field),
        };
        arguments.push((index, format!("{ident}: {ty}")));
        values.push(match value == ident {
            true => ident,
            false => format!("{ident}: {value}"),
        });
    }
    if let Some((ident, _)) = &shape.rest {
        let map = file.import("std::collections", "BTreeMap");
        values.push(format!("{}: {map}::new()", ident.code()));
    }
    let place = |index: &usize| shape.arguments.iter().position(|one| one == index);
    arguments.sort_by_key(|(index, _)| place(index));
    let arguments: Vec<String> = arguments
        .into_iter()
        .map(|(_, argument)| argument)
        .collect();
    if let Some(ident) = &shape.received {
        let ty = file.runtime("AsReceived");
        values.push(format!("{}: {ty}::default()", ident.code()));
    }
    let head = layout::head("pub fn new", &arguments, "Self");
    let body = layout::literal_of_struct("        ", "", &values, "");
    Function {
        docs: Comment::line("Creates a value with its required properties."),
        code: Code::Written(format!("{head}{body}    }}\n")),
    }
}

/// The value of a field that a constructor does not ask for.
fn unasked(file: &mut File<'_, '_>, field: &Field<'_>) -> Option<String> {
    let fixed = field
        .fixed
        .map(|fixed| fixed::expression(file, field.ty, fixed));
    match (field.presence, fixed) {
        (Presence::Required, fixed) => fixed,
        (Presence::Optional, None) => Some("None".to_owned()),
        (Presence::Optional | Presence::RequiredNullable, Some(value)) => {
            Some(format!("Some({value})"))
        }
        (Presence::RequiredNullable, None) => None,
        (Presence::OptionalNullable, None) => Some(format!("{}::Absent", file.runtime("Field"))),
        (Presence::OptionalNullable, Some(value)) => {
            Some(format!("{}::Value({value})", file.runtime("Field")))
        }
    }
}

/// The type of an argument that gives a field's value, and the expression that makes the value of it.
fn parameter(file: &mut File<'_, '_>, field: &Field<'_>) -> (String, String) {
    let ident = field.ident.code();
    let ty = file.value_of(field);
    let (argument, value) = if converts(file, field) {
        (format!("impl Into<{ty}>"), format!("{ident}.into()"))
    } else {
        (ty, ident)
    };
    let value = if field.boxed {
        format!("Box::new({value})")
    } else {
        value
    };
    (argument, value)
}

/// Whether a field's value may be given as anything that becomes it.
fn converts(file: &File<'_, '_>, field: &Field<'_>) -> bool {
    if field.is_file {
        return !field.is_list();
    }
    matches!(
        file.package.resolve(field.ty),
        Type::Number(Number::Decimal)
            | Type::Delimited(..)
            | Type::String(
                Text::Plain
                    | Text::Secret
                    | Text::DateTime
                    | Text::Date
                    | Text::HttpDate
                    | Text::Duration
                    | Text::Base64
                    | Text::Base64Url
                    | Text::Scalar(_)
            )
    )
}

fn setter(file: &mut File<'_, '_>, field: &Field<'_>) -> Function {
    let (ident, link) = (field.ident.code(), field.ident.as_str());
    let (docs, ty, value) = if field.presence == Presence::OptionalNullable {
        let ty = format!("impl Into<{}>", field_type(file, field));
        ("; `None` sends null.", ty, format!("{ident}.into()"))
    } else {
        let (ty, value) = parameter(file, field);
        (".", ty, format!("Some({value})"))
    };
    let name = format!("pub fn {}", field.setter.code());
    let arguments = ["mut self".to_owned(), format!("{ident}: {ty}")];
    let head = layout::head(&name, &arguments, "Self");
    Function {
        docs: Comment::line(&format!("Sets [`{link}`](Self::{link}){docs}")),
        code: Code::Written(format!(
            "{head}        self.{ident} = {value};\n        self\n    }}\n"
        )),
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
    file.written(format!(
        "impl {decode} for {} {{\n    fn read({argument}: &mut {object}<'_>) -> Result<Self, {error}> {{\n{value}    }}\n}}\n",
        name.code(),
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
            format!(
                "impl {encode} for {name} {{\n    fn write(&self, object: &mut {writer}<'_>) {{\n{writes}    }}\n}}\n"
            )
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
    format!("{ident}: object\n                .{method}({member}){or_return}")
}

/// The statement that writes a field.
fn write(field: &Field<'_>) -> String {
    let (ident, method) = (field.ident.code(), method(field.presence));
    let member = layout::literal(field.name);
    let line = format!("        object.{method}({member}, &self.{ident});\n");
    layout::either(line, || {
        let line = format!("        object\n            .{method}({member}, &self.{ident});\n");
        layout::either(line, || {
            format!(
                "        object\n            .{method}(\n                {member},\n                &self.{ident},\n            );\n"
            )
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
