//! Responses that are read piece by piece.

use super::resolve::resolve;
use crate::api::{Api, Framing, Shape, Type};
use crate::package::Decoder;

/// Any JSON value, where nothing is known of the values.
const ANY: &Type = &Type::Any;

/// How values that follow one another are read, and as what.
pub(super) fn decoder<'a>(
    api: &'a Api,
    framing: Framing,
    item: Option<&'a Type>,
) -> (Decoder, Option<&'a Type>) {
    match (framing, item.map(|item| resolve(api, item))) {
        (Framing::Events, Some(item)) if is_event(api, item) => (Decoder::WholeEvents, Some(item)),
        (Framing::Data | Framing::Events, Some(item)) => (Decoder::Events, Some(item)),
        (Framing::Data | Framing::Events, None) => (Decoder::RawEvents, None),
        (Framing::Lines, item) => (Decoder::Lines, Some(item.unwrap_or(ANY))),
        (Framing::Records, item) => (Decoder::Records, Some(item.unwrap_or(ANY))),
    }
}

/// Whether a type has the members of an event, and no others.
fn is_event(api: &Api, ty: &Type) -> bool {
    let Type::Defined(id) = ty else { return false };
    match api.types.get(*id).map(|def| &def.shape) {
        Some(Shape::Struct(shape)) => {
            let known = ["event", "data", "id", "retry"];
            let names = || shape.members.iter().map(|member| member.name.as_str());
            names().any(|name| name == "data") && names().all(|name| known.contains(&name))
        }
        _ => false,
    }
}
