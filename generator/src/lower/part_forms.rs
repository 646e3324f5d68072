//! Bodies of several parts, whose properties may be files.

use super::media_type::{Family, family};
use super::schema::read::bytes::Bytes;
use super::stages::{InEvents, InParts, Model, Unwrapped};
use crate::api::{
    Content, Encoding, Member, Operation, Parts, Presence, Root, Shape, Struct, Text, Type, TypeId,
    reachable,
};
use crate::maps::HashMap;
use std::collections::BTreeMap;

/// Makes files of the bytes in bodies of several parts. A definition that also travels otherwise keeps its form there
/// and gets another one for parts.
pub(super) fn divide(Unwrapped(typed): Unwrapped) -> InParts {
    let InEvents {
        mut model,
        part_bytes,
    } = typed;
    let forms = add_forms(&mut model, &part_bytes);
    for operation in &mut model.operations {
        let media = operation.body.iter_mut().flat_map(|body| &mut body.media);
        for media in media {
            if let Content::Parts(Parts::Properties(Type::Defined(id), _)) = &mut media.content {
                *id = forms.get(id).copied().unwrap_or(*id);
            }
        }
    }
    InParts(model)
}

/// Turns bytes into files in definitions that are bodies of several parts. Returns the second forms that were added, by
/// the ids of their definitions.
fn add_forms(
    model: &mut Model,
    part_bytes: &HashMap<TypeId, HashMap<String, Bytes>>,
) -> HashMap<TypeId, TypeId> {
    let elsewhere = elsewhere(model);
    let mut roots: BTreeMap<TypeId, Vec<Encoding>> = BTreeMap::new();
    for (ty, encodings) in model.operations.iter().flat_map(multipart) {
        if let Type::Defined(id) = ty
            && part_bytes.contains_key(id)
        {
            let known = roots.entry(*id).or_default();
            known.extend(encodings.iter().cloned());
        }
    }
    let mut forms = HashMap::default();
    for (id, encodings) in roots {
        let (Some(def), Some(bytes)) = (model.definitions.get_mut(id.0), part_bytes.get(&id))
        else {
            continue;
        };
        let mut shape = def.shape.clone();
        if !files(&mut shape, &encodings, bytes) {
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

/// Returns for each definition whether it is used in any other way than as a whole body of several parts.
fn elsewhere(model: &Model) -> Vec<bool> {
    let operations = || model.operations.iter();
    let parameters = operations().flat_map(|operation| &operation.parameters);
    let parameters = parameters.map(|parameter| &parameter.ty);
    let bodies = operations().flat_map(|operation| &operation.body);
    let others = bodies
        .flat_map(|body| &body.media)
        .filter(|media| !matches!(media.content, Content::Parts(Parts::Properties(..))))
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

/// Turns the properties that are bytes into files. Returns whether there are any.
fn files(shape: &mut Shape, encodings: &[Encoding], bytes: &HashMap<String, Bytes>) -> bool {
    let Shape::Struct(Struct { members, .. }) = shape else {
        return false;
    };
    let mut found = false;
    for member in members {
        let said = bytes.get(&member.name).copied();
        if let Some(ty) = file(member, encodings, said) {
            found = true;
            member.ty = ty;
            member.is_file = true;
            // A part cannot be null.
            if member.presence != Presence::Required {
                member.presence = Presence::Optional;
            }
        }
    }
    found
}

/// Returns the type of a property that is a file, or a list of files; `None` if it is neither.
fn file(member: &Member, encodings: &[Encoding], said: Option<Bytes>) -> Option<Type> {
    let list = || Type::Array(Box::new(Type::Any));
    match said {
        Some(Bytes::One) => return Some(Type::Any),
        Some(Bytes::List) => return Some(list()),
        None => {}
    }
    let mut types = encodings
        .iter()
        .filter(|one| one.name == member.name)
        .flat_map(|encoding| &encoding.content_types)
        .map(|one| family(one.essence()))
        .peekable();
    let is_said = types.peek().is_some();
    let is_bytes = types.all(|family| matches!(family, Family::Binary | Family::Any));
    let is_file = |ty: &Type| match ty {
        // A part whose schema has no type is bytes if nothing else is said (OpenAPI 3.1, Encoding Object).
        Type::Any => is_bytes,
        // Since OpenAPI 3.1 the media type alone says that a property is no text.
        Type::String(Text::Plain) => is_said && is_bytes,
        _ => false,
    };
    match &member.ty {
        ty if is_file(ty) => Some(Type::Any),
        Type::Array(item) => match &**item {
            Type::Nullable(item) if is_file(item) => Some(list()),
            item if is_file(item) => Some(list()),
            _ => None,
        },
        _ => None,
    }
}
