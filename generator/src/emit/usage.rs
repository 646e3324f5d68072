//! How the client is used, for the README: how it is built, a call, its errors.

use super::{example, named};
use crate::api::{Integer, Number, SchemeKind, Text, Type};
use crate::package::{
    Argument, Body, Call, Construction, CredentialSetter, Field, Group, Item, Package, Passing,
    Struct,
};

/// A README writes down no more properties of a body than this.
const MOST_SHOWN: usize = 4;

/// What a README shows of a client.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Usage {
    /// The document's title.
    pub title: String,
    /// What the document says of the API, its first paragraph.
    pub description: Option<String>,
    /// The base URL; none if the user must give one.
    pub server: Option<String>,
    /// The ways to authenticate: a call of the builder and what it is about.
    pub credentials: Vec<(String, String)>,
    /// The statements of an example, the client in scope as `client`.
    pub call: Vec<String>,
    /// The types of what the example leaves to the reader.
    pub given: Vec<(String, String)>,
    /// The path of the errors that the example documents.
    pub errors: Option<String>,
    /// The groups by the accessors of the client, with the number of their operations.
    pub groups: Vec<(String, usize)>,
    /// The operations that are paged.
    pub paged: Vec<String>,
    /// The fields that hold plain JSON values.
    pub plain: Vec<String>,
}

/// Describes a package.
pub(crate) fn usage(package: &Package<'_>) -> Usage {
    let service = &package.service;
    let mut usage = Usage {
        title: one_line(package.title),
        description: package.description.map(first_paragraph),
        server: service
            .servers
            .first()
            .map(|server| server.url.clone())
            .filter(|url| url.starts_with("http")),
        credentials: service.credentials.iter().map(credential).collect(),
        groups: package.groups.iter().map(size).collect(),
        paged: paged(package),
        plain: plain(package),
        ..Usage::default()
    };
    let calls = package
        .groups
        .iter()
        .flat_map(|group| group.calls.iter().map(move |call| (group, call)));
    let best = calls.max_by_key(|(_, call)| std::cmp::Reverse(distance(package, call)));
    if let Some((group, call)) = best {
        show(package, group, call, &mut usage);
    }
    usage
}

fn size(group: &Group<'_>) -> (String, usize) {
    (group.accessor.code(), group.calls.len())
}

fn paged(package: &Package<'_>) -> Vec<String> {
    let calls = package.groups.iter().flat_map(|group| &group.calls);
    let paged = calls.filter(|call| call.paging.is_some());
    paged
        .map(|call| format!("{} {}", call.operation.method, call.operation.path))
        .collect()
}

/// The fields whose schemas say nothing of a type.
fn plain(package: &Package<'_>) -> Vec<String> {
    let mut found = Vec::new();
    for item in &package.types {
        if let Item::Struct(shape) = &item.item {
            let is_plain = |field: &&Field<'_>| *field.ty == Type::Any && !field.is_file;
            let plain = shape.fields.iter().filter(is_plain);
            let (name, wire) = (item.name.as_str(), plain.map(|field| field.name));
            found.extend(wire.map(|wire| format!("{name}.{}", one_line(wire))));
        }
    }
    found
}

/// How far a call is from one that shows what is typical: a body that can be written down, and documented errors.
fn distance(package: &Package<'_>, call: &Call<'_>) -> usize {
    let bodies = call
        .arguments
        .iter()
        .filter(|argument| matches!(argument.passing, Passing::Body(_)));
    let body: Vec<bool> = bodies
        .map(|body| sample_body(package, body).is_some())
        .collect();
    let others = call.required().count() - body.len();
    let of_body = match body.as_slice() {
        [true] => 0,
        [] => 4,
        _ => 20,
    };
    let of_errors = if call.errors.is_some() { 0 } else { 2 };
    let deprecated = if call.operation.docs.deprecated {
        40
    } else {
        0
    };
    of_body + of_errors + deprecated + others
}

fn show(package: &Package<'_>, group: &Group<'_>, call: &Call<'_>, usage: &mut Usage) {
    let mut shown = Vec::new();
    for argument in &call.arguments {
        let body = match argument.passing {
            Passing::Body(_) => sample_body(package, argument),
            _ => None,
        };
        if let Some(body) = body {
            usage
                .call
                .push(format!("let {} = {body};", argument.ident.code()));
            shown.push(format!("&{}", argument.ident.code()));
            continue;
        }
        let (expression, ty) = example::expression(package, argument);
        if let Some(ty) = ty {
            usage.given.push((argument.ident.code(), ty));
        }
        shown.push(expression);
    }
    if let Some(parameters) = &call.named {
        let sample = named::sample(package, group, parameters);
        usage.given.extend(sample.given);
        usage.call.extend(sample.lines);
        shown.push(sample.argument);
    }
    let result = match example::gives_nothing(call) {
        true => "",
        false => "let result = ",
    };
    usage.call.push(format!(
        "{result}client.{}().{}({}).await?;",
        group.accessor.code(),
        call.method.code(),
        shown.join(", ")
    ));
    usage.errors = call.errors.as_ref().map(|(name, _)| {
        format!(
            "{}::{}::{}",
            package.target.path(),
            group.module.code(),
            name.code()
        )
    });
}

