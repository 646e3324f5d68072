//! Where bytes may stand: as whole bodies, but not in JSON.

use crate::api::{Api, Text, Type, reachable};

/// Makes text of bytes that would stand anywhere but in a body of their own.
pub(super) fn settle(api: &mut Api) {
    let mut text_for_bytes = |ty: &mut Type| {
        if *ty == Type::Binary {
            *ty = Type::String(Text::Plain);
        }
    };
    reachable::all_mut(api).for_each(|ty| reachable::each_leaf(ty, &mut text_for_bytes));
}
