//! The properties of a page that pagination depends on, found by their names.

use super::schema::Definitions;
use crate::api::{Access, Member, Presence, Shape, Struct, Text, Type};

/// Names of the list in a page.
const ITEMS: &[&str] = &["items", "data", "results", "records", "entries", "values"];

/// Properties that hold facts about a page.
const ABOUT: &[&str] = &[
    "meta",
    "pagination",
    "paging",
    "page_info",
    "pageInfo",
    "response_metadata",
];

/// Properties that hold links.
const LINKS: &[&str] = &["links", "_links", "link", "paging", "pagination", "meta"];

/// Names of flags that say whether more items follow.
const HAS_MORE: &[&str] = &["has_more", "hasMore", "has_next", "hasNext", "more"];

/// Names of the number of all items. `count` is not among them: for some it counts the page.
const TOTAL: &[&str] = &[
    "total",
    "total_count",
    "totalCount",
    "total_items",
    "totalItems",
    "total_results",
    "totalResults",
    "total_records",
    "totalRecords",
    "count_total",
];

/// Names of the number of all pages.
const TOTAL_PAGES: &[&str] = &[
    "total_pages",
    "totalPages",
    "page_count",
    "pageCount",
    "pages_count",
    "num_pages",
    "numPages",
    "number_of_pages",
    "numberOfPages",
    "last_page",
    "lastPage",
    "pages",
];

/// Names of the flag that is set on the last page.
const IS_LAST: &[&str] = &["last", "is_last", "isLast", "is_last_page", "isLastPage"];

/// Names that only a link has.
const NEXT_LINK: &[&str] = &[
    "next_url",
    "nextUrl",
    "next_uri",
    "nextUri",
    "next_link",
    "nextLink",
    "next_href",
    "nextHref",
    "next_page_url",
    "nextPageUrl",
    "next_page_uri",
    "nextPageUri",
    "next_page_link",
    "@odata.nextLink",
    "odata.nextLink",
];

/// A page: an object, or the list itself.
pub(super) struct Page<'a> {
    definitions: &'a Definitions,
    /// `None` if the page is the list itself.
    shape: Option<&'a Struct>,
}

impl<'a> Page<'a> {
    /// Returns a type as a page, if it is an object or a list.
    pub(super) fn of(definitions: &'a Definitions, ty: &Type) -> Option<Self> {
        let id = match ty {
            Type::Array(_) => {
                return Some(Self {
                    definitions,
                    shape: None,
                });
            }
            Type::Defined(id) => id,
            _ => return None,
        };
        match definitions.shape(*id)? {
            Shape::Struct(shape) => Some(Self {
                definitions,
                shape: Some(shape),
            }),
            _ => None,
        }
    }

    /// Returns the properties that a response can have.
    fn members(&self) -> impl Iterator<Item = &'a Member> {
        let members = self.shape.into_iter().flat_map(|shape| &shape.members);
        members.filter(|member| member.access != Access::WriteOnly)
    }

    fn own(&self, name: &str) -> Option<&'a Member> {
        self.members().find(|member| member.name == name)
    }

    /// Returns the property at a path.
    pub(super) fn member<S: AsRef<str>>(&self, path: &[S]) -> Option<&'a Member> {
        let (first, rest) = path.split_first()?;
        let member = self.own(first.as_ref())?;
        if rest.is_empty() {
            return Some(member);
        }
        Page::of(self.definitions, &member.ty)?.member(rest)
    }

    /// Returns the path of the list of items: the only list with one of the usual names, or else the only list.
    pub(super) fn items(&self) -> Option<Vec<String>> {
        if self.shape.is_none() {
            return Some(Vec::new());
        }
        let lists = || {
            let members = self.members();
            members.filter(|member| matches!(member.ty, Type::Array(_)))
        };
        let mut named = lists().filter(|member| ITEMS.contains(&member.name.as_str()));
        let found = match (named.next(), named.next()) {
            (Some(only), None) => only,
            (Some(_), Some(_)) => return None,
            (None, _) => {
                let mut all = lists();
                let only = all.next()?;
                if all.next().is_some() {
                    return None;
                }
                only
            }
        };
        Some(vec![found.name.clone()])
    }

    /// Returns the path of the first property with one of the names, in the page or in an object of facts about it.
    fn fact(&self, names: &[&str], fits: impl Fn(&Member) -> bool) -> Option<Vec<String>> {
        let holders = std::iter::once(None).chain(ABOUT.iter().map(Some));
        for holder in holders {
            for name in names {
                let path: Vec<&str> = holder.into_iter().copied().chain([*name]).collect();
                if self.member(&path).is_some_and(&fits) {
                    return Some(path.into_iter().map(str::to_owned).collect());
                }
            }
        }
        None
    }

    /// The path of the flag that says whether more items follow.
    pub(super) fn has_more(&self) -> Option<Vec<String>> {
        self.fact(HAS_MORE, |member| member.ty == Type::Boolean)
    }

    /// The path of the flag that is set on the last page.
    pub(super) fn is_last(&self) -> Option<Vec<String>> {
        self.fact(IS_LAST, |member| member.ty == Type::Boolean)
    }

    /// The path of the number of all pages.
    pub(super) fn total_pages(&self) -> Option<Vec<String>> {
        self.fact(TOTAL_PAGES, |member| matches!(member.ty, Type::Integer(_)))
    }

    /// The path of the number of all items.
    pub(super) fn total(&self) -> Option<Vec<String>> {
        self.fact(TOTAL, |member| matches!(member.ty, Type::Integer(_)))
    }

    /// Returns the path of the token of the next page: the first property with one of the names, in the page or in an
    /// object of facts about it. The last page leaves it out, or has null or an empty string.
    pub(super) fn token(&self, names: &[&str]) -> Option<Vec<String>> {
        self.fact(names, |member| member.ty == Type::String(Text::Plain))
    }

    /// Returns the path of the link to the next page. The last page leaves it out, or has null.
    pub(super) fn next(&self) -> Option<Vec<String>> {
        let text = |member: &Member| {
            member.ty == Type::String(Text::Plain) && member.presence != Presence::Required
        };
        let owned = |path: &[&str]| Some(path.iter().map(|name| (*name).to_owned()).collect());
        for name in NEXT_LINK {
            if self.own(name).is_some_and(text) {
                return owned(&[name]);
            }
        }
        for holder in LINKS {
            // `next` among facts about the page may be a cursor; among links it is a link.
            let plain = holder.contains("link");
            for name in NEXT_LINK.iter().chain(plain.then_some(&"next")) {
                if self.member(&[*holder, *name]).is_some_and(text) {
                    return owned(&[holder, name]);
                }
            }
            if self
                .member(&[*holder, "next", "href"])
                .is_some_and(|member| member.ty == Type::String(Text::Plain))
            {
                return owned(&[holder, "next", "href"]);
            }
        }
        let next = self.own("next").filter(|member| text(member))?;
        is_link(next).then(|| vec![next.name.clone()])
    }
}

/// Whether a string property is a URL: by its format, by its example, or by a word in its description.
fn is_link(member: &Member) -> bool {
    let formats = ["uri", "url", "uri-reference", "iri", "iri-reference"];
    let format = member.docs.format.as_deref();
    let example = member.example.as_deref().and_then(|value| value.as_str());
    let said = member.docs.description.as_deref().unwrap_or_default();
    let said = said.to_ascii_lowercase();
    format.is_some_and(|format| formats.contains(&format))
        || example.is_some_and(|text| text.starts_with("https://") || text.starts_with("http://"))
        || ["url", "uri", "link", "href"]
            .iter()
            .any(|word| said.contains(word))
}
