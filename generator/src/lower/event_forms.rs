//! Events of streams whose data is JSON in a text.

use super::schema::nullable::split_null;
use super::stages::{InEvents, Lowered, Model};
use crate::api::{
    Content, Framing, Operation, Presence, Root, Shape, Struct, Type, TypeId, reachable,
};
use crate::maps::{HashMap, HashSet};
use std::collections::BTreeSet;

/// Gives the data of events the type of the JSON that its text holds. A definition that also travels otherwise, where
/// the text is a text, keeps its form there and gets another one for streams.
pub(super) fn divide(lowered: Lowered) -> InEvents {
    let Lowered {
        mut model,
        part_bytes,
        event_data,
    } = lowered;
    if !event_data.is_empty() {
        let forms = add_forms(&mut model, &event_data);
        let to = |id: TypeId| forms.get(&id).copied().unwrap_or(id);
        let operations = model.operations.iter_mut();
        for item in operations.flat_map(streamed_mut) {
            reachable::rename(item, &to);
        }
    }
    InEvents { model, part_bytes }
}

/// The definitions that the events of a stream are: objects with no properties but those of an event, and the choices
/// between them. There are none if a value is something else, which is then the data of an event, not the event.
pub(super) fn events<'a>(ty: &Type, shape: impl Fn(TypeId) -> Option<&'a Shape>) -> Vec<TypeId> {
    let mut found = Vec::new();
    let mut seen: HashSet<TypeId> = HashSet::default();
    let mut waiting = vec![ty];
    while let Some(ty) = waiting.pop() {
        let id = match ty {
            Type::Nullable(inner) => {
                waiting.push(inner);
                continue;
            }
            Type::Defined(id) => *id,
            _ => return Vec::new(),
        };
        if !seen.insert(id) {
            continue;
        }
        found.push(id);
        match shape(id) {
            Some(Shape::Struct(shape)) if shape.is_event() => {}
            Some(Shape::Union(shape)) => {
                waiting.extend(shape.variants.iter().map(|variant| &variant.ty));
            }
            _ => return Vec::new(),
        }
    }
    found
}

/// Gives data its type in the definitions of events; the forms of their own that some of them need, by those.
fn add_forms(model: &mut Model, event_data: &HashMap<TypeId, Type>) -> HashMap<TypeId, TypeId> {
    let items = || model.operations.iter().flat_map(streamed);
    let all: BTreeSet<TypeId> = items()
        .flat_map(|item| events(item, |id| model.shape(id)))
        .collect();
    let elsewhere = elsewhere(model, &all, event_data);
    let is_elsewhere = |id: TypeId| elsewhere.get(id.0).copied().unwrap_or_default();
    let changed: Vec<TypeId> = all
        .into_iter()
        .filter(|id| leads_to_data(model, *id, event_data))
        .collect();
    let mut forms = HashMap::default();
    for id in changed.iter().copied().filter(|id| is_elsewhere(*id)) {
        let Some(mut form) = model.definitions.get(id.0).cloned() else {
            continue;
        };
        if let Root::Component(name) = form.origin.root {
            form.origin.root = Root::EventForm(name);
        }
        forms.insert(id, model.add(form));
    }
    let to = |id: TypeId| forms.get(&id).copied().unwrap_or(id);
    for id in changed {
        let Some(def) = model.definitions.get_mut(to(id).0) else {
            continue;
        };
        match (&mut def.shape, event_data.get(&id)) {
            (Shape::Struct(shape), Some(data)) => set_data(shape, data),
            (Shape::Struct(_), None) => {}
            (shape, _) => {
                let types = reachable::types_of_mut(shape).into_iter();
                types.for_each(|ty| reachable::rename(ty, &to));
            }
        }
    }
    forms
}

/// Whether an event, or one of those that a choice is between, has data of which more is known.
fn leads_to_data(model: &Model, id: TypeId, event_data: &HashMap<TypeId, Type>) -> bool {
    let events = events(&Type::Defined(id), |id| model.shape(id));
    events.iter().any(|id| event_data.contains_key(id))
}

/// For each definition, whether it travels otherwise than as an event of a stream.
fn elsewhere(
    model: &Model,
    events: &BTreeSet<TypeId>,
    event_data: &HashMap<TypeId, Type>,
) -> Vec<bool> {
    let operations = || model.operations.iter();
    let parameters = operations().flat_map(|operation| &operation.parameters);
    let parameters = parameters.map(|parameter| &parameter.ty);
    let headers = operations().flat_map(|operation| &operation.responses);
    let headers = headers.flat_map(|response| &response.headers);
    let headers = headers.map(|header| &header.ty);
    let others = operations().flat_map(contents);
    let others = others.filter(|content| !is_stream(content));
    let others = others.filter_map(Content::ty);
    // What stands in an event is no event.
    let members = events.iter().filter_map(|id| match model.shape(*id)? {
        Shape::Struct(shape) => Some(shape.types(|_| true)),
        _ => None,
    });
    let is_event = |ty: &&Type| matches!(ty, Type::Defined(id) if events.contains(id));
    let named = model.named.iter().filter(|ty| !is_event(ty));
    let roots = parameters.chain(headers).chain(others).chain(named);
    let roots = roots.chain(members.flatten()).chain(event_data.values());
    model.reached(roots.chain(&model.payloads))
}

/// What an operation sends and receives.
fn contents(operation: &Operation) -> impl Iterator<Item = &Content> {
    let sent = operation.body.iter().flat_map(|body| &body.media);
    let responses = operation.responses.iter();
    let received = responses.flat_map(|response| &response.media);
    sent.chain(received).map(|media| &media.content)
}

/// The values of the streams of events that an operation sends and receives.
fn streamed(operation: &Operation) -> impl Iterator<Item = &Type> {
    let streams = contents(operation).filter(|content| is_stream(content));
    streams.filter_map(Content::ty)
}

/// As [`streamed`], to change them.
fn streamed_mut(operation: &mut Operation) -> impl Iterator<Item = &mut Type> {
    let sent = operation.body.iter_mut().flat_map(|body| &mut body.media);
    let responses = operation.responses.iter_mut();
    let received = responses.flat_map(|response| &mut response.media);
    let contents = sent.chain(received).map(|media| &mut media.content);
    contents
        .filter(|content| is_stream(content))
        .filter_map(Content::ty_mut)
}

fn is_stream(content: &Content) -> bool {
    matches!(content, Content::Stream(Framing::Data | Framing::Events, _))
}

/// Gives the data of an event a type.
fn set_data(shape: &mut Struct, data: &Type) {
    let mut members = shape.members.iter_mut();
    let Some(member) = members.find(|member| member.name == "data") else {
        return;
    };
    let (ty, null) = split_null(data.clone());
    member.ty = ty;
    member.presence = match member.presence {
        Presence::Required if null => Presence::RequiredNullable,
        Presence::Optional if null => Presence::OptionalNullable,
        known => known,
    };
    // They are those of the text.
    member.docs.notes.clear();
    member.docs.constraints = None;
    member.default = None;
    member.example = None;
}
