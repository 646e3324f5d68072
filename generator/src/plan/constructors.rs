//! The values that constructors and calls take by place, and those that they take by name.
//!
//! Values that stand in a row are told apart by nothing but their types: two texts that change places still compile, and
//! the street is sent as the city. So a constructor takes a few values of different types as they are, and all others
//! in a struct, which names each and lacks none. That costs a struct without any trait for each such type, and no
//! function for each field.

use super::names::{Namer, Scope, Wish, words};
use crate::api::{Presence, Text, Type, TypeId};
use crate::package::{Argument, Construction, Field, Ident, Item, Passing, Struct, TypeItem};

/// How many values are taken by place.
const MOST_BY_PLACE: usize = 3;

/// The kind of the lock's entries for the structs that constructors take.
const KIND: &str = "required";

/// The names that types cannot have, because the lock gives them to the structs that constructors take.
pub(super) fn reserved(namer: &Namer<'_>) -> Scope {
    Scope::reserving(&namer.fixed_names(KIND))
}

/// Takes the parameters of a call that are given by name out of `required`: those outside of the path, if they are many
/// or could change places. A path tells its own parameters apart, and there is only one body.
pub(super) fn named_parameters<'a>(
    items: &[TypeItem<'_>],
    required: &mut Vec<Argument<'a>>,
) -> Vec<Argument<'a>> {
    let is_loose =
        |one: &Argument<'_>| !matches!(one.passing, Passing::Path(..) | Passing::Body(_));
    let loose = required.iter().filter(|one| is_loose(one));
    match by_name(loose.map(|one| sort(items, one.ty)).collect()) {
        true => required.extract_if(.., |one| is_loose(one)).collect(),
        false => Vec::new(),
    }
}

/// Returns the names that the struct of required values could have, made from the name of the type or call that takes
/// it.
pub(super) fn names(of: &str, what: &str) -> Vec<Ident> {
    let names = ["required".to_owned(), format!("required_{what}")];
    let name = |word: &String| words::upper(&format!("{of}_{word}"));
    names.iter().map(name).collect()
}

/// Decides how each constructor takes its values: names the structs, and orders what is taken by place.
pub(super) fn plan(namer: &Namer<'_>, items: &mut [TypeItem<'_>]) {
    let mut by_name: Vec<usize> = Vec::new();
    let mut by_place: Vec<usize> = Vec::new();
    for (at, item) in items.iter().enumerate() {
        match &item.item {
            Item::Struct(shape) if shape.construction == Construction::NewAndSetters => {
                match can_be_confused(items, shape) {
                    true => by_name.push(at),
                    false => by_place.push(at),
                }
            }
            _ => {}
        }
    }
    let mut scope = Scope::default();
    let mut wishes: Vec<Wish> = Vec::new();
    for item in items.iter() {
        scope.unique(&item.name);
    }
    for item in by_name.iter().filter_map(|at| items.get(*at)) {
        let name = item.name.as_str();
        wishes.push(Wish {
            names: self::names(name, "properties"),
            rank: 0,
            key: name.to_owned(),
        });
    }
    let names = namer.settle(KIND, &mut scope, &wishes);
    for (at, name) in by_name.into_iter().zip(names) {
        if let Some(Item::Struct(shape)) = items.get_mut(at).map(|item| &mut item.item) {
            shape.required = Some(name);
        }
    }
    for at in by_place {
        order(namer, items.get_mut(at));
    }
}

/// Orders what a constructor takes by place.
fn order(namer: &Namer<'_>, item: Option<&mut TypeItem<'_>>) {
    let Some(TypeItem { name, item, .. }) = item else {
        return;
    };
    if let Item::Struct(shape) = item {
        let fields = &shape.fields;
        let entry = format!("arguments {}", name.as_str());
        namer.order(&entry, &mut shape.arguments, |at| {
            let field = fields.get(*at);
            field.map_or_else(String::new, |field| field.ident.to_string())
        });
    }
}

fn can_be_confused(items: &[TypeItem<'_>], shape: &Struct<'_>) -> bool {
    let fields = shape.arguments.iter();
    let fields = fields.filter_map(|at| shape.fields.get(*at));
    by_name(fields.map(|field| sort_of_field(items, field)).collect())
}

fn sort_of_field(items: &[TypeItem<'_>], field: &Field<'_>) -> String {
    let sort = match (field.is_file, field.is_list()) {
        (false, _) => sort(items, field.ty),
        (true, false) => "file".to_owned(),
        (true, true) => "Vec<file>".to_owned(),
    };
    match field.presence {
        Presence::RequiredNullable => format!("Option<{sort}>"),
        _ => sort,
    }
}

/// Whether values of these sorts are taken by name: there are many, or two of them could change places.
fn by_name(mut sorts: Vec<String>) -> bool {
    let count = sorts.len();
    sorts.sort_unstable();
    sorts.dedup();
    count > MOST_BY_PLACE || sorts.len() < count
}

/// Returns the sort of a type: what the compiler makes of it where a literal is given. Values of one sort can change
/// places.
fn sort(items: &[TypeItem<'_>], ty: &Type) -> String {
    match ty {
        // `impl Into` takes a text literal for every string type but this one.
        Type::String(Text::Uuid) => "uuid".to_owned(),
        Type::String(_) => "text".to_owned(),
        Type::Integer(_) | Type::Number(_) => "number".to_owned(),
        Type::Array(item) => format!("Vec<{}>", sort(items, item)),
        Type::Delimited(item, _) => format!("Delimited<{}>", sort(items, item)),
        Type::Map(value) => format!("Map<{}>", sort(items, value)),
        Type::Nullable(inner) => format!("Option<{}>", sort(items, inner)),
        Type::Tuple(of) => format!("({})", sorts(items, of)),
        Type::OpenTuple(of, rest) => format!("({}; {})", sorts(items, of), sort(items, rest)),
        Type::Custom(custom) => custom.path.clone(),
        Type::Defined(id) => defined(items, *id),
        Type::Any | Type::Null | Type::Boolean => format!("{ty:?}"),
    }
}

fn sorts(items: &[TypeItem<'_>], of: &[Type]) -> String {
    let sorts: Vec<String> = of.iter().map(|ty| sort(items, ty)).collect();
    sorts.join(", ")
}

fn defined(items: &[TypeItem<'_>], id: TypeId) -> String {
    match items.get(id.0).map(|item| &item.item) {
        Some(Item::Alias(other)) => defined(items, *other),
        Some(Item::Transparent(inner)) => sort(items, inner),
        _ => format!("{id:?}"),
    }
}
