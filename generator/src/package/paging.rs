//! Listings: the way from a page to its items and to the next page.

use super::Ident;
use crate::api::{Location, PageSize, Presence, Type};

/// The path to a value in a page: its fields, outermost first, each with whether it may be absent.
pub type FieldPath = Vec<(Ident, Presence)>;

/// How the results of an operation are paged.
#[derive(Clone, Debug)]
pub struct Paging<'a> {
    /// The type of an item.
    pub item: &'a Type,
    /// The path to the list of items.
    pub items: FieldPath,
    /// How the next page is asked for.
    pub next: NextCall<'a>,
}

/// How the next page of a listing is asked for.
#[derive(Clone, Debug)]
pub enum NextCall<'a> {
    /// A query parameter says how many items to skip.
    Offset {
        /// The name of the query parameter.
        parameter: &'a str,
        /// The path to the flag that says whether more items follow.
        has_more: Option<FieldPath>,
        /// The path to the total number of items.
        total: Option<FieldPath>,
    },
    /// A query parameter says which page is wanted.
    Number {
        /// The name of the query parameter.
        parameter: &'a str,
        /// The number of the first page.
        first: u64,
        /// The sign of the last page.
        last: PageEnd<'a>,
    },
    /// The page holds the URL of the next one; the flag says whether it is asked for by GET, without a body.
    Link(FieldPath, bool),
    /// The header `Link` holds the URL of the next one.
    LinkHeader,
    /// A property of the page holds a token.
    Token(FieldPath, &'a str, Location),
    /// A header of the response holds a token.
    HeaderToken(&'a str, &'a str, Location),
}

/// The sign that a page of a numbered listing is the last one.
#[derive(Clone, Debug)]
pub enum PageEnd<'a> {
    /// A flag, and the value that it has on the last page.
    Flag(FieldPath, bool),
    /// The number of all pages.
    Pages(FieldPath),
    /// The number of all items, with the size of a page, if there is a parameter for it.
    Total(FieldPath, Option<&'a PageSize>),
    /// A page with fewer items than a page may have.
    Short(&'a PageSize),
}
