//! Paged results: the way from a page to its items and to the next call.

use super::file::File;
use crate::api::{Location, PageSize, Presence};
use crate::package::{Call, Ident, NextCall, PageEnd, Paging};

/// Emits the line that makes a call paged.
pub(super) fn emit(file: &mut File<'_, '_>, call: &Call<'_>) {
    let Some(paging) = &call.paging else { return };
    let next = next(paging);
    let page = match paging.next {
        NextCall::LinkHeader | NextCall::HeaderToken(..) => "_page",
        _ => "page",
    };
    let item = file.ty(paging.item);
    let make = file.runtime("paged");
    file.text(format!(
        "{make}!({} -> {item}, |page| {}, |call, {page}| call.{next});\n",
        call.name.code(),
        taken(&paging.items)
    ));
}

/// The call of the next page, as a method of the call of this one.
fn next(paging: &Paging<'_>) -> String {
    match &paging.next {
        NextCall::Offset {
            parameter,
            has_more,
            total,
        } => {
            let count = count(&paging.items);
            match (has_more, total) {
                (Some(flag), _) => {
                    format!("next_offset({parameter:?}, {count}, {})", flag_of(flag))
                }
                (None, Some(total)) => format!(
                    "next_offset_of_total({parameter:?}, {count}, {})",
                    number(total)
                ),
                (None, None) => format!("next_offset({parameter:?}, {count}, true)"),
            }
        }
        NextCall::Number {
            parameter,
            first,
            last,
        } => {
            let count = count(&paging.items);
            number_of_page(parameter, *first, &count, last)
        }
        NextCall::Link(way, false) => format!("next_link({})", text(way)),
        NextCall::Link(way, true) => format!("next_link_by_get({})", text(way)),
        NextCall::LinkHeader => "next_link(call.link_header())".to_owned(),
        NextCall::Token(way, parameter, location) => {
            format!("{}({parameter:?}, {})", setter(*location), text(way))
        }
        NextCall::HeaderToken(header, parameter, location) => {
            format!(
                "{}({parameter:?}, call.header({header:?}))",
                setter(*location)
            )
        }
    }
}

/// The call of the page after the one that a query parameter says.
fn number_of_page(parameter: &str, first: u64, count: &str, last: &PageEnd<'_>) -> String {
    let start = format!("{parameter:?}, {first}, {count}");
    match last {
        PageEnd::Flag(way, false) => format!("next_page({start}, {})", flag_of(way)),
        PageEnd::Flag(way, true) => format!("next_page({start}, {})", unset_flag_of(way)),
        PageEnd::Pages(way) => format!("next_page_of({start}, {})", number(way)),
        PageEnd::Total(way, size) => {
            let size = size_of_page(*size);
            format!("next_page_of_total({start}, {}, {size})", number(way))
        }
        PageEnd::Short(size) => {
            let size = size_of_page(Some(size));
            format!("next_page_of_size({start}, {size})")
        }
    }
}

/// The parameter for the size of a page, and how large a page is without it.
fn size_of_page(size: Option<&PageSize>) -> String {
    match size {
        None => "(\"\", None)".to_owned(),
        Some(size) => format!("({:?}, {:?})", size.parameter, size.default),
    }
}

/// The method that passes a token on.
fn setter(location: Location) -> &'static str {
    match location {
        Location::Header => "next_header",
        _ => "next_query",
    }
}

/// A value in the making: the expression so far, and whether it is an option.
struct Value(String, bool);

/// Makes the expression that goes through the fields of a path, borrowing them.
fn borrowed(way: &[(Ident, Presence)]) -> Value {
    let mut value = Value("page".to_owned(), false);
    for (ident, presence) in way {
        let field = ident.code();
        value = match (value.1, *presence) {
            (false, Presence::Required) => Value(format!("{}.{field}", value.0), false),
            (false, Presence::OptionalNullable) => {
                Value(format!("{}.{field}.as_option()", value.0), true)
            }
            (false, _) => Value(format!("{}.{field}.as_ref()", value.0), true),
            (true, Presence::Required) => {
                Value(format!("{}.map(|value| &value.{field})", value.0), true)
            }
            (true, Presence::OptionalNullable) => Value(
                format!("{}.and_then(|value| value.{field}.as_option())", value.0),
                true,
            ),
            (true, _) => Value(
                format!("{}.and_then(|value| value.{field}.as_ref())", value.0),
                true,
            ),
        };
    }
    value
}

/// The number of items in a borrowed page.
fn count(way: &[(Ident, Presence)]) -> String {
    match borrowed(way) {
        Value(value, false) => format!("{value}.len()"),
        Value(value, true) => format!("{value}.map_or(0, Vec::len)"),
    }
}

fn flag_of(way: &[(Ident, Presence)]) -> String {
    match borrowed(way) {
        Value(value, false) => value,
        Value(value, true) => format!("{value}.is_some_and(|more| *more)"),
    }
}

fn unset_flag_of(way: &[(Ident, Presence)]) -> String {
    match borrowed(way) {
        Value(value, false) => format!("!{value}"),
        Value(value, true) => format!("{value}.is_none_or(|last| !*last)"),
    }
}

/// A number that is borrowed, if the page has it.
fn number(way: &[(Ident, Presence)]) -> String {
    match borrowed(way) {
        Value(value, false) => format!("Some(&{value})"),
        Value(value, true) => value,
    }
}

fn text(way: &[(Ident, Presence)]) -> String {
    // An option that only the last field is has a shorter way to its text.
    if let Some(((last, presence), before)) = way.split_last()
        && matches!(presence, Presence::Optional | Presence::RequiredNullable)
        && let Value(value, false) = borrowed(before)
    {
        return format!("{value}.{}.as_deref()", last.code());
    }
    match borrowed(way) {
        Value(value, false) => format!("Some({value}.as_str())"),
        Value(value, true) => format!("{value}.map(String::as_str)"),
    }
}

/// The items, taken out of the page.
fn taken(way: &[(Ident, Presence)]) -> String {
    let mut value = Value("page".to_owned(), false);
    for (ident, presence) in way {
        let field = match presence {
            Presence::OptionalNullable => format!("{}.into_option()", ident.code()),
            _ => ident.code(),
        };
        let optional = *presence != Presence::Required;
        value = match value {
            Value(value, false) => Value(format!("{value}.{field}"), optional),
            Value(value, true) if optional => {
                Value(format!("{value}.and_then(|value| value.{field})"), true)
            }
            Value(value, true) => Value(format!("{value}.map(|value| value.{field})"), true),
        };
    }
    match value {
        Value(value, false) => value,
        Value(value, true) => format!("{value}.unwrap_or_default()"),
    }
}
