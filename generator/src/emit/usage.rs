//! The use of a client, for its README: how it is built, a call, its errors.

use super::method_docs::gives_stream;
use super::values::Values;
use super::{example, named};
use crate::api::{SchemeKind, Type};
use crate::package::{Call, CredentialSetter, Field, Group, Item, Package, Passing};

/// The facts about a client that its README shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Usage {
    /// The document's title.
    pub title: String,
    /// The first paragraph of the description of the API.
    pub description: Option<String>,
    /// The base URL; none if the user must give one.
    pub server: Option<String>,
    /// The ways to authenticate: a call of the builder and what it is about.
    pub credentials: Vec<(String, String)>,
    /// A typical call.
    pub call: Shown,
    /// The path of the errors that the typical call documents.
    pub errors: Option<String>,
    /// The items of a listing, if an operation has pages.
    pub listing: Option<Shown>,
    /// The pieces of an answer, if an operation gives them as they arrive.
    pub stream: Option<Shown>,
    /// The groups by the accessors of the client, with the number of their operations.
    pub groups: Vec<(String, usize)>,
    /// The operations that are paged.
    pub paged: Vec<String>,
    /// The fields that hold plain JSON values.
    pub plain: Vec<String>,
}

/// An example of a call, the client in scope as `client`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shown {
    /// Its statements.
    pub statements: Vec<String>,
    /// The variables that the reader must provide, each with its type.
    pub given: Vec<(String, String)>,
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
    let simplest = |is_wanted: fn(&Call<'_>) -> bool| {
        let wanted = calls.clone().filter(|(_, call)| is_wanted(call));
        wanted.min_by_key(|(_, call)| distance(package, call))
    };
    if let Some((group, call)) = simplest(|_| true) {
        usage.call = show(package, group, call, awaited);
        usage.errors = call.errors.as_ref().map(|(name, _)| {
            let (path, module) = (package.target.path(), group.module.code());
            format!("{path}::{module}::{}", name.code())
        });
    }
    let all = |(group, call)| show(package, group, call, example::statements);
    usage.listing = simplest(|call| call.paging.is_some()).map(all);
    usage.stream = simplest(|call| call.paging.is_none() && gives_stream(call)).map(all);
    usage
}

/// Values whose types are written by their whole paths.
fn values<'p, 'a>(package: &'p Package<'a>) -> Values<'p, 'a> {
    Values::new(package, format!("{}::types", package.target.path()))
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

/// Returns how far a call is from a typical one, which has a body that can be written down, and documented errors.
fn distance(package: &Package<'_>, call: &Call<'_>) -> usize {
    let bodies = call
        .arguments
        .iter()
        .filter(|argument| matches!(argument.passing, Passing::Body(_)));
    let body: Vec<bool> = bodies
        .map(|body| values(package).body(body).is_some())
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

/// Returns a call with the statements before it; `end` writes the statements that use the call.
fn show(
    package: &Package<'_>,
    group: &Group<'_>,
    call: &Call<'_>,
    end: fn(&Call<'_>, &str) -> Vec<String>,
) -> Shown {
    let mut shown = Shown::default();
    let mut arguments = Vec::new();
    for argument in &call.arguments {
        if let Some(statement) = values(package).body(argument) {
            shown.statements.extend(statement);
            arguments.push(format!("&{}", argument.ident.code()));
            continue;
        }
        let (expression, ty) = example::expression(package, argument);
        if let Some(ty) = ty {
            shown.given.push((argument.ident.code(), ty));
        }
        arguments.push(expression);
    }
    if let Some(parameters) = &call.named {
        let sample = named::sample(package, group, parameters);
        shown.given.extend(sample.given);
        shown.statements.extend(sample.lines);
        arguments.push(sample.argument);
    }
    let invocation = format!(
        "client.{}().{}({})",
        group.accessor.code(),
        call.method.code(),
        arguments.join(", ")
    );
    shown.statements.extend(end(call, &invocation));
    shown
}

/// The call, awaited.
fn awaited(call: &Call<'_>, invocation: &str) -> Vec<String> {
    let result = match example::gives_nothing(call) {
        true => "",
        false => "let result = ",
    };
    vec![format!("{result}{invocation}.await?;")]
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
