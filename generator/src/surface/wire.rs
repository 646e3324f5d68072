//! Descriptions in words of how credentials travel and how listings are paged.

use crate::api::{Location, SchemeKind};
use crate::package::{FieldPath, Grant, NextCall, PageEnd, Paging};

/// Describes how a credential travels.
pub(super) fn credential(kind: &SchemeKind, grant: Option<&Grant<'_>>) -> String {
    let way = match kind {
        SchemeKind::Basic => "as a user name and a password".to_owned(),
        SchemeKind::Bearer => "as a bearer token".to_owned(),
        SchemeKind::Http(scheme) => format!("in the header Authorization, scheme {scheme}"),
        SchemeKind::ApiKey {
            location,
            name: key,
        } => format!("in the {} {key}", place(*location)),
        // Everything else that a document says of OAuth 2.0 is for people to read.
        SchemeKind::OAuth2 { .. } => "as a bearer token of OAuth 2.0".to_owned(),
        SchemeKind::MutualTls => "as a certificate".to_owned(),
    };
    match grant {
        None => way,
        Some(grant) => format!("{way}, {}", granted(grant)),
    }
}

fn granted(grant: &Grant<'_>) -> String {
    let from = grant.token_url.unwrap_or("a URL that the user says");
    match grant.scopes.as_slice() {
        [] => format!("from {from}"),
        scopes => format!("from {from} for {}", scopes.join(" ")),
    }
}

fn place(location: Location) -> &'static str {
    match location {
        Location::Path => "path parameter",
        Location::Query => "query parameter",
        Location::QueryString => "query",
        Location::Header => "header",
        Location::Cookie => "cookie",
    }
}

/// Describes where the items of a page are, and how the next page is asked for.
pub(super) fn listing(paging: &Paging<'_>) -> String {
    format!("items in {}, {}", path(&paging.items), next(&paging.next))
}

/// Returns the path to a value in the page, by the names of the fields.
fn path(fields: &FieldPath) -> String {
    let names: Vec<String> = fields.iter().map(|(ident, _)| ident.code()).collect();
    match names.is_empty() {
        true => "the page itself".to_owned(),
        false => names.join("."),
    }
}

fn next(next: &NextCall<'_>) -> String {
    match next {
        NextCall::Offset {
            parameter,
            has_more,
            total,
        } => {
            let more = has_more.as_ref();
            let more = more.map(|more| format!(", {} says whether more follow", path(more)));
            let total = total.as_ref();
            let total = total.map(|total| format!(", {} is the number of all", path(total)));
            let ends = [more, total].map(Option::unwrap_or_default).concat();
            format!("{parameter} is the number of items before the page{ends}")
        }
        NextCall::Number {
            parameter,
            first,
            last,
        } => format!(
            "{parameter} is the number of the page, from {first}, {}",
            end(last)
        ),
        NextCall::Link(member, true) => {
            format!(
                "{} is the URL of the next page, asked for by GET",
                path(member)
            )
        }
        NextCall::Link(member, false) => format!("{} is the URL of the next page", path(member)),
        NextCall::LinkHeader => "the header Link has the URL of the next page".to_owned(),
        NextCall::Token(member, parameter, location) => format!(
            "{} is given in the {} {parameter} for the next page",
            path(member),
            place(*location)
        ),
        NextCall::HeaderToken(header, parameter, location) => format!(
            "the header {header} is given in the {} {parameter} for the next page",
            place(*location)
        ),
    }
}

/// Describes the sign of the last page.
fn end(last: &PageEnd<'_>) -> String {
    let size = |size: &crate::api::PageSize| match size.default {
        Some(default) => format!("{}, by default {default}", size.parameter),
        None => size.parameter.clone(),
    };
    match last {
        PageEnd::Flag(member, when) => format!("the last one has {when} in {}", path(member)),
        PageEnd::Pages(member) => format!("{} is the number of pages", path(member)),
        PageEnd::Total(member, None) => format!("{} is the number of all items", path(member)),
        PageEnd::Total(member, Some(of)) => format!(
            "{} is the number of all items, a page has {}",
            path(member),
            size(of)
        ),
        PageEnd::Short(of) => format!("the last one has fewer items than {}", size(of)),
    }
}
