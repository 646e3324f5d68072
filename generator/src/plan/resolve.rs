//! Types seen through the definitions that become no Rust item.

use super::enums;
use crate::api::{Api, Shape, Type};

/// Follows definitions that need no item, which are enums used as their base type, to the first type that is none of
/// these.
pub(super) fn resolve<'a>(api: &'a Api, mut ty: &'a Type) -> &'a Type {
    while let Type::Defined(id) = ty {
        match api.types.get(*id).map(|def| &def.shape) {
            Some(Shape::Enum(shape)) if enums::kind(shape).is_none() => ty = &shape.base,
            _ => break,
        }
    }
    ty
}
