//! What stands in XML, and how.

use super::duplicates::Duplicates;
use super::resolve::resolve;
use crate::api::{Api, Content, Encoding, Parts, Shape, Struct, Type, TypeId, Types, Xml};
use crate::package::{XmlName, XmlRoot};

/// The names that a body in XML has.
pub(super) fn root<'a>(api: &'a Api, ty: &'a Type, xml: &'a Xml) -> XmlRoot<'a> {
    XmlRoot {
        name: name(Some(xml), "root"),
        item: is_list(api, ty).then(|| name(xml.items.as_deref(), "item")),
    }
}

/// The name that is said, or another.
pub(super) fn name<'a>(said: Option<&'a Xml>, otherwise: &'a str) -> XmlName<'a> {
    XmlName {
        local: said
            .and_then(|xml| xml.name.as_deref())
            .unwrap_or(otherwise),
        prefix: said.and_then(|xml| xml.prefix.as_deref()),
        namespace: said.and_then(|xml| xml.namespace.as_deref()),
    }
}

fn is_list(api: &Api, ty: &Type) -> bool {
    match resolve(api, ty) {
        Type::Array(_) => true,
        Type::Nullable(inner) => is_list(api, inner),
        Type::Defined(id) => match api.types.get(*id).map(|def| &def.shape) {
            // A name for a name leads on; one in a circle was mended before.
            Some(Shape::Newtype(ty @ Type::Array(_))) => is_list(api, ty),
            _ => false,
        },
        _ => false,
    }
}

/// For each definition, whether it stands in a body in XML.
pub(super) fn reached(api: &Api, duplicates: &Duplicates) -> Vec<bool> {
    let mut found = vec![false; api.types.0.len()];
    let mut pending: Vec<TypeId> = Vec::new();
    let sent = api.operations.iter().flat_map(|one| &one.body);
    let sent = sent.flat_map(|body| &body.media);
    let received = api.operations.iter().flat_map(|one| &one.responses);
    let received = received.flat_map(|response| &response.media);
    for media in sent.chain(received) {
        match &media.content {
            Content::Xml(ty, _) => ty.each_defined(&mut |id| pending.push(id)),
            Content::Parts(Parts::Properties(Type::Defined(id), encodings)) => {
                parts(&api.types, *id, encodings, &mut pending);
            }
            _ => {}
        }
    }
    while let Some(id) = pending.pop() {
        // What is said once for several stands in XML if one of them does.
        let other = duplicates.of(id);
        pending.extend((other != id).then_some(other));
        match found.get_mut(id.0) {
            Some(known) if !*known => *known = true,
            _ => continue,
        }
        inside(&api.types, id, &mut pending);
    }
    found
}

/// The definitions of the members of a body that are parts of XML.
fn parts(types: &Types, body: TypeId, encodings: &[Encoding], found: &mut Vec<TypeId>) {
    let Some(Shape::Struct(shape)) = types.get(body).map(|def| &def.shape) else {
        return;
    };
    let in_xml = |name: &String| {
        let mut encodings = encodings.iter();
        encodings.any(|encoding| encoding.name == *name && encoding.xml.is_some())
    };
    for member in shape.members.iter().filter(|member| in_xml(&member.name)) {
        member.ty.each_defined(&mut |id| found.push(id));
    }
}

/// The definitions that one is made of.
fn inside(types: &Types, id: TypeId, found: &mut Vec<TypeId>) {
    let mut named = |ty: &Type| ty.each_defined(&mut |id| found.push(id));
    match types.get(id).map(|def| &def.shape) {
        Some(Shape::Struct(Struct { members, .. })) => {
            members.iter().for_each(|member| named(&member.ty));
        }
        Some(Shape::Newtype(ty)) => named(ty),
        // Of unions and values nothing is known but what they are.
        Some(Shape::Enum(_) | Shape::Union(_) | Shape::Tagged(_)) | None => {}
    }
}
