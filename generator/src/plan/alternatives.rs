//! The representations of a response other than the one that a call asks for by default: a method for each that asks
//! for it.

use super::context::Context;
use super::names::Scope;
use super::representations::Representation;
use super::responses::{SUCCESS, Success, output};
use super::{media_arms, words};
use crate::api::{MediaType, Type};
use crate::package::{self, Arm, Decoder, Ident, Output, RepresentationCall, Step};

/// The methods that ask for another representation than the one that awaiting a call gives: streams first, then whole
/// bodies in document order.
pub(super) fn plan<'a>(
    context: &Context<'a, '_>,
    scope: &mut Scope,
    successes: &[Success<'a>],
    chooses: bool,
    name: &Ident,
    failures: &[Arm<'a>],
) -> Vec<package::Representation<'a>> {
    let mut found = streams(context, scope, successes, name, failures);
    found.extend(wholes(context, scope, successes, chooses, name, failures));
    found
}

/// The ways to receive a response piece by piece.
fn streams<'a>(
    context: &Context<'a, '_>,
    scope: &mut Scope,
    successes: &[Success<'a>],
    name: &Ident,
    failures: &[Arm<'a>],
) -> Vec<package::Representation<'a>> {
    let mut found: Vec<package::Representation<'a>> = Vec::new();
    let main: Vec<Decoder> = successes.iter().map(|one| one.chosen.decoder).collect();
    let all = successes.iter().flat_map(|success| success.all.clone());
    let all: Vec<Representation<'a>> = all.collect();
    for one in &all {
        let decoder = match one.decoder {
            Decoder::Bytes => Decoder::ByteStream,
            decoder if decoder.is_stream() => decoder,
            _ => continue,
        };
        if main.contains(&decoder) {
            continue;
        }
        let method = match decoder {
            Decoder::Events
            | Decoder::WholeEvents
            | Decoder::ParsedEvents
            | Decoder::MixedEvents
            | Decoder::EnvelopedEvents
            | Decoder::RawEvents => "events",
            Decoder::Lines | Decoder::Records => "lines",
            _ => "stream",
        };
        let accept = one.media_type.map_or("", MediaType::accept);
        let known = found
            .iter_mut()
            .find(|known| known.method.as_str() == method);
        if let Some(known) = known {
            if known.decoder == decoder && !known.accept.contains(&accept) {
                known.accept.push(accept);
            }
            continue;
        }
        let chosen = Representation { decoder, ..*one };
        let mut arms = media_arms::of_success(context, SUCCESS, &all, &chosen, Step::Value);
        arms.extend(failures.iter().cloned());
        found.push(package::Representation {
            method: words::lower(method),
            decoder,
            accept: vec![accept],
            call: match decoder {
                Decoder::ByteStream => RepresentationCall::Plain,
                _ => RepresentationCall::Own(
                    scope.unique(&words::upper(&format!("{name}_{method}"))),
                    Output::One(decoder, one.ty),
                    arms,
                ),
            },
        });
    }
    found
}

/// Returns the successes with the representation of this media type chosen. A success without it keeps its own choice.
fn asked<'a>(successes: &[Success<'a>], media_type: &MediaType) -> Vec<Success<'a>> {
    let of = |success: &Success<'a>| {
        let is_asked = |one: &&Representation<'a>| one.media_type == Some(media_type);
        let found = success.all.iter().find(is_asked);
        Success {
            response: success.response,
            all: success.all.clone(),
            chosen: *found.unwrap_or(&success.chosen),
        }
    };
    successes.iter().map(of).collect()
}

/// The decoder and the type of each success: representations for which these are equal share one type of call.
type Given<'a> = Vec<(Decoder, Option<&'a Type>)>;

fn given<'a>(successes: &[Success<'a>]) -> Given<'a> {
    let chosen = successes.iter().map(|success| success.chosen);
    chosen.map(|one| (one.decoder, one.ty)).collect()
}

/// Whether every success gives text, or every one bytes, if it has a body.
fn is_plain(given: &Given<'_>) -> bool {
    let is_text = |(decoder, ty): &(Decoder, Option<&Type>)| match decoder {
        Decoder::Text => *ty == Some(Type::PLAIN_TEXT),
        decoder => *decoder == Decoder::Empty,
    };
    let is_bytes = |(decoder, _): &(Decoder, Option<&Type>)| {
        matches!(decoder, Decoder::Bytes | Decoder::Empty)
    };
    given.iter().all(is_text) || given.iter().all(is_bytes)
}

