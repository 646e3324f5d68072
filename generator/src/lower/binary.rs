//! Where bytes may stand: as whole bodies, but not in JSON.

use super::reachable;
use crate::api::{Api, Text, Type};

/// Makes text of bytes that would stand anywhere but in a body of their own.
pub(super) fn settle(api: &mut Api) {
    for def in &mut api.types.0 {
        reachable::types_of_mut(&mut def.shape)
            .into_iter()
            .for_each(text_for_bytes);
    }
    for operation in &mut api.operations {
        let sent = operation.body.iter_mut().flat_map(|body| &mut body.media);
        let received = operation
            .responses
            .iter_mut()
            .flat_map(|response| &mut response.media);
        sent.chain(received)
            .filter_map(|media| media.content.ty_mut())
            .for_each(text_for_bytes);
        let parameters = operation
            .parameters
            .iter_mut()
            .map(|parameter| &mut parameter.ty);
        let headers = operation
            .responses
            .iter_mut()
            .flat_map(|response| &mut response.headers);
        parameters
            .chain(headers.map(|header| &mut header.ty))
            .for_each(text_for_bytes);
    }
}

fn text_for_bytes(ty: &mut Type) {
    match ty {
        Type::Binary => *ty = Type::String(Text::Plain),
        Type::Array(inner) | Type::Map(inner) | Type::Nullable(inner) => text_for_bytes(inner),
        Type::Tuple(items) => items.iter_mut().for_each(text_for_bytes),
        Type::OpenTuple(items, rest) => {
            items.iter_mut().for_each(text_for_bytes);
            text_for_bytes(rest);
        }
        _ => {}
    }
}
