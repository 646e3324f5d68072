//! The definitions that stand in XML bodies, and the names of root elements.

use super::duplicates::Duplicates;
use super::resolve::resolve;
use crate::api::{Api, Content, Encoding, Parts, Shape, Struct, Type, TypeId, Types, Xml};
use crate::package::{XmlName, XmlRoot};

/// Returns the names of the root element of an XML body and, if it is a list, of its items.
pub(super) fn root<'a>(api: &'a Api, ty: &'a Type, xml: &'a Xml) -> XmlRoot<'a> {
    XmlRoot {
        name: name(Some(xml), "root"),
        item: is_list(api, ty).then(|| name(xml.items.as_deref(), "item")),
    }
}

/// Returns the XML name that the document gives. `otherwise` is its local name if the document gives none.
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
        // A definition that stands for several others is in XML if one of them is.
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

/// Adds the definitions in those properties of a multipart body that are sent as XML.
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

/// Adds the definitions that a struct or a newtype is made of.
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
