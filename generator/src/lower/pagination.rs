//! Pagination: how results are paged, by the extension `x-jackfield-pagination`, else by convention.

use super::page::Page;
use super::schema::Definitions;
use super::{Lowering, page_number};
use crate::api::{
    LastPage, Location, NextPage, Pagination, Parameter, Response, StatusPattern, Text,
    TokenSource, Type,
};
use crate::diagnostic::Code;
use serde_json::{Map, Value};

/// Parameters that skip items.
const OFFSETS: &[&str] = &["offset", "skip"];

/// Parameters that take the token of a page, each with the properties of the previous page that hold the token.
const TOKENS: &[(&[&str], &[&str])] = &[
    (
        &["page_token", "pageToken", "PageToken"],
        &["next_page_token", "nextPageToken", "NextPageToken"],
    ),
    (
        &["next_token", "nextToken", "NextToken"],
        &["next_token", "nextToken", "NextToken"],
    ),
    (
        &["cursor", "Cursor", "next_cursor", "nextCursor"],
        &["next_cursor", "nextCursor", "NextCursor"],
    ),
    (
        &[
            "continuation_token",
            "continuationToken",
            "ContinuationToken",
        ],
        &[
            "next_continuation_token",
            "nextContinuationToken",
            "NextContinuationToken",
            "continuation_token",
            "continuationToken",
        ],
    ),
    (
        &["marker", "Marker"],
        &["next_marker", "nextMarker", "NextMarker"],
    ),
];

/// The parts of an operation by which its pagination is recognized.
pub(super) struct Listing<'a> {
    pub(super) method: &'a str,
    pub(super) parameters: &'a [Parameter],
    pub(super) responses: &'a [Response],
}

impl Lowering<'_, '_> {
    /// Returns the pagination that an operation states by the extension, which stands at `pointer`. An invalid
    /// extension is reported as an error.
    pub(super) fn pagination_by_extension(
        &mut self,
        listing: &Listing<'_>,
        value: &Value,
        pointer: &str,
    ) -> Option<Pagination> {
        let page = listing.page(self.types.definitions());
        match by_extension(listing, page.as_ref(), value) {
            Ok(pagination) => pagination,
            Err((key, message)) => {
                let pointer = match key {
                    "" => pointer.to_owned(),
                    key => format!("{pointer}/{key}"),
                };
                self.types
                    .error(Code::ExtensionInvalid, &pointer, message)
                    .advise(advice(key));
                None
            }
        }
    }
}

impl<'a> Listing<'a> {
    /// Recognizes pagination by convention; `None` if there is none.
    pub(super) fn by_convention(&self, definitions: &Definitions) -> Option<Pagination> {
        by_convention(self, &self.page(definitions)?)
    }

    /// Returns the first successful response with a body, which holds a page.
    fn success(&self) -> Option<&'a Response> {
        self.responses.iter().find(|response| {
            let success = matches!(
                response.status,
                StatusPattern::Code(200..=299) | StatusPattern::Range(2)
            );
            success && !response.media.is_empty()
        })
    }

    /// Returns the page in the successful response: the first of its media types whose body is an object or a list.
    fn page<'t>(&self, definitions: &'t Definitions) -> Option<Page<'t>> {
        let mut media = self.success()?.media.iter();
        media.find_map(|media| Page::of(definitions, media.content.ty()?))
    }
}

/// Returns the advice for a wrong value under a key of the extension.
fn advice(key: &str) -> &'static str {
    match key {
        "style" | "method" => "write one of the values that there are",
        "offset" | "parameter" | "page" | "size" => "name a parameter as the operation does",
        "" => "say what is missing, or leave the extension out",
        _ => "name members as the page nests them, joined by dots, such as `links.next`",
    }
}

/// The query parameter that skips items.
fn offset(listing: &Listing<'_>, names: &[&str]) -> Option<String> {
    let found = listing.parameters.iter().find(|parameter| {
        parameter.location == Location::Query
            && names.contains(&parameter.name.as_str())
            && matches!(parameter.ty, Type::Integer(_))
    })?;
    Some(found.name.clone())
}

