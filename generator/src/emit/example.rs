//! The example in the docs of an operation: a call that compiles.

use super::method_docs::gives_stream;
use super::named;
use super::spelling::{argument_path, type_path};
use super::values::Values;
use crate::api::{Text, Type};
use crate::package::{
    Argument, Body, Call, Decoder, Group, NextCall, Output, Package, Paging, Passing,
};

/// An example in the making.
///
/// A value that is not written down in a word is a parameter of the hidden function, so that the call is all a reader
/// sees.
#[derive(Default)]
struct Example {
    /// The statements before the call.
    before: Vec<String>,
    /// The arguments of the call.
    shown: Vec<String>,
    /// The parameters of the hidden function.
    hidden: String,
}

impl Example {
    /// Leaves a value to the reader, if it has a type: it becomes a parameter of the hidden function.
    fn hide(&mut self, name: &str, ty: Option<String>) {
        if let Some(ty) = ty {
            self.hidden.push_str(&format!(", {name}: {ty}"));
        }
    }

    /// Returns the expression for an argument; a body is made by a statement before the call.
    fn argument(&mut self, package: &Package<'_>, argument: &Argument<'_>) -> String {
        let values = Values::new(package, "types");
        if let Some(statement) = values.body(argument) {
            self.before.extend(statement);
            return format!("&{}", argument.ident.code());
        }
        if let Some(choice) = choice(&values, argument) {
            return choice;
        }
        let (expression, ty) = expression(package, argument);
        self.hide(&argument.ident.code(), ty);
        expression
    }
}

/// Returns the value of a parameter that takes an enum.
fn choice(values: &Values<'_, '_>, argument: &Argument<'_>) -> Option<String> {
    match argument.passing {
        Passing::Body(_) | Passing::QueryString(..) => None,
        _ => values.choice(argument.ty, argument.example),
    }
}

/// The lines of the example, fences included.
pub(super) fn lines(package: &Package<'_>, group: &Group<'_>, call: &Call<'_>) -> Vec<String> {
    let mut example = Example::default();
    for argument in &call.arguments {
        let expression = example.argument(package, argument);
        example.shown.push(expression);
    }
    if let Some(parameters) = &call.named {
        let sample = named::sample(package, group, parameters);
        for (name, ty) in sample.given {
            example.hide(&name, Some(ty));
        }
        example.before.extend(sample.lines);
        example.shown.push(sample.argument);
    }
    let setters: Vec<String> = set(package, call)
        .map(|setter| {
            let value = example.argument(package, setter);
            format!(".{}({value})", setter.ident.code())
        })
        .collect();
    let deprecated = call
        .operation
        .docs
        .deprecated
        .then(|| "# #[allow(deprecated)]".to_owned());
    let invocation = format!(
        "client.{}().{}({}){}",
        group.accessor.code(),
        call.method.code(),
        example.shown.join(", "),
        setters.concat()
    );
    let statements = statements(call, &invocation);
    let mut lines = vec!["```no_run".to_owned()];
    let mut text = example.before.iter().chain(&statements);
    if text.any(|line| line.contains("types::")) {
        lines.push(format!("use {}::types;", package.target.path()));
    }
    lines.extend(deprecated);
    lines.push(format!(
        "# async fn example(client: {}::Client{}) -> {}::Result<()> {{",
        package.target.path(),
        example.hidden,
        package.target.results()
    ));
    lines.extend(example.before);
    lines.extend(statements);
    lines.push("# Ok(()) }".to_owned());
    lines.push("```".to_owned());
    lines
}

/// The setters that an example shows: that of the body if there is one, and that of a parameter.
fn set<'c, 'a>(
    package: &Package<'_>,
    call: &'c Call<'a>,
) -> impl Iterator<Item = &'c Argument<'a>> {
    let is_body = |setter: &&Argument<'_>| matches!(setter.passing, Passing::Body(_));
    let body = call.setters.iter().find(is_body);
    let paged = call.paging.as_ref().and_then(parameter_of);
    let is_plain = |setter: &&Argument<'_>| {
        let is_simple = match setter.passing {
            Passing::Query(name, _) if paged == Some(name) => false,
            Passing::Body(_) | Passing::QueryString(..) => false,
            _ => expression(package, setter).1.is_none() || is_choice(package, setter.ty),
        };
        is_simple && !setter.docs.deprecated
    };
    let mut parameters = call.setters.iter().filter(is_plain);
    let is_text = |setter: &&Argument<'_>| *package.resolve(setter.ty) == Type::String(Text::Plain);
    let other = parameters.clone().find(|setter| !is_text(setter));
    body.into_iter().chain(other.or_else(|| parameters.next()))
}

fn is_choice(package: &Package<'_>, ty: &Type) -> bool {
    Values::new(package, "").choice(ty, None).is_some()
}

/// The parameter that asks for the next page.
fn parameter_of<'a>(paging: &Paging<'a>) -> Option<&'a str> {
    match paging.next {
        NextCall::Offset { parameter, .. } | NextCall::Number { parameter, .. } => Some(parameter),
        NextCall::Token(_, parameter, _) | NextCall::HeaderToken(_, parameter, _) => {
            Some(parameter)
        }
        NextCall::Link(..) | NextCall::LinkHeader => None,
    }
}

/// Returns the call, and the statements that use its result: items of all pages, pieces of a stream, a value or a
/// documented error.
pub(super) fn statements(call: &Call<'_>, invocation: &str) -> Vec<String> {
    let each = |what: &str, made: &str| {
        vec![
            format!("let mut {what}s = {made};"),
            format!("while let Some({what}) = {what}s.next().await {{"),
            format!("    println!(\"{{:?}}\", {what}?);"),
            "}".to_owned(),
        ]
    };
    if call.paging.is_some() {
        return each("item", &format!("{invocation}.items()"));
    }
    if gives_stream(call) {
        return each("piece", &format!("{invocation}.await?"));
    }
    let (result, shown) = match gives_nothing(call) {
        true => ("()", "{}"),
        false => ("result", "println!(\"{result:?}\"),"),
    };
    match (&call.errors, result) {
        (None, "()") => vec![format!("{invocation}.await?;")],
        (None, _) => vec![format!("let result = {invocation}.await?;")],
        (Some(_), result) => vec![
            format!("match {invocation}.await {{"),
            format!("    Ok({result}) => {shown}"),
            "    Err(error) => println!(\"{error}: {:?}\", error.documented()),".to_owned(),
            "}".to_owned(),
        ],
    }
}

/// Whether awaiting a call gives no value.
pub(super) fn gives_nothing(call: &Call<'_>) -> bool {
    matches!(
        &call.output,
        Output::One(Decoder::Empty, _) | Output::One(_, Some(Type::Null))
    )
}

/// Returns the expression for an argument, and, where it is a parameter of the hidden function, the type of that.
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
    let values = Values::new(package, "");
    match package.resolve(argument.ty) {
        Type::String(Text::Plain) if is_body => ("\"text\"".to_owned(), None),
        ty if package.is_passed_by_value(ty) || package.is_converted(ty) => {
            match values.parameter(argument) {
                Some(value) => (value, None),
                None => (ident, Some(type_path(package, ty))),
            }
        }
        ty => match values.parameter(argument) {
            Some(value) => (value, None),
            None => (format!("&{ident}"), Some(type_path(package, ty))),
        },
    }
}
