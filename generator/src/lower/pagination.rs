//! How results are paged: by the extension `x-jackfield-pagination`, else by convention.

use super::Hint;
use super::page::Page;
use crate::api::{Api, Integer, Location, Operation, Pagination, StatusPattern, Text, Type};
use crate::diagnostic::{Diagnostics, Part};
use crate::document::Document;
use serde_json::{Map, Value};

/// Parameters that skip items.
const OFFSETS: &[&str] = &["offset", "skip"];

/// Finds out for each operation how its results are paged.
pub(super) fn find(
    api: &mut Api,
    hints: &[Option<Hint<'_>>],
    document: &Document,
    diagnostics: &mut Diagnostics,
) {
    let mut found = Vec::new();
    for (operation, hint) in api.operations.iter().zip(hints) {
        let page = page_type(operation).and_then(|ty| Page::of(&api.types, ty));
        found.push(match hint {
            None => page.and_then(|page| by_convention(operation, &page)),
            Some(hint) => match by_extension(operation, page.as_ref(), hint.value) {
                Ok(pagination) => pagination,
                Err((key, message)) => {
                    let mut pointer = hint.pointer.clone();
                    if !key.is_empty() {
                        pointer = format!("{pointer}/{key}");
                    }
                    let place = document.origins.place(&pointer, Part::Value);
                    diagnostics.error(place, message).advise(
                        "name members as the page nests them, joined by dots, such as `links.next`",
                    );
                    None
                }
            },
        });
    }
    for (operation, pagination) in api.operations.iter_mut().zip(found) {
        operation.pagination = pagination;
    }
}

/// The type of a page: of the first success with a body.
fn page_type(operation: &Operation) -> Option<&Type> {
    let success = operation.responses.iter().find(|response| {
        let success = matches!(
            response.status,
            StatusPattern::Code(200..=299) | StatusPattern::Range(2)
        );
        success && !response.media.is_empty()
    })?;
    success.media.first().map(|media| &media.ty)
}

/// The query parameter that skips items.
fn offset(operation: &Operation, names: &[&str]) -> Option<String> {
    let found = operation.parameters.iter().find(|parameter| {
        parameter.location == Location::Query
            && names.contains(&parameter.name.as_str())
            && matches!(parameter.ty, Type::Integer(_))
    })?;
    Some(found.name.clone())
}

fn by_convention(operation: &Operation, page: &Page<'_>) -> Option<Pagination> {
    if operation.method != "GET" {
        return None;
    }
    let items = page.items()?;
    if let Some(offset) = offset(operation, OFFSETS) {
        let (has_more, total) = (page.has_more(), page.total());
        if has_more.is_some() || total.is_some() {
            return Some(Pagination::Offset {
                offset,
                items,
                has_more,
                total,
            });
        }
    }
    let next = page.next()?;
    Some(Pagination::NextLink { items, next })
}

/// What is wrong with an extension: the key, and what to say of it.
type Wrong = (&'static str, String);

fn by_extension(
    operation: &Operation,
    page: Option<&Page<'_>>,
    value: &Value,
) -> Result<Option<Pagination>, Wrong> {
    let object = value
        .as_object()
        .ok_or_else(|| ("", "`x-jackfield-pagination` is an object".to_owned()))?;
    let style = text(object, "style")?.ok_or_else(|| {
        (
            "",
            "`style` is missing: offset, nextLink or none".to_owned(),
        )
    })?;
    if style == "none" {
        return Ok(None);
    }
    let page = page.ok_or_else(|| {
        (
            "",
            "no success of this operation has an object as its body".to_owned(),
        )
    })?;
    let items = match path(object, "items")? {
        Some(items) => check(page, "items", items, "a list", |ty| {
            matches!(ty, Type::Array(_))
        })?,
        None => page.items().ok_or_else(|| {
            (
                "",
                "`items` is missing: which member holds the list?".to_owned(),
            )
        })?,
    };
    match style {
        "offset" => offset_by_extension(operation, page, object, items).map(Some),
        "nextLink" => {
            let next = match path(object, "next")? {
                Some(path) => check(page, "next", path, "a text", |ty| {
                    *ty == Type::String(Text::Plain)
                })?,
                None => page.next().ok_or_else(|| {
                    (
                        "",
                        "`next` is missing: which member holds the link?".to_owned(),
                    )
                })?,
            };
            Ok(Some(Pagination::NextLink { items, next }))
        }
        other => Err((
            "style",
            format!("there is no style `{other}`: offset, nextLink or none"),
        )),
    }
}

fn offset_by_extension(
    operation: &Operation,
    page: &Page<'_>,
    object: &Map<String, Value>,
    items: Vec<String>,
) -> Result<Pagination, Wrong> {
    let offset = match text(object, "offset")? {
        Some(name) => offset(operation, &[name]).ok_or_else(|| {
            (
                "offset",
                format!("there is no whole-numbered query parameter `{name}`"),
            )
        })?,
        None => offset(operation, OFFSETS).ok_or_else(|| {
            (
                "",
                "`offset` is missing: which query parameter skips?".to_owned(),
            )
        })?,
    };
    let has_more = path(object, "hasMore")?
        .map(|path| {
            check(page, "hasMore", path, "a boolean", |ty| {
                *ty == Type::Boolean
            })
        })
        .transpose()?;
    let whole = |ty: &Type| *ty == Type::Integer(Integer::I64);
    let total = path(object, "total")?
        .map(|path| check(page, "total", path, "a whole number", whole))
        .transpose()?;
    let said = has_more.is_some() || total.is_some();
    Ok(Pagination::Offset {
        offset,
        items,
        has_more: if said { has_more } else { page.has_more() },
        total: if said { total } else { page.total() },
    })
}

/// The text under a key.
fn text<'a>(object: &'a Map<String, Value>, key: &'static str) -> Result<Option<&'a str>, Wrong> {
    match object.get(key) {
        None => Ok(None),
        Some(Value::String(text)) => Ok(Some(text)),
        Some(_) => Err((key, format!("`{key}` is a text"))),
    }
}

/// The member path under a key.
fn path(object: &Map<String, Value>, key: &'static str) -> Result<Option<Vec<String>>, Wrong> {
    let text = text(object, key)?;
    Ok(text.map(|text| text.split('.').map(str::to_owned).collect()))
}

/// A member path, if it leads to what it should.
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
