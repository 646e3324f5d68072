//! Unions as enums, and what tells their variants apart.

use super::boxes;
use super::enums;
use super::names::Scope;
use super::names::{Wish, words};
use super::resolve::resolve;
use super::structs::is_required;
use super::types::Planning;
use super::variant_names;
use crate::api::{Api, Member, Presence, Shape, Struct, Type, TypeId, Union as UnionShape};
use crate::package::{EnumKind, Form, JsonKind, Union, UnionVariant};
use serde_json::Value;
use std::cell::Cell;
use std::collections::{HashMap, HashSet};

/// Decides the variants of a union.
pub(super) fn plan<'a>(
    planning: &Planning<'a, '_>,
    id: TypeId,
    key: &str,
    shape: &'a UnionShape,
) -> Union<'a> {
    let api = planning.api;
    let mut scope = Scope::default();
    let wishes: Vec<Wish> = shape
        .variants
        .iter()
        .map(|variant| variant_names::wish(api, variant))
        .collect();
    let kind = format!("variant {key}");
    let idents = planning.names.namer.settle(&kind, &mut scope, &wishes);
    let tags = tags(shape);
    let nested = match is_told_by_tags(shape, &tags) {
        // Nobody asks what the values look like.
        true => 0,
        false => MAX_NESTED,
    };
    let room = Room::default();
    let mut forms: Vec<Form<'a>> = shape
        .variants
        .iter()
        .map(|variant| form(api, &variant.ty, nested, &room))
        .collect();
    match forms.as_mut_slice() {
        _ if nested == 0 => {}
        [only] => {
            // Of a tuple the length counts: one that is too short is another value, not a wrong one.
            let any_of = match only.kind {
                JsonKind::Tuple | JsonKind::OpenTuple => vec![Form::default(); only.any_of.len()],
                _ => Vec::new(),
            };
            *only = Form {
                kind: only.kind,
                any_of,
                ..Form::default()
            }
        }
        several => tell_apart(api, shape, several),
    }
    let fallback = shape
        .discriminator
        .as_ref()
        .and_then(|found| found.fallback);
    let variants = shape
        .variants
        .iter()
        .zip(forms)
        .zip(idents)
        .zip(tags)
        .enumerate()
        .map(|(place, (((variant, form), ident), tags))| UnionVariant {
            ident,
            docs: &variant.docs,
            ty: &variant.ty,
            boxed: boxes::needed(planning.boxes, id, &variant.ty),
            tags,
            // What nothing says of is the default.
            is_silent: fallback != Some(place) && is_silent(api, shape, &variant.ty),
            form,
        })
        .collect();
    let wanted = if scope.is_free(&words::upper("unknown")) {
        "unknown"
    } else {
        "unknown_value"
    };
    Union {
        variants,
        discriminator: shape
            .discriminator
            .as_ref()
            .map(|found| found.property.as_str()),
        fallback,
        unknown: shape.open.then(|| scope.unique(&words::upper(wanted))),
    }
}

/// Whether an object has no member for the discriminator that tells it from others.
fn is_silent(api: &Api, shape: &UnionShape, ty: &Type) -> bool {
    let (Some(discriminator), Type::Defined(id)) = (&shape.discriminator, ty) else {
        return false;
    };
    match api.types.get(*id).map(|def| &def.shape) {
        Some(Shape::Struct(shape)) => {
            let mut members = shape.members.iter();
            !members.any(|member| member.name == discriminator.property)
        }
        _ => false,
    }
}

/// The discriminator's values that stand for each variant.
fn tags(shape: &UnionShape) -> Vec<Vec<&str>> {
    let mut tags = vec![Vec::new(); shape.variants.len()];
    for (value, place) in shape.discriminator.iter().flat_map(|found| &found.mapping) {
        if let Some(tags) = tags.get_mut(*place) {
            tags.push(value.as_str());
        }
    }
    tags
}

