//! What a name stands for.

use super::enums;
use crate::api::{Api, Shape, Type};

/// What a type is once definitions that need no item are seen through.
pub(super) fn resolve<'a>(api: &'a Api, mut ty: &'a Type) -> &'a Type {
    while let Type::Defined(id) = ty {
        match api.types.get(*id).map(|def| &def.shape) {
            Some(Shape::Enum(shape)) if enums::kind(shape).is_none() => ty = &shape.base,
            _ => break,
        }
    }
    ty
}
