//! Keys for types that are alike in all their names and places: the content of the types tells them apart.

use crate::api::{Api, Presence, Shape, Type};
use crate::maps::HashMap;
use std::cell::Cell;

/// How deep a type is looked into, and how many types within it are.
const DEEPEST: usize = 6;
const MOST: usize = 2000;

/// Adds a hash of the content to keys that are equal though their types differ, so that the order of the document does
/// not matter.
pub(super) fn set_apart<'k>(api: &Api, keys: impl IntoIterator<Item = (&'k mut String, Type)>) {
    let mut alike: HashMap<String, Vec<(&'k mut String, Type)>> = HashMap::default();
    for (key, ty) in keys {
        alike.entry(key.clone()).or_default().push((key, ty));
    }
    let differ = |keys: &Vec<(&mut String, Type)>| match keys.as_slice() {
        [(_, first), others @ ..] => others.iter().any(|(_, ty)| ty != first),
        [] => false,
    };
    for (key, ty) in alike.into_values().filter(differ).flatten() {
        let held = held(api, &ty, DEEPEST, &Cell::new(MOST));
        let hash = hmac_sha256::Hash::hash(held.as_bytes());
        let hash = hash.iter().take(4).map(|byte| format!("{byte:02x}"));
        *key = format!("{key} {}", hash.collect::<String>());
    }
}

/// Describes all that a type says of its values, whatever the order of the document.
fn held(api: &Api, ty: &Type, deep: usize, left: &Cell<usize>) -> String {
    let (Some(deep), Some(more)) = (deep.checked_sub(1), left.get().checked_sub(1)) else {
        return String::new();
    };
    left.set(more);
    let inner = |ty: &Type| held(api, ty, deep, left);
    match ty {
        Type::Array(item) => format!("[{}]", inner(item)),
        Type::Delimited(item, by) => format!("[{}{by}]", inner(item)),
        Type::Map(value) => format!("{{{}}}", inner(value)),
        Type::Nullable(value) => format!("{}?", inner(value)),
        Type::Tuple(items) => items.iter().map(inner).collect::<Vec<_>>().join(","),
        Type::OpenTuple(items, rest) => {
            let items: Vec<String> = items.iter().chain([&**rest]).map(inner).collect();
            items.join(",")
        }
        Type::Defined(id) => match api.types.get(*id) {
            Some(def) => of_shape(&def.shape, inner),
            None => String::new(),
        },
        Type::Custom(custom) => inner(&custom.replaced),
        plain => format!("{plain:?}"),
    }
}

/// The parts of a shape, sorted.
fn of_shape(shape: &Shape, inner: impl Fn(&Type) -> String) -> String {
    let mut parts: Vec<String> = match shape {
        Shape::Struct(shape) => {
            let members = shape.members.iter().map(|member| {
                let must = matches!(
                    member.presence,
                    Presence::Required | Presence::RequiredNullable
                );
                format!("{}:{must}:{}", member.name, inner(&member.ty))
            });
            members.collect()
        }
        Shape::Enum(shape) => {
            let values = shape.values.iter();
            values.map(|value| value.value.to_string()).collect()
        }
        Shape::Union(shape) => shape
            .variants
            .iter()
            .map(|variant| inner(&variant.ty))
            .collect(),
        Shape::Tagged(shape) => {
            let variants = shape.variants.iter();
            variants
                .map(|variant| {
                    let ty = variant.ty.as_ref().map(&inner);
                    format!("{}:{}", variant.tag, ty.unwrap_or_default())
                })
                .collect()
        }
        Shape::Newtype(ty) => vec![inner(ty)],
    };
    parts.sort_unstable();
    format!("({})", parts.join(";"))
}