/// Whether the discriminator alone tells the variants apart.
fn is_told_by_tags(shape: &UnionShape, tags: &[Vec<&str>]) -> bool {
    let Some(discriminator) = &shape.discriminator else {
        return false;
    };
    let mut tags = tags.iter().enumerate();
    tags.all(|(place, tags)| !tags.is_empty() || discriminator.fallback == Some(place))
}

/// How many unions may stand in one another before the inner ones admit anything: they may recur.
const MAX_NESTED: usize = 3;

/// How many properties of what stands in unions within a union are told: they are repeated wherever these are used.
const MOST_WITHIN: usize = 1_000;

/// How many of these are left.
struct Room(Cell<usize>);

impl Default for Room {
    fn default() -> Self {
        Self(Cell::new(MOST_WITHIN))
    }
}

impl Room {
    fn take(&self, count: usize) -> bool {
        let left = self.0.get().checked_sub(count);
        self.0.set(left.unwrap_or(0));
        left.is_some()
    }
}

/// What the values of a type look like from outside.
fn form<'a>(api: &'a Api, ty: &'a Type, nested: usize, room: &Room) -> Form<'a> {
    match resolve(api, ty) {
        Type::Tuple(items) => return tuple(api, JsonKind::Tuple, items, room),
        Type::OpenTuple(items, _) => return tuple(api, JsonKind::OpenTuple, items, room),
        Type::Defined(id) => match (api.types.get(*id).map(|def| &def.shape), nested) {
            (Some(Shape::Struct(shape)), _) => return object(api, shape),
            (Some(Shape::Union(shape)), 1..) => return one_of(api, shape, nested - 1, room),
            (Some(Shape::Newtype(ty)), 1..) => return form(api, ty, nested - 1, room),
            _ => {}
        },
        _ => {}
    }
    Form {
        kind: kind_of(api, ty),
        ..Form::default()
    }
}

/// The JSON type of all values of a type, if it is one.
fn kind_of(api: &Api, ty: &Type) -> JsonKind {
    match resolve(api, ty) {
        Type::Any | Type::Nullable(_) => JsonKind::Any,
        Type::Null => JsonKind::Null,
        Type::Boolean => JsonKind::Boolean,
        Type::Integer(_) => JsonKind::Integer,
        Type::Number(_) => JsonKind::Number,
        Type::String(_) | Type::Delimited(..) | Type::Binary | Type::File => JsonKind::String,
        Type::Array(_) => JsonKind::Array,
        Type::Tuple(_) => JsonKind::Tuple,
        Type::OpenTuple(..) => JsonKind::OpenTuple,
        Type::Map(_) => JsonKind::Object,
        Type::Defined(id) => match api.types.get(*id).map(|def| &def.shape) {
            Some(Shape::Struct(_)) => JsonKind::Object,
            Some(Shape::Enum(shape)) => match enums::kind(shape) {
                Some(EnumKind::Text) => JsonKind::String,
                Some(EnumKind::Integer) => JsonKind::Integer,
                _ => JsonKind::Any,
            },
            _ => JsonKind::Any,
        },
    }
}

/// The form of lists whose first items have a type each.
fn tuple<'a>(api: &'a Api, kind: JsonKind, items: &'a [Type], room: &Room) -> Form<'a> {
    Form {
        kind,
        any_of: items.iter().map(|item| form(api, item, 0, room)).collect(),
        ..Form::default()
    }
}