fn by_convention(listing: &Listing<'_>, page: &Page<'_>) -> Option<Pagination> {
    if listing.method != "GET" {
        return None;
    }
    let items = page.items()?;
    let of = |next| Some(Pagination { items, next });
    if let Some(parameter) = offset(listing, OFFSETS) {
        let (has_more, total) = (page.has_more(), page.total());
        if has_more.is_some() || total.is_some() {
            return of(NextPage::Offset {
                parameter,
                has_more,
                total,
            });
        }
    }
    if let Some(member) = page.next() {
        let by_get = false;
        return of(NextPage::Link { member, by_get });
    }
    if let Some((parameter, member)) = token(listing, page) {
        return of(NextPage::Token {
            source: TokenSource::Member(member),
            parameter,
            location: Location::Query,
        });
    }
    if has_link_header(listing) {
        return of(NextPage::LinkHeader);
    }
    of(page_number::by_convention(listing, page)?)
}

/// Returns the parameter that takes a token, and the path of the property of the page that holds it.
fn token(listing: &Listing<'_>, page: &Page<'_>) -> Option<(String, Vec<String>)> {
    TOKENS.iter().find_map(|(parameters, members)| {
        let parameter = listing.parameters.iter().find(|parameter| {
            takes_token(parameter, Location::Query) && parameters.contains(&parameter.name.as_str())
        })?;
        Some((parameter.name.clone(), page.token(members)?))
    })
}

/// Whether a parameter takes a token: a string that is not needed for the first page.
fn takes_token(parameter: &Parameter, location: Location) -> bool {
    parameter.location == location
        && !parameter.required
        && parameter.ty == Type::String(Text::Plain)
}

/// Whether the document says that pages have a header `Link`.
fn has_link_header(listing: &Listing<'_>) -> bool {
    listing.success().is_some_and(|response| {
        let mut headers = response.headers.iter();
        headers.any(|header| header.name.eq_ignore_ascii_case("link"))
    })
}

