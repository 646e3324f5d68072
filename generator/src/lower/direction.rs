//! Which way values travel.

use crate::api::{Additional, Api, Direction, Shape, Type, TypeId};

/// Marks every definition as sent, received or both; those that no operation uses as both.
pub(super) fn mark(api: &mut Api) {
    let mut sent = vec![false; api.types.0.len()];
    let mut received = sent.clone();
    for operation in &api.operations {
        let bodies = operation
            .body
            .iter()
            .flat_map(|body| &body.media)
            .map(|media| &media.ty);
        let parameters = operation.parameters.iter().map(|parameter| &parameter.ty);
        reach(api, bodies.chain(parameters), &mut sent);
        let responses = operation.responses.iter();
        reach(
            api,
            responses
                .flat_map(|response| &response.media)
                .map(|media| &media.ty),
            &mut received,
        );
    }
    for (def, (sent, received)) in api.types.0.iter_mut().zip(sent.into_iter().zip(received)) {
        def.direction = match (sent, received) {
            (true, false) => Direction::Sent,
            (false, true) => Direction::Received,
            _ => Direction::Both,
        };
    }
}

fn reach<'a>(api: &'a Api, types: impl Iterator<Item = &'a Type>, reached: &mut [bool]) {
    let mut pending: Vec<&Type> = types.collect();
    while let Some(ty) = pending.pop() {
        match ty {
            Type::Array(inner) | Type::Map(inner) | Type::Nullable(inner) => pending.push(inner),
            Type::Tuple(items) => pending.extend(items),
            Type::Defined(TypeId(index)) => {
                let Some(flag) = reached.get_mut(*index).filter(|flag| !**flag) else {
                    continue;
                };
                *flag = true;
                match api.types.get(TypeId(*index)).map(|def| &def.shape) {
                    Some(Shape::Struct(shape)) => {
                        pending.extend(shape.members.iter().map(|member| &member.ty));
                        if let Additional::Typed(ty) = &shape.additional {
                            pending.push(ty);
                        }
                    }
                    Some(Shape::Union(shape)) => {
                        pending.extend(shape.variants.iter().map(|variant| &variant.ty))
                    }
                    Some(Shape::Newtype(ty)) => pending.push(ty),
                    Some(Shape::Enum(_)) | None => {}
                }
            }
            _ => {}
        }
    }
}
