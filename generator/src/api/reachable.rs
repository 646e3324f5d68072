//! The definitions that types lead to, directly and through other definitions.

use super::{Access, Additional, Api, Operation, Shape, Type, TypeDef, TypeId};

/// Returns every type that a shape mentions. Properties whose access is `skip` are passed over.
pub(crate) fn types_of(shape: &Shape, skip: Option<Access>) -> Vec<&Type> {
    match shape {
        Shape::Struct(shape) => shape.types(|member| Some(member.access) != skip).collect(),
        other => other.types(),
    }
}

/// Returns every type that a shape mentions, to change it.
pub(crate) fn types_of_mut(shape: &mut Shape) -> Vec<&mut Type> {
    match shape {
        Shape::Struct(shape) => {
            let members = shape.members.iter_mut().map(|member| &mut member.ty);
            let additional = match &mut shape.additional {
                Additional::Typed(ty) => Some(ty),
                Additional::Unspecified | Additional::Forbidden => None,
            };
            members.chain(additional).collect()
        }
        Shape::Enum(_) => Vec::new(),
        Shape::Union(shape) => shape
            .variants
            .iter_mut()
            .map(|variant| &mut variant.ty)
            .collect(),
        Shape::Tagged(shape) => {
            let variants = shape.variants.iter_mut();
            variants.filter_map(|variant| variant.ty.as_mut()).collect()
        }
        Shape::Newtype(ty) => vec![ty],
    }
}

/// Calls `change` with a type and with every type inside it.
pub(crate) fn each(ty: &mut Type, change: &mut impl FnMut(&mut Type)) {
    change(ty);
    ty.children_mut().for_each(|child| each(child, change));
}

/// Replaces the id of every definition that a type itself names by the one that `to` returns.
pub(crate) fn rename(ty: &mut Type, to: &impl Fn(TypeId) -> TypeId) {
    each(ty, &mut |ty| {
        if let Type::Defined(id) = ty {
            *id = to(*id);
        }
    });
}

/// Returns every type that the API mentions anywhere, to change it.
pub(crate) fn all_mut(api: &mut Api) -> impl Iterator<Item = &mut Type> {
    let defs = api.types.0.iter_mut();
    let operations = api.operations.iter_mut();
    defs.flat_map(|def| types_of_mut(&mut def.shape))
        .chain(operations.flat_map(|operation| operation.types_mut()))
        .chain(&mut api.payloads)
}

/// Keeps the definitions that `order` lists, in its order, and adapts all ids to their new places.
pub(crate) fn keep(api: &mut Api, order: &[TypeId]) {
    let mut places = vec![None; api.types.0.len()];
    for (new, old) in order.iter().enumerate() {
        if let Some(place) = places.get_mut(old.0) {
            *place = Some(TypeId(new));
        }
    }
    let place = |id: TypeId| places.get(id.0).copied().flatten();
    let to = |id: TypeId| place(id).unwrap_or(TypeId(0));
    let mut old: Vec<Option<TypeDef>> = std::mem::take(&mut api.types.0)
        .into_iter()
        .map(Some)
        .collect();
    api.types.0 = order
        .iter()
        .filter_map(|id| old.get_mut(id.0)?.take())
        .collect();
    for def in &mut api.types.0 {
        def.request_form = def.request_form.and_then(place);
    }
    all_mut(api).for_each(|ty| rename(ty, &to));
}

/// Returns, for each of `count` definitions, whether the root types lead to it. Properties whose access is `skip` do
/// not count.
pub(crate) fn definitions<'a>(
    count: usize,
    shape: impl Fn(TypeId) -> Option<&'a Shape>,
    roots: impl Iterator<Item = &'a Type>,
    skip: Option<Access>,
) -> Vec<bool> {
    let mut seen = vec![false; count];
    let mut waiting = Vec::new();
    let mut visit = |ty: &Type, waiting: &mut Vec<TypeId>| {
        ty.each_defined(&mut |id| {
            if let Some(seen) = seen.get_mut(id.0)
                && !*seen
            {
                *seen = true;
                waiting.push(id);
            }
        });
    };
    for root in roots {
        visit(root, &mut waiting);
    }
    while let Some(id) = waiting.pop() {
        for ty in shape(id)
            .into_iter()
            .flat_map(|shape| types_of(shape, skip))
        {
            visit(ty, &mut waiting);
        }
    }
    seen
}

/// Returns every type that an operation sends, to change it.
pub(crate) fn sent_mut(operation: &mut Operation) -> impl Iterator<Item = &mut Type> {
    let parameters = operation
        .parameters
        .iter_mut()
        .map(|parameter| &mut parameter.ty);
    let body = operation.body.iter_mut().flat_map(|body| &mut body.media);
    parameters.chain(body.filter_map(|media| media.content.ty_mut()))
}

/// Every type that an operation sends.
pub(crate) fn sent(operation: &Operation) -> impl Iterator<Item = &Type> {
    let parameters = operation.parameters.iter().map(|parameter| &parameter.ty);
    let body = operation.body.iter().flat_map(|body| &body.media);
    parameters.chain(body.filter_map(|media| media.content.ty()))
}

/// Every type that an operation receives.
pub(crate) fn received(operation: &Operation) -> impl Iterator<Item = &Type> {
    operation.responses.iter().flat_map(|response| {
        let headers = response.headers.iter().map(|header| &header.ty);
        let media = response.media.iter();
        headers.chain(media.filter_map(|media| media.content.ty()))
    })
}
