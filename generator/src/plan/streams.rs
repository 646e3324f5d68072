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
    let item = item.map(|item| resolve(api, item));
    let envelope = item.and_then(|item| envelope(api, item, MAX_UNIONS));
    let is_envelope = |envelope: &Envelope| framing == Framing::Events || envelope.has_more;
    match (framing, item, envelope.filter(is_envelope)) {
        (Framing::Data | Framing::Events, Some(item), Some(envelope)) => match envelope.is_text {
            true => (Decoder::WholeEvents, Some(item)),
            false => (Decoder::ParsedEvents, Some(item)),
        },
        (Framing::Data | Framing::Events, Some(item), None) => (Decoder::Events, Some(item)),
        (Framing::Data | Framing::Events, None, _) => (Decoder::RawEvents, None),
        (Framing::Lines, item, _) => (Decoder::Lines, Some(item.unwrap_or(ANY))),
        (Framing::Records, item, _) => (Decoder::Records, Some(item.unwrap_or(ANY))),
    }
}

/// How many unions may stand in one another.
const MAX_UNIONS: usize = 4;

/// What is known of a type that stands for whole events.
struct Envelope {
    /// Whether the data is text, and no JSON in it.
    is_text: bool,
    /// Whether anything but the data is in it, so that it cannot be the data itself.
    has_more: bool,
}

/// The envelope that a type is, if it has the properties of an event and no others, or is a union of such types.
fn envelope(api: &Api, ty: &Type, depth: usize) -> Option<Envelope> {
    let Type::Defined(id) = resolve(api, ty) else {
        return None;
    };
    match &api.types.get(*id)?.shape {
        Shape::Struct(shape) => {
            let known = ["event", "data", "id", "retry"];
            let mut names = shape.members.iter().map(|member| member.name.as_str());
            let data = shape.members.iter().find(|member| member.name == "data")?;
            names.all(|name| known.contains(&name)).then(|| Envelope {
                is_text: matches!(resolve(api, &data.ty), Type::String(_)),
                has_more: shape.members.len() > 1,
            })
        }
        Shape::Union(shape) if depth > 0 => {
            let mut all = Envelope {
                is_text: true,
                has_more: true,
            };
            for variant in &shape.variants {
                let one = envelope(api, &variant.ty, depth - 1)?;
                all.is_text &= one.is_text;
                all.has_more &= one.has_more;
            }
            Some(all)
        }
        _ => None,
    }
}
