//! Required parameters that are given by name: a struct beside the call.

use super::docs::Comment;
use super::file::File;
use super::{example, markdown};
use crate::api::{Number, Text, Type};
use crate::package::{Argument, Call, Group, NamedParameters, Package, Passing};

/// Emits the struct. It derives no traits: it is made to be given away.
pub(super) fn emit(
    file: &mut File<'_, '_>,
    group: &Group<'_>,
    call: &Call<'_>,
    named: &NamedParameters<'_>,
) {
    let mut fields = String::new();
    let mut generics = "";
    for field in &named.fields {
        let otherwise = match &field.passing {
            Passing::Query(name, _)
            | Passing::Header(name, _)
            | Passing::Cookie(name, _)
            | Passing::Path(name, _) => format!("The parameter {}.", markdown::code(name)),
            Passing::QueryString(..) => "The whole query.".to_owned(),
            Passing::Body(_) => "The body.".to_owned(),
        };
        let ty = field_type(file, field);
        if ty.starts_with('&') {
            generics = "<'a>";
        }
        fields.push_str(&Comment::of(field.docs, &otherwise).text_outer("    "));
        fields.push_str(&format!("    pub {}: {ty},\n", field.ident.code()));
    }
    file.written(format!(
        "/// The required parameters of [`{}::{}`].\npub struct {}{generics} {{\n{fields}}}\n",
        group.name,
        call.method,
        named.name.code()
    ));
}

/// The type of the argument.
pub(super) fn ty(file: &mut File<'_, '_>, named: &NamedParameters<'_>) -> String {
    let mut fields = named.fields.iter();
    let borrows = fields.any(|field| field_type(file, field).starts_with('&'));
    let generics = if borrows { "<'_>" } else { "" };
    format!("{}{generics}", named.name.code())
}

/// Returns the expression by which a field is passed on.
pub(super) fn value(
    package: &Package<'_>,
    named: &NamedParameters<'_>,
    field: &Argument<'_>,
) -> String {
    let by = if is_held(package, field) { "&" } else { "" };
    format!("{by}{}.{}", named.ident.code(), field.ident.code())
}

/// Whether the struct holds the value of a field, and does not borrow it.
fn is_held(package: &Package<'_>, field: &Argument<'_>) -> bool {
    package.is_converted(field.ty) || package.is_passed_by_value(field.ty)
}

/// The type of a field: texts and lists borrowed, small values as they are, the rest by reference.
fn field_type(file: &mut File<'_, '_>, field: &Argument<'_>) -> String {
    let ty = file.ty(field.ty);
    match file.package.resolve(field.ty) {
        _ if is_held(file.package, field) => ty,
        Type::String(Text::Plain) => "&'a str".to_owned(),
        Type::Array(item) => format!("&'a [{}]", file.ty(item)),
        _ => format!("&'a {ty}"),
    }
}

/// The required parameters as an example writes them.
pub(super) struct Sample {
    /// The statement that makes the struct.
    pub(super) lines: Vec<String>,
    /// The variables that the reader must provide, each with its type.
    pub(super) given: Vec<(String, String)>,
    /// The argument.
    pub(super) argument: String,
}

/// Returns the statement that makes the struct in an example.
pub(super) fn sample(
    package: &Package<'_>,
    group: &Group<'_>,
    named: &NamedParameters<'_>,
) -> Sample {
    let argument = named.ident.code();
    let (module, name) = (group.module.code(), named.name.code());
    let mut lines = vec![format!(
        "let {argument} = {}::{module}::{name} {{",
        package.target.path()
    )];
    let mut given = Vec::new();
    for field in &named.fields {
        let ident = field.ident.code();
        let (mut value, ty) = example::expression(package, field);
        if *package.resolve(field.ty) == Type::Number(Number::Decimal) {
            value.push_str(".into()");
        }
        given.extend(ty.map(|ty| (ident.clone(), ty)));
        lines.push(match value == ident {
            true => format!("    {ident},"),
            false => format!("    {ident}: {value},"),
        });
    }
    lines.push("};".to_owned());
    Sample {
        lines,
        given,
        argument,
    }
}
