//! Listings whose pages have numbers: the commonest form, with the most ways to say where it ends.

use super::page::Page;
use super::pagination::Listing;
use crate::api::{LastPage, Location, NextPage, PageSize, Parameter, Type};
use serde_json::Value;

/// Parameters that take the number of a page.
const NUMBERS: &[&str] = &[
    "page",
    "page_number",
    "pageNumber",
    "page-number",
    "page[number]",
    "page_num",
    "pageNum",
    "page_no",
    "pageNo",
    "page_index",
    "pageIndex",
    "Page",
    "PageNumber",
];

/// Parameters that say how many items a page has.
const SIZES: &[&str] = &[
    "per_page",
    "perPage",
    "per-page",
    "page_size",
    "pageSize",
    "page-size",
    "page[size]",
    "size",
    "limit",
    "page_limit",
    "pageLimit",
    "items_per_page",
    "itemsPerPage",
    "PerPage",
    "PageSize",
];

/// Recognizes numbered pages by convention: there is a parameter for the number of the page, and something tells which
/// page is the last.
pub(super) fn by_convention(listing: &Listing<'_>, page: &Page<'_>) -> Option<NextPage> {
    let parameter = number(listing, NUMBERS)?;
    let last = last(listing, page)?;
    Some(next(parameter, last))
}

/// Makes a numbered listing from its parameter and the way to recognize the last page.
pub(super) fn next(parameter: &Parameter, last: LastPage) -> NextPage {
    NextPage::Number {
        parameter: parameter.name.clone(),
        first: first(parameter),
        last,
    }
}

/// The query parameter that takes the number of a page.
pub(super) fn parameter<'o>(listing: &Listing<'o>, name: Option<&str>) -> Option<&'o Parameter> {
    match name {
        Some(name) => number(listing, &[name]),
        None => number(listing, NUMBERS),
    }
}

/// The query parameter that says how many items a page has.
pub(super) fn size(listing: &Listing<'_>, name: Option<&str>) -> Option<PageSize> {
    let found = match name {
        Some(name) => number(listing, &[name]),
        None => number(listing, SIZES),
    }?;
    Some(PageSize {
        parameter: found.name.clone(),
        default: found.default.as_ref().and_then(Value::as_u64),
    })
}

/// Returns how the last page is recognized by convention. Flags and the number of pages come first; else the client
/// counts items, by their total number or by the size of a page.
pub(super) fn last(listing: &Listing<'_>, page: &Page<'_>) -> Option<LastPage> {
    if let Some(member) = page.has_more() {
        let when = false;
        return Some(LastPage::Flag { member, when });
    }
    if let Some(pages) = page.total_pages() {
        return Some(LastPage::Pages(pages));
    }
    if let Some(member) = page.is_last() {
        let when = true;
        return Some(LastPage::Flag { member, when });
    }
    let size = size(listing, None);
    match page.total() {
        Some(total) => Some(LastPage::Total(total, size)),
        None => size.map(LastPage::Short),
    }
}

/// Returns the number of the first page: the parameter's default, else its least value, else 0 for names that end in
/// `index` and 1 for others.
fn first(parameter: &Parameter) -> u64 {
    let default = parameter.default.as_ref().and_then(Value::as_u64);
    let least = parameter.least.and_then(|least| u64::try_from(least).ok());
    let by_name = || u64::from(!parameter.name.to_ascii_lowercase().ends_with("index"));
    default.or(least).unwrap_or_else(by_name)
}

/// Returns the query parameter with one of the names whose type is an integer or a number, because many documents write
/// `number` for integers.
fn number<'o>(listing: &Listing<'o>, names: &[&str]) -> Option<&'o Parameter> {
    listing.parameters.iter().find(|parameter| {
        parameter.location == Location::Query
            && names.contains(&parameter.name.as_str())
            && matches!(parameter.ty, Type::Integer(_) | Type::Number(_))
    })
}
