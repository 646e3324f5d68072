//! Listings: the way from a page to its items and to the next page.

use super::Ident;
use crate::api::{Location, PageSize, Presence, Type};

/// The way to a member: its fields, outermost first, each with whether it may be absent.
pub type FieldPath = Vec<(Ident, Presence)>;

/// How the results of an operation are paged.
#[derive(Clone, Debug)]
pub struct Paging<'a> {
    /// The type of an item.
    pub item: &'a Type,
    /// The way to the list.
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
        /// The way to the flag that says whether more follow.
        has_more: Option<FieldPath>,
        /// The way to the number of all items.
        total: Option<FieldPath>,
    },
    /// A query parameter says which page is wanted.
    Number {
        /// The name of the query parameter.
        parameter: &'a str,
        /// The number of the first page.
        first: u64,
        /// What tells the last page.
        last: PageEnd<'a>,
    },
    /// The page holds the URL of the next one; the flag says whether it is asked for by GET, without a body.
    Link(FieldPath, bool),
    /// The header `Link` holds the URL of the next one.
    LinkHeader,
    /// A member of the page holds a token.
    Token(FieldPath, &'a str, Location),
    /// A header of the response holds a token.
    HeaderToken(&'a str, &'a str, Location),
}

/// What tells that a page of a numbered listing is the last one.
#[derive(Clone, Debug)]
pub enum PageEnd<'a> {
    /// A flag, and what it is on the last page.
    Flag(FieldPath, bool),
    /// The number of all pages.
    Pages(FieldPath),
    /// The number of all items, as far as pages are of a size.
    Total(FieldPath, Option<&'a PageSize>),
    /// That it has fewer items than a page may have.
    Short(&'a PageSize),
}
