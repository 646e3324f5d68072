//! The docs of the method that prepares a call: what the call does and gives, what may be set, what may go wrong.

use super::docs::Comment;
use super::file::File;
use super::{decode, errors, example, markdown};
use crate::package::{Call, Group, Output};

/// How many optional parameters the docs of a method name; the others are on the page of the call.
const MOST_NAMED: usize = 5;

/// The docs of a method.
pub(super) fn of(file: &mut File<'_, '_>, group: &Group<'_>, call: &Call<'_>) -> Comment {
    let mut docs = Comment::of_operation(&call.operation.docs);
    docs.push(vec![wire(call)]);
    let arguments = call.arguments.iter().filter_map(|argument| {
        let text = argument.docs.description.as_deref().map(markdown::line)?;
        (!text.is_empty()).then(|| format!("- `{}`: {text}", argument.ident))
    });
    docs.push(arguments.collect());
    docs.push(gives(file, call).into_iter().chain(options(call)).collect());
    if let Some((name, set)) = &call.errors
        && let Some(set) = file.package.error_sets.get(*set)
    {
        let statuses = match set.is_default() {
            true => "any error status".to_owned(),
            false => format!("the documented {}", errors::list(&set.statuses())),
        };
        docs.push(vec!["# Errors".to_owned()]);
        docs.push(vec![format!("[`{name}`] for {statuses}.")]);
    }
    docs.push(vec!["# Examples".to_owned()]);
    docs.push(example::lines(file.package, group, call));
    docs
}

/// Method and path, and the scopes that a token needs.
fn wire(call: &Call<'_>) -> String {
    let operation = call.operation;
    let wire = markdown::code(&format!("{} {}", operation.method, operation.path));
    let scopes = call.scopes.iter().map(|scope| markdown::code(scope));
    let scopes: Vec<String> = scopes.collect();
    let scopes: Vec<&str> = scopes.iter().map(String::as_str).collect();
    match scopes.as_slice() {
        [] => wire,
        [one] => format!("{wire}, scope {one}"),
        several => format!("{wire}, scopes {}", errors::list(several)),
    }
}

/// Returns the sentence that says what awaiting the call gives; `None` if it gives no value.
fn gives(file: &mut File<'_, '_>, call: &Call<'_>) -> Option<String> {
    if example::gives_nothing(call) {
        return None;
    }
    let output = linked(&decode::output_type(file, call));
    Some(match &call.paging {
        None => format!("Gives {output}."),
        Some(paging) => {
            let (name, item) = (&call.name, linked(&file.ty(paging.item)));
            format!(
                "Gives {output}, a page; [`items`]({name}::items) gives each {item} of all pages."
            )
        }
    })
}

/// A type as text, with a link to it if it is one of the client.
fn linked(ty: &str) -> String {
    let list = ty
        .strip_prefix("Vec<")
        .and_then(|rest| rest.strip_suffix('>'));
    match (link(ty), list.and_then(link)) {
        (Some(link), _) => link,
        (None, Some(item)) => format!("a list of {item}"),
        (None, None) => format!("`{ty}`"),
    }
}

/// The link to a type that is written as a name, or by its path where the name is taken.
fn link(ty: &str) -> Option<String> {
    let is_name = |text: &str| text.chars().all(|c| c.is_alphanumeric() || c == '_');
    let (path, name) = ty.rsplit_once("::").unwrap_or(("", ty));
    let is_link = is_name(name) && name.starts_with(char::is_uppercase);
    is_link.then(|| match path {
        "" => format!("[`{name}`]"),
        _ => format!("[`{name}`]({ty})"),
    })
}

/// Returns the sentence that names the optional arguments, which may be set before a call is sent; `None` if there are
/// none.
fn options(call: &Call<'_>) -> Option<String> {
    let name = &call.name;
    let links = call.setters.iter().take(MOST_NAMED);
    let links: Vec<String> = links
        .map(|setter| format!("[`{0}`]({name}::{0})", setter.ident))
        .collect();
    let more = call.setters.len().saturating_sub(MOST_NAMED);
    match (links.as_slice(), more) {
        ([], _) => None,
        (links, 0) => Some(format!("Optional: {}.", links.join(", "))),
        (links, more) => Some(format!(
            "Optional: {} and {more} more of [`{name}`].",
            links.join(", ")
        )),
    }
}

/// Whether awaiting the call gives a stream.
pub(super) fn gives_stream(call: &Call<'_>) -> bool {
    matches!(&call.output, Output::One(decoder, _) if decoder.is_stream())
}
