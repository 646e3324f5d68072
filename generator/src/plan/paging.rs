//! Paged results: the way from a page to its items and to the next page.

use super::context::Context;
use crate::api::{self, NextPage, Operation, Pagination, TokenSource, Type};
use crate::package::{Decoder, FieldPath, Item, NextCall, Output, PageEnd, Paging};

/// Finds the fields that a pagination names; `None` if the page does not have them, as lowering has already said.
pub(super) fn plan<'a>(
    context: &Context<'a, '_>,
    operation: &'a Operation,
    output: &Output<'a>,
) -> Option<Paging<'a>> {
    let page = page(output)?;
    let way = |path: &[String]| follow(context, page, path);
    let Pagination { items, next } = operation.pagination.as_ref()?;
    let (items, list) = way(items)?;
    let next = match next {
        NextPage::Offset {
            parameter,
            has_more,
            total,
        } => NextCall::Offset {
            parameter,
            has_more: has_more
                .as_ref()
                .and_then(|path| of_type(way(path)?, &Type::Boolean)),
            total: total.as_ref().and_then(|path| whole(way(path)?)),
        },
        NextPage::Number {
            parameter,
            first,
            last,
        } => NextCall::Number {
            parameter,
            first: *first,
            last: match last {
                api::LastPage::Flag { member, when } => {
                    PageEnd::Flag(of_type(way(member)?, &Type::Boolean)?, *when)
                }
                api::LastPage::Pages(path) => PageEnd::Pages(whole(way(path)?)?),
                api::LastPage::Total(path, size) => {
                    PageEnd::Total(whole(way(path)?)?, size.as_ref())
                }
                api::LastPage::Short(size) => PageEnd::Short(size),
            },
        },
        NextPage::Link { member, by_get } => {
            NextCall::Link(of_type(way(member)?, Type::PLAIN_TEXT)?, *by_get)
        }
        NextPage::LinkHeader => NextCall::LinkHeader,
        NextPage::Token {
            source,
            parameter,
            location,
        } => match source {
            TokenSource::Member(path) => {
                let way = of_type(way(path)?, Type::PLAIN_TEXT)?;
                NextCall::Token(way, parameter, *location)
            }
            TokenSource::Header(header) => NextCall::HeaderToken(header, parameter, *location),
        },
    };
    Some(Paging {
        item: item(list)?,
        items,
        next,
    })
}

/// The type of a page, if every success is one.
fn page<'a>(output: &Output<'a>) -> Option<&'a Type> {
    match output {
        Output::One(Decoder::Json | Decoder::Xml, ty) => *ty,
        _ => None,
    }
}

/// Returns the path to a field, if the field has this type.
fn of_type((way, ty): (FieldPath, &Type), wanted: &Type) -> Option<FieldPath> {
    (ty == wanted).then_some(way)
}

/// Returns the path to a field, if the field is a whole number.
fn whole((way, ty): (FieldPath, &Type)) -> Option<FieldPath> {
    matches!(ty, Type::Integer(_)).then_some(way)
}

fn item(ty: &Type) -> Option<&Type> {
    match ty {
        Type::Array(item) => Some(item),
        _ => None,
    }
}

/// Returns the fields at a path of properties, and the type at its end.
fn follow<'a>(
    context: &Context<'a, '_>,
    page: &'a Type,
    path: &[String],
) -> Option<(FieldPath, &'a Type)> {
    let mut ty = page;
    let mut way = FieldPath::new();
    for name in path {
        let Type::Defined(id) = ty else { return None };
        let mut item = &context.items.get(id.0)?.item;
        if let Item::Alias(other) = item {
            item = &context.items.get(other.0)?.item;
        }
        let Item::Struct(shape) = item else {
            return None;
        };
        let field = shape.fields.iter().find(|field| field.name == name)?;
        way.push((field.ident.clone(), field.presence));
        ty = field.ty;
    }
    Some((way, ty))
}
