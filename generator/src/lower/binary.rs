//! Where bytes may stand: as whole bodies, but not in JSON.

use super::stages::Model;
use crate::api::{Text, Type, reachable};

/// Makes text of bytes that would stand anywhere but in a body of their own.
pub(super) fn to_text(model: &mut Model) {
    let mut text_for_bytes = |ty: &mut Type| {
        if *ty == Type::Binary {
            *ty = Type::String(Text::Plain);
        }
    };
    let definitions = model.definitions.iter_mut();
    let operations = model.operations.iter_mut();
    definitions
        .flat_map(|def| reachable::types_of_mut(&mut def.shape))
        .chain(operations.flat_map(|operation| operation.types_mut()))
        .chain(&mut model.payloads)
        .for_each(|ty| reachable::each(ty, &mut text_for_bytes));
}
