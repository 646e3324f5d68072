//! Where bytes may stand: in bodies and forms, but not in JSON.

use super::media::{Family, family};
use super::reach;
use crate::api::{Api, Text, Type};

/// Makes text of bytes that would stand anywhere but in a form.
pub(super) fn settle(api: &mut Api) {
    let shape = |id| api.types.get(id).map(|def| &def.shape);
    let bodies = api
        .operations
        .iter()
        .filter_map(|operation| operation.body.as_ref());
    let forms = bodies
        .flat_map(|body| &body.media)
        .filter(|media| family(&media.media_type) == Family::Form)
        .map(|media| &media.ty);
    let in_form = reach::reach(api.types.0.len(), shape, forms, None);
    for (def, in_form) in api.types.0.iter_mut().zip(in_form) {
        if !in_form {
            reach::types_of_mut(&mut def.shape)
                .into_iter()
                .for_each(text_for_bytes);
        }
    }
    for operation in &mut api.operations {
        let sent = operation.body.iter_mut().flat_map(|body| &mut body.media);
        let received = operation
            .responses
            .iter_mut()
            .flat_map(|response| &mut response.media);
        for media in sent.chain(received) {
            let whole = media.ty == Type::Binary;
            match family(&media.media_type) {
                Family::Form => {}
                Family::Any | Family::Binary if whole => {}
                _ => text_for_bytes(&mut media.ty),
            }
        }
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
        _ => {}
    }
}
