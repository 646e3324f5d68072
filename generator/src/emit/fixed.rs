//! Values that the document fixes, as expressions.

use super::file::File;
use super::layout;
use crate::api::Type;
use crate::package::{Enum, Fixed, Item, Package};

/// The expression for a value that a type always has.
pub(super) fn expression(file: &mut File<'_, '_>, ty: &Type, fixed: Fixed<'_>) -> String {
    let package = file.package;
    let known = enumeration(package, ty).and_then(|shape| {
        let mut variants = shape.variants.iter();
        variants.find(|variant| fixed.is(variant.value))
    });
    match (known, fixed) {
        (Some(variant), _) => format!("{}::{}", file.ty(ty), variant.ident.code()),
        (None, Fixed::Tag(tag)) => format!("{}.into()", layout::literal(tag)),
        (None, Fixed::Only(value)) => value.to_string(),
    }
}

/// The enum that a type is.
fn enumeration<'p, 'a>(package: &'p Package<'a>, ty: &Type) -> Option<&'p Enum<'a>> {
    let Type::Defined(id) = package.resolve(ty) else {
        return None;
    };
    let mut item = &package.item(*id)?.item;
    if let Item::Alias(other) = item {
        item = &package.item(*other)?.item;
    }
    match item {
        Item::Enum(shape) => Some(shape),
        _ => None,
    }
}