/// The ways to receive another whole body.
fn wholes<'a>(
    context: &Context<'a, '_>,
    scope: &mut Scope,
    successes: &[Success<'a>],
    chooses: bool,
    name: &Ident,
    failures: &[Arm<'a>],
) -> Vec<package::Representation<'a>> {
    let mut methods = Scope::default();
    let mut found: Vec<package::Representation<'a>> = Vec::new();
    let mut calls: Vec<(Given<'a>, Ident)> = Vec::new();
    let mut seen: Vec<&MediaType> = Vec::new();
    let mut general: Vec<Decoder> = Vec::new();
    for one in successes.iter().flat_map(|success| &success.all) {
        let Some(media_type) = one.media_type else {
            continue;
        };
        if one.decoder.is_stream() || seen.contains(&media_type) {
            continue;
        }
        seen.push(media_type);
        let asked = asked(successes, media_type);
        if is_covered(successes, &asked, one, chooses) {
            continue;
        }
        let is_held = is_held(successes, &asked);
        // `text/xml` is `application/xml` (RFC 7303, section 9.2), and `text/json` is JSON.
        if is_held && one.is_general() && general.contains(&one.decoder) {
            continue;
        }
        general.extend((is_held && one.is_general()).then_some(one.decoder));
        let word = match is_held && one.decoder == Decoder::Xml && has_xml(successes, &found) {
            true => one.xml_word(),
            false => one.word(),
        };
        let given = given(&asked);
        let known = calls.iter().find(|(known, _)| *known == given);
        let call = if is_held {
            RepresentationCall::Same
        } else if is_plain(&given) {
            RepresentationCall::Plain
        } else if let Some((_, name)) = known {
            RepresentationCall::Shared(name.clone())
        } else {
            let name = scope.unique(&words::upper(&format!("{name}_as_{word}")));
            calls.push((given, name.clone()));
            let (output, mut arms) = output(context, scope, &asked, &name);
            arms.extend(failures.iter().cloned());
            RepresentationCall::Own(name, output, arms)
        };
        found.push(package::Representation {
            method: methods.unique(&words::lower(&format!("as_{word}"))),
            decoder: one.decoder,
            accept: vec![media_type.accept()],
            call,
        });
    }
    found
}

/// Whether a call asks for XML already, or has a method that does.
fn has_xml(successes: &[Success<'_>], found: &[package::Representation<'_>]) -> bool {
    let chosen = successes.iter().map(|success| success.chosen.decoder);
    let mut decoders = chosen.chain(found.iter().map(|known| known.decoder));
    decoders.any(|decoder| decoder == Decoder::Xml)
}

/// Whether the call as it is asks for a representation already, or can be told to by its setter of media types, or one
/// that is the same JSON under another general name.
fn is_covered(
    successes: &[Success<'_>],
    asked: &[Success<'_>],
    one: &Representation<'_>,
    chooses: bool,
) -> bool {
    let is_vague = one.is_general()
        && one
            .media_type
            .is_some_and(|media_type| !matches!(media_type.subtype(), "json" | "x-json"));
    let is_same = |(success, asked): (&Success<'_>, &Success<'_>)| {
        let (old, new) = (&success.chosen, &asked.chosen);
        let is_named_alike = is_vague || (one.is_general() && old.is_general());
        let is_json = old.decoder == Decoder::Json && new.decoder == Decoder::Json;
        let is_bytes = chooses && old.decoder == new.decoder;
        let (known, accept) = (old.media_type, new.media_type);
        let is_asked = known.map(MediaType::accept) == accept.map(MediaType::accept);
        let is_alike = (is_json && is_named_alike) || is_bytes || is_asked;
        old.media_type == new.media_type || (is_alike && old.ty == new.ty)
    };
    successes.iter().zip(asked).all(is_same)
}

/// Whether the type that a call gives by default can hold these representations too, and the call decodes their bodies.
fn is_held(successes: &[Success<'_>], asked: &[Success<'_>]) -> bool {
    let is_held = |(success, asked): (&Success<'_>, &Success<'_>)| {
        let (old, new) = (&success.chosen, &asked.chosen);
        let is_read = old.decoder == new.decoder || old.decoder == Decoder::Json;
        old.ty == new.ty && is_read && old.is_like(new)
    };
    successes.iter().zip(asked).all(is_held)
}