/// Adds to the forms what tells those apart that look the same otherwise: the items of lists, where several
/// forms are lists, and the JSON types of members that several objects have.
fn tell_apart<'a>(api: &'a Api, shape: &'a UnionShape, forms: &mut [Form<'a>]) {
    let may_be_list = |form: &&Form<'_>| {
        use JsonKind::{Any, Array, OpenTuple, Tuple, Union};
        matches!(form.kind, Array | Tuple | OpenTuple | Any | Union)
    };
    let several_lists = forms.iter().filter(may_be_list).count() > 1;
    let kinds: Vec<Vec<(&'a str, JsonKind)>> = shape
        .variants
        .iter()
        .map(|variant| member_kinds(api, &variant.ty))
        .collect();
    let mut met: HashMap<&str, JsonKind> = HashMap::new();
    let mut differing: HashSet<&str> = HashSet::new();
    for (name, kind) in kinds.iter().flatten() {
        if *met.entry(name).or_insert(*kind) != *kind {
            differing.insert(name);
        }
    }
    for ((variant, form), own) in shape.variants.iter().zip(forms).zip(&kinds) {
        if several_lists
            && form.kind == JsonKind::Array
            && let Type::Array(item) = resolve(api, &variant.ty)
        {
            form.any_of = Some(self::form(api, item, 0, &Room::default()))
                .filter(|item| item.kind != JsonKind::Any)
                .into_iter()
                .collect();
        }
        let own = own.iter().filter(|(name, _)| differing.contains(name));
        let told = own.map(|(name, kind)| {
            let kind = Form {
                kind: *kind,
                ..Form::default()
            };
            (*name, kind)
        });
        form.kinds = told.collect();
    }
}

/// The JSON types of an object's members, as far as each is of one type.
fn member_kinds<'a>(api: &'a Api, ty: &'a Type) -> Vec<(&'a str, JsonKind)> {
    let Type::Defined(id) = resolve(api, ty) else {
        return Vec::new();
    };
    let Some(Shape::Struct(shape)) = api.types.get(*id).map(|def| &def.shape) else {
        return Vec::new();
    };
    let members = shape.members.iter().map(|member| {
        let kind = kind_of(api, &member.ty);
        (member.name.as_str(), kind)
    });
    members.filter(|(_, kind)| *kind != JsonKind::Any).collect()
}

fn one_of<'a>(api: &'a Api, shape: &'a UnionShape, nested: usize, room: &Room) -> Form<'a> {
    let mut any_of: Vec<Form<'a>> = Vec::new();
    for variant in &shape.variants {
        let form = form(api, &variant.ty, nested, room);
        if form.kind == JsonKind::Any || !room.take(1 + form.known.len()) {
            return Form::default();
        }
        any_of.push(form);
    }
    Form {
        kind: JsonKind::Union,
        any_of,
        ..Form::default()
    }
}

fn object<'a>(api: &'a Api, shape: &'a Struct) -> Form<'a> {
    Form {
        kind: JsonKind::Object,
        required: shape
            .members
            .iter()
            .filter(|member| is_required(member.presence))
            .map(|member| member.name.as_str())
            .collect(),
        known: shape
            .members
            .iter()
            .map(|member| member.name.as_str())
            .collect(),
        nullable: shape
            .members
            .iter()
            .filter(|member| admits_null(member, api))
            .map(|member| member.name.as_str())
            .collect(),
        constants: shape
            .members
            .iter()
            .filter_map(|member| Some((member.name.as_str(), constant(api, &member.ty)?)))
            .collect(),
        ..Form::default()
    }
}

/// Whether a member may be null: its type says so, or admits anything.
fn admits_null(member: &Member, api: &Api) -> bool {
    let by_presence = matches!(
        member.presence,
        Presence::RequiredNullable | Presence::OptionalNullable
    );
    by_presence
        || matches!(
            resolve(api, &member.ty),
            Type::Any | Type::Null | Type::Nullable(_)
        )
}

/// The only value that a type admits, if it is neither list nor object. Longer lists grow, so they do not count.
fn constant<'a>(api: &'a Api, ty: &'a Type) -> Option<&'a Value> {
    let Type::Defined(id) = ty else { return None };
    match &api.types.get(*id)?.shape {
        Shape::Enum(shape) => match shape.values.as_slice() {
            [only] => Some(&only.value).filter(|value| !value.is_array() && !value.is_object()),
            _ => None,
        },
        _ => None,
    }
}
