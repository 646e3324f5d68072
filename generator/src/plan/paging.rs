//! Paged results: the way from a page to its items and to the next page.

use super::context::Context;
use super::responses;
use crate::api::{Integer, Operation, Pagination, Presence, Type};
use crate::package::{Decoder, Ident, Item, Output, Paging};

/// A way through fields.
type Way = Vec<(Ident, Presence)>;

/// Finds the fields that a pagination names; none if the page has them not, as lowering has already said.
pub(super) fn plan<'a>(
    context: &Context<'a, '_>,
    operation: &'a Operation,
    output: &Output<'a>,
) -> Option<Paging<'a>> {
    let page = page(output)?;
    let way = |path: &[String]| follow(context, page, path);
    match operation.pagination.as_ref()? {
        Pagination::Offset {
            offset,
            items,
            has_more,
            total,
        } => {
            let (items, ty) = way(items)?;
            Some(Paging::Offset {
                item: item(ty)?,
                items,
                parameter: offset,
                has_more: has_more
                    .as_ref()
                    .and_then(|path| of_type(way(path)?, &Type::Boolean)),
                total: total
                    .as_ref()
                    .and_then(|path| of_type(way(path)?, &Type::Integer(Integer::I64))),
            })
        }
        Pagination::NextLink { items, next } => {
            let (items, ty) = way(items)?;
            Some(Paging::NextLink {
                item: item(ty)?,
                items,
                next: of_type(way(next)?, responses::PLAIN_TEXT)?,
            })
        }
    }
}

/// The type of a page, if every success is one.
fn page<'a>(output: &Output<'a>) -> Option<&'a Type> {
    match output {
        Output::One(Decoder::Json, ty) => *ty,
        _ => None,
    }
}

/// A way, if what it leads to has this type.
fn of_type((way, ty): (Way, &Type), wanted: &Type) -> Option<Way> {
    (ty == wanted).then_some(way)
}

fn item(ty: &Type) -> Option<&Type> {
    match ty {
        Type::Array(item) => Some(item),
        _ => None,
    }
}

/// The fields at a member path, and the type at its end.
fn follow<'a>(
    context: &Context<'a, '_>,
    page: &'a Type,
    path: &[String],
) -> Option<(Way, &'a Type)> {
    let mut ty = page;
    let mut way = Way::new();
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
