//! The example in the docs of an operation: a call that compiles.

use super::named;
use super::spelling::{argument_path, type_path};
use crate::api::{Number, Text, Type};
use crate::package::{Argument, Body, Call, Decoder, Group, Output, Package, Passing};

/// The lines of the example, fences included.
///
/// What is not written down in a word is a parameter of the hidden function, so that the call is all a reader
/// sees.
pub(super) fn lines(package: &Package<'_>, group: &Group<'_>, call: &Call<'_>) -> Vec<String> {
    let mut hidden = Vec::new();
    let mut shown = Vec::new();
    for argument in &call.arguments {
        let (expression, ty) = expression(package, argument);
        if let Some(ty) = ty {
            hidden.push(format!(", {}: {ty}", argument.ident.code()));
        }
        shown.push(expression);
    }
    let mut before = Vec::new();
    if let Some(parameters) = &call.named {
        let sample = named::sample(package, group, parameters);
        let given = sample.given.into_iter();
        hidden.extend(given.map(|(name, ty)| format!(", {name}: {ty}")));
        before = sample.lines;
        shown.push(sample.argument);
    }
    let client = format!("client.{}()", group.accessor.code());
    let invocation = format!(
        "{client}.{}({}).await?;",
        call.method.code(),
        shown.join(", ")
    );
    let result = match gives_nothing(call) {
        true => "",
        false => "let result = ",
    };
    let deprecated = call
        .operation
        .docs
        .deprecated
        .then(|| "# #[allow(deprecated)]".to_owned());
    let mut lines = vec!["```no_run".to_owned()];
    lines.extend(deprecated);
    lines.push(format!(
        "# async fn example(client: {}::Client{}) -> {}::Result<()> {{",
        package.target.path(),
        hidden.concat(),
        package.target.results()
    ));
    lines.extend(before);
    lines.push(format!("{result}{invocation}"));
    lines.push("# Ok(()) }".to_owned());
    lines.push("```".to_owned());
    lines
}

/// Whether awaiting a call gives no value.
pub(super) fn gives_nothing(call: &Call<'_>) -> bool {
    matches!(
        &call.output,
        Output::One(Decoder::Empty, _) | Output::One(_, Some(Type::Null))
    )
}

/// The expression for an argument, and the type of the hidden parameter where it is one.
pub(super) fn expression(
    package: &Package<'_>,
    argument: &Argument<'_>,
) -> (String, Option<String>) {
    let ident = argument.ident.code();
    let is_body = matches!(argument.passing, Passing::Body(_));
    if let Passing::Body(media) = &argument.passing {
        match media.body {
            Body::ByHand => return (ident, Some(argument_path(package, argument))),
            Body::Bytes => return ("\"bytes\"".to_owned(), None),
            Body::Lines | Body::Items(_) => {
                return (format!("&{ident}"), Some(argument_path(package, argument)));
            }
            _ => {}
        }
    }
    match package.resolve(argument.ty) {
        Type::String(Text::Plain) if is_body => ("\"text\"".to_owned(), None),
        Type::String(Text::Plain) => (format!("{:?}", argument.ident.as_str()), None),
        Type::Boolean => ("true".to_owned(), None),
        Type::Integer(_) => ("1".to_owned(), None),
        Type::Number(Number::Double) => ("1.0".to_owned(), None),
        Type::Number(Number::Decimal) => ("1".to_owned(), None),
        ty if package.is_passed_by_value(ty) || package.is_converted(ty) => {
            (ident, Some(type_path(package, ty)))
        }
        ty => (format!("&{ident}"), Some(type_path(package, ty))),
    }
}
