//! Arms that tell by its Content-Type which of the documented media types a response is of (RFC 9110, section 8.3).
//!
//! Without them a body of another documented media type would be read as the one that was asked for, and where both are
//! objects, silently as an empty one.

use super::context::Context;
use super::representations::{self, Representation};
use crate::api::{MediaType, Type};
use crate::package::{Arm, Decoder, Guard, Item, StatusMatch, Step, TypeItem};

/// The outcome of a response of a documented media type.
pub(super) struct Reading<'a> {
    pub(super) step: Step<'a>,
    /// Whether the arm for all other media types reads it so too.
    pub(super) is_default: bool,
}

/// The arms of a success: an error for each documented media type of another type than the chosen one, then those that
/// read the chosen one. A server that was asked for a special form of JSON often says no more than `application/json`, so a
/// media type that the chosen one is a form of tells nothing.
pub(super) fn of_success<'a>(
    context: &Context<'a, '_>,
    status: StatusMatch,
    all: &[Representation<'a>],
    chosen: &Representation<'a>,
    step: impl Fn(Decoder) -> Step<'a>,
) -> Vec<Arm<'a>> {
    let expected = chosen.media_type.map_or("", MediaType::accept);
    let mut arms = told_apart(status, all, |one| {
        // Events look at their media type themselves.
        if chosen.decoder.is_events() {
            return None;
        }
        if is_same(context.items, one, chosen) {
            return Some(Reading {
                step: step(one.decoder),
                is_default: is_read_alike(one, chosen),
            });
        }
        let types = one.media_type.zip(chosen.media_type);
        if types.is_some_and(|(one, chosen)| one.is_base_of(chosen)) {
            return None;
        }
        Some(Reading {
            step: Step::OtherMediaType(expected),
            is_default: false,
        })
    });
    arms.extend(by_family(context, status, all, chosen, step));
    arms
}

/// The arms of media types by their families: one for each other way in which the representation may have come, then
/// the one that takes whatever is left.
pub(super) fn by_family<'a>(
    context: &Context<'a, '_>,
    status: StatusMatch,
    all: &[Representation<'a>],
    chosen: &Representation<'a>,
    step: impl Fn(Decoder) -> Step<'a>,
) -> Vec<Arm<'a>> {
    let others = representations::others(context.api, all, chosen).into_iter();
    let mut arms: Vec<Arm<'a>> = others
        .map(|(guard, decoder)| Arm {
            status,
            guard: Some(guard),
            step: step(decoder),
        })
        .collect();
    arms.push(Arm {
        status,
        guard: None,
        step: step(chosen.decoder),
    });
    arms
}

/// The arms of documented media types that are not read as whatever is left, the most specific first.
pub(super) fn told_apart<'a>(
    status: StatusMatch,
    all: &[Representation<'a>],
    reading: impl Fn(&Representation<'a>) -> Option<Reading<'a>>,
) -> Vec<Arm<'a>> {
    let mut waiting: Vec<(&'a MediaType, Reading<'a>)> = Vec::new();
    for (media_type, reading) in all
        .iter()
        .filter_map(|one| Some((one.media_type?, reading(one)?)))
    {
        let known = waiting
            .iter_mut()
            .find(|(known, _)| known.is_like(media_type));
        match known {
            Some((_, known)) if reading.is_default => *known = reading,
            Some(_) => {}
            None if media_type.essence().is_empty() => {}
            None => waiting.push((media_type, reading)),
        }
    }
    waiting.sort_by_key(|(media_type, _)| media_type.generality());
    let mut kept: Vec<(&'a MediaType, Step<'a>)> = Vec::new();
    for (media_type, reading) in waiting.into_iter().rev() {
        let would_take = |(later, step): &(&MediaType, Step<'a>)| {
            *step != reading.step && later.covers(media_type)
        };
        if !reading.is_default || kept.iter().any(would_take) {
            kept.push((media_type, reading.step));
        }
    }
    let mut arms: Vec<Arm<'a>> = Vec::new();
    for (media_type, step) in kept.into_iter().rev() {
        let text = told_by(all, media_type);
        match arms.last_mut() {
            Some(Arm {
                guard: Some(Guard::Is(texts)),
                step: known,
                ..
            }) if *known == step => texts.push(text),
            _ => arms.push(Arm {
                status,
                guard: Some(Guard::Is(vec![text])),
                step,
            }),
        }
    }
    arms
}

/// The text by which a media type is told from all others of a response: parameters do not count that tell none apart.
fn told_by<'a>(all: &[Representation<'a>], media_type: &'a MediaType) -> &'a str {
    let mut others = all.iter().filter_map(|one| one.media_type);
    let is_another =
        |other: &MediaType| other.essence() == media_type.essence() && !other.is_like(media_type);
    match others.any(is_another) {
        true => media_type.accept(),
        false => media_type.essence(),
    }
}

/// Whether the arms for all other media types read a representation of the chosen type as what it is.
pub(super) fn is_read_alike(one: &Representation<'_>, chosen: &Representation<'_>) -> bool {
    let is_by_family = chosen.decoder == Decoder::Json && one.ty == chosen.ty;
    one.decoder == chosen.decoder || is_by_family
}

/// Whether two representations give a value of the same type, also where it has two names.
fn is_same(items: &[TypeItem<'_>], one: &Representation<'_>, chosen: &Representation<'_>) -> bool {
    let is_lines = |decoder| matches!(decoder, Decoder::Lines | Decoder::Records);
    let is_like = |ty| Representation { ty, ..*one }.is_like(&Representation { ty, ..*chosen });
    let is_decoded_alike = is_like(None) || (is_lines(one.decoder) && is_lines(chosen.decoder));
    let named = |ty: Option<&Type>| ty.map(|ty| named(items, ty));
    is_decoded_alike && (one.ty == chosen.ty || named(one.ty) == named(chosen.ty))
}

/// A type by the items that it names, other names of which are seen through.
fn named(items: &[TypeItem<'_>], ty: &Type) -> Type {
    let mut ty = ty;
    let mut other;
    while let Type::Defined(id) = ty {
        match items.get(id.0).map(|item| &item.item) {
            Some(Item::Alias(id)) => {
                other = Type::Defined(*id);
                ty = &other;
            }
            Some(Item::Transparent(inner)) => ty = inner,
            _ => break,
        }
    }
    let mut ty = ty.clone();
    for child in ty.children_mut() {
        *child = named(items, child);
    }
    ty
}
