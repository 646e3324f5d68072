//! Responses that are read piece by piece.

use super::resolve::resolve;
use crate::api::{Api, Framing, Shape, Struct, Type};
use crate::maps::HashSet;
use crate::package::Decoder;

/// Any JSON value, where nothing is known of the values.
const ANY: &Type = &Type::Any;

/// Returns the decoder of a stream of values, and the type of the values.
pub(super) fn decoder<'a>(
    api: &'a Api,
    framing: Framing,
    item: Option<&'a Type>,
) -> (Decoder, Option<&'a Type>) {
    let item = item.map(|item| resolve(api, item));
    let envelope = item.and_then(|item| envelope(api, item));
    match (framing, item, envelope) {
        (Framing::Data, Some(item), Some(envelope)) if !envelope.has_more => {
            (Decoder::EnvelopedEvents, Some(item))
        }
        (Framing::Data | Framing::Events, Some(item), Some(envelope)) => {
            let decoder = match (envelope.has_text, envelope.has_json, envelope.is_clear) {
                (_, false, _) => Decoder::WholeEvents,
                (true, true, true) => Decoder::MixedEvents,
                _ => Decoder::ParsedEvents,
            };
            (decoder, Some(item))
        }
        (Framing::Data | Framing::Events, Some(item), None) => (Decoder::Events, Some(item)),
        (Framing::Data | Framing::Events, None, _) => (Decoder::RawEvents, None),
        (Framing::Lines, item, _) => (Decoder::Lines, Some(item.unwrap_or(ANY))),
        (Framing::Records, item, _) => (Decoder::Records, Some(item.unwrap_or(ANY))),
    }
}

/// The facts about a type that stands for whole server-sent events, and not for their data alone.
struct Envelope {
    /// Whether the data of some events is text, and no JSON in it.
    has_text: bool,
    /// Whether the data of some events is JSON.
    has_json: bool,
    /// Whether that JSON is never a text, so that one which comes as JSON is the text of another event as it stands.
    is_clear: bool,
    /// Whether anything but the data is in it, so that it cannot be the data itself.
    has_more: bool,
    /// Whether data is in it at all.
    has_data: bool,
}

/// Returns the envelope that a type is, if it has the properties of a server-sent event and no others, or is a union of
/// such types. At least one of the types has data.
fn envelope(api: &Api, ty: &Type) -> Option<Envelope> {
    let mut all: Option<Envelope> = None;
    let mut seen = HashSet::default();
    let mut pending = vec![ty];
    while let Some(ty) = pending.pop() {
        let Type::Defined(id) = resolve(api, ty) else {
            return None;
        };
        if !seen.insert(*id) {
            continue;
        }
        match &api.types.get(*id)?.shape {
            Shape::Struct(shape) => {
                let one = envelope_of(api, shape)?;
                all = Some(Envelope {
                    has_text: one.has_text || all.as_ref().is_some_and(|all| all.has_text),
                    has_json: one.has_json || all.as_ref().is_some_and(|all| all.has_json),
                    is_clear: one.is_clear && all.as_ref().is_none_or(|all| all.is_clear),
                    has_more: one.has_more && all.as_ref().is_none_or(|all| all.has_more),
                    has_data: one.has_data || all.as_ref().is_some_and(|all| all.has_data),
                });
            }
            Shape::Union(shape) => {
                pending.extend(shape.variants.iter().map(|variant| &variant.ty));
            }
            Shape::Enum(_) | Shape::Tagged(_) | Shape::Newtype(_) => return None,
        }
    }
    all.filter(|all| all.has_data)
}

/// The envelope that an object is.
fn envelope_of(api: &Api, shape: &Struct) -> Option<Envelope> {
    let data = shape.members.iter().find(|member| member.name == "data");
    let ty = data.map(|data| resolve(api, &data.ty).on_the_wire());
    let is_text = ty.is_some_and(|ty| matches!(ty, Type::String(_)));
    shape.is_event().then(|| Envelope {
        has_text: is_text,
        has_json: ty.is_some() && !is_text,
        is_clear: is_text || ty.is_none_or(|ty| is_no_text(api, ty)),
        has_more: data.is_none() || shape.members.len() > 1,
        has_data: data.is_some(),
    })
}

/// Whether no value of a type is a text.
fn is_no_text(api: &Api, ty: &Type) -> bool {
    match ty {
        Type::Boolean
        | Type::Integer(_)
        | Type::Number(_)
        | Type::Array(_)
        | Type::Tuple(_)
        | Type::OpenTuple(..)
        | Type::Map(_) => true,
        Type::Defined(id) => {
            let def = api.types.get(*id);
            def.is_some_and(|def| matches!(def.shape, Shape::Struct(_)))
        }
        _ => false,
    }
}
