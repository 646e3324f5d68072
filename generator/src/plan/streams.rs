//! Responses that are read piece by piece.

use super::names::Scope;
use super::resolve::resolve;
use super::words;
use crate::api::{Api, Framing, Media, Response, Shape, Type};
use crate::package::{Arm, Decoder, Ident, StatusMatch, Step, StreamCall};

/// Any JSON value, where nothing is known of the values.
const ANY: &Type = &Type::Any;

/// How a body of a media type is read piece by piece, and as what; `None` if it is one whole.
pub(super) fn decoder<'a>(api: &'a Api, media: &'a Media) -> Option<(Decoder, Option<&'a Type>)> {
    let item = media.item.as_ref().map(|item| resolve(api, item));
    Some(match (media.framing?, item) {
        (Framing::Events, Some(item)) if is_event(api, item) => (Decoder::WholeEvents, Some(item)),
        (Framing::Data | Framing::Events, Some(item)) => (Decoder::Events, Some(item)),
        (Framing::Data | Framing::Events, None) => (Decoder::RawEvents, None),
        (Framing::Lines, item) => (Decoder::Lines, Some(item.unwrap_or(ANY))),
        (Framing::Records, item) => (Decoder::Records, Some(item.unwrap_or(ANY))),
    })
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

/// The ways beside awaiting it in which a call can be received. `main` is how it is received when it is awaited.
pub(super) fn plan<'a>(
    api: &'a Api,
    scope: &mut Scope,
    successes: &[&'a Response],
    main: &[Decoder],
    name: &Ident,
    failures: &[Arm],
) -> Vec<StreamCall<'a>> {
    let mut found: Vec<StreamCall<'a>> = Vec::new();
    for media in successes.iter().flat_map(|response| &response.media) {
        let is_bytes = *resolve(api, &media.ty) == Type::Binary;
        let Some((decoder, ty)) =
            decoder(api, media).or(is_bytes.then_some((Decoder::ByteStream, None)))
        else {
            continue;
        };
        if main.contains(&decoder) {
            continue;
        }
        let method = match decoder {
            Decoder::Events | Decoder::WholeEvents | Decoder::RawEvents => "events",
            Decoder::Lines | Decoder::Records => "lines",
            _ => "stream",
        };
        if let Some(known) = found.iter_mut().find(|known| known.method == method) {
            if known.decoder == decoder && !known.accept.contains(&media.media_type.as_str()) {
                known.accept.push(&media.media_type);
            }
            continue;
        }
        let success = Arm {
            status: StatusMatch::Range(200, 299),
            step: Step::Value(decoder),
        };
        found.push(StreamCall {
            method,
            name: scope.unique(&words::upper(&format!("{name}_{method}"))),
            decoder,
            ty,
            accept: vec![&media.media_type],
            arms: std::iter::once(success)
                .chain(failures.iter().cloned())
                .collect(),
        });
    }
    found
}
