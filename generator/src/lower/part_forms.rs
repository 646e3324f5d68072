//! Bodies of several parts, whose members may be files.

use super::binary;
use super::media_type::{Family, family};
use super::stages::{InParts, Lowered, Model};
use crate::api::{
    Additional, Content, Encoding, Member, Operation, Parts, Presence, Root, Shape, Struct, Text,
    Type, TypeId, reachable,
};
use std::collections::{BTreeMap, HashMap};

/// Makes files of the bytes in bodies of several parts. A definition that also travels otherwise keeps its form there
/// and gets another one for parts. A body whose files stand elsewhere than in its members is left to the user.
pub(super) fn divide(Lowered(mut model): Lowered) -> InParts {
    let forms = add_forms(&mut model);
    let bodies = model.operations.iter().flat_map(multipart);
    let by_hand: Vec<bool> = bodies
        .map(|(ty, _)| root(&model, ty).is_none() && is_by_hand(&model, ty))
        .collect();
    let all = model.operations.iter_mut().flat_map(multipart_mut);
    for (parts, by_hand) in all.zip(by_hand) {
        match parts {
            parts if by_hand => *parts = Parts::ByHand,
            Parts::Properties(Type::Defined(id), _) => *id = forms.get(id).copied().unwrap_or(*id),
            _ => {}
        }
    }
    binary::to_text(&mut model);
    InParts(model)
}

/// Makes files of bytes in definitions that are bodies of several parts; the forms of their own that some of them need,
/// by those.
fn add_forms(model: &mut Model) -> HashMap<TypeId, TypeId> {
    let elsewhere = elsewhere(model);
    let mut roots: BTreeMap<TypeId, Vec<Encoding>> = BTreeMap::new();
    for (ty, encodings) in model.operations.iter().flat_map(multipart) {
        if let Some(id) = root(model, ty) {
            let known = roots.entry(id).or_default();
            known.extend(encodings.iter().cloned());
        }
    }
    let mut forms = HashMap::new();
    for (id, encodings) in roots {
        let Some(def) = model.definitions.get_mut(id.0) else {
            continue;
        };
        let mut shape = def.shape.clone();
        if !files(&mut shape, &encodings) {
            continue;
        }
        if !elsewhere.get(id.0).copied().unwrap_or_default() {
            def.shape = shape;
            continue;
        }
        let mut form = def.clone();
        form.shape = shape;
        if let Root::Component(name) = form.origin.root {
            form.origin.root = Root::MultipartForm(name);
        }
        forms.insert(id, model.add(form));
    }
    forms
}

/// The bodies of an operation whose parts are properties.
fn multipart(operation: &Operation) -> impl Iterator<Item = (&Type, &[Encoding])> {
    let media = operation.body.iter().flat_map(|body| &body.media);
    media.filter_map(|media| match &media.content {
        Content::Parts(Parts::Properties(ty, encodings)) => Some((ty, encodings.as_slice())),
        _ => None,
    })
}

/// As [`multipart`], to change them.
fn multipart_mut(operation: &mut Operation) -> impl Iterator<Item = &mut Parts> {
    let media = operation.body.iter_mut().flat_map(|body| &mut body.media);
    media.filter_map(|media| match &mut media.content {
        Content::Parts(parts @ Parts::Properties(..)) => Some(parts),
        _ => None,
    })
}

/// The definition whose members are the parts of a body, if it can be one.
fn root(model: &Model, ty: &Type) -> Option<TypeId> {
    let Type::Defined(id) = ty else { return None };
    match model.shape(*id)? {
        Shape::Struct(shape) => {
            let rest = match &shape.additional {
                Additional::Typed(ty) => has_bytes(model, ty),
                Additional::Unspecified | Additional::Forbidden => false,
            };
            (!rest).then_some(*id)
        }
        _ => None,
    }
}

/// Whether nothing but the user can say what the parts of a body are.
fn is_by_hand(model: &Model, ty: &Type) -> bool {
    match ty {
        Type::Map(_) | Type::Defined(_) => has_bytes(model, ty),
        _ => true,
    }
}

fn has_bytes(model: &Model, ty: &Type) -> bool {
    let reached = model.reached(std::iter::once(ty));
    let inside = model.definitions.iter().zip(reached);
    names_bytes(ty)
        || inside
            .filter(|(_, reached)| *reached)
            .flat_map(|(def, _)| reachable::types_of(&def.shape, None))
            .any(names_bytes)
}

fn names_bytes(ty: &Type) -> bool {
    ty.any(&|ty| *ty == Type::Binary)
}

/// For each definition, whether it travels otherwise than as a whole body of several parts.
fn elsewhere(model: &Model) -> Vec<bool> {
    let operations = || model.operations.iter();
    let parameters = operations().flat_map(|operation| &operation.parameters);
    let parameters = parameters.map(|parameter| &parameter.ty);
    let bodies = operations().flat_map(|operation| &operation.body);
    let others = bodies
        .flat_map(|body| &body.media)
        .filter(|media| !matches!(media.content, Content::Parts(_)))
        .filter_map(|media| media.content.ty());
    let shapes = operations().flat_map(multipart).map(|(ty, _)| match ty {
        Type::Defined(id) => model.shape(*id),
        _ => None,
    });
    let members = shapes
        .flatten()
        .flat_map(|shape| reachable::types_of(shape, None));
    let received = operations().flat_map(reachable::received);
    let roots = parameters.chain(others).chain(members).chain(received);
    model.reached(roots.chain(&model.payloads))
}

/// Makes files of the bytes among the members; whether there are any.
fn files(shape: &mut Shape, encodings: &[Encoding]) -> bool {
    let Shape::Struct(Struct { members, .. }) = shape else {
        return false;
    };
    let mut found = false;
    for member in members {
        found |= file(member, encodings);
    }
    found
}

fn file(member: &mut Member, encodings: &[Encoding]) -> bool {
    let mut types = encodings
        .iter()
        .filter(|one| one.name == member.name)
        .flat_map(|encoding| &encoding.content_types)
        .map(|one| family(one.essence()))
        .peekable();
    let is_said = types.peek().is_some();
    let is_bytes = types.all(|family| matches!(family, Family::Binary | Family::Any));
    let is_file = |ty: &Type| match ty {
        Type::Binary => true,
        // A part whose schema has no type is bytes if nothing else is said (OpenAPI 3.1, Encoding Object).
        Type::Any => is_bytes,
        // Since OpenAPI 3.1 the media type alone says that a member is no text.
        Type::String(Text::Plain) => is_said && is_bytes,
        _ => false,
    };
    let ty = match &member.ty {
        ty if is_file(ty) => Type::File,
        Type::Array(item) => match &**item {
            Type::Nullable(item) if is_file(item) => Type::Array(Box::new(Type::File)),
            item if is_file(item) => Type::Array(Box::new(Type::File)),
            _ => return false,
        },
        _ => return false,
    };
    member.ty = ty;
    // No part says null.
    if member.presence != Presence::Required {
        member.presence = Presence::Optional;
    }
    true
}
