//! How a user makes a struct: constructor, the struct that it takes, setters.

use super::docs::Comment;
use super::file::{Code, File, Function};
use super::structs::field_type;
use super::{fixed, layout};
use crate::api::{Number, Presence, Text, Type};
use crate::package::{Construction, Field, Ident, Struct, TypeItem};

/// Emits the constructor of a struct with the struct that it takes, if it takes one, and the setters.
pub(super) fn emit(file: &mut File<'_, '_>, item: &TypeItem<'_>, shape: &Struct<'_>) {
    let name = &item.name;
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
    for field in shape.fields.iter().filter(|field| field.is_set()) {
        functions.push(setter(file, field));
    }
    if let Some(taken) = &shape.required {
        required(file, name, taken, shape);
    }
    file.functions(&format!("impl {}", name.code()), functions);
}

/// The constructor that takes what is required, by place or by name.
fn new_with_required(file: &mut File<'_, '_>, shape: &Struct<'_>) -> Function {
    let mut arguments: Vec<(usize, String)> = Vec::new();
    let mut values: Vec<String> = Vec::new();
    for (index, field) in shape.fields.iter().enumerate() {
        let ident = field.ident.code();
        let value = match unasked(file, field) {
            Some(value) => value,
            None if shape.required.is_some() => named_value(field),
            None => {
                let (ty, value) = match field.presence {
                    Presence::RequiredNullable => (field_type(file, field), ident.clone()),
                    _ => parameter(file, field),
                };
                arguments.push((index, format!("{ident}: {ty}")));
                value
            }
        };
        values.push(match value == ident {
            true => ident,
            false => format!("{ident}: {value}"),
        });
    }
    if let Some((ident, _)) = &shape.rest {
        let map = file.import("std::collections", "BTreeMap");
        values.push(format!("{}: {map}::new()", ident.code()));
    }
    if let Some(ident) = &shape.received {
        let ty = file.runtime("AsReceived");
        values.push(format!("{}: {ty}::default()", ident.code()));
    }
    let place = |index: &usize| shape.arguments.iter().position(|one| one == index);
    arguments.sort_by_key(|(index, _)| place(index));
    let mut arguments: Vec<String> = arguments
        .into_iter()
        .map(|(_, argument)| argument)
        .collect();
    if let Some(required) = &shape.required {
        arguments.push(format!("required: {}", required.code()));
    }
    let head = layout::head("pub fn new", &arguments, "Self");
    let body = layout::literal_of_struct("        ", "", &values, "");
    Function {
        docs: Comment::line("Creates a value with its required properties."),
        code: Code::Written(format!("{head}{body}    }}\n")),
    }
}

/// The value of a field that a constructor takes by name.
fn named_value(field: &Field<'_>) -> String {
    let value = format!("required.{}", field.ident.code());
    match field.boxed && field.presence == Presence::Required {
        true => format!("Box::new({value})"),
        false => value,
    }
}

/// The struct that names what the constructor takes. It has no traits: it is made to be given away.
fn required(file: &mut File<'_, '_>, name: &Ident, required: &Ident, shape: &Struct<'_>) {
    let mut fields = String::new();
    for field in shape
        .arguments
        .iter()
        .filter_map(|at| shape.fields.get(*at))
    {
        let ty = match field.presence {
            Presence::RequiredNullable => field_type(file, field),
            _ => file.value_of(field),
        };
        let (ident, link) = (field.ident.code(), field.ident.as_str());
        let field = layout::write_typed("    ", &format!("pub {ident}: "), &ty);
        fields.push_str(&format!(
            "    /// The value of [`{link}`]({name}::{link}).\n{field}"
        ));
    }
    file.written(format!(
        "/// What [`{name}::new`] takes.\npub struct {} {{\n{fields}}}\n",
        required.code()
    ));
}

/// The value of a field that a constructor does not ask for.
pub(super) fn unasked(file: &mut File<'_, '_>, field: &Field<'_>) -> Option<String> {
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
    let set = layout::assignment(&format!("self.{ident}"), &value);
    Function {
        docs: Comment::line(&format!("Sets [`{link}`](Self::{link}){docs}")),
        code: Code::Written(format!("{head}{set}        self\n    }}\n")),
    }
}