/// The expression that makes a body, if it can be written down in a line.
fn sample_body(package: &Package<'_>, argument: &Argument<'_>) -> Option<String> {
    let Passing::Body(media) = &argument.passing else {
        return None;
    };
    if !matches!(media.body, Body::Json | Body::Form(_)) {
        return None;
    }
    let Type::Defined(id) = package.resolve(argument.ty) else {
        return None;
    };
    let item = package.item(*id)?;
    let Item::Struct(shape) = &item.item else {
        return None;
    };
    let types = format!("{}::types", package.target.path());
    let made = constructed(package, shape, &types)?;
    Some(format!("{types}::{}::{made}", item.name.code()))
}

fn constructed(package: &Package<'_>, shape: &Struct<'_>, types: &str) -> Option<String> {
    let sample = |field: &Field<'_>| sample(package, field.ty, field.ident.as_str());
    match shape.construction {
        Construction::Setters => {
            let mut fields = shape.fields.iter();
            let set = fields.find_map(|field| {
                let value = sample(field).filter(|_| !field.boxed)?;
                Some(format!(".{}({value})", field.setter.code()))
            });
            Some(format!("new(){}", set.unwrap_or_default()))
        }
        Construction::NewAndSetters => {
            let fields = shape.arguments.iter().map(|at| shape.fields.get(*at));
            let value = |field: Option<&Field<'_>>| {
                let field = field?;
                let into = match converts(package, field.ty) {
                    true => ".into()",
                    false => "",
                };
                Some((field.ident.code(), sample(field)?, into))
            };
            let values: Vec<_> = fields.map(value).collect::<Option<_>>()?;
            let made = match &shape.required {
                Some(required) => {
                    let values = values
                        .into_iter()
                        .map(|(name, value, into)| format!("        {name}: {value}{into},\n"));
                    let values: String = values.collect();
                    format!("new({types}::{} {{\n{values}    }})", required.code())
                }
                None => {
                    let values: Vec<_> = values.into_iter().map(|(_, value, _)| value).collect();
                    format!("new({})", values.join(", "))
                }
            };
            (shape.arguments.len() <= MOST_SHOWN).then_some(made)
        }
        Construction::Received | Construction::Literal => None,
    }
}

/// Whether a sample is a text or number that becomes a value of its type by `into`.
fn converts(package: &Package<'_>, ty: &Type) -> bool {
    let ty = package.resolve(ty);
    matches!(ty, Type::String(_) | Type::Number(Number::Decimal))
}

/// A value of a plain type.
fn sample(package: &Package<'_>, ty: &Type, name: &str) -> Option<String> {
    Some(match package.resolve(ty) {
        Type::String(Text::Plain | Text::Secret) => format!("{name:?}"),
        Type::String(Text::Date) => {
            format!(
                "{}::Date::from_text(\"2026-01-31\")",
                package.target.results()
            )
        }
        Type::String(Text::DateTime) => format!(
            "{}::DateTime::from_text(\"2026-01-31T12:00:00Z\")",
            package.target.results()
        ),
        Type::Boolean => "true".to_owned(),
        Type::Integer(Integer::I32 | Integer::I64 | Integer::U64 | Integer::I128) => "1".to_owned(),
        Type::Number(Number::Double) => "1.0".to_owned(),
        Type::Number(Number::Decimal) => "1".to_owned(),
        _ => return None,
    })
}

/// A call of the builder that authenticates.
fn credential(setter: &CredentialSetter<'_>) -> (String, String) {
    let name = setter.setter.code();
    let (arguments, what) = match (&setter.grant, &setter.scheme.kind) {
        (Some(grant), _) => (
            match grant.token_url {
                Some(_) => "\"id\", \"secret\"",
                None => "\"https://…\", \"id\", \"secret\"",
            },
            "client credentials of OAuth 2.0: tokens are fetched and renewed",
        ),
        (None, SchemeKind::Basic) => ("\"user\", \"password\"", "HTTP Basic"),
        (None, SchemeKind::ApiKey { .. }) => ("\"key\"", "a key"),
        (None, SchemeKind::Http(_)) => ("\"value\"", "the header `Authorization`"),
        (None, SchemeKind::Bearer | SchemeKind::OAuth2 { .. } | SchemeKind::MutualTls) => {
            ("\"token\"", "a bearer token")
        }
    };
    (
        format!(".{name}({arguments})"),
        format!(
            "{what} (`{}`)",
            one_line(&setter.scheme.name).replace('`', "")
        ),
    )
}

fn first_paragraph(text: &str) -> String {
    let text = text.trim();
    let text = text.split("\n\n").next().unwrap_or_default();
    one_line(text)
}

/// A text on one line, without what Markdown or HTML would act on.
fn one_line(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let text: String = words.join(" ").chars().take(400).collect();
    text.chars()
        .filter(|char| !char.is_control() && !matches!(char, '<' | '>' | '`' | '[' | ']' | '|' | '#' | '*' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'))
        .collect()
}