/// An error in the extension: the key that it concerns, and the message.
type Wrong = (&'static str, String);

fn by_extension(
    listing: &Listing<'_>,
    page: Option<&Page<'_>>,
    value: &Value,
) -> Result<Option<Pagination>, Wrong> {
    let object = value
        .as_object()
        .ok_or_else(|| ("", "`x-jackfield-pagination` is an object".to_owned()))?;
    const STYLES: &str = "offset, page, nextLink, linkHeader, token or none";
    let style =
        text(object, "style")?.ok_or_else(|| ("", format!("`style` is missing: {STYLES}")))?;
    if style == "none" {
        return Ok(None);
    }
    let page = page.ok_or_else(|| {
        let message = "no success of this operation has an object or a list as its body";
        ("", message.to_owned())
    })?;
    let items = match path(object, "items")? {
        Some(items) => check(page, "items", items, "a list", |ty| {
            matches!(ty, Type::Array(_))
        })?,
        None => page
            .items()
            .ok_or_else(|| missing("items", "which member holds the list?"))?,
    };
    let next = match style {
        "offset" => offset_by_extension(listing, page, object)?,
        "page" => number_by_extension(listing, page, object)?,
        "nextLink" => link_by_extension(page, object)?,
        "linkHeader" => NextPage::LinkHeader,
        "token" => token_by_extension(listing, page, object)?,
        other => {
            return Err(("style", format!("there is no style `{other}`: {STYLES}")));
        }
    };
    Ok(Some(Pagination { items, next }))
}

fn missing(key: &'static str, question: &str) -> Wrong {
    ("", format!("`{key}` is missing: {question}"))
}

fn is_text(ty: &Type) -> bool {
    *ty == Type::String(Text::Plain)
}

fn link_by_extension(page: &Page<'_>, object: &Map<String, Value>) -> Result<NextPage, Wrong> {
    let member = match path(object, "next")? {
        Some(path) => check(page, "next", path, "a text", is_text)?,
        None => page
            .next()
            .ok_or_else(|| missing("next", "which member holds the link?"))?,
    };
    let by_get = match text(object, "method")? {
        None => false,
        Some("GET") => true,
        Some(_) => {
            let message = "`method` is GET, or left out where it is that of the operation";
            return Err(("method", message.to_owned()));
        }
    };
    Ok(NextPage::Link { member, by_get })
}

fn token_by_extension(
    listing: &Listing<'_>,
    page: &Page<'_>,
    object: &Map<String, Value>,
) -> Result<NextPage, Wrong> {
    let name = text(object, "parameter")?
        .ok_or_else(|| missing("parameter", "which parameter takes the token?"))?;
    let takes = |location| {
        let mut parameters = listing.parameters.iter();
        parameters.any(|one| takes_token(one, location) && one.name == name)
    };
    let location = match (takes(Location::Query), takes(Location::Header)) {
        (true, _) => Location::Query,
        (false, true) => Location::Header,
        (false, false) => {
            let message = format!("no optional query parameter or header `{name}` is a text");
            return Err(("parameter", message));
        }
    };
    let source = match (path(object, "next")?, text(object, "nextHeader")?) {
        (Some(path), _) => TokenSource::Member(check(page, "next", path, "a text", is_text)?),
        (None, Some(header)) => TokenSource::Header(header.to_owned()),
        (None, None) => return Err(missing("next", "which member holds the token?")),
    };
    Ok(NextPage::Token {
        source,
        parameter: name.to_owned(),
        location,
    })
}

fn offset_by_extension(
    listing: &Listing<'_>,
    page: &Page<'_>,
    object: &Map<String, Value>,
) -> Result<NextPage, Wrong> {
    let parameter = match text(object, "offset")? {
        Some(name) => offset(listing, &[name]).ok_or_else(|| {
            (
                "offset",
                format!("there is no whole-numbered query parameter `{name}`"),
            )
        })?,
        None => offset(listing, OFFSETS)
            .ok_or_else(|| missing("offset", "which query parameter skips?"))?,
    };
    let has_more = path(object, "hasMore")?
        .map(|path| {
            check(page, "hasMore", path, "a boolean", |ty| {
                *ty == Type::Boolean
            })
        })
        .transpose()?;
    let whole = |ty: &Type| matches!(ty, Type::Integer(_));
    let total = path(object, "total")?
        .map(|path| check(page, "total", path, "a whole number", whole))
        .transpose()?;
    let said = has_more.is_some() || total.is_some();
    Ok(NextPage::Offset {
        parameter,
        has_more: if said { has_more } else { page.has_more() },
        total: if said { total } else { page.total() },
    })
}

fn number_by_extension(
    listing: &Listing<'_>,
    page: &Page<'_>,
    object: &Map<String, Value>,
) -> Result<NextPage, Wrong> {
    let query = |key: &'static str, name: &str| {
        let message = format!("there is no whole-numbered query parameter `{name}`");
        (key, message)
    };
    let name = text(object, "page")?;
    let parameter = page_number::parameter(listing, name).ok_or_else(|| match name {
        Some(name) => query("page", name),
        None => missing(
            "page",
            "which query parameter takes the number of the page?",
        ),
    })?;
    let size = match text(object, "size")? {
        None => page_number::size(listing, None),
        Some(name) => {
            let found = page_number::size(listing, Some(name));
            Some(found.ok_or_else(|| query("size", name))?)
        }
    };
    let flag = |key| match path(object, key)? {
        None => Ok(None),
        Some(path) => check(page, key, path, "a boolean", |ty| *ty == Type::Boolean).map(Some),
    };
    let count = |key| match path(object, key)? {
        None => Ok(None),
        Some(path) => {
            let whole = |ty: &Type| matches!(ty, Type::Integer(_));
            check(page, key, path, "a whole number", whole).map(Some)
        }
    };
    let found = (flag("hasMore")?, count("pages")?, count("total")?);
    let last = match found {
        (Some(member), ..) => Some(LastPage::Flag {
            member,
            when: false,
        }),
        (_, Some(pages), _) => Some(LastPage::Pages(pages)),
        (.., Some(total)) => Some(LastPage::Total(total, size)),
        _ => page_number::last(listing, page).or(size.map(LastPage::Short)),
    };
    let last = last.ok_or_else(|| missing("pages", "what tells the last page?"))?;
    Ok(page_number::next(parameter, last))
}

/// The text under a key.
fn text<'a>(object: &'a Map<String, Value>, key: &'static str) -> Result<Option<&'a str>, Wrong> {
    match object.get(key) {
        None => Ok(None),
        Some(Value::String(text)) => Ok(Some(text)),
        Some(_) => Err((key, format!("`{key}` is a text"))),
    }
}

/// Returns the path of a property that stands under a key, split at its dots.
fn path(object: &Map<String, Value>, key: &'static str) -> Result<Option<Vec<String>>, Wrong> {
    let text = text(object, key)?;
    Ok(text.map(|text| text.split('.').map(str::to_owned).collect()))
}

/// Returns the path of a property, if the page has the property and its type fits.
fn check(
    page: &Page<'_>,
    key: &'static str,
    path: Vec<String>,
    wanted: &str,
    fits: impl Fn(&Type) -> bool,
) -> Result<Vec<String>, Wrong> {
    match page.member(&path) {
        None => Err((key, format!("the page has no member `{}`", path.join(".")))),
        Some(member) if !fits(&member.ty) => {
            Err((key, format!("`{}` is not {wanted}", path.join("."))))
        }
        Some(_) => Ok(path),
    }
}
