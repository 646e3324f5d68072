//! Externally tagged choices as enums: each value is an object whose only property names the variant, or a text that
//! does.

use super::names::{Scope, Wish, texts, words};
use super::types::Planning;
use super::{boxes, enums};
use crate::api::{Tagged as Shape, TypeId};
use crate::package::{Tagged, TaggedVariant};

/// Decides the variants: each is called as the document says, or after its tag.
pub(super) fn plan<'a>(
    planning: &Planning<'a, '_>,
    id: TypeId,
    key: &str,
    shape: &'a Shape,
) -> Tagged<'a> {
    let tags: Vec<&str> = shape.variants.iter().map(|one| one.tag.as_str()).collect();
    let mut wishes: Vec<Wish> = texts::values(key, &tags);
    for (wish, variant) in wishes.iter_mut().zip(&shape.variants) {
        if let Some(name) = &variant.name {
            wish.names.insert(0, words::upper(name));
            wish.rank = 0;
        }
    }
    let mut scope = Scope::default();
    let kind = format!("variant {key}");
    let idents = planning.names.namer.settle(&kind, &mut scope, &wishes);
    let variants = shape.variants.iter().zip(idents);
    Tagged {
        variants: variants
            .map(|(variant, ident)| TaggedVariant {
                ident,
                docs: &variant.docs,
                tag: &variant.tag,
                ty: variant.ty.as_ref(),
                boxed: variant
                    .ty
                    .as_ref()
                    .is_some_and(|ty| boxes::needed(planning.boxes, id, ty)),
            })
            .collect(),
        unknown: enums::unknown(&mut scope),
    }
}
